"""What of a document is hidden when residents' data are not to be seen, as the knowledge base offers it."""

from __future__ import annotations

import hashlib
import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING, TypeAlias

from kb.acting import Acting, needs
from kb.errors import BadDecision
from kb.log import logged
from kb.model import Correction, Document, Hidden, LinePart, Role
from kb.store import Store

if TYPE_CHECKING:
    from kb.privacy.hiding import Hiding

# The value of `texts` at which it was looked at, fingerprint of the text, what to hide.
Found: TypeAlias = "tuple[int, str, Hiding]"


class Corrections(Acting, ABC):
    """The part of the knowledge base that knows what is private. What is stored stays literal."""

    _store: Store
    _found: dict[str, Found]

    concealing: bool = False  # whether what is read here comes with labels in the place of residents' data

    @abstractmethod
    def document(self, document_id: str) -> Document: ...

    @abstractmethod
    def versions(self, document_id: str) -> tuple[Document, ...]: ...

    @abstractmethod
    def _writing(self, patience: float | None = None) -> AbstractContextManager[None]: ...

    @needs(Role.JUDGE)
    def hidden(self, document_id: str) -> tuple[Hidden, ...]:
        """What is hidden of a document, or shown after all because a person wants it, in the order of the text."""
        return self.hiding(document_id).items

    def hidden_parts(self, document_id: str, page: int) -> tuple[LinePart, ...]:
        """What has to be covered on the picture of a page: nothing where all may be seen."""
        return ()

    def words(self, text: str, document_id: str) -> str:
        """A text from this document as it may be shown."""
        return text

    def hiding(self, document_id: str) -> Hiding:
        """What to put labels for in a text from this document. What people said of another version counts too."""
        ids = [each.id for each in self.versions(document_id)]
        return replace(self._proposed(document_id), corrections=self._store.corrections(ids))

    def _proposed(self, document_id: str) -> Hiding:
        """Remembered until the text of the document is another one."""
        texts, known = self._store.texts(), self._found.get(document_id)
        if known and known[0] == texts:
            return known[2]
        lines, prose = self._text(document_id)
        from kb.privacy.hiding import hiding

        fingerprint = hashlib.sha256(f"{lines}\0{prose}".encode("utf-8", "replace")).hexdigest()
        found = known[2] if known and known[1] == fingerprint else hiding(lines, prose)
        self._found[document_id] = texts, fingerprint, found
        return found

    def _text(self, document_id: str) -> tuple[str, str]:
        """The lines of its pages, with what is said of it beside (a title may come from the file), and its passages."""
        one = self._store.document(document_id)
        file = re.sub(r"[_-]", " ", PurePath(one.file).stem)
        said = filter(None, (one.title, one.sender, one.addressee, one.subject, file, *one.signatories))
        lines = "\n\n".join((*(page.text for page in self._store.pages(document_id)), *said))
        return lines, "\n\n".join(passage.text for passage in self._store.passages(document_id))

    @needs(Role.JUDGE)
    @logged("correctie van wat verborgen wordt vastgelegd")
    def correct(self, document_id: str, text: str, *, hide: bool, by: str) -> Correction:
        """Hide these words wherever they stand in the document, or show them after all; `text` may be a label. Raises
        BadDecision without a name, or when there is nothing that it is about."""
        text, by = " ".join(text.split()), self.author(by)
        if not by.strip():
            raise BadDecision("Vul in wie dit besluit; zonder naam wordt niets vastgelegd.")
        with self._writing():
            title = self.document(document_id).title
            known = any(text.casefold() in _names(one) for one in self.hidden(document_id))
            if not known and not (hide and text and self._holds(document_id, text)):
                what = "staat niet in" if hide else "is niet verborgen in"
                raise BadDecision(f'"{text}" {what} "{title}": neem de woorden over zoals ze daar staan.')
            made = Correction(document_id, text, hide, by.strip(), datetime.now(UTC))
            self._store.correct(made)
        return made

    def _holds(self, document_id: str, text: str) -> bool:
        form = r"\s+".join(map(re.escape, text.split()))
        return any(re.search(rf"(?<![^\W_]){form}(?![^\W_])", each) for each in self._text(document_id))

    def _corrections_for(self, heir: str, document_id: str) -> Sequence[Correction]:
        """What is said of a version that is forgotten, about words that another version has too."""
        about = self._store.corrections([document_id])
        return [replace(each, document_id=heir) for each in about if self._has(heir, each.text)]

    def _has(self, document_id: str, text: str) -> bool:
        found = self._proposed(document_id).found
        return self._holds(document_id, text) or any(text.casefold() in _names(one) for one in found)


def _names(one: Hidden) -> tuple[str, ...]:
    return (one.label.casefold(), *(each.casefold() for each in one.texts))
