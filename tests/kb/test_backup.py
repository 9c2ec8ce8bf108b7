"""A backup holds everything but the index, says of itself that it is whole, and becomes a knowledge base anywhere."""

from __future__ import annotations

import shutil
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from kb.backup.manifest import FILE
from kb.backup.restoring import restore
from kb.errors import BadBackup, Busy, DamagedStore, NotFound
from kb.knowledge import KnowledgeBase
from kb.model import Basis, StatementKind, Verdict
from tests.kb.builders import FakeEmbedder, answers, letter, recommends

ADVICE = letter("advies.pdf", recommends("r1", "Wij adviseren u de wachttijden te publiceren."))
OTHER = letter("tweede.pdf", recommends("r2", "Wij adviseren u de bus vaker te laten rijden."))
TERM = '[[termijn]]\nafzender = "Adviesraad*"\nweken = 6\n'


@pytest.fixture(autouse=True)
def _loaded(kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    kb.put(OTHER)
    kb.decide("r1", Verdict.CONFIRMED, by="Ans")
    (kb.home / "termijnen.toml").write_text(TERM, encoding="utf-8")
    (kb.home / "instellingen.toml").write_text("max_pages = 9\n", encoding="utf-8")


def opened(home: Path) -> KnowledgeBase:
    return KnowledgeBase(home, embedder=FakeEmbedder())


@pytest.mark.parametrize("name", ["kopie", "kopie.zip"])
def test_what_was_backed_up_comes_back_in_another_place(kb: KnowledgeBase, tmp_path: Path, name: str) -> None:
    made = kb.backup(tmp_path / name)
    assert (made.documents, made.decisions, made.problems) == (2, 1, ())
    before = kb.documents(), kb.statements(), kb.decisions(), kb.original("advies").read_bytes()
    kb.close()
    shutil.rmtree(kb.home)
    home = tmp_path / "elders" / "kb"
    assert restore(tmp_path / name, home) == made
    with opened(home) as back:
        assert (back.documents(), back.statements(), back.decisions(), back.original("advies").read_bytes()) == before
        assert back.check() == ()
        assert back.search("bus")[0].document.file == "tweede.pdf"
    assert (home / "termijnen.toml").read_text(encoding="utf-8") == TERM
    assert (home / "instellingen.toml").read_text(encoding="utf-8") == "max_pages = 9\n"


def test_a_backup_has_no_index_and_nobody_else_can_read_it(kb: KnowledgeBase, tmp_path: Path) -> None:
    kb.backup(tmp_path / "kopie")
    kb.backup(tmp_path / "kopie.zip")
    names = {path.name for path in (tmp_path / "kopie").iterdir()}
    assert names == {FILE, "store.sqlite", "originals", "instellingen.toml", "termijnen.toml"}
    assert (tmp_path / "kopie").stat().st_mode & 0o077 == 0
    assert (tmp_path / "kopie.zip").stat().st_mode & 0o077 == 0


def test_a_backup_that_nobody_may_write_becomes_a_knowledge_base_in_which_one_may(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    kb.backup(tmp_path / "kopie")
    for path in [*(tmp_path / "kopie").rglob("*"), tmp_path / "kopie"]:
        path.chmod(0o555 if path.is_dir() else 0o444)
    restore(tmp_path / "kopie", tmp_path / "terug")
    assert all(path.stat().st_mode & 0o200 for path in (tmp_path / "terug").rglob("*"))
    with opened(tmp_path / "terug") as back:
        back.forget("advies")
        assert back.check() == ()


def test_writers_wait_only_for_the_store(kb: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.knowledge.PATIENCE", 0.0)
    other = opened(kb.home)
    with other._writing(), pytest.raises(Busy):
        kb.backup(tmp_path / "kopie")
    assert list(tmp_path.iterdir()) == [kb.home]
    proven: list[bool] = []

    def free(*_: object) -> bool:
        try:
            with other._writing():
                proven.append(True)
        except Busy:
            proven.append(False)
        return True

    monkeypatch.setattr("kb.store.Store.is_whole", free)
    kb.backup(tmp_path / "kopie")
    assert proven == [True]
    other.close()


def test_what_is_wrong_in_the_knowledge_base_is_said_and_does_not_stop_a_backup(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    kb.original("tweede").unlink()
    made = kb.backup(tmp_path / "kopie")
    assert made.problems == ("tweede.pdf: het oorspronkelijke bestand ontbreekt.",)
    assert restore(tmp_path / "kopie", tmp_path / "terug") == made


@pytest.mark.one_store
def test_a_damaged_store_gives_no_backup(kb: KnowledgeBase, tmp_path: Path) -> None:
    with sqlite3.connect(kb.home / "store.sqlite") as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'passages'").fetchone()[0]
    kb.close()
    with (kb.home / "store.sqlite").open("rb+") as file:
        file.seek((page - 1) * 4096)
        file.write(b"\xff" * 4096)
    with pytest.raises(DamagedStore, match="zet een reservekopie terug"):
        kb.backup(tmp_path / "kopie")
    assert list(tmp_path.iterdir()) == [kb.home]


# -- where it may go, and what is taken -------------------------------------------------------------------------------
def test_nothing_is_written_over(kb: KnowledgeBase, tmp_path: Path) -> None:
    (tmp_path / "kopie").mkdir()
    (tmp_path / "kopie" / "ander.txt").write_text("blijft", encoding="utf-8")
    (tmp_path / "kopie.zip").write_text("blijft", encoding="utf-8")
    for name in ("kopie", "kopie.zip"):
        with pytest.raises(BadBackup, match="bestaat al"):
            kb.backup(tmp_path / name)
    with pytest.raises(BadBackup, match="in de map van de kennisbank zelf"):
        kb.backup(kb.home / "kopie")
    with pytest.raises(NotFound, match="of de schijf is aangesloten"):
        kb.backup(tmp_path / "usb" / "kopie")
    assert (tmp_path / "kopie.zip").read_text(encoding="utf-8") == "blijft"


def test_a_folder_with_anything_in_it_is_no_place_to_restore(kb: KnowledgeBase, tmp_path: Path) -> None:
    kb.backup(tmp_path / "kopie")
    (tmp_path / "terug").mkdir()
    (tmp_path / "terug" / "brief.txt").write_text("blijft", encoding="utf-8")
    with pytest.raises(BadBackup, match="is niet leeg"):
        restore(tmp_path / "kopie", tmp_path / "terug")
    assert [path.name for path in (tmp_path / "terug").iterdir()] == ["brief.txt"]
    (tmp_path / "terug" / "brief.txt").unlink()
    restore(tmp_path / "kopie", tmp_path / "terug")


@pytest.mark.parametrize("spoil", ["cut", "changed", "lost", "no manifest", "elsewhere", "newer"])
def test_a_backup_that_is_not_whole_is_refused_and_nothing_is_made(
    kb: KnowledgeBase, tmp_path: Path, spoil: str
) -> None:
    copy = tmp_path / "kopie"
    kb.backup(copy)
    original = next((copy / "originals").rglob("*.pdf"))
    manifest = copy / FILE
    if spoil == "cut":
        (copy / "store.sqlite").write_bytes((copy / "store.sqlite").read_bytes()[:-100])
    elif spoil == "changed":
        original.write_bytes(original.read_bytes()[::-1])
    elif spoil == "lost":
        original.unlink()
    elif spoil == "no manifest":
        manifest.unlink()
    elif spoil == "elsewhere":
        manifest.write_text(manifest.read_text("utf-8").replace("termijnen.toml", "../termijnen.toml"), "utf-8")
    else:
        manifest.write_text(manifest.read_text("utf-8").replace('"form": 1', '"form": 2'), "utf-8")
    with pytest.raises(BadBackup, match="nieuwere versie" if spoil == "newer" else "geen (hele )?reservekopie"):
        restore(copy, tmp_path / "terug")
    assert {path.name for path in tmp_path.iterdir()} == {"kopie", kb.home.name}


def test_half_a_zip_is_no_backup(kb: KnowledgeBase, tmp_path: Path) -> None:
    kb.backup(tmp_path / "kopie.zip")
    whole = (tmp_path / "kopie.zip").read_bytes()
    (tmp_path / "half.zip").write_bytes(whole[: len(whole) // 2])
    place = zipfile.ZipFile(tmp_path / "kopie.zip").getinfo("store.sqlite").header_offset + 200
    (tmp_path / "stuk.zip").write_bytes(whole[:place] + b"\x00" * 50 + whole[place + 50 :])
    for name in ("half.zip", "stuk.zip"):
        with pytest.raises(BadBackup, match="geen hele reservekopie"):
            restore(tmp_path / name, tmp_path / "terug")
    assert not (tmp_path / "terug").exists()


def test_a_store_that_stood_elsewhere_comes_into_the_folder(tmp_path: Path) -> None:
    home = tmp_path / "met-instelling"
    home.mkdir()
    setting = f'database = "sqlite:///{(tmp_path / "elders.sqlite").as_posix()}"\nmax_pages = 9\n'
    (home / "instellingen.toml").write_text(setting, encoding="utf-8")
    with opened(home) as kb:
        kb.put(ADVICE)
        kb.backup(tmp_path / "kopie")
        kb.put(OTHER)
    restore(tmp_path / "kopie", tmp_path / "terug")
    with opened(tmp_path / "terug") as back:
        assert [document.file for document in back.documents()] == ["advies.pdf"]
    assert "max_pages = 9" in (tmp_path / "terug" / "instellingen.toml").read_text(encoding="utf-8")


# -- a plain copy -----------------------------------------------------------------------------------------------------
@pytest.mark.one_store
def test_a_plain_copy_of_a_folder_at_rest_works(kb: KnowledgeBase, tmp_path: Path) -> None:
    kb.close()
    shutil.copytree(kb.home, tmp_path / "kopie")
    with opened(tmp_path / "kopie") as copy:
        assert (copy.gaps, copy.check()) == ((), ())


@pytest.mark.one_store
def test_a_copy_with_points_that_no_rule_found_but_were_weighed_is_whole(kb: KnowledgeBase, tmp_path: Path) -> None:
    weighed = letter("weging.pdf", recommends("r8", "Het zou goed zijn de bus te laten rijden.", basis=Basis.MODEL))
    kb.put(weighed)
    kb.close()
    shutil.copytree(kb.home, tmp_path / "kopie")
    with opened(tmp_path / "kopie") as copy:
        assert (copy.gaps, copy.statement("r8").basis) == ((), Basis.MODEL)


@pytest.mark.one_store
def test_a_response_that_linking_found_makes_no_copy_and_no_backup_torn(kb: KnowledgeBase, tmp_path: Path) -> None:
    read = letter("antwoord.pdf", "Geachte leden,", answers("later", "Dat doen wij vanaf mei."))
    kb.put(replace(read, statements=()))
    kb.put_links((), read.statements)
    kb.backup(tmp_path / "reserve")
    kb.close()
    shutil.copytree(kb.home, tmp_path / "kopie")
    restore(tmp_path / "reserve", tmp_path / "terug")
    for place in ("kopie", "terug"):
        with opened(tmp_path / place) as copy:
            assert copy.statement("later").text == "Dat doen wij vanaf mei."


@pytest.mark.one_store
def test_a_plain_copy_that_misses_originals_says_which_and_is_mended_by_adding_them(
    kb: KnowledgeBase, tmp_path: Path
) -> None:
    kb.close()
    shutil.copytree(kb.home, tmp_path / "kopie")
    with opened(kb.home) as whole:
        relative = whole.original("tweede").relative_to(kb.home)
    (tmp_path / "kopie" / relative).unlink()
    for _ in range(2):  # until it is mended
        with opened(tmp_path / "kopie") as copy:
            assert "ontbreekt het oorspronkelijke bestand van tweede.pdf: voeg" in copy.gaps[0].message
    with opened(tmp_path / "kopie") as copy:
        assert copy.mend_original(copy.document("tweede"), OTHER.original)
        assert not copy.mend_original(copy.document("tweede"), OTHER.original)
        assert copy.check() == ()
    with opened(tmp_path / "kopie") as copy:
        assert copy.gaps == ()


@pytest.mark.one_store
def test_a_plain_copy_with_originals_that_came_later_keeps_them_and_says_so(kb: KnowledgeBase, tmp_path: Path) -> None:
    kb.close()
    shutil.copytree(kb.home, tmp_path / "kopie")
    later = tmp_path / "kopie" / "originals" / "ab" / f"ab{'0' * 62}.pdf"
    later.parent.mkdir(exist_ok=True)
    later.write_bytes(b"%PDF")
    with opened(tmp_path / "kopie") as copy:
        assert "horen 1 bestanden in originals bij geen document: voeg ze toe" in copy.gaps[0].message
    assert later.exists()


@pytest.mark.one_store
def test_a_torn_store_is_refused_with_what_to_do(kb: KnowledgeBase, tmp_path: Path) -> None:
    """The pages of one table of an older moment: every query works, and rows of the documents are not there."""
    kb.close()
    shutil.copytree(kb.home, tmp_path / "kopie")
    with sqlite3.connect(tmp_path / "kopie" / "store.sqlite") as connection:
        connection.execute("DELETE FROM pages WHERE document_id = 'tweede'")
    with pytest.raises(DamagedStore, match="waarschijnlijk gemaakt terwijl erin werd geschreven: maak van"):
        opened(tmp_path / "kopie")


@pytest.mark.one_store
def test_what_linking_found_does_not_make_a_copy_half(kb: KnowledgeBase, tmp_path: Path) -> None:
    (said,) = (each for each in kb.proposals() if each.id == "r1")
    found = replace(said, id="a9", kind=StatementKind.RESPONSE, basis=Basis.MODEL)
    kb.put_links((), [found])
    assert kb.statement("a9").by_linking
    assert kb.backup(tmp_path / "kopie").problems == ()
    kb.close()
    shutil.copytree(kb.home, tmp_path / "elders")
    with opened(tmp_path / "elders") as copy:
        assert (copy.gaps, copy.statement("a9").by_linking) == ((), True)
