"""Form fields of a PDF as words of its page: what was filled in stands at its place, a tick is a box before its label,
and of a list the options that were not chosen are boxes that nobody ticked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ingest.layout.choices import EMPTY, TICKED

_TICK, _RADIO, _TEXT, _COMBO, _LIST = 2, 5, 7, 3, 4  # the numbers of kinds of field
_PASSWORD = 1 << 13
_NEAR = 40.0  # points between a box and its label
_ASKING = (":", "?")  # ends of a label that asks for a value
_SLACK = 2.0  # points by which a label may reach into its box
_DRAWING = 3  # the type of a block that is one
_SQUARE, _MOST = (5.0, 18.0), 60  # points along the side of a box to tick; how many such boxes a page has at most
_MARKS = {"x", "X", "v", "V", "✓", "✔", "☒"}
_OFF = ("", "Off", "False", "None")
_Box = tuple[float, float, float, float]
_Line = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FormField:
    """A field that is shown. `value` is what was filled in or chosen, a line each, `left` are the options of a list
    that were not; `ticked` is None for a field that is no box to tick."""

    box: _Box
    value: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    ticked: bool | None = None


def fields_of(page: Any) -> list[FormField]:
    """The fields of a page; no buttons, no signatures, nothing that is hidden."""
    found = []
    for widget in page.widgets(types=[_TICK, _RADIO, _TEXT, _COMBO, _LIST]) or ():
        if widget.field_display in (1, 3) or widget.field_flags & _PASSWORD:
            continue
        box = tuple(widget.rect)
        if widget.field_type in (_TICK, _RADIO):
            found.append(FormField(box, ticked=_is_on(page, widget)))
            continue
        raw = widget.field_value
        chosen = tuple(str(each) for each in raw) if isinstance(raw, list | tuple) else (str(raw or ""),)
        value = tuple(row for each in chosen for row in each.splitlines() if row.strip())
        options = [each if isinstance(each, str) else str(each[-1]) for each in widget.choice_values or ()]
        left = tuple(each for each in options if each not in value) if widget.field_type == _LIST else ()
        found.append(FormField(box, value, left))
    return found


def _is_on(page: Any, widget: Any) -> bool:
    """By what is shown of a box, else by its value."""
    kind, state = page.parent.xref_get_key(widget.xref, "AS")
    shown = state.lstrip("/") if kind == "name" else str(widget.field_value)
    return shown not in _OFF


def with_drawn_boxes(fields: Sequence[FormField], blocks: Sequence[dict[str, Any]]) -> list[FormField]:
    """The fields with the boxes that were drawn and are not the look of one of these."""
    drawn = drawn_boxes(blocks)
    return [*fields, *(each for each in drawn if not any(meet(each.box, field.box) for field in fields))]


def meet(one: _Box, other: _Box) -> bool:
    """Whether two boxes have room in common."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def drawn_boxes(blocks: Sequence[dict[str, Any]]) -> list[FormField]:
    """Small squares that were drawn to be ticked, with a cross, a tick or an x in some of them and nothing in others;
    none where all are alike, for then they are the bullets of a list or an ornament."""
    squares = [block["bbox"] for block in blocks if block["type"] == _DRAWING and _is_square(block)]
    if len(squares) < 2:
        return []
    drawn = [block["bbox"] for block in blocks if block["type"] == _DRAWING]
    squares = [box for box in squares if not any(box != other and is_within(box, other) for other in squares)]
    if not 2 <= len(squares) <= _MOST or any(_touch(one, other) for one in squares for other in squares):
        return []
    spans = [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]
    inside = [[span["text"].strip() for span in spans if _is_mark(span["bbox"], box)] for box in squares]
    if any(word not in _MARKS for words in inside for word in words):
        return []
    ticked = [
        bool(words) or any(_is_mark(each, box) for each in drawn if each != box)
        for box, words in zip(squares, inside, strict=True)
    ]
    both = any(ticked) and not all(ticked)
    return [FormField(box, ticked=on) for box, on in zip(squares, ticked, strict=True)] if both else []


def _is_square(block: dict[str, Any]) -> bool:
    left, top, right, bottom = block["bbox"]
    width, height = right - left, bottom - top
    least, most = _SQUARE
    return bool(block["isrect"] and block["stroked"] and least <= width <= most and abs(width - height) <= 0.2 * width)


def is_within(box: _Box, other: _Box, slack: float = 0.1) -> bool:
    """Whether a box lies in another one, or is the same, give or take some points."""
    return all(low <= own + slack for low, own in zip(other[:2], box[:2], strict=True)) and all(
        own <= high + slack for own, high in zip(box[2:], other[2:], strict=True)
    )


def _touch(one: _Box, other: _Box) -> bool:
    """Whether two squares are cells of a table."""
    apart = one[2] + 1 < other[0] or other[2] + 1 < one[0] or one[3] + 1 < other[1] or other[3] + 1 < one[1]
    return one is not other and not apart


def _is_mark(mark: _Box, box: _Box) -> bool:
    """Whether something was set into a box. MuPDF makes the room of a stroke far larger than what is drawn."""
    across, down = (mark[0] + mark[2]) / 2, (mark[1] + mark[3]) / 2
    side = box[2] - box[0]
    return box[0] < across < box[2] and box[1] < down < box[3] and 0.3 * side <= mark[2] - mark[0] <= 6 * side


@dataclass(slots=True)
class Filled:
    """The blocks of a page with the fields as words in them, the `marks` that stood in boxes, and the values that a
    program fills in without drawing them (`unseen`)."""

    blocks: list[dict[str, Any]]
    marks: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)


def with_fields(blocks: list[dict[str, Any]], fields: Sequence[FormField]) -> Filled:
    """What is drawn in a field goes before its value: that is what a reader sees."""
    page = Filled(blocks)
    lines = [line for block in blocks for line in block.get("lines", ()) if line["dir"][0] > 0.9]
    for each in fields:
        shown = _words_in(lines, each.box)
        value = " ".join(each.value).split()
        if each.ticked is not None:
            page.marks += _taken(lines, each.box)
        elif each.left or not shown or (shown != value and "".join(shown) == "".join(value)):  # "2 0 2 6" in cells
            drawn = dict(_drawn_in(lines, each.box))
            _taken(lines, each.box)
            blocks.append({"type": 0, "bbox": each.box, "lines": list(_filled_in(each, drawn))})
            page.unseen += [] if shown else each.value
    ticks = [each for each in fields if each.ticked is not None]
    for each in ticks:
        sign = TICKED if each.ticked else EMPTY
        if not _set_before_label(lines, each.box, sign, [other.box for other in ticks if other is not each]):
            blocks.append({"type": 0, "bbox": each.box, "lines": [_line(sign, each.box)]})
    lines = [line for block in blocks for line in block.get("lines", ()) if line["dir"][0] > 0.9]
    for each in fields:
        if each.value and not each.left:
            _set_behind_label(lines, each.box)
    for line in lines:
        for span in line["spans"]:
            _renew(span)
        line["spans"] = [span for span in line["spans"] if span["chars"]]
    return page


def _set_behind_label(lines: Sequence[_Line], box: _Box) -> None:
    """Set what was filled in behind the words to its left that ask for it ("Termijn:"), all rows of it."""
    rows = [(line, own) for line in lines if (own := [char for char in _signs(line) if _inside(char, box)])]
    rows.sort(key=lambda row: float(row[1][0]["bbox"][1]))
    if not rows:
        return
    first = rows[0][1][0]["bbox"]
    middle = (first[1] + first[3]) / 2
    before = [
        (char["bbox"][2], line, char)
        for line in lines for char in _signs(line)
        if char["bbox"][1] < middle < char["bbox"][3] and char["bbox"][2] <= first[0] + _SLACK
        and not char["c"].isspace() and not _inside(char, box)
    ]  # fmt: skip
    if not before:
        return
    edge, label, last = max(before, key=lambda found: found[0])
    if box[0] - edge > _NEAR or last["c"] not in _ASKING or _signs(label)[-1]["bbox"][2] > box[2]:
        return
    for line, own in rows:
        for span in line["spans"]:
            span["chars"] = [char for char in span["chars"] if not any(char is one for one in own)]
        label["spans"][-1]["chars"] += [{"c": " ", "bbox": own[0]["bbox"]}, *own]


def _signs(line: _Line) -> list[dict[str, Any]]:
    return [char for span in line["spans"] for char in span["chars"]]


def _inside(char: dict[str, Any], box: _Box) -> bool:
    left, top, right, bottom = char["bbox"]
    return bool(box[0] <= (left + right) / 2 <= box[2] and box[1] <= (top + bottom) / 2 <= box[3])


def _words_in(lines: Sequence[_Line], box: _Box) -> list[str]:
    rows = ("".join(c["c"] for span in line["spans"] for c in span["chars"] if _inside(c, box)) for line in lines)
    return " ".join(rows).split()


def _taken(lines: Sequence[_Line], box: _Box) -> list[str]:
    """Take the letters in a box away: the mark in it, or words that are said otherwise."""
    taken = _words_in(lines, box)
    for line in lines:
        for span in line["spans"]:
            span["chars"] = [char for char in span["chars"] if not _inside(char, box)]
    return taken


def _drawn_in(lines: Sequence[_Line], box: _Box) -> Iterator[tuple[str, _Box]]:
    """What is drawn in a box line by line, and where."""
    for line in lines:
        own = [char for char in _signs(line) if _inside(char, box)]
        if own:
            yield "".join(char["c"] for char in own).strip(), (*own[0]["bbox"][:2], *own[-1]["bbox"][2:])


def _filled_in(form: FormField, drawn: Mapping[str, _Box]) -> Iterator[_Line]:
    """The lines of a field where they are drawn, else spread over its height."""
    rows = [*form.value, *form.left]
    left, top, right, bottom = form.box
    step = (bottom - top) / max(len(rows), 1)
    for at, row in enumerate(rows):
        text = row if at < len(form.value) else f"{EMPTY} {row}"
        if row in drawn:
            yield _line(text, drawn[row], wide=True)
        else:
            yield _line(text, (left, top + at * step, right, top + (at + 1) * step))


def _line(text: str, box: _Box, *, wide: bool = False) -> _Line:
    """Words as a line in a box; `wide` fills it."""
    size = min(max(box[3] - box[1], 4.0), 11.0)
    base = (box[1] + box[3]) / 2 + 0.35 * size
    step = (box[2] - box[0]) / max(len(text), 1)
    step = step if wide else min(step, 0.5 * size)
    chars = [
        {"c": sign, "bbox": (box[0] + at * step, base - 0.8 * size, box[0] + (at + 1) * step, base + 0.2 * size)}
        for at, sign in enumerate(text)
    ]
    span = {"size": size, "font": "", "flags": 0, "origin": (box[0], base), "chars": chars}
    _renew(span)
    return {"dir": (1.0, 0.0), "bbox": span["bbox"], "spans": [span]}


def _renew(span: dict[str, Any]) -> None:
    """Text and box of a span after its letters."""
    chars = span["chars"]
    if chars:
        lefts, tops, rights, bottoms = zip(*(char["bbox"] for char in chars), strict=True)
        span["bbox"] = (min(lefts), min(tops), max(rights), max(bottoms))
    span["text"] = "".join(char["c"] for char in chars)


def _set_before_label(lines: Sequence[_Line], box: _Box, sign: str, others: Sequence[_Box]) -> bool:
    """Set a box before the words to its right, else before those to its left; whether there are any near."""
    middle = (box[1] + box[3]) / 2
    row = [line for line in lines if line["bbox"][1] - 1 <= middle <= line["bbox"][3] + 1]
    beside = [other for other in others if other[1] <= middle <= other[3]]
    right = [
        (place[0] - box[2], line, at)
        for line in row
        for at, place in _letters(line)
        if 0 <= place[0] - box[2] + _SLACK <= _NEAR and not _between(beside, box[2], place[0])
    ]
    if right:
        _, line, at = min(right, key=lambda found: found[0])
        _insert(line, at, sign, box)
        return True
    left = [
        (place[0], line, at)
        for line in row
        for at, place in _letters(line)
        if place[2] <= box[0] + _SLACK and not _between(beside, place[0], box[0])
    ]
    ends = [place[2] for line in row for _, place in _letters(line) if place[2] <= box[0] + _SLACK]
    if not left or box[0] - max(ends) > _NEAR:
        return False
    _, line, at = min(left, key=lambda found: found[0])
    _insert(line, at, sign, box)
    return True


def _letters(line: _Line) -> Iterator[tuple[int, _Box]]:
    """The letters of a line that are no white space: which one, and its box."""
    chars = [char for span in line["spans"] for char in span["chars"]]
    yield from (
        (at, char["bbox"]) for at, char in enumerate(chars) if not char["c"].isspace() and char["c"] not in "☐☒"
    )


def _between(boxes: Sequence[_Box], left: float, right: float) -> bool:
    return any(left - _SLACK <= (box[0] + box[2]) / 2 <= right + _SLACK for box in boxes)


def _insert(line: _Line, at: int, sign: str, box: _Box) -> None:
    for span in line["spans"]:
        if at < len(span["chars"]):
            _, top, _, bottom = span["chars"][at]["bbox"]
            edge = min(box[2], span["chars"][at]["bbox"][0])
            place = (min(box[0], edge), top, edge, bottom)
            span["chars"][at:at] = [{"c": mark, "bbox": place} for mark in (f" {sign} " if at else f"{sign} ")]
            return
        at -= len(span["chars"])
