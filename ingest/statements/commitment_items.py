"""What stands below a heading "Toezeggingen" or behind "Toezegging 3:" in minutes and decision lists: there it is the
griffier who says that it is promised, in whatever words."""

from __future__ import annotations

import re

from ingest.dutch.pipeline import Sentence
from ingest.layout.labels import named_heading
from ingest.statements.draft import Part
from ingest.statements.speaker import OFFICE
from kb.model import BlockKind

# Not the item of an agenda at which such a list is discussed, nor what was kept before.
_HEADING = re.compile(
    r"^\W*(?:\d{1,2}[a-z]?[.)]?\s+)?(?:de\s+)?(?:(?:gedane|nieuwe|openstaande)\s+)?toezegging(?:en)?\b"
    r"(?!.*\b(?:lijst|afgedaan|afgedane|voldaan|nagekomen)\b)",
    re.I,
)
_ONE = re.compile(r"^\W*(?:\d{1,2}[.)]?\s+)?toezegging\b", re.I)
# "T1", "T-010", "T24.03:", "Toezegging 3:", "Toezegging:", "Toezegging nr. 2 –"
_NUMBERED = (
    r"\W*(?:(?P<short>[Tt][-. ]?\d+(?:[.-]\d+)*)\s*[:.)–-]?"
    r"|[Tt]oezegging(?:\s+(?:nr\.?\s*|nummer\s+)?(?P<number>[\w.-]*\d[\w.-]*?))?\s*[:.)–-])"
)
_LABEL = re.compile(rf"{_NUMBERED}\s+(?=\S)")
_LABEL_ALONE = re.compile(_NUMBERED)
_NONE = re.compile(r"^\W*(?:geen\b|er (?:zijn|is) geen\b|n\.?\s?v\.?\s?t\b|nihil|niet van toepassing)", re.I)
_PROMISER = re.compile(rf"\b(?:{OFFICE}|college|weth\.|wh\.|gedeputeerde staten|hij|zij)(?=\s|$|,)", re.I)
_RECEIVES = re.compile(
    r"\b(?:raad|commissie|raadsleden|staten|kamer)\b.{0,200}\b(?:ontvangt|ontvangen|krijgt|krijgen|wordt|worden)\b",
    re.I,
)
_OTHERS = re.compile(
    r"^\W*(?:de (?:heer|voorzitter|fractie|raad|commissie|griffier|griffie|leden)|mevrouw|raadslid|het lid"
    r"|d?hr\.|mevr?\.|mw\.)\s",
    re.I,
)
_DENIED = re.compile(
    r"\bniet\s+toe(?:zeggen|gezegd)?\b|\bgeen toezegging\b|\bnagekomen\b|\bafgedaan\b|\bvastgesteld\b", re.I
)


def below_heading(part: Part, before: Part | None) -> bool:
    """Whether the nearest heading, or that above it, says that promises follow; below "Toezegging 3" that is one, in
    the first paragraph. `before` is what stands above the part."""
    if part.heading or part.passage.kind is BlockKind.TABLE_ROW:
        return False
    above = next((heading for heading in part.passage.section[-2:] if _HEADING.match(heading)), None)
    if above is None:
        return False
    return not _ONE.match(above) or (before is not None and before.heading)


def number_of(heading: Part | None) -> str | None:
    """ "3" of a heading "Toezegging 3:"; None for any other part."""
    named = named_heading(heading.passage.text) if heading and heading.heading else None
    return named.bare if named and _ONE.match(named.word) else None


def label_before(text: str) -> tuple[str | None, int]:
    """The number of a promise that stands before it ("3", "T1"), and where its words begin; (None, 0) without one."""
    found = _LABEL.match(text)
    if not found:
        return None, 0
    return found["short"] or found["number"], found.end()


def label_alone(sentence: str) -> str | None:
    """The number that is all there is of a sentence, as its full stop cut it off ("T1."); None for any other."""
    found = _LABEL_ALONE.fullmatch(sentence)
    return (found["short"] or found["number"]) if found else None


def promised(sentence: Sentence, first: bool) -> bool:
    """Whether a sentence that stands as a promise is one: an office holder or the college does something, the council
    gets something, or it is only told what will be done. Of the later sentences of an item only those in which who
    promises goes on."""
    text = sentence.text
    if _NONE.match(text) or _DENIED.search(text) or text.rstrip().endswith("?"):
        return False
    if sentence.rule("commitment"):
        return True
    if not first:
        return False
    if sentence.infinitive or _RECEIVES.search(text):
        return True
    return not _OTHERS.match(text) and (bool(_PROMISER.search(text)) or not sentence.finite)
