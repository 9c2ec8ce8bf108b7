"""The link from a response to the point that it answers, with the position that is read from its words."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.dutch.pipeline import analyse
from ingest.linking.letter import Letter
from ingest.linking.proposal import Finder, found_by, proposal, rounded
from ingest.linking.side_by_side import Laid, said_of
from ingest.linking.unrestated import of_the_whole
from ingest.statements.draft import Part
from ingest.statements.named_points import without_exception
from ingest.statements.position import Reading, read_position
from kb.model import (
    BlockKind,
    Ground,
    GroundKind,
    Link,
    Position,
    Relation,
    Statement,
    StatementKind,
)

HARDLY = 0.2  # likeness below which a passage that seems to take a point over may as well be about another


@dataclass(frozen=True, slots=True)
class Answers:
    """Links between statements, and the responses among them that were found by linking."""

    links: tuple[Link, ...]
    responses: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Replied:
    """A letter with the responses that laying it beside the `originals` found in it, and its links. `to_adviser`: those
    of the originals that it is the reply to, not only news of; `sure`: the same, where that is not told by its words
    alone."""

    letter: Letter
    originals: tuple[Letter, ...]
    links: tuple[Link, ...]
    responses: tuple[Statement, ...]
    to_adviser: tuple[Letter, ...]
    sure: tuple[Letter, ...]


def answer(
    letter: Letter, response: Statement, target: Statement, ground: Ground, score: float, *, excepts: bool = False,
    of_all: bool = False, points: Sequence[Statement] = (),
) -> Link:  # fmt: skip
    """`points`: those of the advice, of which the response may name several; `excepts`: the response leaves out other
    points than this one, which takes nothing from what it says of this; `of_all`: it speaks of the whole advice, of
    which only a rule says what it takes, not a likely reading."""
    reading = _reading(letter, response, target, points, excepts)
    if of_all and reading.weighed:
        reading = Reading(Position.UNCLEAR, "", 0.5)
    return answering(response, target, ground, score, reading)


def answering(response: Statement, target: Statement, ground: Ground, score: float, reading: Reading) -> Link:
    """The one place where the link of an answer is made."""
    verdict = [Ground(GroundKind.VERDICT, quote=short(reading.words))] if reading.words else []
    certainty = min(score, reading.score + 0.2)
    return proposal(response, target, Relation.ANSWERS, [ground, *verdict], certainty, reading.position)


def blanket(
    letter: Letter, free: Sequence[Statement], original: Letter, wanted: Sequence[Statement], answered: Container[str]
) -> Iterator[Link]:
    """What is said of the whole advice, for the points of which nothing else is said. "Op hoofdlijnen" says nothing of
    one point: only what holds for all of them counts."""
    found = list(of_the_whole(letter, free, original, wanted, answered))
    for own in found:
        said = answer(letter, own.response, own.point, own.ground, own.score, excepts=own.but, of_all=True)
        if own.left_out:
            taken = said.position in (Position.ADOPTED, Position.PARTLY)
            yield replace(said, position=Position.REJECTED if taken else Position.UNCLEAR)
        elif own.but or said.position not in (Position.PARTLY, Position.UNCLEAR):
            yield replace(said, found_by=found_by(Finder.OF_THE_WHOLE))


def aligned(laid: Laid, response: Statement) -> Link:
    reading = read_position(laid.sentences, laid.point.text)
    if reading.position is Position.ADOPTED and laid.score < HARDLY and not laid.named:
        reading = Reading(Position.UNCLEAR, "", 0.5)
    ground = Ground(GroundKind.ABOUT_POINT, laid.point.label, words=laid.words, likeness=rounded(laid.score))
    return answering(response, laid.point, ground, laid.score, reading)


def _reading(
    letter: Letter, response: Statement, target: Statement, points: Sequence[Statement], excepts: bool
) -> Reading:
    """The position of a response: its own sentences and, but in a table, the paragraphs after it, up to the next point
    or heading."""
    part = letter.part(response)
    first = letter.parts.index(part)
    sentences = [*part.ticked, *(s for s in part.sentences if response.start <= s.start < response.end)]
    asked = letter.of_kind(StatementKind.RECOMMENDATION)
    taken = {s.passage_id for s in (*asked, *letter.answers())}
    whole = part.passage.kind is BlockKind.TABLE_ROW or response.rests_on(GroundKind.HEARD)
    if response.end >= part.sentences[-1].end and not whole:
        for following in letter.parts[first + 1 :]:
            if following.heading or following.passage.id in taken or following.passage.section != part.passage.section:
                break
            sentences += following.sentences
    if excepts:
        sentences = [each for sentence in sentences for each in next(analyse([without_exception(sentence.text)]))]
    sentences = said_of(target, points, sentences)
    return read_position(sentences, target.text, is_question=target.kind is StatementKind.REQUEST)


def same_section(a: Part, b: Part) -> bool:
    return a.passage.section == b.passage.section


def short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: text.rfind(" ", 0, most)] + " …"
