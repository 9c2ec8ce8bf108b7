"""Proves quotes by a second reading of their originals: what `check` is given to ask."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout.choices import TICKED
from ingest.rereading.flowing import stretches
from ingest.rereading.pdf_characters import Character, Pages, opened
from ingest.rereading.stretch import words
from kb.model import GAP, Apart, Difference, Document, Quote, QuotedLine

_WORD_SPACE = 0.14  # of the type size: white between two letters from which they are of two words
CELL = " | "  # between the cells of a row
_SMALL = 0.8  # of the type size of a line: a smaller figure refers to a note
_LARGE = 2.5  # of that size: a letter of a watermark
_NUMBERED = re.compile(r"\(?[\w.]{1,8}[.):]?\s+")  # a number that the reader set before a line, as the list style says


@dataclass(slots=True)
class Rereading:
    """Holds quotes against their originals and counts what it could not hold: quotes that OCR read, and those in files
    for which there is no second way (`without`)."""

    proven: int = 0
    by_ocr: int = 0
    without: int = 0

    def __call__(self, document: Document, data: bytes, quotes: Sequence[Quote]) -> Iterator[Difference]:
        """A difference for each quote that stands otherwise in the original."""
        fit = [quote for quote in quotes if not quote.by_ocr]
        self.by_ocr += len(quotes) - len(fit)
        if not fit:
            return
        if b"%PDF-" in data[:1024]:
            yield from self._on_pages(data, fit)
            return
        second = stretches(document.file.rsplit("›", 1)[-1].strip(), data)
        if second is None:
            self.without += len(fit)
            return
        shown = (each.text for each in second if each.apart in (None, Apart.OTHER_FORM))
        text = f" {' '.join(word for each in shown for word in words(each))} "
        for quote in fit:
            self.proven += 1
            missing = (line for line in quote.lines if not _stands_in(line.text, text))
            yield from (Difference(quote, line, _nearest(line.text, text)) for line in missing)

    def _on_pages(self, data: bytes, quotes: Sequence[Quote]) -> Iterator[Difference]:
        try:
            with opened(data) as pages:
                for quote in quotes:
                    self.proven += 1
                    for line in quote.lines:
                        there = _otherwise(pages, line)
                        if there is not None:
                            yield Difference(quote, line, there)
        except ValueError:
            self.without += len(quotes)


def _stands_in(line: str, text: str) -> bool:
    """Whether the words of a line stand one behind the other in a text; of a row of a table those of each cell."""
    for cell in line.split(CELL):
        plain = cell.replace(GAP, " ").strip()
        forms = [plain, _NUMBERED.sub("", plain, count=1)]
        if not any(f" {' '.join(words(form))} " in text for form in forms if words(form)) and words(plain):
            return False
    return True


def _nearest(line: str, text: str) -> str:
    """What stands in a text where most of the first words of a line do; empty when not even two of them stand there."""
    own = words(line)
    for many in range(len(own), 1, -1):
        at = text.find(f" {' '.join(own[:many])} ")
        if at >= 0:
            return " ".join(text[at : at + 2 * len(line) + 20].split()[: len(own) + 1])
    return ""


def _otherwise(pages: Pages, line: QuotedLine) -> str | None:
    """What stands in the box of a line when that is something else; None when it is the same."""
    if line.bbox is None:
        return None
    there = pages.line(line.page, line.turn, line.bbox)
    if _same(line.text, there):
        return None
    struck = pages.strokes(line.page, line.turn)
    kept = [each for each in there if not any(_strikes(stroke, each) for stroke in struck)]
    return None if _same(line.text, kept) else _spoken(there)


def _same(text: str, there: Sequence[Character]) -> bool:
    if CELL in text:
        return _same_row(text, sorted(there, key=lambda each: each.place))
    own = [_letters(part) for part in text.replace(TICKED, GAP).split(GAP)]  # of options one was left
    if len(own) > 1:
        return _in_order(own, _letters("".join(each.sign for each in there)))
    usual = sorted(each.size for each in there)[len(there) // 2] if there else 0.0
    at, places = 0, []
    letters = own[0]
    for each in there:
        signs = _letters(each.sign)
        if letters[at : at + len(signs)] == signs:
            places.append((at, each))
            at += len(signs)
        elif not (each.size < _SMALL * usual and each.sign.isdigit()) and each.size < _LARGE * usual:
            return False
    return at == len(letters) and not _is_glued(text, places)


def _same_row(text: str, there: Sequence[Character]) -> bool:
    """Whether the cells of a row, which have lines of their own, stand in its box: in the order of the file, for there
    a cell is one piece."""
    rest = "".join(_letters(each.sign) for each in there)
    for cell in sorted(map(_letters, text.split(CELL)), key=len, reverse=True):
        if cell not in rest:
            return False
        rest = rest.replace(cell, "", 1)
    tokens = _tokens(there)
    alone = {token for token, _ in tokens}
    glued = {one + other for (one, _), (other, beside) in pairwise(tokens) if beside} - alone
    return not rest and not glued.intersection(re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text)))


def _tokens(there: Sequence[Character]) -> list[tuple[str, bool]]:
    """Characters as words, and of each whether it stands beside the one before it, on the same line."""
    found: list[tuple[str, bool]] = []
    for at, each in enumerate(there):
        last = there[at - 1] if at else each
        same_line = at > 0 and abs(each.box[3] - last.box[3]) < 0.5 * max(each.size, 1.0)
        if same_line and each.box[0] - last.box[2] <= _WORD_SPACE * max(each.size, 1.0) and found:
            found[-1] = (found[-1][0] + _letters(each.sign), found[-1][1])
        else:
            found.append((_letters(each.sign), same_line))
    return found


def _in_order(parts: Sequence[str], letters: str) -> bool:
    """Whether parts of a line stand in it, one behind the other: between them something was blacked out."""
    at = 0
    for part in parts:
        at = letters.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return True


def _is_glued(text: str, places: Sequence[tuple[int, Character]]) -> bool:
    """Whether white stands in the original where the text has one word; not where all letters stand apart."""
    begins, at = set(), 0
    for word in re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text)):
        begins.add(at)
        at += len(word)
    inner = [
        next_one.box[0] - one.box[2] > _WORD_SPACE * max(one.size, 1.0)
        for (_, one), (at, next_one) in pairwise(places)
        if at not in begins
    ]
    return any(inner) and sum(inner) < 0.5 * len(inner)


def _strikes(stroke: tuple[float, float, float, float], each: Character) -> bool:
    left, top, right, bottom = each.box
    middle, high = (stroke[1] + stroke[3]) / 2, bottom - top
    return stroke[0] - 1 <= (left + right) / 2 <= stroke[2] + 1 and top + 0.3 * high <= middle <= bottom - 0.25 * high


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _spoken(there: Sequence[Character]) -> str:
    """Characters as words again, as far as the white between them says so."""
    text = ""
    for at, each in enumerate(there):
        white = at and each.box[0] - there[at - 1].box[2] > _WORD_SPACE * max(each.size, 1.0)
        text += f"{' ' if white else ''}{each.sign}"
    return text
