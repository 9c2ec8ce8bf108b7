"""Letters that are linked in memory: each sees what it finds of the others, as in a knowledge base."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from ingest.linking.joins import Joined
from ingest.linking.letter import Distant, Letter
from ingest.linking.marks import Marks, marks_of
from ingest.linking.neighbours import Neighbours
from ingest.linking.offers import offers
from ingest.linking.one_letter import First, first, named_by, second
from ingest.linking.similarity import Encode
from kb.model import Document, Keys, Link, Linked


class Beside:
    """Some letters."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        self._letters = {letter.document.id: letter for letter in letters}
        self._offers = {letter.document.id: offers(letter) for letter in letters}
        self.linked: dict[str, First] = {}

    def found(self, sought: Keys) -> Collection[str]:
        offering = {id_ for id_, each in self._offers.items() if each.day <= sought.day and each.keys & sought.keys}
        return offering | {id_ for id_, each in self.linked.items() if each.answers_to & sought.keys}

    def naming(self, sought: Keys) -> Collection[str]:
        near = {id_: Neighbours(each.document, self) for id_, each in self._letters.items()}
        return {id_ for id_, each in near.items() if named_by(each) & sought.keys}

    def marks(self, document: Document) -> Marks:
        return marks_of(document, (part.passage for part in self._letters[document.id].parts))

    def letters(self, document_ids: Collection[str]) -> Sequence[Letter]:
        found = [self._distant(self._letters[id_]) for id_ in document_ids]
        return sorted(found, key=lambda each: each.document.place)

    def first_links(self, document_ids: Collection[str]) -> Mapping[str, Sequence[Link]]:
        return {id_: self.linked[id_].links for id_ in document_ids}

    @staticmethod
    def _distant(letter: Letter) -> Letter:
        passages = [part.passage for part in letter.parts]
        return Distant(letter.document, lambda _: letter.statements, lambda _: passages)


class Answering(Neighbours):
    """What a letter sees, where a test says which letter it answers."""

    def __init__(self, document: Document, beside: Beside, told: Joined) -> None:
        super().__init__(document, beside)
        self._beside, self._told = beside, told

    def answered(self) -> tuple[Joined, Sequence[Letter]]:
        return self._told, self._beside.letters([each.id for each in self._told.originals])


def linked(letters: Sequence[Letter], encode: Encode, answers: Mapping[str, Joined] | None = None) -> list[Linked]:
    """All links of these letters; `answers` tells what a letter answers, by its title, where it is not to
    be found by the letterhead."""
    beside = Beside(letters)
    for letter in letters:
        near = Neighbours(letter.document, beside)
        if answers is not None:
            near = Answering(letter.document, beside, answers.get(letter.document.title, Joined(())))
        found = first(letter.document.kind, lambda letter=letter, **_: letter, near, encode)
        beside.linked[letter.document.id] = found
    return [second(found, encode) for found in beside.linked.values()]
