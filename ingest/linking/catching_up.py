"""Links what has to be linked again: what changed, and the letters that saw it or see it now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial

from ingest.dutch.alone import keep
from ingest.dutch.kept import unpacked
from ingest.linking.joins import Choice, choice, joined
from ingest.linking.letter import Distant, Letter
from ingest.linking.marks import Marks, marks_of
from ingest.linking.neighbours import Neighbours
from ingest.linking.offers import offers
from ingest.linking.one_letter import First, first, named_by, second
from ingest.linking.similarity import Encode
from kb.knowledge import KnowledgeBase
from kb.model import Document, Keys, Link, Passage, Statement

AT_ONCE = 50  # letters that are linked in one transaction


def catch_up(kb: KnowledgeBase, encode: Encode) -> None:
    """Link all that has to be linked again. Each lot of letters is stored with the mark that it is linked, so that a
    kill costs a lot; what another program changes meanwhile counts too: then a lot is done again."""
    while kb.unlinked():
        _renew(kb)
        for lot in _lots(kb):
            if not _link(kb, lot, encode):
                break


def weighed_for(kb: KnowledgeBase, letters: Iterable[Document]) -> Iterator[tuple[Document, Choice]]:
    """What was weighed for letters of which the letterhead does not say what they answer."""
    loaded = _Loaded(kb)
    for letter in letters:
        yield letter, choice(letter, Neighbours(letter, loaded))


def laid_beside_each_other(kb: KnowledgeBase) -> Iterator[tuple[Letter, Sequence[Letter]]]:
    """Each letter with those that it answers as far as their joining goes, whatever was linked in them."""
    loaded = _Loaded(kb)
    for document in kb.documents():
        originals = joined(document, Neighbours(document, loaded)).originals
        if originals:
            whole = [loaded.opened(each, whole=True) for each in (document, *originals)]
            yield whole[0], whole[1:]


def _renew(kb: KnowledgeBase) -> None:
    """What changed documents are found by."""
    marks = kb.marks
    changed = [id_ for id_, other in kb.unlinked().items() if other]
    if not changed:
        return
    loaded = _Loaded(kb)
    there = {letter.document.id: offers(letter) for letter in loaded.letters(changed)}
    kb.offer(there, [id_ for id_ in changed if id_ not in there], marks)


def _lots(kb: KnowledgeBase) -> Iterator[list[Document]]:
    """Those to link, oldest first: what a letter answers is there before those that tell of it."""
    left = kb.counting(kb.unlinked())
    for at in range(0, len(left), AT_ONCE):
        yield list(left[at : at + AT_ONCE])


def _link(kb: KnowledgeBase, lot: Sequence[Document], encode: Encode) -> bool:
    """Link these letters; False when something changed under it."""
    marks, loaded = kb.marks, _Loaded(kb)
    near = {document.id: Neighbours(document, loaded) for document in lot}
    loaded.named = {id_: named_by(each) for id_, each in near.items()}
    for document in lot:
        opened = partial(loaded.opened, document)
        loaded.linked.append(first(document.kind, opened, near[document.id], encode))
    return kb.put_linked([second(found, encode) for found in loaded.linked], marks)


class _Loaded:
    """The letters of the knowledge base, each loaded once as far as it is looked at."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._kb, self._partly = kb, kb.partly()
        self._letters: dict[str, Distant] = {}
        self._statements: dict[str, tuple[Statement, ...]] = {}
        self._marks: dict[str, Marks] = {}
        self.named: dict[str, frozenset[int]] = {}  # of this lot, what it answers by letterhead: not stored yet
        self.linked: list[First] = []  # nor are these

    def found(self, sought: Keys) -> Collection[str]:
        by_this_lot = {each.document_id for each in self.linked if each.answers_to & sought.keys}
        return {*self._kb.offering(sought), *by_this_lot}

    def naming(self, sought: Keys) -> Collection[str]:
        by_this_lot = {id_ for id_, each in self.named.items() if each & sought.keys}
        return {*self._kb.offering(sought)} - self.named.keys() | by_this_lot

    def marks(self, document: Document) -> Marks:
        if document.id not in self._marks:
            self._marks[document.id] = marks_of(document, self._passages_of(document.id))
        return self._marks[document.id]

    def letters(self, document_ids: Collection[str]) -> Sequence[Letter]:
        new = [id_ for id_ in document_ids if id_ not in self._letters]
        for document in self._kb.counting(new):
            self._letters[document.id] = Distant(document, self._found_in, self._passages_of)
        found = [self._letters[id_] for id_ in document_ids if id_ in self._letters]
        return sorted(found, key=lambda each: each.document.place)

    def first_links(self, document_ids: Collection[str]) -> Mapping[str, Sequence[Link]]:
        own = {each.document_id: each.links for each in self.linked if each.document_id in document_ids}
        return {**self._kb.first_links([id_ for id_ in document_ids if id_ not in own]), **own}

    def opened(self, document: Document, *, whole: bool) -> Letter:
        passages, statements = self._passages_of(document.id), self._found_in(document.id)
        texts = {passage.id: passage.text for passage in passages}
        sentences = unpacked(self._kb.found(document.id).found, texts)
        return Letter.of(document, passages, statements, found=sentences, whole=whole)

    def _passages_of(self, document_id: str) -> Sequence[Passage]:
        return self._kb.passages(document_id)

    def _found_in(self, document_id: str) -> tuple[Statement, ...]:
        if document_id not in self._statements:
            self._statements |= self._partly.statements([document_id])
            keep(self._statements[document_id], self._kb.found(document_id).found)
        return tuple(each for each in self._statements[document_id] if not each.by_linking)
