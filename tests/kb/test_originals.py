"""Opening deletes nothing: what lies among the originals stays, whatever happened to the store."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kb.errors import BrokenStore, OtherStore
from kb.knowledge import KnowledgeBase
from tests.kb.builders import FakeEmbedder, letter

pytestmark = pytest.mark.one_store  # its file is copied, taken away, or counted
FIRST = letter("eerste.pdf", "De wachttijden zijn te lang.")
SECOND = letter("tweede.pdf", "Het vervoer naar school blijft gratis.")


def opened(home: Path, **asked: bool) -> KnowledgeBase:
    return KnowledgeBase(home, embedder=FakeEmbedder(), **asked)  # type: ignore[arg-type]


def files(home: Path) -> list[Path]:
    return sorted(path for path in (home / "originals").rglob("*") if path.is_file() and path.name[0] != ".")


def _lost(home: Path) -> None:
    (home / "store.sqlite").unlink()


def _of_zero_bytes(home: Path) -> None:
    (home / "store.sqlite").write_bytes(b"")


def _another_database(home: Path) -> None:
    (home / "instellingen.toml").write_text(f'database = "sqlite:///{home / "andere.sqlite"}"', encoding="utf-8")


def _of_another_base(home: Path) -> None:
    other = home.parent / "ander"
    with opened(other) as kb:
        for number in range(9):
            kb.put(letter(f"andere{number}.pdf", f"Een andere brief, nummer {number}."))
    shutil.copy(other / "store.sqlite", home)


def _older(home: Path) -> None:
    shutil.copy(home.parent / "gisteren.sqlite", home / "store.sqlite")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A knowledge base with two letters, and its store of the day that there was one."""
    home = tmp_path / "kennisbank"
    with opened(home) as kb:
        kb.put(FIRST)
    shutil.copy(home / "store.sqlite", tmp_path / "gisteren.sqlite")
    with opened(home) as kb:
        kb.put(SECOND)
    return home


@pytest.mark.parametrize("spoil", [_lost, _of_zero_bytes, _another_database, _of_another_base, _older])
@pytest.mark.parametrize("marked", [True, False])
def test_a_store_that_is_not_that_of_the_originals_is_refused_and_they_stay(
    home: Path, spoil: Callable[[Path], None], marked: bool
) -> None:
    there = files(home)
    spoil(home)
    if not marked:  # as every knowledge base was before the mark
        (home / "originals" / ".stand").unlink()
    if spoil is _older and not marked:
        with opened(home) as kb:  # cannot be told from a killed `add`: it is listed
            assert len(kb.check()) == 1
            assert kb.orphans() == (there[-1],) or kb.orphans() == (there[0],)
    else:
        for _ in range(2):
            with pytest.raises(OtherStore, match="check --repair"):
                opened(home)
    assert files(home) == there
    assert len(there) == 2


def test_a_refused_store_can_be_opened_to_repair_and_counts_from_then_on(home: Path) -> None:
    _older(home)
    with opened(home, repair=True) as kb:
        (orphan,) = kb.orphans()
        assert orphan == kb._originals.path(SECOND.document)
        kb.put(SECOND)
        assert kb.check() == ()
    with opened(home) as kb:
        assert len(kb.documents()) == 2


def test_a_whole_copy_and_a_store_that_is_ahead_of_the_mark_are_fine(home: Path) -> None:
    (home / "originals" / ".stand").write_text("1", encoding="ascii")
    shutil.copytree(home, home.parent / "kopie")
    for place in (home, home.parent / "kopie"):
        with opened(place) as kb:
            assert kb.check() == ()


def test_files_that_somebody_put_among_the_originals_are_listed_and_stay_until_they_are_moved(home: Path) -> None:
    strays = [home / "originals" / "ab" / "notitie.docx", home / "originals" / "los.pdf"]
    for stray in strays:
        stray.parent.mkdir(exist_ok=True)
        stray.write_bytes(b"van een mens")
    for _ in range(2):
        with opened(home) as kb:
            assert sorted(kb.orphans()) == sorted(strays)
            assert ["hoort bij geen enkel document" in problem.message for problem in kb.check()] == [True, True]
    with opened(home) as kb:
        trash = kb.to_trash(kb.orphans())
        assert kb.check() == ()
    assert [path.read_bytes() for path in trash.iterdir()] == [b"van een mens"] * 2


def test_what_is_moved_to_the_trash_twice_stands_there_twice(home: Path) -> None:
    for words in (b"een", b"twee"):
        (home / "originals" / "los.pdf").write_bytes(words)
        with opened(home) as kb:
            trash = kb.to_trash(kb.orphans())
    assert sorted(path.read_bytes() for path in trash.iterdir()) == [b"een", b"twee"]


def test_a_failing_store_leaves_no_original_and_a_failing_forget_keeps_it(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise BrokenStore("De schijf is vol.")

    there = files(home)
    with opened(home) as kb:
        monkeypatch.setattr(kb._store, "put", full)
        monkeypatch.setattr(kb._store, "forget", full)
        with pytest.raises(BrokenStore):
            kb.put(letter("derde.pdf", "Deze past er niet meer bij."))
        with pytest.raises(BrokenStore):
            kb.forget("eerste")
        assert files(home) == there
        assert kb.check() == ()


def test_opening_finishes_what_a_kill_left_under_way(home: Path) -> None:
    third = letter("derde.pdf", "Nog een brief.")
    with opened(home) as kb:
        kb._originals.bring(third.document, third.original)  # and not stored
        kb._originals.take(FIRST.document)  # and not forgotten
        assert kb.original("eerste").is_file(), "who reads meanwhile finds it"
    with opened(home) as kb:
        assert kb.check() == ()
        assert {kb.original(each.id).name for each in kb.documents()} == {path.name for path in files(home)}
        assert len(files(home)) == 2


def test_half_a_file_that_was_under_way_does_not_pass_for_the_original(home: Path) -> None:
    with opened(home) as kb:
        kb.original("eerste").unlink()
        kb._originals.bring(FIRST.document, FIRST.original)
        half = home / "originals" / ".onderweg" / kb._originals.path(FIRST.document).name
        half.write_bytes(FIRST.original[:3])
    with opened(home) as kb:
        assert ["ontbreekt" in problem.message for problem in kb.check()] == [True]
        kb.put(replace(FIRST, original=FIRST.original))
        assert kb.check() == ()
