"""Boxes that somebody ticks: only what is ticked was said, the other options are set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.layout.raw import Before, RawLine, RawPage, split_box, tidy
from kb.model import BBox, BlockKind

EMPTY, TICKED = "☐", "☒"
# What is a box by itself, and what may as well be a bullet or a number ("■", "(v)", "o"): it is a box where both stand
# in one document, ticked and not.
_OPEN = r"☐|\[ \](?=\s|$)"
_TICKED = r"[☑☒🗹🗷]|\[[xXvV]\](?=\s|$)"
_PAIRS = (
    ("[□▢◻⬜🔲]", "[■▣◼☑☒✓✔✗✘✅🗹]"),
    ("[○◯⚪]", "[●◉⦿⚫🔘]"),
    (r"\[_?\](?=\s|$)", r"\[[xXvV]\](?=\s|$)"),
    (r"\( ?\)(?=\s|$)", r"\([xXvV]\)(?=\s|$)"),
    ("[✗✘]", "[✓✔]"),
)
_LETTERS = (r"^[oO](?=\s)", r"^[xX](?=\s)")
_LETTERS_TOGETHER = re.compile(r"^[oO] .*\n[xX] |^[xX] .*\n[oO] ", re.M)
_ANY_OPEN = re.compile("|".join((_OPEN, *(open_ for open_, _ in _PAIRS), _LETTERS[0])))
# Without one of these nothing is open: looking for them is far faster than for the patterns.
_MAY_BE_OPEN = (*"☐□▢◻⬜🔲○◯⚪✗✘", "[ ]", "[]", "[_]", "( )", "()", "\no ", "\nO ")
_BETWEEN = " | "  # what parts the cells of a row
_NEAR, _FEW = 40.0, 6  # points between a box and its option; words of an option before its box
_ASKS = re.compile(r"[:?]$")
_SHORT = re.compile(r"\W*(?:ja|nee|wel|niet|geen)\b\W*(?:\w+\W*){0,2}", re.I)  # an option that says nothing by itself
_LONGEST = 60  # characters of such an option


@dataclass(frozen=True, slots=True)
class _Signs:
    """What marks an option in one document, and what marks one that is not ticked."""

    box: re.Pattern[str]
    open: re.Pattern[str]

    @classmethod
    def of(cls, pages: Sequence[RawPage]) -> _Signs | None:
        """None for a document in which nothing marks an option that is not ticked: most are."""
        text = "\n" + "\n".join([line.text for page in pages for line in page.lines])
        if not any(sign in text for sign in _MAY_BE_OPEN):
            return None
        pairs = [pair for pair in _PAIRS if all(re.search(sign, text) for sign in pair)]
        if _LETTERS_TOGETHER.search(text):
            pairs.append(_LETTERS)
        open_ = re.compile("|".join((_OPEN, *(sign for sign, _ in pairs))), re.M)
        boxes = (_OPEN, _TICKED, *(sign for pair in pairs for sign in pair))
        return cls(re.compile("|".join(boxes)), open_) if open_.search(text) else None


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters start..end of a line; `ticked` is None for words that are no option."""

    start: int
    end: int
    ticked: bool | None = None


def with_choices(pages: Sequence[RawPage]) -> tuple[tuple[RawPage, ...], int]:
    """The pages with every option that is not ticked set apart as furniture, and how many these are."""
    signs = _Signs.of(pages)
    if signs is None:
        return tuple(pages), 0
    done, left = [], 0
    for page in pages:
        lines: list[RawLine] = []
        for line in _with_labels(page.lines, signs):
            lines += _parted(line, signs, lines[-1] if lines else None)
        lines = list(_answered(lines, signs))
        left += sum(len(signs.open.findall(line.text)) for line in lines if line.kind is BlockKind.FURNITURE)
        done.append(replace(page, lines=tuple(lines)))
    return tuple(done), left


def is_open(text: str) -> bool:
    """Whether words that were set apart are an option that nobody ticked."""
    return _ANY_OPEN.search(text) is not None


def _with_labels(lines: Sequence[RawLine], signs: _Signs) -> Sequence[RawLine]:
    """The lines of a page with each box that stands apart set before its option, or behind it."""
    joined: dict[int, RawLine] = {}
    used: set[int] = set()
    for one in lines:
        label = _label_of(one, lines, signs) if one.bbox and signs.box.fullmatch(one.text) else None
        if label is None or label.bbox is None or one.bbox is None:
            continue
        now, behind = joined.get(id(label), label), one.bbox.x0 > label.bbox.x0
        first, last = (now, one) if behind else (one, now)
        text, box = f"{first.text} {last.text}", label.bbox | one.bbox
        joined[id(label)] = now._replace(text=text, bbox=box, sure=first.sure + last.sure)
        used.add(id(one))
    return [joined.get(id(line), line) for line in lines if id(line) not in used]


def _label_of(one: RawLine, lines: Sequence[RawLine], signs: _Signs) -> RawLine | None:
    """The words beside a box: to its right, or a few to its left where those are nearer. None where another box stands
    beside it: then they answer the titles of a table."""
    row = [(line, line.bbox) for line in lines if line.bbox and line is not one and _on_a_height(line.bbox, one.bbox)]
    box = one.bbox
    if box is None:
        return None
    right = min((found for found in row if found[1].x0 >= box.x1 - 1), key=lambda found: found[1].x0, default=None)
    left = max((found for found in row if found[1].x1 <= box.x0 + 1), key=lambda found: found[1].x1, default=None)
    beside = [(right[1].x0 - box.x1, right[0])] if right else []
    if left and len(left[0].text.split()) <= _FEW:
        beside.append((box.x0 - left[1].x1, left[0]))
    if any(signs.box.fullmatch(line.text) for _, line in beside):
        return None
    return min((each for each in beside if each[0] <= _NEAR), key=lambda each: each[0], default=(0.0, None))[1]


def _on_a_height(one: BBox, other: BBox | None) -> bool:
    return other is not None and one.y0 < (other.y0 + other.y1) / 2 < one.y1


def _parted(line: RawLine, signs: _Signs, above: RawLine | None) -> list[RawLine]:
    """A line without its open options, and these behind it."""
    if line.kind is BlockKind.FURNITURE or not signs.open.search(line.text):
        return [line]
    if line.kind is BlockKind.TABLE_ROW:
        return _parted_row(line, signs, above)
    pieces = _pieces(line.text, 0, len(line.text), signs)
    said = [piece for piece in pieces if piece.ticked is not False]
    if not any(piece.ticked for piece in said) and (not said or _ASKS.search(_text(line, said))):
        return [line._replace(kind=BlockKind.FURNITURE)]
    return _without(line, said, [piece for piece in pieces if piece.ticked is False])


def _parted_row(row: RawLine, signs: _Signs, above: RawLine | None) -> list[RawLine]:
    """The same for a row of a table. A box alone in the first cell, or in the last without a title above it, is that of
    the whole row; in other cells it stands below the title that it answers."""
    cells, at = [], 0
    for cell in row.text.split(_BETWEEN):
        cells.append((at, at + len(cell)))
        at += len(cell) + len(_BETWEEN)
    alone = [place for place, (start, end) in enumerate(cells) if signs.box.fullmatch(row.text[start:end].strip())]
    titled = above is not None and above.kind is BlockKind.TABLE_ROW and not signs.box.search(above.text)
    if len(alone) == 1 and (alone[0] == 0 or (alone[0] == len(cells) - 1 and not titled)):
        start, end = cells[alone[0]]
        return [row._replace(kind=BlockKind.FURNITURE)] if signs.open.match(row.text[start:end].strip()) else [row]
    said: list[_Piece] = []
    apart: list[_Piece] = []
    for place, (start, end) in enumerate(cells):
        whole = _Piece(start, min(end + len(_BETWEEN), len(row.text)))
        pieces = [] if place in alone else _pieces(row.text, start, end, signs)
        open_ = [piece for piece in pieces if piece.ticked is False]
        apart += open_
        own = [piece for piece in pieces if piece.ticked is not False] if open_ else [whole]
        said += [*own, _Piece(end, whole.end)] if open_ else own
    if not _text(row, said).strip(" |"):
        return [row._replace(kind=BlockKind.FURNITURE)]
    return _without(row, said, apart)


def _pieces(text: str, start: int, end: int, signs: _Signs) -> list[_Piece]:
    """The options in a part of a line, and the words before them. The box stands before its option; behind it where
    the part ends in a box and does not begin with one."""
    boxes = [found for found in signs.box.finditer(text, start, end) if not _within_word(text, found.start())]
    if not boxes:
        return [_Piece(start, end)]
    first = boxes[0]
    ticks = [signs.open.match(text, found.start()) is None for found in boxes]
    if text[start : first.start()].strip(" -–•*\t") and not text[boxes[-1].end() : end].strip(" .;"):
        asked = max(text.rfind(sign, start, first.start()) for sign in ":?") + 1
        begin = asked if asked > start and text[asked : first.start()].strip() else start
        edges = [begin, *(found.end() for found in boxes[:-1]), end]
    else:
        begin = first.start()
        edges = [*(found.start() for found in boxes), end]
    before = [_Piece(start, begin)] if text[start:begin].strip(" -–•*\t") else []
    return before + [_Piece(one, other, ticked) for one, other, ticked in zip(edges, edges[1:], ticks, strict=False)]


def _within_word(text: str, at: int) -> bool:
    return at > 0 and text[at - 1].isalnum() and text[at].isalnum()


def _text(line: RawLine, pieces: Sequence[_Piece]) -> str:
    return tidy(" ".join(line.text[piece.start : piece.end] for piece in pieces))


def _without(line: RawLine, said: Sequence[_Piece], apart: Sequence[_Piece]) -> list[RawLine]:
    """What is said of a line as one line, and each of the other options as furniture."""
    kept = [_cut(line, said)] if _text(line, said) else []
    return kept + [_cut(line, [piece])._replace(kind=BlockKind.FURNITURE, before=Before.FLOW) for piece in apart]


def _cut(line: RawLine, pieces: Sequence[_Piece]) -> RawLine:
    """Some pieces of a line, with the box and the marks of OCR of what lies between the first and the last."""
    start, end = pieces[0].start, pieces[-1].end
    _, box = split_box(line.bbox, start / len(line.text))
    box, _ = split_box(box, (end - start) / max(len(line.text) - start, 1))
    text = _text(line, pieces)
    sure = tuple(
        mark
        for piece in pieces
        for mark in line.sure[len(line.text[: piece.start].split()) : len(line.text[: piece.end].split())]
    )
    return line._replace(text=text, bbox=box, sure=sure if len(sure) == len(text.split()) else ())


def _answered(lines: Sequence[RawLine], signs: _Signs) -> Iterator[RawLine]:
    """The lines with "Wordt dit overgenomen?" and the "nee" that was ticked below it as one line; where nothing was
    ticked, the question is set apart with its options."""
    at = 0
    while at < len(lines):
        line = lines[at]
        end = at + 1
        while end < len(lines) and signs.box.match(lines[end].text) and _is_short(lines[end].text):
            end += 1
        options = lines[at + 1 : end]
        ticked = [one for one in options if one.kind is not BlockKind.FURNITURE]
        if not options or line.kind is not None or not _ASKS.search(line.text) or len(ticked) == len(options):
            yield line
            at += 1
            continue
        for one in ticked:
            box = line.bbox | one.bbox if line.bbox and one.bbox else line.bbox
            line = line._replace(text=f"{line.text} {one.text}", bbox=box, sure=line.sure + one.sure)
        yield line if ticked else line._replace(kind=BlockKind.FURNITURE)
        yield from (one for one in options if one.kind is BlockKind.FURNITURE)
        at = end


def _is_short(text: str) -> bool:
    return len(text) <= _LONGEST and _SHORT.fullmatch(text) is not None
