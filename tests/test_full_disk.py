"""A full disk and a folder that may only be read: every command ends in a Dutch sentence, and nothing is lost."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.commands import ADVICE, adviesspoor
from tests.mounts import fill, free, make_read_only, small_disk

LEFT = (0, 60_000, 600_000)  # bytes: nothing fits, something begins, something is half written
ENGLISH = ("Traceback", "Error", "error", "disk", "database", "readonly", "No space")


@pytest.fixture
def disk(filled: Path, tmp_path: Path) -> Iterator[Path]:
    """A small disk with the filled knowledge base and a letter that is not in it."""
    with small_disk(tmp_path / "schijf", 16) as disk:
        shutil.copytree(filled, disk / "kennisbank")
        later = ADVICE.replace("ASD-2025-07", "ASD-2025-19").replace("huishoudelijke hulp", "de dagbesteding")
        (disk / "later.txt").write_text(later, encoding="utf-8")
        yield disk


def commands(disk: Path) -> list[list[str]]:
    home = disk / "kennisbank"
    documents = adviesspoor(home, "list", "documents", "--format", "json").data
    statements = adviesspoor(home, "list", "recommendations", "--format", "json").data
    decide = ["decide", statements[0]["id"], "--verdict", "bevestigd", "--by", "Ans", "--reason", "gelezen"]
    return [
        ["add", str(disk / "later.txt")], ["check"], decide, ["reindex"], ["search", "wachttijd"],
        *(["export", "--format", form, "--out", str(disk / f"uit.{form}")] for form in ("csv", "xlsx", "docx", "json")),
        ["link"], ["forget", documents[-1]["id"], "--yes"],
    ]  # fmt: skip


@pytest.mark.parametrize("left", LEFT)
def test_a_full_disk_ends_in_dutch_and_the_knowledge_base_works_again_afterwards(disk: Path, left: int) -> None:
    home = disk / "kennisbank"
    for command in commands(disk):
        fill(disk, left)
        ended = adviesspoor(home, *command)
        assert ended.code in (0, 1), command
        said = ended.err.replace(str(disk), "")
        assert not [word for word in ENGLISH if word in said], (command, said)
        free(disk)
        again = adviesspoor(home, "check")
        assert (again.code, again.out.startswith("In orde")) == (0, True), (command, again.out, again.err)
    assert not list(disk.glob(".*")), "no half export stays behind"
    assert adviesspoor(home, "add", disk / "later.txt").code == 0
    assert adviesspoor(home, "search", "dagbesteding", "--format", "json").data[0]["file"] == "later.txt"


def test_what_may_only_be_read_is_read_searched_and_exported(disk: Path, tmp_path: Path) -> None:
    home, out = disk / "kennisbank", tmp_path / "uit.json"
    find = ("search", "wachttijd", "--format", "json")
    before, names = adviesspoor(home, *find).data, sorted(home.rglob("*"))
    make_read_only(disk)
    assert adviesspoor(home, *find).data == before
    assert adviesspoor(home, "check").out.startswith("In orde")
    assert len(adviesspoor(home, "list", "documents", "--format", "json").data) == 2
    assert adviesspoor(home, "export", "--format", "json", "--out", out).code == 0
    assert out.stat().st_size
    refused = adviesspoor(home, "add", disk / "later.txt")
    assert refused.code == 1
    assert "mag u alleen lezen" in refused.err
    assert sorted(home.rglob("*")) == names
