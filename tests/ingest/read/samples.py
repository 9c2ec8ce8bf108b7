"""Small files to read, drawn by the test that needs them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docx
import pymupdf

from ingest.read.files import RawFile, read
from kb.model import Block, BlockKind

Library: Any = pymupdf
A4 = (595.0, 842.0)
SLIDE = (842.0, 474.0)


@dataclass(frozen=True)
class Words:
    """Words on a page: their left edge, base line and size in points."""

    x: float
    y: float
    text: str
    size: float = 10.0
    bold: bool = False


def lines(x: float, y: float, text: str, *, step: float = 13.0, size: float = 10.0, bold: bool = False) -> list[Words]:
    """The lines of a text below each other; an empty line leaves white."""
    rows = text.strip("\n").split("\n")
    return [Words(x, y + place * step, row, size, bold) for place, row in enumerate(rows) if row.strip()]


def pdf(
    *pages: Sequence[Words], size: tuple[float, float] = A4, rules: Sequence[Sequence[tuple[float, ...]]] = ()
) -> bytes:
    """A PDF with these words on its pages, and with these cells (x0, y0, x1, y1) drawn on each."""
    document = Library.open()
    for number, words in enumerate(pages):
        page = document.new_page(width=size[0], height=size[1])
        for word in words:
            page.insert_text((word.x, word.y), word.text, fontsize=word.size, fontname="hebo" if word.bold else "helv")
        for rule in rules[number] if number < len(rules) else ():
            page.draw_rect(Library.Rect(rule), color=(0, 0, 0), width=0.5)
    return bytes(document.tobytes())


def locked(data: bytes) -> bytes:
    """The same PDF behind a password."""
    with Library.open(stream=data, filetype="pdf") as document:
        return bytes(document.tobytes(encryption=Library.PDF_ENCRYPT_AES_256, user_pw="geheim", owner_pw="geheim"))


def pictures_of(data: bytes, dpi: int = 200) -> bytes:
    """The same PDF as a scan: pictures of its pages, without a text layer."""
    scan = Library.open()
    with Library.open(stream=data, filetype="pdf") as document:
        for page in document:
            picture = page.get_pixmap(dpi=dpi).tobytes("png")
            scan.new_page(width=page.rect.width, height=page.rect.height).insert_image(page.rect, stream=picture)
    return bytes(scan.tobytes())


def picture_of(data: bytes, kind: str, dpi: int = 150) -> bytes:
    """A picture (png, jpeg, tiff) of the first page of a PDF."""
    with Library.open(stream=data, filetype="pdf") as document:
        dots = document[0].get_pixmap(dpi=dpi)
    if kind == "tiff":
        target = io.BytesIO()
        dots.pil_image().save(target, "tiff")
        return target.getvalue()
    return bytes(dots.tobytes(kind))


def with_files(data: bytes, attached: dict[str, bytes], clipped: dict[str, bytes]) -> bytes:
    """The same PDF with files packed in it, and files behind a paper clip on its first page."""
    with Library.open(stream=data, filetype="pdf") as document:
        for name, held in attached.items():
            document.embfile_add(name, held, filename=name)
        for name, held in clipped.items():
            document[0].add_file_annot((300, 300), held, name)
        return bytes(document.tobytes())


def turned(data: bytes, degrees: int) -> bytes:
    """The same PDF with pages that a reader turns before it shows them."""
    with Library.open(stream=data, filetype="pdf") as document:
        for page in document:
            page.set_rotation(degrees)
        return bytes(document.tobytes())


def placed(data: bytes) -> bytes:
    """The same PDF with each page as one form on an empty page, as programs do that put files together."""
    whole = Library.open()
    with Library.open(stream=data, filetype="pdf") as document:
        for number, page in enumerate(document):
            sheet = whole.new_page(width=page.rect.width, height=page.rect.height)
            sheet.show_pdf_page(sheet.rect, document, number)
    return bytes(whole.tobytes())


def word_file(document: Any) -> bytes:
    """A python-docx document as a file."""
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def new_word() -> Any:
    """An empty Word document."""
    return docx.Document()


def read_bytes(data: bytes, name: str = "brief.pdf") -> RawFile:
    """What the reader makes of a file."""
    return read(Path(name), data)


def blocks(file: RawFile, *kinds: BlockKind) -> list[Block]:
    """The blocks of all pages; only those of some kinds when kinds are given."""
    return [block for page in file.pages for block in page.blocks if not kinds or block.kind in kinds]


def texts(file: RawFile, *kinds: BlockKind) -> list[str]:
    """The texts of those blocks, each on one line."""
    return [block.text.replace("\n", " ") for block in blocks(file, *kinds)]
