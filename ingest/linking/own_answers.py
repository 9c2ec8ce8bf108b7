"""Links of answers within one document: by grammar or number, by laying beside the points, and of the whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from ingest.linking.answer_links import Answers, aligned, answer, blanket, same_section
from ingest.linking.inside import answers_below, answers_listed, answers_told, laid_inside, laid_told
from ingest.linking.letter import Letter
from ingest.linking.proposal import Finder, found_by
from ingest.linking.repeated_points import is_numbered, repeated_inside
from ingest.linking.similarity import Encode
from ingest.passages.voice import Voice
from ingest.statements.draft import Part
from ingest.statements.requests import ANSWER
from kb.model import (
    BlockKind,
    Ground,
    GroundKind,
    Link,
    Position,
    Statement,
    StatementKind,
)


def answers_within(letter: Letter, encode: Encode, *, alone: bool) -> Answers:
    """Answers within one document: those that say by grammar or number what they answer, those that are laid beside the
    points, and for what is left what is said of the whole. `alone`: it answers no other document, so that advice of
    which it tells is not loaded."""
    found = list(_within(letter))
    sure = [each for each in found if not each.of_the_whole]
    repeats = {link.source_id for link in repeated_inside(letter)}
    asked = [s for s in letter.of_kind(StatementKind.RECOMMENDATION) if s.id not in repeats]
    answered = {each.target_id for each in sure}
    laid = [*laid_inside(letter, asked, answered, encode)]
    if _is_put_off(found) and 2 * len(laid) < len(asked):
        laid = []  # what it is about, it does not yet answer
    laid += answers_below(letter, letter.of_kind(StatementKind.REQUEST), answered)
    laid += answers_listed(letter, asked, {*answered, *(each.point.id for each in laid)})
    laid += answers_told(letter, asked, {*answered, *(each.point.id for each in laid)})
    if alone:
        laid += laid_told(letter, asked, {*answered, *(each.point.id for each in laid)}, encode)
    near: list[Link] = []
    responses: list[Statement] = []
    for each in laid:
        response = each.response(letter, responses)
        responses += [response] if response.by_linking else []
        near.append(aligned(each, response))
    answered |= {each.target_id for each in near}
    found += _of_all(letter, asked, answered)
    whole = [each for each in found if each not in sure and each.target_id not in answered]
    whole = [each for each in whole if each.position not in (Position.PARTLY, Position.UNCLEAR)]
    return Answers((*sure, *near, *whole), tuple(dict.fromkeys(responses)))


def _of_all(letter: Letter, asked: Sequence[Statement], answered: Collection[str]) -> Iterator[Link]:
    """What the authority says of all that an adviser advises in the same document."""
    if any(response.rests_on(GroundKind.HEARD) for response in letter.of_kind(StatementKind.RESPONSE)):
        return
    theirs = [s for s in letter.of_kind(StatementKind.RESPONSE) if letter.part(s).voice is Voice.AUTHORITY]
    points = [s for s in asked if s.kind is StatementKind.RECOMMENDATION and letter.part(s).voice is Voice.ADVISER]
    said = {each.id: letter.part(each).passage.number for each in (*theirs, *points)}
    for link in blanket(letter, theirs, letter, [each for each in points if not each.restated], answered):
        if said[link.target_id] < said[link.source_id]:  # no answer comes first
            yield link


def _is_put_off(found: Sequence[Link]) -> bool:
    """Whether the authority says of the whole report that it answers later."""
    return any(each.of_the_whole and each.position is Position.DEFERRED for each in found)


def _within(letter: Letter) -> Iterator[Link]:
    """Answers to what the same document asks or repeats."""
    responses = letter.answers()
    asked = letter.of_kind(StatementKind.RECOMMENDATION, StatementKind.REQUEST)
    repeats = {link.source_id for link in repeated_inside(letter)}
    first = [s for s in asked if s.id not in repeats]
    requests = {s.label: s for s in asked if s.kind is StatementKind.REQUEST and s.label}
    for response in responses:
        part = letter.part(response)
        if ANSWER.match(part.passage.section[-1] if part.passage.section else ""):
            request = requests.get(response.label or "")
            if request:
                yield answer(letter, response, request, Ground(GroundKind.SAME_QUESTION, response.label), 0.95)
            continue
        if response.rests_on(GroundKind.HEARD):
            for main in (s for s in first if is_numbered(s) and not s.restated):
                if response.label is None:
                    said = answer(letter, response, main, Ground(GroundKind.WHOLE_REPORT), 0.7)
                    yield replace(said, found_by=found_by(Finder.OF_THE_WHOLE))
                elif main.label in response.label.split(","):
                    yield answer(letter, response, main, Ground(GroundKind.NAMES_NUMBER, main.label), 0.85)
            continue
        for statement, ground in _before(letter, response, asked):
            yield answer(letter, response, statement, ground, 0.85)


def _before(letter: Letter, response: Statement, asked: Sequence[Statement]) -> Iterator[tuple[Statement, Ground]]:
    """What was asked or repeated since the previous response under the same heading."""
    here = letter.part(response)
    place = (here.passage.number, response.start)
    said = [(letter.part(each).passage.number, each.start) for each in letter.of_kind(StatementKind.RESPONSE)]
    earlier = [each for each in said if each < place]
    since = max(earlier, default=(0, 0))
    if here.passage.kind is BlockKind.TABLE_ROW and any(each.restated and letter.part(each) is here for each in asked):
        since = max(since, (here.passage.number, -1))  # what other rows repeat is answered there
    for statement in asked:
        part = letter.part(statement)
        at = (part.passage.number, statement.start)
        if not since < at <= place:
            continue
        if response.rests_on(GroundKind.ROW):
            if part is here and statement.end <= response.start:
                yield statement, Ground(GroundKind.SAME_ROW, statement.label)
        elif statement.restated and (
            same_section(part, here) or (part.heading and part.passage.text in here.passage.section)
        ):
            yield statement, Ground(GroundKind.BELOW_POINT, statement.label)
        elif statement.kind is StatementKind.REQUEST and part.voice is Voice.REPORT and _same_item(part, here):
            yield statement, Ground(GroundKind.SAME_AGENDA_ITEM)


def _same_item(asks: Part, says: Part) -> bool:
    """Whether two passages of a report are of one agenda item; each row of a table is one."""
    rows = BlockKind.TABLE_ROW in (asks.passage.kind, says.passage.kind)
    return asks is says if rows else same_section(asks, says)
