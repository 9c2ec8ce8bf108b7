"""The words of one page of a PDF as a reader sees them: lines that drawings cut are whole again, what is blacked out or
struck through is left out and counted, and a small raised figure is no part of the word before it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from ingest.read.notes import as_raised, is_note_mark, is_unit
from ingest.read.pdf_form import FormField, is_within, meet, with_drawn_boxes, with_fields
from ingest.read.pdf_gaps import goes_on
from ingest.read.pdf_rings import may_hold_rings, ringed_options, rings_in
from ingest.read.pdf_unseen import unseen
from ingest.read.symbols import as_signs, is_symbol_font, placed_signs
from kb.model import GAP, Apart, BBox

_SYMBOL = re.compile(r"(?:[A-Z]{6}\+)?symbol", re.I)  # in which the places of boxes hold other signs
_TEXT, _PICTURE, _VECTOR = 0, 1, 3  # the types of blocks that are words, a picture, or a drawing
_SUPERSCRIPT = 1  # the flag of a span
_TOUCHING = 0.3  # of the type size: pieces closer than this are one line
_BAR = 0.6  # of the height of the letters, from which a box hides what is under it
_AT_END = 2.5  # points between a bar and the end of the line that it touches
_THIN = 0.2  # of the type size, up to which a box is a stroke
_STRUCK = (0.12, 0.5)  # of the type size above the base line: where a stroke goes through the letters
_WATERMARK = 3.0  # times the size of the other words on its line: no part of that line
_DARK, _WHITE = 0.6, 0.98  # of the lightest, 0 to 1: a dark box hides, and a white one
_GREY = 0.06  # by which red, green and blue may differ in a grey, that hides too; other colours mark
_OPAQUE = 0.9 * 255
_SMALL = 0.25  # of the page, up to which pictures cover words; a larger one is the page itself, as it was scanned
_FRAME = 3.0  # points by which the frame that is drawn around a field may be larger
_RULE = 4.0  # points, up to which a drawn line is a rule
_THICK = 3.0  # points of a stroke that covers words
_STRIPE = 0.5  # points between the stripes that make one bar
_Box = tuple[float, float, float, float]


class Run(NamedTuple):
    """Words of one face and size. `base` is the height of its base line in points from the top."""

    text: str
    box: _Box
    size: float
    face: str
    flags: int
    base: float


class TextLine(NamedTuple):
    """A line with its runs from left to right; `across` and `down` say in which direction it runs, `box` is around all
    runs."""

    runs: tuple[Run, ...]
    across: float
    down: float
    box: _Box

    @property
    def text(self) -> str:
        """The words; gaps that stand together are one."""
        words = "".join([run.text for run in self.runs]) if len(self.runs) > 1 else self.runs[0].text
        return _with_one_gap(words) if GAP in words else words


@dataclass(slots=True)
class PageText:
    """The lines of a page, the boxes of its drawings, and how many words were hidden under a bar, written so that
    nobody sees them, or struck through; `characters` is its text as MuPDF writes it in one piece."""

    lines: list[TextLine] = field(default_factory=list)
    drawn: list[_Box] = field(default_factory=list)
    hidden: int = 0
    unseen: int = 0
    struck: int = 0
    characters: str = ""
    apart: list[tuple[Apart, str]] = field(default_factory=list)  # words that are in no line


def _around(runs: Sequence[Run]) -> _Box:
    if len(runs) == 1:
        return runs[0].box
    left, top, right, bottom = zip(*[run.box for run in runs], strict=True)
    return min(left), min(top), max(right), max(bottom)


def _with_one_gap(words: str) -> str:
    first, *others = (part.strip() for part in words.split(GAP))
    last = others.pop() if others else ""
    text = f"{first} {GAP}"
    for part in others:
        text += f" {part} {GAP}" if part else ""
    return f"{text}{'' if last[:1] in ',.;:!?)' else ' '}{last}".strip()


def page_text(
    textpage: Any,
    marked: Sequence[BBox] = (),
    fields: Sequence[FormField] = (),
    struck: Sequence[BBox] = (),
    order: Callable[[], Sequence[tuple[str, _Box]]] = list,
    drawings: Callable[[], Sequence[dict[str, Any]]] = list,
) -> PageText:
    """What a page says. `marked` are boxes of notes on the page that hide what is below them: redactions that were
    never applied, and filled squares; `struck` are the strokes of notes through words; `fields` are those of a form;
    `order` tells what is drawn and where, one after the other, and is only asked when thick strokes meet words, as
    `drawings` are only where rings may be."""
    blocks = textpage.extractDICT()["blocks"]
    page = PageText(drawn=[block["bbox"] for block in blocks if block["type"] == _VECTOR and block["isrect"]])
    page.characters = textpage.extractTEXT()
    is_unseen = unseen(blocks, order)
    covers = [*_covers(blocks), *_pictures(blocks, textpage), *_thick_strokes(blocks, order)]
    strokes = [*_strokes(page.drawn), *((box.x0, box.y0, box.x1, box.y1) for box in struck)]
    hides = [(len(blocks), (box.x0, box.y0, box.x1, box.y1)) for box in marked]
    fields = with_drawn_boxes(fields, blocks) if page.drawn else fields
    if may_hold_rings(blocks):
        fields = [*fields, *ringed_options(textpage.extractRAWDICT()["blocks"], rings_in(drawings()))]
    if fields:
        page.drawn = [box for box in page.drawn if not any(is_within(box, each.box, _FRAME) for each in fields)]
        filled = with_fields(textpage.extractRAWDICT()["blocks"], fields)
        blocks = filled.blocks
        page.apart += [(Apart.LABEL, mark) for mark in filled.marks]
        page.characters = "\n".join((page.characters, *filled.unseen))
    if hides or _meets_text(blocks, covers, strokes):
        letters = blocks if fields else textpage.extractRAWDICT()["blocks"]
        blocks = _uncovered(letters, [*covers, *hides], strokes, page)
    bars = [box for _, box in (*covers, *hides)]
    rules = [box for box in page.drawn if box[2] - box[0] <= _RULE < box[3] - box[1]]
    if is_unseen:
        _leave_out(blocks, is_unseen, page)
    for line in _lines(blocks, page):
        for part in _cut(line, rules) if rules else (line,):
            _add(page.lines, part, bars, rules)
    if bars:
        page.lines = [with_gaps_at_ends(line, bars) for line in page.lines]
    page.lines = _over_gaps(page.lines, rules)
    return page


def _over_gaps(lines: list[TextLine], rules: Sequence[_Box]) -> list[TextLine]:
    """The lines with those that are one line with a gap in it together."""
    if not any(after.box[0] > before.box[2] and after.box[1] < before.box[3] for before, after in pairwise(lines)):
        return lines  # no two stand beside each other
    starts = Counter(round(line.box[0]) for line in lines)
    done: list[TextLine] = []
    for line in lines:
        last = done[-1] if done else None
        beside = last and _same_base(last, line) and not _parts(rules, last.runs, line.runs[0])
        if last and beside and goes_on(last, line, lines, starts):
            done[-1] = _together(last, line, f" {GAP} ")
        else:
            done.append(line)
    return done


def _leave_out(blocks: Iterable[dict[str, Any]], is_unseen: Callable[[dict[str, Any]], bool], page: PageText) -> None:
    """Take out the spans that nobody sees."""
    for block in blocks:
        for line in block.get("lines", ()):
            gone = [span for span in line["spans"] if span["text"].strip() and is_unseen(span)]
            page.unseen += sum(len(span["text"].split()) for span in gone)
            page.apart += [(Apart.HIDDEN, span["text"]) for span in gone]
            line["spans"] = [span for span in line["spans"] if span not in gone]


def _lines(blocks: Iterable[dict[str, Any]], page: PageText) -> Iterator[TextLine]:
    for block in blocks:
        for raw in block.get("lines", ()):
            spans = raw["spans"]
            runs = tuple([_run(span) for span in spans])
            if any(is_symbol_font(run.face) for run in runs):
                signs = [span["text"] for span, run in zip(spans, runs, strict=True) if run.text != span["text"]]
                page.apart += [(Apart.LABEL, sign) for sign in signs]
            across, down = raw["dir"]
            if len(runs) == 1:
                yield TextLine(runs, across, down, runs[0].box)
                continue
            parts = _apart(runs)
            if any(run.flags & _SUPERSCRIPT for run in runs):
                kept = {run.box for part in parts for run in part if run.text.strip()}
                page.apart += [(Apart.NOTE_MARK, run.text) for run in runs if run.box not in kept]
            for part in parts:
                yield TextLine(part, across, down, _around(part))


def _run(span: dict[str, Any]) -> Run:
    text, font = span["text"], span["font"]
    if not text.isascii():
        text = text.replace("\u2010", "-").replace("\u2011", "-")
        if "\u00ad" in text:  # a glyph that is drawn is there: fonts write U+00AD where a hyphen was typed
            text = re.sub("\u00ad(?=.)", "-", text)
    if is_symbol_font(font):
        text = as_signs(font, text)
    elif not text.isascii() and not _SYMBOL.match(font):  # another font took the place of the one of symbols
        text = placed_signs(text)
    return Run(text, span["bbox"], span["size"], font, span["flags"], span["origin"][1])


def _apart(runs: tuple[Run, ...]) -> list[tuple[Run, ...]]:
    """The runs of a line without those of a watermark that happens to stand on its height, and these."""
    sizes = [run.size for run in runs]
    if len(runs) < 2 or max(sizes) < _WATERMARK * min(sizes):
        return [_raised(runs)] if runs else []
    usual = max(runs, key=lambda run: len(run.text) if run.size < 40 else 0).size
    own = tuple(run for run in runs if run.size < _WATERMARK * usual)
    return [part for part in (_raised(own), tuple(run for run in runs if run not in own)) if part]


def _raised(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """A raised figure behind a word refers to a note and is left out ("2027³" is 2027); behind a unit ("m²") and in
    front of a note it stays."""
    if not any(run.flags & _SUPERSCRIPT for run in runs):
        return runs
    kept: list[Run] = []
    for run in runs:
        before = kept[-1].text if kept else ""
        if run.flags & _SUPERSCRIPT and before.strip() and is_note_mark(run.text):
            if is_unit(before):
                kept.append(run._replace(text=as_raised(run.text)))
            elif run.text.endswith(" "):
                kept.append(run._replace(text=" "))
            continue
        kept.append(run)
    return tuple(kept)


def _cut(line: TextLine, rules: Sequence[_Box]) -> list[TextLine]:
    """The pieces of a line between the upright rules that stand in it: they are in cells of their own."""
    pieces: list[tuple[Run, ...]] = []
    for run in line.runs:
        if pieces and not (run.text.strip() and _parts(rules, pieces[-1], run)):
            pieces[-1] = (*pieces[-1], run)
        else:
            pieces.append((run,))
    return [line._replace(runs=piece, box=_around(piece)) for piece in pieces] if len(pieces) > 1 else [line]


def _parts(rules: Sequence[_Box], before: Sequence[Run], run: Run) -> bool:
    """Whether a rule stands between the last words before a run and the run."""
    end = next((each.box[2] for each in reversed(before) if each.text.strip()), run.box[0])
    return any(
        end - 1 <= (rule[0] + rule[2]) / 2 <= run.box[0] + 1 and rule[1] <= run.box[1] + 2 and run.box[3] - 2 <= rule[3]
        for rule in rules
    )


def _add(lines: list[TextLine], line: TextLine, bars: Sequence[_Box], rules: Sequence[_Box]) -> None:
    """The line as one more, or behind the last one where only a drawing cut them, or words between them are gone; not
    across a rule."""
    last = lines[-1] if lines else None
    if last and line.runs and _same_base(last, line) and not _parts(rules, last.runs, line.runs[0]):
        gap = line.box[0] - last.box[2]
        size = max(last.runs[-1].size, 6.0)
        if -0.15 * size <= gap < _TOUCHING * size:
            lines[-1] = _together(last, line, " " if gap > 0.18 * size else "")
            return
        if gap > 0 and (_stand_apart(last, line) or any(_bridges(bar, last.box, line.box) for bar in bars)):
            lines[-1] = _together(last, line, f" {GAP} ")
            return
    lines.append(line)


def _same_base(one: TextLine, other: TextLine) -> bool:
    if one.across < 0.9 or other.across < 0.9:
        return False
    return abs(one.runs[-1].base - other.runs[0].base) <= 0.2 * max(one.runs[-1].size, 6.0)


def _stand_apart(one: TextLine, other: TextLine) -> bool:
    """Whether words between two pieces were taken out without a bar: both spaces around them are still there, and the
    sentence goes on with a small letter. Cells with sums have spaces around them as well."""
    spaced = one.runs[-1].text.endswith(" ") and other.runs[0].text.startswith(" ")
    return spaced and bool(one.text.strip()) and other.text.strip()[:1].islower()


def _together(one: TextLine, other: TextLine, between: str) -> TextLine:
    last = one.runs[-1]
    stands = between and not (between == " " and (last.text.endswith(" ") or other.runs[0].text.startswith(" ")))
    added = (last._replace(text=last.text + between),) if stands else (last,)
    (left, top, right, bottom), box = one.box, other.box
    around = min(left, box[0]), min(top, box[1]), max(right, box[2]), max(bottom, box[3])
    return one._replace(runs=(*one.runs[:-1], *added, *other.runs), box=around)


def _bridges(bar: _Box, left: _Box, right: _Box) -> bool:
    """Whether a bar fills the white between two pieces of a line, and is not the ground on which both stand."""
    if bar[0] <= left[0] and right[2] <= bar[2]:
        return False
    reaches = bar[0] <= left[2] + 2 and bar[2] >= right[0] - 2
    return reaches and _share_of_height(bar, left) >= _BAR


def _share_of_height(bar: _Box, box: _Box) -> float:
    return (min(bar[3], box[3]) - max(bar[1], box[1])) / max(box[3] - box[1], 1.0)


def with_gaps_at_ends(line: TextLine, bars: Sequence[_Box]) -> TextLine:
    """The line with a gap before or behind it where a bar as high as a line touches it."""
    if not bars or line.across < 0.9:
        return line
    box = line.box
    beside = [bar for bar in bars if bar[1] < box[3] and box[1] < bar[3] <= bar[1] + 2 * (box[3] - box[1])]
    near = [bar for bar in beside if abs(bar[0] - box[2]) <= _AT_END or abs(bar[2] - box[0]) <= _AT_END]
    low = [bar for bar in near if _share_of_height(bar, box) >= _BAR]
    if not low or not line.text.strip():
        return line
    runs = line.runs
    if any(abs(bar[0] - box[2]) <= _AT_END for bar in low) and not line.text.rstrip().endswith(GAP):
        runs = (*runs[:-1], runs[-1]._replace(text=f"{runs[-1].text} {GAP}"))
    if any(abs(bar[2] - box[0]) <= _AT_END for bar in low) and not line.text.lstrip().startswith(GAP):
        runs = (runs[0]._replace(text=f"{GAP} {runs[0].text}"), *runs[1:])
    return line._replace(runs=runs)


# -- what hides words -----------------------------------------------------------------------------------------------
def _covers(blocks: Sequence[dict[str, Any]]) -> list[tuple[int, _Box]]:
    """Opaque boxes, each with its place in the order of drawing: what is drawn later lies on top."""
    found: list[tuple[int, _Box]] = []
    for place, block in enumerate(blocks):
        if block["type"] != _VECTOR or not block["isrect"] or block["stroked"] or block["alpha"] < _OPAQUE:
            continue
        if not _hides(block["color"]):
            continue
        box, last = block["bbox"], found[-1][1] if found else None
        if last and abs(last[0] - box[0]) + abs(last[2] - box[2]) < _STRIPE and abs(last[3] - box[1]) < _STRIPE:
            found[-1] = (found[-1][0], (last[0], last[1], last[2], box[3]))
        else:
            found.append((place, box))
    return [(place, box) for place, box in found if box[3] - box[1] > 3]


def _pictures(blocks: Sequence[dict[str, Any]], textpage: Any) -> list[tuple[int, _Box]]:
    """Small pictures that one cannot look through."""
    found = [
        (place, block["bbox"]) for place, block in enumerate(blocks)
        if block["type"] == _PICTURE and not block.get("mask")
    ]  # fmt: skip
    if not found:
        return []
    area = sum((box[2] - box[0]) * (box[3] - box[1]) for _, box in found)
    return found if area <= _SMALL * abs(textpage.rect.width * textpage.rect.height) else []


def _thick_strokes(
    blocks: Sequence[dict[str, Any]], order: Callable[[], Sequence[tuple[str, _Box]]]
) -> list[tuple[int, _Box]]:
    """Level lines as thick as a bar, drawn over words. MuPDF gives a stroke the room of its thickness on all sides in a
    block, and half of that where it tells the order."""
    thick = [
        (place, block["bbox"]) for place, block in enumerate(blocks)
        if block["type"] == _VECTOR and block["stroked"] and block["isrect"] and block["alpha"] >= _OPAQUE
        and block["bbox"][3] - block["bbox"][1] >= 2 * _THICK and _hides(block["color"])
    ]  # fmt: skip
    words = [(place, block["bbox"]) for place, block in enumerate(blocks) if thick and block["type"] == 0]
    meeting = [(at, box) for at, box in thick if any(before < at and meet(box, other) for before, other in words)]
    drawn = [box for kind, box in order() if kind == "stroke-path"] if meeting else []
    found: list[tuple[int, _Box]] = []
    for place, (left, top, right, bottom) in meeting:
        for own in drawn:
            across = (bottom - top) - (own[3] - own[1])
            same = max(abs(left + right - own[0] - own[2]), abs(top + bottom - own[1] - own[3])) < 1
            if same and across >= _THICK and own[3] - own[1] <= 1.5 * across:
                found.append((place, (left + across, own[1], right - across, own[3])))
    return found


def _hides(colour: int) -> bool:
    red, green, blue = ((colour >> shift & 255) / 255 for shift in (16, 8, 0))
    least, most = min(red, green, blue), max(red, green, blue)
    return most <= _DARK or least >= _WHITE or most - least <= _GREY


def _strokes(drawn: Sequence[_Box]) -> list[_Box]:
    return [box for box in drawn if box[3] - box[1] <= 3.0 and box[2] - box[0] > 3.0]


def _meets_text(blocks: Sequence[dict[str, Any]], covers: Sequence[tuple[int, _Box]], strokes: Sequence[_Box]) -> bool:
    """Whether anything may hide or strike out words, so that letters have to be looked at one by one."""
    if not covers and not strokes:
        return False
    marks = [*strokes, *(box for _, box in covers)]
    return any(
        _marks_on(raw, place, covers, strokes)
        for place, block in enumerate(blocks)
        if block["type"] == _TEXT and any(meet(block["bbox"], mark) for mark in marks)
        for raw in block["lines"]
    )


def _marks_on(
    raw: dict[str, Any], place: int, covers: Sequence[tuple[int, _Box]], strokes: Sequence[_Box]
) -> tuple[list[_Box], list[_Box]] | None:
    """The bars that lie on a line, and the strokes through it; None for a line that can be read as it is."""
    left, top, right, bottom = raw["bbox"]
    left, right = left + 1, right - 1
    through = [
        box for box in strokes
        if box[0] < right and left < box[2] and box[1] < bottom and top < box[3]
        and any(_goes_through(box, span) and _has_words(span) for span in raw["spans"])
    ]  # fmt: skip
    on_top = [
        box for at, box in covers
        if at > place and box[0] < right and left < box[2] and box[1] < bottom and top < box[3]
        and any(_covers_letters(box, span) and _has_words(span) for span in raw["spans"])
    ]  # fmt: skip
    return (on_top, through) if on_top or through else None


def _has_words(span: dict[str, Any]) -> bool:
    """Word draws the rule above its notes through a line of spaces."""
    text = span["text"] if "text" in span else "".join([char["c"] for char in span["chars"]])
    return not text.isspace()


def _covers_letters(bar: _Box, span: dict[str, Any]) -> bool:
    """What counts is the height of small letters above the base line, not the room that the face keeps around them."""
    base, size = float(span["origin"][1]), float(span["size"])
    return _share_of_height(bar, (0.0, base - 0.5 * size, 0.0, base)) >= _BAR


def _goes_through(stroke: _Box, span: dict[str, Any]) -> bool:
    size = max(float(span["size"]), 1.0)
    up = (float(span["origin"][1]) - (stroke[1] + stroke[3]) / 2) / size
    return _STRUCK[0] <= up <= _STRUCK[1] and stroke[3] - stroke[1] <= max(_THIN * size, 1.5)


def _uncovered(
    blocks: list[dict[str, Any]], covers: Sequence[tuple[int, _Box]], strokes: Sequence[_Box], page: PageText
) -> list[dict[str, Any]]:
    """The blocks with only those letters that can be read; what was left out is counted in words."""
    for place, block in enumerate(blocks):
        for raw in block.get("lines", ()):
            marks = _marks_on(raw, place, covers, strokes)
            if marks:
                raw["spans"] = [part for span in raw["spans"] for part in _legible(span, *marks, page)]
            else:
                for span in raw["spans"]:
                    span["text"] = "".join([char["c"] for char in span.pop("chars")])
    return blocks


def _legible(
    span: dict[str, Any], on_top: Sequence[_Box], through: Sequence[_Box], page: PageText
) -> Iterator[dict[str, Any]]:
    chars = span.pop("chars")
    through = [box for box in through if _goes_through(box, span)]
    fates = _fates(chars, span, on_top, through)
    start = 0
    for at in range(1, len(chars) + 1):
        if at < len(chars) and fates[at] == fates[start]:
            continue
        run = chars[start:at]
        text = "".join(char["c"] for char in run)
        fate, start = fates[start], at
        if fate == "hidden" and text.strip():
            page.hidden += sum(any(map(str.isalnum, word)) for word in text.split())
            page.apart.append((Apart.HIDDEN, text))
            text = f" {GAP} "
        elif fate == "struck" and text.strip():
            page.struck += len(text.split())
            page.apart.append((Apart.STRUCK, text))
            text = " " if text.endswith(" ") else ""
        left, right = run[0]["bbox"], run[-1]["bbox"]
        yield {**span, "text": text, "bbox": (left[0], span["bbox"][1], right[2], span["bbox"][3])}


def _fates(
    chars: Sequence[dict[str, Any]], span: dict[str, Any], on_top: Sequence[_Box], through: Sequence[_Box]
) -> list[str]:
    """What becomes of each letter. A bar hides a word when it hides more than half of it: bars are drawn carelessly."""
    bars = [box for box in on_top if _covers_letters(box, span)]
    fates = ["struck" if _under(char, through) else "plain" for char in chars]
    for spaced, word in groupby(range(len(chars)), key=lambda at: chars[at]["c"].isspace()):
        own = list(word)
        if not spaced and 2 * sum(_under(chars[at], bars) for at in own) > len(own):
            for at in own:
                fates[at] = "hidden"
    for at in range(1, len(chars) - 1):  # what is hidden word by word is one gap
        if chars[at]["c"].isspace() and fates[at - 1] == "hidden" == fates[at + 1]:
            fates[at] = "hidden"
    return fates


def _under(char: dict[str, Any], boxes: Sequence[_Box]) -> bool:
    left, right = char["bbox"][0], char["bbox"][2]
    return any(box[0] - 0.5 <= left and right <= box[2] + 0.5 for box in boxes)
