"""What is loaded, how well it was read and how far it is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from kb.model.decision import Decision
from kb.model.document import Document, DocumentKind, FileReport
from kb.model.statement import Position, Statement
from kb.model.trail import Citation, Status
from kb.model.words import NO_WORDS, WordCount


@dataclass(frozen=True, slots=True)
class ReadingQuality:
    """How a document was read: pages by source, blocks of furniture, the share of its words that Dutch knows, the mean
    confidence of OCR in its words, and the share of these that it was not sure of; all 0 to 1, and None where there is
    nothing to say."""

    text_layer: int
    ocr: int
    unread: int
    furniture: int
    known: float | None = None
    confidence: float | None = None
    unsure: float | None = None


@dataclass(frozen=True, slots=True)
class Excluded:
    """A point that does not count because a person said so; the decision has the reason."""

    statement: Statement
    citation: Citation
    decision: Decision


@dataclass(frozen=True, slots=True)
class Answering:
    """How far the points of a document are answered in what is loaded: how many have which status, and which were
    excluded. `body` is who gave the advice; None when its letterhead does not say."""

    document: Document
    body: str | None
    points: tuple[tuple[Status, int], ...]
    excluded: tuple[Excluded, ...] = ()


@dataclass(frozen=True, slots=True)
class Missing:
    """A document that a loaded one refers to and that is not loaded. `words` are those in which it is named first, at
    `citation`; None: in a letterhead. `named_in` are all that refer to it."""

    words: str
    date: date | None
    reference: str | None
    named_in: tuple[Document, ...]
    citation: Citation | None = None


@dataclass(frozen=True, slots=True)
class Extent:
    """How many documents are loaded, and from when until when."""

    documents: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What is loaded: without it "geen reactie gevonden" says nothing."""

    documents: int
    first: date | None
    last: date | None
    pages: int
    pages_without_text: int
    by_kind: tuple[tuple[DocumentKind, int], ...] = ()
    failed: tuple[FileReport, ...] = field(default=())
    older_versions: int = 0  # stored, and not counted in the other numbers
    answering: tuple[Answering, ...] = ()  # by body, newest document first
    missing: tuple[Missing, ...] = ()  # oldest first, those without a date last
    words: WordCount = NO_WORDS  # of all files of which they were counted


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a body waited for its answers to the advices of one year; `body` is None for all bodies together.
    `median` and `longest` are days, of the advices that were `answered` and whose dates are known."""

    body: str | None
    year: int
    answered: int
    median: float
    longest: int


@dataclass(frozen=True, slots=True)
class Taken:
    """How many points of a body's advices of one year have which position; `body` is None for all together."""

    body: str | None
    year: int
    positions: tuple[tuple[Position, int], ...]


@dataclass(frozen=True, slots=True)
class Promised:
    """How many commitments stand where. `late` and `soon` (within thirty days) are of what is still to do; `quarter` is
    of all with a term in the quarter of today, of which `quarter_closed` are closed."""

    open: int = 0
    late: int = 0
    soon: int = 0
    quarter: int = 0
    quarter_closed: int = 0
    possibly_kept: int = 0  # a document says so, and nobody closed it


@dataclass(frozen=True, slots=True)
class Overview:
    """What is loaded and what a person may want to look at first, in numbers. `bodies` are those that advise, with how
    many advices; `unanswered` are advices without a reply by status, and those of which `put_off_late` have a first
    answer that promised another by a day that is over; `passed_by` are points that were not found in a
    reply, in `passed_in` advices; `judged` of `proposals` have been looked at; `suspect` and `loose` are decisions."""

    extent: Extent
    bodies: tuple[tuple[str | None, int], ...]
    unanswered: tuple[tuple[Status, int], ...]
    put_off_late: int
    passed_by: int
    passed_in: int
    judged: int
    proposals: int
    promised: Promised
    suspect: int
    loose: int
    missing: int
    paces: tuple[Pace, ...]
    taken: tuple[Taken, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What came after a moment: documents, newest first, and how many decisions of others than the one who asks."""

    moment: datetime
    documents: tuple[Document, ...]
    decisions: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that `check` found wrong, in one Dutch sentence."""

    subject_id: str
    message: str
