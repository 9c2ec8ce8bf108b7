"""What a Word document is made of here: headings, paragraphs, and tables that print well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from kb.export.cells import writable

FONT, HEAD_COLOUR, GREY, LINE = "Calibri", "1F3A5F", "555555", "9AA5B1"
MARGIN = 1.5  # cm; with A4 on its side 26.7 cm is left for a table
SIZES = {"Normal": 10, "Title": 20, "Heading 1": 14}  # points
SMALL, IN_TABLE = 8, 9


@dataclass(frozen=True, slots=True)
class Head:
    """A column; `width` in cm."""

    title: str
    width: float


@dataclass(frozen=True, slots=True)
class Cell:
    """A text (between quotation marks when it is a quote) with smaller lines below it, or these alone."""

    text: str
    small: tuple[str, ...] = ()
    quote: bool = False


def new(title: str, footer: str) -> Any:
    """An empty document: A4 on its side, in Dutch, with page numbers in the footer."""
    from docx import Document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    book = Document()
    book.core_properties.title, book.core_properties.author = writable(title)[:255], "Adviesspoor"
    book.core_properties.language, book.core_properties.comments = "nl-NL", ""
    book.core_properties.created = book.core_properties.modified = datetime.now(UTC)
    book.core_properties.last_modified_by = book.core_properties.author
    section = book.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(MARGIN)
    section.footer_distance = Cm(0.8)
    _style(book)
    line = section.footer.paragraphs[0]
    line.add_run(f"{footer}, bladzijde ")
    _field(line, "PAGE")
    line.add_run(" van ")
    _field(line, "NUMPAGES")
    return book


def heading(book: Any, text: str, level: int) -> None:
    """Level 0 is the title."""
    book.add_heading(writable(text), level)


def paragraph(book: Any, text: str, with_next: bool = False) -> None:
    """`with_next`: on the page of what follows."""
    book.add_paragraph(writable(text)).paragraph_format.keep_with_next = with_next


def table(book: Any, heads: Sequence[Head], lines: Sequence[Sequence[Cell]], description: str) -> None:
    """The header is repeated on every page, and a row stays whole where it fits on one."""
    from docx.shared import Cm

    made = book.add_table(rows=0, cols=len(heads), style="Table Grid")
    made.autofit = False
    _colour_lines(made)
    made._tbl.tblPr.append(_element("w:tblDescription", writable(description)))
    for column, head in zip(made.columns, heads, strict=True):
        column.width = Cm(head.width)
    _row(made, heads, [Cell(head.title) for head in heads], is_header=True)
    for line in lines:
        _row(made, heads, line)


def _row(made: Any, heads: Sequence[Head], line: Sequence[Cell], is_header: bool = False) -> None:
    from docx.shared import Cm

    row = made.add_row()
    settings = row._tr.get_or_add_trPr()
    settings.append(_element("w:cantSplit"))
    if is_header:
        settings.append(_element("w:tblHeader"))
    for place, head, cell in zip(row.cells, heads, line, strict=True):
        place.width = Cm(head.width)
        _fill(place, cell, is_header)


def _fill(place: Any, cell: Cell, is_header: bool) -> None:
    from docx.shared import Pt, RGBColor

    first = place.paragraphs[0]
    run = first.add_run(writable(f"“{cell.text}”" if cell.quote and cell.text else cell.text))
    run.font.size, run.bold = Pt(IN_TABLE), is_header
    if is_header:
        run.font.color.rgb = RGBColor.from_string("FFFFFF")
        place._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=HEAD_COLOUR))
    for number, text in enumerate(cell.small):
        line = place.add_paragraph() if cell.text or number else first
        below = line.add_run(writable(text))
        below.font.size, below.font.color.rgb = Pt(SMALL), RGBColor.from_string(GREY)
    for each in place.paragraphs:
        each.paragraph_format.space_before = each.paragraph_format.space_after = Pt(2)
        each.paragraph_format.keep_with_next = is_header


def _style(book: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, size in SIZES.items():
        style = book.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if name != "Normal":
            style.font.color.rgb = RGBColor.from_string(HEAD_COLOUR)
    book.styles["Normal"].element.get_or_add_rPr().append(_element("w:lang", val="nl-NL"))
    book.styles["Normal"].paragraph_format.space_after = Pt(4)
    book.styles["Heading 1"].paragraph_format.keep_with_next = True


def _colour_lines(made: Any) -> None:
    borders = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(_element(f"w:{side}", val="single", sz="4", space="0", color=LINE))
    made._tbl.tblPr.tblLayout.addprevious(borders)  # the order of the schema, which Word insists on


def _field(line: Any, name: str) -> None:
    """A number that Word fills in."""
    field = _element("w:fldSimple", instr=name)
    line._p.append(field)
    run = _element("w:r")
    field.append(run)
    text = _element("w:t")
    text.text = "1"
    run.append(text)


def _element(tag: str, val: str | None = None, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in {"val": val, **attributes}.items():
        if value is not None:
            made.set(qn(f"w:{name}"), value)
    return made
