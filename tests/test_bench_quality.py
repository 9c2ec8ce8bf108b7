"""The arithmetic behind the figures that `python -m bench.quality` prints."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.quality.intervals import difference, interval
from bench.quality.measure import Counts, Folder, per_document
from bench.quality.reliability import bins

# A scorer that counts statements by kind and links, for the documents and the answers that it is given.
SCORER = """
import json, pathlib, sys
gold = json.loads((pathlib.Path(sys.argv[1]) / "gold.json").read_text())["documents"]
export = json.loads(pathlib.Path(sys.argv[2]).read_text())
names = {d["file"] for d in gold}
ids = {d["id"] for d in export["documents"] if d["file"].split(".")[0] in names}
own = [s for s in export["statements"] if s["document_id"] in ids]
def row(proposed, wanted):
    return {"hit": min(proposed, wanted), "proposed": proposed, "gold": wanted, "hard": 0}
wanted = sum(d["wanted"] for d in gold)
found = {k: row(sum(s["kind"] == k for s in own), wanted) for k in ("recommendation", "request")}
found["commitment strict"] = found["commitment lenient"] = row(0, 0)
found["link"] = row(len(export["links"]), sum(len(d["responses"]) for d in gold))
print(json.dumps(found))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """Two annotated documents, and a scorer for them."""
    gold = {
        "documents": [
            {"file": "advies", "wanted": 2, "responses": []},
            {"file": "antwoord", "wanted": 0, "responses": ["een", "twee"]},
        ]
    }
    (tmp_path / "gold.json").write_text(json.dumps(gold), encoding="utf-8")
    (tmp_path / "reference").mkdir()
    (tmp_path / "scorer.py").write_text(SCORER, encoding="utf-8")
    return Folder(tmp_path, tmp_path / "scorer.py")


def test_each_document_gets_its_own_counts_and_links_go_to_the_one_that_answers(folder: Folder) -> None:
    export = {
        "documents": [{"id": "d1", "file": "advies.pdf"}, {"id": "d2", "file": "antwoord.pdf"}],
        "statements": [
            {"id": "s1", "document_id": "d1", "kind": "recommendation"},
            {"id": "s2", "document_id": "d2", "kind": "response"},
        ],
        "links": [{"response_id": "s2", "recommendation_id": "s1"}],
    }
    found = per_document(folder, export)
    assert found["advies"]["recommendation"] == Counts(1, 1, 2)
    assert found["advies"]["link"] == Counts(0, 0, 0)
    assert found["antwoord"]["link"] == Counts(1, 1, 2)


def test_precision_recall_and_f1() -> None:
    total = Counts(3, 4, 6)
    assert (total.precision, total.recall, total.f1) == (0.75, 0.5, 0.6)
    assert Counts(0, 0, 0).f1 == 0


def test_one_document_leaves_no_doubt_and_unlike_documents_do() -> None:
    good, bad = Counts(9, 10, 10), Counts(1, 10, 10)
    assert interval([good], lambda c: c.f1) == (good.f1, good.f1)
    low, high = interval([good, bad], lambda c: c.f1)
    assert (low, high) == (bad.f1, good.f1)


def test_a_draw_of_documents_without_the_kind_says_nothing() -> None:
    nothing, good = Counts(0, 0, 0), Counts(4, 4, 4)
    assert interval([nothing, nothing, good], lambda c: c.f1) == (1.0, 1.0)
    assert interval([nothing], lambda c: c.f1) == (0.0, 0.0)


def test_a_difference_is_that_of_the_same_documents() -> None:
    good, bad = Counts(9, 10, 10), Counts(1, 10, 10)
    assert difference([(good, good), (bad, bad)], lambda c: c.f1) == (0.0, 0.0)
    low, high = difference([(good, bad), (good, bad)], lambda c: c.f1)
    assert low == high == pytest.approx(0.8)


@given(st.lists(st.floats(0.5, 0.99), max_size=20))
def test_every_score_falls_in_one_bin(scores: list[float]) -> None:
    statements = [{"kind": "request", "score": score} for score in scores]
    inside = [s for _, _, some in bins(statements) for s in some]
    assert sorted(s["score"] for s in inside) == sorted(scores)


def test_the_command_says_what_it_misses(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bench.quality", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert run.returncode == 1
    assert "is not there" in run.stderr
