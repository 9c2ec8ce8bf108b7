"""What people decide, as the knowledge base offers it: everything that is decided, and every way to decide.

A decision raises NotFound, or BadDecision when it cannot be taken; what was added comes back.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from types import MappingProxyType
from typing import Self

from kb.acting import Acting, needs
from kb.decisions import agreement, bodies, overtaking
from kb.decisions import record as decide
from kb.decisions.belonging import Belonging
from kb.decisions.names import Names
from kb.decisions.record import Author
from kb.decisions.snapshot import Known
from kb.log import logged
from kb.model import (
    EVERYTHING,
    Agreement,
    Alike,
    Body,
    Decision,
    DecisionState,
    Filter,
    Judged,
    Position,
    Proof,
    Relation,
    Role,
    StatementKind,
    Verdict,
)
from kb.store import Store


class People(Acting, ABC):
    """The part of the knowledge base that is about people's decisions."""

    _store: Store
    _seen: Mapping[str, str | None] = MappingProxyType({})

    @abstractmethod
    def _known(self) -> Known: ...

    @abstractmethod
    def _bodies(self) -> tuple[Body, ...]: ...

    @abstractmethod
    def _names(self) -> Names: ...

    @abstractmethod
    def _belonging(self) -> Belonging: ...

    @abstractmethod
    def _alike(self) -> tuple[Alike, ...]: ...

    @abstractmethod
    def _known_around(self, subject_id: str | None) -> Known | None: ...

    @abstractmethod
    def _decided(self, decision: Decision, was: int) -> None: ...

    @abstractmethod
    def _decided_about(self, decision: Decision) -> Sequence[str]: ...

    @abstractmethod
    def _writing(self, patience: float | None = None) -> AbstractContextManager[None]: ...

    # -- what was decided ---------------------------------------------------------------------------------------------
    def decisions(self, subject_id: str | None = None) -> tuple[Decision, ...]:
        """Oldest first; all, or what was decided about one statement or link, in whichever version."""
        judged = self._known().judged
        return tuple(
            each.decision
            for each in judged
            if subject_id is None or subject_id in (each.subject_id, each.decision.subject_id)
        )

    def judged(self, where: Filter = EVERYTHING) -> tuple[Judged, ...]:
        """Every decision about words in documents that pass and what is left of it, oldest first: those that are
        suspect or hang loose too."""
        return self._known().judged_in(where)

    def loose_decisions(self) -> tuple[Decision, ...]:
        """Those whose words can no longer be found: without effect, and kept."""
        return tuple(each.decision for each in self.judged() if each.state is DecisionState.LOOSE)

    def agreement(self) -> tuple[Agreement, ...]:
        """How far people agree with the machine, per kind of proposal."""
        return agreement.agreement(self._known())

    def last_decisions(self) -> dict[str, str]:
        """By statement, link or name: the id of the newest decision about it, also of one that took another back."""
        return {
            id_: each.decision.id
            for each in self._known().judged
            for id_ in (each.subject_id, each.decision.subject_id)
            if id_
        }

    def having_seen(self, last: Mapping[str, str | None]) -> Self:
        """The same for somebody who saw these as the newest decisions (None: there was none): what a colleague decided
        about the same since then is not replaced, but raises Overtaken."""
        return self._with(_seen=last)

    def require_seen(self, ids: Iterable[str], *, by: str) -> None:
        """Raises Overtaken when a colleague decided about one of these since: for who decides about several at once."""
        for id_ in ids if self._seen else ():
            overtaking.require_newest(self._known(), id_, self.author(by), self._seen)

    # -- deciding -----------------------------------------------------------------------------------------------------
    def decide(
        self,
        subject_id: str,
        verdict: Verdict,
        *,
        by: str,
        reason: str = "",
        value: str | None = None,
        proof: Proof | None = None,
    ) -> Decision:
        """Confirm, reject or correct a statement or a link; a commitment that is done needs a proof."""
        if proof is not None:
            there = self._store.document(proof.document_id)
            decide.check_proof(proof, there, len(self._store.passages(there.id)))
        who = self._author(by, reason)
        return self._decide(lambda known: decide.judge(known, subject_id, verdict, who, value, proof), subject_id)

    def add_link(
        self,
        source_id: str,
        target_id: str,
        relation: Relation = Relation.ANSWERS,
        *,
        position: Position | None = None,
        by: str,
        reason: str = "",
    ) -> Decision:
        """A link that the machine did not find; an answer without a position is unclear."""
        who = self._author(by, reason)
        return self._decide(lambda known: decide.add_link(known, source_id, target_id, relation, position, who))

    def move_answer(self, link_id: str, target_id: str, *, by: str, reason: str = "") -> Decision:
        """The answer belongs to another recommendation: the old link goes, a new one comes, undone as one."""
        return self._decide(lambda known: decide.move_answer(known, link_id, target_id, self._author(by, reason)))

    def add_statement(
        self, passage_id: str, start: int, end: int, kind: StatementKind, *, by: str, reason: str = ""
    ) -> Decision:
        """Characters start..end of a passage as a statement; `subject_id` of what comes back is its id."""
        passage = self._store.passage(passage_id)
        return self._decide(
            lambda known: decide.add_statement(known, passage, start, end, kind, self._author(by, reason))
        )

    def split(self, statement_id: str, at: int, *, by: str, reason: str = "") -> Decision:
        """Two statements, the second from character `at` of the first; their ids end in .1 and .2."""
        return self._decide(lambda known: decide.split(known, statement_id, at, self._author(by, reason)))

    def merge(self, statement_id: str, other_id: str, *, by: str, reason: str = "") -> Decision:
        """One statement of two in the same passage; its id is that of the first with a plus."""
        return self._decide(lambda known: decide.merge(known, statement_id, other_id, self._author(by, reason)))

    # -- the names of bodies ------------------------------------------------------------------------------------------
    def bodies(self) -> tuple[Body, ...]:
        """Every body that writes or is written to, those that write most first, with all the names that it has."""
        return self._bodies()

    def one_name(self, name: str) -> str:
        """The name by which the body with this name is shown."""
        return self._names().of(name)

    def alike(self) -> tuple[Alike, ...]:
        """The bodies that probably are one, by their names, and that nobody said are two."""
        return self._alike()

    @needs(Role.MANAGE)
    def merge_bodies(self, name: str, into: str, *, by: str, reason: str = "") -> Decision:
        """Show the body of these names as `into`, in what is loaded and in what is read later. What letters say stays
        as it is, and so does which of them are linked, but where somebody said to which municipality `into` belongs."""
        who, known = self._author(by, reason), self._known_names()
        return self._decide(lambda _: bodies.merge(known, self._names(), name, into, who))

    @needs(Role.MANAGE)
    def keep_bodies_apart(self, name: str, other: str, *, by: str, reason: str = "") -> Decision:
        """These are two bodies: they are not proposed as one again."""
        who, known = self._author(by, reason), self._known_names()
        return self._decide(lambda _: bodies.keep_apart(known, self._names(), name, other, who))

    # -- to which authorities they belong -----------------------------------------------------------------------------
    @needs(Role.MANAGE)
    def place_body(self, name: str, authorities: Sequence[str], *, by: str, reason: str = "") -> Decision:
        """The letters of the body with this name belong to these authorities, those that are read later too; to none
        when there are none. Which letters are linked follows."""
        who, known = self._author(by, reason), self._known_names()
        return self._decide(lambda _: bodies.place_body(known, name, authorities, who))

    @needs(Role.MANAGE)
    def place_document(self, document_id: str, authorities: Sequence[str], *, by: str, reason: str = "") -> Decision:
        """The same of one document, whoever wrote it. Raises NotFound."""
        who, there = self._author(by, reason), self._store.document(document_id)
        return self._decide(lambda _: bodies.place(there.id, authorities, who))

    def placed(self, document_id: str) -> Decision | None:
        """What a person decided about the authorities of this document, or of another version of it."""
        return self._belonging().of_document(document_id)

    def _known_names(self) -> list[str]:
        """As they are, also where some are hidden."""
        return [name for body in self._bodies() for name in (body.name, *(each.name for each in body.names))]

    def withdraw(self, subject_id: str, *, by: str, reason: str = "") -> Decision:
        """Undo the last decision about this statement, link or name, or the decision with this id."""
        return self._decide(lambda known: decide.withdraw(known, subject_id, self._author(by, reason)))

    def _author(self, by: str, reason: str) -> Author:
        return Author(self.author(by), reason)

    @needs(Role.JUDGE)
    @logged("besluit vastgelegd")
    def _decide(self, make: Callable[[Known], Decision], subject_id: str | None = None) -> Decision:
        """`subject_id`: the only statement or link that is looked at."""
        with self._writing():
            known, was = self._known_around(subject_id) or self._known(), self._store.revision()
            made = make(known)
            if made.is_about_name:
                self.require(Role.MANAGE)
            overtaking.require_newest(known, made.subject_id, made.by, self._seen)
            self._store.decide(made, self._decided_about(made))
            self._decided(made, was)
        return made
