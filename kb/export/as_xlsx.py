"""Excel: a sheet each for advices, commitments, documents and coverage, with real dates, links and a frozen header."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path
from typing import Any

from kb.export import coverage_table as coverage
from kb.export import rows
from kb.export.cells import writable
from kb.export.selection import selected
from kb.knowledge import KnowledgeBase
from kb.model import Filter

PERCENT = "0%"
DATE = "[$-413]d mmm yyyy"  # 413 is Dutch (Netherlands), whatever language Excel runs in
FONT, HEAD_COLOUR, LINK_COLOUR = "Calibri", "1F3A5F", "0B4F9E"
LONGEST = 32_767  # characters in a cell
LINE, TALLEST = 15, 405  # points: the height of a line, and of the tallest row that Excel shows


def write(kb: KnowledgeBase, out: Path, where: Filter, base_url: str | None = None) -> None:
    """Titles of documents lead to the app at `base_url`, or to their row on the sheet Documenten."""
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook()
    book.remove(book.worksheets[0])
    chosen = selected(kb, where)
    documents = rows.documents(chosen)
    places = {row.links["document"].document_id: number for number, row in enumerate(documents.rows, 2)}
    tables = (rows.advices(chosen), rows.commitments(chosen), documents, coverage.table(kb, chosen))
    for table in tables:
        sheet = sheet_of(book, table)
        for number, row in enumerate(table.rows, 2):
            _link(sheet, number, row, table, places, base_url)
    if chosen.only_commitments:
        book.active = 1
    book.save(out)


def sheet_of(book: Any, table: rows.Table) -> Any:
    """A table as a new sheet of this workbook."""
    sheet = book.create_sheet(table.name)
    _head(sheet, table)
    for number, row in enumerate(table.rows, 2):
        _fill(sheet, number, row, table)
    _dress(sheet, table)
    return sheet


def save(book: Any, out: Path, title: str) -> None:
    """Write the workbook with a title and an author in its properties."""
    book.properties.title, book.properties.creator = writable(title), "Adviesspoor"
    book.save(out)


def _head(sheet: Any, table: rows.Table) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill  # type: ignore[import-untyped]
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    for number, column in enumerate(table.columns, 1):
        cell = sheet.cell(1, number, column.title)
        cell.font = Font(FONT, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=HEAD_COLOUR)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.row_dimensions[1].height = 2 * LINE


def _fill(sheet: Any, number: int, row: rows.Row, table: rows.Table) -> None:
    from openpyxl.styles import Alignment

    lines = 1
    for place, column in enumerate(table.columns, 1):
        value = row.values.get(column.key)
        if value is None:
            continue
        cell = sheet.cell(number, place)
        cell.alignment = Alignment("left", "top", wrap_text=isinstance(value, str))
        if isinstance(value, str):
            cell.value = writable(value)[:LONGEST]
            cell.data_type = "s"  # text stays text, also when it begins with =
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
            if column.printed:
                lines = max(lines, math.ceil(len(value) * 1.1 / column.width))
        else:
            cell.value = value
        if isinstance(value, date):
            cell.number_format = DATE
        elif column.share:
            cell.number_format = PERCENT
    sheet.row_dimensions[number].height = min(TALLEST, lines * LINE)


def _link(
    sheet: Any, number: int, row: rows.Row, table: rows.Table, places: dict[str, int], base_url: str | None
) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink  # type: ignore[import-untyped]

    for place, column in enumerate(table.columns, 1):
        source = row.links.get(column.key)
        if source is None:
            continue
        cell = sheet.cell(number, place)
        if base_url:
            statement = f"&uitspraak={source.statement_id}" if source.statement_id else ""
            cell.hyperlink = f"{base_url.rstrip('/')}/document?document={source.document_id}{statement}"
        elif sheet.title != "Documenten" and source.document_id in places:
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"Documenten!A{places[source.document_id]}")
        else:
            continue
        cell.font = Font(FONT, color=LINK_COLOUR, underline="single")


def _dress(sheet: Any, table: rows.Table) -> None:
    """Frozen header, filter, and print settings: landscape, one page wide, the header on every page."""
    from openpyxl.utils import get_column_letter

    end = len(table.rows) + 1
    printed = sum(column.printed for column in table.columns)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{end}"
    sheet.print_area = f"A1:{get_column_letter(printed)}{end}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4  # inches
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "&A, bladzijde &P van &N"
