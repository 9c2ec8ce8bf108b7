"""How good is it, on real letters that people annotated: the figures of README may not fall below these floors."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from cli import run


@pytest.fixture(scope="module")
def figures(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the scorer says of an export of the annotated documents."""
    folder = tmp_path_factory.mktemp("quality")
    home, out, dev = str(folder / "kennisbank"), folder / "export.json", shared / "data" / "dev"
    assert run(["--home", home, "add", str(dev / "documents")]) == 0
    assert run(["--home", home, "export", "--format", "json", "--out", str(out)]) == 0
    scorer = [sys.executable, str(shared / "score.py"), str(dev), str(out), "--json"]
    scored: dict[str, Any] = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)
    return scored


@pytest.mark.parametrize(
    ("what", "floor"),
    [
        ("recommendation", 0.85),
        ("request", 0.90),
        ("commitment strict", 0.80),
        ("commitment lenient", 0.75),
        ("link", 0.60),
    ],
    ids=str,
)
def test_finds_enough_of_what_people_marked(figures: dict[str, Any], what: str, floor: float) -> None:
    assert figures[what]["f1"] >= floor


def test_reads_the_letterhead(figures: dict[str, Any]) -> None:
    assert figures["metadata"]["right"] >= 11
    assert figures["metadata"]["of"] == 12


def test_hardly_ever_says_adopted_when_it_was_not(figures: dict[str, Any]) -> None:
    assert figures["position"]["false overgenomen"] <= 1


def test_every_document_is_there(figures: dict[str, Any]) -> None:
    assert figures["missing documents"] == []
