"""Answers within one document: the authority's words in an adviser's report, and the answers below questions.

Where advice and reaction alternate, a reaction answers what was advised just before it. Where the reaction stands in
one place, it is laid beside the points as a letter of its own would be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest

from ingest.dutch.pipeline import Sentence
from ingest.linking.alignment import Point, Unit
from ingest.linking.best_path import align
from ingest.linking.letter import Letter
from ingest.linking.questions import below_questions
from ingest.linking.side_by_side import SHORTEST, Laid, laid_beside
from ingest.linking.similarity import Encode
from ingest.passages.turns import is_announcement
from ingest.passages.voice import Voice
from ingest.statements.draft import Draft, Part
from ingest.statements.position import read_position
from ingest.statements.remarks import asks
from ingest.statements.requests import ANSWER, QUESTION
from kb.model import BlockKind, DocumentKind, GroundKind, Position, Statement, StatementKind

_NUMBERS = re.compile(r"\d+[a-z]?")
_ROW = re.compile(
    r"\W*antwoord\w*\b\D{0,20}(?P<row>\d+[a-z]?(?:\s*(?:,\s*(?:en\s+)?|en\b|&|t/m|tot en met|[-–])\s*\d+[a-z]?)*)", re.I
)
_UNTIL = re.compile(r"(?<!\d)(\d{1,3})\s{0,3}(?:t/m|tot en met|[-–])\s{0,3}(\d{1,3})")
_AD = re.compile(r"\W*Ad\.?\s+(?P<item>[a-z]|\d{1,2}[a-z]?)\b", re.I)  # "Ad a. De wadi …"
ALTERNATES = 2  # reactions that each follow points of their own
LISTED = 3  # remarks in a list, each with text below it
_DECIMAL = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")


def laid_inside(
    letter: Letter, asked: Sequence[Statement], answered: Collection[str], encode: Encode
) -> Iterator[Laid]:
    """Answers of an authority to these points in a document of an adviser, but for those that are `answered`."""
    points = [s for s in asked if s.kind is StatementKind.RECOMMENDATION and letter.part(s).voice is Voice.ADVISER]
    if not points or all(part.voice is not Voice.AUTHORITY for part in letter.parts):
        return
    turns = list(_turns(letter, points))
    if len(turns) >= ALTERNATES:
        for turn in turns:
            yield from (laid for laid in _of_turn(turn, encode) if laid.point.id not in answered)
        return
    theirs = replace(letter, parts=tuple(part for part in letter.parts if part.voice is Voice.AUTHORITY))
    wanted = [point for point in points if not point.restated]
    own = replace(letter, parts=tuple(part for part in letter.parts if part.voice is Voice.ADVISER))
    for laid in laid_beside(theirs, own, wanted, answered, encode):
        if letter.part(laid.point).passage.number < laid.draft.part.passage.number:  # no answer comes first
            yield laid


def laid_told(letter: Letter, asked: Sequence[Statement], answered: Collection[str], encode: Encode) -> Iterator[Laid]:
    """What an authority says, in another paragraph, of the points of an advice that it tells in its own words and that
    is not loaded: "De commissie adviseert …", and below "Overwegingen" what becomes of each."""
    if letter.document.kind is DocumentKind.ANSWERS or any(part.voice is not Voice.AUTHORITY for part in letter.parts):
        return
    points = [s for s in asked if s.restated and s.kind is StatementKind.RECOMMENDATION and _is_told(letter.part(s), s)]
    if len(points) < ALTERNATES:
        return
    told = {point.passage_id for point in points}
    first = min(letter.part(point).passage.number for point in points)
    own = replace(letter, parts=tuple(part for part in letter.parts if part.passage.id in told))
    rest = [part for part in letter.parts if part.passage.number > first and part.passage.id not in told]
    for laid in laid_beside(replace(letter, parts=tuple(rest)), own, points, answered, encode):
        if letter.part(laid.point).passage.number < laid.draft.part.passage.number:  # no answer comes first
            yield laid


@dataclass(frozen=True, slots=True)
class _Turn:
    """Points of the adviser and the reaction that follows them, of which the last stand in the passage before it."""

    points: Sequence[Statement]
    items: Sequence[str]  # of each point the label of the list item in or below which it stands
    last: frozenset[str]
    remarks: frozenset[str]  # all labels of its items, also of those without a point
    reaction: Sequence[Part]


def _turns(letter: Letter, points: Sequence[Statement]) -> Iterator[_Turn]:
    before: list[Statement] = []
    items: dict[str, str] = {}
    for voice, run in groupby(letter.parts, key=lambda part: part.voice):
        parts = [part for part in run if not part.heading and part.sentences and not is_announcement(part.passage.text)]
        if voice is Voice.ADVISER:
            items = dict(_items(parts))
            before = [point for point in points if point.passage_id in items]
        elif voice is Voice.AUTHORITY and before and parts:
            last = before[-1].passage_id
            nearest = frozenset(each.id for each in before if each.passage_id == last)
            own = [items[each.passage_id] for each in before]
            yield _Turn(before, own, nearest, frozenset(items.values()) - {""}, parts)
            before = []


def _items(parts: Sequence[Part]) -> Iterator[tuple[str, str]]:
    """Of each passage the label of the item in which it stands, in lower case: the last one above it."""
    label = ""
    for part in parts:
        label = _label(part) or label
        yield part.passage.id, label


def _of_turn(turn: _Turn, encode: Encode) -> Iterator[Laid]:
    """A reaction answers by number where it says so ("Ad b."); else the points just before it, and those of the others
    that it is about."""
    numbered = _by_item(turn)
    for place, point in enumerate(turn.points):
        reaction = numbered.get(turn.items[place])
        if reaction:
            yield _laid(reaction, point, 0.8)
    if numbered:
        return
    others = [point for point in turn.points if point.id not in turn.last]
    text = " ".join(part.passage.text for part in turn.reaction)
    about = turn.last | (_about(text, others, encode) if others else frozenset())
    yield from (_laid(turn.reaction, point, 0.7) for point in turn.points if point.id in about)


def _by_item(turn: _Turn) -> dict[str, list[Part]]:
    """What a reaction says to each of the items: "Ad a. De wadi ligt …", or below the letters of the remark itself;
    empty where it names none."""
    found: dict[str, list[Part]] = {}
    labels = [ad["item"].lower() if (ad := _AD.match(part.passage.text)) else "" for part in turn.reaction]
    if not any(labels):
        labels = [_label(part) for part in turn.reaction]
        own = {label for label in labels if label}
        if len(own) < ALTERNATES or not own <= turn.remarks:
            return {}
    item = ""
    for label, part in zip(labels, turn.reaction, strict=True):
        item = label or item
        if item in turn.items:
            found.setdefault(item, []).append(part)
    return found


def _label(part: Part) -> str:
    """The letter or number of a list item, in lower case; empty for a bullet and for other passages."""
    label = (part.passage.label or "").lower() if part.passage.kind is BlockKind.LIST_ITEM else ""
    return label if label.isalnum() else ""


def _about(text: str, points: Sequence[Statement], encode: Encode) -> frozenset[str]:
    """The points that a text as a whole is about."""
    asked = [Point(point.id, point.text, point.text) for point in points]
    return frozenset(asked[stretch.point].id for stretch in align([Unit(text, 0, 0)], asked, encode))


def _laid(parts: Sequence[Part], point: Statement, score: float) -> Laid:
    first = parts[0]
    said = tuple(sentence for part in parts for sentence in (*part.ticked, *part.sentences))
    opening = first.sentences[0]
    if len(first.sentences) > 1 and is_announcement(opening.text):  # "Reactie college. De weg …"
        said, opening = tuple(each for each in said if each is not opening), first.sentences[1]
    draft = Draft(StatementKind.RESPONSE, first, opening.start, first.sentences[-1].end, GroundKind.ALIGNED, score)
    return Laid(draft, point, said, score, ())


def answers_below(letter: Letter, requests: Sequence[Statement], answered: Collection[str]) -> Iterator[Laid]:
    """The answer to each question: below a heading that names its number among others ("Antwoord op vragen 4, 5 en 6"),
    a paragraph that begins so, or else what stands below the question itself, up to the next one."""
    numbered: dict[str, list[Statement]] = {}
    for request in requests:
        if request.label and request.id not in answered:
            numbered.setdefault(request.label, []).append(request)
    announced = list(_announced(letter.parts))
    given = {number for words in announced for number in _numbers(words)}
    for words, run in groupby(zip(announced, letter.parts, strict=True), key=lambda pair: pair[0]):
        parts = [part for _, part in run if _may_answer(part)]
        for number in _numbers(words) if parts else ():
            yield from (_laid(parts, request, 0.9) for request in numbered.get(number, ()))
    below: dict[int, list[Part]] = {}
    for place, question in below_questions(letter.parts).items():
        if _may_answer(letter.parts[place]):
            below.setdefault(question, []).append(letter.parts[place])
    for request in requests:
        parts = below.get(letter.parts.index(letter.part(request)), [])
        if parts and request.id not in answered and request.label not in given:
            yield _laid(parts, request, 0.7)


def answers_told(letter: Letter, asked: Sequence[Statement], answered: Collection[str]) -> Iterator[Laid]:
    """What an authority says of advice that it tells in its own words: behind it in the same paragraph, else in the
    next one, where that takes a position."""
    if letter.document.kind is DocumentKind.ANSWERS or any(part.voice is not Voice.AUTHORITY for part in letter.parts):
        return
    points = [s for s in asked if s.restated and s.id not in answered]
    taken = {s.passage_id for s in asked}
    for part, after in zip_longest(letter.parts, letter.parts[1:]):
        own = [s for s in points if s.passage_id == part.passage.id and _is_told(part, s)]
        behind = part.sentences
        for point in reversed(own):
            said = [sentence for sentence in behind if sentence.start >= point.end]
            behind = tuple(sentence for sentence in behind if sentence.end <= point.start)
            where = part
            if not said and after and after.passage.id not in taken and _goes_on(part, after):
                where, said = after, list(after.sentences)
            if said and read_position(said, point.text).position is not Position.UNCLEAR:
                yield _behind(where, said, point)


def answers_listed(letter: Letter, asked: Sequence[Statement], answered: Collection[str]) -> Iterator[Laid]:
    """What stands below each remark of a list in which a paper tells what others ask: "1.2 Indiener verzoekt …", and up
    to the next item its answer. So many that the list alternates, and not only where a position is taken."""
    if letter.document.kind is DocumentKind.ANSWERS or any(part.voice is not Voice.AUTHORITY for part in letter.parts):
        return
    told = {s.passage_id: s for s in asked if s.restated and s.rests_on(GroundKind.TOLD)}
    below: dict[str, list[Part]] = {}
    point: Statement | None = None
    for part in letter.parts:
        if part.heading or part.passage.kind is BlockKind.LIST_ITEM:
            point = told.get(part.passage.id) if _label(part) or _DECIMAL.match(part.passage.label or "") else None
        elif point is not None and part.sentences and part.passage.kind is BlockKind.TEXT:
            below.setdefault(point.id, []).append(part)
    if len(below) < LISTED:
        return
    yield from (_laid(below[s.id], s, 0.7) for s in told.values() if s.id in below and s.id not in answered)


def _is_told(part: Part, point: Statement) -> bool:
    if part.passage.kind is not BlockKind.TEXT:
        return False
    return any(asks(sentence) for sentence in part.sentences if point.start <= sentence.start < point.end)


def _goes_on(part: Part, after: Part) -> bool:
    same = after.passage.section == part.passage.section and after.voice is Voice.AUTHORITY
    return same and after.passage.kind is BlockKind.TEXT and bool(after.sentences)


def _behind(part: Part, said: Sequence[Sentence], point: Statement) -> Laid:
    draft = Draft(StatementKind.RESPONSE, part, said[0].start, said[-1].end, GroundKind.ALIGNED, 0.6)
    return Laid(draft, point, tuple(said), 0.6, ())


def _may_answer(part: Part) -> bool:
    if part.heading or part.passage.kind is BlockKind.LIST_ITEM or _is_label(part):
        return False
    return any(len(sentence.text.split()) >= SHORTEST for sentence in part.sentences)


def _is_label(part: Part) -> bool:
    """Whether a paragraph only says which questions are answered below it."""
    return _ROW.fullmatch(part.passage.text.rstrip(" .:")) is not None


def _announced(parts: Sequence[Part]) -> Iterator[str]:
    """Of each paragraph the words by which it says which questions it answers: its own first words, those of a label
    above it, or of its heading."""
    label = ""
    for part in parts:
        own = ANSWER.match(part.passage.text)
        if part.heading or QUESTION.match(part.passage.text):
            label = ""
        elif own:
            label = part.passage.text if _is_label(part) else ""
            yield part.passage.text[: own.end() + 40]
            continue
        heading = part.passage.section[-1] if part.passage.section else ""
        yield label or (heading if ANSWER.match(heading) else "")


def _numbers(words: str) -> list[str]:
    """Every number that an answer names: "vragen 2 t/m 4 en 6"."""
    head = _ROW.match(words)
    row = head["row"] if head else ""
    between = [str(n) for first, last in _UNTIL.findall(row) for n in range(int(first), int(last) + 1)]
    return list(dict.fromkeys([*_NUMBERS.findall(row), *between]))
