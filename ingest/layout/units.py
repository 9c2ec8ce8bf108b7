"""Lines into units: a paragraph, a heading, a list item, each with the lines that belong to it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from ingest.layout.labels import BULLET, Label, label_of, named_heading
from ingest.layout.raw import Before, RawLine
from kb.model import BlockKind

SENTENCE_END = re.compile(r"[.!?…][\"'”’»)\]]*(?:\s?\d{1,3}|\[\d+\])?$")
_CLAUSE_END = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_STARTS_LOW = re.compile(r"[\"'“‘(]?[a-zà-ÿ]")
# Who speaks in the minutes of a meeting: "Mevrouw De Boer (Dorpslijst): Dank u wel."
_WHO = (
    r"(?:De (?:voorzitter|heer|griffier|burgemeester|wethouder)|[Mm]evrouw|[Mm]w\.|[Dd]hr\.|Wethouder|Burgemeester|"
    r"Raadslid|Voorzitter|Griffier)(?: [\w’'.-]+){0,4}(?: \([^)]{2,40}\))?"
)
_SPEAKER = re.compile(rf"{_WHO}: ?(?=\S)")
_SPEAKER_ALONE = re.compile(rf"{_WHO} ?:?")
_SUBJECT = re.compile(r"(?:Betreft|Onderwerp|Betreffende)\s*:")  # what a letter is about, also right below its date
_ALONE = re.compile(
    r"(?:Antwoord(?:en)?|Vra(?:ag|gen)|Reactie(?: (?:van )?(?:het )?college| gemeente)?|Toelichting|Samenvatting|"
    r"Inleiding|"
    r"Aanbeveling(?:en)?|Conclusies?|Bevindingen|Nawoord|Voorwoord|Aanleiding|Achtergrond|Advies|Tot slot|Besluit|"
    r"Toezeggingen|Actiepunten|Bestuurlijke reactie|Bestuurlijk (?:hoor- en )?wederhoor)\s*:?"
)

_GREETS = re.compile(r"(?:Geachte?|Beste|Hooggeachte|Weledel\w*|Excellentie)\b[^.!?;:]{0,90},")
_CLOSES = re.compile(r"(?:Hoogachtend|(?:Met )?(?:een )?(?:vriendelijke|hartelijke) groet)", re.IGNORECASE)
_ENCLOSED = re.compile(r"(?:Bijlage|c\.c\.|Cc\b|Kopie|Afschrift)", re.IGNORECASE)


@dataclass(frozen=True)
class Unit:
    """Lines that belong together. `label` is that of a list item or of a numbered heading, still in the first line."""

    lines: tuple[RawLine, ...]
    label: Label | None = None

    @cached_property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def kind(self) -> BlockKind | None:
        return self.lines[0].kind

    @property
    def spaced(self) -> bool:
        return self.lines[0].before is Before.SPACE

    @cached_property
    def body(self) -> str:
        """The text after the label."""
        return self.text[self.label.end :].strip() if self.label else self.text


@lru_cache(maxsize=4096)  # several steps of the layout ask it of the same lines
def ends_sentence(text: str) -> bool:
    """Whether a text ends where a sentence may end; a glued footnote number does not hide that."""
    return not text[-1:].isalpha() and bool(SENTENCE_END.search(text))  # most lines end in a letter


def starts_low(text: str) -> bool:
    """Whether a text begins with a small letter, so that it goes on with what stood above it."""
    return bool(_STARTS_LOW.match(text))


@lru_cache(maxsize=4096)
def stands_alone(text: str) -> bool:
    """Whether a line can only be a heading: "Vraag 12", "Antwoord op vraag 12", "Samenvatting"."""
    named = named_heading(text)
    alone = text.capitalize() if text.isupper() else text  # "ADVIES:"
    return bool(named and not named.title) or bool(_ALONE.fullmatch(alone))


def is_speaker(text: str) -> bool:
    """Whether words are nothing but who speaks: "Mevrouw De Boer (Dorpslijst)"."""
    return len(text) <= 80 and _SPEAKER_ALONE.fullmatch(text) is not None


def closes(text: str) -> bool:
    """Whether a line is the greeting with which a letter ends."""
    return may_sign(text) and _CLOSES.match(text) is not None


def may_sign(text: str) -> bool:
    """Whether a line below that greeting may be of those who sign: a name, an office, the body they act for."""
    return len(text) <= 80 and not _ENCLOSED.match(text)


def units_of(lines: Iterable[RawLine]) -> tuple[Unit, ...]:
    """Group lines in reading order."""
    found: list[tuple[list[RawLine], Label | None]] = []
    signing = False
    for line in lines:
        signing = line.kind is None and (closes(line.text) or (signing and may_sign(line.text)))
        label = label_of(line.text) if line.kind is None else None
        if found:
            own, first = found[-1]
            initial = signing and label is not None and label.style == "capital"  # "R. Wielinga"
            if label and (initial or not _can_label(own, first, line, label)):
                label = None
            if not label and not _begins(own, first, line, signing=signing):
                own.append(line)
                continue
        found.append(([line], label))
    return tuple(_known([Unit(tuple(own), label) for own, label in found]))


def _begins(own: Sequence[RawLine], label: Label | None, line: RawLine, *, signing: bool) -> bool:
    """Whether a line without label begins a new unit and does not go on with its `own` one, which has a label. Below
    the greeting of a letter (`signing`) only white makes a new one."""
    last = own[-1]
    if line.kind or last.kind:
        if line.kind != last.kind or line.kind is BlockKind.TABLE_ROW:
            return True
        return line.before is Before.SPACE
    if _is_lone_label(own, label):
        return False
    if line.before is Before.SPACE or stands_alone(line.text) or _SUBJECT.match(line.text):
        return True
    if label and label.style == BULLET and not starts_low(line.text) and _outdented(own[0], line):
        return True
    if closes(line.text) and ends_sentence(last.text):
        return True
    if len(own) == 1 and (stands_alone(last.text) or _GREETS.fullmatch(last.text)):
        return True
    if _other_style(last, label, line):
        return True
    if ends_sentence(last.text) and _SPEAKER.match(line.text):
        return True
    named = named_heading(line.text)
    if named and named.sign and (line.before is Before.SHORT or ends_sentence(last.text)):
        return True
    return line.before is Before.SHORT and not starts_low(line.text) and not signing


def _is_lone_label(own: Sequence[RawLine], label: Label | None) -> bool:
    return label is not None and len(own) == 1 and label.end >= len(own[0].text)


def _other_style(last: RawLine, label: Label | None, line: RawLine) -> bool:
    """Whether a line is set so differently from the one above it that it cannot go on with it. Another face alone may
    be a word in italics, so that only counts below a numbered title or a finished sentence."""
    if last.size and line.size and abs(last.size - line.size) > 0.08 * max(last.size, line.size):
        return True
    numbered = label is not None and label.style != BULLET
    if last.face != line.face and not starts_low(line.text) and (numbered or ends_sentence(last.text)):
        return True
    if last.bold == line.bold or not (last.size and line.size):
        return False
    return not starts_low(line.text) or line.before is not Before.FLOW


def _can_label(own: Sequence[RawLine], first: Label | None, line: RawLine, label: Label) -> bool:
    """Whether what looks like a label is one, and not the tail of a sentence ("… zie hoofdstuk / 3. Daarna …") in its
    `own` unit, whose label is the `first`."""
    last = own[-1]
    rest = line.text[label.end :]
    if line.before is Before.SPACE or last.kind or stands_alone(last.text) or _is_lone_label(own, first):
        return True
    if label.style == BULLET:
        if first and own[0].text[0] == line.text[0] and _aligned(own[0], line):
            return True
        dash = line.text[0] in "-–—*o"
        return not dash or line.before is Before.SHORT or bool(_CLAUSE_END.search(last.text)) or not starts_low(rest)
    if first and (label.follows(first) or _outdented(own[0], line)):
        return True
    return line.before is Before.SHORT or bool(_CLAUSE_END.search(last.text)) or last.bold != line.bold


def _aligned(first: RawLine, line: RawLine) -> bool:
    """Whether two lines begin equally far from the left; False where that is not known."""
    return first.bbox is not None and line.bbox is not None and abs(first.bbox.x0 - line.bbox.x0) < 2


def _outdented(first: RawLine, line: RawLine) -> bool:
    """Whether a line begins further to the left than the item above it."""
    return first.bbox is not None and line.bbox is not None and line.bbox.x0 < first.bbox.x0 - 3


def _known(units: list[Unit]) -> Iterator[Unit]:
    """Drop labels that no row supports: a capital ("A. de Vries") or Roman numeral without a neighbour is a name."""
    for place, unit in enumerate(units):
        label = unit.label
        if label and label.style in ("capital", "roman"):
            near = [
                other.label for other in units[max(0, place - 12) : place + 13] if other.label and other is not unit
            ]
            if not any(label.follows(other) or other.follows(label) for other in near):
                unit = Unit(unit.lines)
        yield unit
