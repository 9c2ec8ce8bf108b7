"""Which unit is a heading, and how deep it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.layout.labels import BULLET, Label, label_of, named_heading
from ingest.layout.raw import RawLine
from ingest.layout.units import Unit, ends_sentence, starts_low
from kb.model import BlockKind

MAX_HEADING = 160  # characters
MAX_LOUD = 250  # of a numbered heading that is set bold or large
MAX_LEVEL = 6
_LEAST_TEXT = 200  # characters outside tables; with fewer they say nothing of how the text is set
_GREETING = re.compile(r"(?:Geachte?|Beste|Hooggeachte|Weledel\w*|Excellentie)\b")
_CLOSING = re.compile(
    r"(?:Met (?:vriendelijke|hartelijke) groet\w*|Hoogachtend|Namens|Bijlagen?:|c\.c\.|Cc:)", re.IGNORECASE
)
_TITLE_START = re.compile(r"[\"'“‘(]?[A-ZÀ-Ý0-9]")
_UNFINISHED = re.compile(r"[,;:]$|[.!?] [A-ZÀ-Ý]|\b(?:de|het|een|en|of|van|voor|met|in|op|aan|te|dat|die|is)$")
_SUBJECT = re.compile(r"(?:Betreft|Onderwerp)(?:\s*[:|]\s*|\s+(?=[A-ZÀ-Ý\"'“‘]))\S")
_QUOTED = re.compile(r"[\"“„‘'].*[.!?…][\"”’']")  # what somebody said, set large beside the text
_POINTER = re.compile(r"(?:Zie|Vgl\.|Bron:|Idem)\b")


@dataclass(frozen=True, slots=True)
class Style:
    """How a document's running text is set, to compare headings with. Size 0: the format has no sizes."""

    size: float = 0.0
    bold: bool = False

    def is_loud(self, unit: Unit) -> bool:
        """Whether a unit is set larger or bolder than the running text."""
        if self.size and all(line.size >= 1.1 * self.size for line in unit.lines):
            return True
        return not self.bold and all(line.bold and line.size >= 0.95 * self.size for line in unit.lines)


def body_style(lines: Iterable[RawLine]) -> Style:
    """The size and weight in which most characters stand; of a document that is nearly all table, those of its rows."""
    text: dict[tuple[float, bool], int] = defaultdict(int)
    rows: dict[tuple[float, bool], int] = defaultdict(int)
    for line in lines:
        if line.kind is None:
            text[line.size, line.bold] += len(line.text)
        elif line.kind is BlockKind.TABLE_ROW:
            rows[line.size, line.bold] += len(line.text)
    nearly_all_table = sum(text.values()) < _LEAST_TEXT < sum(rows.values())
    count: Counter[tuple[float, bool]] = Counter()
    for (size, bold), letters in (rows if nearly_all_table else text).items():
        count[round(size * 2) / 2, bold] += letters
    return Style(*max(count, key=count.__getitem__)) if count else Style()


def is_title(text: str) -> bool:
    """Whether words are a title and not a sentence."""
    return len(text) <= MAX_HEADING and not ends_sentence(text) and not _UNFINISHED.search(text)


def headings_of(units: Sequence[Unit], style: Style) -> set[int]:
    """The places of the units of a whole document that are headings by number, type or position.

    Named headings ("Aanbeveling 3: …") are not decided here: they may have to be cut.
    """
    found: set[int] = set()
    numbered: list[int] = []
    for place, unit in enumerate(units):
        if unit.kind is not None:
            continue
        above, below = _neighbour(units, place, -1), _neighbour(units, place, 1)
        if unit.label:
            if _is_loud_numbered(unit, style):
                found.add(place)
            elif _may_be_numbered(unit, above, below):
                numbered.append(place)
        elif (_SUBJECT.match(unit.text) and place < 40 and len(unit.text) <= 2 * MAX_HEADING) or _is_plain(
            unit, above, below, style
        ):
            found.add(place)
    return found | _in_a_row(units, numbered)


def is_subject(unit: Unit, below: Unit | None) -> bool:
    """Whether a heading says what a letter is about: "Betreft …", or the words right above the salutation."""
    return bool(_SUBJECT.match(unit.text)) or (below is not None and bool(_GREETING.match(below.text)))


def _neighbour(units: Sequence[Unit], place: int, step: int) -> Unit | None:
    """The nearest unit that is not furniture or a footnote."""
    place += step
    while 0 <= place < len(units):
        if units[place].kind not in (BlockKind.FURNITURE, BlockKind.FOOTNOTE):
            return units[place]
        place += step
    return None


def _is_loud_numbered(unit: Unit, style: Style) -> bool:
    body = unit.body
    if not body or unit.label is None or unit.label.style == BULLET or not _TITLE_START.match(body):
        return False
    return len(body) <= MAX_LOUD and style.is_loud(unit) and not re.search(r"[.!?] [A-ZÀ-Ý]|[;,]$", body)


def _may_be_numbered(unit: Unit, above: Unit | None, below: Unit | None) -> bool:
    """Whether numbered words that are set like running text may be a heading: short, no sentence, text below."""
    label, body = unit.label, unit.body
    if label is None or not body or label.style not in ("number", "depth", "capital", "roman"):
        return False
    if len(body) > MAX_HEADING or len(unit.lines) > 2 or not _TITLE_START.match(body) or _UNFINISHED.search(body):
        return False
    if _POINTER.match(body) or below is None or below.kind is BlockKind.TABLE_ROW:
        return False
    if label.style == "depth":
        return not ends_sentence(body)
    if any(other and other.label and other.label.style == label.style for other in (above, below)):
        return False
    if not unit.spaced or ends_sentence(body):
        return False
    return bool(below.label) or not starts_low(below.text)


def _in_a_row(units: Sequence[Unit], places: Sequence[int]) -> set[int]:
    """Those numbered units that count on from each other: a lone "1." is an item, a "1." and a "2." are chapters."""
    kept: set[int] = set()
    last: dict[str, int] = {}
    for place in places:
        label = units[place].label
        if label is None:
            continue
        if label.style == "depth":
            kept.add(place)
            continue
        previous = last.get(label.style)
        before = units[previous].label if previous is not None else None
        goes_on = before is not None and 0 < label.steps_from(before) <= 3  # a long title may have been missed
        if goes_on and previous is not None:
            kept |= {previous, place}
        if before is None or goes_on or label.bare in ("1", "A", "I", "a", "i"):
            last[label.style] = place
    return kept


def _is_plain(unit: Unit, above: Unit | None, below: Unit | None, style: Style) -> bool:
    """Whether words without a number are a heading: set loud, or short and alone above running text."""
    text = unit.text
    if len(text) > MAX_HEADING or len(unit.lines) > 3 or not _TITLE_START.match(text):
        return False
    if _GREETING.match(text) or _CLOSING.match(text) or not re.search(r"[A-Za-zÀ-ÿ]{2}", text):
        return False
    if style.is_loud(unit):
        if _QUOTED.fullmatch(text) or re.search(r"[,;]$|[.!?] [A-ZÀ-Ý]", text):
            return False
        return not ends_sentence(text) or len(text) <= 80
    if _is_bold_above(unit, below):
        return not re.search(r"[.,;:!?]$", text)
    if len(text) < 5 or not is_title(text) or not unit.spaced or len(unit.lines) > 2 or below is None:
        return False
    if style.is_loud(below):
        return False
    if above is not None and above.kind is None and len(above.text) > 110 and not ends_sentence(above.text):
        return False  # the sentence above is not finished: this is its next line
    if _GREETING.match(below.text):
        return len(text) > 12
    if below.kind is not None or (starts_low(below.body) and not below.label) or _CLOSING.match(below.text):
        return False
    running = len(below.body) > 60 and (ends_sentence(below.body) or below.body.endswith(":") or len(below.lines) > 1)
    if below.spaced:
        return running
    return len(text) <= 60 and len(unit.lines) == 1 and len(below.body) > 120 and not re.search(r"\d", text)


def _is_bold_above(unit: Unit, below: Unit | None) -> bool:
    """Whether a line is bold above words in the same letter that are not: the head of a box in a smaller letter."""
    line = unit.lines[0]
    under = below.lines[0] if below and below.kind is None else None
    if under is None or not under.size or len(unit.lines) > 1 or not line.bold or under.bold:
        return False
    return line.size >= under.size and len(unit.text) <= 60


def heading_label(unit: Unit) -> str | None:
    """The bare number of a heading; None when it has none."""
    label: Label | None = unit.label or label_of(unit.text)
    if label and label.style != BULLET:
        return label.bare
    named = named_heading(unit.text)
    if named:
        return named.bare
    number = re.match(r"(\d{1,2}(?:\.\d{1,2})*)\.?\s+[A-ZÀ-Ý]", unit.text)
    return number[1] if number else None


def _is_chapter(unit: Unit) -> bool:
    """Whether a heading has a number without parts, and is no "Vraag 3"."""
    return (heading_label(unit) or "").isdigit() and not named_heading(unit.text)


class Levels:
    """Depths of headings: "2.1" and "2.1.3" one and two below "2", the others by size and weight where a document has
    them, else by number."""

    def __init__(self, headings: Sequence[Unit], style: Style, *, titled: bool) -> None:
        """`titled`: above all other headings stands what a letter is about."""
        self._top = 1 if titled else 0
        loud = {self._type(unit) for unit in headings if style.size and style.is_loud(unit)}
        self._ranks = {kind: rank for rank, kind in enumerate(sorted(loud, reverse=True), 1)}
        chapters = [
            self._ranks[self._type(unit)] for unit in headings if self._type(unit) in loud and _is_chapter(unit)
        ]
        self._chapter = min(chapters, default=None)

    def of(self, unit: Unit, below: Unit | None) -> int:
        """The level of a heading, 1 the highest. What a letter is about stands above all its headings."""
        if unit.lines[0].level is not None:
            return unit.lines[0].level
        if is_subject(unit, below):
            return 1
        depth = unit.label.bare.count(".") if unit.label and unit.label.style == "depth" else 0
        rank = self._ranks.get(self._type(unit))
        if depth and self._chapter is not None:
            return min(self._top + self._chapter + depth, MAX_LEVEL)
        if rank is not None:
            return min(self._top + rank, MAX_LEVEL)
        return min(self._top + len(self._ranks) + 1 + depth if self._ranks else 2 + depth, MAX_LEVEL)

    @staticmethod
    def _type(unit: Unit) -> tuple[float, bool]:
        return round(unit.lines[0].size), unit.lines[0].bold
