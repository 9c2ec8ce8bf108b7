"""A knowledge base that an older build made (commit 8c43b65, tables 0001): it opens, migrates and answers the same.

`kennisbank.zip` holds it with its index: three letters and a report about Meerdam, and six decisions on them.
`antwoorden.json` is what that build answered; `questions` asked it.
"""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import pytest

from kb import KnowledgeBase
from kb.errors import OtherEmbedder, OtherStore
from kb.model import Status
from kb.store.tables import SCHEMA
from tests.commands import adviesspoor
from tests.kb.older.questions import answers, found

HERE = Path(__file__).parent


@pytest.fixture
def older(tmp_path: Path) -> Path:
    """A copy of it."""
    home = tmp_path / "kennisbank"
    with zipfile.ZipFile(HERE / "kennisbank.zip") as packed:
        packed.extractall(home)
    return home


def _recorded() -> dict[str, Any]:
    told: dict[str, Any] = json.loads((HERE / "antwoorden.json").read_text(encoding="utf-8"))
    return told


@pytest.fixture
def answered() -> dict[str, Any]:
    """What the older build answered, in the words of today: of a point that the reply passes by, the older one only
    said that it was late."""
    recorded = _recorded()
    del recorded["search"]
    passed_by = [one for one in recorded["trails"] if one["status"] == Status.OVERDUE and not one["answers"]]
    assert [one["point"].split()[0] for one in passed_by] == ["Betrek", "maak"]
    for one in passed_by:
        one["status"] = str(Status.NOT_IN_REPLY)
    return recorded


def test_it_opens_with_the_tables_of_today_and_gives_the_same_answers(older: Path, answered: dict[str, Any]) -> None:
    with sqlite3.connect(older / "store.sqlite") as store:
        assert store.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]
    said: list[str] = []
    with KnowledgeBase(older, tell=said.append) as kb:
        assert answers(kb) == answered
        with pytest.raises(OtherEmbedder, match="adviesspoor reindex"):
            kb.search("bushalte")
    assert said == []
    with sqlite3.connect(older / "store.sqlite") as store:
        assert store.execute("SELECT version_num FROM alembic_version").fetchall() == [(SCHEMA,)]


def test_check_says_what_must_be_read_again_and_link_reads_it(older: Path, answered: dict[str, Any]) -> None:
    checked = adviesspoor(older, "check")
    assert checked.code == 1
    assert (
        "4 documenten gelezen met andere leesregels dan die van nu: "
        'lees opnieuw met "adviesspoor link".\n'
    ) in checked.out  # fmt: skip
    assert "adviesspoor reindex" in checked.out
    for verb in ("link", "reindex"):
        done = adviesspoor(older, verb)
        assert done.code == 0, done.err
    again = adviesspoor(older, "check")
    assert again.code == 0, again.out
    assert again.out.startswith("In orde: 4 documenten, 5 bladzijden.")
    with KnowledgeBase(older) as kb:
        now = answers(kb)
    for kind in now.keys() - {"trails", "commitments"}:
        assert now[kind] == answered[kind]
    assert [one["point"] for one in now["trails"]] == [one["point"] for one in answered["trails"]]
    assert _decided(now) == _decided(answered), (
        "what the rules of today find more takes nothing from what people decided"
    )
    assert all(one in now["commitments"] for one in answered["commitments"])


def _decided(told: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """The answers about which a person decided, with their point."""
    return [(one["point"], each) for one in told["trails"] for each in one["answers"] if each["decided"]]


def test_it_finds_the_same_when_its_index_is_left_behind(older: Path) -> None:
    for path in sorted((older / "index").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with KnowledgeBase(older) as kb:
        assert found(kb) == {text: sorted(hits) for text, hits in _recorded()["search"].items()}


def test_an_older_store_that_lost_its_documents_is_refused(older: Path) -> None:
    with sqlite3.connect(older / "store.sqlite") as store:
        store.execute("DELETE FROM documents")
    with pytest.raises(OtherStore, match="leeg, en er staan wel originelen"):
        KnowledgeBase(older)
    with sqlite3.connect(older / "store.sqlite") as store:
        assert store.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)], "left as it was"
