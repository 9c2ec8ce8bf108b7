"""The vectors on a Chroma server: what is said when it is away, lets nobody in or lost them, what a kill of it leaves,
and who shares it.

That searching finds there what it finds in a folder is shown by the tests about searching, which run on both.
"""

from __future__ import annotations

import random
import re
import shutil
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from kb.errors import BadSettings, NoVectors
from kb.health import Grade, health
from kb.knowledge import KnowledgeBase
from kb.search import on_server
from kb.search.on_server import OnServer
from kb.search.server import Server
from kb.settings import FILE
from tests.chroma import NGINX, Running, behind_nginx
from tests.commands import adviesspoor
from tests.kb.builders import FakeEmbedder, letter
from tests.kb.putting import AT_ONCE, run
from tests.kb.putting import LETTERS as LETTERS_PUT

AWAY = r"^De Chroma-server op \S+ is niet te bereiken of antwoordt niet: start hem, of kijk of .chroma. in .* klopt\.$"
LOST = r"^De Chroma-server op \S+ heeft de vectoren van deze kennisbank niet, .* \"adviesspoor reindex\"\.$"
DENIED = r"De Chroma-server op \S+ laat dit programma niet toe: kijk of .chroma_token. in instellingen\.toml klopt\."
LETTERS = [letter(f"brief{number}.pdf", f"De wachttijd in wijk {number} is te lang.") for number in range(5)]
LATER = letter("later.pdf", "Het vervoer naar school blijft gratis.")

pytestmark = pytest.mark.one_store  # they name their server themselves


@pytest.fixture
def home(at_once: None, chroma: Running, tmp_path: Path) -> Path:
    return named(tmp_path / "kennisbank", chroma.url)


def named(home: Path, url: str, *more: str) -> Path:
    """A folder whose settings name this server."""
    home.mkdir(parents=True, exist_ok=True)
    (home / FILE).write_text("\n".join((f'chroma = "{url}"', *more, "")), encoding="utf-8")
    return home


def opened(home: Path, said: list[str] | None = None) -> KnowledgeBase:
    return KnowledgeBase(home, embedder=FakeEmbedder(), tell=[].append if said is None else said.append)


def fill(kb: KnowledgeBase) -> None:
    for each in LETTERS:
        kb.put(each)


def found(kb: KnowledgeBase) -> set[str]:
    return {hit.document.id for hit in kb.search("lange wachttijd")}


def collection(kb: KnowledgeBase) -> str:
    with kb._index._collection() as opened_:
        return str(opened_.name)


@pytest.fixture
def gone(chroma: Running) -> Iterator[Running]:
    """The server, which runs again when the test is done."""
    yield chroma
    chroma.start()


# -- away, or not let in ----------------------------------------------------------------------------------------------
def test_a_server_that_is_away_is_said_and_nothing_is_found_by_words_alone(home: Path, gone: Running) -> None:
    said: list[str] = []
    with opened(home, said) as kb:
        fill(kb)
        gone.kill()
        for ask in (lambda: kb.search("lange wachttijd"), lambda: kb.like(LETTERS[0].passages[0].id), kb.reindex):
            with pytest.raises(NoVectors, match=AWAY):
                ask()
        (problem,) = kb.check()
        assert re.match(AWAY, problem.message)
    with opened(home, said) as kb:
        assert (len(kb.documents()), len(kb.listed().hits), said) == (5, 5, []), "all else goes on"
    findings = {each.subject: each for each in health(home)}
    assert (findings["vectoren"].grade, findings["opslag"].grade) == (Grade.WRONG, Grade.FINE)
    assert re.match(AWAY, findings["vectoren"].text)


def test_what_comes_in_meanwhile_is_kept_said_and_brought_when_it_is_back(
    home: Path, chroma: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    with opened(home, said) as kb:
        fill(kb)
        chroma.kill()
        try:
            kb.put(LATER)
            kb.put(letter("nog-een.pdf", "Een lange wachttijd."))
            kb.forget("brief0")
        finally:
            chroma.start()
        assert len(said) == 1, "once a minute"
        assert re.match(AWAY.rstrip("$"), said[0])
        assert said[0].endswith("komt later vanzelf in de zoekindex.")
        assert {"brief1", "nog-een"} < found(kb)
        assert "brief0" not in found(kb)
        monkeypatch.setattr(kb._index, "_again", 0.0)
        kb.put(letter("derde.pdf", "Nog een lange wachttijd."))
        assert chroma.collections()[collection(kb)] == 7
        assert (kb.check(), len(said)) == ((), 1)


def test_a_server_that_never_answers_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.search.server.KNOCKING", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        server = Server(f"http://127.0.0.1:{silent.getsockname()[1]}")
        with pytest.raises(NoVectors, match=AWAY):
            server.open("een", make=True)


def test_a_server_that_stops_answering_is_not_waited_for(
    home: Path, chroma: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.search.server.PATIENCE", 0.5)
    with opened(home) as kb:
        fill(kb)
        assert found(kb)
        with chroma.frozen(), pytest.raises(NoVectors, match=AWAY):
            found(kb)
        assert found(kb)


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "http://", "ftp://server", "http://naam:geheim@server:8000"])
def test_an_address_of_nothing_is_a_bad_setting(tmp_path: Path, url: str) -> None:
    with pytest.raises(BadSettings, match=r'"chroma" in instellingen\.toml is geen adres'):
        opened(named(tmp_path / "kennisbank", url))


@pytest.mark.skipif(not (NGINX and shutil.which("openssl")), reason="nginx or openssl is not installed")
def test_a_proxy_with_tls_lets_in_who_has_the_token(
    at_once: None, chroma: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with behind_nginx(chroma, tmp_path, "geheim-van-twaalf") as (url, certificate):
        with pytest.raises(NoVectors, match=AWAY):
            Server(url, "geheim-van-twaalf").knock()  # nobody vouches for the certificate yet
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with opened(named(tmp_path / "met", url, 'chroma_token = "geheim-van-twaalf"')) as kb:
            fill(kb)
            assert len(found(kb)) == 5
        said: list[str] = []
        with opened(named(tmp_path / "met", url), said) as kb:
            kb.put(LATER)
            with pytest.raises(NoVectors, match=DENIED):
                found(kb)
        assert re.match(DENIED, said[0])
        assert "geheim" not in repr(Server(url, "geheim-van-twaalf"))
        chroma.kill()
        try:
            with pytest.raises(NoVectors, match=AWAY):
                Server(url, "geheim-van-twaalf").knock()
        finally:
            chroma.start()


# -- lost -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("open_meanwhile", [True, False])
def test_a_server_that_was_emptied_is_filled_by_reindex_that_embeds_nothing(
    home: Path, chroma: Running, open_meanwhile: bool
) -> None:
    kb = opened(home)
    fill(kb)
    assert len(found(kb)) == 5
    chroma.kill()
    chroma.empty()
    chroma.start()
    if not open_meanwhile:
        kb.close()
        kb = opened(home)
    with pytest.raises(NoVectors, match=LOST):
        found(kb)
    assert [re.match(LOST, each.message) is not None for each in kb.check()] == [True]
    embedder = kb.embedder
    assert isinstance(embedder, FakeEmbedder)
    embedder.embedded.clear()
    assert kb.reindex() == 5
    assert embedder.embedded == []
    assert (len(found(kb)), kb.check()) == (5, ())
    kb.close()
    assert list(chroma.collections().values()) == [5]


def test_a_server_that_lost_a_part_is_seen_by_the_next_program(home: Path, chroma: Running) -> None:
    with opened(home) as kb:
        fill(kb)
        with kb._index._collection() as held:
            held.delete(ids=[LETTERS[2].passages[0].id])
    with opened(home) as kb:
        with pytest.raises(NoVectors, match=LOST):
            found(kb)
        assert [each.subject_id for each in kb.check()] == ["index"]
        kb.reindex()
        assert (len(found(kb)), kb.check()) == (5, ())


def test_passages_are_counted_once_not_for_each_question(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[int] = []

    def held(ledger: sqlite3.Connection) -> int:
        counted.append(1)
        return counting(ledger)

    counting = on_server._held
    with opened(home) as kb:
        fill(kb)
        assert found(kb)
        monkeypatch.setattr(on_server, "_held", held)
        assert found(kb)
        assert not counted  # there may be a million
        kb.put(LATER)
        assert found(kb)
        assert counted


def test_what_is_forgotten_or_made_anew_leaves_the_server(
    home: Path, chroma: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = chroma.collections().keys()
    with opened(home) as kb:
        fill(kb)
        monkeypatch.setattr("kb.search.graph.WAITING", 1_000)
        kb.forget("brief3")
        first = collection(kb)
        assert chroma.collections()[first] == 4
        kb.reindex()
        assert chroma.collections().keys() - before == {collection(kb)} != {first}


def test_a_torn_ledger_is_made_again_with_a_collection_of_its_own(home: Path, chroma: Running) -> None:
    with opened(home) as kb:
        fill(kb)
    (home / "index" / "words.sqlite").write_bytes(b"geen database" * 999)
    said: list[str] = []
    with opened(home, said) as kb:
        assert (len(found(kb)), kb.check()) == (5, ())
    assert [sentence for sentence in said if "opnieuw gemaakt" in sentence]


# -- who shares it ----------------------------------------------------------------------------------------------------
def test_a_copy_of_a_folder_does_not_write_in_the_collection_of_the_first(home: Path, tmp_path: Path) -> None:
    with opened(home) as kb:
        fill(kb)
    copy = Path(shutil.copytree(home, tmp_path / "kopie"))
    with opened(copy) as other:
        with pytest.raises(NoVectors, match=LOST):
            found(other)
        other.reindex()
        other.forget("brief1")
        assert (len(found(other)), other.check()) == (4, ())
    home.rename(tmp_path / "verhuisd")
    with opened(tmp_path / "verhuisd") as kb:
        assert (len(found(kb)), kb.check()) == (5, ())


def test_a_base_goes_from_its_folder_to_a_server_and_back(home: Path) -> None:
    setting = (home / FILE).read_text(encoding="utf-8")
    (home / FILE).unlink()
    with opened(home) as kb:
        fill(kb)
        assert not isinstance(kb._index, OnServer)
        in_folder = [(hit.passage.id, round(hit.score, 5)) for hit in kb.search("wachttijd in wijk 3")]
    (home / FILE).write_text(setting, encoding="utf-8")
    with opened(home) as kb:
        with pytest.raises(NoVectors, match=LOST):
            found(kb)
        kb.reindex()
        assert [(hit.passage.id, round(hit.score, 5)) for hit in kb.search("wachttijd in wijk 3")] == in_folder
    (home / FILE).unlink()
    with opened(home) as kb:
        assert [(hit.passage.id, round(hit.score, 5)) for hit in kb.search("wachttijd in wijk 3")] == in_folder
        assert ["reindex" in each.message for each in kb.check()] == [True]
        kb.reindex()
        assert kb.check() == ()


# -- commands and kills -----------------------------------------------------------------------------------------------
def test_every_command_works_and_a_search_that_cannot_says_why(chroma: Running, letters: Path, tmp_path: Path) -> None:
    home = named(tmp_path / "kennisbank", chroma.url)
    for command in (("add", letters), ("reindex",), ("search", "wachttijd"), ("check",)):
        ended = adviesspoor(home, *command)
        assert ended.code == 0, ended.err
    assert f"vectoren: Chroma-server op {chroma.url}" in adviesspoor(home, "doctor").out
    chroma.kill()
    try:
        for command in (("search", "wachttijd"), ("reindex",)):
            ended = adviesspoor(home, *command)
            assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1), ended.err
            assert "is niet te bereiken of antwoordt niet: start hem" in ended.err
        assert adviesspoor(home, "list", "documents").code == 0
    finally:
        chroma.start()
    assert adviesspoor(home, "check").code == 0


def test_a_kill_of_the_server_while_letters_come_in_loses_nothing(home: Path, chroma: Running) -> None:
    chance = random.Random(20261130)

    def strike(_: object) -> None:
        for _turn in range(3):
            chroma.kill()
            time.sleep(0.2 * chance.random())
            chroma.start()

    done, code = run(home, strike, chance.randint(3, 20), 0.06 * chance.random(), [AT_ONCE])
    assert (done, code) == (list(range(LETTERS_PUT)), 0), "what is stored does not depend on the server"
    with opened(home) as kb:
        assert [document.file for document in kb.documents()] == [f"brief{n:03}.pdf" for n in range(LETTERS_PUT)]
        assert kb.reindex() == 2 * LETTERS_PUT
        assert kb.check() == ()
        assert "brief001.pdf" in {hit.document.file for hit in kb.search("onderwerp 919")}
        assert chroma.collections()[collection(kb)] == 2 * LETTERS_PUT


def test_a_kill_of_the_server_while_people_search_is_a_sentence_and_no_less_is_found(
    home: Path, chroma: Running
) -> None:
    with opened(home) as kb:
        fill(kb)
        ended, wrong = threading.Event(), list[object]()

        def ask() -> int:
            sentences = 0
            while not ended.is_set():
                try:
                    if len(found(kb)) != 5:
                        wrong.append(found(kb))
                except NoVectors as trouble:
                    sentences += 1
                    if not re.match(AWAY, str(trouble)):
                        wrong.append(str(trouble))
            return sentences

        with ThreadPoolExecutor(3) as people:
            asked = [people.submit(ask) for _ in range(3)]
            for _ in range(3):
                time.sleep(0.3)
                chroma.kill()
                chroma.start()
            ended.set()
            assert sum(each.result() for each in asked) > 0, "a kill was noticed"
        assert wrong == []
        assert (len(found(kb)), kb.check()) == (5, ())
