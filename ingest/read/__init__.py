"""Files into pages of blocks: one module per format."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.layout import RawPage, lay_out
from ingest.read.pdf import page_pictures, read_pdf
from ingest.read.scan import DPI, can_read_scans, read_pictures
from ingest.read.text import read_text
from ingest.read.word import read_docx
from kb.errors import UnreadableFile
from kb.model import Page, PageSource

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_SUFFIXES = {".txt", ".text", ".md", ""}


@dataclass(frozen=True, slots=True)
class RawFile:
    """What stands in one file. `paged` is False for formats without pages; a warning is one Dutch sentence."""

    pages: tuple[Page, ...]
    paged: bool = True
    warnings: tuple[str, ...] = ()


def read(path: Path, data: bytes) -> RawFile:
    """The pages of a file; its content before its suffix says what it is. UnreadableFile says why it cannot be read
    and what to do."""
    name = path.name
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise UnreadableFile(f"{name} is leeg; lever het bestand opnieuw aan.")
    if b"%PDF-" in data[:1024]:
        return _pdf(name, data)
    if data.startswith(b"PK"):
        return RawFile(lay_out(_word(name, data)), paged=False)
    if data.startswith(_OLE):
        raise UnreadableFile(
            f"{name} is een oud of beveiligd Word-bestand; sla het zonder wachtwoord op als .docx of pdf."
        )
    if path.suffix.lower() not in _TEXT_SUFFIXES:
        raise UnreadableFile(f"{name} kan niet worden gelezen; lever het aan als pdf, docx of txt.")
    pages = lay_out(read_text(name, data))
    if not any(page.blocks for page in pages):
        raise UnreadableFile(f"In {name} staat geen tekst; lever het bestand opnieuw aan.")
    return RawFile(pages, paged=len(pages) > 1)


def _word(name: str, data: bytes) -> tuple[RawPage, ...]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            is_word = "word/document.xml" in archive.namelist()
    except zipfile.BadZipFile as error:
        raise UnreadableFile(
            f"{name} is beschadigd en kan niet worden geopend; lever het bestand opnieuw aan."
        ) from error
    if not is_word:
        raise UnreadableFile(f"{name} is geen Word-bestand; lever het aan als pdf, docx of txt.")
    pages = read_docx(name, data)
    if not pages[0].lines:
        raise UnreadableFile(f"In {name} staat geen tekst; lever het bestand opnieuw aan.")
    return pages


def _pdf(name: str, data: bytes) -> RawFile:
    """A PDF, with OCR for the pages that have no text layer, where that can be had."""
    raw = read_pdf(name, data)
    empty = [page.number for page in raw if page.source is PageSource.NONE]
    warnings: tuple[str, ...] = ()
    if empty and can_read_scans():
        raw = _with_ocr(raw, data, empty)
    elif empty:
        warnings = (_sentence(empty, len(raw), "Installeer tesseract met Nederlandse taaldata om scans te lezen."),)
    unread = [page.number for page in raw if page.source is PageSource.NONE]
    if unread and not warnings:
        warnings = (_sentence(unread, len(raw), "Controleer of deze bladzijden leeg zijn."),)
    return RawFile(lay_out(raw), warnings=warnings)


def _with_ocr(pages: Sequence[RawPage], data: bytes, numbers: Sequence[int]) -> tuple[RawPage, ...]:
    found = dict(zip(numbers, read_pictures(page_pictures(data, numbers, DPI)), strict=True))
    return tuple(
        replace(page, lines=found[page.number], source=PageSource.OCR) if found.get(page.number) else page
        for page in pages
    )


def _sentence(numbers: Sequence[int], total: int, advice: str) -> str:
    pages = ", ".join(map(str, numbers))
    return f"Op {len(numbers)} van de {total} bladzijden zijn geen woorden te lezen (bladzijde {pages}). {advice}"
