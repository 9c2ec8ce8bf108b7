"""Knowledge bases of many letters, made once.

A base is put together from rounds: the letters of one round answer each other and no others, so a round is read and
linked in a small base of its own by the build that is measured, and the rows of all rounds are copied into one store.
The index is filled from the stored vectors when that is opened. A round that is there already is not made again, so a
run that was broken off goes on where it was. Where fewer rounds are read than a base needs, the others are copies of
these under other ids, references, dates and terms, found by these: what is compared by its words still looks alike more
often than in letters that were all written apart.
"""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.growth.copies import STORE, later, moved_day, moved_keys, named_otherwise, other_hex
from bench.growth.letters import ROUND, write_letters

ORIGINALS = "originals"
FOUND = "found"  # what was found in sentences, compressed, by ids
COUNTED = "state"  # how often documents changed and links were made
BY_HAND = {COUNTED, "alembic_version"}  # tables of one row
Fill = Callable[[Path, list[Path]], object]  # a home folder and the letters to add to it
_ID = re.compile(r"\b([ds])([0-9a-f]{12})\b")


def base_of(work: Path, letters: Path, size: int, fill: Fill, read: int = 0) -> Path:
    """The base of the first `size` letters below `work`, made by `fill` when it is not there: whole rounds, of which
    so many are read (0: all) and the others are copies."""
    home = work / f"base{size}"
    if size % ROUND:
        raise ValueError(f"a base is made of rounds of {ROUND} letters: {size} is not a number of them")
    if not home.exists():
        needed = size // ROUND
        rounds = [_round(work, letters, number, fill) for number in range(min(read or needed, needed))]
        made = work / f"base{size}.new"
        shutil.rmtree(made, ignore_errors=True)
        _together(made, [(rounds[number % len(rounds)], number // len(rounds)) for number in range(needed)])
        made.rename(home)
    return home


def _round(work: Path, letters: Path, number: int, fill: Fill) -> Path:
    home = work / "rounds" / f"{number:03}"
    if not home.exists():
        made = work / "rounds" / f"{number:03}.new"
        shutil.rmtree(made, ignore_errors=True)
        fill(made, write_letters(letters, ROUND, number * ROUND))
        made.rename(home)
    return home


def _together(home: Path, rounds: Iterable[tuple[Path, int]]) -> None:
    """One base of several: the first with the rows and originals of the others, as they are (0) or as the n-th copy."""
    (first, _), *others = rounds
    home.mkdir(parents=True)
    shutil.copytree(first / ORIGINALS, home / ORIGINALS, ignore=shutil.ignore_patterns(".stand"))
    with closing(sqlite3.connect(first / STORE)) as old, closing(sqlite3.connect(home / STORE)) as store:
        old.backup(store)
    with closing(sqlite3.connect(home / STORE)) as store:
        for other, copy in others:
            _bring_originals(home / ORIGINALS, other / ORIGINALS, copy)
            with closing(sqlite3.connect(other / STORE)) as rows:
                _copy_rows(store, rows, copy, moved_keys(other, copy) if copy else {})
        stored = store.execute("SELECT count(*) FROM documents").fetchone()[0]
        store.execute(f"UPDATE {COUNTED} SET revision = ?, texts = ?", (stored, stored))
        if "linked" in {row[1] for row in store.execute(f"PRAGMA table_info({COUNTED})")}:
            store.execute(f"UPDATE {COUNTED} SET linked = ?", (stored,))
        store.commit()


def _bring_originals(to: Path, originals: Path, copy: int) -> None:
    for path in originals.glob("*/*.*"):
        name = f"{other_hex(path.stem, copy)}{path.suffix}" if copy else path.name
        (to / name[:2]).mkdir(exist_ok=True)
        shutil.copyfile(path, to / name[:2] / name)


def _copy_rows(store: sqlite3.Connection, rows: sqlite3.Connection, copy: int, keys: Mapping[int, int]) -> None:
    """Every row of every table; numbers that the database gives are given anew."""
    tables = rows.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if table in BY_HAND or table.startswith("sqlite_"):
            continue
        columns = [(name, bool(key and kind == "INTEGER")) for _, name, kind, _, _, key
                   in rows.execute(f'PRAGMA table_info("{table}")')]  # fmt: skip
        kept = [name for name, given in columns if not given]
        named = ", ".join(f'"{name}"' for name in kept)
        found = rows.execute(f'SELECT {named} FROM "{table}"')
        changed = ([_other(name, value, copy, keys) for name, value in zip(kept, row, strict=True)] for row in found)
        store.executemany(f'INSERT INTO "{table}" ({named}) VALUES ({", ".join("?" * len(kept))})', changed)


def _other(column: str, value: Any, copy: int, keys: Mapping[int, int]) -> Any:
    """A value in the n-th copy of its row."""
    if copy and column == FOUND:
        return zlib.compress(_other("", zlib.decompress(value).decode(), copy, keys).encode())
    if column == "key":
        return keys.get(value, value)
    if copy and column == "day":
        return moved_day(value, copy)
    if not copy or not isinstance(value, str) or column == "seal":
        return value
    if column == "sha256":
        return other_hex(value, copy)
    if column in ("our_reference", "your_reference"):
        return f"{value}-{copy}"
    if column in ("date", "due"):
        return later(value, copy)
    if column == "answers":
        return json.dumps(named_otherwise(json.loads(value), copy))
    return _ID.sub(lambda found: found[1] + other_hex(found[2], copy), value) if column != "text" else value
