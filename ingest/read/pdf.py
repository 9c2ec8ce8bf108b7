"""PDF: the text layer, line by line with its boxes. The only module that knows PyMuPDF for reading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from ingest.layout import RawLine, RawPage, tidy
from kb.errors import UnreadableFile
from kb.model import BBox, BlockKind, PageSource

_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_FLAG_BOLD = 16
_VECTOR = 3  # the type of a block that is a drawing
_RULE = re.compile(rb"\s(?:re|l)\s")  # the operators that draw rectangles and lines
_RULES_OF_A_TABLE = 4


def read_pdf(name: str, data: bytes) -> tuple[RawPage, ...]:
    """The pages of a PDF; one without a text layer has no lines and the source NONE. UnreadableFile when broken,
    empty or closed with a password."""
    pymupdf = _pymupdf()
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        document = pymupdf.open(stream=data, filetype="pdf")
    except (pymupdf.FileDataError, pymupdf.EmptyFileError, RuntimeError) as error:
        raise UnreadableFile(
            f"{name} is beschadigd en kan niet als pdf worden geopend; lever het bestand opnieuw aan."
        ) from error
    with document:
        if document.needs_pass:
            raise UnreadableFile(f"{name} is beveiligd met een wachtwoord; sla het op zonder wachtwoord.")
        if not document.page_count:
            raise UnreadableFile(f"{name} heeft geen bladzijden; lever het bestand opnieuw aan.")
        return tuple(_page(page, number) for number, page in enumerate(document, 1))


def _pymupdf() -> Any:
    """The library, without its types: most of what is used here has none."""
    import pymupdf

    return pymupdf


def _page(page: Any, number: int) -> RawPage:
    pymupdf = _pymupdf()
    flags = pymupdf.TEXTFLAGS_DICT & ~pymupdf.TEXT_PRESERVE_IMAGES & ~pymupdf.TEXT_PRESERVE_LIGATURES
    if len(_RULE.findall(page.read_contents())) >= _RULES_OF_A_TABLE:
        flags |= pymupdf.TEXT_COLLECT_VECTORS
    blocks = page.get_text("dict", flags=flags)["blocks"]
    turn = page.rotation_matrix if page.rotation else None
    width, height = float(page.rect.width), float(page.rect.height)
    lines = tuple(
        line for block in blocks for raw in block.get("lines", ()) for line in _line(raw, turn, width, height)
    )
    drawn = [block for block in blocks if block["type"] == _VECTOR and block["isrect"]]
    rules = tuple(_shown(block["bbox"], turn, width, height) for block in drawn)
    return RawPage(number, lines, width, height, PageSource.TEXT_LAYER if lines else PageSource.NONE, rules)


def _line(raw: dict[str, Any], turn: Any, width: float, height: float) -> Iterator[RawLine]:
    """A line with words in it; text that does not run from left to right is furniture."""
    spans = [span for span in raw["spans"] if span["text"].strip()]
    if not spans:
        return
    text = _closed_up("".join(span["text"] for span in raw["spans"]))
    if not text:
        return
    box = _box(spans, turn, width, height)
    main = max(spans, key=lambda span: len(span["text"]))
    bold = all(span["flags"] & _FLAG_BOLD or _BOLD.search(span["font"]) for span in spans)
    across = raw["dir"][0] if turn is None else (raw["dir"][0] * turn.a + raw["dir"][1] * turn.c)
    kind = None if across > 0.9 else BlockKind.FURNITURE
    yield RawLine(text, box, float(main["size"]), bold, str(main["font"]), kind=kind)


def _closed_up(text: str) -> str:
    """The words of a line; letters that were set apart ("G e m e e n t e   A") are one word again."""
    if text[1:2] != " " or text[3:4] != " " or any(len(part) > 1 for part in text.split(" ")):
        return tidy(text)
    return tidy(" ".join(word.replace(" ", "") for word in re.split(r" {2,}", text)))


def _box(spans: list[dict[str, Any]], turn: Any, width: float, height: float) -> BBox:
    """The box around the spans of a line."""
    if len(spans) == 1:
        return _shown(spans[0]["bbox"], turn, width, height)
    boxes = [span["bbox"] for span in spans]
    around = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
    return _shown(around, turn, width, height)


def _shown(box: Any, turn: Any, width: float, height: float) -> BBox:
    """A box on the page as it is shown, cut at its edges."""
    left, top, right, bottom = box
    if turn is not None:
        pymupdf = _pymupdf()
        left, top, right, bottom = pymupdf.Rect(box) * turn
    x0, x1 = sorted((min(max(left, 0.0), width), min(max(right, 0.0), width)))
    y0, y1 = sorted((min(max(top, 0.0), height), min(max(bottom, 0.0), height)))
    return BBox(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))


def page_pictures(data: bytes, numbers: Sequence[int], dpi: int) -> list[bytes]:
    """Pages as grey PNG pictures, for OCR."""
    pymupdf = _pymupdf()
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return [
            document[number - 1].get_pixmap(dpi=dpi, colorspace=pymupdf.csGRAY).tobytes("png") for number in numbers
        ]
