"""Excel: one sheet each for advices, commitments and documents, with real dates, links and a frozen header."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from kb.export import rows
from kb.knowledge import KnowledgeBase
from kb.model import Filter

DATE = "d mmmm yyyy"
HEAD_COLOUR, LINK_COLOUR = "1F3A5F", "0B4F9E"
LONGEST = 32_767  # characters in a cell
CONTROL = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])  # what Excel's own format cannot hold


def write(kb: KnowledgeBase, out: Path, where: Filter, base_url: str | None = None) -> None:
    """Titles of documents lead to the app at `base_url`, or to their row on the sheet Documenten."""
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook()
    book.remove(book.worksheets[0])
    tables = [make(kb, where) for make in rows.TABLES]
    places = {row.document_id: number for number, row in enumerate(tables[-1].rows, 2)}
    for table in tables:
        sheet = book.create_sheet(table.name)
        _fill(sheet, table)
        _link(sheet, table, places, base_url)
        _dress(sheet, table)
    if rows.asks_for_commitments(where):
        book.active = 1
    book.save(out)


def _fill(sheet: Any, table: rows.Table) -> None:
    from openpyxl.styles import Alignment  # type: ignore[import-untyped]

    sheet.append([column.title for column in table.columns])
    for row in table.rows:
        sheet.append([None] * len(row.values))
        for number, value in enumerate(row.values, 1):
            if value is None:
                continue
            cell = sheet.cell(sheet.max_row, number)
            if isinstance(value, str):
                cell.value = value.translate(CONTROL)[:LONGEST]
                cell.data_type = "s"  # text stays text, also when it begins with =
                cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
            else:
                cell.value = value
            if isinstance(value, date):
                cell.number_format = DATE
            cell.alignment = Alignment(vertical="top", wrap_text=table.columns[number - 1].width >= 30)


def _link(sheet: Any, table: rows.Table, places: dict[str, int], base_url: str | None) -> None:
    from openpyxl.styles import Font

    for number, row in enumerate(table.rows, 2):
        for column, document_id in ((table.link, row.document_id), (table.answer_link, row.answer_document_id)):
            if column is None or document_id is None:
                continue
            cell = sheet.cell(number, column + 1)
            if base_url:
                cell.hyperlink = f"{base_url.rstrip('/')}/document?document={document_id}"
            elif document_id in places and table.name != "Documenten":
                cell.hyperlink = _inside(cell.coordinate, f"Documenten!A{places[document_id]}")
            else:
                continue
            cell.font = Font(color=LINK_COLOUR, underline="single")


def _inside(cell: str, target: str) -> Any:
    from openpyxl.worksheet.hyperlink import Hyperlink  # type: ignore[import-untyped]

    return Hyperlink(ref=cell, location=target)


def _dress(sheet: Any, table: rows.Table) -> None:
    """Header, widths, filter, and print settings: landscape, one page wide, the header on every page."""
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    for number, column in enumerate(table.columns, 1):
        head = sheet.cell(1, number)
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor=HEAD_COLOUR)
        head.alignment = Alignment(vertical="top", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    last = get_column_letter(len(table.columns))
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{last}{max(1, len(table.rows) + 1)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddFooter.center.text = "&A, bladzijde &P van &N"
