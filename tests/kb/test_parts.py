"""Parts of one file in the knowledge base: one original, pages of the file, decisions that go over, nothing left."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pymupdf
import pytest
from sqlalchemy import Column, MetaData, Table, insert, select

from ingest.pipeline import add, split
from ingest.work.cutting import Splitting
from kb import KnowledgeBase
from kb.concealed import concealed
from kb.errors import BadCut, BadDecision, NotFound
from kb.model import (
    CommitmentStatus,
    Cuts,
    Document,
    FileReport,
    Outcome,
    PageRange,
    Proof,
    Statement,
    StatementKind,
    Verdict,
)
from kb.page_image import page_image
from kb.store import Store, tables
from kb.store.database import engine, migrate
from kb.store.mapping import seal
from tests.bundles import ADVICE, ANSWER, bundle_in, pdf, three_letters
from tests.works import opened, reading_here

SHA256 = hashlib.sha256(three_letters()).hexdigest()
ACCEPT = Splitting(Cuts(accept=True))


def at(*pages: int, lose_decisions: bool = False) -> Splitting:
    return Splitting(Cuts(before=pages), lose_decisions)


@pytest.fixture(scope="module", autouse=True)
def _here() -> Iterator[None]:
    with reading_here():
        yield


@pytest.fixture
def kb(home: Path, tmp_path: Path) -> Iterator[KnowledgeBase]:
    """The bundle, added as it is."""
    with opened(home) as kb:
        add(kb, [bundle_in(tmp_path)])
        yield kb


def whole(kb: KnowledgeBase) -> Document:
    """The bundle as one document."""
    (document,) = parts(kb)
    return document


def parts(kb: KnowledgeBase) -> tuple[Document, ...]:
    """The documents of the bundle, in the order of their pages."""
    return kb.of_file(SHA256)


def said(kb: KnowledgeBase, words: str) -> Statement:
    return next(one for one in kb.statements() if words in one.text)


def outcomes(reports: tuple[FileReport, ...]) -> list[Outcome]:
    return [report.outcome for report in reports]


# -- what a part is ---------------------------------------------------------------------------------------------------
def test_parts_have_their_pages_of_the_file_and_one_original(kb: KnowledgeBase) -> None:
    split(kb, whole(kb), ACCEPT)
    advice, answer, audit = parts(kb)
    assert [one.part for one in (advice, answer, audit)] == [PageRange(1, 2, 5), PageRange(3, 3, 5), PageRange(4, 5, 5)]
    assert (answer.our_reference, answer.answers[0]) == ("Z25-0481", "ASD-2025-03")
    assert [page.number for page in kb.pages(audit.id)] == [4, 5]
    assert {box.page for passage in kb.passages(answer.id) for box in passage.boxes} == {3}
    assert len({kb.original(one.id) for one in (advice, answer, audit)}) == 1
    assert kb.check() == ()


def test_the_picture_of_a_part_is_that_page_of_the_file(kb: KnowledgeBase) -> None:
    split(kb, whole(kb), ACCEPT)
    audit = parts(kb)[2]
    point = said(kb, "elk kwartaal")
    passage = kb.passage(point.passage_id)
    (box,) = passage.boxes_of(point.start, point.end)
    picture = page_image(kb.original(audit.id), box.page)
    assert picture == page_image(kb.original(audit.id), 5)
    with pymupdf.open(kb.original(audit.id)) as file:
        assert box.bbox is not None
        words = file[box.page - 1].get_textbox((box.bbox.x0, box.bbox.y0, box.bbox.x1, box.bbox.y1))
    assert "elk kwartaal" in words


def test_the_same_cut_gives_the_same_codes(kb: KnowledgeBase, tmp_path: Path) -> None:
    split(kb, whole(kb), ACCEPT)
    with opened(tmp_path / "ander") as other:
        add(other, [bundle_in(tmp_path)], splitting=at(3, 4))
        assert [one.id for one in parts(other)] == [one.id for one in parts(kb)]
        assert {one.id for one in other.statements()} == {one.id for one in kb.statements()}


def test_a_proof_names_a_page_that_the_part_has(kb: KnowledgeBase) -> None:
    split(kb, whole(kb), ACCEPT)
    subject, audit = said(kb, "vast telefoonnummer").id, parts(kb)[2]
    with pytest.raises(BadDecision, match="geen bladzijde 2; de eerste is 4, de laatste is 5"):
        kb.decide(subject, Verdict.CONFIRMED, by="Ans", proof=Proof(audit.id, date(2025, 6, 3), page=2))


# -- decisions --------------------------------------------------------------------------------------------------------
def test_decisions_go_over_to_the_part_with_their_words_and_back(kb: KnowledgeBase) -> None:
    adopted = said(kb, "in alle kernen")
    kb.decide(adopted.id, Verdict.CONFIRMED, by="Ans")
    kb.decide(said(kb, "elk kwartaal").id, Verdict.REJECTED, by="Ans", reason="geen aanbeveling")
    split(kb, whole(kb), ACCEPT)
    first, second = kb.judged()
    assert [kb.statement(str(one.subject_id)).document_id for one in (first, second)] == [
        parts(kb)[0].id,
        parts(kb)[2].id,
    ]
    assert kb.loose_decisions() == ()
    split(kb, parts(kb)[1], at())
    assert kb.judged()[0].subject_id == adopted.id
    assert kb.loose_decisions() == ()
    assert kb.check() == ()


def test_nothing_is_split_when_a_decision_would_be_lost(kb: KnowledgeBase, tmp_path: Path) -> None:
    long = ADVICE.replace(
        "De adviesraad adviseert het college om boodschappenhulp aan te bieden in alle kernen.\n\f\n",
        "De adviesraad adviseert het college om boodschappenhulp\n\f\naan te bieden in alle kernen van Heidemeer.\n\n",
    ).replace("ASD-2025-03", "ASD-2025-04")
    add(kb, [bundle_in(tmp_path, pdf(long), "lang.pdf")])
    document = next(one for one in kb.documents() if one.file == "lang.pdf")
    point = next(one for one in kb.statements() if one.document_id == document.id and "alle kernen" in one.text)
    kb.decide(point.id, Verdict.CONFIRMED, by="Ans")
    before = kb.documents()
    (report,) = split(kb, document, at(2))
    assert report.outcome is Outcome.FAILED
    assert "1 besluit hoort bij woorden die na het splitsen anders worden gelezen" in report.messages[0]
    assert kb.documents() == before
    assert [one for one in kb.reports() if one.outcome is Outcome.FAILED] == [], "no file failed"
    assert outcomes(split(kb, document, at(2, lose_decisions=True))) == [Outcome.ADDED] * 2
    assert kb.decisions() == ()
    assert kb.check() == ()


def test_a_proof_stays_on_its_page(kb: KnowledgeBase) -> None:
    point = said(kb, "elk kwartaal")
    kb.decide(point.id, Verdict.CORRECTED, value=str(StatementKind.COMMITMENT), by="Ans", reason="het is een belofte")
    there = whole(kb)
    assert there.date
    kb.decide(
        point.id, Verdict.CORRECTED, value=str(CommitmentStatus.DONE), by="Ans", reason="gedaan",
        proof=Proof(there.id, there.date, page=3),
    )  # fmt: skip
    split(kb, there, ACCEPT)
    proof = kb.decisions()[-1].proof
    assert proof is not None
    assert (proof.document_id, proof.page) == (parts(kb)[1].id, 3)


# -- what hangs on it -------------------------------------------------------------------------------------------------
def test_a_letter_that_was_loaded_already_has_a_newer_version_in_the_bundle(home: Path, tmp_path: Path) -> None:
    with opened(home) as kb:
        add(kb, [bundle_in(tmp_path, pdf(ANSWER), "los.pdf")])
        (loose,) = kb.documents()
        add(kb, [bundle_in(tmp_path)], splitting=ACCEPT)
        assert parts(kb)[1].replaces == loose.id
        (report,) = split(kb, parts(kb)[0], at(2))
        assert "Van ingekomen_stukken.pdf staat nog een versie in de kennisbank" in report.messages[0]


def test_what_came_with_a_mail_is_its_parts(kb: KnowledgeBase, tmp_path: Path) -> None:
    mail = (
        b"From: griffie@heidemeer.example\r\nTo: raad@heidemeer.example\r\nDate: Fri, 20 Jun 2025 10:00:00 +0200\r\n"
        b"Subject: Ingekomen stukken\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=deel\r\n\r\n"
        b"--deel\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHierbij de ingekomen stukken van deze maand.\r\n"
        b"--deel\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
        b"Content-Disposition: attachment; filename=stukken.pdf\r\n\r\n"
    )
    path = tmp_path / "mail.eml"
    path.write_bytes(mail + base64.encodebytes(three_letters()) + b"\r\n--deel--\r\n")
    add(kb, [path])
    letter = next(one for one in kb.documents() if one.file == "mail.eml")
    assert letter.attachments == (whole(kb).id,)
    split(kb, whole(kb), ACCEPT)
    assert kb.document(letter.id).attachments == tuple(one.id for one in parts(kb))
    kb.forget(letter.id)
    add(kb, [path], splitting=ACCEPT)
    assert kb.document(letter.id).attachments == tuple(one.id for one in parts(kb))


def test_forgetting_a_part_leaves_no_word_of_it_and_the_file_until_the_last(kb: KnowledgeBase) -> None:
    split(kb, whole(kb), ACCEPT)
    advice, answer, audit = parts(kb)
    kb.forget(advice.id)
    assert parts(kb) == (answer, audit)
    assert [one.document_id for one in kb.reports()] == [answer.id, audit.id]
    assert not any("in alle kernen" in hit.passage.text and hit.document == advice for hit in kb.search("alle kernen"))
    assert kb.check() == ()
    with pytest.raises(BadCut, match="bladzijden verwijderd"):
        split(kb, answer, at(2))
    original = kb.original(answer.id)
    kb.forget(answer.id)
    assert original.is_file()
    kb.forget(audit.id)
    assert not original.exists()
    with pytest.raises(NotFound):
        kb.document(audit.id)


def test_a_proposal_goes_with_its_document_and_a_refusal_stays(kb: KnowledgeBase, tmp_path: Path) -> None:
    document = whole(kb)
    assert [part.first for part in kb.bundles()[document.id]] == [1, 3, 4]
    kb.keep_whole(document.id)
    assert kb.bundles() == {}
    with pytest.raises(NotFound, match="voorstel om te splitsen"):
        kb.keep_whole("d000000000000")
    kb.forget(document.id)
    add(kb, [bundle_in(tmp_path)])
    assert list(kb.bundles()) == [document.id], "what is forgotten is forgotten"


# -- the store --------------------------------------------------------------------------------------------------------
def test_an_older_store_keeps_all_its_rows_and_is_not_told_to_be_changed(empty: str) -> None:
    made = engine(empty)
    migrate(made, "0001")
    row = {
        "id": "d1", "file": "brief.pdf", "sha256": "0" * 64, "title": "Brief", "kind": "advies", "sender": None,
        "addressee": None, "date": date(2025, 2, 5), "our_reference": None, "your_reference": None, "subject": None,
        "answers": ["ASD-1"], "signatories": [], "enclosures": [], "attachments": [], "paged": True, "page_count": 1,
        "added": "2025-02-06T10:00:00+00:00", "replaces": None,
        "contents": {"pages": 1, "passages": 0, "statements": 0},
    }  # fmt: skip
    changed = {**row, "id": "d2", "sha256": "1" * 64}
    page = {"id": "d1/1", "document_id": "d1", "number": 1, "width": 595.0, "height": 842.0, "source": "none",
            "known": None, "turn": 0, "blocks": []}  # fmt: skip
    old = tables.documents
    with made.begin() as connection:
        columns = [column for column in old.columns if column.name != "part"]
        before = Table("documents", MetaData(), *(Column(c.name, c.type) for c in columns))
        connection.execute(insert(before), [{**row, "seal": seal(row)}, {**changed, "seal": "broken"}])
        connection.execute(insert(tables.pages), {**page, "seal": seal(page)})
    migrate(made)
    with made.connect() as connection:
        assert connection.execute(select(tables.pages.c.id)).scalars().all() == ["d1/1"]
        if connection.dialect.name == "sqlite":
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1
            assert connection.exec_driver_sql("PRAGMA foreign_key_check").all() == []
    made.dispose()
    store = Store(empty)
    assert store.document("d1").part is None
    assert list(store.broken_seals()) == [("documents", "d2")]
    store.close()


def test_what_a_person_wants_hidden_stays_hidden_in_the_parts(kb: KnowledgeBase) -> None:
    kb.correct(whole(kb).id, "boodschappenhulp", hide=True, by="Ans")
    split(kb, whole(kb), ACCEPT)
    shown = concealed(kb)
    advice, answer, _ = parts(kb)
    for part in (advice, answer):
        assert any("boodschappenhulp" in passage.text for passage in kb.passages(part.id))
        assert not any("boodschappenhulp" in passage.text for passage in shown.passages(part.id))
    assert not any("boodschappenhulp" in one.title for one in shown.of_file(SHA256))


def test_a_proposal_shows_no_hidden_words(kb: KnowledgeBase) -> None:
    kb.correct(whole(kb).id, "boodschappenhulp", hide=True, by="Ans")
    assert any("boodschappenhulp" in part.title for parts_ in kb.bundles().values() for part in parts_)
    assert not any("boodschappenhulp" in part.title for parts_ in concealed(kb).bundles().values() for part in parts_)
