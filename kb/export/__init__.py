"""What is known, taken home as a file."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from kb.concealed import concealed
from kb.errors import UnknownFormat
from kb.export import as_csv, as_docx, as_html, as_json, as_jsonld, as_ris, as_xlsx
from kb.following import EVERYTHING
from kb.knowledge import KnowledgeBase
from kb.model import Filter

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
    """Write what passes the filter to `out`; with `base_url` the links in Excel lead to the app that runs there, with
    `privacy` residents' data are hidden in it, also where they are not in `kb`.

    CSV and Word hold the trails, or the commitments when the filter asks only for these. Raises UnknownFormat.
    """
    writers: dict[str, Callable[[KnowledgeBase, Path, Filter], None]] = {
        "csv": as_csv.write,
        "xlsx": partial(as_xlsx.write, base_url=base_url),
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
