"""From files to statements and links, step by step. The only module of ingest that writes to the knowledge base."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from ingest.letterhead import letterhead
from ingest.link import Letter, link
from ingest.passages import passages
from ingest.read import read
from ingest.statements import find_statements
from kb.errors import UnreadableFile
from kb.knowledge import KnowledgeBase
from kb.model import Document, FileReport, Outcome, PageSource, Reading, Statement
from kb.replies import answered_document

SKIPPED = frozenset({".toml", ".md"})  # what stands beside letters in a folder without being one
Progress = Callable[[int, int, str], None]  # done, total, file


def add(kb: KnowledgeBase, paths: Iterable[Path], on_progress: Progress | None = None) -> tuple[FileReport, ...]:
    """Read files and folders, store what is new, link it. One report per file; a file that fails stops nothing.

    Each document is stored in one transaction, so a run that is broken off loses at most the file it was reading.
    """
    files = list(_files(paths))
    reports = []
    for done, (path, name) in enumerate(files):
        if on_progress:
            on_progress(done, len(files), name)
        report = _add_one(kb, path, name)
        if report.outcome is not Outcome.UNCHANGED:
            kb.report(report)
        reports.append(report)
    if on_progress:
        on_progress(len(files), len(files), "")
    if not kb.linked:
        link_all(kb)
    return tuple(reports)


def link_all(kb: KnowledgeBase) -> int:
    """Compute all links anew and return how many there are. Decisions of people stay."""
    documents = kb.documents()
    statements: dict[str, list[Statement]] = {document.id: [] for document in documents}
    for statement in kb.statements():
        statements[statement.document_id].append(statement)
    letters = [Letter.of(d, kb.passages(d.id), statements[d.id]) for d in documents]
    links = link(letters, lambda document: answered_document(document, documents), kb.embedder.passages)
    kb.put_links(links)
    return len(links)


def read_file(name: str, data: bytes) -> tuple[Reading, tuple[str, ...]]:
    """Everything that is to be known of one file, and its warnings. Raises UnreadableFile."""
    raw = read(Path(name), data)
    sha256 = hashlib.sha256(data).hexdigest()
    identifier = "d" + sha256[:12]
    head = letterhead(raw.pages, name)
    document = Document(
        id=identifier, file=name, sha256=sha256, title=head.title, kind=head.kind, sender=head.sender,
        addressee=head.addressee, date=head.date, our_reference=head.our_reference, your_reference=head.your_reference,
        subject=head.subject, answers=head.answers, paged=raw.paged, page_count=len(raw.pages),
        added=datetime.now(UTC),
    )  # fmt: skip
    found = passages(identifier, raw.pages)
    return Reading(document, data, raw.pages, found, find_statements(document, found)), raw.warnings


def _add_one(kb: KnowledgeBase, path: Path, name: str) -> FileReport:
    now = datetime.now(UTC)
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{name} kon niet worden geopend ({error.strerror}); kijk of het bestand er nog staat en leesbaar is."
        return FileReport(name, None, now, Outcome.FAILED, messages=(message,))
    sha256 = hashlib.sha256(data).hexdigest()
    known = kb.find(sha256)
    if known:
        return FileReport(name, sha256, now, Outcome.UNCHANGED, known.id, known.page_count)
    try:
        reading, warnings = read_file(name, data)
    except UnreadableFile as error:
        return FileReport(name, sha256, now, Outcome.FAILED, messages=(str(error),))
    kb.put(reading)
    blank = sum(page.source is PageSource.NONE for page in reading.pages)
    return FileReport(name, sha256, now, Outcome.ADDED, reading.document.id, len(reading.pages), blank, warnings)


def _files(paths: Iterable[Path]) -> Iterator[tuple[Path, str]]:
    """Each file once, folders searched in depth and in order of name; hidden files and configuration stay out."""
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file())
            yield from ((p, p.name) for p in inside if not p.name.startswith(".") and p.suffix not in SKIPPED)
        else:
            yield path, path.name
