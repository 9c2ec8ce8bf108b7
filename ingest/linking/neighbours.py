"""The letters that one letter can see: those that share a facet with it and are not later. What it looked for is kept,
so that it is looked at again when a letter changes that it saw, or comes that it would see."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol

from ingest.linking.facets import Facet, outcome, searching
from ingest.linking.letter import Letter
from kb.letters.replies import Step, answered_document, looks_for
from kb.model import Document, Keys, Link, keys

BY_LETTERHEAD = {
    Step.REFERENCE: Facet.REFERENCE, Step.DATE: Facet.DATE, Step.CASE: Facet.CASE, Step.SUBJECT: Facet.SUBJECT,
}  # fmt: skip


class Loaded(Protocol):
    """Where letters are found."""

    def found(self, sought: Keys) -> Collection[str]:
        """The documents that offer one of these keys."""
        ...

    def letters(self, document_ids: Collection[str]) -> Sequence[Letter]:
        """These letters, oldest first."""
        ...

    def first_links(self, document_ids: Collection[str]) -> Mapping[str, Sequence[Link]]:
        """Per document what it links to by itself."""
        ...


class Neighbours:
    """What one letter sees of the others."""

    def __init__(self, document: Document, loaded: Loaded) -> None:
        self._document, self._loaded = document, loaded
        self._sought: frozenset[int] = frozenset()

    @property
    def sought(self) -> Keys:
        """All that was looked for until now."""
        return searching(self._document, self._sought)

    def find(self, facet: Facet, words: Iterable[str]) -> Sequence[Letter]:
        """The other letters that offer one of these words, oldest first."""
        return self._letters(keys(facet, words))

    def answered(self) -> Letter | None:
        """The one letter that this one answers by its letterhead."""
        sought = frozenset[int]()
        for step, word in looks_for(self._document):
            sought |= keys(BY_LETTERHEAD[step], [word])
        others = self._letters(sought)
        target = answered_document(self._document, [other.document for other in others])
        return next((other for other in others if target and other.document.id == target.id), None)

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
