"""The index follows the store, finds what exact arithmetic finds, and can be thrown away."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.errors import BrokenIndex, OtherEmbedder
from kb.knowledge import KnowledgeBase
from kb.model import Passage, TextBox
from kb.search import index as index_module
from kb.search.index import Index
from kb.search.lexicon import Lexicon, rule
from kb.search.on_server import OnServer, index_of
from kb.search.windows import WINDOW, windows
from kb.settings import Settings
from kb.text.stems import folded, sounded, spaced, stem
from tests.kb.builders import FakeEmbedder, letter

PROJECT = Path(__file__).parents[2]
FIRST = letter("eerste.pdf", "De wachttijden zijn te lang.", "Er komt een vaste contactpersoon.")
SECOND = letter("tweede.pdf", "Het vervoer naar school blijft gratis.")


def passages(*texts: str, document: str = "d") -> list[Passage]:
    return [
        Passage(f"{document}.{number}", document, number, text, (TextBox(0, len(text), 1),))
        for number, text in enumerate(texts, 1)
    ]


def server_url(kb: KnowledgeBase) -> str:
    return kb._index._server.url if isinstance(kb._index, OnServer) else ""


def by_words(index: Index, question: str, limit: int, among: set[str] | None = None) -> list[tuple[str, float]]:
    return index.by_words(index.asked(question), limit, among)


@pytest.fixture
def index(kind_of_store: str, tmp_path: Path) -> Iterator[Index]:
    made = index_of(Settings(), tmp_path / "index", FakeEmbedder())
    yield made
    made.close()


# -- keeping up -------------------------------------------------------------------------------------------------------
def test_only_what_is_new_is_embedded(index: Index) -> None:
    long = "Deze alinea is lang genoeg om zonder de alinea's ernaast te worden begrepen. " * 4
    assert index.update("d", passages(long + "a", long + "b")) == 2
    assert index.update("d", passages(long + "a", long + "b")) == 0
    assert index.update("d", passages(long + "a", long + "anders")) == 1
    assert index.entries().keys() == index.vector_ids() == {"d.1", "d.2"}


def test_an_index_of_which_the_graph_was_written_is_wiped_and_stays_whole(tmp_path: Path) -> None:
    """From a thousand passages on Chroma writes the graph itself, in another size than when it is new."""
    index = Index(tmp_path / "index", FakeEmbedder())
    index.update("d", passages(*(f"Alinea {number} gaat over wijk {number % 7}." for number in range(1100))))
    before = index.nearest(FakeEmbedder().passages(["alinea over wijk 3"])[0], 5)
    assert index.untidy
    index.tidy()
    index.require_whole()
    index.close()
    again = Index(tmp_path / "index", FakeEmbedder())
    assert again.nearest(FakeEmbedder().passages(["alinea over wijk 3"])[0], 5) == before
    again.tidy()
    again.close()


def test_what_is_gone_from_the_document_is_gone_from_the_index(index: Index) -> None:
    index.update("d", passages("De wachttijden zijn te lang.", "Het vervoer blijft gratis."))
    index.update("d", passages("De wachttijden zijn te lang."))
    assert index.vector_ids() == {"d.1"}
    assert by_words(index, "vervoer", 10) == []
    index.update("d", [])
    assert index.documents() == index.vector_ids() == set()


def test_a_kill_between_vectors_and_ledger_is_mended(
    at_once: None, kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    kb.close()
    with KnowledgeBase(kb.home, embedder=FakeEmbedder()) as again, monkeypatch.context() as patch:
        patch.setattr("kb.search.graph.followed", killed)
        with pytest.raises(KeyboardInterrupt):
            again.put(FIRST)
    with KnowledgeBase(kb.home, embedder=FakeEmbedder()) as mended:
        assert mended.check() == ()
        mended.put(SECOND)
        assert mended.search("wachttijden")[0].document.id == FIRST.document.id
        assert mended.check() == ()


def test_what_waits_for_the_graph_is_found_with_what_is_in_it(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "EXACT", 0)  # as with more passages than are compared one by one
    monkeypatch.setattr("kb.search.graph.WAITING", 1)
    question = kb.embedder.queries(["lange wachttijden en gratis vervoer"])[0]
    kb.put(FIRST)
    kb.put(SECOND)
    with kb._index._collection() as graph:
        held = set(graph.get(include=[])["ids"])
    everything = kb._index.entries().keys()
    assert held < everything == kb._index.vector_ids()
    for among in (None, everything):
        assert {id_ for id_, _ in kb._index.nearest(question, 9, among)} == everything
    kb.forget(FIRST.document.id)
    kb.put(FIRST)
    kb.forget(SECOND.document.id)
    assert {id_ for id_, _ in kb._index.nearest(question, 9)} == kb._index.entries().keys() == kb._index.vector_ids()
    assert kb.check() == ()


def test_opening_mends_an_index_that_was_lost(kb: KnowledgeBase) -> None:
    kb.put(FIRST)
    kb.put(SECOND)
    kb.close()
    shutil.rmtree(kb.home / "index")
    with KnowledgeBase(kb.home, embedder=FakeEmbedder()) as again:
        assert not again.check()
        assert again.search("vervoer school")[0].document.id == "tweede"


def test_opening_brings_in_what_was_stored_just_before_a_kill(kb: KnowledgeBase) -> None:
    kb.put(FIRST)
    kb._originals.bring(SECOND.document, SECOND.original)
    kb._store.put(SECOND)  # and no further
    assert kb.check()
    kb.close()
    embedder = FakeEmbedder()
    with KnowledgeBase(kb.home, embedder=embedder) as again:
        assert not again.check()
        assert len(embedder.embedded) == 1, "what the index already held is not embedded again"


def test_another_process_sees_what_was_added_and_what_is_gone(at_once: None, kb: KnowledgeBase) -> None:
    command = [sys.executable, "-m", "tests.kb.looking", str(kb.home / "index"), server_url(kb)]
    kb.put(FIRST)
    with subprocess.Popen(command, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:

        def seen() -> list[str]:
            assert other.stdin is not None
            assert other.stdout is not None
            other.stdin.write("vervoer\n")
            other.stdin.flush()
            return other.stdout.readline().split()

        assert seen() == ["eerste.1", "eerste.2"]
        kb.put(SECOND)
        assert seen() == ["eerste.1", "eerste.2", "tweede.1"]
        kb.forget("eerste")
        assert seen() == ["tweede.1"]


def test_people_search_while_a_document_is_being_added(kb: KnowledgeBase) -> None:
    kb.put(FIRST)
    more = [letter(f"meer{number}.pdf", f"Wachttijden in wijk {number}.") for number in range(8)]
    with ThreadPoolExecutor(3) as people:
        searches = [people.submit(kb.search, "wachttijden") for _ in range(24)]
        for reading in more:
            kb.put(reading)
        assert all(search.result() for search in searches)
    assert not kb.check()


# -- the embedder -----------------------------------------------------------------------------------------------------
def test_another_embedder_is_refused_until_reindex(kb: KnowledgeBase) -> None:
    kb.put(FIRST)
    kb.close()
    with KnowledgeBase(kb.home, embedder=FakeEmbedder("ander", 32)) as other:
        for attempt in (lambda: other.search("wachttijden"), lambda: other.put(SECOND)):
            with pytest.raises(OtherEmbedder, match="reindex"):
                attempt()
        assert other.find(SECOND.document.sha256) is None, "nothing is stored that the index cannot take"
        assert [problem.subject_id for problem in other.check()] == ["index"]
        assert other.reindex() == 2
        assert other.search("wachttijden")[0].document.id == "eerste"
        assert not other.check()


# -- finding ----------------------------------------------------------------------------------------------------------
def test_chroma_finds_what_exact_arithmetic_finds(index: Index) -> None:
    rng = np.random.default_rng(20261122)
    nouns = [
        "wachttijd",
        "vervoer",
        "loket",
        "school",
        "huisarts",
        "wijkteam",
        "budget",
        "woning",
        "mantelzorg",
        "taal",
    ]
    texts = [" ".join(rng.choice(nouns, 12)) + f" {number}" for number in range(700)]
    texts = [f"{text} {'x' * (WINDOW - len(text))}" for text in texts]  # or neighbours would be embedded with them
    index.update("d", passages(*texts))
    embedder = FakeEmbedder()
    vectors = embedder.passages(texts)
    ids = [f"d.{number}" for number in range(1, len(texts) + 1)]
    few, many = set(ids[:80]), set(ids[:650])
    assert len(few) <= index_module.FEW < len(many)
    for question in ("wachttijd bij het loket", "mantelzorg en vervoer", "huisarts op school"):
        query = embedder.queries([question])[0]
        exact = dict(zip(ids, map(float, vectors @ query), strict=True))
        for among in (None, few, many):
            best = sorted((id_ for id_ in exact if among is None or id_ in among), key=lambda id_: -exact[id_])
            found = index.nearest(query, 20, among)
            overlap = {id_ for id_, _ in found} & set(best[:20])
            assert len(overlap) >= 19, "recall at 20 of the approximate search"
            assert all(abs(cosine - exact[id_]) < 1e-4 for id_, cosine in found)
            assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)


def test_passages_that_the_index_does_not_hold_yet_are_no_obstacle(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_module, "FEW", 1)
    index.update("d", passages("De wachttijden zijn te lang.", "Het vervoer blijft gratis."))
    vector = FakeEmbedder().queries(["vervoer"])[0]

    def all_ids(_index: Index) -> dict[str, str]:
        raise AssertionError("there may be a million")

    monkeypatch.setattr(Index, "entries", all_ids)
    assert {id_ for id_, _ in index.nearest(vector, 10, {"d.1", "d.2", "nog.1"})} == {"d.1", "d.2"}
    assert index.nearest(vector, 10, {"nog.1", "nog.2"}) == []


def test_words_are_found_inside_longer_words_and_without_accents(index: Index) -> None:
    index.update("d", passages("De jeugdhulpverleners overleggen.", "Eén loket is genoeg.", "Geen van beide."))
    assert [id_ for id_, _ in by_words(index, "hulpverlener", 10)] == ["d.1"]
    assert [id_ for id_, _ in by_words(index, "een loket", 10)] == ["d.2"]
    assert by_words(index, "één", 10) == []
    assert [id_ for id_, _ in by_words(index, "loket overleg", 10, {"d.1"})] == ["d.1"]


def test_the_best_by_their_words_come_first_and_of_very_many_no_others(index: Index) -> None:
    index.update("d", passages(*(f"De wachttijd {'is te lang ' * number}." for number in (3, 1, 2, 1, 5))))
    every = by_words(index, "wachttijd", 10)
    assert [id_ for id_, _ in every] == ["d.2", "d.4", "d.3", "d.1", "d.5"]  # the shortest say most; then by id
    assert by_words(index, "wachttijd", 2) == every[:2]
    asked = index.asked("wachttijd")
    with index._ledger() as ledger:
        assert len(list(Lexicon(ledger).ranked(asked.pieces, 2))) == 2


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=40))
def test_no_text_breaks_the_full_text_query(tmp_path_factory: pytest.TempPathFactory, asked: str) -> None:
    made = Index(tmp_path_factory.mktemp("woorden"), FakeEmbedder())
    by_words(made, asked, 5)
    by_words(made, f'{asked}" OR (NEAR * {asked}', 5)


def test_words_are_compared_as_they_sound() -> None:
    assert (stem("scholen"), stem("brieven"), stem("huizen")) == ("schol", "brief", "huis")
    assert (sounded("School"), sounded("brief"), sounded("huis")) == ("schol", "brief", "huis")
    assert folded("Coördinatie één") == "coordinatie een"
    assert spaced("Art. 3:50 (WMO-vervoer), één") == " art 3 50 wmo ferfoer en "


LIDS = ("Een lid van de raad.", "Solide validatie, geleidelijk.", "De raadsleden, alle leden.")


@pytest.mark.parametrize(
    ("question", "texts", "found"),
    [
        ("lid", LIDS, ["d.1", "d.3"]),
        ("leden", LIDS, ["d.1", "d.3"]),
        ("kinderen", ("Ieder kind telt.", "Een kinderfeest.", "De kin."), ["d.1", "d.2"]),
        ("steden", ("De stad.", "Veel steden.", "Gestadig."), ["d.1", "d.2"]),
        ("wegen", ("De weg is dicht.", "Hij weegt niets.", "Weg met de wegen."), ["d.1", "d.3"]),
        ("vaststellen", ("Het plan is vastgesteld.", "Wij stelden het bij.", "Vaststelling."), ["d.1", "d.3"]),
        ("vastgesteld", ("Wij willen het vaststellen.", "Gesteld."), ["d.1"]),
        ("gezinnen", ("Elk gezin.", "De zin ervan."), ["d.1"]),
        ("wachttijd jeugdhulp", ("De jeugdhulpwachttijd.", "Iets anders."), ["d.1"]),
        ("jeugdhulpwachttijd", ("Wachttijd in de jeugdhulp.", "De jeugdhulp.", "Iets anders."), ["d.1", "d.2"]),
        ("vervoerd", ("Het vervoer.", "Een verweer."), ["d.1"]),
        ("contactprsoon", ("Een vaste contactpersoon.", "Contact."), ["d.1"]),
        ("54", ("Zo'n 54% is tevreden.", "In 1954."), ["d.1"]),
    ],
)  # fmt: skip
def test_a_word_is_found_in_its_other_forms(
    index: Index, question: str, texts: tuple[str, ...], found: list[str]
) -> None:
    index.update("d", passages(*texts))
    assert sorted(id_ for id_, _ in by_words(index, question, 10)) == found


def test_a_word_that_stands_somewhere_is_no_slip_of_another(index: Index) -> None:
    index.update("d", passages("De wachttijd is lang.", "Het wachtgeld is laag.", "Krekelstra."))
    assert index.asked("wachttjd").meant == "wachttijd"
    assert index.asked("Wachtgeld, Krekelstro?").meant == "Wachtgeld, krekelstra?"
    assert index.asked("zwembad").meant == "zwembad"


def test_an_index_that_looks_words_up_in_another_way_is_made_again(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    kb.put(FIRST)
    kb.close()
    monkeypatch.setattr("kb.search.index.rule", lambda: "anders")
    with KnowledgeBase(kb.home, embedder=FakeEmbedder()) as again:
        assert again._index._fact("words") == "anders"
        assert again.search("wachttijden")[0].document.id == "eerste"
        assert not again.check()


def test_an_index_that_cannot_be_made_again_says_so(kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch) -> None:
    kb.put(FIRST)
    monkeypatch.setattr("kb.search.index.rule", lambda: "anders")
    monkeypatch.setattr(KnowledgeBase, "_follow", lambda self: None)
    assert [problem.subject_id for problem in kb.check()] == ["index"]
    with pytest.raises(BrokenIndex, match="reindex"):
        kb.search("wachttijden")
    assert rule() != "anders"


def test_what_is_gone_leaves_no_word_behind(index: Index) -> None:
    index.update("d", passages("Zwembad Krekelstra."))
    index.describe(FIRST.document, FIRST.pages, FIRST.passages)
    index.drop("d")
    index.drop(FIRST.document.id)
    index.close()
    with closing(sqlite3.connect(index._folder / "words.sqlite")) as ledger:
        for table in ("vocabulary", "said", "heads", "entries"):
            assert ledger.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)
    written = (index._folder / "words.sqlite").read_bytes()
    assert b"krekelstra" not in written
    assert b"rek" not in written


# -- what is embedded -------------------------------------------------------------------------------------------------
def test_a_short_passage_is_embedded_with_what_stands_around_it() -> None:
    before, short, after = "Over het vervoer naar school.", "Zie hieronder.", "Het blijft gratis."
    assert windows(passages(before, short, after))[1] == f"{before} {short} {after}"


@given(st.lists(st.text(st.characters(categories=["Ll", "Zs"]), min_size=1, max_size=400), min_size=1, max_size=5))
def test_a_window_holds_the_passage_and_stays_within_its_size(texts: list[str]) -> None:
    for text, window in zip(texts, windows(passages(*texts)), strict=True):
        assert text.strip() in window
        assert len(window) <= max(len(text), WINDOW + 2)


def test_the_neighbours_decide_whether_a_passage_is_embedded_again(index: Index) -> None:
    index.update("d", passages("Over het vervoer.", "Zie hieronder."))
    assert index.update("d", passages("Over de huur.", "Zie hieronder.")) == 2


def test_putting_a_document_embeds_nothing_of_the_others(kb: KnowledgeBase) -> None:
    embedder = kb.embedder
    assert isinstance(embedder, FakeEmbedder)
    kb.put(FIRST)
    embedder.embedded.clear()
    kb.put(SECOND)
    kb.put(replace(SECOND, statements=()))
    assert embedder.embedded == ["Het vervoer naar school blijft gratis."]
