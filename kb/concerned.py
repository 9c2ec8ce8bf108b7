"""What linking asks of the knowledge base: which letters have to be linked again, and which of them find each other."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager

from kb.acting import Acting, needs
from kb.decisions.belonging import Belonging, belonging
from kb.decisions.partly import Partly
from kb.letters.answered import answered, named_by_letterhead
from kb.log import logged
from kb.model import Decision, Document, Keys, Link, Linked, Role, Statement, Verdict, whole_of
from kb.store import Store


class Concerned(Acting, ABC):
    """The part of the knowledge base that linking works with."""

    _store: Store

    @abstractmethod
    def _writing(self, patience: float | None = None) -> AbstractContextManager[None]: ...

    @abstractmethod
    def _belonging(self) -> Belonging: ...

    @property
    def linked(self) -> bool:
        """False when a letter has to be linked again: it changed or a person decided about it, or a letter did that it
        looks at, also in a run that was killed before it came to linking."""
        return not self._store.linking.unlinked()

    @property
    def marks(self) -> int:
        """Moves when letters have to be linked again, and when some were: for whoever links meanwhile."""
        return self._store.linking.marks()

    def unlinked(self) -> Mapping[str, bool]:
        """The documents that have to be linked again; True where it must be renewed first by what they are found."""
        return self._store.linking.unlinked()

    def link_count(self) -> int:
        """How many links the machine proposes now."""
        return self._store.linking.count()

    @needs(Role.MANAGE)
    def unlink(self) -> None:
        """Have everything linked anew."""
        with self._writing():
            self._store.linking.mark_all()

    @needs(Role.JUDGE)
    def offer(self, offers: Mapping[str, Keys], gone: Sequence[str], marks: int) -> bool:
        """Renew by what these documents are found; those that are `gone` or do not count any more are found by nothing.
        False, and nothing done, when the `marks` moved."""
        with self._writing():
            return self._store.linking.offer(offers, gone, marks)

    def offering(self, sought: Keys) -> Collection[str]:
        """The documents that are found by these keys."""
        return self._store.linking.offering(sought)

    def counting(self, document_ids: Collection[str]) -> tuple[Document, ...]:
        """Those of these documents that are there and are no older versions, oldest first."""
        return tuple(map(self._belonging().on, self._store.counting(document_ids)))

    def partly(self) -> Partly:
        """What counts in some documents, without looking at the others."""
        return Partly(self._store)

    def first_links(self, document_ids: Collection[str]) -> Mapping[str, Sequence[Link]]:
        """Per document what it linked to by itself when it was linked last."""
        return self._store.linking.first_links(document_ids)

    @needs(Role.JUDGE)
    @logged("verbanden opgeslagen")
    def put_linked(self, linked: Sequence[Linked], marks: int) -> bool:
        """Replace what these documents link to. False, and nothing done, when the `marks` moved. What a person
        confirmed or made follows from the decision."""
        with self._writing():
            return self._store.linking.put(linked, marks)

    @needs(Role.JUDGE)
    def put_links(self, links: Iterable[Link], responses: Iterable[Statement] = ()) -> None:
        """Replace all links that the machine proposed, and the responses that it found by linking, but for those of
        older versions, which wait for the day that the newer one is forgotten."""
        with self._writing():
            given, found = tuple(links), tuple(responses)
            made_in = {each.id: each.document_id for each in (*self._store.statements(), *found)}
            there = tuple(map(self._belonging().on, self._store.counting()))
            answers = answered(there)
            linked = [
                Linked(
                    document.id,
                    tuple(each for each in given if made_in.get(whole_of(each.source_id)) == document.id),
                    responses=tuple(each for each in found if each.document_id == document.id),
                    outcomes=frozenset(
                        key for each in answers.get(document.id, ()) for key in named_by_letterhead(each.id)
                    ),
                )
                for document in there
            ]
            self._store.linking.put(linked)

    def _decided_about(self, decision: Decision) -> Sequence[str]:
        """The documents in which a decision may change what counts."""
        if decision.relation is not None and decision.verdict is not Verdict.WITHDRAWN:
            return ()
        if decision.is_about_name:
            before, after = self._belonging(), belonging([*self._store.decisions(), decision], self._store.newest)
            there = self._store.counting()
            return [each.id for each in there if before.on(each).belongs_to != after.on(each).belongs_to]
        about = {anchor.document_id for anchor in decision.anchors}
        newest = self._store.newest()
        return sorted({newest[id_] for id_ in about if id_ in newest})
