"""Excel: a sheet each for advices, commitments, documents and coverage, with real dates, links and a frozen header."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from kb.export import coverage_table as coverage
from kb.export import point_rows, rows
from kb.export.cells import writable
from kb.export.selection import selected
from kb.knowledge import KnowledgeBase
from kb.model import Filter

PERCENT = "0%"
DATE = "[$-413]d mmm yyyy"  # 413 is Dutch (Netherlands), whatever language Excel runs in
FONT, HEAD_COLOUR, LINK_COLOUR = "Calibri", "1F3A5F", "0B4F9E"
DOCUMENTS, MAKER = "Documenten", "Adviesspoor"
LONGEST = 32_767  # characters in a cell
LINE, TALLEST = 15, 405  # points: the height of a line, and of the tallest row that Excel shows


def write(kb: KnowledgeBase, out: Path, where: Filter, base_url: str) -> None:
    """Quotes and places lead to their page in the app at `base_url`, titles of documents to their row on the sheet
    Documenten."""
    chosen = selected(kb, where)
    points = point_rows.every_point(chosen.points, chosen.documents, base_url)
    tables = (points, point_rows.in_words(rows.commitments(chosen)), rows.documents(chosen), coverage.table(kb, chosen))
    write_tables(tables, out, base_url, chosen.choice, active=1 if chosen.only_commitments else 0)


def write_tables(tables: Sequence[rows.Table], out: Path, base_url: str, choice: str = "", *, active: int = 0) -> None:
    """A sheet for each; `choice` says what was left out, in the properties of the file."""
    from openpyxl import Workbook  # type: ignore[import-untyped]

    book = Workbook()
    book.remove(book.worksheets[0])
    documents = next((table.rows for table in tables if table.name == DOCUMENTS), ())
    places = {row.links["document"].document_id: number for number, row in enumerate(documents, 2)}
    for table in tables:
        sheet = sheet_of(book, table)
        for number, row in enumerate(table.rows, 2):
            _link(sheet, number, row, table, places, base_url)
    book.active = active
    save(book, out, "Adviezen en antwoorden", f"Keuze: {choice}" if choice else "Alles wat geladen is")


def sheet_of(book: Any, table: rows.Table) -> Any:
    """A table as a new sheet of this workbook."""
    sheet = book.create_sheet(table.name)
    _head(sheet, table)
    for number, row in enumerate(table.rows, 2):
        _fill(sheet, number, row, table)
    _dress(sheet, table)
    return sheet


def save(book: Any, out: Path, title: str, subject: str) -> None:
    """Write the workbook with its properties: what it is, what is in it, who made it, when."""
    made = datetime.now(UTC).replace(tzinfo=None, microsecond=0)  # openpyxl writes it as UTC
    about = book.properties
    about.title, about.subject = writable(title), writable(subject)
    about.creator = about.lastModifiedBy = MAKER
    about.created = about.modified = made
    about.language = "nl-NL"
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


def _link(sheet: Any, number: int, row: rows.Row, table: rows.Table, places: Mapping[str, int], base_url: str) -> None:
    from openpyxl.styles import Font
    from openpyxl.worksheet.hyperlink import Hyperlink  # type: ignore[import-untyped]

    on_a_line = {row.links[one.key] for one in table.columns if one.key in row.links and _fits(row, one)}
    for place, column in enumerate(table.columns, 1):
        source = row.links.get(column.key)
        if source is None or (source in on_a_line and not _fits(row, column)):
            continue  # LibreOffice cuts a link off at the edge of its cell: words of a letter are there to be read
        cell = sheet.cell(number, place)
        in_app = source.statement_id is not None or table.name == DOCUMENTS or not places
        if in_app and base_url:
            cell.hyperlink = rows.address(base_url, source)
        elif table.name != DOCUMENTS and source.document_id in places:
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{DOCUMENTS}!A{places[source.document_id]}")
        else:
            continue
        cell.font = Font(FONT, color=LINK_COLOUR, underline="single")


def _fits(row: rows.Row, column: rows.Column) -> bool:
    """Whether it stands on one line in its cell."""
    return len(str(row.values.get(column.key) or "")) <= column.width


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
