"""The nouns of Adviesspoor: frozen dataclasses and enums, standard library only.

Positions in text are Unicode code points, end exclusive. Boxes are in points (1/72 inch) with the origin at the top
left of the page; whatever a file format uses instead is turned into this by its reader.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block is on its page."""

    HEADING = "heading"
    TEXT = "text"
    LIST_ITEM = "list item"
    TABLE_ROW = "table row"
    FOOTNOTE = "footnote"
    FURNITURE = "furniture"  # running head, page number, margin column, letterhead: on the page, never in a passage


class PageSource(StrEnum):
    """Where the words of a page come from."""

    TEXT_LAYER = "text layer"
    OCR = "ocr"
    NONE = "none"  # a page on which no words could be read: counted and shown


class DocumentKind(StrEnum):
    """Kinds of document, with the words that their users have for them."""

    ADVICE = "advies"
    AUDIT_REPORT = "rekenkamerrapport"
    RESPONSE_LETTER = "collegereactie"
    COUNCIL_LETTER = "raadsbrief"
    COUNCIL_PROPOSAL = "raadsvoorstel"
    ANSWERS = "beantwoording van vragen"
    DECISION_LIST = "besluitenlijst"
    COMMITMENT_LIST = "toezeggingenlijst"
    MINUTES = "verslag"
    MOTION = "motie"
    OTHER = "overig"


class StatementKind(StrEnum):
    """What a statement does."""

    RECOMMENDATION = "recommendation"
    REQUEST = "request"
    COMMITMENT = "commitment"
    INTENTION = "intention"
    RESPONSE = "response"


class Relation(StrEnum):
    """How the source of a link, always the later statement, relates to its target."""

    ANSWERS = "answers"
    RESTATES = "restates"
    ENDORSES = "endorses"
    REPEATS = "repeats"
    CHANGES = "changes"
    SUPPLEMENTS = "supplements"
    FULFILS = "fulfils"


class Position(StrEnum):
    """What a response says about a recommendation."""

    ADOPTED = "overgenomen"
    PARTLY = "deels overgenomen"
    REJECTED = "niet overgenomen"
    DEFERRED = "aangehouden"
    EXISTING = "bestaand beleid"
    UNCLEAR = "onduidelijk"


class Status(StrEnum):
    """Where an advice or a recommendation stands. Derived, never stored."""

    ANSWERED = "beantwoord"
    PARTLY_ANSWERED = "deels beantwoord"
    DEFERRED = "aangehouden"
    WAITING = "nog geen reactie"  # a term is set and not over
    OVERDUE = "te laat"  # the term is over
    NOT_FOUND = "geen reactie gevonden"  # no term set


class CommitmentStatus(StrEnum):
    """Where a commitment stands. All but OPEN need a decision by a person."""

    OPEN = "openstaand"
    IN_PROGRESS = "in behandeling"
    PARTLY_DONE = "deels afgedaan"
    DONE = "afgedaan"
    LAPSED = "vervallen"


class Verdict(StrEnum):
    """What a person decided: the first three about what is there, the next four change what is there."""

    CONFIRMED = "bevestigd"
    REJECTED = "afgewezen"
    CORRECTED = "gecorrigeerd"
    ADDED = "toegevoegd"  # a statement or link that the machine did not find
    MOVED = "verplaatst"  # a link, to another recommendation
    SPLIT = "gesplitst"
    MERGED = "samengevoegd"
    WITHDRAWN = "ingetrokken"  # undoes an earlier decision


class DecisionState(StrEnum):
    """What is left of a decision. Derived, never stored."""

    COUNTS = "geldt"
    SUSPECT = "opnieuw bekijken"  # holds, while the text under it changed
    LOOSE = "los"  # what it judged can no longer be found
    OVERRULED = "achterhaald"  # a later decision about the same counts
    WITHDRAWN = "ingetrokken"


@dataclass(frozen=True, slots=True)
class BBox:
    """A rectangle on a page, in points, origin top left."""

    x0: float
    y0: float
    x1: float
    y1: float

    def __post_init__(self) -> None:
        if self.x1 < self.x0 or self.y1 < self.y0:
            raise ValueError(f"box is inside out: {self}")

    def __or__(self, other: BBox) -> BBox:
        """The smallest box around both."""
        return BBox(min(self.x0, other.x0), min(self.y0, other.y0), max(self.x1, other.x1), max(self.y1, other.y1))


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it stands on the page: its literal characters, unmended. `bbox` is None where there are no pages.

    `sure` says of each of its words, 0 to 1, how sure OCR was of it; empty for what no OCR has read.
    """

    text: str
    bbox: BBox | None = None
    sure: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if self.sure and len(self.sure) != len(self.text.split()):
            raise ValueError(f"{len(self.sure)} marks for the words of {self.text!r}")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table row or piece of furniture on one page.

    `level` is the depth of a heading (1 is the highest), `label` what stands before the text of a list item or a
    numbered heading ("3.", "b.", "•").
    """

    lines: tuple[Line, ...]
    kind: BlockKind = BlockKind.TEXT
    level: int | None = None
    label: str | None = None

    @property
    def text(self) -> str:
        """The literal lines, one below the other."""
        return "\n".join(line.text for line in self.lines)

    @property
    def bbox(self) -> BBox | None:
        """The box around all lines; None where the format has no page."""
        boxes = [line.bbox for line in self.lines if line.bbox]
        whole = boxes[0] if boxes else None
        for box in boxes[1:]:
            whole = whole | box if whole else box
        return whole


@dataclass(frozen=True, slots=True)
class Page:
    """One page in reading order. Width and height are in points, 0 where the format has no page.

    `turn` is how many degrees clockwise (a multiple of 90) the page of the file has to be turned to be read; size and
    boxes are those of the page after that turn, which is how it is shown.

    `known` is the share of its words that Dutch knows, 0 to 1 (good Dutch with its names has about 0.9); None where
    there are too few to say.
    """

    number: int
    width: float
    height: float
    blocks: tuple[Block, ...]
    source: PageSource = PageSource.TEXT_LAYER
    known: float | None = None
    turn: int = 0

    def __post_init__(self) -> None:
        if self.number < 1:
            raise ValueError(f"pages count from 1, not {self.number}")

    @property
    def text(self) -> str:
        """The literal text of the page: its blocks in reading order, furniture included."""
        return "\n\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read. `id` follows from the content, so the same file is the same document.

        Letterhead fields are None when they do not stand in the text: nothing is invented. `answers` is what the letter
        says it answers: a reference ("12548124") or an ISO date ("2020-07-10"). `signatories` are each "name, office",
    `enclosures` what it names as enclosed, both in its own words. `paged` is False for formats without pages (txt,
    docx): there a place is shown as a paragraph number, not as a page. `attachments` are the ids of the documents that
    came with a mail or in a PDF, also when they had been loaded before. `replaces` is the id of the version before this
    one.
    """

    id: str
    file: str
    sha256: str
    title: str
    kind: DocumentKind = DocumentKind.OTHER
    sender: str | None = None
    addressee: str | None = None
    date: date | None = None
    our_reference: str | None = None
    your_reference: str | None = None
    subject: str | None = None
    answers: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    paged: bool = True
    page_count: int = 1
    added: datetime | None = None
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class TextBox:
    """Characters start..end of a passage stand, literally, on one line of this page."""

    start: int
    end: int
    page: int
    bbox: BBox | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"empty or negative range: {self.start}..{self.end}")
        if self.page < 1:
            raise ValueError(f"pages count from 1, not {self.page}")


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading, list item or table row, mended over lines, columns and pages.

    `number` counts from 1 within the document. `section` holds the headings above it, outermost first. Every
    character that is not white space lies in exactly one box, and `text[box.start:box.end]` stands literally on that
    box's page; between boxes `text` has one space, or nothing where a hyphen at a line end was mended. `also` are words
    that stand damaged in the text, as they were probably meant: search finds the passage by these too.
    """

    id: str
    document_id: str
    number: int
    text: str
    boxes: tuple[TextBox, ...]
    section: tuple[str, ...] = ()
    kind: BlockKind = BlockKind.TEXT
    level: int | None = None
    label: str | None = None
    also: tuple[str, ...] = ()

    @property
    def searchable(self) -> str:
        """The text as search sees it."""
        return " ".join((self.text, *self.also))

    def __post_init__(self) -> None:
        for box in self.boxes:
            if box.end > len(self.text):
                raise ValueError(f"passage {self.id}: box ends at {box.end}, text at {len(self.text)}")

    @property
    def page(self) -> int:
        """The page on which the passage begins."""
        return self.boxes[0].page if self.boxes else 1

    def boxes_of(self, start: int, end: int) -> Iterator[TextBox]:
        """The boxes of characters start..end, cut to that range (a box is narrowed in proportion to its characters)."""
        for box in self.boxes:
            first, last = max(start, box.start), min(end, box.end)
            if first >= last:
                continue
            area = box.bbox
            if area is not None:
                step = (area.x1 - area.x0) / (box.end - box.start)
                area = BBox(area.x0 + (first - box.start) * step, area.y0, area.x0 + (last - box.start) * step, area.y1)
            yield TextBox(first, last, box.page, area)


@dataclass(frozen=True, slots=True)
class Statement:
    """A run of a passage that recommends, requests, commits, intends or responds: `text == passage.text[start:end]`.

    `id` follows from document, kind, text and n-th occurrence, so a second run keeps it. `restated` marks an answering
    letter's words for a recommendation. `due` is the term as ISO date, when the words carry one. `found_by` names the
    rule or model and its version.
    """

    id: str
    document_id: str
    passage_id: str
    kind: StatementKind
    start: int
    end: int
    text: str
    found_by: str
    score: float
    label: str | None = None
    parent_id: str | None = None
    restated: bool = False
    soft: bool = False
    actor: str | None = None
    addressee: str | None = None
    due: date | None = None
    due_text: str | None = None

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.text) or not self.text:
            raise ValueError(f"statement {self.id}: text is not as long as its range")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"statement {self.id}: score {self.score} is not between 0 and 1")


HEARSAY = "koppeling van horen zeggen"  # how links are found that neither the authority nor its council makes


@dataclass(frozen=True, slots=True)
class Link:
    """A proposal of the machine: `source_id` (the later statement) relates to `target_id`.

    `position` is set on links that answer. `evidence` says in a few Dutch words why.
    """

    source_id: str
    target_id: str
    relation: Relation
    found_by: str
    score: float
    evidence: str
    position: Position | None = None

    @property
    def hearsay(self) -> bool:
        """Whether an answer is only told, by a document that is neither the authority's own nor its council's."""
        return self.found_by.startswith(HEARSAY)

    @property
    def id(self) -> str:
        """Stable over runs: what is linked and how, not why."""
        return f"{self.source_id}-{self.relation}-{self.target_id}"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A statement as it stood when it was judged: enough to find it again in a later reading or version.

    `kind` is what the machine found. `place` is where it begins, as a share (0 to 1) of the characters of the document.
    """

    statement_id: str
    document_id: str
    passage_id: str
    start: int
    kind: StatementKind
    quote: str
    place: float = 0.0


@dataclass(frozen=True, slots=True)
class Proof:
    """Where it stands that a commitment is done: on a page, or in a paragraph of a document without pages."""

    document_id: str
    done_on: date
    page: int | None = None
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a statement or a link (`subject_id`). Append-only; the last one counts.

    `anchors` are the statements that were judged: itself, or the two ends of a link; a move has the new target third, a
    split its parts behind the whole, a merge both statements. `value` is the new position, kind or commitment status,
    `proposed` the position or kind that stood there before; a withdrawal has the id of the withdrawn decision as value.
    """

    id: str
    subject_id: str
    verdict: Verdict
    by: str
    at: datetime
    reason: str
    anchors: tuple[Anchor, ...]
    value: str | None = None
    relation: Relation | None = None  # of a link
    proposed: str | None = None
    proof: Proof | None = None

    @property
    def quotes(self) -> tuple[str, ...]:
        """The literal words that were judged."""
        return tuple(anchor.quote for anchor in self.anchors)

    @property
    def fingerprint(self) -> str:
        """Of the words that were judged; line breaks and double spaces do not count."""
        plain = "\n".join(" ".join(quote.split()) for quote in self.quotes)
        return hashlib.sha256(plain.encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision and what is left of it. `subject_id` is the statement or link that it is about now, which has another
    id than when it was judged after a new version; None for one that hangs loose."""

    decision: Decision
    state: DecisionState
    subject_id: str | None
    machine: bool = True  # the subject is a proposal of the machine, not something that a person made


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far people agree with one kind of proposal, counting the last decision about each.

    `kind` is Dutch ("aanbeveling", "antwoord", "standpunt"). `suspect` and `loose` decisions are not among `judged`;
    `added` counts what the machine missed and people made.
    """

    kind: str
    judged: int = 0
    confirmed: int = 0
    corrected: int = 0
    rejected: int = 0
    suspect: int = 0
    loose: int = 0
    added: int = 0

    @property
    def share(self) -> float | None:
        """Confirmed among judged, 0 to 1; None when nothing was judged."""
        return self.confirmed / self.judged if self.judged else None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that ingest knows of one file: what `KnowledgeBase.put` stores in one transaction."""

    document: Document
    original: bytes
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]
    statements: tuple[Statement, ...]


class Outcome(StrEnum):
    """How the reading of one file ended."""

    ADDED = "toegevoegd"
    UNCHANGED = "ongewijzigd"
    FAILED = "mislukt"


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line in *Corpus*: which file, when, how it ended, and every warning in one Dutch sentence each."""

    file: str
    sha256: str | None
    at: datetime
    outcome: Outcome
    document_id: str | None = None
    pages: int = 0
    pages_without_text: int = 0
    messages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filter:
    """What to keep; an empty field keeps everything."""

    document_ids: tuple[str, ...] = ()
    document_kinds: tuple[DocumentKind, ...] = ()
    senders: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    statement_kinds: tuple[StatementKind, ...] = ()
    positions: tuple[Position, ...] = ()
    statuses: tuple[Status, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quote stands: enough to look it up on paper. `page` is None without pages; `place` never is."""

    document_id: str
    title: str
    date: date | None
    reference: str | None
    page: int | None
    place: str  # "p. 3" or "alinea 12"
    quote: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that search found, with the passages around it that make it readable (`before`, `after`); another
    passage of the same fragment is no hit of its own. `score` is between 0 and 1 and only ranks within one search."""

    passage: Passage
    document: Document
    citation: Citation
    score: float
    why: str  # in Dutch, for the user: "woorden: wachttijd · betekenis 0,86"
    statements: tuple[Statement, ...] = ()
    marks: tuple[tuple[int, int], ...] = ()  # ranges of passage.text that match best
    before: tuple[Passage, ...] = ()
    after: tuple[Passage, ...] = ()

    @property
    def fragment(self) -> str:
        """The passage with what stands around it, a paragraph a line."""
        return "\n".join(each.text for each in (*self.before, self.passage, *self.after))


@dataclass(frozen=True, slots=True)
class Answer:
    """A response in a trail: the machine's proposal (`link`) and a person's decision (None: nobody decided) apart."""

    link: Link
    response: Statement
    citation: Citation
    decision: Decision | None = None
    suspect: bool = False

    @property
    def counts(self) -> bool:
        """Whether it settles anything: not what only somebody else tells of, until a person judged it."""
        return not self.link.hearsay or self.decision is not None

    @property
    def position(self) -> Position:
        """The position that counts: a person's correction before the machine's proposal."""
        if self.decision and self.decision.verdict is Verdict.CORRECTED and self.decision.value:
            return Position(self.decision.value)
        return self.link.position or Position.UNCLEAR


@dataclass(frozen=True, slots=True)
class Related:
    """A statement that is linked to a recommendation without answering it (restatement, endorsement, repeat), or to
    a commitment."""

    link: Link
    statement: Statement
    citation: Citation
    decision: Decision | None = None
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Trail:
    """One recommendation (or request) with everything that followed."""

    recommendation: Statement
    document: Document
    citation: Citation
    status: Status
    answers: tuple[Answer, ...] = ()
    related: tuple[Related, ...] = ()
    commitments: tuple[Statement, ...] = ()  # that stand in a passage which answers
    decision: Decision | None = None  # about the recommendation itself
    suspect: bool = False  # the recommendation was changed since that decision
    due: date | None = None
    parts: tuple[Trail, ...] = ()  # sub-items, in order

    @property
    def position(self) -> Position | None:
        """The most cautious position among the answers that count; None without one."""
        order = (
            Position.REJECTED, Position.EXISTING, Position.PARTLY, Position.DEFERRED, Position.UNCLEAR, Position.ADOPTED
        )  # fmt: skip
        found = {answer.position for answer in self.answers if answer.counts}
        return next((position for position in order if position in found), None)


@dataclass(frozen=True, slots=True)
class Advice:
    """A document with recommendations, and how far it is answered.

    `days` counts from the date of the advice to the first answer; None when either date is not known. `due` follows
    from a term that is configured for the body, whose article is `term_source`; None: "geen termijn ingesteld".
    `missing_original` is True for an answering letter whose advice is not loaded: its restated points stand in.
    """

    document: Document
    trails: tuple[Trail, ...]
    status: Status
    replies: tuple[Document, ...] = ()
    days: int | None = None
    due: date | None = None
    expected: date | None = None  # a promised date
    answered_late: bool = False
    missing_original: bool = False
    term_source: str = ""


@dataclass(frozen=True, slots=True)
class Commitment:
    """A commitment or intention with its place, its term and where it stands.

    `due` is the term that counts: a later change before the one in its own words, which `statement.due` keeps. `later`
    are the statements that keep, change, repeat or add to it, oldest first, `earlier` those to which it does so itself.
    Neither closes it: a person decides that it is done.
    """

    statement: Statement
    document: Document
    citation: Citation
    status: CommitmentStatus = CommitmentStatus.OPEN
    overdue: bool = False
    decision: Decision | None = None
    recommendation_id: str | None = None
    suspect: bool = False
    due: date | None = None
    later: tuple[Related, ...] = ()
    earlier: tuple[Related, ...] = ()

    @property
    def moved(self) -> bool:
        """Whether the term that counts is another one than that in its own words."""
        return self.due != self.statement.due


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


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that `check` found wrong, in one Dutch sentence."""

    subject_id: str
    message: str
