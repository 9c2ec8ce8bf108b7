"""The same knowledge base, seen with labels in the place of residents' data: for faces and exports.

What is stored, found, linked and searched stays literal; only what comes out is another text.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Self

from kb.errors import NotFound
from kb.knowledge import KnowledgeBase
from kb.letters.parties import SEVERAL
from kb.model import (
    EVERYTHING,
    Advice,
    Alike,
    Body,
    BundlePart,
    Commitment,
    Coverage,
    Decision,
    Document,
    FileReport,
    Filter,
    Hit,
    Judged,
    LinePart,
    Link,
    Listing,
    Overview,
    Page,
    Passage,
    Proposed,
    Reading,
    Statement,
    StatementKind,
    Trail,
)
from kb.settings import settings

if TYPE_CHECKING:
    from kb.privacy.nouns import Masker


def seen(kb: KnowledgeBase) -> KnowledgeBase:
    """The knowledge base as its settings want it seen."""
    return concealed(kb) if settings(kb.home).privacy else kb


def concealed(kb: KnowledgeBase) -> KnowledgeBase:
    """The same with residents' data hidden, whatever the settings say."""
    return kb if kb.concealing else Concealed(kb)


def literal(kb: KnowledgeBase) -> KnowledgeBase:
    """The same with nothing hidden: for what is computed from texts, never for what is shown."""
    return kb.literal if isinstance(kb, Concealed) else kb


class Concealed(KnowledgeBase):
    """Reads what `literal` reads and hides; everything else it does as that one does. Places in a text (to split a
    statement, to make one) are those of the text that it shows."""

    concealing = True

    def __init__(self, literal: KnowledgeBase) -> None:
        vars(self).update(vars(literal))  # one store, one index, one lock: the same knowledge base
        self.literal = literal

    # -- what there is ------------------------------------------------------------------------------------------------
    def documents(self, where: Filter = EVERYTHING) -> tuple[Document, ...]:
        return self._masker().hide(self.literal.documents(self._literally(where)))

    def document(self, document_id: str) -> Document:
        return self._masker().hide(self.literal.document(document_id))

    def of_file(self, sha256: str) -> tuple[Document, ...]:
        return self._masker().hide(self.literal.of_file(sha256))

    def bundles(self) -> dict[str, tuple[BundlePart, ...]]:
        masker = self._masker()
        return {
            id_: tuple(
                replace(
                    part,
                    title=masker.words(part.title, id_),
                    sender=masker.words(part.sender, id_) if part.sender else None,
                )
                for part in parts_
            )
            for id_, parts_ in self.literal.bundles().items()
        }

    def versions(self, document_id: str) -> tuple[Document, ...]:
        return self._masker().hide(self.literal.versions(document_id))

    def pages(self, document_id: str) -> tuple[Page, ...]:
        return self._masker().pages(document_id, self.literal.pages(document_id))

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        return self._masker().hide(self.literal.passages(document_id))

    def first_pages(self, letters: str) -> Iterator[tuple[str, Page]]:
        masker = self._masker()
        return ((id_, masker.pages(id_, (page,))[0]) for id_, page in self.literal.first_pages(letters))

    def passage(self, passage_id: str) -> Passage:
        return self._masker().hide(self.literal.passage(passage_id))

    def passages_by_id(self, ids: Sequence[str]) -> dict[str, Passage]:
        masker = self._masker()
        return {id_: masker.hide(each) for id_, each in self.literal.passages_by_id(ids).items()}

    def statements(self, where: Filter = EVERYTHING) -> tuple[Statement, ...]:
        return self._masker().hide(self.literal.statements(self._literally(where)))

    def statement(self, statement_id: str) -> Statement:
        return self._masker().hide(self.literal.statement(statement_id))

    def proposals(self) -> tuple[Statement, ...]:
        return self._masker().hide(self.literal.proposals())

    def links(self) -> tuple[Link, ...]:
        return self._masker().hide(self.literal.links())

    def reports(self) -> tuple[FileReport, ...]:
        return self._masker().hide(self.literal.reports())

    def hidden_parts(self, document_id: str, page: int) -> tuple[LinePart, ...]:
        from kb.privacy.nouns import parts

        hiding, passages = self.literal.hiding(document_id), self.literal.passages(document_id)
        here = [each for each in self.literal.pages(document_id) if each.number == page]
        return tuple(part for each in here for part in parts(each, passages, hiding))

    # -- questions ----------------------------------------------------------------------------------------------------
    def search(self, text: str, where: Filter = EVERYTHING, limit: int = 10) -> tuple[Hit, ...]:
        """Finds by hidden words too, and shows the labels."""
        return self._masker().hide(self.literal.search(text, self._literally(where), limit))

    def listed(self, where: Filter = EVERYTHING, first: int = 0, limit: int = 25) -> Listing:
        return self._masker().hide(self.literal.listed(self._literally(where), first, limit))

    def like(self, passage_id: str, where: Filter = EVERYTHING, limit: int = 10) -> tuple[Hit, ...]:
        return self._masker().hide(self.literal.like(passage_id, self._literally(where), limit))

    def as_seen(self, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        return self._masker().hide(hits)

    def trail(self, statement_id: str, today: date | None = None) -> Trail:
        return self._masker().hide(self.literal.trail(statement_id, today))

    def advices(self, where: Filter = EVERYTHING, today: date | None = None) -> tuple[Advice, ...]:
        return self._masker().hide(self.literal.advices(self._literally(where), today))

    def advice(self, document_id: str, today: date | None = None) -> Advice:
        return self._masker().hide(self.literal.advice(document_id, today))

    def commitments(self, where: Filter = EVERYTHING, today: date | None = None) -> tuple[Commitment, ...]:
        return self._masker().hide(self.literal.commitments(self._literally(where), today))

    def coverage(self, today: date | None = None) -> Coverage:
        return self._masker().hide(self.literal.coverage(today))

    def review(self, today: date | None = None) -> tuple[Proposed, ...]:
        return self._masker().hide(self.literal.review(today))

    def overview(self, where: Filter = EVERYTHING, today: date | None = None) -> Overview:
        when = today or date.today()  # bodies are named in it, and who wrote may be a resident
        if where != EVERYTHING:
            return self._overview(where, when)
        return self._remembered("overview, hidden", (self.revision, when), lambda: self._overview(where, when))

    def bodies(self) -> tuple[Body, ...]:
        return self._remembered(
            "bodies, hidden", self._store.revision(), lambda: self._masker().hide(self.literal.bodies())
        )

    def one_name(self, name: str) -> str:
        return self._masker().name(self.literal.one_name(name))

    def alike(self) -> tuple[Alike, ...]:
        """Without those in which a name is hidden: nobody can tell who they are."""
        masker = self._masker()
        return tuple(each for each in self.literal.alike() if masker.hide(each) == each)

    def decisions(self, subject_id: str | None = None) -> tuple[Decision, ...]:
        return self._masker().hide(self.literal.decisions(subject_id))

    def judged(self, where: Filter = EVERYTHING) -> tuple[Judged, ...]:
        return self._masker().hide(self.literal.judged(self._literally(where)))

    def words(self, text: str, document_id: str) -> str:
        return self._masker().words(text, document_id)

    # -- deciding, by the text that is shown ----------------------------------------------------------------------
    def add_statement(
        self, passage_id: str, start: int, end: int, kind: StatementKind, *, by: str, reason: str = ""
    ) -> Decision:
        literal = self.literal.passage(passage_id)
        masked = self._masker().masked(literal)
        first, last = masked.literal_at(start), masked.literal_after(end)
        return self.literal.add_statement(passage_id, first, last, kind, by=by, reason=reason)

    def split(self, statement_id: str, at: int, *, by: str, reason: str = "") -> Decision:
        literal, shown = self.literal.statement(statement_id), self.statement(statement_id)
        masked = self._masker().masked(self.literal.passage(literal.passage_id))
        return self.literal.split(
            statement_id, masked.literal_at(shown.start + at) - literal.start, by=by, reason=reason
        )

    def put_parts(self, readings: Sequence[Reading], *, lose_decisions: bool = False) -> tuple[Document, ...]:
        made = self.literal.put_parts(readings, lose_decisions=lose_decisions)
        return self._masker().hide(made)

    def forget(self, document_id: str, by: str = "") -> None:
        self.literal.forget(document_id, by)

    # -- within -------------------------------------------------------------------------------------------------------
    def _with(self, **changed: object) -> Self:
        return super()._with(**changed, literal=self.literal._with(**changed))

    def _masker(self) -> Masker:
        from kb.privacy.nouns import Masker

        return Masker(self.literal.hiding, self.literal.passage, self._document_of, self._with_name)

    def _with_name(self, name: str) -> Sequence[str]:
        """The documents that write this name, of one body or of several."""
        found = self._remembered("by name", self._store.revision(), self._by_name)
        return [id_ for each in name.split(SEVERAL) for id_ in found.get(each, ())]

    def _by_name(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for one in self.literal.documents():
            for name in {one.sender, *(one.addressee or "").split(SEVERAL)} - {None, ""}:
                found.setdefault(name or "", []).append(one.id)
        return found

    def _document_of(self, statement_id: str) -> str | None:
        try:
            return self.literal.statement(statement_id).document_id
        except NotFound:
            return None

    def _literally(self, where: Filter) -> Filter:
        """A filter by senders that were chosen from what is shown."""
        if not where.senders:
            return where
        masker = self._masker()
        named = {one.body for one in self.literal.documents() if one.body and masker.hide(one).body in where.senders}
        return replace(where, senders=tuple(sorted({*named, *where.senders})))
