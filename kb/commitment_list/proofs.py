"""Which document and page a cell of a kept list means, in the words of a person. Nothing is guessed: a page that is
not named is only taken where there is no other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from kb.commitment_list.advancing import proof_in
from kb.commitment_list.columns import plainly
from kb.decisions.record import check_proof
from kb.errors import BadDecision
from kb.knowledge import KnowledgeBase
from kb.model import Document, Proof, Related
from kb.text.dates import parse_date

PLACE = re.compile(r"\b(?:p\.?|pag\.?|pagina|blz\.?|bladzijde|alinea)\s*(\d+)\b", re.IGNORECASE)
DONE_ON = re.compile(r"\b(?:gedaan|klaar) op\b(.*)", re.IGNORECASE)
SHORTEST = 4  # characters of a reference that tells one letter from another


class NotClearError(Exception):
    """No document, or more than one, or no page; the text says what to add."""


def found(
    kb: KnowledgeBase, documents: Sequence[Document], words: str, done_on: date | None, proposed: Related | None
) -> Proof:
    """The proof that these words name. Raises NotClearError."""
    document = _document(documents, words)
    told = PLACE.search(words)
    own = proof_in(kb, proposed) if proposed and proposed.citation.document_id == document.id else None
    number = int(told[1]) if told else (own.page or own.paragraph) if own else _only(kb, document)
    if number is None:
        noun = "bladzijde" if document.paged else "alinea"
        raise NotClearError(f"noem bij Afgedaan met ook de {noun} van “{document.title}”, zoals p. 2.")
    spoken = DONE_ON.search(words)
    when = done_on or (parse_date(spoken[1]) if spoken else None) or document.date
    if when is None:
        raise NotClearError("noem bij Afgedaan op de dag waarop het was gedaan.")
    proof = Proof(document.id, when, number if document.paged else None, None if document.paged else number)
    try:
        check_proof(proof, document, len(kb.passages(document.id)))
    except BadDecision as error:
        raise NotClearError(str(error)) from error
    return proof


def _document(documents: Sequence[Document], words: str) -> Document:
    """The one with this title (the longest that fits; its date tells two apart), else reference, else date."""
    plain, when = f" {plainly(words)} ", parse_date(words)
    titled = [one for one in documents if plainly(one.title) and f" {plainly(one.title)} " in plain]
    longest = max((len(one.title) for one in titled), default=0)
    titled = [one for one in titled if len(one.title) == longest]
    referred = [
        one for one in documents
        if one.our_reference and len(one.our_reference) >= SHORTEST and f" {plainly(one.our_reference)} " in plain
    ]  # fmt: skip
    dated = [one for one in documents if when and one.date == when]
    for named in (titled, [one for one in titled if one.date == when], referred, dated):
        if len(named) == 1:
            return named[0]
    if titled or referred or dated:
        raise NotClearError(f"bij “{words}” passen meer documenten; noem titel en datum.")
    raise NotClearError(f"“{words}” is geen document dat is geladen; noem de titel, of voeg het eerst toe.")


def _only(kb: KnowledgeBase, document: Document) -> int | None:
    """The number of the page or paragraph of a document that has one."""
    if document.paged:
        return document.first_page if document.page_count == 1 else None
    passages = kb.passages(document.id)
    return passages[0].number if len(passages) == 1 else None
