"""How a later promise or sentence stands to an earlier promise: it keeps it, moves its term, repeats it or adds to it.

A person decides what is done: a link here is a proposal that says where to look. Ambiguous means not linked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ingest.dutch.rule_ids import RuleId
from ingest.linking.facets import FORMULA, Facet, cited, pairs, promised
from ingest.linking.letter import PROMISES, Letter
from ingest.linking.neighbours import Neighbours
from ingest.linking.proposal import Finder, proposal, rounded
from ingest.linking.similarity import Encode, likeness, nearest, shared_words, weighed
from ingest.linking.weights import NAMED_PROMISE, PROMISE, SAME_PROMISE, Margin
from ingest.statements.deadline import due_date
from ingest.statements.draft import Part
from ingest.statements.progress import is_follow_up, is_listed, made_on, rows_of
from ingest.statements.requests import ANSWER, QUESTION
from kb.letters.parties import same_body
from kb.model import BlockKind, Document, Ground, GroundKind, Link, Relation, Statement, StatementKind
from kb.text.dates import DATE, parse_date

SAME_WORDS = 2  # words of the subject that are shared when no letter is named
# "van 2 mei 2024", "op 2 mei 2024": when something was said; not "vóór 1 oktober 2024", by when it will be done
_SAID_ON = re.compile(rf"\b(?:van|d\.?d\.?|gedateerd|op)\s+({DATE})", re.I)
SHORTEST_REFERENCE = 5
_BY_LETTER = re.compile(
    r"\b(?:deze|dit) (?:brief|memo|notitie|rapportage|bericht)\b|\b(?:hiermee|hierbij|bijgaand)\b", re.I
)
_TELLS = frozenset({RuleId.WILL_INFORM, RuleId.SENDS, RuleId.COMES_TO_COUNCIL})  # rules of promises to tell
_RELATIONS = {
    "wijziging": Relation.CHANGES, "aanvulling": Relation.SUPPLEMENTS, "herhaling": Relation.REPEATS,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Promise:
    """An earlier commitment or intention that may be meant."""

    statement: Statement
    letter: Letter

    @property
    def text(self) -> str:
        """Its words; in a table those of its row, which says what it is about."""
        passage = self.letter.part(self.statement).passage
        return passage.text if passage.kind is BlockKind.TABLE_ROW else self.statement.text


@dataclass(frozen=True, slots=True)
class Choice:
    """The promise that is meant, and what that rests on."""

    promise: Promise
    grounds: tuple[Ground, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a sentence: its passage, and what comes before where that says what it speaks of."""

    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        return " ".join(part.passage.text for part in self.parts)

    def says(self, *kinds: str) -> bool:
        """Whether a sentence in it carries a rule of one of these kinds."""
        return any(sentence.rule(*kinds) for part in self.parts for sentence in part.sentences)

    def names_term(self, promise: Promise) -> bool:
        """Whether it names the term of the promise, read against the day on which that was made."""
        due, made = promise.statement.due, promise.letter.document.date
        texts = [text for part in self.parts for text in ([s.text for s in part.sentences] or [part.passage.text])]
        terms = (due_date(text, made) for text in texts)
        return due is not None and any(term is not None and term.due == due for term in terms)


def relations(letter: Letter, one: Sequence[Letter], near: Neighbours, encode: Encode) -> tuple[Link, ...]:
    """The links from the promises of a letter to others, and from its sentences that say that one is kept or moved.
    `one`: the documents that it answers, oldest first."""
    links: dict[str, Link] = {}
    for found in (*_of_list(letter, near, encode), *_of_prose(letter, one, near, encode)):
        links.setdefault(found.id, found)
    return tuple(links.values())


def _of_prose(letter: Letter, one: Sequence[Letter], near: Neighbours, encode: Encode) -> Iterator[Link]:
    rows = rows_of(letter.parts, letter.document)
    for statement in letter.of_kind(*PROMISES, StatementKind.RESPONSE):
        if statement.passage_id in rows or not (statement.kind in PROMISES or is_follow_up(statement)):
            continue
        context = _context(letter, statement)
        relation = _relation(letter, statement, context)
        if relation is None:
            yield from _same_again(letter, statement, near, encode)
            continue
        days = _days(context, letter)
        dated = near.find(Facet.DATE, (each.isoformat() for each in days))
        pool = [each for each in _named(context, letter, near, dated) if _fits(statement, relation, each)]
        unknown = not pool and bool(days - {other.document.date for other in dated})  # another letter is meant
        if not pool and not unknown and one:
            pool = [each for other in one for each in promises(other) if _fits(statement, relation, each)]
        chosen = _chosen(_to_tell(pool, statement), context, encode)
        if chosen is None and not pool and not unknown:
            about = near.find(Facet.PROMISE, pairs(promised(context.text)))
            pool = [each for each in _by_same_body(statement, letter, about) if _fits(statement, relation, each)]
            pool = [each for each in pool if len(_shared(context, each)) >= SAME_WORDS]
            chosen = _most_alike(pool, context, encode, PROMISE[relation], SAME_WORDS)
        if chosen:
            yield _link(statement, relation, chosen)


def _relation(letter: Letter, statement: Statement, context: Context) -> Relation | None:
    """What a sentence says about an earlier promise; None when it does not speak of one.

    That a term moved may stand in the sentence before ("De analyse is vertraagd."), anything else is said by itself.
    """
    if is_follow_up(statement):
        return Relation.FULFILS if statement.rests_on(GroundKind.KEPT) else Relation.CHANGES
    own = [s for s in letter.part(statement).sentences if s.start < statement.end and s.end > statement.start]
    if statement.due and context.says("wijziging"):
        return Relation.CHANGES
    return next((relation for kind, relation in _RELATIONS.items() if any(s.rule(kind) for s in own)), None)


def _to_tell(pool: Sequence[Promise], statement: Statement) -> Sequence[Promise]:
    """What a letter keeps by being sent ("Met deze brief voldoen wij daaraan") was a promise to tell, if any."""
    told = [each for each in pool if any(ground.cue in _TELLS for ground in each.statement.grounds)]
    return told if told and _BY_LETTER.search(statement.text) else pool


def _fits(statement: Statement, relation: Relation, earlier: Promise) -> bool:
    """A change gives a later day than the promise had; what repeats does not give another one."""
    due, was = statement.due, earlier.statement.due
    if relation is Relation.CHANGES:
        return due is not None and was is not None and due > was
    return relation is not Relation.REPEATS or due is None or was is None or due == was


def _context(letter: Letter, statement: Statement) -> Context:
    """The passage; under an answer also its question, below a short opening also the paragraph before."""
    part = letter.part(statement)
    place = letter.parts.index(part)
    answer = ANSWER.match(part.passage.section[-1]) if part.passage.section else None
    if answer:
        asked = [each for each in letter.parts if each.passage.section and _asks(each.passage.section[-1], answer[1])]
        return Context((*asked, part))
    before = letter.parts[place - 1] if place else None
    if before and not before.heading and before.passage.section == part.passage.section and len(part.sentences) < 2:
        return Context((before, part))
    return Context((part,))


def _asks(heading: str, number: str) -> bool:
    found = QUESTION.match(heading)
    return found is not None and found[1] == number


def _days(context: Context, letter: Letter) -> set[date]:
    """The days before this letter on which something was said, as far as the context names them with their year."""
    written = letter.document.date
    days = {parse_date(found[1]) for found in _SAID_ON.finditer(context.text)}
    return {each for each in days if each and (written is None or each < written)}


def _named(context: Context, letter: Letter, near: Neighbours, dated: Sequence[Letter]) -> list[Promise]:
    """The promises in the loaded letters that the context names, by their date or their reference."""
    cited_here = [
        other for other in near.find(Facet.CITED, cited(context.text)) if _has_reference(context.text, other.document)
    ]
    named = {other.document.id: other for other in (*dated, *cited_here) if not _later(other, letter)}
    return [promise for other in sorted(named.values(), key=_oldest_first) for promise in promises(other)]


def _oldest_first(letter: Letter) -> tuple[bool, date, str]:
    written = letter.document.date
    return written is None, written or date.max, letter.document.id


def _has_reference(text: str, document: Document) -> bool:
    reference = document.our_reference
    return reference is not None and len(reference) >= SHORTEST_REFERENCE and reference in text


def _by_same_body(statement: Statement, letter: Letter, letters: Sequence[Letter]) -> list[Promise]:
    """The earlier promises in these letters by the same body or office holder."""
    maker = statement.actor or letter.document.sender
    return [
        promise
        for other in letters
        if _earlier(other, letter)
        for promise in promises(other)
        if same_body(maker, promise.statement.actor) is True
    ]


def promises(letter: Letter) -> Iterator[Promise]:
    """Those that the letter makes itself: a list only tells of them."""
    yield from (Promise(s, letter) for s in letter.of_kind(*PROMISES) if not is_listed(s))


def _chosen(pool: Sequence[Promise], context: Context, encode: Encode) -> Choice | None:
    """In a letter that is named: the promise whose term is named too, else the only one, else the most alike."""
    same_term = [each for each in pool if context.names_term(each)]
    if len(same_term) == 1:
        return _by_term(same_term[0])
    return _most_alike(same_term or pool, context, encode, NAMED_PROMISE)


def _most_alike(
    pool: Sequence[Promise], context: Context, encode: Encode, margin: Margin, shared: int = 1
) -> Choice | None:
    """The promise that is clearly the nearest in words and meaning; None when none is, or too few words are shared."""
    if not pool:
        return None
    row = likeness([context.text], [each.text for each in pool], encode)[0]
    best = nearest(row, margin)
    if best is None:
        return None
    words = _shared(context, pool[best])[:3]
    if len(words) < shared:
        return None
    found = _promised(pool[best], GroundKind.LIKE_PROMISE)
    shared_here = weighed(words, [context.text, *(each.text for each in pool)])
    ground = replace(found, words=shared_here, likeness=rounded(row[best]))
    return Choice(pool[best], (ground,), min(0.85, float(row[best]) + 0.2))


def _shared(context: Context, promise: Promise) -> list[str]:
    """The words of what is promised that stand in the context too, the longest first."""
    shown = shared_words(context.text, promise.text, most=20)
    return [word for word in shown if not FORMULA.fullmatch(word)]


def _same_again(letter: Letter, statement: Statement, near: Neighbours, encode: Encode) -> Iterator[Link]:
    """A promise that says in almost the same words, with the same term, what was promised before."""
    if not statement.due:
        return
    others = near.find(Facet.TERM, [f"{statement.kind} {statement.due}"])
    pool = [
        each for each in _by_same_body(statement, letter, others)
        if each.statement.due == statement.due and statement.kind is each.statement.kind
    ]  # fmt: skip
    chosen = _most_alike(pool, Context((letter.part(statement),)), encode, SAME_PROMISE)
    if chosen:
        yield _link(statement, Relation.REPEATS, chosen)


# -- lists of commitments ---------------------------------------------------------------------------------------------
def _of_list(letter: Letter, near: Neighbours, encode: Encode) -> Iterator[Link]:
    """From each row to the promise that it is about, and from what it says of its state."""
    rows = rows_of(letter.parts, letter.document)
    states = {s.passage_id: s for s in letter.of_kind(StatementKind.RESPONSE) if is_follow_up(s)}
    for listed in (s for s in letter.statements if is_listed(s)):
        made = made_on(rows[listed.passage_id]) if listed.passage_id in rows else None
        others = [*near.find(Facet.DATE, [made.isoformat()]), letter] if made else []
        pool = [p for other in others if other.document.date == made for p in promises(other)]
        pool = [each for each in pool if _may_be(listed, each)]
        chosen = _of_row(listed, pool, Context((letter.part(listed),)), encode)
        if chosen:
            yield _link(listed, Relation.REPEATS, chosen)
        state = states.get(listed.passage_id)
        if state:
            relation = Relation.FULFILS if state.rests_on(GroundKind.KEPT) else Relation.CHANGES
            why = Ground(GroundKind.STATE_IN_LIST, quote=state.text)
            own = Promise(listed, letter)
            yield _link(state, relation, Choice(chosen.promise if chosen else own, (why,), 0.85))


def _of_row(listed: Statement, pool: Sequence[Promise], context: Context, encode: Encode) -> Choice | None:
    same_term = [each for each in pool if listed.due and each.statement.due == listed.due]
    if len(same_term) == 1:
        return _by_term(same_term[0])
    return _most_alike(same_term or pool, context, encode, NAMED_PROMISE)


def _may_be(listed: Statement, promise: Promise) -> bool:
    """Whether the office holder of the row, if both are named, is the one who promised."""
    who, actor = (listed.actor or "").casefold(), (promise.statement.actor or "").casefold()
    named = actor.startswith(("wethouder", "burgemeester", "minister", "staatssecretaris"))
    return not who or not named or who.split()[-1] in actor


# -- within -----------------------------------------------------------------------------------------------------------
def _by_term(promise: Promise) -> Choice:
    same_term = Ground(GroundKind.SAME_TERM, day=promise.statement.due)
    return Choice(promise, (_promised(promise, GroundKind.PROMISE), same_term), 0.9)


def _promised(promise: Promise, kind: GroundKind) -> Ground:
    """Which promise it is: by the date of its letter, else by its title."""
    document = promise.letter.document
    return Ground(
        kind, about=promise.statement.kind, day=document.date, title=None if document.date else document.title
    )


def _earlier(one: Letter, other: Letter) -> bool:
    first, second = one.document.date, other.document.date
    return first is not None and second is not None and first < second


def _later(one: Letter, other: Letter) -> bool:
    return _earlier(other, one)


def _link(statement: Statement, relation: Relation, chosen: Choice) -> Link:
    target = chosen.promise.statement
    return proposal(statement, target, relation, chosen.grounds, chosen.score, finder=Finder.PROMISES)
