"""PDF: the text layer, line by line with its boxes; pictures of letters as pages without one. The only module that
knows PyMuPDF for reading."""

from __future__ import annotations

import math
import re
import struct
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from ingest.layout.pages import RawLine, RawPage, tidy
from ingest.read.look import DPI as LOOK_DPI
from ingest.read.look import look_at
from ingest.read.outline import outline_of
from ingest.read.part import Part, shown_name
from ingest.read.pdf_form import FormField, fields_of, meet
from ingest.read.pdf_text import Run, TextLine, page_text
from ingest.read.scan import DPI, Picture
from kb.errors import UnreadableFile
from kb.model import BBox, BlockKind, PageSource
from kb.settings import Limits
from kb.silence import keep_silent

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_FLAG_BOLD = 16
_RULES_OF_A_TABLE = 4
_LONGEST = 5000  # dots along the longer side of a picture for OCR: more than a page of text ever needs
_PAPER_CLIP, _REDACTION, _STRIKE, _SQUARE = 17, 12, 11, 4  # the numbers of annotations
_MARKER, _INK, _LINE = 8, 15, 3
_HIDING = {_REDACTION, _SQUARE, _MARKER, _INK, _LINE}
_BLACK = 0.3  # of the lightest of red, green and blue, 0 to 1
_PEN = 6.0  # points of a stroke that is drawn over words
_STRUCK_AT = 0.58  # of the height of the letters, from the top: where a viewer draws the stroke of such a note
_MOST_DOTS = 200_000_000
_Box = tuple[float, float, float, float]
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"))


def picture_type(data: bytes) -> str | None:
    """The type of a picture (PNG, JPEG, TIFF); None when the file is something else."""
    return next((kind for mark, kind in _PICTURES if data.startswith(mark)), None)


def read_pdf(
    name: str, data: bytes, file_type: str, limits: Limits
) -> tuple[tuple[RawPage, ...], tuple[Part, ...], tuple[int, ...]]:
    """The pages of a PDF or picture, the files in it, and the pages to which its highest bookmarks lead; a page without
    a text layer has no lines and the source NONE. UnreadableFile when it is broken, empty, closed with a password or
    too large."""
    pymupdf = _pymupdf()
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    sort = "pdf" if file_type == "pdf" else "foto"
    try:
        if file_type != "pdf":
            _check_picture(name, data)
        document = pymupdf.open(stream=data, filetype=file_type)
        with document:
            _check(name, document, limits)
            if file_type != "pdf":
                return tuple(_picture(page, number) for number, page in enumerate(document, 1)), (), ()
            pages, clips = [], []
            for number, page in enumerate(document, 1):
                pages.append(_upright(page, number))
                clips += [(number, xref) for xref in _clips(page)]
            return tuple(pages), _files_in(name, document, clips, limits), outline_of(document)
    except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError) as error:
        raise UnreadableFile(
            f"{name} is beschadigd en kan niet als {sort} worden geopend; lever het bestand opnieuw aan."
        ) from error


def _check(name: str, document: Any, limits: Limits) -> None:
    if document.needs_pass:
        raise UnreadableFile(f"{name} is beveiligd met een wachtwoord; sla het op zonder wachtwoord.")
    if not document.page_count:
        raise UnreadableFile(f"{name} heeft geen bladzijden; lever het bestand opnieuw aan.")
    if document.page_count > limits.max_pages:
        raise UnreadableFile(
            f"{name} heeft {document.page_count} bladzijden, meer dan {limits.max_pages}; splits het bestand."
        )


def _check_picture(name: str, data: bytes) -> None:
    """PNG packs emptiness so well that a picture of a few kilobytes can fill the memory: look before it is decoded."""
    width, height = struct.unpack(">II", data[16:24]) if data.startswith(b"\x89PNG") and len(data) > 24 else (0, 0)
    if width * height > _MOST_DOTS:
        raise UnreadableFile(f"{name} is een te grote foto; verklein haar tot onder 200 megapixel.")


@cache
def _pymupdf() -> Any:
    """The library, without its types: most of what is used here has none."""
    keep_silent()
    import pymupdf

    return pymupdf


def _upright(page: Any, number: int) -> RawPage:
    """A page, turned when most of its words lie on their side or stand on their head."""
    read = _page(page, number)
    lying = sum(len(line.text) for line in read.lines if line.kind is BlockKind.FURNITURE)
    if 2 * lying <= sum(len(line.text) for line in read.lines):
        return read
    turns: Counter[int] = Counter()
    for line in page_text(_words_and_drawings(page)).lines:
        turns[round(math.degrees(math.atan2(-line.down, line.across)) / 90) * 90 % 360] += len(line.text)
    turn = (turns.most_common(1)[0][0] - page.rotation) % 360
    if not turn:
        return read
    page.set_rotation((page.rotation + turn) % 360)
    return replace(_page(page, number), turn=turn)


def _page(page: Any, number: int) -> RawPage:
    hiding, strokes = _notes(page)
    found = page_text(_words_and_drawings(page), hiding, _fields(page), strokes, page.get_bboxlog, page.get_drawings)
    turn = page.rotation_matrix if page.rotation else None
    shown = page.rect
    width, height = float(shown.width), float(shown.height)
    lines = tuple(line for each in found.lines if (line := _line(each, turn, width, height)))
    many = len(found.drawn) >= _RULES_OF_A_TABLE
    rules = tuple(_shown(box, turn, width, height) for box in found.drawn) if many else ()
    source = PageSource.TEXT_LAYER if lines else PageSource.NONE
    return RawPage(
        number, lines, width, height, source, rules, hidden=found.hidden, unseen=found.unseen,
        struck=found.struck, characters=found.characters, apart=tuple(found.apart),
    )  # fmt: skip


def _words_and_drawings(page: Any) -> Any:
    """Pictures cost most of the time and are not text, unless they lie on top of it; drawings cost next to nothing here
    and say where tables are."""
    pymupdf = _pymupdf()
    flags = pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_LIGATURES
    if not _may_be_covered(page):
        flags &= ~pymupdf.TEXT_PRESERVE_IMAGES
    return page.get_textpage(flags=flags | pymupdf.TEXT_COLLECT_VECTORS)


def _may_be_covered(page: Any) -> bool:
    """Whether a small picture that one cannot look through is drawn over words that were drawn before it."""
    if all(mask for _, mask, *_ in page.get_images()):
        return False
    words: list[_Box] = []
    for kind, box in page.get_bboxlog():
        if kind in ("fill-text", "stroke-text"):
            words.append(box)
        elif kind == "fill-image" and any(meet(box, other) for other in words):
            return True
    return False


def _notes(page: Any) -> tuple[list[BBox], list[BBox]]:
    """Boxes of notes on a page under which nothing may be read (redactions that were marked and never applied, squares
    that are filled), and the strokes of those that strike words out."""
    hiding: list[BBox] = []
    strokes: list[BBox] = []
    try:
        note = page.first_annot  # `annots` passes by those that stand in the list of the page itself
        while note:
            if note.type[0] == _STRIKE:
                strokes += _strokes_of(note)
            elif note.type[0] in _HIDING and _hides(note):
                hiding.append(BBox(*note.rect))
            note = note.next
    except (_pymupdf().mupdf.FzErrorBase, RuntimeError, ValueError):
        pass  # the list of notes is damaged: `_clips` says so
    return hiding, strokes


def _hides(note: Any) -> bool:
    """Whether nothing below a note can be read: a marker and a pen only where they are black."""
    kind = note.type[0]
    if kind in (_MARKER, _INK, _LINE):
        black = note.colors.get("stroke") and max(note.colors["stroke"]) <= _BLACK
        return bool(black and (kind == _MARKER or (note.border.get("width") or 0) >= _PEN))
    return kind == _REDACTION or bool(note.colors.get("fill"))


def _strokes_of(note: Any) -> Iterator[BBox]:
    """The stroke through each line that a note strikes out: it has four corners for each."""
    corners = note.vertices or ()
    for four in zip(*[iter(corners)] * 4, strict=False):
        across, down = zip(*four, strict=True)
        stroke = min(down) + _STRUCK_AT * (max(down) - min(down))
        yield BBox(min(across), stroke, max(across), stroke)


def _fields(page: Any) -> list[FormField]:
    try:
        return fields_of(page)
    except (_pymupdf().mupdf.FzErrorBase, RuntimeError, ValueError):
        return []  # the list of notes is damaged: `_clips` says so


def _picture(page: Any, number: int) -> RawPage:
    """A page on which there is only a picture."""
    return RawPage(number, (), float(page.rect.width), float(page.rect.height), PageSource.NONE)


def _line(raw: TextLine, turn: Any, width: float, height: float) -> RawLine | None:
    """A line; None without words in it. Text that does not run from left to right is furniture."""
    runs = raw.runs if len(raw.runs) == 1 else [run for run in raw.runs if run.text.strip()]
    text = _closed_up(raw.text) if runs else ""
    if not text:
        return None
    main = max(runs, key=lambda run: len(run.text)) if len(runs) > 1 else runs[0]
    bold = _is_set_bold(main) if len(runs) == 1 else all(map(_is_set_bold, runs))
    across = raw.across if turn is None else raw.across * turn.a + raw.down * turn.c
    kind = None if across > 0.9 else BlockKind.FURNITURE
    return RawLine(text, _shown(raw.box, turn, width, height), main.size, bold, main.face, kind=kind)


def _is_set_bold(run: Run) -> bool:
    return bool(run.flags & _FLAG_BOLD) or _is_bold(run.face)


@lru_cache(maxsize=256)
def _is_bold(font: str) -> bool:
    return bool(_BOLD.search(font))


def _closed_up(text: str) -> str:
    """The words of a line; letters that were set apart ("G e m e e n t e   A") are one word again."""
    if text[1:2] != " " or text[3:4] != " " or any(len(part) > 1 for part in text.split(" ")):
        return tidy(text)
    return tidy(" ".join(word.replace(" ", "") for word in re.split(r" {2,}", text)))


def _shown(box: _Box, turn: Any, width: float, height: float) -> BBox:
    """A box on the page as it is shown, cut at its edges."""
    x0, y0, x1, y1 = box if turn is None else _pymupdf().Rect(box) * turn
    if not (0.0 <= x0 <= x1 <= width and 0.0 <= y0 <= y1 <= height):
        x0, x1 = sorted((min(max(x0, 0.0), width), min(max(x1, 0.0), width)))
        y0, y1 = sorted((min(max(y0, 0.0), height), min(max(y1, 0.0), height)))
    return BBox(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))


def page_pictures(data: bytes, numbers: Sequence[int], file_type: str = "pdf") -> Iterator[Picture]:
    """Pages as grey pictures that lie level, for OCR, each made when it is asked for: together they would not fit in
    memory."""
    pymupdf = _pymupdf()
    with pymupdf.open(stream=data, filetype=file_type) as document:
        for number in numbers:
            page = document[number - 1]
            dpi = min(DPI, int(72 * _LONGEST / max(page.rect.width, page.rect.height, 1.0)))
            yield _drawn(page, max(dpi, 1))


def _drawn(page: Any, dpi: int) -> Picture:
    """First small, to see how it lies; then as large as OCR wants it, and level."""
    import numpy as np

    pymupdf = _pymupdf()
    small = page.get_pixmap(dpi=min(LOOK_DPI, dpi), colorspace=pymupdf.csGRAY)
    look = look_at(np.frombuffer(small.samples, np.uint8).reshape(small.height, small.width))
    level = pymupdf.Matrix(dpi / 72, dpi / 72).prerotate(look.tilt)
    dots = page.get_pixmap(matrix=level, colorspace=pymupdf.csGRAY)
    return Picture(dots.samples, dots.width, dots.height, dpi, look)


def _clips(page: Any) -> list[int]:
    """The xrefs of the files behind paper clips on a page; 0, which none has, when the page's list is damaged."""
    try:
        return [xref for xref, kind, _ in page.annot_xrefs() if kind == _PAPER_CLIP]
    except (_pymupdf().mupdf.FzErrorBase, RuntimeError, ValueError):
        return [0]


def _files_in(name: str, document: Any, clips: Sequence[tuple[int, int]], limits: Limits) -> tuple[Part, ...]:
    """The files that are packed in a PDF: its attachments, those of a portfolio, and those behind the paper clips on
    its pages (page number, xref). UnreadableFile when there are too many."""
    pymupdf = _pymupdf()
    found: list[Part] = []
    try:
        if document.embfile_count() + len(clips) > limits.max_parts:
            raise UnreadableFile(f"{name} heeft meer dan {limits.max_parts} bijlagen; lever ze los aan.")
        for place in range(document.embfile_count()):
            info = document.embfile_info(place)
            shown = shown_name(info["ufilename"] or info["filename"] or info["name"])
            found.append(Part(shown, bytes(document.embfile_get(place))))
        for number, xref in clips:
            page = document[number - 1]  # which the clip needs to live
            clip = page.load_annot(xref)
            found.append(Part(shown_name(clip.file_info["filename"]), bytes(clip.get_file())))
    except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, TypeError, KeyError):
        problem = "kan niet uit de pdf worden gehaald: zij is beschadigd; lever de bijlagen los aan."
        found.append(Part("bijlage", b"", problem))
    return tuple(found)
