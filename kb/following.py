"""What follows from what is stored, as faces ask it at every click: kept in memory until it can be another."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date, datetime
from itertools import chain
from pathlib import Path
from typing import Any, Self

from kb.acting import Acting
from kb.decisions import bodies
from kb.decisions.belonging import Belonging, belonging
from kb.decisions.names import Names, names
from kb.decisions.nearby import known_around, known_near
from kb.decisions.snapshot import Found, Known, found, keeps, known
from kb.letters import versions
from kb.letters.authorities import of_all
from kb.model import (
    EVERYTHING,
    Advice,
    Alike,
    Body,
    Commitment,
    Coverage,
    Decision,
    Document,
    Extent,
    FileReport,
    Filter,
    Link,
    Missing,
    Overview,
    Proposed,
    Since,
    Statement,
    Trail,
    WordCount,
)
from kb.remembered import Remembered
from kb.store import Store
from kb.trails import advices, coverage, figures, missing, review_queue, trail
from kb.trails import commitment_status as commitments
from kb.trails import deadlines as terms

NAMED = ("names", "named", "bodies", "alike", "belonging", "authorities")  # remembered until people decide about a name
BY_DOCUMENT = ("advices by document", "commitments by document")


class Following(Acting, ABC):
    """The part of the knowledge base that answers from all that is stored and decided. By revision, and after a
    decision only for the documents that it can concern."""

    home: Path
    _store: Store
    _remembered: Remembered

    @property
    @abstractmethod
    def revision(self) -> int: ...

    def word_counts(self) -> dict[str, WordCount]:
        """By document what became of the words in its file; a document read before these were counted is not there."""
        return self._remembered("words", self._store.found_at(), self._store.words)

    def statements(self, where: Filter = EVERYTHING) -> tuple[Statement, ...]:
        """What counts, in the order of the text: without what people rejected, with the kind that they gave it.

        `positions` and `statuses` keep recommendations and requests with such an answer or status.
        """
        return trail.statements(self._known(), where, self._due(), date.today())

    def statement_counts(self) -> dict[str, int]:
        """By document how many statements count; one without any is not there."""
        return {document_id: len(found) for document_id, found in self._known().in_document.items()}

    def proposals(self) -> tuple[Statement, ...]:
        """All statements as the machine proposed them, in the order of the text. Older versions are left out."""
        return self._remembered("proposals", self._found_at(), self._proposals)

    def _proposals(self) -> tuple[Statement, ...]:
        machine = self._machine()
        return tuple(each for each in machine.given.statements if each.document_id in machine.documents)

    def links(self) -> tuple[Link, ...]:
        """As the machine proposed them, also those that a person rejected, and those that people made or kept."""
        return self._remembered("links", self._store.revision(), self._links)

    def _links(self) -> tuple[Link, ...]:
        known = self._known()
        found = {link.id: link for link in (*known.links, *known.proposed)}
        ends = known.left.statements.keys() | known.left.gone.keys()
        return tuple(link for _, link in sorted(found.items()) if {link.source_id, link.target_id} <= ends)

    def reports(self) -> tuple[FileReport, ...]:
        """Oldest first: the last reading of each document, the last failure of each file."""
        return self._remembered("reports", self._store.found_at(), self._store.reports)

    def trail(self, statement_id: str, today: date | None = None) -> Trail:
        """Raises NotFound when this is no recommendation or request."""
        near = self.near(self._store.documents_of_statements([statement_id]).values())
        return trail.trail(near._known(), statement_id, near._due(), today or date.today())

    def near(self, document_ids: Iterable[str]) -> Self:
        """The same for who asks about the statements in these few documents: their trails, promises and links. When
        nothing of all that is known is in memory it reads what these look at, and no more."""
        ids, revision = sorted(set(document_ids)), self._store.revision()
        if not ids or self._is_known():
            return self
        known = known_near(self._store, ids, self._belonging())
        if known is None:
            return self
        remembered = Remembered()
        remembered("known", revision, lambda: known)
        return self._with(_remembered=remembered)

    def advices(self, where: Filter = EVERYTHING, today: date | None = None) -> tuple[Advice, ...]:
        """Newest first; answering letters whose advice is not loaded stand among them."""
        when = today or date.today()
        found = self._remembered("advices", (self.revision, when), lambda: self._advices(when))
        return found if where == EVERYTHING else advices.passing(where, found)

    def _advices(self, today: date) -> tuple[Advice, ...]:
        known = self._known()
        return advices.advices(known, self._due(), today, self._by_document(BY_DOCUMENT[0], known, today))

    def _by_document(self, name: str, known: Known, today: date) -> dict[str, tuple[Any, ...]]:
        """What was derived for each document, as far as no decision concerned it since."""
        made: dict[str, tuple[Any, ...]] = self._remembered(name, (known.machine, today, terms.stamp(self.home)), dict)
        return made

    def advice(self, document_id: str, today: date | None = None) -> Advice:
        """Raises NotFound when the document recommends and requests nothing."""
        return advices.advice(self._known(), document_id, self._due(), today or date.today())

    def commitments(self, where: Filter = EVERYTHING, today: date | None = None) -> tuple[Commitment, ...]:
        """Commitments and intentions; `where.statement_kinds` chooses one of the two."""
        known, when = self._known(), today or date.today()
        return commitments.commitments(known, where, when, self._by_document(BY_DOCUMENT[1], known, when))

    def coverage(self, today: date | None = None) -> Coverage:
        """What is loaded, how far it is answered, and what it refers to that is not loaded."""
        when = today or date.today()
        return self._remembered("coverage", (self.revision, when), lambda: self._coverage(when))

    def _coverage(self, today: date) -> Coverage:
        store = self._store
        return coverage.coverage(
            self._known(), self._stored(), store.page_counts(), self.reports(), self.advices(today=today),
            self._remembered("missing", (store.texts(), self._belonging()), self._missing), self.word_counts(),
        )  # fmt: skip

    def _missing(self) -> tuple[Missing, ...]:
        """It takes reading all that is loaded, and no decision alters it but about what belongs together."""
        known, store = self._known(), self._store
        loaded = tuple(known.documents.values())
        return missing.missing(loaded, self._stored(), known.answered, store.passage_texts(), store.passage)

    def review(self, today: date | None = None) -> tuple[Proposed, ...]:
        """What a person is asked to judge or judged, the most doubtful and weighty first."""
        when = today or date.today()
        return self._remembered("review", (self.revision, when), lambda: self._review(when))

    def _review(self, today: date) -> tuple[Proposed, ...]:
        return review_queue.queue(self._known(), self.advices(today=today), self.proposals())

    def overview(self, where: Filter = EVERYTHING, today: date | None = None) -> Overview:
        """What is loaded and what a person may want to look at first, in numbers, of the documents that pass; of what
        is missing what these refer to."""
        when = today or date.today()
        if where != EVERYTHING:
            return self._overview(where, when)
        return self._remembered("overview", (self.revision, when), lambda: self._overview(where, when))

    def _overview(self, where: Filter, today: date) -> Overview:
        return figures.overview(
            figures.extent(self.documents(where)), self.advices(where, today), self.commitments(where, today),
            [one for one in self.review(today) if keeps(where, one.document)], self._known().judged_in(where),
            [one for one in self.coverage(today).missing if any(keeps(where, each) for each in one.named_in)], today,
        )  # fmt: skip

    def since(self, moment: datetime, me: str = "", where: Filter = EVERYTHING) -> Since:
        """What came after a moment in the documents that pass, but for what `me` decided."""
        decisions = (each.decision for each in self._known().judged_in(where))
        return figures.since(moment, self.documents(where), decisions, me)

    @abstractmethod
    def documents(self, where: Filter = EVERYTHING) -> tuple[Document, ...]: ...

    def authorities(self) -> tuple[str, ...]:
        """All authorities to which documents belong, by name; last UNKNOWN_AUTHORITY, when of some it is not known."""
        return self._remembered("authorities", self._store.revision(), lambda: of_all(self._named()))

    def extent(self) -> Extent:
        """How much is loaded, and of which time."""
        return self._remembered("extent", self._store.found_at(), lambda: figures.extent(self._counting()))

    def _known(self) -> Known:
        """What counts now, remembered until something changes."""
        return self._remembered("known", self._store.revision(), self._known_now)

    def _is_known(self) -> bool:
        """Whether what counts now is in memory, or all that it takes."""
        at = self._store.revision()
        return self._remembered.holds("known", at) or self._remembered.holds("found", self._found_at())

    def _known_now(self) -> Known:
        machine, before = self._machine(), self._remembered.last("known")
        now = known(machine, self._store.decisions(), before)
        if before is not None and before.machine is machine:
            self._let_go(before, now)
        return now

    def _let_go(self, before: Known, now: Known) -> None:
        """Of what was derived by document keep what the decisions since, of whichever program, cannot concern."""
        seen = {each.decision.id for each in before.judged}
        concerned = [now.concerned(each.decision, before) for each in now.judged if each.decision.id not in seen]

        def let_go(made: dict[str, tuple[object, ...]]) -> None:
            for document_id in tuple(made) if None in concerned else chain.from_iterable(filter(None, concerned)):
                made.pop(document_id, None)

        for name in BY_DOCUMENT:
            self._remembered.change(name, let_go)

    def _known_around(self, subject_id: str | None) -> Known | None:
        """What counts around a statement or link, when nothing of all that is known is in memory: one decision needs no
        more. None where only all of it will do."""
        if subject_id is None or self._remembered.holds("found", self._found_at()):
            return None
        return known_around(self._store, subject_id)

    def _machine(self) -> Found:
        return self._remembered("found", self._found_at(), lambda: found(self._store, self._stored()))

    def _found_at(self) -> object:
        """Moves when what the machine found may be another, or the letters that may belong together."""
        return self._store.found_at(), self._belonging()

    def _decided(self, decision: Decision, was: int) -> None:
        """The names of bodies stay as they are, unless this one is about a name."""
        if not decision.is_about_name:
            self._remembered.hold(NAMED, was, self._store.revision())

    def _stored(self) -> tuple[Document, ...]:
        """All documents, also older versions."""
        placed = self._belonging()
        return self._remembered("documents", self._found_at(), lambda: tuple(map(placed.on, self._store.documents())))

    def _counting(self) -> tuple[Document, ...]:
        """The newest version of each document."""
        return self._remembered("counting", self._found_at(), lambda: versions.counting(self._stored()))

    def _names(self) -> Names:
        """Under which name each body is shown."""
        return self._remembered("names", self._store.revision(), lambda: names(self._store.decisions()))

    def _belonging(self) -> Belonging:
        """To which authorities people said that bodies and documents belong."""
        store = self._store
        return self._remembered("belonging", store.revision(), lambda: belonging(store.decisions(), store.newest))

    def _decided_on(self, document: Document) -> Document:
        """The document with the one names of bodies and the authorities that people gave."""
        return self._names().on(self._belonging().on(document))

    def _named(self) -> tuple[Document, ...]:
        """The newest version of each document, with the one names of bodies."""
        decided = self._names()
        return self._remembered("named", self._store.revision(), lambda: tuple(map(decided.on, self._counting())))

    def _bodies(self) -> tuple[Body, ...]:
        documents, decided, placed = self._named(), self._names(), self._belonging()
        return self._remembered("bodies", self._store.revision(), lambda: bodies.bodies(documents, decided, placed))

    def _alike(self) -> tuple[Alike, ...]:
        """It takes laying many names beside each other."""
        found, decided = self._bodies(), self._names()
        return self._remembered("alike", self._store.revision(), lambda: bodies.alike(found, decided))

    def _due(self) -> terms.Terms:
        return terms.Terms(terms.terms(self.home), self._known().documents)
