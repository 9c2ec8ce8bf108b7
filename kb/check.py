"""Proves that store, originals and index agree, and that every quote stands on its page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.errors import BrokenIndex, NoVectors
from kb.labels import amount
from kb.model import (
    BBox,
    Difference,
    Document,
    Line,
    Page,
    PageSource,
    Passage,
    Problem,
    Quote,
    QuotedLine,
    Statement,
    TextBox,
    whole_of,
)
from kb.search.index import Index
from kb.search.windows import digest, windows
from kb.store import Originals, Store

TOLERANCE = 1.0  # points
ORPHAN = 'voeg het toe met "adviesspoor check --repair", of zet het weg met "adviesspoor check --repair --to-trash".'
TABLES = {
    "documents": "documenten",
    "pages": "bladzijden",
    "bundles": "voorstellen om te splitsen",
    "passages": "passages",
    "statements": "uitspraken",
    "findings": "zinnen",
    "links": "koppelingen",
    "decisions": "besluiten",
    "reports": "verslagen",
}


# Reads quotes of a document again, from the bytes of its original and by other means than it was read.
Proof = Callable[[Document, bytes, Sequence[Quote]], Iterator[Difference]]


def problems(
    store: Store,
    originals: Originals,
    index: Index | None = None,
    reader: str = "",
    proof: Proof | None = None,
) -> Iterator[Problem]:
    """Everything that is wrong, in one Dutch sentence each; nothing when all is well. A backup has no index; without a
    `proof` quotes are held against the pages in the store only."""
    broken = tuple(store.broken_seals())
    for table, id_ in broken:
        yield Problem(id_, f"Een rij in de tabel {TABLES[table]} is buiten het programma om gewijzigd ({id_}).")
    yield from _readers(store, reader)
    try:
        yield from _contents(store, originals, index, proof)
    except (ValueError, TypeError, KeyError):  # a changed row need not make a noun any more
        if not broken:
            raise
        yield Problem("store", "Door die wijziging kon de rest niet worden nagekeken: zet een reservekopie terug.")


def _readers(store: Store, reader: str) -> Iterator[Problem]:
    """What was found by one reader only: the one that is given, or at least by the same one everywhere."""
    found = store.readers()
    others = [id_ for id_, identity in found.items() if identity != (reader or max(found.values(), default=""))]
    if others:
        text = f"{amount(len(others), 'document', 'documenten')} gelezen met andere leesregels dan die van nu"
        yield Problem("findings", f'{text}: lees opnieuw met "adviesspoor link".')


def _contents(store: Store, originals: Originals, index: Index | None, proof: Proof | None) -> Iterator[Problem]:
    statements: dict[str, list[Statement]] = {}
    for statement in store.statements():
        statements.setdefault(statement.document_id, []).append(statement)
    documents = store.documents()
    for document in documents:
        pages, passages = store.pages(document.id), store.passages(document.id)
        found = statements.get(document.id, [])
        yield from _completeness(
            document, store.contents(document.id), pages, passages, [s for s in found if not s.by_linking]
        )
        yield from _original(document, originals)
        yield from _quotes(document, pages, passages, found)
        if proof and found and originals.path(document).is_file():
            quotes = list(_as_quotes(pages, passages, found))
            yield from _reread(document, proof(document, originals.path(document).read_bytes(), quotes))
    yield from _links(store)
    ids = {document.id for document in documents}
    for document in documents:
        if document.replaces not in (None, *ids):
            yield Problem(document.id, f"{document.file} vervangt een versie die er niet is ({document.replaces}).")
    for orphan in originals.orphans(documents):
        yield Problem(orphan.name, f"Het bestand {orphan.name} in originals hoort bij geen enkel document: {ORPHAN}")
    if index is None:
        return
    try:
        yield from _index(store, documents, index)
    except NoVectors as error:
        yield Problem("index", str(error))
    except BrokenIndex as error:
        yield Problem("index", f'{error} Gebruik "adviesspoor reindex".')


def _completeness(
    document: Document,
    written: Mapping[str, int],
    pages: Sequence[Page],
    passages: Sequence[Passage],
    statements: Sequence[Statement],
) -> Iterator[Problem]:
    for name, there in (("pages", pages), ("passages", passages), ("statements", statements)):
        if len(there) != written[name]:
            text = f"{document.file}: er zijn {len(there)} {TABLES[name]} in plaats van {written[name]}."
            yield Problem(document.id, text)
    first = document.first_page
    if [page.number for page in pages] != list(range(first, first + len(pages))):
        yield Problem(document.id, f"{document.file}: de bladzijden zijn niet doorlopend genummerd.")


def _original(document: Document, originals: Originals) -> Iterator[Problem]:
    path = originals.path(document)
    if not path.is_file():
        yield Problem(document.id, f"{document.file}: het oorspronkelijke bestand ontbreekt.")
    elif not originals.is_intact(path, document):
        yield Problem(document.id, f"{document.file}: het oorspronkelijke bestand is gewijzigd.")


# -- quotes -----------------------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class _Place:
    """A line of a document: where it stands in the reading order, on which page, and its characters and box."""

    order: int
    page: int
    line: Line


def _quotes(
    document: Document, pages: Sequence[Page], passages: Sequence[Passage], statements: Sequence[Statement]
) -> Iterator[Problem]:
    lines = [(page.number, line) for page in pages for block in page.blocks for line in block.lines]
    places: dict[int, list[_Place]] = {}
    for order, (number, line) in enumerate(lines):
        places.setdefault(number, []).append(_Place(order, number, line))
    sizes = {page.number: (page.width, page.height) for page in pages}
    known = {passage.id: passage for passage in passages}
    for passage in passages:
        yield from (Problem(passage.id, f"{document.file}, {text}") for text in _passage(passage, places, sizes))
    for statement in statements:
        there = known.get(statement.passage_id)
        if there is None or there.text[statement.start : statement.end] != statement.text:
            text = f"{document.file}: de uitspraak {statement.id} staat niet letterlijk in haar passage."
            yield Problem(statement.id, text)
    ids = {statement.id for statement in statements}
    for statement in statements:
        if statement.parent_id is not None and statement.parent_id not in ids:
            yield Problem(statement.id, f"{document.file}: het hoofdpunt van uitspraak {statement.id} ontbreekt.")


def _passage(
    passage: Passage, places: Mapping[int, Sequence[_Place]], sizes: Mapping[int, tuple[float, float]]
) -> Iterator[str]:
    """What is wrong with a passage, each beginning with its place."""
    here = f"passage {passage.number}"
    covered = [0] * len(passage.text)
    for box in passage.boxes:
        for position in range(box.start, box.end):
            covered[position] += 1
    if any(count != 1 for char, count in zip(passage.text, covered, strict=True) if not char.isspace()):
        yield f"{here}: niet elk teken staat op precies één plaats op een bladzijde."
    if list(passage.boxes) != sorted(passage.boxes, key=lambda box: box.start):
        yield f"{here}: de regels staan niet in de volgorde van de tekst."
    last, offset = -1, 0
    for box in passage.boxes:
        text = passage.text[box.start : box.end]
        if box.page not in sizes:
            yield f"{here}: bladzijde {box.page} bestaat niet."
            continue
        if box.bbox is not None and not _on_page(box.bbox, sizes[box.page]):
            yield f'{here}: het vak van "{_short(text)}" ligt buiten bladzijde {box.page}.'
        fitting = [place for place in places.get(box.page, ()) if _fits(place.line, text, box)]
        if not fitting:
            yield f'{here}: "{_short(text)}" staat niet letterlijk op die plaats op bladzijde {box.page}.'
            continue
        next_one = next(((place, at) for place in fitting for at in _found(place, text, last, offset)), None)
        if next_one is None:
            yield f'{here}: "{_short(text)}" staat op bladzijde {box.page} vóór de regel die eraan voorafgaat.'
            continue
        place, at = next_one
        last, offset = place.order, at + len(text)


def _found(place: _Place, text: str, last: int, offset: int) -> Iterator[int]:
    """Where the text stands in the line, at or after the place that was reached; nothing when it lies before."""
    if place.order >= last:
        at = place.line.text.find(text, offset if place.order == last else 0)
        if at >= 0:
            yield at


def _fits(line: Line, text: str, box: TextBox) -> bool:
    """Whether the box can be (part of) this line: the characters stand in it, and its box lies within."""
    if text not in line.text:
        return False
    if box.bbox is None or line.bbox is None:
        return box.bbox is None and line.bbox is None
    outer, inner = line.bbox, box.bbox
    return (
        outer.x0 - TOLERANCE <= inner.x0
        and inner.x1 <= outer.x1 + TOLERANCE
        and outer.y0 - TOLERANCE <= inner.y0
        and inner.y1 <= outer.y1 + TOLERANCE
    )


def _on_page(box: BBox, size: tuple[float, float]) -> bool:
    width, height = size
    return (
        box.x0 >= -TOLERANCE and box.x1 <= width + TOLERANCE and box.y0 >= -TOLERANCE and box.y1 <= height + TOLERANCE
    )


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


# -- the second reading ------------------------------------------------------------------------------------------------
def _as_quotes(pages: Sequence[Page], passages: Sequence[Passage], statements: Sequence[Statement]) -> Iterator[Quote]:
    """What is to be read again: the lines of each statement."""
    known, sheets = {passage.id: passage for passage in passages}, {page.number: page for page in pages}
    for each in statements:
        passage = known.get(each.passage_id)
        if passage is None:
            continue
        boxes = [box for box in passage.boxes if box.start < each.end and each.start < box.end and box.page in sheets]
        lines = [
            QuotedLine(passage.text[box.start : box.end], box.page, box.bbox, sheets[box.page].turn) for box in boxes
        ]
        yield Quote(each.id, tuple(lines), any(sheets[box.page].source is PageSource.OCR for box in boxes))


def _reread(document: Document, differences: Iterable[Difference]) -> Iterator[Problem]:
    """One problem for each quote, at the first line that differs."""
    said: set[str] = set()
    for one in differences:
        if one.quote.statement_id in said:
            continue
        said.add(one.quote.statement_id)
        where = f"{document.file}, bladzijde {one.line.page}" if document.paged else document.file
        here, there = _from_difference(one.line.text, one.there)
        found = f'daar staat "{_short(there)}"' if there else "daar is het niet gevonden"
        text = f'{where}: het citaat "{_short(here)}" staat zo niet in het origineel; {found}.'
        yield Problem(one.quote.statement_id, text)


def _from_difference(one: str, other: str) -> tuple[str, str]:
    """Two texts from shortly before the first word in which they differ."""
    pairs = zip(re.finditer(r"\w+", one), re.finditer(r"\w+", other), strict=False)
    for here, there in pairs:
        if here[0].casefold() != there[0].casefold():
            return _from(one, here.start()), _from(other, there.start())
    return one, other


def _from(text: str, at: int) -> str:
    start = text.rfind(" ", 0, max(at - 20, 0)) + 1
    return f"…{text[start:]}" if start else text


# -- links and index --------------------------------------------------------------------------------------------------
def _links(store: Store) -> Iterator[Problem]:
    ids = {each.id for each in store.statements()} | {each.subject_id for each in store.decisions()}
    for link in store.links():
        for end in (link.source_id, link.target_id):
            if whole_of(end) not in ids:
                yield Problem(link.id, f"De koppeling {link.id} wijst naar een uitspraak die er niet is ({end}).")


def _index(store: Store, documents: Sequence[Document], index: Index) -> Iterator[Problem]:
    """The index holds exactly the passages of the store, made from the same words by the embedder that is set now."""
    if index.is_other():
        yield Problem("index", 'De zoekindex is met een ander taalmodel gemaakt: gebruik "adviesspoor reindex".')
        return
    if index.is_outdated():
        yield Problem("index", 'De zoekindex is door een andere versie gemaakt: gebruik "adviesspoor reindex".')
        return
    wanted = {
        passage.id: digest(window)
        for document in documents
        for passages in (store.passages(document.id),)
        for passage, window in zip(passages, windows(passages), strict=True)
    }
    entries = index.entries()
    differing = [id_ for id_ in wanted.keys() | entries.keys() if wanted.get(id_) != entries.get(id_)]
    if differing:
        text = f'De zoekindex wijkt af bij {len(differing)} passages: gebruik "adviesspoor reindex".'
        yield Problem("index", text)
    vectors = index.vector_ids() if entries else set()
    if vectors != entries.keys():
        text = f"De zoekindex heeft {len(vectors)} vectoren voor {len(entries)} passages"
        yield Problem("index", f'{text}: gebruik "adviesspoor reindex".')
