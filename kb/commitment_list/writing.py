"""The list of commitments as a file: Excel, Word or CSV, in the columns that a griffie keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kb.commitment_list.choosing import Entry, entries
from kb.commitment_list.columns import COLUMNS, NAME
from kb.commitment_list.lines import table_of
from kb.concealed import concealed
from kb.errors import UnknownFormat
from kb.export import in_place_of
from kb.export import word_table as word
from kb.export.as_csv import write_table
from kb.export.as_docx import town_of
from kb.export.as_xlsx import save, sheet_of
from kb.export.rows import Row, Table
from kb.export.word_table import Cell, Head
from kb.knowledge import KnowledgeBase
from kb.labels import amount, day
from kb.model import CommitmentStatus

FORMATS = ("xlsx", "docx", "csv")
WIDTHS = {  # cm, of 26.7; what the program proposes is no part of a list for the raad
    "number": 1.0, "promised": 2.1, "source": 3.2, "holder": 3.0, "text": 5.0, "due": 2.1, "status": 2.0,
    "done_on": 2.0, "proof": 2.3, "note": 2.1, "id": 1.9,
}  # fmt: skip


def write_list(kb: KnowledgeBase, form: str, out: Path, shown: Sequence[Entry], *, privacy: bool = False) -> None:
    """Exactly these commitments, in this order; with `privacy` residents' data are hidden in the file. Raises
    UnknownFormat."""
    writers: dict[str, Callable[[Path, Table, str], None]] = {"xlsx": _excel, "docx": _word, "csv": _csv}
    if form not in writers:
        raise UnknownFormat(f'Een lijst toezeggingen als "{form}" bestaat niet; kies uit {", ".join(FORMATS)}.')
    seen = concealed(kb) if privacy else kb
    if seen is not kb:
        shown = _seen(seen, shown)
    town = town_of(seen.documents())
    with in_place_of(out) as new:
        writers[form](new, table_of(seen, shown), f"{NAME}, {town}" if town else NAME)


def _seen(kb: KnowledgeBase, shown: Sequence[Entry]) -> list[Entry]:
    """The same commitments with labels in the place of what is hidden."""
    known = {one.commitment.statement.id: one for one in entries(kb, kb.commitments())}
    return [known[one.commitment.statement.id] for one in shown if one.commitment.statement.id in known]


def _csv(out: Path, table: Table, title: str) -> None:
    write_table(table, out)


def _excel(out: Path, table: Table, title: str) -> None:
    """One sheet; the statuses can be chosen from a list in the cell."""
    from openpyxl import Workbook  # type: ignore[import-untyped]
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]
    from openpyxl.worksheet.datavalidation import DataValidation  # type: ignore[import-untyped]

    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = sheet_of(book, table)
    letter = get_column_letter([column.key for column in COLUMNS].index("status") + 1)
    choice = DataValidation("list", formula1=f'"{",".join(CommitmentStatus)}"', allow_blank=True)
    choice.error, choice.errorTitle = "Kies een status uit de lijst.", "Status"
    sheet.add_data_validation(choice)
    choice.add(f"{letter}2:{letter}{len(table.rows) + 1}")
    save(book, out, title, amount(len(table.rows), "toezegging", "toezeggingen"))


def _word(out: Path, table: Table, title: str) -> None:
    book = word.new(title, f"Adviesspoor, {day(date.today())}")
    word.heading(book, title, 0)
    said = amount(len(table.rows), "toezegging", "toezeggingen")
    word.paragraph(book, f"Opgemaakt op {day(date.today())}: {said}. Laat de kolom ID staan: daarmee leest Adviesspoor "
                         "deze lijst terug.")  # fmt: skip
    titles = {column.key: column.title for column in COLUMNS}
    heads = [Head(titles[key], width) for key, width in WIDTHS.items()]
    word.table(book, heads, [_line(row) for row in table.rows], NAME)
    book.save(out)


def _line(row: Row) -> list[Cell]:
    return [
        Cell("", small=(_text(row.values.get(key)),)) if key == "id" else Cell(_text(row.values.get(key)))
        for key in WIDTHS
    ]


def _text(value: Any) -> str:
    return day(value) if isinstance(value, date) else str(value or "")
