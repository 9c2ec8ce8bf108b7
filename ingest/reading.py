"""One file into all that is to be known of it. Runs in a worker process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.dutch.kept import packed, reader
from ingest.dutch.sentences import LONGEST, endless
from ingest.letterhead import letterhead
from ingest.passages.build import passages
from ingest.read import Limits, Part, Progress, read
from ingest.read.quality import known_share
from ingest.statements.draft import parts_of
from ingest.statements.find import find_in, find_statements
from kb.making import vectors
from kb.model import BlockKind, Document, Kept, Page, Passage, Reading, Statement
from kb.privacy import Found, Identifier, identifiers
from kb.settings import Settings


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file holds: a reading without its original bytes (None: an archive, which is only its parts), the files
    in it, and a Dutch sentence for every doubt."""

    reading: Reading | None
    parts: tuple[Part, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file was not read: one Dutch sentence."""

    message: str


def read_file(
    name: str,
    data: bytes,
    limits: Limits,
    on_page: Progress | None = None,
    pipeline: str = "",
    embedding: Settings | None = None,
) -> ReadFile:
    """Everything that is to be known of one file, by the spaCy pipeline of this name; with `embedding` also its
    vectors, by the embedder of these settings. Raises UnreadableFile."""
    raw = read(Path(name), data, limits, on_page)
    if not raw.pages:
        return ReadFile(None, raw.parts, raw.warnings)
    sha256 = hashlib.sha256(data).hexdigest()
    identifier = document_id(sha256)
    pages = tuple(_with_quality(page) for page in raw.pages)
    head = letterhead(pages, name)
    document = Document(
        id=identifier, file=name, sha256=sha256, title=head.title, kind=head.kind, sender=head.sender,
        addressee=head.addressee, date=head.date, our_reference=head.our_reference, your_reference=head.your_reference,
        subject=head.subject, answers=head.answers, signatories=head.signatories, enclosures=head.enclosures,
        paged=raw.paged, page_count=len(pages), added=datetime.now(UTC),
    )  # fmt: skip
    found = passages(identifier, pages)
    statements, kept = analysed(document, found, pipeline)
    if embedding is not None:
        embedder, rows = vectors(found, statements, embedding)
        kept = replace(kept, embedder=embedder, vectors=rows)
    warnings = (*raw.warnings, *_numbers_of_residents(pages, found, raw.paged), *_cut_sentences(found, raw.paged))
    return ReadFile(Reading(document, b"", pages, found, statements, kept), raw.parts, warnings)


def analysed(document: Document, found: Sequence[Passage], pipeline: str) -> tuple[tuple[Statement, ...], Kept]:
    """The statements of a document, and what was found in its sentences."""
    parts = parts_of(document, found, pipeline)
    sentences = {part.passage.id: part.sentences for part in parts if part.sentences}
    return find_in(document, parts), Kept(reader(pipeline), packed(sentences))


def document_id(sha256: str) -> str:
    """The id that a file with these bytes has as a document."""
    return "d" + sha256[:12]


def warm_up() -> None:
    """Load what reading needs, so that no file has to wait for it."""
    known_share("alle woorden die hier staan zijn heel gewone Nederlandse woorden die iedereen kent")
    page = Document("d", "", "", "")
    tuple(find_statements(page, passages("d", read(Path("x.txt"), b"De adviesraad adviseert dit.").pages)))


def _with_quality(page: Page) -> Page:
    share = known_share(page.text)
    return page if share is None else replace(page, known=round(share, 3))


def _numbers_of_residents(pages: Sequence[Page], found: Sequence[Passage], paged: bool) -> tuple[str, ...]:
    """A warning where a BSN seems to stand, also in a margin, without the number: one may only use it where a law says
    so. Other numbers of nine digits pass the eleven-test too, one in eleven."""
    texts = [(page.number, block.text) for page in pages for block in page.blocks]
    texts = texts if paged else [(passage.number, passage.text) for passage in found]
    places = {number: None for number, text in texts if any(_is_bsn(one) for one in identifiers(text))}
    where = ", ".join(map(str, places))
    said = f"Hierin staat mogelijk een burgerservicenummer ({'bladzijde' if paged else 'alinea'} {where})"
    return (f"{said}: ga na of u dit document mag bewaren.",) if places else ()


def _is_bsn(one: Found) -> bool:
    return one.kind is Identifier.BSN


def _cut_sentences(found: Sequence[Passage], paged: bool) -> tuple[str, ...]:
    """The warning that some sentences were too long to read as one; none when there are no such sentences."""
    counts = [(one.page, endless(one.text)) for one in found if one.kind is not BlockKind.FOOTNOTE]
    many = sum(count for _, count in counts)
    if not many:
        return ()
    numbers = sorted({page for page, count in counts if count})
    shown = ", ".join(map(str, numbers[:10])) + (" en verder" if len(numbers) > 10 else "")
    where = f" (bladzijde {shown})" if paged else ""
    what = "1 zin is" if many == 1 else f"{many} zinnen zijn"
    long = f"{LONGEST:,}".replace(",", ".")
    return (f"{what} langer dan {long} tekens{where} en in stukken gelezen; controleer daar wat er is gevonden.",)
