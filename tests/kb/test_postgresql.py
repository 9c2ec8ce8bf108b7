"""PostgreSQL as the store: what is said when it is away or lets nobody in, what a kill of the server leaves, several
machines on one database, and the way in and out.

That everything else works on it is shown by the other tests here, which run on each kind of store.
"""

from __future__ import annotations

import json
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from kb.backup.restoring import restore
from kb.errors import BadBackup, BadSettings, BrokenStore, Busy, OtherStore
from kb.export.as_json import content
from kb.health import Grade, health
from kb.knowledge import KnowledgeBase
from kb.log import FILE as LOG_FILE
from kb.model import FileReport, Filter, Outcome, Verdict
from kb.settings import FILE
from tests.commands import adviesspoor
from tests.kb.builders import FakeEmbedder, answer, answers, letter, promises, recommends
from tests.kb.putting import killed, require_no_kill_costs_anything
from tests.postgres import GUEST, REFUSED, TEMPLATE, Server

MOMENT = datetime(2026, 11, 30, tzinfo=UTC)
ADVICE = letter("advies.pdf", recommends("r1", "Wij adviseren u de wachttijden te publiceren."))
REPLY = letter("antwoord.pdf", answers("a1", "Dat doen wij."), promises("c1", "Wij sturen u voor 1 juli een plan."))
OTHER = letter("ander.pdf", recommends("r2", "Wij adviseren u de bus vaker te laten rijden."))

pytestmark = pytest.mark.one_store  # they name their database themselves


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    made = server.url()
    yield made
    server.drop(made)


@pytest.fixture
def home(tmp_path: Path, url: str) -> Path:
    return named(tmp_path / "kennisbank", url)


def named(home: Path, url: str) -> Path:
    """A folder whose settings name this database."""
    home.mkdir(parents=True, exist_ok=True)
    (home / FILE).write_text(f'database = "{url}"\n', encoding="utf-8")
    return home


def opened(home: Path) -> KnowledgeBase:
    return KnowledgeBase(home, embedder=FakeEmbedder())


# -- away, or not let in ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("user", "database", "place"),
    [(f"{REFUSED}:fout", TEMPLATE, ""), ("adviesspoor", "bestaat-niet", ""), ("adviesspoor", TEMPLATE, "/nergens")],
)
def test_who_is_not_let_in_reads_one_sentence(
    server: Server, tmp_path: Path, user: str, database: str, place: str
) -> None:
    home = named(tmp_path / "kennisbank", server.address(database, user) + place)
    with pytest.raises(BrokenStore, match="kijk of de server draait en of adres, gebruiker en wachtwoord") as caught:
        opened(home)
    assert "\n" not in str(caught.value)
    assert "fout" not in str(caught.value), "no password"
    store = next(found for found in health(home) if found.subject == "opslag")
    assert (store.grade, store.text) == (Grade.WRONG, str(caught.value))


def test_who_may_make_no_tables_reads_one_sentence(server: Server, tmp_path: Path) -> None:
    url = server.empty()
    with pytest.raises(BrokenStore, match="U mag in deze database niet alles wat nodig is"):
        opened(named(tmp_path / "kennisbank", url.replace("adviesspoor@", f"{GUEST}@")))
    server.drop(url)


def test_an_address_without_its_driver_or_of_no_database_is_a_bad_setting(tmp_path: Path) -> None:
    for number, url in enumerate(("postgres://gebruiker@server/naam", "mysql://gebruiker@server/naam")):
        with pytest.raises(BadSettings, match='"database" in instellingen'):
            opened(named(tmp_path / str(number), url))


def test_the_doctor_names_the_store_without_a_password(home: Path, server: Server) -> None:
    with opened(home) as kb:
        kb.put(ADVICE)
    named(home, (home / FILE).read_text().split('"')[1].replace("adviesspoor@", "adviesspoor:geheim@"))
    store = next(found for found in health(home) if found.subject == "opslag")
    assert store.grade is Grade.FINE
    assert store.text.startswith("PostgreSQL (kb")
    assert "geheim" not in store.text


def test_a_server_that_goes_and_comes_back_is_said_and_costs_nothing(home: Path, server: Server) -> None:
    with opened(home) as kb:
        kb.put(ADVICE)
        server.stop()
        try:
            for work in (lambda: kb.put(REPLY), lambda: kb.documents(), lambda: kb.search("wachttijden")):
                with pytest.raises(BrokenStore, match="De database is"):
                    work()
        finally:
            server.start()
        assert [each.id for each in kb.documents()] == ["advies"], "the same program goes on"
        kb.put(REPLY)
        assert kb.check() == ()


def test_every_command_works_and_one_that_cannot_says_why(
    home: Path, letters: Path, server: Server, tmp_path: Path
) -> None:
    for command in (("add", letters), ("search", "wachttijd"), ("check",), ("backup", tmp_path / "kopie")):
        ended = adviesspoor(home, *command)
        assert ended.code == 0, ended.err
    assert "opslag: PostgreSQL (kb" in adviesspoor(home, "doctor").out
    assert "opdracht add: klaar na " in (home / LOG_FILE).read_text(encoding="utf-8")
    fresh = server.empty()
    other = tmp_path / "terug"
    assert adviesspoor(other, "restore", tmp_path / "kopie", "--database", fresh).code == 0
    assert adviesspoor(other, "export", "--format", "csv").out == adviesspoor(home, "export", "--format", "csv").out
    server.drop(fresh)
    server.stop()
    try:
        for command in (("add", letters), ("search", "wachttijd"), ("backup", tmp_path / "nog-een")):
            ended = adviesspoor(home, *command)
            assert ended.code == 1
            assert (ended.out, ended.err.count("\n")) == ("", 1)
            assert "De database is" in ended.err
    finally:
        server.start()
    assert adviesspoor(home, "check").code == 0


def test_what_the_database_cannot_keep_is_said_and_the_rest_goes_on(home: Path) -> None:
    """Readers leave such a character out."""
    with opened(home) as kb:
        with pytest.raises(BrokenStore, match=r"iets wat de database niet kan bewaren \(.*NUL"):
            kb.put(letter("raar.pdf", "Wij adviseren\0 u dit."))
        kb.put(ADVICE)
        assert [each.id for each in kb.documents()] == ["advies"]
        assert kb.check() == ()


# -- kills ------------------------------------------------------------------------------------------------------------
def test_a_kill_of_the_server_while_letters_come_in_loses_nothing(home: Path, server: Server) -> None:
    require_no_kill_costs_anything(home, lambda _: server.kill(), 1, server.start)


def test_a_kill_of_a_program_loses_nothing_and_gives_its_lock_back(home: Path) -> None:
    require_no_kill_costs_anything(home, killed, -signal.SIGKILL)


# -- several machines -------------------------------------------------------------------------------------------------
@pytest.fixture
def elsewhere(home: Path, tmp_path: Path, url: str) -> Path:
    """The folder of another machine: with an index of its own, and the same originals."""
    other = named(tmp_path / "andere-machine", url)
    (home / "originals").mkdir()
    (other / "originals").symlink_to(home / "originals", target_is_directory=True)
    return other


def test_what_comes_in_on_one_machine_is_found_on_the_other(home: Path, elsewhere: Path) -> None:
    with opened(home) as here, opened(elsewhere) as there:
        seen = there.revision
        here.put(ADVICE)
        here.decide("r1", Verdict.CONFIRMED, by="Ans")
        assert there.revision > seen
        assert [hit.document.id for hit in there.search("wachttijden")] == ["advies"]
        assert there.decisions() == here.decisions()
        there.put(REPLY)
        assert "antwoord" in {hit.document.id for hit in here.search("plan")}
        there.forget("advies")
        assert "advies" not in {hit.document.id for hit in here.search("wachttijden")}
        assert (here.check(), there.check()) == ((), ())


def test_writers_on_several_machines_wait_for_each_other(
    home: Path, elsewhere: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(home) as here, opened(elsewhere) as there:
        for patience in (0.0, 0.05):
            monkeypatch.setattr("kb.knowledge.PATIENCE", patience)
            with here._writing(), pytest.raises(Busy, match="Een ander programma schrijft"):
                there.put(ADVICE)
        monkeypatch.undo()
        there.put(ADVICE)
        assert len(here.documents()) == 1


def test_who_lost_the_lock_with_its_connection_writes_nothing_more(home: Path, elsewhere: Path, server: Server) -> None:
    with opened(home) as kb:
        kb.put(ADVICE)
        with kb._writing():
            server.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'kb%'")
            for _ in range(2):
                with pytest.raises(BrokenStore):
                    kb.put(REPLY)
            with opened(elsewhere) as other:
                other.put(OTHER)
        assert [each.id for each in kb.documents()] == ["advies", "ander"]
        kb.put(REPLY)
        assert kb.check() == ()


def test_two_bases_in_one_database_do_not_wait_for_each_other(tmp_path: Path, url: str, server: Server) -> None:
    homes = []
    for name in ("een", "twee"):
        server.run_in(url, f"CREATE SCHEMA {name}")
        homes.append(named(tmp_path / name, f"{url}&options=-csearch_path%3D{name}"))
    with opened(homes[0]) as one, opened(homes[1]) as two, one._writing():
        two.put(ADVICE)
        assert (len(one.documents()), len(two.documents())) == (0, 1)


# -- another database than before -------------------------------------------------------------------------------------
def test_an_empty_database_beside_originals_is_refused(home: Path, server: Server) -> None:
    with opened(home) as kb:
        kb.put(ADVICE)
    for url in (server.empty(), server.url()):
        with pytest.raises(OtherStore, match=r"er staan wel originelen|ouder dan de originelen"):
            opened(named(home, url))
        server.drop(url)


# -- in and out -------------------------------------------------------------------------------------------------------
def filled(kb: KnowledgeBase) -> dict[str, Any]:
    """What is exported of a base in which everything stands that can."""
    kb.put(ADVICE)
    kb.put(REPLY)
    kb.put_links([answer("a1", "r1")])
    kb.decide("r1", Verdict.CONFIRMED, by="Ans", reason="staat er zo")
    kb.correct("advies", "wachttijden", hide=True, by="Ans")
    kb.report(FileReport("stuk.pdf", None, MOMENT, Outcome.FAILED, messages=("Onleesbaar.",)))
    return content(kb, Filter())


def test_a_backup_becomes_a_file_and_goes_into_an_empty_database_again(
    home: Path, server: Server, tmp_path: Path
) -> None:
    with opened(home) as kb:
        before = filled(kb)
        kb.backup(tmp_path / "kopie.zip")
    restore(tmp_path / "kopie.zip", tmp_path / "bestand")
    with opened(tmp_path / "bestand") as kb:
        assert kb._store.is_sqlite()
        assert (content(kb, Filter()), kb.check()) == (before, ())
    fresh = server.empty()
    restore(tmp_path / "kopie.zip", tmp_path / "database", fresh)
    with opened(tmp_path / "database") as kb:
        assert not kb._store.is_sqlite()
        assert (content(kb, Filter()), kb.check()) == (before, ())
        kb.decide("c1", Verdict.CONFIRMED, by="Ans")
        assert [each.subject_id for each in kb.decisions()] == ["r1", "c1"], "numbers go on where they were"
    with pytest.raises(BadBackup, match="al in gebruik"):
        restore(tmp_path / "kopie.zip", tmp_path / "nog-een", fresh)
    assert not (tmp_path / "nog-een").exists()
    server.drop(fresh)


def test_the_same_letters_are_exported_the_same_from_each_kind_of_store(home: Path, tmp_path: Path) -> None:
    with opened(home) as one, opened(tmp_path / "bestand") as other:
        found = [json.loads(json.dumps(filled(kb), default=str)) for kb in (one, other)]
    for each in found:
        for document in each["documents"]:
            document.pop("added", None)
        for decision in each["decisions"]:
            decision.pop("at")
            decision.pop("id")
    assert found[0] == found[1]
