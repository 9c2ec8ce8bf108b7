"""What is loaded, how well it was read and how far it is answered."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from kb.model.decision import Decision
from kb.model.document import Document, DocumentKind, FileReport
from kb.model.statement import Statement
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
class Problem:
    """Something that `check` found wrong, in one Dutch sentence."""

    subject_id: str
    message: str
