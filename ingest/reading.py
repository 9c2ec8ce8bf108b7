"""One file into all that is to be known of it. Runs in a worker process."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.dutch.alone import analysed_alone
from ingest.dutch.kept import packed, reader
from ingest.dutch.sentences import LONGEST, endless
from ingest.letterhead.bundle import proposal
from ingest.letterhead.letterhead import letterhead
from ingest.passages.build import passages
from ingest.read.files import Limits, RawFile, read
from ingest.read.quality import known_share
from ingest.rereading.counting import count, held_on, lost
from ingest.rereading.flowing import stretches
from ingest.result import ReadFile
from ingest.statements.draft import parts_of
from ingest.statements.find import find_in, find_statements
from kb.errors import UnreadableFile
from kb.making import vectors
from kb.model import (
    PROPOSE,
    BlockKind,
    BundlePart,
    Cuts,
    Document,
    Kept,
    Page,
    PageRange,
    Passage,
    Reading,
    Statement,
    WordCount,
)
from kb.privacy.identifiers import Found, Identifier, identifiers
from kb.settings import Settings

Tell = Callable[[str], None]  # how far a file is, in words: bladzijde 37 van 100


def _nobody(said: str) -> None:
    """Nobody wants to know how far it is."""


def read_file(
    name: str,
    data: bytes,
    limits: Limits,
    tell: Tell = _nobody,
    pipeline: str = "",
    embedding: Settings | None = None,
    cuts: Cuts = PROPOSE,
) -> ReadFile:
    """Everything that is to be known of one file, by the spaCy pipeline of this name; with `embedding` also its
    vectors, by the embedder of these settings. `tell` hears of each page that is begun. Raises UnreadableFile; also
    when the file is to be cut at a page that it does not have."""
    raw = read(Path(name), data, limits, lambda done, of: tell(f"bladzijde {min(done + 1, of)} van {of} (scan)"))
    if not raw.pages:
        return ReadFile((), raw.parts, raw.warnings)
    found = proposal(raw.pages, raw.outline) if raw.paged else ()
    ranges = _ranges(name, raw, cuts, found)
    documents = tuple(raw.parted(ranges)) if len(ranges) > 1 else (raw.pages,)
    readings, warnings = [], list(raw.warnings)
    for pages, part in zip(documents, ranges, strict=True):
        reading, doubts = _read_document(name, data, raw, pages, None if part.is_whole else part, pipeline, tell)
        reading = reading if len(ranges) > 1 else replace(reading, proposal=found)
        readings.append(reading if embedding is None else _embedded(reading, embedding, raw, tell))
        warnings += doubts
    return ReadFile(tuple(readings), raw.parts, tuple(warnings))


def _ranges(name: str, raw: RawFile, cuts: Cuts, found: Sequence[BundlePart]) -> tuple[PageRange, ...]:
    """The pages of each document in a file."""
    total = len(raw.pages)
    before = cuts.before if cuts.before is not None else tuple(part.first for part in found) if cuts.accept else ()
    if before and not raw.paged:
        raise UnreadableFile(f"{name} heeft geen vaste bladzijden en kan niet worden gesplitst; lever een pdf aan.")
    try:
        return Cuts(before=before).ranges(total)
    except ValueError as error:
        pages = "1 bladzijde" if total == 1 else f"{total} bladzijden"
        raise UnreadableFile(f"{name} heeft {pages}; noem bladzijden die daarin liggen.") from error


def _read_document(
    name: str, data: bytes, raw: RawFile, pages: Sequence[Page], part: PageRange | None, pipeline: str, tell: Tell
) -> tuple[Reading, tuple[str, ...]]:
    """One document, which is a file or a part of one, and a Dutch sentence for every doubt about its words."""
    sha256 = hashlib.sha256(data).hexdigest()
    identifier = document_id(sha256, part)
    pages = tuple(_with_quality(page) for page in pages)
    head = letterhead(pages, name)
    document = Document(
        id=identifier, file=name, sha256=sha256, title=head.title, kind=head.kind, sender=head.sender,
        addressee=head.addressee, date=head.date, our_reference=head.our_reference, your_reference=head.your_reference,
        subject=head.subject, answers=head.answers, signatories=head.signatories, enclosures=head.enclosures,
        authorities=head.authorities, paged=raw.paged, page_count=len(pages), added=datetime.now(UTC), part=part,
    )  # fmt: skip
    found = passages(identifier, pages)
    statements, kept = analysed(document, found, pipeline, lambda passage: tell(_place(passage, raw, found)))
    words = _count(name, data, raw, pages, found)
    doubts = (
        *(lost(words, raw.paged) if words else ()), *_numbers_of_residents(pages, found, raw.paged),
        *_cut_sentences(found, raw.paged),
    )  # fmt: skip
    return Reading(document, b"", pages, found, statements, kept, words=words), doubts


def _embedded(reading: Reading, embedding: Settings, raw: RawFile, tell: Tell) -> Reading:
    """With the vectors of its words."""
    found = reading.passages

    def share_done(share: float) -> None:
        if found:
            tell(f"{_place(found[int(share * len(found))], raw, found)} (doorzoekbaar maken)")

    embedder, rows = vectors(found, reading.statements, embedding, share_done)
    return replace(reading, kept=replace(reading.kept, embedder=embedder, vectors=rows))


def _place(passage: Passage, raw: RawFile, found: Sequence[Passage]) -> str:
    """Bladzijde 37 van 100; of a text without pages the paragraph."""
    if raw.paged:
        return f"bladzijde {passage.page} van {len(raw.pages)}"
    return f"alinea {passage.number} van {found[-1].number}"


def analysed(
    document: Document, found: Sequence[Passage], pipeline: str,
    on_passage: Callable[[Passage], None] = lambda passage: None,
) -> tuple[tuple[Statement, ...], Kept]:  # fmt: skip
    """The statements of a document, and what was found in its sentences; `on_passage` hears of each as it is read."""
    parts = parts_of(document, found, pipeline, on_part=on_passage)
    sentences = {part.passage.id: part.sentences for part in parts if part.sentences}
    statements = find_in(document, parts)
    return statements, Kept(reader(pipeline), packed(sentences | analysed_alone(statements, pipeline)))


def _count(name: str, data: bytes, raw: RawFile, pages: Sequence[Page], found: Sequence[Passage]) -> WordCount | None:
    """What became of the words of a file, or of a part of it; None where a second reading cannot say what they are."""
    numbers = {page.number for page in pages}
    own = [page for page in raw.raw if page.number in numbers]
    held = held_on(own)
    if held is None:
        held = stretches(f"{name}x" if raw.converted else name, raw.converted or data)
    return None if held is None else count(held, own, pages, found)


def document_id(sha256: str, part: PageRange | None = None) -> str:
    """The id that a file with these bytes has as a document, or that a part of it has."""
    if part is None:
        return "d" + sha256[:12]
    return "d" + hashlib.sha256(f"{sha256} {part.first}-{part.last}".encode()).hexdigest()[:12]


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
