"""CSV that Dutch Excel opens with a double click: `;`, a byte order mark, ISO dates."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from kb.export import point_rows, rows
from kb.export.cells import safe, writable
from kb.export.selection import selected
from kb.knowledge import KnowledgeBase
from kb.model import Filter


def write(kb: KnowledgeBase, out: Path, where: Filter, base_url: str) -> None:
    """The points, or the commitments when only these are asked."""
    chosen = selected(kb, where)
    points = point_rows.every_point(chosen.points, chosen.documents, base_url)
    write_table(point_rows.in_words(rows.commitments(chosen)) if chosen.only_commitments else points, out)


def write_table(table: rows.Table, out: Path) -> None:
    """Any table, all its columns."""
    with out.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([column.title for column in table.columns])
        for row in table.rows:
            writer.writerow([_cell(row.values.get(column.key)) for column in table.columns])


def _cell(value: rows.Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.2f}".replace(".", ",")  # as Dutch Excel reads a number
    return safe(writable(value)) if isinstance(value, str) else str(value)
