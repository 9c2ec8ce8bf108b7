"""From files to statements and links, step by step. The only module of ingest that writes to the knowledge base."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ingest.dutch.kept import reader, unpacked
from ingest.dutch.pipeline import require
from ingest.linking.answers import link
from ingest.linking.commitment_news import relations
from ingest.linking.letter import Letter
from ingest.reading import analysed
from ingest.work.batch import Batch, Progress
from ingest.work.pool import reading
from kb.knowledge import KnowledgeBase
from kb.letters.replies import answered_document
from kb.making import identity
from kb.model import Document, FileReport, Statement
from kb.settings import settings

SKIPPED = frozenset({".toml", ".md"})  # what stands beside letters in a folder without being one


def add(kb: KnowledgeBase, paths: Iterable[Path], on_progress: Progress | None = None) -> tuple[FileReport, ...]:
    """Read files and folders, store what is new, link it. One report per file, and behind it one per file that came
    in it; a file that fails stops nothing.

    Reading is done by worker processes. Each document is stored in one transaction as soon as it is read, a mail after
    its attachments, so a run that is broken off loses at most the files that were being read.
    """
    chosen = settings(kb.home)
    require(chosen.pijplijn)
    embedding = chosen if identity(chosen) == kb.embedder.identity else None
    with reading() as pool:
        reports = Batch(kb, pool, chosen.limits, on_progress, chosen.pijplijn, embedding).add(list(_files(paths)))
    again = read_again(kb)
    if again or not kb.linked:
        link_all(kb)
    return reports


def read_again(kb: KnowledgeBase) -> int:
    """Find anew what another reader found, in the passages as they are; the number of documents."""
    pipeline = settings(kb.home).pijplijn
    others = [id_ for id_, found_by in kb.readers().items() if found_by != reader(pipeline)]
    for document_id in others:
        statements, kept = analysed(kb.document(document_id), kb.passages(document_id), pipeline)
        kb.put_again(document_id, statements, kept)
    return len(others)


def link_all(kb: KnowledgeBase) -> int:
    """Compute all links anew and return how many there are. Decisions of people stay."""
    read_again(kb)
    documents = kb.documents()
    statements: dict[str, list[Statement]] = {document.id: [] for document in documents}
    for statement in kb.statements():
        statements[statement.document_id].append(statement)
    letters = [_letter(kb, document, statements[document.id]) for document in documents]

    def answered(document: Document) -> Document | None:
        return answered_document(document, documents)

    encode = kb.encoder()
    links = (*link(letters, answered, encode), *relations(letters, answered, encode))
    kb.remember(encode)
    kb.put_links(links)
    return len(links)


def _letter(kb: KnowledgeBase, document: Document, statements: Sequence[Statement]) -> Letter:
    passages = kb.passages(document.id)
    sentences = unpacked(kb.found(document.id).found, {passage.id: passage.text for passage in passages})
    return Letter.of(document, passages, statements, found=sentences)


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each file once, folders searched in depth and in order of name; hidden files and configuration stay out."""
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            yield from ((p, p.name) for p in inside if not p.name.startswith(".") and p.suffix not in SKIPPED)
        else:
            yield path, path.name
