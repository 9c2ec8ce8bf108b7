"""Knowledge bases of many letters, made once.

A base is put together from rounds: the letters of one round answer each other and no others, so a round is read and
linked in a small base of its own by the build that is measured, and the rows of all rounds are copied into one store.
The index is filled from the stored vectors when that is opened. A round that is there already is not made again, so a
run that was broken off goes on where it was.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from pathlib import Path

from bench.growth.letters import ROUND, write_letters

STORE, ORIGINALS = "store.sqlite", "originals"
COUNTED = "state"  # how often documents changed and links were made
BY_HAND = {COUNTED, "alembic_version"}  # tables of one row
Fill = Callable[[Path, list[Path]], object]  # a home folder and the letters to add to it


def base_of(work: Path, letters: Path, size: int, fill: Fill) -> Path:
    """The base of the first `size` letters below `work`, made by `fill` when it is not there: whole rounds."""
    home = work / f"base{size}"
    if size % ROUND:
        raise ValueError(f"a base is made of rounds of {ROUND} letters: {size} is not a number of them")
    if not home.exists():
        rounds = [_round(work, letters, number, fill) for number in range(size // ROUND)]
        made = work / f"base{size}.new"
        shutil.rmtree(made, ignore_errors=True)
        _together(made, rounds)
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


def _together(home: Path, rounds: Iterable[Path]) -> None:
    """One base of several: the first with the rows and originals of the others."""
    first, *others = rounds
    home.mkdir(parents=True)
    shutil.copytree(first / ORIGINALS, home / ORIGINALS, ignore=shutil.ignore_patterns(".stand"))
    with closing(sqlite3.connect(first / STORE)) as old, closing(sqlite3.connect(home / STORE)) as store:
        old.backup(store)
    with closing(sqlite3.connect(home / STORE)) as store:
        for other in others:
            shutil.copytree(other / ORIGINALS, home / ORIGINALS, dirs_exist_ok=True,
                            ignore=shutil.ignore_patterns(".stand"))  # fmt: skip
            _copy_rows(store, other / STORE)
        stored = store.execute("SELECT count(*) FROM documents").fetchone()[0]
        store.execute(f"UPDATE {COUNTED} SET revision = ?, texts = ?, linked = ?", (stored, stored, stored))
        store.commit()


def _copy_rows(store: sqlite3.Connection, other: Path) -> None:
    """Every row of every table; numbers that the database gives are given anew."""
    store.execute("ATTACH ? AS other", (str(other),))
    tables = store.execute("SELECT name FROM other.sqlite_master WHERE type = 'table'").fetchall()
    for (table,) in tables:
        if table in BY_HAND or table.startswith("sqlite_"):
            continue
        columns = store.execute(f'PRAGMA other.table_info("{table}")').fetchall()
        kept = ", ".join(f'"{name}"' for _, name, kind, _, _, key in columns if not (key and kind == "INTEGER"))
        store.execute(f'INSERT INTO main."{table}" ({kept}) SELECT {kept} FROM other."{table}"')
    store.commit()
    store.execute("DETACH other")
