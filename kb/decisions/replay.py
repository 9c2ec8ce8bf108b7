"""Applies decisions one after the other to what the machine found.

A decision holds on to the words that it judged (`kb/text/relocate.py`), so it survives another reading and another
version of the document. Where the machine does not find these words any more and they are still there, the statement
is the person's. One whose words are gone hangs loose: it has no effect and is not forgotten.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kb.decisions.belonging import Belonging, belonging
from kb.decisions.names import Names, names
from kb.decisions.state import NOTHING_DECIDED, PROGRESS, Effect, Effects, Given, Key, as_decided, by_hand
from kb.model import (
    Anchor,
    Basis,
    Decision,
    DecisionState,
    Ground,
    GroundKind,
    Judged,
    Link,
    Passage,
    Position,
    Relation,
    Statement,
    Verdict,
    whole_of,
)
from kb.text.relocate import Found, changed_words, locate, plain, same_words, span

STRUCTURAL = frozenset({Verdict.ADDED, Verdict.MOVED, Verdict.SPLIT, Verdict.MERGED})


def effects(given: Given, decisions: Sequence[Decision]) -> Effects:
    """`decisions` are oldest first."""
    applied = _Applying(given)
    withdrawn = {decision.value for decision in decisions if decision.verdict is Verdict.WITHDRAWN}
    found: dict[str, Effect | None] = {}
    last: dict[Key, str] = {}
    for decision in decisions:
        if not decision.is_about_name and decision.verdict is not Verdict.WITHDRAWN and decision.id not in withdrawn:
            effect = found[decision.id] = applied.apply(decision)
            last |= dict.fromkeys(effect.keys if effect else (), decision.id)
    applied.state.settle()
    applied.state.names = named = names(decisions)
    applied.state.belonging = placed = belonging(decisions, lambda: given.newest)
    applied.state.judged = tuple(
        _of_name(decision, withdrawn, named, placed)
        if decision.is_about_name
        else _judged(decision, found, withdrawn, last)
        for decision in decisions
    )
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


def _of_name(decision: Decision, withdrawn: set[str | None], named: Names, placed: Belonging) -> Judged:
    state = DecisionState.COUNTS
    if decision.id in withdrawn:
        state = DecisionState.WITHDRAWN
    elif decision.verdict is not Verdict.WITHDRAWN and not (named.counts(decision) or placed.counts(decision)):
        state = DecisionState.OVERRULED
    return Judged(decision, state, decision.subject_id)


class _Applying:
    """The state while decisions are applied."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.read: dict[str, Sequence[Passage]] = {}  # all passages of the documents that were searched
        self.state = Effects(dict(given.current), dict(given.by_id), dict(given.passages))

    def apply(self, decision: Decision) -> Effect | None:
        """None when what was judged can no longer be found."""
        if decision.verdict is Verdict.ADDED and decision.relation is None:
            return self._add_statement(decision)
        ends = [self._find(anchor, decision) for anchor in decision.anchors[: _ends(decision)]]
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
    def _find(self, anchor: Anchor, decision: Decision) -> Found | None:
        held = self.state.statements.get(anchor.statement_id)
        if held is not None:
            return Found(held, suspect=plain(held.text) != plain(anchor.quote))
        document_id = self.given.newest.get(anchor.document_id)
        if document_id is None:
            return None
        there = self.state.in_document(document_id)
        found = same_words(anchor, there, scanned=self._scanned(anchor))
        if found is not None:
            return found
        if whole_of(anchor.statement_id) != anchor.statement_id:  # it stands or falls with the split or merge
            return changed_words(anchor, [each for each in there if each.id in self.state.made_by], frozenset())
        kept = self._at(anchor, document_id, decision)
        if kept is None or kept[1]:  # the very words go before words that are like them
            others = {plain(each.text) for each in self._beside(anchor, document_id)}
            found = changed_words(anchor, there, others)
        return found or (self._keep(*kept, there, decision) if kept else None)

    def _beside(self, anchor: Anchor, document_id: str) -> Sequence[Statement]:
        """The other statements of the version in which it was judged, when that is an older one."""
        old = anchor.document_id if anchor.document_id != document_id else None
        return [each for each in self.given.statements if each.document_id == old and each.id != anchor.statement_id]

    def _keep(self, made: Statement, suspect: bool, there: Sequence[Statement], decision: Decision) -> Found:
        """The words that were judged, where the machine finds no statement (any more). What a person rejected needs no
        statement; what he let stand is his from now on."""
        for each in there:
            same_place = each.passage_id == made.passage_id and each.start < made.end and made.start < each.end
            if same_place and each.kind is made.kind:
                return Found(each, suspect=True)
        if decision.verdict is not Verdict.REJECTED:
            self.state.put(made)
        return Found(made, suspect)

    def _at(self, anchor: Anchor, document_id: str, decision: Decision) -> tuple[Statement, bool] | None:
        """A statement of the person where the words of the anchor stand, and whether they changed."""
        passages = self._passages(document_id)
        own = [each for each in passages if each.id == anchor.passage_id]
        if own and own[0].text.startswith(anchor.quote, anchor.start):
            passage, start, end, suspect = own[0], anchor.start, anchor.start + len(anchor.quote), False
        else:
            there = locate(anchor.quote, passages, scanned=self._scanned(anchor))
            if there is None:
                return None
            passage, start, end, suspect = there[0], there[1].start, there[1].end, there[1].suspect
        self.state.passages[passage.id] = passage.place
        return Statement(
            anchor.statement_id, document_id, passage.id, anchor.kind, start, end, passage.text[start:end],
            by_hand(decision), 1.0, basis=Basis.PERSON, grounds=(),
        ), suspect  # fmt: skip

    def _passages(self, document_id: str) -> Sequence[Passage]:
        if document_id not in self.read:
            self.read[document_id] = self.given.passages_of(document_id)
        return self.read[document_id]

    def _decided(self, found: Found) -> Statement:
        return as_decided(found.statement, self.state.standings.get(found.statement.id, NOTHING_DECIDED))

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
            self.state.make(link.id, decision)
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
        self.state.make(link.id, decision)
        self.state.links[link.id] = link
        effect = self._judge(decision, link.id, suspect)
        return replace(effect, machine=machine, keys=((old.id, False), *effect.keys))

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
        made = self._at(anchor, document_id, decision)
        if made is None:
            return None
        self.state.make(made[0].id, decision)
        self.state.put(made[0])
        return self._judge(decision, made[0].id, made[1])

    def _split(self, decision: Decision, found: Found) -> Effect | None:
        """Each part keeps the links and the grounds of the whole, until people say otherwise."""
        whole = self._decided(found)
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
                basis=Basis.PERSON, score=1.0, due=due, due_text=whole.due_text if due else None,
                label=whole.label if number == 1 else None,
            ))  # fmt: skip
        effect = self._judge(decision, whole.id, suspect)
        self.state.exchange((whole,), parts, decision)
        return effect

    def _merge(self, decision: Decision, one: Found, other: Found) -> Effect | None:
        first, second = sorted((self._decided(one), self._decided(other)), key=lambda each: each.start)
        if first.id == second.id or first.passage_id != second.passage_id:
            return None
        end = max(first.end, second.end)
        passage = next(each for each in self._passages(first.document_id) if each.id == first.passage_id)
        text = passage.text[first.start : end]
        made = replace(
            first, id=f"{first.id}+", end=end, text=text, found_by=by_hand(decision), basis=Basis.PERSON,
            grounds=tuple(dict.fromkeys((*first.grounds, *second.grounds))),
            score=1.0, due=first.due or second.due, due_text=first.due_text or second.due_text,
        )  # fmt: skip
        effect = self._judge(decision, first.id, one.suspect or other.suspect)
        self.state.exchange((first, second), (made,), decision)
        return replace(effect, keys=(*effect.keys, (second.id, False)))


def _ends(decision: Decision) -> int:
    """How many of its anchors must be found for a decision to hold."""
    return 1 if decision.verdict is Verdict.SPLIT else len(decision.anchors)


def _person_link(decision: Decision, source: str, target: str, relation: Relation) -> Link:
    """The link as the person left it, for when the machine does not propose it."""
    value = decision.value if decision.value in set(Position) else decision.proposed
    position = Position(value) if value in set(Position) and relation is Relation.ANSWERS else None
    why = decision.reason or f"{decision.verdict} door {decision.by}"
    grounds = (Ground(GroundKind.STATED, quote=why),)
    return Link(source, target, relation, by_hand(decision), 1.0, grounds, position, basis=Basis.PERSON)
