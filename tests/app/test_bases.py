"""Several knowledge bases behind one address: who may read which, and which is open."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from kb import KnowledgeBase
from kb.access import FILE
from tests.app.conftest import Opener, problems, words
from tests.app.test_login import JUDGE, READER, SECRET, SETTINGS, come_as
from tests.app.town import ADVICE, LATER

BASES = '\n[kennisbanken]\n"Veenhuizerdam" = "."\n"Waterstad" = "../waterstad"\n'


@pytest.fixture
def both(own_town: Path) -> Path:
    """Veenhuizerdam, and Waterstad, where that one advice is not loaded and only M. Smit may come."""
    other = Path(shutil.copytree(own_town, own_town.with_name("waterstad")))
    with KnowledgeBase(other) as kb:
        kb.forget(LATER)
    (other / FILE).write_text('[rollen]\nlezen = []\nbeheren = ["smit"]\n', encoding="utf-8")
    (own_town / FILE).write_text(SETTINGS + BASES, encoding="utf-8")
    (own_town / "geheim").write_text(SECRET, encoding="utf-8")
    return own_town


def test_who_may_read_both_chooses_and_has_the_role_of_each(
    both: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    come_as(monkeypatch, JUDGE)
    app = open_screen(both, "adviezen")
    assert app.selectbox(key="kies-kennisbank").options == ["Veenhuizerdam", "Waterstad"]
    assert "rol beoordelen" in words(app)
    assert "Advies over vervoer" in words(app)
    app.selectbox(key="kies-kennisbank").select("Waterstad").run()
    assert "rol beheren" in words(app)
    assert "Advies over vervoer" not in words(app)
    app.run()
    assert app.selectbox(key="kies-kennisbank").value == "Waterstad"
    app.selectbox(key="kies-kennisbank").select("Veenhuizerdam").run()
    assert "Advies over vervoer" in words(app)


def test_an_address_chooses_too(both: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    come_as(monkeypatch, JUDGE)
    app = open_screen(both, "adviezen", kennisbank="Waterstad", advies=ADVICE)
    assert "rol beheren" in words(app)
    assert "Eén loket" in words(app)
    assert "Ingelogd als M. Smit" in words(app)


def test_what_one_may_not_read_is_not_there(both: Path, open_screen: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    come_as(monkeypatch, READER)
    app = open_screen(both, "adviezen", kennisbank="Waterstad")
    app.session_state["kennisbank"] = "Waterstad"  # by hand
    app.run()
    assert "Waterstad" not in words(app)
    assert "Advies over vervoer" in words(app)
    (both / FILE).write_text(SETTINGS.replace("[rollen]", "[rollen]\nlezen = []") + BASES, encoding="utf-8")
    app.run()
    assert ["mag hier niets lezen. Vraag dat aan de griffie" in one for one in problems(app)] == [True]
