"""A kill in the middle of linking costs no link: what is left to do is done at the next occasion."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from unittest.mock import patch

import pytest

from ingest.linking import catching_up
from ingest.pipeline import link_concerned
from kb.knowledge import KnowledgeBase
from tests.ingest.trail_letters import readings
from tests.kills import Killer, kills
from tests.works import opened

IN_CI = 8


def add_the_rest(home: Path) -> None:
    """Bring in what is not there, and link a few letters at a time."""
    with opened(home) as kb, patch.object(catching_up, "AT_ONCE", 2):
        for reading in readings():
            if kb.find(reading.document.sha256) is None:
                kb.put(reading)
        link_concerned(kb)


def link_anew(home: Path) -> None:
    with opened(home) as kb, patch.object(catching_up, "AT_ONCE", 2):
        kb.unlink()
        link_concerned(kb)


def _links(kb: KnowledgeBase) -> set[tuple[object, ...]]:
    found = {(each.id, each.position, each.grounds) for each in kb.links()}
    return found | {(each.id,) for each in kb.statements() if each.by_linking}


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_after_a_kill_while_linking_the_links_become_those_of_linking_everything(tmp_path: Path) -> None:
    chance = random.Random(20261130)
    killer = Killer(chance, ("tests.test_linking_kills",))
    home = tmp_path / "kennisbank"
    killer.measure(add_the_rest, home)
    killer.measure(link_anew, home)
    killed = 0
    for number in range(kills(IN_CI)):
        work = (add_the_rest, link_anew)[number % 2]
        with opened(home) as kb:
            for reading in chance.sample(readings(), 4) if work is add_the_rest else ():
                if kb.find(reading.document.sha256):
                    kb.forget(reading.document.id)
        killed += killer.kill(work, home)
        with opened(home) as kb:
            assert [problem.message for problem in kb.check()] == []
            link_concerned(kb)
            assert kb.linked
            here = _links(kb)
            kb.unlink()
            link_concerned(kb)
            assert here == _links(kb)
    assert killed
