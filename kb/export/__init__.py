"""What is known, taken home as a file."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from kb.concealed import concealed
from kb.errors import UnknownFormat
from kb.export import as_csv, as_docx, as_html, as_json, as_jsonld, as_ris, as_xlsx, hit_rows, point_rows
from kb.knowledge import KnowledgeBase
from kb.model import EVERYTHING, Filter, Hit
from kb.settings import settings
from kb.standings import standings
from kb.trails.points import points

FORMATS = ("csv", "xlsx", "docx", "html", "json", "jsonld", "ris")


def export(
    kb: KnowledgeBase,
    format: str,
    out: Path,
    where: Filter = EVERYTHING,
    *,
    base_url: str | None = None,
    privacy: bool = False,
) -> None:
    """Write what passes the filter to `out`. Links in CSV and Excel lead to the app at `base_url`, else where the
    settings say that it is; with `privacy` residents' data are hidden in it, also where they are not in `kb`.

    CSV and Word hold the points, or the commitments when the filter asks only for these. Raises UnknownFormat.
    """
    place = settings(kb.home).adres if base_url is None else base_url
    writers: dict[str, Callable[[KnowledgeBase, Path, Filter], None]] = {
        "csv": partial(as_csv.write, base_url=place),
        "xlsx": partial(as_xlsx.write, base_url=place),
        "docx": as_docx.write,
        "html": as_html.write,
        "json": as_json.write,
        "jsonld": as_jsonld.write,
        "ris": as_ris.write,
    }
    if format not in FORMATS:
        raise UnknownFormat(f'Uitvoer als "{format}" bestaat niet; kies uit {", ".join(FORMATS)}.')
    with in_place_of(out) as new:
        writers[format](concealed(kb) if privacy else kb, new, where)


def export_points(
    kb: KnowledgeBase,
    format: str,
    out: Path,
    ids: Sequence[str],
    columns: Collection[str],
    *,
    base_url: str | None = None,
    privacy: bool = False,
) -> None:
    """Write exactly a list that somebody has before him, as CSV or Excel: these points in this order, and of the
    columns of `kb.export.point_rows` those with these keys. Raises UnknownFormat."""
    if format not in ("csv", "xlsx"):
        raise UnknownFormat(f'Een lijst als "{format}" bestaat niet; kies uit csv, xlsx.')
    place = settings(kb.home).adres if base_url is None else base_url
    seen = concealed(kb) if privacy else kb
    known = {point.id: point for point in points(seen.advices())}
    whole = point_rows.every_point([known[id_] for id_ in ids if id_ in known], seen.documents(), place)
    kept = tuple(column for column in whole.columns if column.key in columns)
    table = replace(whole, name="Aanbevelingen", columns=kept)
    with in_place_of(out) as new:
        if format == "csv":
            as_csv.write_table(table, new)
        else:
            as_xlsx.write_tables([table], new, place, "lijst van het scherm Aanbevelingen")


def export_hits(
    kb: KnowledgeBase,
    format: str,
    out: Path,
    hits: Sequence[Hit],
    choice: str,
    *,
    base_url: str | None = None,
    privacy: bool = False,
) -> None:
    """Write what was found, as CSV, Excel or, a record per document with its places, RIS. `choice` says what was asked.
    Raises UnknownFormat."""
    if format not in ("csv", "xlsx", "ris"):
        raise UnknownFormat(f'Een lijst als "{format}" bestaat niet; kies uit csv, xlsx, ris.')
    place = settings(kb.home).adres if base_url is None else base_url
    seen = concealed(kb) if privacy else kb
    shown = tuple(hits) if kb.concealing else seen.as_seen(tuple(hits))
    table = hit_rows.table(shown, standings(seen, shown), place)
    with in_place_of(out) as new:
        if format == "csv":
            as_csv.write_table(table, new)
        elif format == "xlsx":
            hidden = privacy or kb.concealing  # who is hidden may be named in what was asked
            as_xlsx.write_tables([table], new, place, "" if hidden else choice)
        else:
            as_ris.write_hits(shown, new)


@contextmanager
def in_place_of(out: Path) -> Iterator[Path]:
    """A file to write that takes the place of `out` when it is whole: who was there before stays until then."""
    if out.is_dir():
        raise IsADirectoryError(errno.EISDIR, "", str(out))
    new = out.with_name(f".{secrets.token_hex(4)}{out.suffix}")
    try:
        yield new
        if out.exists():
            shutil.copymode(out, new)
        os.replace(new, out)
    except OSError as error:
        error.filename = str(out)
        raise
    finally:
        new.unlink(missing_ok=True)
