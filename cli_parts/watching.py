"""`add --watch` on the command line: what comes into a folder is added, until it is stopped."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cli_parts.adding import tell
from cli_parts.words import complain
from kb.errors import NotFound

if TYPE_CHECKING:
    from ingest.watching import Watched
    from ingest.work.cutting import Splitting
    from kb import KnowledgeBase

PAUSE = 1.0  # seconds between two looks


def watch(kb: KnowledgeBase, folders: Sequence[Path], splitting: Splitting, cluster: str) -> None:
    """Add what comes in, say what became of each file, and go on until Ctrl+C."""
    from ingest.watching import Watched

    watched = Watched(folders, kb.home)
    for folder in watched.out_of_reach:
        raise NotFound(f"{folder} is geen map die gevolgd kan worden.")
    names = ", ".join(map(str, folders))
    complain(f"Adviesspoor volgt {names}: wat erin komt, wordt toegevoegd (stoppen met Ctrl+C).")
    try:
        _follow(kb, watched, splitting, cluster)
    except KeyboardInterrupt:
        complain(f"Gestopt met volgen van {names}.")


def _follow(kb: KnowledgeBase, watched: Watched, splitting: Splitting, cluster: str) -> None:
    from ingest.pipeline import add

    said: set[tuple[str, tuple[str, ...]]] = set()  # of files that are tried again: once
    away: list[Path] = []
    while True:
        if watched.out_of_reach != away:
            away = watched.out_of_reach
            complain(f"{', '.join(map(str, away))} is nu niet te bereiken; er wordt gewacht." if away
                     else "De map is weer te bereiken.")  # fmt: skip
        whole = watched.whole(time.monotonic())
        if whole:
            reports = add(kb, whole, None, splitting, cluster)
            for report in reports:
                if not report.again or (report.file, report.messages) not in said:
                    tell(report)
                said.add((report.file, report.messages))
            watched.taken(whole, reports, time.monotonic())
        time.sleep(PAUSE)
