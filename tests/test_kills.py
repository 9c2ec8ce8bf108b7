"""Whatever the program is doing when it is killed, nothing is half afterwards and nothing that was there is lost."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from kb.backup import restore
from tests import works
from tests.kills import Killer, Work, kills

IN_CI = 30
WORKS: tuple[Work, ...] = (
    works.add, works.split, works.decide, works.reindex, works.export, works.forget, works.backup, works.first_opening,
)  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_after_a_kill_at_any_moment_check_is_clean_and_nothing_is_lost(tmp_path: Path) -> None:
    killer = Killer(random.Random(20261129), ("tests.works",))
    home = tmp_path / "kennisbank"
    for work in (works.add, *WORKS):
        killer.measure(work, tmp_path / "nieuw" if work is works.first_opening else home)
    killed = dict.fromkeys((work.__name__ for work in WORKS), 0)
    for number in range(kills(IN_CI)):
        work = WORKS[number % len(WORKS)]
        place = tmp_path / f"nieuw-{number}" if work is works.first_opening else home
        before = _what_is_in(home)
        killed[work.__name__] += killer.kill(work, place)
        with works.opened(place) as kb:
            assert [problem.message for problem in kb.check()] == [], work.__name__
        after = _what_is_in(home)
        assert len(before[0] - after[0]) <= (work is works.forget), "only the file to forget may be gone"
        assert work is works.forget or before[1] <= after[1], "no decision is lost"
        assert works.is_whole(tmp_path / "uitvoer.json"), "an export is the old one or the new one"
        for copy in tmp_path.glob(f"{works.BACKUPS}/*.zip"):
            restore(copy, tmp_path / f"terug-{number}")  # raises BadBackup when it is half
            copy.rename(copy.with_suffix(".gezien"))
    assert all(killed.values()), killed


def _what_is_in(home: Path) -> tuple[set[str], int]:
    """The files, which may be cut otherwise, and how many decisions."""
    with works.opened(home) as kb:
        return {document.sha256 for document in kb.documents()}, len(kb.decisions())
