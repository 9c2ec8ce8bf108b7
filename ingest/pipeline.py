"""From files to statements and links, step by step. The only module of ingest that writes to the knowledge base."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from ingest.dutch.kept import reader
from ingest.dutch.pipeline import require
from ingest.linking.catching_up import catch_up
from ingest.linking.letter import Letter
from ingest.read.part import legible, shown_name
from ingest.work.batch import Batch, Progress
from ingest.work.cutting import AS_IT_IS, Splitting, starts_with_gaps
from ingest.work.pool import Pool
from ingest.work.processes import reading
from kb.concealed import literal
from kb.errors import BadCut, BrokenStore, Busy, NoCluster, NotFound, sentence
from kb.knowledge import KnowledgeBase
from kb.making import identity
from kb.model import BundlePart, Document, FileReport
from kb.settings import Settings, settings
from kb.temporary import temporary

SKIPPED = frozenset({".toml", ".md"})  # what stands beside letters in a folder without being one


def add(
    kb: KnowledgeBase,
    paths: Iterable[Path],
    on_progress: Progress | None = None,
    splitting: Splitting = AS_IT_IS,
    cluster: str = "",
) -> tuple[FileReport, ...]:
    """Read files and folders, store what is new, link it. One report per file, and behind it one per file that came
    in it, and one per document when a file is split; a file that fails stops nothing.

    Reading is done by worker processes, or by the workers of the Dask `cluster` of which this is the address (raises
    NoCluster, once what was read is stored and linked). Each document is stored in one transaction as soon as it is
    read, a mail after its attachments, so a run that is broken off loses at most the files that were being read.
    """
    chosen = settings(kb.home)
    require(chosen.pijplijn)
    embedding = _embedding(kb, chosen, elsewhere=bool(cluster))
    try:
        with _readers(kb, chosen, cluster) as pool:
            batch = Batch(kb, pool, chosen.limits, on_progress, chosen.pijplijn, embedding, splitting)
            reports = batch.add(list(files_in(paths)))
    except NoCluster:
        keep_linked(kb)
        raise
    keep_linked(kb)
    return reports


def _embedding(kb: KnowledgeBase, chosen: Settings, *, elsewhere: bool) -> Settings | None:
    """The settings of the embedder that workers are to use, and none that are no business of theirs; None: they make no
    vectors. `elsewhere` a model that somebody chose may be another one under the same name."""
    if identity(chosen) != kb.embedder.identity or (elsewhere and chosen.embedder):
        return None
    return Settings(chosen.embedder, chosen.query_prefix, chosen.passage_prefix)


def _readers(kb: KnowledgeBase, chosen: Settings, cluster: str) -> AbstractContextManager[Pool]:
    if not cluster:
        return reading()
    from ingest.work.cluster import on_cluster

    return on_cluster(cluster, chosen.pijplijn, kb.tell, ocr=chosen.limits.ocr)


def split(
    kb: KnowledgeBase, document: Document, splitting: Splitting, on_progress: Progress | None = None
) -> tuple[FileReport, ...]:
    """Cut the file of a loaded document otherwise; what is loaded of that file is replaced, and linked anew. Raises
    BadCut when pages of it were forgotten: they would come back."""
    if starts_with_gaps(kb.of_file(document.sha256)):
        raise BadCut(
            f"Van {document.file} zijn bladzijden verwijderd, die bij anders splitsen zouden terugkomen: voeg eerst "
            "het hele bestand opnieuw toe met adviesspoor add."
        )
    with original_under_its_name(kb, document) as path:
        return add(kb, [path], on_progress, splitting)


def proposed(kb: KnowledgeBase, document: Document) -> tuple[BundlePart, ...]:
    """What a loaded document seems to be instead, also when a person kept it whole or an older program read it."""
    if document.part or not document.paged:
        return ()
    from ingest.letterhead.bundle import proposal

    return kb.bundles().get(document.id) or proposal(kb.pages(document.id))


@contextmanager
def original_under_its_name(kb: KnowledgeBase, document: Document) -> Iterator[Path]:
    """A copy of the original that has its own name again, as long as it is read."""
    with temporary(kb.home) as folder:
        path = folder / shown_name(document.file)
        path.write_bytes(kb.original(document.id).read_bytes())
        yield path


def read_again(kb: KnowledgeBase) -> int:
    """Find anew what another reader found, in the passages as they are; the number of documents."""
    _place(kb)
    pipeline, others = settings(kb.home).pijplijn, _read_by_others(kb)
    if not others:
        return 0
    from ingest.reading import analysed

    for document_id in others:
        statements, kept = analysed(kb.document(document_id), kb.passages(document_id), pipeline)
        kb.put_again(document_id, statements, kept)
    return len(others)


def _place(kb: KnowledgeBase) -> None:
    """Look to which authorities the documents belong of which an older program did not."""
    from ingest.letterhead.authorities import authorities_of
    from ingest.letterhead.head import head_of

    found = {}
    for document_id in kb.unplaced():
        document = kb.document(document_id)
        found[document_id] = authorities_of(head_of(kb.pages(document_id)), document.sender, document.addressee)
    if found:
        kb.put_places(found)


def _read_by_others(kb: KnowledgeBase) -> list[str]:
    """The documents in which another reader found what is stored."""
    return kb.read_otherwise(reader(settings(kb.home).pijplijn))


def link_all(kb: KnowledgeBase) -> int:
    """Compute all links anew and return how many there are. Decisions of people stay."""
    kb.unlink()
    link_concerned(kb)
    return kb.link_count()


def keep_linked(kb: KnowledgeBase) -> None:
    """Link the letters that the last changes concern, after letters came or went or a person decided. Trouble is said,
    and what could not be done is done at the next occasion."""
    kb = literal(kb)
    try:
        if not kb.linked or _read_by_others(kb):
            link_concerned(kb)
    except (Busy, BrokenStore, OSError) as error:
        kb.tell(f"De verbanden zijn nog niet gelegd. {sentence(error)} Geef daarna: adviesspoor link.")


def follow_decision(kb: KnowledgeBase) -> None:
    """Link the letters that a person's decision concerns, at once; of most decisions there are none. Where an older
    program read the letters this waits for the next `add` or `link`: reading anew takes too long for a click."""
    if not kb.linked and not _read_by_others(literal(kb)):
        keep_linked(kb)


def link_concerned(kb: KnowledgeBase) -> None:
    """Link the letters that a change since the last time concerns: those that changed, and those that look at them."""
    encode = kb.encoder()
    while True:
        marks = kb.marks
        try:
            read_again(kb)
            catch_up(kb, encode)
            break
        except NotFound:  # another program forgot a document
            if marks == kb.marks:
                raise
    if encode.fresh:
        kb.remember(encode)


def letter_of(kb: KnowledgeBase, document: Document) -> Letter:
    """One letter as linking sees it."""
    statements = tuple(each for each in kb.statements() if each.document_id == document.id)
    return Letter.of(document, kb.passages(document.id), statements, settings(kb.home).pijplijn, whole=True)


def files_in(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each file once, folders searched in depth and in order of name; hidden files and configuration stay out."""
    for path in paths:
        if os.path.isdir(path):  # unlike Path.is_dir, no error for a name that is too long: that file gets its report
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            yield from ((p, legible(p.name)) for p in inside if not p.name.startswith(".") and p.suffix not in SKIPPED)
        else:
            yield path, legible(path.name)
