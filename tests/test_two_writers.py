"""Two programs that add at once both end well: a report per file, every document in, every answer linked."""

from __future__ import annotations

import os
import subprocess
import sys
from multiprocessing import get_context
from pathlib import Path

import pytest

from ingest import pipeline
from kb.errors import Busy
from kb.knowledge import KnowledgeBase
from kb.model import Linked, Outcome
from tests import works
from tests.kb.builders import letter

PAIRS = int(os.environ.get("ADVIESSPOOR_PAIRS", "2"))
LETTERS = 3  # per program
PROJECT = Path(__file__).parents[1]


def _add_many(home: Path, first: int) -> None:
    with works.opened(home) as kb, works.reading_here():
        for number in range(first, first + LETTERS):
            reports = pipeline.add(kb, [works.letters(home, number)])
            assert [report.outcome for report in reports] == [Outcome.ADDED] * 2


@pytest.mark.skipif(sys.platform == "win32", reason="forks, so that no pair has to load the program")
def test_two_programs_that_add_at_once_both_end_well(tmp_path: Path) -> None:
    context = get_context("forkserver")
    context.set_forkserver_preload(["tests.works"])
    for pair in range(PAIRS):
        home = tmp_path / str(pair) / "kennisbank"
        both = [context.Process(target=_add_many, args=(home, first)) for first in (10, 20)]
        for process in both:
            process.start()
        for process in both:
            process.join()
        assert [process.exitcode for process in both] == [0, 0]
        with works.opened(home) as kb:
            there = kb.coverage()
            assert there.documents + there.older_versions == 4 * LETTERS
            assert kb.check() == ()
            assert kb.linked
            together = {(link.source_id, link.target_id) for link in kb.links()}
            pipeline.link_all(kb)
            assert {(link.source_id, link.target_id) for link in kb.links()} == together != set()


def test_links_that_another_program_overtook_are_computed_again(tmp_path: Path) -> None:
    home = tmp_path / "kennisbank"
    works.add(home)
    with works.opened(home) as kb:
        before = kb.marks
        kb.put(letter("nieuw.pdf", "Intussen kwam er een brief bij."))
        assert not kb.put_linked([Linked(kb.documents()[0].id)], before)
        assert not kb.linked
        assert len(kb.links()) > 0
        assert pipeline.link_all(kb) > 0
        assert kb.linked


@pytest.mark.parametrize("error", [Busy("Een ander schrijft."), OSError(28, "No space left on device")])
def test_a_letter_that_cannot_be_stored_has_its_report_and_the_next_one_goes_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    home = tmp_path / "kennisbank"
    folder = works.letters(home, 7)
    put, report = KnowledgeBase.put, KnowledgeBase.report

    def refused(kb: KnowledgeBase, reading: object) -> object:
        if "advies" in reading.document.file:  # type: ignore[attr-defined]
            raise error
        return put(kb, reading)  # type: ignore[arg-type]

    def not_kept(kb: KnowledgeBase, given: object) -> None:
        if given.outcome is Outcome.FAILED:  # type: ignore[attr-defined]
            raise error
        report(kb, given)  # type: ignore[arg-type]

    monkeypatch.setattr(KnowledgeBase, "put", refused)
    monkeypatch.setattr(KnowledgeBase, "report", not_kept)
    with works.opened(home) as kb, works.reading_here():
        ended = pipeline.add(kb, [folder])
    assert [each.outcome for each in ended] == [Outcome.FAILED, Outcome.ADDED]
    assert "niet opgeslagen" in ended[0].messages[0]
    assert "space" not in ended[0].messages[0]


def test_a_writer_with_much_to_do_lets_another_one_in_between(tmp_path: Path) -> None:
    """Who waits for the lock gets it before the one that had it gets it again."""
    home = tmp_path / "kennisbank"
    with works.opened(home) as kb:
        kb.put(letter("eerste.pdf", "De wachttijden zijn te lang."))
        script = (
            "import sys\nfrom pathlib import Path\nfrom tests import works\n"
            "with works.opened(Path(sys.argv[1])) as kb, kb._writing():\n    print('in', flush=True)\n"
        )
        with kb._writing():
            command = [sys.executable, "-c", script, str(home)]
            other = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
        while other.poll() is None:
            with kb._writing():
                kb._store.revision()
        assert other.stdout is not None
        assert (other.stdout.read(), other.returncode) == ("in\n", 0)
