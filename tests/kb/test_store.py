"""What is put in comes out, once, in one piece, and is gone when it is forgotten."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kb.errors import Busy, NewerStore, NotFound
from kb.export.as_json import content
from kb.knowledge import KnowledgeBase
from kb.model import (
    BBox,
    Block,
    BlockKind,
    Document,
    DocumentKind,
    FileReport,
    Filter,
    Keys,
    Line,
    Linked,
    Outcome,
    Page,
    PageSource,
    Passage,
    Position,
    Relation,
    TextBox,
    Verdict,
    keys,
)
from kb.search.windows import windows
from kb.store import mapping as rows
from kb.store import tables
from kb.store.database import MIGRATIONS, engine, migrate
from kb.temporary import temporary
from tests.kb.builders import FakeEmbedder, answer, answers, letter, link, promises, recommends

ADVICE = letter(
    "advies.pdf",
    "Geacht college,",
    recommends("r1", "Wij adviseren u de wachttijden\nelk kwartaal te publiceren.", label="1", due=date(2024, 7, 1)),
    recommends("r2", "Betrek bewoners bij het plan.", label="2", parent_id="r1", soft=True),
    date=date(2024, 3, 14),
    kind=DocumentKind.ADVICE,
    sender="Adviesraad Sociaal Domein",
    addressee="College van burgemeester en wethouders",
    our_reference="ASD-2024-03",
    answers=("2024-01-02", "Z/24/17"),
)
REPLY = letter(
    "antwoord.pdf",
    answers("a1", "Wij publiceren de wachttijden voortaan."),
    promises("c1", "Wij sturen u voor 1 juli een plan."),
    date=date(2024, 5, 1),
    kind=DocumentKind.RESPONSE_LETTER,
)


def test_a_document_comes_out_as_it_went_in(kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    found = kb.document("advies")
    assert replace(found, added=None) == ADVICE.document
    assert kb.pages("advies") == ADVICE.pages
    assert kb.passages("advies") == ADVICE.passages
    assert kb.statements() == ADVICE.statements
    assert kb.original("advies").read_bytes() == ADVICE.original
    assert kb.find(ADVICE.document.sha256) == found


def test_who_signs_and_what_is_enclosed_are_kept(kb: KnowledgeBase) -> None:
    signed = replace(ADVICE.document, signatories=("J. Kramer, voorzitter",), enclosures=("Verslag", "Cijfers"))
    kb.put(replace(ADVICE, document=signed))
    assert replace(kb.document("advies"), added=None) == signed
    (exported,) = content(kb, Filter())["documents"]
    assert (exported["signatories"], exported["enclosures"]) == (signed.signatories, signed.enclosures)


def test_what_is_not_there_is_said_in_dutch(kb: KnowledgeBase) -> None:
    assert kb.find("0" * 64) is None
    for look_up in (kb.document, kb.pages, kb.passages, kb.passage, kb.statement, kb.forget, kb.original):
        with pytest.raises(NotFound, match="Er is geen"):
            look_up("bestaat-niet")


def test_putting_the_same_document_again_changes_nothing_but_the_revision(kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    first = kb.document("advies")
    kb.put(ADVICE)
    assert kb.documents() == (first,)
    assert kb.statements() == ADVICE.statements
    assert not kb.check()


def test_a_new_reading_replaces_the_old_one(kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    kb.put(REPLY)
    kb.put_links([answer("a1", "r1", Position.ADOPTED), answer("a1", "r2", Position.PARTLY)])
    better = letter("advies.pdf", "Geacht college,", recommends("r1", "Wij adviseren u te publiceren."))
    kb.put(replace(better, document=ADVICE.document, original=ADVICE.original))
    assert [statement.id for statement in kb.statements(Filter(document_ids=("advies",)))] == ["r1"]
    assert [one.target_id for one in kb.links()] == ["r1"], "a link stays as far as both its ends stay"


def test_every_change_moves_the_revision_and_looking_does_not(kb: KnowledgeBase) -> None:
    seen = [kb.revision]

    def moved() -> bool:
        seen.append(kb.revision)
        return seen[-1] > seen[-2]

    kb.put(ADVICE)
    assert moved()
    kb.put(REPLY)
    assert moved()
    kb.put_links([answer("a1", "r1")])
    assert moved()
    kb.put_links([answer("a1", "r1")])
    assert not moved(), "the same links are no change"
    kb.decide("r1", Verdict.CONFIRMED, by="Ans")
    assert moved()
    kb.report(FileReport("stuk.pdf", None, datetime.now(UTC), Outcome.FAILED, messages=("Onleesbaar.",)))
    assert moved()
    kb.advices(), kb.search("wachttijden"), kb.check()
    assert not moved()
    kb.forget("advies")
    assert moved()


def test_links_are_known_to_be_made_until_a_document_comes_or_one_that_was_looked_at_goes(kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    assert not kb.linked
    kb.put_links([])
    assert kb.linked
    kb.put(REPLY)
    assert not kb.linked
    kb.put_links([])
    seeks, sees = (Keys(day, keys("kenmerk", ["Z25-041"])) for day in (20, 10))
    kb.offer({"advies": sees}, [], kb.marks)
    assert kb.linked, "nobody looks for it"
    kb.put_linked([Linked("reactie", seeks=seeks)], kb.marks)
    assert kb.linked
    kb.forget("advies")
    assert set(kb.unlinked()) == {"reactie"}


def test_forgetting_leaves_no_trace(kb: KnowledgeBase) -> None:
    secret = letter("geheim.pdf", recommends("s1", "Mevrouw Krekelmolen woont in huis qxj."))
    kb.put(ADVICE)
    kb.put(REPLY)
    kb.put(secret)
    kb.put_links([answer("a1", "s1"), answer("a1", "r1")])
    kb.decide("s1", Verdict.CONFIRMED, by="Ans", reason="Krekelmolen bevestigt het")
    kb.decide(answer("a1", "s1").id, Verdict.REJECTED, by="Ans", reason="Krekelmolen bedoelt iets anders")
    kb.report(FileReport("geheim.pdf", secret.document.sha256, datetime.now(UTC), Outcome.ADDED, "geheim"))
    original = kb.original("geheim")
    assert kb.search("Krekelmolen")[0].document.id == "geheim"

    kb.forget("geheim")

    assert not original.exists()
    assert [one.target_id for one in kb.links()] == ["r1"]
    assert (kb.decisions(), kb.reports()) == ((), ())
    assert all(hit.document.id != "geheim" for hit in kb.search("Krekelmolen qxj"))
    assert not kb.check()
    files = {path: path.read_bytes().lower() for path in kb.home.rglob("*") if path.is_file()}
    assert [path for path, data in files.items() if b"krekelmolen" in data or b"qxj" in data] == []


def test_documents_can_be_filtered(kb: KnowledgeBase) -> None:
    undated = letter("kladje.txt", "Een kladje zonder datum.")
    for reading in (ADVICE, REPLY, undated):
        kb.put(reading)

    def left(**where: object) -> list[str]:
        return [document.id for document in kb.documents(Filter(**where))]  # type: ignore[arg-type]

    assert left() == ["advies", "antwoord", "kladje"]
    assert left(document_kinds=(DocumentKind.ADVICE,)) == ["advies"]
    assert left(senders=("Adviesraad Sociaal Domein",)) == ["advies"]
    assert left(since=date(2024, 5, 1)) == ["antwoord"]
    assert left(until=date(2024, 3, 14)) == ["advies"]
    assert left(document_ids=("kladje", "advies")) == ["advies", "kladje"]


def test_a_link_that_a_person_confirmed_stays_when_the_machine_no_longer_proposes_it(kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    kb.put(REPLY)
    confirmed, rejected, silent = answer("a1", "r1"), answer("a1", "r2"), link("c1", Relation.SUPPLEMENTS, "r2")
    kb.put_links([confirmed, rejected, silent])
    kb.decide(confirmed.id, Verdict.CONFIRMED, by="Ans")
    kb.decide(rejected.id, Verdict.REJECTED, by="Ans")
    kb.put_links([])
    (kept,) = kb.links()
    assert (kept.id, kept.found_by) == (confirmed.id, "met de hand, Ans"), "now it is the person's"


def test_only_the_last_report_of_a_file_is_kept(kb: KnowledgeBase) -> None:
    moment = datetime(2026, 11, 1, 12, tzinfo=UTC)
    kb.report(FileReport("advies.pdf", None, moment, Outcome.FAILED, messages=("Het bestand is beschadigd.",)))
    assert [report.file for report in kb.coverage().failed] == ["advies.pdf"]
    kb.put(ADVICE)
    added = FileReport(
        "advies.pdf", ADVICE.document.sha256, moment, Outcome.ADDED, "advies", 1, 0, ("Eén waarschuwing.",)
    )
    kb.report(added)
    kb.report(replace(added, outcome=Outcome.UNCHANGED, messages=()))
    assert kb.reports() == (added,), "a second look at an unchanged file does not wipe the warnings of the first"
    assert kb.coverage().failed == ()


def test_coverage_counts_what_is_loaded(kb: KnowledgeBase) -> None:
    blank = Page(2, 595, 842, (), PageSource.NONE)
    kb.put(replace(ADVICE, pages=(*ADVICE.pages, blank)))
    kb.put(REPLY)
    coverage = kb.coverage()
    assert (coverage.documents, coverage.pages, coverage.pages_without_text) == (2, 3, 1)
    assert (coverage.first, coverage.last) == (date(2024, 3, 14), date(2024, 5, 1))
    assert dict(coverage.by_kind) == {DocumentKind.ADVICE: 1, DocumentKind.RESPONSE_LETTER: 1}


def test_a_second_writer_waits_and_then_hears_that_the_base_is_busy(
    kb: KnowledgeBase, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.knowledge.PATIENCE", 0.05)
    with KnowledgeBase(kb.home, embedder=FakeEmbedder()) as other, kb._writing():
        with pytest.raises(Busy, match="Een ander programma schrijft"):
            other.put(ADVICE)
        assert other.documents() == (), "reading needs no lock"


def test_a_newer_store_is_refused(kb: KnowledgeBase) -> None:
    with kb._store._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    kb.close()
    with pytest.raises(NewerStore, match="nieuwere versie"):
        KnowledgeBase(kb.home, embedder=FakeEmbedder())


def test_the_migrations_make_the_tables_that_the_code_expects(empty: str) -> None:
    made = engine(empty)
    migrate(made)
    with made.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), tables.metadata) == []
    assert ScriptDirectory(str(MIGRATIONS)).get_heads() == [tables.SCHEMA]
    made.dispose()


text = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
number = st.floats(0, 800, allow_nan=False)
box = st.builds(lambda x, y, w, h: BBox(x, y, x + w, y + h), number, number, number, number)


@given(text, st.none() | box, st.none() | st.integers(1, 6), st.none() | text, st.none() | st.floats(0, 1))
def test_a_page_survives_its_row(
    words: str, bbox: BBox | None, level: int | None, label: str | None, sure: float | None
) -> None:
    marks = (sure,) * len(words.split()) if sure is not None else ()
    block = Block((Line(words, bbox, marks), Line("", None)), BlockKind.LIST_ITEM, level, label)
    page = Page(3, 595.5, 842.0, (block,), PageSource.OCR)
    assert rows.page_of(rows.page_row("d", page)) == page
    whole = replace(page, blocks=(block, Block((), BlockKind.FURNITURE), block))
    assert rows.how_read_of(rows.page_row("d", whole)) == whole.how_read


@given(st.lists(text.filter(bool), max_size=5), st.none() | box)
def test_a_passage_survives_its_row(words: list[str], bbox: BBox | None) -> None:
    joined, boxes = "", []
    for each in words:
        boxes.append(TextBox(len(joined), len(joined) + len(each), 1, bbox))
        joined += each + " "
    passage = Passage("d.1", "d", 1, joined, tuple(boxes), ("Kop", "Tussenkop"), BlockKind.TABLE_ROW, None, "a")
    assert rows.passage_of(rows.passage_row(passage)) == passage


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 3)), max_size=6), st.data())
def test_the_page_of_a_quote_is_told_by_its_place(sizes: list[tuple[int, int]], data: st.DataObject) -> None:
    joined, boxes = "", []
    for size, page in sizes:
        boxes.append(TextBox(len(joined), len(joined) + size, page))
        joined += "x" * size + " "
    passage = Passage("d.1", "d", 7, joined, tuple(boxes))
    start = data.draw(st.sampled_from([at for box in boxes for at in range(box.start, box.end)] or [0]))
    end = data.draw(st.integers(start + 1, len(joined) + 1))
    assert passage.place.page_of(start, end) == passage.page_of(start, end)
    assert passage.place.number == 7


@given(text, text, st.none() | text, st.none() | st.dates(), st.lists(text, max_size=3).map(tuple))
def test_a_document_survives_its_row(
    file: str, title: str, sender: str | None, when: date | None, answered: tuple[str, ...]
) -> None:
    document = Document("d", file, "0" * 64, title, DocumentKind.MOTION, sender, date=when, answers=answered)
    assert rows.document_of({**rows.document_row(document, {}), "seal": "x"}) == document


def test_forgetting_leaves_no_vectors_and_keeps_those_of_the_others(at_once: None, kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    kb.put(REPLY)
    gone, kept = _vector_bytes(kb, "advies"), _vectors(kb, "antwoord")
    assert _holding(kb.home, gone), "the test finds vectors that are there"
    kb.forget("advies")
    assert _holding(kb.home, gone) == []
    assert _unused_is_empty(kb)
    assert np.allclose(_vectors(kb, "antwoord"), kept, atol=1e-6)
    assert not kb.check()
    assert {hit.document.id for hit in kb.search("loket")} <= {"antwoord"}
    assert _unused_is_empty(kb), "also after the first question, at which Chroma writes its graph anew"
    kb.close()
    assert _holding(kb.home, gone) == []


def test_what_a_kill_left_of_a_forgotten_document_goes_at_the_next_opening(at_once: None, kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    kb.put(REPLY)
    gone = _vector_bytes(kb, "advies")
    kb._store.forget("advies", lambda decision: None)  # and no further
    kb._index.drop("advies")
    kb._originals.take(ADVICE.document)
    kb.close()
    assert _holding(kb.home, gone)
    with KnowledgeBase(kb.home, embedder=FakeEmbedder()) as again:
        assert _holding(again.home, gone) == []
        assert not again.check()


def _unused_is_empty(kb: KnowledgeBase) -> bool:
    """Whether the graph holds nothing that lay in memory: so few vectors as here are in its queue alone."""
    graphs = list(kb.home.glob("index/vectors*/*/data_level0.bin"))
    assert graphs
    return not any(any(graph.read_bytes()) for graph in graphs)


def _vectors(kb: KnowledgeBase, document_id: str) -> NDArray[np.float32]:
    """As Chroma holds them."""
    with kb._index._collection() as collection:
        ids = [passage.id for passage in kb.passages(document_id)]
        found = collection.get(ids=ids, include=["embeddings"])
    order = [found["ids"].index(id_) for id_ in ids]
    return np.asarray(found["embeddings"], np.float32)[order]


def _vector_bytes(kb: KnowledgeBase, document_id: str) -> list[bytes]:
    """As Chroma holds them and as they were made, as float32 with the lowest byte first."""
    made = kb.embedder.passages(windows(kb.passages(document_id)))
    return [np.asarray(vector, "<f4").tobytes() for vector in (*_vectors(kb, document_id), *made)]


def _holding(home: Path, vectors: list[bytes]) -> list[Path]:
    """The files in which one of these vectors stands."""
    files = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    return [path for path, data in files.items() if any(vector in data for vector in vectors)]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no permission bits")
def test_only_its_owner_can_enter_a_new_knowledge_base(kb: KnowledgeBase) -> None:
    assert kb.home.stat().st_mode & 0o777 == 0o700


def test_uploads_stay_in_the_knowledge_base_and_those_of_a_killed_process_are_swept(kb: KnowledgeBase) -> None:
    with temporary(kb.home) as folder:
        assert kb.home in folder.parents
        left = folder.parent / "999999999-abc"
        left.mkdir()
        (left / "brief.txt").write_text("geheim")
        KnowledgeBase(kb.home, embedder=FakeEmbedder()).close()
        assert not left.exists()
        assert folder.exists(), "that of a running process stays"
    assert not folder.exists()
