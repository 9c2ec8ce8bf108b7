"""What decisions come to: they are applied one after the other to what the machine found, and nothing is stored.

A decision holds on to the words that it judged (`kb/anchors.py`), so it survives another reading and another version of
the document. One whose words are gone hangs loose: it has no effect and is not forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb.anchors import Found, find, locate, place, plain, span
from kb.labels import BY_HAND
from kb.model import (
    Anchor,
    CommitmentStatus,
    Decision,
    DecisionState,
    Judged,
    Link,
    Passage,
    Position,
    Relation,
    Statement,
    StatementKind,
    Verdict,
)

PROGRESS = frozenset(CommitmentStatus)
STRUCTURAL = frozenset({Verdict.ADDED, Verdict.MOVED, Verdict.SPLIT, Verdict.MERGED})
Key = tuple[str, bool]  # subject, and whether the decision is about how far a commitment is


@dataclass(frozen=True, slots=True)
class Standing:
    """What people's decisions about one subject come to.

    `judgement` is the last decision about the proposal itself, `progress` the last about how far a commitment is. The
    two do not overrule each other: ticking a commitment off does not undo a correction of its kind.
    """

    judgement: Decision | None = None
    progress: Decision | None = None
    suspect: bool = False  # the text under one of them changed

    @property
    def rejected(self) -> bool:
        return self.judgement is not None and self.judgement.verdict is Verdict.REJECTED

    @property
    def last(self) -> Decision | None:
        found = [decision for decision in (self.judgement, self.progress) if decision]
        return max(found, key=lambda decision: decision.at, default=None)


NOTHING_DECIDED = Standing()


@dataclass(frozen=True, slots=True)
class Given:
    """What decisions are applied to. `newest` names the newest version of each stored document, `statements` are those
    of all versions in the order of the text, `scanned` the documents that OCR read."""

    newest: Mapping[str, str]
    statements: Sequence[Statement]
    passages: Mapping[str, Passage]  # those with statements
    links: Sequence[Link]
    scanned: frozenset[str]
    passages_of: Callable[[str], Sequence[Passage]]


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision that was applied is about now, and which earlier decisions it takes the place of."""

    subject_id: str
    suspect: bool
    machine: bool
    keys: tuple[Key, ...]


@dataclass
class Effects:
    """What is there after the decisions: statements and links (rejected ones included) by their ids, `gone` what was
    split, merged or moved away, `made_by` the decision behind each that a person made."""

    statements: dict[str, Statement]
    links: dict[str, Link]
    passages: dict[str, Passage]
    standings: dict[str, Standing] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()  # oldest first
    made_by: dict[str, Decision] = field(default_factory=dict)
    gone: dict[str, Statement | Link] = field(default_factory=dict)


def by_hand(decision: Decision) -> str:
    """What stands as finder of what a person made."""
    return f"{BY_HAND}, {decision.by}"


def effects(given: Given, decisions: Sequence[Decision]) -> Effects:
    """`decisions` are oldest first."""
    applied = _Applying(given)
    withdrawn = {decision.value for decision in decisions if decision.verdict is Verdict.WITHDRAWN}
    found: dict[str, Effect | None] = {}
    last: dict[Key, str] = {}
    for decision in decisions:
        if decision.verdict is not Verdict.WITHDRAWN and decision.id not in withdrawn:
            effect = found[decision.id] = applied.apply(decision)
            last |= dict.fromkeys(effect.keys if effect else (), decision.id)
    applied.state.judged = tuple(_judged(decision, found, withdrawn, last) for decision in decisions)
    return applied.state


def _judged(
    decision: Decision, found: Mapping[str, Effect | None], withdrawn: set[str | None], last: Mapping[Key, str]
) -> Judged:
    if decision.verdict is Verdict.WITHDRAWN:
        return Judged(decision, DecisionState.COUNTS, decision.subject_id)
    if decision.id in withdrawn:
        return Judged(decision, DecisionState.WITHDRAWN, decision.subject_id)
    effect = found[decision.id]
    if effect is None:
        return Judged(decision, DecisionState.LOOSE, None)
    counts = decision.verdict in STRUCTURAL or any(last[key] == decision.id for key in effect.keys)
    state = DecisionState.COUNTS if counts else DecisionState.OVERRULED
    if counts and effect.suspect:
        state = DecisionState.SUSPECT
    return Judged(decision, state, effect.subject_id, effect.machine)


class _Applying:
    """The state while decisions are applied."""

    def __init__(self, given: Given) -> None:
        self.given = given
        current = set(given.newest.values())
        statements = {each.id: each for each in given.statements if each.document_id in current}
        passages = {id_: each for id_, each in given.passages.items() if each.document_id in current}
        self.state = Effects(statements, {link.id: link for link in given.links}, passages)

    def apply(self, decision: Decision) -> Effect | None:
        """None when what was judged can no longer be found."""
        if decision.verdict is Verdict.ADDED and decision.relation is None:
            return self._add_statement(decision)
        ends = [self._find(anchor) for anchor in decision.anchors[: _ends(decision)]]
        found = [end for end in ends if end is not None]
        if len(found) < len(ends):
            return None
        if decision.verdict is Verdict.SPLIT:
            return self._split(decision, found[0])
        if decision.verdict is Verdict.MERGED:
            return self._merge(decision, found[0], found[1])
        if decision.relation is not None:
            return self._judge_link(decision, decision.relation, found)
        return self._judge(decision, found[0].statement.id, found[0].suspect)

    # -- finding back -------------------------------------------------------------------------------------------------
    def _find(self, anchor: Anchor) -> Found | None:
        held = self.state.statements.get(anchor.statement_id)
        if held is not None:
            return Found(held, suspect=plain(held.text) != plain(anchor.quote))
        document_id = self.given.newest.get(anchor.document_id)
        there = [each for each in self.state.statements.values() if each.document_id == document_id]
        others = {
            plain(each.text)
            for each in self.given.statements
            if each.document_id == anchor.document_id != document_id and each.id != anchor.statement_id
        }
        return find(anchor, there, scanned=self._scanned(anchor), others=others)

    def _scanned(self, anchor: Anchor) -> bool:
        return bool({anchor.document_id, self.given.newest.get(anchor.document_id)} & self.given.scanned)

    # -- judging ------------------------------------------------------------------------------------------------------
    def _judge(self, decision: Decision, subject_id: str, suspect: bool) -> Effect:
        before = self.state.standings.get(subject_id, NOTHING_DECIDED)
        progress = decision.value in PROGRESS
        other = before.judgement if progress else before.progress
        name = {"progress" if progress else "judgement": decision}
        self.state.standings[subject_id] = replace(
            before, **name, suspect=suspect or (before.suspect and other is not None)
        )
        return Effect(subject_id, suspect, subject_id not in self.state.made_by, ((subject_id, progress),))

    def _judge_link(self, decision: Decision, relation: Relation, ends: Sequence[Found]) -> Effect:
        """A link that people keep and the machine does not propose (any more) is the person's."""
        source, target = ends[0].statement.id, ends[-1].statement.id
        suspect = any(end.suspect for end in ends)
        link = _person_link(decision, source, target, relation)
        if decision.verdict is Verdict.MOVED:
            return self._move(decision, link, ends[1].statement.id, suspect)
        if decision.verdict is Verdict.ADDED:
            self._make(link.id, decision)
            self.state.links[link.id] = link
        elif decision.verdict is not Verdict.REJECTED and link.id not in self.state.links:
            self.state.links[link.id] = link
            self.state.gone.pop(link.id, None)
        return self._judge(decision, link.id, suspect)

    def _move(self, decision: Decision, link: Link, from_id: str, suspect: bool) -> Effect:
        """The old link goes and this one comes."""
        old = replace(link, target_id=from_id)
        machine = old.id not in self.state.made_by
        self.state.gone[old.id] = self.state.links.pop(old.id, old)
        self._make(link.id, decision)
        self.state.links[link.id] = link
        effect = self._judge(decision, link.id, suspect)
        return replace(effect, machine=machine, keys=((old.id, False), *effect.keys))

    def _make(self, id_: str, decision: Decision) -> None:
        self.state.made_by[id_] = decision
        self.state.gone.pop(id_, None)

    # -- making -------------------------------------------------------------------------------------------------------
    def _add_statement(self, decision: Decision) -> Effect | None:
        """In a newer version by the same words; when the machine finds it too by now, that is what was decided."""
        (anchor,) = decision.anchors
        document_id = self.given.newest.get(anchor.document_id)
        if document_id is None:
            return None
        words = plain(anchor.quote)
        for twin in self.state.statements.values():
            if twin.document_id == document_id and twin.kind is anchor.kind and plain(twin.text) == words:
                return self._judge(decision, twin.id, False)
        passages = self.given.passages_of(document_id)
        own = [each for each in passages if each.id == anchor.passage_id and anchor.quote in each.text[anchor.start :]]
        there = locate(anchor.quote, own or passages, scanned=self._scanned(anchor))
        if there is None:
            return None
        passage, at = there
        start = anchor.start if passage.text.startswith(anchor.quote, anchor.start) and own else at.start
        end = start + len(anchor.quote) if start != at.start else at.end
        made = Statement(
            decision.subject_id, document_id, passage.id, anchor.kind, start, end, passage.text[start:end],
            by_hand(decision), 1.0,
        )  # fmt: skip
        self.state.passages[passage.id] = passage
        self._put(decision, made)
        return self._judge(decision, made.id, at.suspect)

    def _split(self, decision: Decision, found: Found) -> Effect | None:
        """Each part keeps the links of the whole, until people say otherwise."""
        whole = found.statement
        second = decision.anchors[2]
        at = span(second.quote, whole.text, scanned=self._scanned(second))
        if at is None or not whole.text[: at.start].strip():
            return None
        first = whole.text[: at.start].rstrip()
        cuts = ((whole.start, whole.start + len(first)), (whole.start + at.start, whole.end))
        suspect, parts = found.suspect or at.suspect, []
        for number, (start, end) in enumerate(cuts, 1):
            text = whole.text[start - whole.start : end - whole.start]
            due = whole.due if whole.due_text is None or whole.due_text in text else None
            parts.append(replace(
                whole, id=f"{whole.id}.{number}", start=start, end=end, text=text, found_by=by_hand(decision),
                score=1.0, due=due, due_text=whole.due_text if due else None,
                label=whole.label if number == 1 else None,
            ))  # fmt: skip
        effect = self._judge(decision, whole.id, suspect)
        self._replace((whole,), parts, decision)
        return effect

    def _merge(self, decision: Decision, one: Found, other: Found) -> Effect | None:
        first, second = sorted((one.statement, other.statement), key=lambda each: each.start)
        if first.id == second.id or first.passage_id != second.passage_id:
            return None
        end = max(first.end, second.end)
        text = self.state.passages[first.passage_id].text[first.start : end]
        made = replace(
            first, id=f"{first.id}+", end=end, text=text, found_by=by_hand(decision), score=1.0,
            due=first.due or second.due, due_text=first.due_text or second.due_text,
        )  # fmt: skip
        effect = self._judge(decision, first.id, one.suspect or other.suspect)
        self._replace((first, second), (made,), decision)
        return replace(effect, keys=(*effect.keys, (second.id, False)))

    def _replace(self, olds: Sequence[Statement], news: Sequence[Statement], decision: Decision) -> None:
        """The links, sub-items and progress of the old statements go to the new ones."""
        ids = {old.id for old in olds}
        for old in olds:
            self.state.gone[old.id] = self.state.statements.pop(old.id)
        for new in news:
            self._put(decision, new)
            kept = [self.state.standings[id_] for id_ in ids if id_ in self.state.standings]
            progress = next((each.progress for each in kept if each.progress), None)
            self.state.standings[new.id] = Standing(decision, progress, any(each.suspect for each in kept))
        for each in tuple(self.state.statements.values()):
            if each.parent_id in ids:
                self.state.statements[each.id] = replace(each, parent_id=news[0].id)
        for link in tuple(self.state.links.values()):
            if ids & {link.source_id, link.target_id}:
                self.state.gone[link.id] = self.state.links.pop(link.id)
                for new in news:
                    self._carry(link, replace(
                        link, source_id=new.id if link.source_id in ids else link.source_id,
                        target_id=new.id if link.target_id in ids else link.target_id,
                    ))  # fmt: skip

    def _carry(self, old: Link, new: Link) -> None:
        if new.source_id != new.target_id and new.id not in self.state.links:
            self.state.links[new.id] = new
            if old.id in self.state.standings:
                self.state.standings[new.id] = self.state.standings[old.id]
            if old.id in self.state.made_by:
                self.state.made_by[new.id] = self.state.made_by[old.id]

    def _put(self, decision: Decision, statement: Statement) -> None:
        """Among the others, in the order of the text."""
        self._make(statement.id, decision)
        every = [*self.state.statements.values(), statement]
        passages = self.state.passages
        every.sort(key=lambda each: (each.document_id, passages[each.passage_id].number, each.start, -each.end))
        self.state.statements = {each.id: each for each in every}


def _ends(decision: Decision) -> int:
    """How many of its anchors must be found for a decision to hold."""
    return 1 if decision.verdict is Verdict.SPLIT else len(decision.anchors)


def _person_link(decision: Decision, source: str, target: str, relation: Relation) -> Link:
    """The link as the person left it, for when the machine does not propose it."""
    value = decision.value if decision.value in set(Position) else decision.proposed
    position = Position(value) if value in set(Position) and relation is Relation.ANSWERS else None
    why = decision.reason or f"{decision.verdict} door {decision.by}"
    return Link(source, target, relation, by_hand(decision), 1.0, why, position)


def anchor_of(statement: Statement, statements: Iterable[Statement]) -> Anchor:
    """How a decision remembers a statement; `statements` are those of its document, in order."""
    ids = [each.id for each in statements]
    at = ids.index(statement.id) if statement.id in ids else 0
    return Anchor(
        statement.id, statement.document_id, statement.passage_id, statement.start, statement.kind, statement.text,
        round(place(at, len(ids)), 4),
    )  # fmt: skip


def as_decided(statement: Statement, standing: Standing) -> Statement:
    """The statement with the kind that a person gave it."""
    decision = standing.judgement
    if decision and decision.verdict is Verdict.CORRECTED and decision.value in set(StatementKind):
        return replace(statement, kind=StatementKind(decision.value))
    return statement
