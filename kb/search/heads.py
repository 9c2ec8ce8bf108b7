"""The head of a document as search sees it: what stands over and beside its text, in none of its passages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kb.model import BlockKind, Document, Page, Passage
from kb.search.naming import written

FEW = 6  # words: a shorter passage stands for no document


def head(document: Document, pages: Sequence[Page]) -> str:
    """Its words: the name of the file, the fields of the letterhead, and what stands in the margins, each line once."""
    return "\n".join(dict.fromkeys(filter(None, (*_fields(document), *_furniture(pages)))))


def _fields(document: Document) -> Iterator[str | None]:
    yield document.file
    yield from (document.title, document.subject, document.sender, document.addressee, document.kind.value)
    yield from (document.our_reference, document.your_reference)
    yield from (*document.answers, *document.signatories, *document.enclosures)
    if document.date:
        yield from written(document.date)


def _furniture(pages: Sequence[Page]) -> Iterator[str]:
    for page in pages:
        for block in page.blocks:
            if block.kind is BlockKind.FURNITURE:
                yield from block.text.splitlines()


def first_passage(passages: Sequence[Passage]) -> str | None:
    """The passage that a document is shown by: the first that says something; None for one without words."""
    long = (each.id for each in passages if each.kind is not BlockKind.HEADING and len(each.text.split()) >= FEW)
    return next(long, passages[0].id if passages else None)
