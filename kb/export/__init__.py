"""What is known, taken home as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from kb.errors import UnknownFormat
from kb.export import as_csv, as_docx, as_json, as_jsonld, as_ris, as_xlsx
from kb.knowledge import EVERYTHING, KnowledgeBase
from kb.model import Filter

FORMATS = ("csv", "xlsx", "docx", "json", "jsonld", "ris")


def export(
    kb: KnowledgeBase, format: str, out: Path, where: Filter = EVERYTHING, *, base_url: str | None = None
) -> None:
    """Write what passes the filter to `out`; with `base_url` the links in Excel lead to the app that runs there.

    CSV and Word hold the trails, or the commitments when the filter asks only for these. Raises UnknownFormat.
    """
    writers: dict[str, Callable[[KnowledgeBase, Path, Filter], None]] = {
        "csv": as_csv.write,
        "xlsx": partial(as_xlsx.write, base_url=base_url),
        "docx": as_docx.write,
        "json": as_json.write,
        "jsonld": as_jsonld.write,
        "ris": as_ris.write,
    }
    if format not in FORMATS:
        raise UnknownFormat(f'Uitvoer als "{format}" bestaat niet; kies uit {", ".join(FORMATS)}.')
    writers[format](kb, out, where)
