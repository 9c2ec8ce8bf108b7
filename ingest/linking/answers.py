"""Which response answers which recommendation. Ambiguous means not linked; every link says why, in Dutch."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.linking.answer_links import Answers, Replied, aligned, answer, blanket
from ingest.linking.endorsements import endorsements
from ingest.linking.joins import Joined
from ingest.linking.letter import Letter
from ingest.linking.neighbours import Neighbours
from ingest.linking.own_answers import answers_within
from ingest.linking.proposal import proposal
from ingest.linking.put_off import deferrals, only_puts_off, postponement
from ingest.linking.repeated_points import repeated_inside, same_points, wanted_of
from ingest.linking.reported_answers import hearsay
from ingest.linking.several_advices import about_another, answered_in_parts, answered_together
from ingest.linking.side_by_side import Laid, laid_beside
from ingest.linking.similarity import Encode
from ingest.linking.unrestated import unrepeated
from ingest.linking.weights import NEWS, WEIGHTS
from ingest.statements.cross_reference import follow
from ingest.statements.named_points import meant, named
from kb.letters.parties import same_body
from kb.model import (
    BlockKind,
    DocumentKind,
    Ground,
    GroundKind,
    Link,
    Position,
    Relation,
    Statement,
    StatementKind,
    basis_of,
)

_OF_ADVICE = re.compile(r"\b(?:aanbeveling|advies|voorstel(?:len)?\s+\d)", re.IGNORECASE)
FEW = 6  # of so many paragraphs at least one is about the points, in a paper of unknown kind that answers them


def answers(letter: Letter, joined: Joined, one: Sequence[Letter], near: Neighbours, encode: Encode) -> Replied:
    """What a letter answers, repeats and endorses. `one`: the documents with which it is `joined`."""
    likely = joined.likely or joined.later
    parts = [] if likely else answered_in_parts(letter, near)
    originals = parts or answered_together(letter, one, near)
    responses: dict[str, Statement] = {}
    postponed = postponement(letter) if originals else None
    if postponed:
        responses[postponed.id] = postponed
        letter = replace(letter, statements=(*letter.statements, postponed))
    within = answers_within(letter, encode, alone=not originals)
    responses.update((each.id, each) for each in within.responses)
    letter = replace(letter, statements=(*letter.statements, *within.responses))
    inside = _followed([*within.links, *repeated_inside(letter)], (letter,))
    across: list[Link] = []
    for original in originals:
        own = _across(letter, original, inside, across, encode, joined)
        responses.update((each.id, each) for each in own.responses)
        letter = replace(letter, statements=(*letter.statements, *own.responses))
        across += _followed(own.links, (letter, original))
    links: dict[str, Link] = {}
    for found in (*inside, *across, *endorsements(letter, near)):
        links.setdefault(found.id, found)
    to_adviser = () if joined.later else tuple(originals)
    sure = () if likely else to_adviser
    return Replied(letter, tuple(originals), tuple(links.values()), tuple(responses.values()), to_adviser, sure)


def after_others(replied: Replied, near: Neighbours, encode: Encode) -> tuple[Link, ...]:
    """What a letter says of points to which no other letter says anything: that the answer comes later, or what another
    answered."""
    links = {link.id: link for link in replied.links}
    told = hearsay(replied.letter, replied.sure, replied.links, near, encode)
    for found in (*deferrals(replied, near), *told):
        links.setdefault(found.id, found)
    known = {link.id for link in replied.links}
    return tuple(link for id_, link in links.items() if id_ not in known)


def _followed(links: Iterable[Link], letters: Sequence[Letter]) -> list[Link]:
    """The links, with each response that only points at another answer carried on to that answer."""
    said = {s.id: s for letter in letters for s in letter.statements}
    return list(follow(list(links), said.__getitem__))


def _across(
    letter: Letter, original: Letter, inside: Sequence[Link], before: Sequence[Link], encode: Encode, joined: Joined
) -> Answers:
    """From an answering letter to the recommendations of the letter that it answers: what says by itself which point it
    answers, what is about a point, and for the rest what is said of all. `before` are the links to other letters."""
    wanted = wanted_of(original)
    if not wanted:
        return Answers(())
    sure = list(_sure(letter, original, wanted, inside, encode))
    linked = {found.source_id for found in (*inside, *before, *sure)}
    settled = {found.target_id: found for found in sure if found.relation is Relation.ANSWERS}
    proposed = {each: found for each, found in settled.items() if _only_decides(letter, found)}
    answered = settled.keys() - proposed.keys()
    reasons = _without(letter, {found.source_id for found in proposed.values()})
    near: list[Link] = []
    responses: list[Statement] = []
    for laid in laid_beside(reasons, original, wanted, answered, encode, NEWS if joined.later else WEIGHTS):
        response = laid.response(letter, responses)
        responses += [response] if response.by_linking else []
        link = aligned(laid, response)
        if link.target_id in proposed:
            link = _as_decided(link, proposed[link.target_id])
        near.append(link if not joined.later or _names(laid, wanted) else _not_sure_to_be_taken_over(link))
    if not settled and (only_puts_off(letter, near, wanted) or (joined.likely and _is_hardly_about(letter, near))):
        near, responses = [], []
    answered = {*settled, *(found.target_id for found in near)}
    linked |= {found.source_id for found in near}
    free = [response for response in letter.answers() if response.id not in linked]
    if joined.later:
        decided = blanket(letter, _told_of_own(letter, original), original, wanted, ())
        return Answers(tuple(map(_told_later, (*sure, *decided, *near))), tuple(responses))
    if joined.likely:
        return Answers((*sure, *near), tuple(responses))
    return Answers((*sure, *near, *blanket(letter, free, original, wanted, answered)), tuple(responses))


def _only_decides(letter: Letter, found: Link) -> bool:
    """Whether an answer is an item of what is proposed to decide, by number ("De aanbevelingen a, b en c over te
    nemen"): why stands further on, and what is decided holds there too."""
    if letter.document.kind is not DocumentKind.COUNCIL_PROPOSAL or not found.rests_on(GroundKind.NAMES_POINT):
        return False
    said = next(s for s in letter.statements if s.id == found.source_id)
    return letter.part(said).passage.kind is BlockKind.LIST_ITEM


def _without(letter: Letter, said: Collection[str]) -> Letter:
    """A letter without the passages in which these of its statements stand."""
    items = {each.passage_id for each in letter.statements if each.id in said}
    return replace(letter, parts=tuple(part for part in letter.parts if part.passage.id not in items))


def _as_decided(reason: Link, decision: Link) -> Link:
    """A reason with the position of the decision that it is for, and the words that carry that."""
    verdict = [each for each in decision.grounds if each.kind is GroundKind.VERDICT]
    grounds = (*(each for each in reason.grounds if each.kind is not GroundKind.VERDICT), *verdict)
    return replace(reason, position=decision.position, grounds=grounds)


def _is_hardly_about(letter: Letter, near: Sequence[Link]) -> bool:
    """Of a paper of unknown kind: whether so little in it is about the points that it is no answer to them."""
    text = [part for part in letter.parts if part.sentences and not part.heading]
    return letter.document.kind is DocumentKind.OTHER and len({each.source_id for each in near}) * FEW < len(text)


def _told_of_own(letter: Letter, original: Letter) -> list[Statement]:
    """What a body tells, in a report on what became of its advice, that was decided of it: "De raad heeft alle
    aanbevelingen overgenomen"."""
    if same_body(letter.document.sender, original.document.sender) is not True:
        return []
    return [
        each for each in letter.of_kind(StatementKind.RESPONSE) if each.rests_on(GroundKind.TOLD, GroundKind.POINTING)
    ]


def _told_later(found: Link) -> Link:
    return replace(found, grounds=(Ground(GroundKind.LATER_NEWS), *found.grounds))


def _names(laid: Laid, points: Sequence[Statement]) -> bool:
    """Whether it says by number that it is about the point: "besluit de aanbevelingen 1 en 5 over te nemen". With
    "punt 3" minutes mean one of the meeting."""
    said = (named(sentence.text) for sentence in laid.sentences if _OF_ADVICE.search(sentence.text))
    return any(laid.point in meant(what, points) for what in said if what and what.numbers)


def _not_sure_to_be_taken_over(found: Link) -> Link:
    """News that is only near a point may say of many things that they are done."""
    return replace(found, position=Position.UNCLEAR) if found.position is Position.ADOPTED else found


def _sure(
    letter: Letter, original: Letter, wanted: Sequence[Statement], inside: Sequence[Link], encode: Encode
) -> Iterator[Link]:
    """Links of what repeats a point, stands below its words or names it."""
    asked = letter.of_kind(StatementKind.RECOMMENDATION)
    repeated = [s for s in asked if s.restated and not about_another(letter, s, original)]
    answers: dict[str, list[Link]] = {}
    for found in (each for each in inside if each.relation is Relation.ANSWERS):
        answers.setdefault(found.target_id, []).append(found)
    pairs = list(same_points(repeated, wanted, encode))
    for repeat, target, ground, score in pairs:
        yield proposal(repeat, target, Relation.RESTATES, [ground], score)
        for found in answers.get(repeat.id, ()):
            grounds = (ground, *found.grounds)
            yield replace(
                found, target_id=target.id, score=min(score, found.score), grounds=grounds, basis=basis_of(grounds)
            )
    linked = {found.source_id for each in answers.values() for found in each}
    free = [response for response in letter.answers() if response.id not in linked]
    for own in unrepeated(letter, free, original, wanted):
        yield answer(letter, own.response, own.point, own.ground, own.score, points=wanted)
