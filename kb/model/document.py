"""A document with its letterhead, its passages, and what reading a file gave."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from sys import maxsize

from kb.model.bundle import PageRange
from kb.model.page import BBox, BlockKind


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


UNKNOWN_AUTHORITY = "onbekend"  # as a filter names the documents of which nobody knows where they belong


@dataclass(frozen=True, slots=True)
class Document:
    """One file that was read. `id` follows from the content, so the same file is the same document.

        Letterhead fields are None when they do not stand in the text: nothing is invented. `answers` is what the letter
        says it answers: a reference ("12548124") or an ISO date ("2020-07-10"). `signatories` are each "name, office",
    `enclosures` what it names as enclosed, both in its own words. `paged` is False for formats without pages (txt,
    docx): there a place is shown as a paragraph number, not as a page. `attachments` are the ids of the documents that
    came with a mail or in a PDF, also when they had been loaded before. `replaces` is the id of the version before this
    one. `part` says which pages of its file it is, None for all of them; its pages have the numbers of the file.
    `authorities` are the municipalities, provinces and water boards to which the letter belongs as far as it says so.
    `known_as` and `addressee_known_as` are the names that people gave the bodies, where these are others than the
    letter writes, and `placed_in` the authorities to which people said that it belongs; they follow from decisions and
    are not stored with it.
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
    authorities: tuple[str, ...] = ()
    attachments: tuple[str, ...] = ()
    paged: bool = True
    page_count: int = 1
    added: datetime | None = None
    replaces: str | None = None
    part: PageRange | None = None
    known_as: str | None = field(default=None, compare=False)
    addressee_known_as: str | None = field(default=None, compare=False)
    placed_in: tuple[str, ...] | None = field(default=None, compare=False)

    @property
    def body(self) -> str | None:
        """Who wrote it, by the one name of that body: `sender` is what the letter says."""
        return self.known_as or self.sender

    @property
    def addressed_body(self) -> str | None:
        """To whom it is written, in the same way."""
        return self.addressee_known_as or self.addressee

    @property
    def belongs_to(self) -> tuple[str, ...]:
        """The authorities to which it belongs, what people said before what the letter says; () when nobody knows."""
        return self.authorities if self.placed_in is None else self.placed_in

    def is_of(self, authorities: Sequence[str]) -> bool:
        """Whether it belongs to one of these; () stands for all, known or not."""
        return not authorities or not set(self.belongs_to or (UNKNOWN_AUTHORITY,)).isdisjoint(authorities)

    @property
    def place(self) -> tuple[bool, object, str, str]:
        """How documents are put in order: oldest first, those without a date last."""
        return self.date is None, self.date, self.file, self.id

    @property
    def first_page(self) -> int:
        return self.part.first if self.part else 1

    @property
    def page_numbers(self) -> range:
        """Of its pages, as they are numbered in the file."""
        return range(self.first_page, self.first_page + self.page_count)


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

    @property
    def place(self) -> PassagePlace:
        """Where it stands."""
        return place_of(self.number, [(box.start, box.end, box.page) for box in self.boxes])

    def page_of(self, start: int, end: int) -> int:
        """The page on which characters start..end begin."""
        return next((box.page for box in self.boxes_of(start, end)), self.page)

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


Run = tuple[int, int, int]  # from, to, page


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where a passage stands, without its words: `number` within its document, and `runs` of characters with the page
    that they stand on; of a passage on one page one run, however long."""

    number: int
    runs: tuple[Run, ...]

    def page_of(self, start: int, end: int) -> int:
        """The page on which characters start..end begin."""
        return next((page for one, other, page in self.runs if max(start, one) < min(end, other)), self.runs[0][2])


def place_of(number: int, boxes: Sequence[Run]) -> PassagePlace:
    """`boxes` are those of the passage, in order."""
    pages = {page for _, _, page in boxes} or {1}
    return PassagePlace(number, tuple(boxes) if len(pages) > 1 else _whole(pages.pop()))


@cache
def _whole(page: int) -> tuple[Run, ...]:
    """One and the same for all passages on pages with this number: there are many."""
    return ((0, maxsize, page),)


class Outcome(StrEnum):
    """How the reading of one file ended."""

    ADDED = "toegevoegd"
    UNCHANGED = "ongewijzigd"
    FAILED = "mislukt"


@dataclass(frozen=True, slots=True)
class Forgotten:
    """That a document was deleted, by whom ("": not said) and when: nothing of what it was."""

    document_id: str
    by: str
    day: date


@dataclass(frozen=True, slots=True)
class FileReport:
    """One line in *Documenten*: which file, when, how it ended, and every warning in one Dutch sentence each. `again`:
    the file itself may be fine, but it could not be opened or stored now; not kept with the report."""

    file: str
    sha256: str | None
    at: datetime
    outcome: Outcome
    document_id: str | None = None
    pages: int = 0
    pages_without_text: int = 0
    messages: tuple[str, ...] = ()
    again: bool = field(default=False, compare=False)
