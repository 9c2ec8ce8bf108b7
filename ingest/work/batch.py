"""A batch of files through the workers into the knowledge base, with the files that come in mails and archives."""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.read import Part
from ingest.reading import Problem, ReadFile
from ingest.work.cutting import AS_IT_IS, Splitting, looks_like
from ingest.work.pool import Pool, Status, Task, first_of
from kb.errors import BadCut, BrokenStore, Busy, because, sentence
from kb.knowledge import KnowledgeBase
from kb.labels import pages_of
from kb.letters.versions import gaps
from kb.model import PROPOSE, Cuts, Document, FileReport, Outcome, PageSource, Reading
from kb.settings import Limits, Settings

Progress = Callable[[int, int, str], None]  # done, total, what is being read
CANNOT_WRITE = (Busy, BrokenStore, OSError)  # what may end for one file and not for the next
SEPARATOR = " › "  # between the name of an archive or mail and that of a file in it
MENDED = "Het oorspronkelijke bestand ontbrak in de kennisbank en is teruggezet."
NAMED = 3  # files of which is said how far they are; of a machine with many cores the others are counted
_BEAT = 0.5  # seconds between two signs of life to whoever waits


@dataclass(slots=True)
class _Job:
    """A file on its way: one of the batch, or (`within`) one that came in another."""

    name: str
    data: bytes
    sha256: str
    within: _Job | None = None
    cuts: Cuts = PROPOSE
    known: tuple[Document, ...] = ()  # what is stored of this file, when it is read all the same
    reports: list[FileReport] = field(default_factory=list)  # once it is done: of it and, behind it, of those in it
    inner: list[_Job] = field(default_factory=list)  # the files in it, in their order there
    status: Status = field(default_factory=Status)
    read: ReadFile | None = None
    waiting: int = 0  # files in it that are not finished
    spent: int = 0  # bytes of all files in it, on every level
    parts: int = 0

    @property
    def above(self) -> Iterator[_Job]:
        """The file itself and those it came in, innermost first."""
        job: _Job | None = self
        while job:
            yield job
            job = job.within

    @property
    def reports_within(self) -> list[FileReport]:
        """Of the files in it that are done, in the order in which they stand there."""
        return [report for part in self.inner for report in part.reports]

    @property
    def outermost(self) -> _Job:
        return list(self.above)[-1]


@dataclass(frozen=True, slots=True)
class _Done:
    """How one document of a file ended, or a file without one."""

    outcome: Outcome
    document: Document | None
    messages: tuple[str, ...] = ()
    blank: int = 0  # pages without words
    remember: bool = True
    again: bool = False


class Batch:
    """Reads files and stores them as they come back; a file that stands in the batch twice is read once."""

    def __init__(
        self,
        kb: KnowledgeBase,
        pool: Pool,
        limits: Limits,
        on_progress: Progress | None,
        pipeline: str = "",
        embedding: Settings | None = None,
        splitting: Splitting = AS_IT_IS,
    ) -> None:
        """`embedding`: the settings of the embedder that workers are to use; without them the vectors are made here."""
        self._embedding = embedding
        self._kb, self._pool, self._limits, self._pipeline = kb, pool, limits, pipeline
        self._splitting = splitting
        self._tell = on_progress or (lambda done, total, file: None)
        self._ready: deque[_Job] = deque()
        self._running: dict[Future[ReadFile | Problem], _Job] = {}
        self._twins: dict[str, list[_Job]] = {}  # by sha256 of what is being read now
        self._done = self._total = 0

    def add(self, files: Sequence[tuple[Path, str]]) -> tuple[FileReport, ...]:
        """The reports, in the order of the files."""
        self._total = len(files)
        sources = iter(files)
        found: list[list[FileReport]] = []
        while True:
            while len(self._running) < self._pool.size + 1:
                if self._ready:
                    self._start(self._ready.popleft())
                elif source := next(sources, None):
                    found.append(self._open(*source))
                else:
                    break
            if not self._running:
                break
            for future in first_of(set(self._running), _BEAT):
                job = self._running.pop(future)
                self._finish_reading(job, future.result())
            self._beat()
        self._tell(self._total, self._total, "")
        return tuple(report for reports in found for report in reports)

    def _open(self, path: Path, name: str) -> list[FileReport]:
        """Begin with a file; the list of reports that will be filled."""
        problem, data = self._load(path, name)
        job = _Job(name, data, "" if problem else hashlib.sha256(data).hexdigest())
        if problem:
            self._fail(job, problem, again=True)
        else:
            self._start(job)
        return job.reports

    def _load(self, path: Path, name: str) -> tuple[str, bytes]:
        """(what is wrong, the bytes)"""
        limit = self._limits.max_megabytes
        try:
            if path.stat().st_size > limit * 1_000_000:
                return f"{name} is groter dan {limit} MB; splits het bestand of verhoog max_megabytes.", b""
            return "", path.read_bytes()
        except OSError as error:
            why = f"kon niet worden geopend ({because(error)}); kijk of het bestand er nog staat en leesbaar is."
            return f"{name} {why}", b""

    def _start(self, job: _Job) -> None:
        known = self._kb.of_file(job.sha256)
        job.cuts = self._splitting.cuts_of(known, self._kb.bundles() if known else {}, outermost=job.within is None)
        if known and job.cuts == PROPOSE:
            mended = (MENDED,) if self._kb.mend_original(known[0], job.data) else ()
            self._end(job, [_Done(Outcome.UNCHANGED, each, mended) for each in known])
        elif job.sha256 in self._twins:
            self._twins[job.sha256].append(job)
        else:
            self._twins[job.sha256] = []
            self._tell(self._done, self._total, job.name)
            job.known = known
            task = Task(job.name, job.data, self._limits, self._pipeline, self._embedding, job.cuts)
            reading = self._pool.submit(task, job.status)
            self._running[reading] = job

    def _finish_reading(self, job: _Job, answer: ReadFile | Problem) -> None:
        if isinstance(answer, Problem):
            self._fail(job, answer.message)
            return
        job.read, job.waiting = answer, len(answer.parts)
        self._total += len(answer.parts)
        job.inner = [_Job(f"{job.name}{SEPARATOR}{p.name}", p.data, _digest(p), job) for p in answer.parts]
        for part, given in zip(job.inner, answer.parts, strict=True):
            problem = given.problem or self._refusal(part)
            if problem:
                self._fail(part, f"{part.name} {problem}")
            else:
                self._ready.append(part)
        if not answer.parts:
            self._store(job)

    def _refusal(self, part: _Job) -> str | None:
        """Why a file in a file is not read; None when it is."""
        limits, chain = self._limits, list(part.above)
        outer = chain[-1]
        outer.spent += len(part.data)
        outer.parts += 1
        if any(part.sha256 == job.sha256 for job in chain[1:]):
            return "bevat zichzelf en wordt niet verder uitgepakt."
        if len(chain) - 1 > limits.max_depth:
            return f"zit dieper dan {limits.max_depth} bestanden in elkaar; lever het los aan."
        if outer.parts > limits.max_parts:
            return f"is er een van meer dan {limits.max_parts} bestanden; verdeel ze."
        if len(part.data) > limits.max_megabytes * 1_000_000:
            return f"is groter dan {limits.max_megabytes} MB; splits het bestand."
        if outer.spent > limits.max_unpacked_megabytes * 1_000_000:
            return f"wordt niet gelezen: uitgepakt is het samen meer dan {limits.max_unpacked_megabytes} MB."
        return None

    def _store(self, job: _Job) -> None:
        """Store a file of which all files in it are done."""
        read = job.read
        assert read is not None
        if not read.readings:
            message = f"{len(read.parts)} bestanden uitgepakt." if len(read.parts) > 1 else "1 bestand uitgepakt."
            done = {report.outcome for report in job.reports_within}
            self._end(job, [_Done(Outcome.ADDED if Outcome.ADDED in done else Outcome.UNCHANGED, None, (message,))])
            return
        within = {_digest(part) for part in read.parts if not part.problem}
        there = tuple(dict.fromkeys(r.document_id for r in job.reports_within if r.document_id and r.sha256 in within))
        first, *rest = (replace(each, original=job.data) for each in read.readings)
        readings = [replace(first, document=replace(first.document, attachments=there)), *rest]
        try:
            documents = self._put(job, readings)
        except BadCut as error:  # what is stored stays as it is: no file failed
            self._end(job, [_Done(Outcome.FAILED, None, (f"{job.name} is niet gesplitst. {error}",), remember=False)])
            return
        except CANNOT_WRITE as error:
            self._fail(job, f"{job.name} is niet opgeslagen. {sentence(error)}", again=True)
            return
        self._end(job, list(self._told(job, readings, documents)))

    def _put(self, job: _Job, readings: Sequence[Reading]) -> tuple[Document, ...]:
        """Store what a file holds: at once when it comes in the place of what is stored of it."""
        if job.known or len(readings) > 1:
            return self._kb.put_parts(readings, lose_decisions=self._splitting.lose_decisions)
        return tuple(self._kb.put(reading) for reading in readings)

    def _told(self, job: _Job, readings: Sequence[Reading], documents: Sequence[Document]) -> Iterator[_Done]:
        """How each document of a file ended, with what is to be said of it."""
        stood = {document.id for document in job.known}
        doubts = job.read.warnings if job.read else ()
        for reading, document in zip(readings, documents, strict=True):
            messages = list(doubts) if document is documents[0] else []
            messages[:0] = self._newer(document)
            if document.part:
                messages.insert(0, f"{pages_of(document).capitalize()} van {document.part.total}: {document.title}.")
            blank = sum(page.source is PageSource.NONE for page in reading.pages)
            outcome = Outcome.UNCHANGED if document.id in stood else Outcome.ADDED
            yield _Done(outcome, document, tuple(messages), blank)

    def _newer(self, document: Document) -> tuple[str, ...]:
        """What a new version does to the one that it replaces; no sentence for a document that is none."""
        if not document.replaces:
            return ()
        older = self._kb.document(document.replaces)
        left, before = (gaps(self._kb.passages(each.id)) for each in (document, older))
        if left > before:
            what = f"een gelakte versie van {older.file}; de ongelakte blijft bewaard en telt niet meer mee"
            return (f"Dit is {what} (verwijderen: adviesspoor forget {older.id}).",)
        if left < before:
            what = f"een ongelakte versie van {older.file}, en telt nu mee in plaats daarvan"
            return (f"Let op, dit is {what}: wat daar was weggelakt, is nu te vinden.",)
        return (f"Dit is een nieuwe versie van {older.file}; de oudere blijft bewaard en telt niet meer mee.",)

    def _fail(self, job: _Job, message: str, *, again: bool = False) -> None:
        self._end(job, [_Done(Outcome.FAILED, None, (message,), again=again)])

    def _end(self, job: _Job, ends: Sequence[_Done]) -> None:
        """Report a file, and go on with those that waited for it."""
        reports = [self._report(job, end) for end in ends]
        job.reports[:] = [*reports, *job.reports_within]
        self._done += 1
        if job.read is not None or reports[0].outcome is Outcome.FAILED:
            self._ready.extend(self._twins.pop(job.sha256, ()))
        job.data, job.read = b"", None
        outer = job.within
        if outer is not None:
            outer.waiting -= 1
            if not outer.waiting and outer.read is not None:
                self._store(outer)

    def _report(self, job: _Job, end: _Done) -> FileReport:
        """What is kept of a reading, and for whoever added the file also what it seems to hold: that is asked of the
        knowledge base each time."""
        document = end.document
        report = FileReport(
            job.name, job.sha256 or None, datetime.now(UTC), end.outcome, document.id if document else None,
            document.page_count if document else 0, end.blank, end.messages, end.again,
        )  # fmt: skip
        if end.remember and (end.outcome is Outcome.FAILED or (end.outcome is Outcome.ADDED and document)):
            with suppress(*CANNOT_WRITE):  # who waits for it hears it all the same
                self._kb.report(report)
        parts = self._kb.bundles().get(document.id) if document else None
        if document is None or parts is None:
            return report
        return replace(report, messages=(looks_like(document, parts), *report.messages))

    def _beat(self) -> None:
        """Say what is going on now: which files are being read, and at which page each is."""
        going = [": ".join(filter(None, (job.name, job.status.place))) for job in self._running.values()]
        if going:
            rest = [f"en {len(going) - NAMED} andere"] if len(going) > NAMED else []
            self._tell(self._done, self._total, "; ".join([*going[:NAMED], *rest]))


def _digest(part: Part) -> str:
    return hashlib.sha256(part.data).hexdigest()
