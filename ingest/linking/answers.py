"""Which response answers which recommendation. Ambiguous means not linked; every link says why, in Dutch."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.dutch.pipeline import analyse
from ingest.dutch.rule_ids import RuleId
from ingest.linking.facets import Facet, titled
from ingest.linking.inside import answers_below, laid_inside
from ingest.linking.joins import Joined
from ingest.linking.letter import PROMISES, Letter
from ingest.linking.neighbours import Neighbours
from ingest.linking.proposal import Finder, by_likeness, found_by, proposal, rounded
from ingest.linking.reported_answers import hearsay
from ingest.linking.several_advices import about_another, answered_in_parts, answered_together
from ingest.linking.side_by_side import Laid, laid_beside
from ingest.linking.similarity import Encode, likeness, nearest
from ingest.linking.unrestated import of_the_whole, unrepeated
from ingest.linking.weights import RESTATEMENT
from ingest.passages.voice import Voice
from ingest.statements.cross_reference import follow
from ingest.statements.draft import Draft, Part, statements
from ingest.statements.named_points import without_exception
from ingest.statements.position import Reading, read_position
from ingest.statements.requests import ANSWER
from kb.model import (
    BlockKind,
    Ground,
    GroundKind,
    Link,
    Position,
    Relation,
    Statement,
    StatementKind,
    basis_of,
)

# "Inhoudelijk reageren wij liever pas wanneer de uitkomst bekend is."
POSTPONES = re.compile(
    r"\b(?:inhoudelijk\w*|definitie\w*|uitvoerig\w*)\b[^.;]{0,40}\b(?:reageren|reactie|antwoord\w*|standpunt)\b[^.;]{0,60}"
    r"\b(?:pas|later|nadat|zodra|wanneer|uiterlijk)\b"
    r"|\b(?:kunnen|konden|zijn) (?:wij|we) (?:u )?(?:nog|vooralsnog) niet\b[^.;]{0,40}\b(?:reageren|antwoord\w*)\b",
    re.I,
)
POSTPONED = 0.6  # score of such a sentence
SHORTEST_REPEAT = 3  # words: what is shorter returns by chance
SHORTEST_TITLE = 8  # characters: a shorter one stands in any text
LATER = re.compile(
    r"\b(?:volledige|inhoudelijke|definitieve|uitgebreide|nadere) (?:reactie|antwoord|beantwoording)\b"
    r"|\b(?:onze|een) (?:schriftelijke |bestuurlijke )?reactie\b|\bons (?:definitieve )?(?:standpunt|antwoord)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Answers:
    """Links between statements, and the responses among them that were found by linking."""

    links: tuple[Link, ...]
    responses: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Replied:
    """A letter with the responses that laying it beside the `originals` found in it, and its links. `sure`: those of
    the originals that it is the reply to, not only news of."""

    letter: Letter
    originals: tuple[Letter, ...]
    links: tuple[Link, ...]
    responses: tuple[Statement, ...]
    sure: tuple[Letter, ...]


def answers(letter: Letter, joined: Joined, one: Sequence[Letter], near: Neighbours, encode: Encode) -> Replied:
    """What a letter answers, repeats and endorses. `one`: the documents with which it is `joined`."""
    likely = joined.likely or joined.later
    originals = one if likely else answered_in_parts(letter, near) or answered_together(letter, one, near)
    responses: dict[str, Statement] = {}
    postponed = _postponed(letter) if originals else None
    if postponed:
        responses[postponed.id] = postponed
        letter = replace(letter, statements=(*letter.statements, postponed))
    within = _inside(letter, encode)
    responses.update((each.id, each) for each in within.responses)
    letter = replace(letter, statements=(*letter.statements, *within.responses))
    inside = _followed([*within.links, *_repeats(letter)], (letter,))
    across: list[Link] = []
    for original in originals:
        own = _across(letter, original, inside, across, encode, joined)
        responses.update((each.id, each) for each in own.responses)
        letter = replace(letter, statements=(*letter.statements, *own.responses))
        across += _followed(own.links, (letter, original))
    links: dict[str, Link] = {}
    for found in (*inside, *across, *_endorsements(letter, near)):
        links.setdefault(found.id, found)
    sure = () if likely else tuple(originals)
    return Replied(letter, tuple(originals), tuple(links.values()), tuple(responses.values()), sure)


def after_others(replied: Replied, near: Neighbours, encode: Encode) -> tuple[Link, ...]:
    """What a letter says of points to which no other letter says anything: that the answer comes later, or what another
    answered."""
    links = {link.id: link for link in replied.links}
    told = hearsay(replied.letter, replied.sure, replied.links, near, encode)
    for found in (*_deferrals(replied, near), *told):
        links.setdefault(found.id, found)
    known = {link.id for link in replied.links}
    return tuple(link for id_, link in links.items() if id_ not in known)


def _followed(links: Iterable[Link], letters: Sequence[Letter]) -> list[Link]:
    """The links, with each response that only points at another answer carried on to that answer."""
    said = {s.id: s for letter in letters for s in letter.statements}
    return list(follow(list(links), said.__getitem__))


def _inside(letter: Letter, encode: Encode) -> Answers:
    """Answers within one document: those that say by grammar or number what they answer, those that are laid beside the
    points, and for what is left what is said of the whole."""
    found = list(_within(letter))
    sure = [each for each in found if not each.of_the_whole]
    repeats = {link.source_id for link in _repeats(letter)}
    asked = [s for s in letter.of_kind(StatementKind.RECOMMENDATION) if s.id not in repeats]
    answered = {each.target_id for each in sure}
    laid = [*laid_inside(letter, asked, answered, encode)]
    laid += answers_below(letter, letter.of_kind(StatementKind.REQUEST), answered)
    near: list[Link] = []
    responses: list[Statement] = []
    for each in laid:
        response = each.response(letter, responses)
        responses += [response] if response.by_linking else []
        near.append(_aligned(each, response))
    answered |= {each.target_id for each in near}
    whole = [each for each in found if each not in sure and each.target_id not in answered]
    whole = [each for each in whole if each.position not in (Position.PARTLY, Position.UNCLEAR)]
    return Answers((*sure, *near, *whole), tuple(dict.fromkeys(responses)))


def _within(letter: Letter) -> Iterator[Link]:
    """Answers to what the same document asks or repeats."""
    responses = letter.answers()
    asked = letter.of_kind(StatementKind.RECOMMENDATION, StatementKind.REQUEST)
    repeats = {link.source_id for link in _repeats(letter)}
    first = [s for s in asked if s.id not in repeats]
    requests = {s.label: s for s in asked if s.kind is StatementKind.REQUEST and s.label}
    for response in responses:
        part = letter.part(response)
        if ANSWER.match(part.passage.section[-1] if part.passage.section else ""):
            request = requests.get(response.label or "")
            if request:
                yield _answer(letter, response, request, Ground(GroundKind.SAME_QUESTION, response.label), 0.95)
            continue
        if response.rests_on(GroundKind.HEARD):
            for main in (s for s in first if is_numbered(s) and not s.restated):
                if response.label is None:
                    said = _answer(letter, response, main, Ground(GroundKind.WHOLE_REPORT), 0.7)
                    yield replace(said, found_by=found_by(Finder.OF_THE_WHOLE))
                elif main.label in response.label.split(","):
                    yield _answer(letter, response, main, Ground(GroundKind.NAMES_NUMBER, main.label), 0.85)
            continue
        for statement, ground in _before(letter, response, asked):
            yield _answer(letter, response, statement, ground, 0.85)


def is_numbered(statement: Statement) -> bool:
    """Whether it is a main recommendation under a numbered heading."""
    return statement.parent_id is None and statement.rests_on(GroundKind.NUMBERED)


def _repeats(letter: Letter) -> Iterator[Link]:
    """A recommendation that stands twice in one document, in the summary and in its chapter: the later repeats the
    earlier. Sub-items repeat when their parents do, their labels agree and the shorter begins the longer."""
    seen: list[Statement] = []
    twin: dict[str, str] = {}  # later statement -> the earlier one that it repeats
    for statement in letter.of_kind(StatementKind.RECOMMENDATION):
        parent = twin.get(statement.parent_id or "", statement.parent_id)
        for earlier in seen:
            if earlier.parent_id == parent and earlier.label == statement.label and _begins_alike(earlier, statement):
                twin[statement.id] = earlier.id
                yield proposal(statement, earlier, Relation.REPEATS, [Ground(GroundKind.SAID_EARLIER)], 0.9)
                break
        else:
            seen.append(statement)


def _begins_alike(one: Statement, other: Statement) -> bool:
    short, long = sorted((re.findall(r"\w+", s.text.lower()) for s in (one, other)), key=len)
    return len(short) >= SHORTEST_REPEAT and short == long[: len(short)]


def _before(letter: Letter, response: Statement, asked: Sequence[Statement]) -> Iterator[tuple[Statement, Ground]]:
    """What was asked or repeated since the previous response under the same heading."""
    here = letter.part(response)
    place = (here.passage.number, response.start)
    earlier = [
        (letter.part(r).passage.number, r.start) for r in letter.answers()
        if (letter.part(r).passage.number, r.start) < place
    ]  # fmt: skip
    since = max(earlier, default=(0, 0))
    for statement in asked:
        part = letter.part(statement)
        at = (part.passage.number, statement.start)
        if not since < at <= place:
            continue
        if statement.restated and (
            _same_section(part, here) or (part.heading and part.passage.text in here.passage.section)
        ):
            yield statement, Ground(GroundKind.BELOW_POINT, statement.label)
        elif statement.kind is StatementKind.REQUEST and part.voice is Voice.REPORT and _same_section(part, here):
            yield statement, Ground(GroundKind.SAME_AGENDA_ITEM)


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
    answered = {found.target_id for found in sure if found.relation is Relation.ANSWERS}
    near: list[Link] = []
    responses: list[Statement] = []
    for laid in laid_beside(letter, original, wanted, answered, encode):
        response = laid.response(letter, responses)
        responses += [response] if response.by_linking else []
        near.append(_aligned(laid, response))
    if not answered and _only_puts_off(letter, near, wanted):
        near, responses = [], []
    answered |= {found.target_id for found in near}
    linked |= {found.source_id for found in near}
    free = [response for response in letter.answers() if response.id not in linked]
    if joined.later:
        return Answers(
            (*map(_told_later, sure), *map(_not_sure_to_be_taken_over, map(_told_later, near))), tuple(responses)
        )
    if joined.likely:
        return Answers((*sure, *near), tuple(responses))
    return Answers((*sure, *near, *_blanket(letter, free, original, wanted, answered)), tuple(responses))


def _told_later(found: Link) -> Link:
    return replace(found, grounds=(Ground(GroundKind.LATER_NEWS), *found.grounds))


def _not_sure_to_be_taken_over(found: Link) -> Link:
    """News that is only near a point may say of many things that they are done."""
    return replace(found, position=Position.UNCLEAR) if found.position is Position.ADOPTED else found


def _postponed(letter: Letter) -> Statement | None:
    """The first sentence that says in other words than those of a promise that the answer comes later; None when the
    letter promises it, or what it says of a point is found there."""
    if any(LATER.search(s.text) for s in letter.of_kind(*PROMISES)):
        return None
    for part in letter.parts:
        for sentence in part.sentences:
            if POSTPONES.search(sentence.text) and all(s.passage_id != part.passage.id for s in letter.answers()):
                draft = Draft(StatementKind.RESPONSE, part, sentence.start, sentence.end, GroundKind.ALIGNED, POSTPONED)
                return next(statements(letter.document, [draft]))
    return None


def _only_puts_off(letter: Letter, near: Sequence[Link], wanted: Sequence[Statement]) -> bool:
    """Whether a letter announces the answer and says something of less than half of the points, or takes no position on
    them: what it is about, it does not yet answer."""
    announced = any(LATER.search(s.text) for s in letter.of_kind(*PROMISES))
    announced = announced or any(POSTPONES.search(s.text) for s in letter.answers())
    undecided = all(each.position in (Position.UNCLEAR, Position.DEFERRED) for each in near)
    return announced and (undecided or 2 * len(near) < len(wanted))


def _aligned(laid: Laid, response: Statement) -> Link:
    reading = read_position(laid.sentences, laid.point.text)
    ground = Ground(GroundKind.ABOUT_POINT, laid.point.label, words=laid.words, likeness=rounded(laid.score))
    return _answering(response, laid.point, ground, laid.score, reading)


def _blanket(
    letter: Letter, free: Sequence[Statement], original: Letter, wanted: Sequence[Statement], answered: Container[str]
) -> Iterator[Link]:
    """What is said of the whole advice, for the points of which nothing else is said. "Op hoofdlijnen" says nothing of
    one point: only what holds for all of them counts."""
    found = list(of_the_whole(letter, free, original, wanted, answered))
    excepting = {own.response.id for own in found if own.left_out}
    for own in found:
        excepts = own.response.id in excepting and not own.left_out
        said = _answer(letter, own.response, own.point, own.ground, own.score, excepts)
        if own.left_out:
            taken = said.position in (Position.ADOPTED, Position.PARTLY)
            yield replace(said, position=Position.REJECTED if taken else Position.UNCLEAR)
        elif excepts or said.position not in (Position.PARTLY, Position.UNCLEAR):
            yield replace(said, found_by=found_by(Finder.OF_THE_WHOLE))


def _sure(
    letter: Letter, original: Letter, wanted: Sequence[Statement], inside: Sequence[Link], encode: Encode
) -> Iterator[Link]:
    """Links of what repeats a point, stands below its words or names it."""
    asked = letter.of_kind(StatementKind.RECOMMENDATION)
    repeated = [s for s in asked if s.restated and not about_another(letter, s, original)]
    answers: dict[str, list[Link]] = {}
    for found in (each for each in inside if each.relation is Relation.ANSWERS):
        answers.setdefault(found.target_id, []).append(found)
    pairs = list(_same_points(repeated, wanted, encode))
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
        yield _answer(letter, own.response, own.point, own.ground, own.score)


def wanted_of(original: Letter) -> list[Statement]:
    """The recommendations of an advice that an answer may be about: its own, each once."""
    repeats = {link.source_id for link in _repeats(original)}
    return [s for s in original.of_kind(StatementKind.RECOMMENDATION) if not s.restated and s.id not in repeats]


def _deferrals(replied: Replied, near: Neighbours) -> Iterator[Link]:
    """ "Onze inhoudelijke reactie ontvangt u vóór 1 december" holds for every recommendation of the advice to which no
    letter until then says anything else, also where this one says itself, without a date, that it takes more time."""
    letter = replied.letter
    own = [link for link in replied.links if link.relation is Relation.ANSWERS]
    promise = _put_off(letter, own) if replied.sure else None
    if promise is None:
        return
    for original in replied.sure:
        settled = _until(letter, own)
        for other, links in near.answers_to(original):
            if not _is_later(other.document.date, letter.document.date):
                settled |= _until(other, [link for link in links if link.relation is Relation.ANSWERS])
        grounds = [Ground(GroundKind.PUT_OFF, quote=_short(promise.text))]
        for target in wanted_of(original):
            if target.parent_id is None and target.id not in settled:
                yield proposal(promise, target, Relation.ANSWERS, grounds, 0.6, Position.DEFERRED)


def _until(letter: Letter, links: Iterable[Link]) -> set[str]:
    """The points of which a letter says what becomes of them, or when that will be said."""
    due = {s.id for s in letter.statements if s.due}
    return {each.target_id for each in links if each.position is not Position.DEFERRED or each.source_id in due}


def _put_off(letter: Letter, answers: Sequence[Link]) -> Statement | None:
    """The promise of an answer at a later moment. One that stands in the answer to a point is about that point, when
    the letter says of others what becomes of them."""
    says_more = any(each.position not in (Position.DEFERRED, Position.UNCLEAR) for each in answers)
    taken = {s.passage_id for s in letter.answers()} if says_more else set()
    found = (s for s in letter.of_kind(*PROMISES) if LATER.search(s.text) and s.passage_id not in taken)
    postponed = (s for s in letter.answers() if POSTPONES.search(s.text))
    return next(found, None) or next(postponed, None)


def _is_later(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one > other


def _same_points(
    repeated: Sequence[Statement], wanted: Sequence[Statement], encode: Encode
) -> Iterator[tuple[Statement, Statement, Ground, float]]:
    """Pairs (restatement, original, ground, score): by number where both have one and the words do not contradict it,
    else by likeness, when one original is clearly the best."""
    alike = likeness([s.text for s in repeated], [s.text for s in wanted], encode)
    for row, repeat in zip(alike, repeated, strict=True):
        numbered = [n for n, s in enumerate(wanted) if repeat.label and s.label == repeat.label and s.parent_id is None]
        best = nearest(row, RESTATEMENT)
        if len(numbered) == 1 and row[numbered[0]] >= row.max() - RESTATEMENT.lead:
            yield repeat, wanted[numbered[0]], Ground(GroundKind.SAME_NUMBER, repeat.label), 0.9
        elif best is not None:
            ground = by_likeness(repeat.text, wanted[best].text, [s.text for s in (*repeated, *wanted)], row[best])
            yield repeat, wanted[best], ground, min(1.0, float(row[best]))


def _endorsements(letter: Letter, near: Neighbours) -> Iterator[Link]:
    """From "Wij onderschrijven de aanbevelingen van de Rekenkamer" to each main recommendation of the report that is
    meant, when just one loaded report fits."""
    for statement in letter.of_kind(StatementKind.RECOMMENDATION):
        if not any(ground.cue == RuleId.ENDORSES for ground in statement.grounds):
            continue
        fitting = [other for other in _reports(letter, near) if _is_meant(letter, other)]
        if len(fitting) != 1:
            continue
        for target in fitting[0].of_kind(StatementKind.RECOMMENDATION):
            if is_numbered(target):
                ground = Ground(GroundKind.NAMES_REPORT, title=fitting[0].document.title)
                yield proposal(statement, target, Relation.ENDORSES, [ground], 0.7)


def _reports(letter: Letter, near: Neighbours) -> list[Letter]:
    """The reports of which a letter may name the title or the subject."""
    head = f"{letter.document.subject or ''} {letter.document.title}"
    whole = titled("\n".join([head, *(part.passage.text for part in letter.parts)]))
    found = [*near.find(Facet.REPORT, whole), *near.find(Facet.REPORT_SUBJECT, titled(head))]
    return list({other.document.id: other for other in found}.values())


def _is_meant(letter: Letter, other: Letter) -> bool:
    """Whether a letter speaks of this report: it names the title, or its subject has the title's longer words."""
    if other.document.date and letter.document.date and other.document.date > letter.document.date:
        return False
    if not any(is_numbered(s) for s in other.of_kind(StatementKind.RECOMMENDATION)):
        return False
    title = other.document.title.lower()
    subject = f"{letter.document.subject or ''} {letter.document.title}".lower()
    long = re.findall(r"\w{5,}", title)
    named = len(title) >= SHORTEST_TITLE and any(title in part.passage.text.lower() for part in letter.parts)
    return named or title in subject or (bool(long) and sum(word in subject for word in long) >= min(2, len(long)))


def _answer(
    letter: Letter, response: Statement, target: Statement, ground: Ground, score: float, excepts: bool = False
) -> Link:
    """`excepts`: the response leaves out other points than this one, which takes nothing from what it says of this."""
    reading = _reading(letter, response, target, excepts)
    return _answering(response, target, ground, score, reading)


def _answering(response: Statement, target: Statement, ground: Ground, score: float, reading: Reading) -> Link:
    """The one place where the link of an answer is made."""
    verdict = [Ground(GroundKind.VERDICT, quote=_short(reading.words))] if reading.words else []
    certainty = min(score, reading.score + 0.2)
    return proposal(response, target, Relation.ANSWERS, [ground, *verdict], certainty, reading.position)


def _reading(letter: Letter, response: Statement, target: Statement, excepts: bool = False) -> Reading:
    """The position of a response: its own sentences and, but in a table, the paragraphs after it, up to the next point
    or heading."""
    part = letter.part(response)
    first = letter.parts.index(part)
    sentences = [s for s in part.sentences if response.start <= s.start < response.end]
    points = letter.of_kind(StatementKind.RECOMMENDATION)
    taken = {s.passage_id for s in (*points, *letter.answers())}
    whole = part.passage.kind is BlockKind.TABLE_ROW or response.rests_on(GroundKind.HEARD)
    if response.end >= part.sentences[-1].end and not whole:
        for following in letter.parts[first + 1 :]:
            if following.heading or following.passage.id in taken or following.passage.section != part.passage.section:
                break
            sentences += following.sentences
    if excepts:
        sentences = [each for sentence in sentences for each in next(analyse([without_exception(sentence.text)]))]
    return read_position(sentences, target.text, is_question=target.kind is StatementKind.REQUEST)


def _same_section(a: Part, b: Part) -> bool:
    return a.passage.section == b.passage.section


def _short(text: str, most: int = 90) -> str:
    return text if len(text) <= most else text[: text.rfind(" ", 0, most)] + " …"
