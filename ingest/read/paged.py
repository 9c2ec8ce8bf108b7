"""Files with pages: PDF and pictures of letters. A page without a usable text layer is read by OCR, the others are not.

A text layer is not trusted: where too few of its words are Dutch, OCR reads the page too and the better one stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ingest.layout.pages import RawPage
from ingest.read.part import Part
from ingest.read.pdf import page_pictures, read_pdf
from ingest.read.quality import falls_short, known_share
from ingest.read.scan import can_read_scans, read_pictures
from ingest.read.upright import scanned
from kb.model import BlockKind, PageSource
from kb.reading_quality import UNSURE
from kb.settings import Limits

Progress = Callable[[int, int], None]  # pages done by OCR, pages to do
BAD_LAYER = 0.55  # share of Dutch words under which a text layer is read again; other languages stay above 0.2
LYING = 8  # words on their side, from which they are more than a mark in the margin
GAIN = 0.15  # by which OCR has to be better
LOW_CONFIDENCE = 0.75  # mean of a page; clean scans have 0.9 and more


def read_pages(
    name: str, data: bytes, file_type: str, limits: Limits, on_page: Progress | None = None
) -> tuple[tuple[RawPage, ...], tuple[str, ...], tuple[Part, ...], tuple[int, ...]]:
    """The pages of a PDF or picture, a Dutch sentence for everything that a reader of them has to know, the files in
    it, and the pages to which its highest bookmarks lead."""
    raw, parts, outline = read_pdf(name, data, file_type, limits)
    empty = [page.number for page in raw if page.source is PageSource.NONE]
    bad = [page.number for page in raw if page.lines and falls_short(_text(page), BAD_LAYER)]
    asked = sorted({*empty, *bad})
    possible = limits.ocr and bool(asked) and can_read_scans()
    pages = _with_ocr(raw, data, file_type, asked, on_page) if possible else raw
    return pages, tuple(_warnings(pages, bad, limits.ocr, possible)), parts, outline


def _known(page: RawPage) -> float:
    """The share of Dutch words; 1 where there are too few to say."""
    share = known_share(_text(page))
    return 1.0 if share is None else share


def _text(page: RawPage) -> str:
    return "\n".join([line.text for line in page.lines])


def _with_ocr(
    pages: Sequence[RawPage], data: bytes, file_type: str, numbers: Sequence[int], on_page: Progress | None
) -> tuple[RawPage, ...]:
    """The pages, with what OCR made of some of them where that is better."""
    pictures = page_pictures(data, numbers, file_type)
    done: list[RawPage] = []
    for place, scan in enumerate(read_pictures(pictures), 1):
        page = pages[numbers[place - 1] - 1]
        done.append(scanned(page, scan) if scan.lines else page)
        if on_page:
            on_page(place, len(numbers))
    better = {
        page.number: page
        for page in done
        if page.source is PageSource.OCR
        and (not pages[page.number - 1].lines or _known(page) >= _known(pages[page.number - 1]) + GAIN)
    }
    return tuple(better.get(page.number, page) for page in pages)


def _warnings(pages: Sequence[RawPage], bad: Sequence[int], wanted: bool, possible: bool) -> list[str]:
    """What was read how, as far as it is not simply a good text layer."""
    found: list[str] = []
    scanned = [page for page in pages if page.source is PageSource.OCR]
    if scanned:
        marks = [mark for page in scanned for mark in _marks(page)]
        sure, unsure = _percent(sum(marks), len(marks)), _percent(sum(mark < UNSURE for mark in marks), len(marks))
        which = _which([page.number for page in scanned], len(pages))
        found.append(
            f"{which} gelezen met tekstherkenning (gemiddelde zekerheid {sure} %, onzeker gelezen woorden {unsure} %)."
        )
    turned = [page.number for page in pages if page.turn]
    if turned:
        found.append(f"{_which(turned, len(pages))} rechtop gezet om te kunnen lezen.")
    lying = [page.number for page in pages if page.source is PageSource.TEXT_LAYER and _lying(page) >= LYING]
    if lying:
        found.append(f"{_where(lying)} staan woorden op hun kant; zij zijn apart gezet, vergelijk met het origineel.")
    doubtful = [page.number for page in scanned if sum(_marks(page)) < LOW_CONFIDENCE * len(_marks(page))]
    if doubtful:
        found.append(f"{_which(doubtful, len(pages))} slecht te lezen; vergelijk de tekst met het origineel.")
    kept = [number for number in bad if pages[number - 1].source is PageSource.TEXT_LAYER]
    if kept:
        found.append(f"{_which(kept, len(pages))} voor een groot deel geen Nederlands of beschadigde tekst.")
    hidden = [page.number for page in pages if page.hidden]
    if hidden:
        found.append(f"{_where(hidden)} staan zwartgelakte woorden die nog in het bestand zitten; zij zijn weggelaten.")
    unseen = [page.number for page in pages if page.unseen]
    if unseen:
        found.append(f"{_where(unseen)} staan onzichtbare woorden, zoals wit op wit; zij zijn weggelaten.")
    struck = [page.number for page in pages if page.struck]
    if struck:
        found.append(f"{_where(struck)} zijn doorgehaalde woorden weggelaten; vergelijk met het origineel.")
    unread = [page.number for page in pages if page.source is PageSource.NONE]
    if unread:
        advice = "Controleer of deze bladzijden leeg zijn."
        if not wanted:
            advice = "Tekstherkenning staat uit (ocr = false in instellingen.toml)."
        elif not possible:
            advice = "Installeer tesseract met Nederlandse taaldata om scans te lezen."
        found.append(f"{_which(unread, len(pages))} zonder leesbare woorden. {advice}")
    return found


def _lying(page: RawPage) -> int:
    """How many words do not run from left to right."""
    return sum(len(line.text.split()) for line in page.lines if line.kind is BlockKind.FURNITURE)


def _marks(page: RawPage) -> list[float]:
    """How sure OCR was of each word of a page."""
    return [mark for line in page.lines for mark in line.sure]


def _percent(part: float, whole: int) -> int:
    return round(100 * part / max(whole, 1))


def _where(numbers: Sequence[int]) -> str:
    """The place at the beginning of a sentence about pages."""
    shown = ", ".join(map(str, numbers[:10])) + (" en verder" if len(numbers) > 10 else "")
    return f"Op bladzijde {shown}"


def _which(numbers: Sequence[int], total: int) -> str:
    """The subject of a sentence about pages."""
    if len(numbers) == total:
        return "Het hele document is" if total > 1 else "De bladzijde is"
    if len(numbers) == 1:
        return f"Bladzijde {numbers[0]} is"
    shown = ", ".join(map(str, numbers[:10])) + (" en verder" if len(numbers) > 10 else "")
    return f"{len(numbers)} van de {total} bladzijden ({shown}) zijn"
