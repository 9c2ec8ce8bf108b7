"""The letters that one letter can see: those that share a facet with it and are not later. What it looked for is kept,
so that it is looked at again when a letter changes that it saw, or comes that it would see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from ingest.linking.facets import WITHIN, Facet, asking_of, outcome, searching
from ingest.linking.joins import Joined, joined
from ingest.linking.letter import Letter
from ingest.linking.marks import Marks
from kb.letters.answered import named_by_letterhead
from kb.letters.authorities import apart, sought_under
from kb.letters.parties import same_body
from kb.letters.replies import Step, answered_by, looks_for
from kb.model import Document, Keys, Link, keys

BY_LETTERHEAD = {
    Step.REFERENCE: Facet.REFERENCE, Step.DATE: Facet.DATE, Step.CASE: Facet.CASE, Step.PARTIES: Facet.PARTIES,
    Step.SUBJECT: Facet.SUBJECT,
}  # fmt: skip


class Loaded(Protocol):
    """Where letters are found."""

    def found(self, sought: Keys) -> Collection[str]:
        """The documents that offer one of these keys."""
        ...

    def letters(self, document_ids: Collection[str]) -> Sequence[Letter]:
        """These letters, oldest first."""
        ...

    def naming(self, sought: Keys) -> Collection[str]:
        """The documents that answer by their letterhead what has one of these keys."""
        ...

    def marks(self, document: Document) -> Marks:
        """By what it is recognised."""
        ...

    def first_links(self, document_ids: Collection[str]) -> Mapping[str, Sequence[Link]]:
        """Per document what it links to by itself."""
        ...


class Neighbours:
    """What one letter sees of the others."""

    def __init__(self, document: Document, loaded: Loaded) -> None:
        self._document, self._loaded = document, loaded
        self._sought: frozenset[int] = frozenset()
        self._named: tuple[Step | None, Sequence[Document]] | None = None

    @property
    def sought(self) -> Keys:
        """All that was looked for until now."""
        return searching(self._document, self._sought)

    def find(self, facet: Facet, words: Iterable[str]) -> Sequence[Letter]:
        """The other letters that offer one of these words, oldest first; by a reference also those of another
        municipality."""
        if facet not in WITHIN:
            return self._letters(keys(facet, words))
        own = self._document
        found = self._letters(keys(facet, (each for word in words for each in sought_under(own, word))))
        return [letter for letter in found if not apart(own, letter.document)]

    def answered(self) -> tuple[Joined, Sequence[Letter]]:
        """What this one answers, and these letters."""
        found = joined(self._document, self)
        if found.likely:
            self._sought |= keys(Facet.ITSELF, (each.id for each in found.originals))
        letters = {each.document.id: each for each in self._loaded.letters([each.id for each in found.originals])}
        return found, [letters[each.id] for each in found.originals]

    def named(self) -> tuple[Step | None, Sequence[Document]]:
        """What it answers by its letterhead, and what decides that."""
        if self._named is None:
            self._named = answered_by(self._document, self._within_reach())
        return self._named

    def asking(self) -> Sequence[Document]:
        """At least all that it may answer, of those with points of their own."""
        return [each.document for each in self.find(Facet.ASKING, asking_of(self._document))]

    def replies_to(self, other: Document) -> Sequence[Document]:
        """Those that answer another one by their letterhead."""
        sought = named_by_letterhead(other.id)
        self._sought |= sought
        ids = {*self._loaded.naming(searching(self._document, sought))} - {self._document.id}
        return [each.document for each in self._loaded.letters(ids)]

    def marks(self, document: Document) -> Marks:
        """By what one of these is recognised, or this one itself."""
        return self._loaded.marks(document)

    def answers_to(self, original: Letter) -> Sequence[tuple[Letter, Sequence[Link]]]:
        """The other letters that answer this one, with what they link to by themselves; and this one itself, which may
        hold an answer."""
        sought = outcome(original.document.id)
        self._sought |= sought
        ids = {*self._loaded.found(searching(self._document, sought)), original.document.id} - {self._document.id}
        links = self._loaded.first_links(ids)
        return [(letter, links[letter.document.id]) for letter in self._loaded.letters(ids)]

    def _letters(self, sought: frozenset[int]) -> Sequence[Letter]:
        self._sought |= sought
        ids = set(self._loaded.found(searching(self._document, sought))) - {self._document.id}
        return self._loaded.letters(ids)

    def _within_reach(self) -> Sequence[Document]:
        """What it can find by its letterhead, and what the earlier letters of its own sender can find that it names."""
        found: dict[str, Document] = {}
        naming = [self._document]
        while naming:
            one = naming.pop()
            sought: dict[bool, frozenset[int]] = {True: frozenset(), False: frozenset()}
            for step, word in looks_for(one):
                sought[step in (Step.REFERENCE, Step.DATE)] |= keys(BY_LETTERHEAD[step], [word])
            for names, each in sought.items():
                others = [letter.document for letter in self._letters(each)] if each else []
                if names:
                    naming += [other for other in others if other.id not in found and _is_before(other, one)]
                found |= {other.id: other for other in others}
        return sorted(found.values(), key=lambda each: each.place)


def _is_before(other: Document, one: Document) -> bool:
    """Whether it is an earlier letter of the same sender."""
    dated = other.date is not None and one.date is not None and other.date < one.date
    return dated and same_body(one.sender, other.sender) is True
