"""Damaged and hostile files beside a whole letter: nothing crashes, nothing hangs, nothing is lost, all is said.

`python -m bench.damage` does the same with all three hundred.
"""

from __future__ import annotations

from pathlib import Path

from bench.damage import KINDS, damaged
from ingest.work.batch import Batch
from ingest.work.processes import reading
from kb.knowledge import KnowledgeBase
from kb.model import Outcome
from kb.settings import Limits
from tests.commands import ADVICE
from tests.kb.builders import FakeEmbedder


def test_the_same_seed_gives_the_same_files() -> None:
    one, again, other = ([each for each in damaged(12, seed) if "slot" not in each[0]] for seed in (7, 7, 8))
    assert one == again, "all but the locked ones, whose key differs every time"
    assert one != other


def test_one_of_every_kind_between_whole_letters(home: Path, tmp_path: Path) -> None:
    post = tmp_path / "post"
    post.mkdir()
    for name, data in damaged(len(KINDS)):
        (post / name).write_bytes(data)
    (post / "zz heel.txt").write_text(ADVICE, "utf-8")
    files = [(path, path.name) for path in sorted(post.iterdir())]
    with KnowledgeBase(home, embedder=FakeEmbedder()) as kb, reading() as pool:
        reports = Batch(kb, pool, Limits(max_seconds=30), None).add(files)
        assert kb.check() == ()
        assert [document.our_reference for document in kb.documents() if document.file == "zz heel.txt"] == [
            "ASD-2025-07"
        ]
    assert {name for _, name in files} <= {report.file for report in reports}
    failed = [report for report in reports if report.outcome is Outcome.FAILED]
    assert len(failed) > len(KINDS) / 2
    for report in failed:
        (message,) = report.messages
        assert message.startswith((report.file, f"In {report.file}"))
        assert message.endswith(".")
        assert "Error" not in message, "each of these has a sentence of its own"
    assert not (tmp_path / "x.txt").exists(), "no path out of an archive is ever written"
