"""Finds in an answering letter the words that answer each point of an advice, by laying the two beside each other.

What answers is what is about a point: cue words are no gate. An answer that a rule has found by grammar or number stays
where it is, and the points that it answers are no longer looked for.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from ingest.dutch.pipeline import Sentence
from ingest.linking.alignment import Matrix, Point, Unit, align, measured
from ingest.linking.letter import Letter
from ingest.linking.several_advices import about_another
from ingest.linking.similarity import Encode, weighed
from ingest.statements.draft import Draft, Part, statements
from ingest.statements.named_points import meant, named
from ingest.statements.recommendations import OF_A_LETTER
from ingest.statements.responses import CLOSING, own_heading
from kb.model import BlockKind, GroundKind, Shared, Statement, StatementKind

_SHORTEST = 3  # words of a sentence that can answer
_IDLE = re.compile(
    r"\b(?:hartelijk dank|(?:wij )?danken u|dank (?:voor|u)|bedank\w*|met (?:veel )?(?:belangstelling|waardering)"
    r"|ontvingen wij|hebben wij (?:uw|het) (?:\w+ )?(?:advies|brief|rapport)\w* (?:\w+ )*(?:ontvangen|gelezen)"
    r"|in deze brief|hiermee voldoende|voldoende te hebben|vertrouwen (?:wij )?erop|goede samenwerking|contact opnemen"
    r"|geachte|onderwerp|betreft|met vriendelijke|hoogachtend)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Laid:
    """Words of a letter that answer a point, with all `sentences` of the stretch, which may go on behind them in the
    next paragraphs; `words` are those that they share with the point."""

    draft: Draft
    point: Statement
    sentences: tuple[Sentence, ...]
    score: float
    words: tuple[Shared, ...]

    def response(self, letter: Letter) -> Statement:
        """The statement that the letter has already for these words, else a new one."""
        made = next(statements(letter.document, [self.draft]))
        same = (s for s in letter.answers() if s.passage_id == made.passage_id and _mostly(s, made))
        return next(same, made)


def laid_beside(
    letter: Letter, original: Letter, points: Sequence[Statement], answered: Container[str], encode: Encode
) -> Iterator[Laid]:
    """Answers to these points among the words of the letter. Those that are `answered` without doubt hold their place
    in the order, and get no other answer here."""
    places, units, asked = _laid_out(letter, original, points)
    for stretch in align(units, asked, encode):
        inside = places[stretch.first : stretch.last + 1]
        own = [place for place in inside if not place.repeats]
        if not own or points[stretch.point].id in answered:
            continue
        part = own[0].part
        here = [place for place in own if place.part is part]
        score = min(0.8, max(0.5, stretch.score))
        draft = Draft(StatementKind.RESPONSE, part, here[0].start, here[-1].end, GroundKind.ALIGNED, score)
        said = tuple(each for place in own for each in place.sentences)
        words = weighed(stretch.words, [point.text for point in points])
        yield Laid(draft, points[stretch.point], said, min(0.8, stretch.score), words)


def nearness(
    letter: Letter, original: Letter, points: Sequence[Statement], encode: Encode
) -> tuple[list[Place], Matrix]:
    """The sentences and rows of a letter, and how much each (a row) has in common with each point (a column)."""
    places, units, asked = _laid_out(letter, original, points)
    return places, measured(units, asked, encode)


def _laid_out(
    letter: Letter, original: Letter, points: Sequence[Statement]
) -> tuple[list[Place], list[Unit], list[Point]]:
    places = list(_places(letter, original))
    return places, [_unit(place, points) for place in places], [_point(original, each, points) for each in points]


def _mostly(one: Statement, other: Statement) -> bool:
    """Whether two statements of a passage are for the greater part the same words."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return 2 * both > max(one.end - one.start, other.end - other.start)


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the letter, or a row of a table as a whole. `repeats`: it says what was advised."""

    part: Part
    section: int
    start: int
    end: int
    repeats: bool

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        return tuple(s for s in self.part.sentences if self.start <= s.start < self.end)

    @property
    def text(self) -> str:
        return self.part.passage.text[self.start : self.end]


def _places(letter: Letter, original: Letter) -> Iterator[Place]:
    section, above = 0, None
    for part in letter.parts:
        if part.passage.section != above or part.heading:
            section, above = section + 1, part.passage.section
        if part.heading or not part.sentences or _is_about_another(letter, part, original):
            continue
        if part.passage.kind is BlockKind.TABLE_ROW:
            yield Place(part, section, part.sentences[0].start, part.sentences[-1].end, False)
            continue
        for each in part.sentences:
            if len(each.text.split()) >= _SHORTEST and not _names_another(each.text, original):
                yield Place(part, section, each.start, each.end, bool(each.rule("restated")))


def _names_another(text: str, original: Letter) -> bool:
    what = named(text)
    theirs = f"{original.document.sender or ''} {original.document.title}".lower()
    return what is not None and bool(what.whose) and what.whose.lower() not in theirs


def _is_about_another(letter: Letter, part: Part, original: Letter) -> bool:
    here = next((s for s in letter.statements if s.passage_id == part.passage.id), None)
    return here is not None and about_another(letter, here, original)


def _unit(place: Place, points: Sequence[Statement]) -> Unit:
    passage = place.part.passage
    title = own_heading(passage.section)
    title = "" if OF_A_LETTER.match(title) else title
    what = named(place.text) or named(title)
    meant_here = meant(what, points) if what and not what.every else []
    return Unit(
        place.text, passage.number, place.section, title, (passage.label or "").strip(".)"),
        frozenset(each.id for each in meant_here), bool(_IDLE.search(place.text) or CLOSING.match(place.text)),
        place.repeats,
    )  # fmt: skip


def _point(original: Letter, point: Statement, points: Sequence[Statement]) -> Point:
    """A point with what stands around it, where nothing else is advised there."""
    beside = [each for each in points if each.passage_id == point.passage_id]
    parent = next((each.text for each in points if each.id == point.parent_id), "")
    passage = original.part(point).passage
    around = passage.text if len(beside) == 1 else f"{parent} {point.text}".strip()
    return Point(point.id, point.text, around, (point.label or "") if point.parent_id is None else "")
