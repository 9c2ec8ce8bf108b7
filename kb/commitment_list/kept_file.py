"""A kept list of commitments as it stands in a file: rows by the keys of their columns. Excel, Word and CSV."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from kb.commitment_list.columns import FREE, key_of
from kb.errors import BadList
from kb.labels import number

Value = str | date
HEADS = 20  # rows among which the headings are looked for: above them stand a title and a date
MOST_ROWS = 20_000
MOST_BYTES = 300_000_000  # of an unpacked workbook: more is no list
READ_FROM = "een Excel-bestand (.xlsx), een Word-bestand (.docx) of een CSV-bestand (.csv)"


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row: where it stands, and its cells that hold something, by the key of their column."""

    place: str
    cells: Mapping[str, Value]

    def text(self, key: str) -> str:
        value = self.cells.get(key, "")
        return value if isinstance(value, str) else value.isoformat()


@dataclass(frozen=True, slots=True)
class KeptFile:
    """The rows, and the columns that the file has."""

    rows: tuple[ListRow, ...]
    columns: frozenset[str]


Sheet = tuple[str, Iterator[Sequence[Any]]]  # what stands before the number of a row, and the rows


def read_list(path: Path) -> KeptFile:
    """Raises BadList, in one sentence, when there is no list in it that can be read back."""
    readers = {".xlsx": _excel, ".docx": _word, ".csv": _csv}
    if path.suffix.lower() not in readers:
        raise BadList(f"{path.name}: een lijst leest u terug uit {READ_FROM}; sla haar zo op en probeer het opnieuw.")
    rows: list[ListRow] = []
    columns: set[str] = set()
    for name, lines in readers[path.suffix.lower()](path):
        found, keys = _rows(name, lines, path.name)
        rows += found
        columns |= keys
    if not columns:
        raise BadList(
            f"{path.name}: geen rij met kolomkoppen gevonden; de lijst heeft een kolom Toezegging of ID nodig, en een "
            "kolom Status."
        )
    if not rows:
        raise BadList(f"{path.name}: onder de kolomkoppen staat geen enkele toezegging; is dit het goede bestand?")
    return KeptFile(tuple(rows), frozenset(columns))


def _rows(name: str, lines: Iterator[Sequence[Any]], file: str) -> tuple[list[ListRow], set[str]]:
    keys: list[str | None] = []
    found: list[ListRow] = []
    for place, line in enumerate(lines, 1):
        values = [_value(cell) for cell in line]
        if not keys:
            if place > HEADS:
                break
            keys = _heads(values)
            continue
        cells = {key: value for key, value in zip(keys, values, strict=False) if key and value != ""}
        if cells:
            found.append(ListRow(f"{name}rij {place}", cells))
        if len(found) > MOST_ROWS:
            raise BadList(f"{file}: meer dan {number(MOST_ROWS)} rijen; lees de lijst in delen terug.")
    return found, {key for key in keys if key}


def _heads(values: Sequence[Value]) -> list[str | None]:
    """The columns when this is the row with the headings; the first counts where two have one meaning."""
    keys: list[str | None] = []
    for value in values:
        key = key_of(value) if isinstance(value, str) and value else None
        keys.append(None if key in keys else key)
    told = {key for key in keys if key}
    return keys if told & {"id", "text"} and told & {"status", "proof", "done_on", "note", FREE} else []


def _value(cell: object) -> Value:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    return "" if cell is None else str(cell).strip().removeprefix("'").strip()


# -- one reader per format --------------------------------------------------------------------------------------------
def _excel(path: Path) -> Iterator[Sheet]:
    """Hidden sheets too: whoever hid one may have kept the list in it."""
    from openpyxl import load_workbook  # type: ignore[import-untyped]
    from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

    _check_size(path, "Excel-bestand", ".xlsx")
    try:
        book = load_workbook(path, data_only=True)
        sheets = [(sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in book.worksheets]
    except (InvalidFileException, *BROKEN) as error:
        raise _broken(path, "Excel-bestand", ".xlsx") from error
    for title, rows in sheets:
        yield (f"{title}, " if len(sheets) > 1 else ""), iter(rows)


def _word(path: Path) -> Iterator[Sheet]:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    _check_size(path, "Word-bestand", ".docx")
    try:
        book = Document(str(path))
        tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in book.tables]
    except (PackageNotFoundError, *BROKEN) as error:
        raise _broken(path, "Word-bestand", ".docx") from error
    for place, rows in enumerate(tables, 1):
        yield (f"tabel {place}, " if len(tables) > 1 else ""), iter(rows)


def _csv(path: Path) -> Iterator[Sheet]:
    """With the separator that its first line has most of; Dutch Excel writes semicolons, and Windows letters."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    if "\0" in text:
        raise _broken(path, "CSV-bestand", ".csv")
    head = text.splitlines()[0] if text.strip() else ""
    separator = max(";\t,", key=head.count)
    try:
        yield "", iter(list(csv.reader(io.StringIO(text, newline=""), delimiter=separator)))
    except csv.Error as error:
        raise _broken(path, "CSV-bestand", ".csv") from error


BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    SyntaxError,
    EOFError,
    NotImplementedError,
)  # fmt: skip  (what the libraries raise at files that are not whole)


def _check_size(path: Path, kind: str, suffix: str) -> None:
    """A small file can unpack to more than memory holds."""
    try:
        with zipfile.ZipFile(path) as packed:
            size = sum(each.file_size for each in packed.infolist())
    except BROKEN as error:
        raise _broken(path, kind, suffix) from error
    if size > MOST_BYTES:
        raise BadList(f"{path.name} is uitgepakt te groot voor een lijst toezeggingen; verwijder wat er niet in hoort.")


def _broken(path: Path, kind: str, suffix: str) -> BadList:
    return BadList(
        f"{path.name} kan niet worden gelezen als {kind}; open het, sla het zonder wachtwoord opnieuw op als {suffix} "
        "en probeer het dan."
    )
