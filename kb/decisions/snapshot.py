"""Everything that counts at one revision, in memory: what trails, statuses and filters are derived from."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from sys import intern
from typing import TypeVar

from kb.decisions.names import Names
from kb.decisions.replay import effects
from kb.decisions.state import NOTHING_DECIDED, Effects, Given, Standing, anchor_of, as_decided
from kb.errors import BadDecision, NotFound
from kb.letters.answered import answered
from kb.letters.versions import chains
from kb.model import (
    EVERYTHING,
    Anchor,
    Citation,
    Decision,
    Document,
    Filter,
    Judged,
    Link,
    Passage,
    PassagePlace,
    Position,
    Relation,
    Statement,
    StatementKind,
    Verdict,
)
from kb.store import Store

T = TypeVar("T")
_PUT_OFF = {Position.DEFERRED}
ASKS = (StatementKind.RECOMMENDATION, StatementKind.REQUEST)
OF_STATEMENTS = ("order", "in_document", "in_passage", "parts")  # what is made of all statements, and of all links
OF_LINKS = ("links_to", "links_from")


@dataclass(frozen=True, eq=False)
class Found:
    """What the machine found in all documents: no decision changes it. Where only some of them are here, `replied` says
    which letters answer these, by the ids of both."""

    stored: tuple[Document, ...]
    given: Given
    versions: Mapping[str, tuple[Document, ...]]
    replied: Mapping[str, Collection[str]] | None = None

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """The newest versions, in order."""
        return {document.id: document for document in self.stored if self.given.newest[document.id] == document.id}

    @cached_property
    def answered(self) -> Mapping[str, tuple[Document, ...]]:
        """By a letter the documents that it answers; a letter that answers none is not here."""
        return answered(tuple(self.documents.values()))

    @cached_property
    def replies(self) -> Mapping[str, tuple[Document, ...]]:
        """By a document the letters that say they answer it."""
        if self.replied is not None:
            there = self.documents
            return {id_: tuple(there[one] for one in letters if one in there) for id_, letters in self.replied.items()}
        return _grouped(
            (target.id, self.documents[letter]) for letter, targets in self.answered.items() for target in targets
        )


@dataclass(frozen=True)
class Known:
    """What the machine found as people left it: rejected statements and links are out, corrected kinds are in, and so
    is what people made. Only the newest version of each document is here.

    Statements are in the order of the text, per document.
    """

    documents: Mapping[str, Document]
    passages: Mapping[str, PassagePlace]  # those with statements
    statements: Mapping[str, Statement]
    links: tuple[Link, ...]
    left: Effects  # the same before rejected ones were taken out
    proposed: tuple[Link, ...]  # by the machine
    versions: Mapping[str, tuple[Document, ...]]  # of each stored document, oldest first
    machine: Found

    def standing(self, subject_id: str) -> Standing:
        return self.left.standings.get(subject_id, NOTHING_DECIDED)

    @cached_property
    def most_versions(self) -> int:
        return max(map(len, self.versions.values()), default=1)

    @property
    def judged(self) -> tuple[Judged, ...]:
        """Every decision and what is left of it, oldest first."""
        return self.left.judged

    @property
    def made_by(self) -> Mapping[str, Decision]:
        """The decision behind each statement and link that a person made."""
        return self.left.made_by

    def judged_in(self, where: Filter) -> tuple[Judged, ...]:
        """Those about words in documents that pass; what is said of names only where all pass."""
        if where == EVERYTHING:
            return self.judged
        passing = {document.id for document in self.among(where)}
        return tuple(each for each in self.judged if not passing.isdisjoint(self._about(each.decision)))

    def _about(self, decision: Decision) -> set[str]:
        """The newest versions of the documents with the words that a decision is about."""
        chains = (self.versions.get(anchor.document_id, ()) for anchor in decision.anchors)
        return {chain[-1].id for chain in chains if chain}

    def statement(self, statement_id: str) -> Statement:
        """A statement to decide about, also a rejected one, with the kind that the machine gave it. Raises NotFound, or
        BadDecision when people split or merged it."""
        found = self.left.statements.get(statement_id)
        if found is None and statement_id in self.left.gone:
            raise BadDecision("Deze uitspraak is gesplitst of samengevoegd; trek dat eerst in.")
        if found is None:
            raise NotFound(f"Er is geen uitspraak met de code {statement_id}.")
        return found

    def link(self, link_id: str) -> Link | None:
        """A link to decide about, also one that people rejected or moved away; None when there is none."""
        found: Statement | Link | None = self.left.links.get(link_id) or self.left.gone.get(link_id)
        ends = self.left.statements
        usable = isinstance(found, Link) and found.source_id in ends and found.target_id in ends
        return found if isinstance(found, Link) and usable else None

    def anchor(self, statement: Statement) -> Anchor:
        """How a decision remembers a statement."""
        beside = [each for each in self.left.statements.values() if each.document_id == statement.document_id]
        return anchor_of(statement, beside)

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each statement in the order of the text."""
        return {id_: number for number, id_ in enumerate(self.statements)}

    @cached_property
    def links_to(self) -> Mapping[str, tuple[Link, ...]]:
        return _grouped((link.target_id, link) for link in self.links)

    @cached_property
    def links_from(self) -> Mapping[str, tuple[Link, ...]]:
        return _grouped((link.source_id, link) for link in self.links)

    @cached_property
    def refused(self) -> Mapping[str, frozenset[str]]:
        """By a statement, the responses of which a person said that they do not answer it: rejected, or moved away."""
        rejected = [self.left.links[id_] for id_ in self.left.rejected if id_ in self.left.links]
        moved = [link for link in self.left.gone.values() if isinstance(link, Link)]
        found = _grouped((link.target_id, link) for link in (*rejected, *moved) if link.relation is Relation.ANSWERS)
        return {target: frozenset(link.source_id for link in links) for target, links in found.items()}

    @property
    def replies(self) -> Mapping[str, tuple[Document, ...]]:
        """By a document the letters that say they answer it."""
        return self.machine.replies

    @property
    def answered(self) -> Mapping[str, tuple[Document, ...]]:
        """By a letter the documents that it answers; a letter that answers none is not here."""
        return self.machine.answered

    def near(self, document_ids: Iterable[str]) -> set[str]:
        """These documents and those with a promise of which these change the term, those that statements in them are
        linked with, and those that these are linked with: what a decision about the first can concern."""
        given = set(document_ids)
        reached = given | self._moved_by(given)
        for _ in range(2):
            beside = [each.id for id_ in reached for each in self.in_document.get(id_, ())]
            to = [link.source_id for id_ in beside for link in self.links_to.get(id_, ())]
            of = [link.target_id for id_ in beside for link in self.links_from.get(id_, ())]
            reached |= {self.statements[id_].document_id for id_ in (*to, *of)}
        return reached

    def _moved_by(self, document_ids: Iterable[str]) -> set[str]:
        """The documents with a promise of which these change the term, however many changes lie between."""
        found, waiting = set[str](), list(document_ids)
        while waiting:
            for each in self.in_document.get(waiting.pop(), ()):
                links = (link for link in self.links_from.get(each.id, ()) if link.relation is Relation.CHANGES)
                new = {self.statements[link.target_id].document_id for link in links} - found
                found |= new
                waiting += new
        return found

    def share(self, before: Known) -> None:
        """Take over from an earlier state what follows from statements or links that are the same in both."""
        same: list[str] = []
        if [*before.statements.values()] == [*self.statements.values()]:
            same += OF_STATEMENTS
        if before.links == self.links:
            same += OF_LINKS
        vars(self).update({name: value for name, value in vars(before).items() if name in same})

    def concerned(self, decision: Decision, before: Known) -> set[str] | None:
        """The documents that a decision which counts since `before` can concern; None: it can be any."""
        if decision.is_about_name:
            return before.renamed(self.left.names)
        about = self._about(decision)
        return before.near(about) | self.near(about) if about else None

    def renamed(self, names: Names) -> set[str]:
        """The documents that name a body which has another one name by these, with those that they answer or that are
        linked with them."""
        changed = {
            id_ for id_, document in self.machine.documents.items()
            if _bodies(names.on(document)) != _bodies(self.documents[id_])
        }  # fmt: skip
        answered = {document.id for id_ in changed for document in self.answered.get(id_, ())}
        return self.near(changed) | answered

    def looked_in(self, document_id: str) -> tuple[Document, ...]:
        """The loaded replies to a document that do more than put off the answer, oldest first. An answer to any of its
        points can stand there; a report that holds the answer is a reply to itself."""
        if document_id not in self._looked_in:  # every point of a document asks it
            self._looked_in[document_id] = self._look_in(document_id)
        return self._looked_in[document_id]

    @cached_property
    def _looked_in(self) -> dict[str, tuple[Document, ...]]:
        return {}

    def _look_in(self, document_id: str) -> tuple[Document, ...]:
        said: dict[str, set[Position]] = {each.id: set() for each in self.replies.get(document_id, ())}
        only_told: set[str] = set()
        for target in self.in_document.get(document_id, ()):
            for link in self.links_to.get(target.id, ()):
                source, judged = self.statements[link.source_id], self.standing(link.id).judgement
                told = link.hearsay and judged is None
                itself = source.document_id == document_id and target.kind is not StatementKind.RECOMMENDATION
                if link.relation is Relation.ANSWERS and told:
                    only_told.add(source.document_id)
                elif link.relation is Relation.ANSWERS and not itself:
                    corrected = judged.value if judged and judged.verdict is Verdict.CORRECTED else None
                    position = Position(corrected) if corrected else link.position
                    said.setdefault(source.document_id, set()).add(position or Position.UNCLEAR)
        letters = (
            self.documents[id_] for id_, found in said.items() if found != _PUT_OFF and (found or id_ not in only_told)
        )
        return tuple(sorted(letters, key=oldest_first))

    @cached_property
    def in_document(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((statement.document_id, statement) for statement in self.statements.values())

    def counting(self, document_ids: Iterable[str]) -> Mapping[str, Document]:
        """Those of these documents that are here."""
        return {id_: self.documents[id_] for id_ in document_ids if id_ in self.documents}

    def heads(self) -> Iterable[Document]:
        """All documents: by what a question may name them."""
        return self.documents.values()

    def said_in(self, passage: Passage) -> tuple[Statement, ...]:
        """The statements in a passage."""
        return self.in_passage.get(passage.id, ())

    def among(self, where: Filter) -> Iterable[Document]:
        """The documents that pass, in order."""
        if where.document_ids:
            named = [self.documents[id_] for id_ in where.document_ids if id_ in self.documents]
            return sorted((each for each in named if keeps(where, each)), key=lambda each: self.places[each.id])
        return (each for each in self.documents.values() if keeps(where, each))

    @cached_property
    def places(self) -> Mapping[str, int]:
        """The place of each document in their order."""
        return {id_: number for number, id_ in enumerate(self.documents)}

    @cached_property
    def in_passage(self) -> Mapping[str, tuple[Statement, ...]]:
        return _grouped((statement.passage_id, statement) for statement in self.statements.values())

    @cached_property
    def parts(self) -> Mapping[str, tuple[Statement, ...]]:
        """Sub-items by the id of their main item. A sub-item stands below its main item, so there are no circles."""
        asked = [statement for statement in self.statements.values() if statement.kind in ASKS]
        place = {statement.id: self.order[statement.id] for statement in asked}
        return _grouped(
            (statement.parent_id, statement)
            for statement in asked
            if statement.parent_id in place and place[statement.parent_id] < place[statement.id]
        )

    def is_part(self, statement: Statement) -> bool:
        return any(part.id == statement.id for part in self.parts.get(statement.parent_id or "", ()))

    def document_of(self, statement: Statement) -> Document:
        return self.documents[statement.document_id]

    def citation(self, statement: Statement) -> Citation:
        document, passage = self.document_of(statement), self.passages[statement.passage_id]
        page = passage.page_of(statement.start, statement.end) if document.paged else None
        return _citation(document, page, passage.number, statement.text)


def oldest_first(document: Document) -> tuple[date, str]:
    """How documents are sorted; one without a date comes last."""
    return document.date or date.max, document.id


def found(store: Store, stored: tuple[Document, ...]) -> Found:
    """All that decisions are applied to; `stored` are all documents."""
    links = store.links()
    versions = chains(stored)
    last = {id_: chain[-1].id for id_, chain in versions.items()}
    statements, passages = store.statements(), store.places_with_statements()
    given = Given(last, statements, passages, links, frozenset(store.scanned()), store.passages)
    return Found(stored, given, versions)


def known(machine: Found, decisions: Sequence[Decision], before: Known | None = None) -> Known:
    """What counts, as these decisions leave it; with what follows alike from an earlier state."""
    left = effects(machine.given, decisions)
    counting, rejected = dict(left.statements), left.rejected
    for id_ in rejected & counting.keys():
        del counting[id_]
    for id_ in left.standings.keys() & counting.keys():
        counting[id_] = as_decided(counting[id_], left.standings[id_])
    valid = tuple(
        link
        for id_, link in left.links.items()
        if link.source_id in counting and link.target_id in counting and id_ not in rejected
    )
    documents = {id_: left.names.on(document) for id_, document in machine.documents.items()}
    links = tuple(machine.given.links)
    made = Known(documents, left.passages, counting, valid, left, links, machine.versions, machine)
    if before is not None:
        made.share(before)
    return made


def citation(document: Document, passage: Passage, start: int, end: int) -> Citation:
    """Where characters start..end of a passage stand: by page, or by paragraph in a document without pages."""
    page = passage.page_of(start, end) if document.paged else None
    return _citation(document, page, passage.number, passage.text[start:end])


def _citation(document: Document, page: int | None, number: int, quote: str) -> Citation:
    return Citation(
        document_id=document.id,
        title=document.title,
        date=document.date,
        reference=document.our_reference,
        page=page,
        place=intern(f"alinea {number}" if page is None else f"p. {page}"),
        quote=quote,
    )


def keeps(where: Filter, document: Document) -> bool:
    """Whether the document passes. A document without a date passes only where no date is asked."""
    if where.document_ids and document.id not in where.document_ids:
        return False
    if where.document_kinds and document.kind not in where.document_kinds:
        return False
    if where.senders and document.body not in where.senders:
        return False
    if not document.is_of(where.authorities):
        return False
    if where.since and (document.date is None or document.date < where.since):
        return False
    return not (where.until and (document.date is None or document.date > where.until))


def asks_about_documents(where: Filter) -> bool:
    """Whether the filter leaves out any document at all."""
    about = (where.document_ids, where.document_kinds, where.senders, where.authorities, where.since, where.until)
    return any(about)


def _bodies(document: Document) -> tuple[str | None, str | None]:
    return document.body, document.addressed_body


def _grouped(pairs: Iterable[tuple[str | None, T]]) -> dict[str, tuple[T, ...]]:
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key or "", []).append(value)
    return {key: tuple(values) for key, values in found.items()}
