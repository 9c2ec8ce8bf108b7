"""Files into pages of blocks: one module per format."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.layout.pages import RawPage, lay_out, with_choices
from ingest.read.archive import open_zip, unpack
from ingest.read.html import read_html
from ingest.read.legacy import to_docx
from ingest.read.mail import read_mail
from ingest.read.odf import read_odt
from ingest.read.ole import SIGNATURE, Ole, kind_of_ole, stream_in
from ingest.read.outlook import read_outlook
from ingest.read.paged import Progress, read_pages
from ingest.read.part import Part
from ingest.read.pdf import picture_type
from ingest.read.rtf import read_rtf
from ingest.read.saved_page import page_in
from ingest.read.text import read_text
from ingest.read.upright import as_shown
from ingest.read.word import read_docx
from ingest.read.word_dates import stored_dates
from kb.errors import UnreadableFile
from kb.model import Page, PageRange
from kb.settings import Limits

__all__ = ["Limits", "Part", "Progress", "RawFile", "is_html", "is_mail", "read"]

_TEXT_SUFFIXES = {".txt", ".text", ".md", ""}
_HTML = re.compile(
    rb"\s*+(?:\xef\xbb\xbf\s*+)?(?:<!--.{0,500}?-->\s*|<\?xml.{0,200}?\?>\s*)*+<(?:!doctype\s+html|html)\b", re.I | re.S
)
_HEADER = re.compile(rb"(?:\xef\xbb\xbf)?(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*(?:\n[ \t][^\n]*)*\n){2}")
_PHONE = re.compile(rb".{4}ftyp(?:heic|heix|hevc|heim|heis|mif1|msf1|avif)", re.S)
_OF_MAIL = re.compile(rb"^(?:Received|MIME-Version|Message-ID|Return-Path|X-Mailer|Delivered-To):", re.I | re.M)
_TNEF = b"\x78\x9f\x3e\x22"  # with which winmail.dat begins
DEFAULTS = Limits()
LONGEST_LINE = 100_000  # characters: some thirty pages without a line feed are not a text that somebody wrote
READABLE = "pdf, docx, odt, rtf, html, txt, eml, msg, zip of een foto (png, jpg, tiff)"


@dataclass(frozen=True, slots=True)
class RawFile:
    """What stands in one file. `paged` is False for formats without pages; a warning is one Dutch sentence; `parts`
    are the files in it, and of an archive these are all there is: it has no pages of its own, as a document without
    words around the files in it has none. `raw` are the pages before they were laid out, of a file with pages,
    `outline` the pages to which the highest of its bookmarks lead, and `converted` what was read in place of the file
    where it had to become another format first."""

    pages: tuple[Page, ...]
    paged: bool = True
    warnings: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()
    raw: tuple[RawPage, ...] = ()
    outline: tuple[int, ...] = ()
    converted: bytes = b""

    def parted(self, ranges: Iterable[PageRange]) -> Iterator[tuple[Page, ...]]:
        """The pages of each range, laid out as the document that they are; they keep the numbers of the file."""
        for each in ranges:
            own = self.raw[each.first - 1 : each.last]
            chosen, _ = with_choices([replace(page, number=number) for number, page in enumerate(own, 1)])
            shown = as_shown(own, lay_out(chosen))
            yield tuple(replace(page, number=raw.number) for raw, page in zip(own, shown, strict=True))


def read(
    path: Path,
    data: bytes,
    limits: Limits = DEFAULTS,
    on_page: Progress | None = None,
) -> RawFile:
    """The pages of a file; its content before its suffix says what it is. UnreadableFile says why it cannot be read
    and what to do. `on_page` hears of every page that OCR has done."""
    name = path.name
    if not data.strip(b"\x00 \t\r\n\x0c"):
        raise UnreadableFile(f"{name} is leeg; lever het bestand opnieuw aan.")
    paged = "pdf" if b"%PDF-" in data[:1024] else picture_type(data)
    if paged:
        raw, warnings, parts, outline = read_pages(name, data, paged, limits, on_page)
        chosen, left = with_choices(raw)
        return RawFile(as_shown(raw, lay_out(chosen)), True, (*warnings, *_unticked(left)), parts, tuple(raw), outline)
    if _PHONE.match(data):
        raise UnreadableFile(f"{name} is een foto in het formaat van een telefoon (HEIC); sla haar op als jpg of pdf.")
    if data.startswith(b"PK"):
        return _zipped(name, data, limits)
    if data.startswith(SIGNATURE):
        return _ole(name, data, limits)
    if data.startswith(_TNEF):
        raise UnreadableFile(
            f"{name} is een bijlage zoals Outlook die inpakt; vraag de afzender om de bijlagen los of om een pdf."
        )
    if data.startswith(b"{\\rtf"):
        return _flowing(name, limits, *read_rtf(name, data, limits))
    page = page_in(path, data)
    if page is not None or is_html(path, data):
        return _flowing(name, limits, (read_html(name, data if page is None else page),))
    if is_mail(path, data):
        return _flowing(name, limits, *read_mail(name, data, limits))
    if path.suffix.lower() not in _TEXT_SUFFIXES:
        raise UnreadableFile(f"{name} kan niet worden gelezen; lever het aan als {READABLE}.")
    return _flowing(name, limits, read_text(name, data))


def is_html(path: Path, data: bytes) -> bool:
    return path.suffix.lower() in (".html", ".htm", ".xhtml") or _HTML.match(data[:4096]) is not None


def is_mail(path: Path, data: bytes) -> bool:
    own = path.suffix.lower() == ".eml"
    return own or bool(_HEADER.match(data[:4096]) and _OF_MAIL.search(data[:4096]))


def _zipped(name: str, data: bytes, limits: Limits) -> RawFile:
    with open_zip(name, data, limits) as archive:
        members = set(archive.namelist())
        if "word/document.xml" in members:
            return _flowing(name, limits, *read_docx(name, data, limits))
        if "content.xml" in members and "META-INF/manifest.xml" in members:
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise UnreadableFile(f"{name} is beveiligd met een wachtwoord; sla het op zonder wachtwoord.")
            return _flowing(name, limits, *read_odt(name, archive, limits))
        if members & {"xl/workbook.xml", "ppt/presentation.xml", "[Content_Types].xml"}:
            raise UnreadableFile(f"{name} is geen tekstdocument; lever het aan als {READABLE}.")
        return RawFile((), parts=unpack(name, archive, limits))


def _ole(name: str, data: bytes, limits: Limits) -> RawFile:
    kind = kind_of_ole(name, data)
    if kind is Ole.MAIL:
        return _flowing(name, limits, *read_outlook(name, data, limits))
    if kind is Ole.WORD:
        converted = to_docx(name, data)
        stream = stream_in(name, data, ("WordDocument",))
        dates = stored_dates(stream[1]) if stream else ()
        return replace(_flowing(name, limits, *read_docx(name, converted, limits, dates)), converted=converted)
    if kind is Ole.LOCKED:
        raise UnreadableFile(f"{name} is beveiligd met een wachtwoord; sla het op zonder wachtwoord.")
    raise UnreadableFile(f"{name} is een oud Office-bestand dat geen tekst is; lever het aan als {READABLE}.")


def _flowing(name: str, limits: Limits, raw: Sequence[RawPage], parts: tuple[Part, ...] = ()) -> RawFile:
    """A file of a format without pages; it has pages all the same when form feeds cut it."""
    if len(raw) > limits.max_pages:
        raise UnreadableFile(f"{name} heeft {len(raw)} bladzijden, meer dan {limits.max_pages}; splits het bestand.")
    longest = max((len(line.text) for page in raw for line in page.lines), default=0)
    if longest > LONGEST_LINE:
        raise UnreadableFile(f"{name} heeft een regel van {longest} tekens; is dit wel een brief? Lever een pdf aan.")
    chosen, left = with_choices(raw)
    pages = lay_out(chosen)
    if not any(page.blocks for page in pages):
        if parts:
            return RawFile((), parts=parts)
        raise UnreadableFile(f"In {name} staat geen tekst; lever het bestand opnieuw aan.")
    remarks = tuple(remark for page in raw for remark in page.remarks)
    return RawFile(pages, len(pages) > 1, (*remarks, *_unticked(left)), parts, tuple(raw))


def _unticked(count: int) -> tuple[str, ...]:
    if not count:
        return ()
    what = (
        "1 keuze die niet is aangekruist, telt" if count == 1 else f"{count} keuzes die niet zijn aangekruist, tellen"
    )
    return (f"{what} niet mee.",)
