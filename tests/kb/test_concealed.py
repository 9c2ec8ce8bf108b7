"""With residents' data hidden: nothing of them in what is read or exported, everything else as it is, and what people
correct."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kb.concealed import concealed, seen
from kb.errors import BadDecision
from kb.export import FORMATS, export, export_points
from kb.export.point_rows import COLUMNS
from kb.knowledge import KnowledgeBase
from kb.model import (
    Block,
    BlockKind,
    DocumentKind,
    FileReport,
    Filter,
    Ground,
    GroundKind,
    Line,
    Outcome,
    Position,
    Reading,
    Shared,
    Verdict,
)
from tests.kb.builders import answer, answers, letter, promises, recommends, stated
from tests.kb.correcting import AT
from tests.kb.test_versions import WISH, advice

SECRET = (
    "Veenstra", "Karin", "Wouda", "Lindengracht", "8391 XM", "0612345678", "06-12345678", "veenstra@post", "111222333",
)  # fmt: skip
KEPT = ("Hoogland", "Adviesraad Sociaal Domein")
POINT = "Wij adviseren u, wethouder Hoogland, om Karin Veenstra (06-12345678) binnen een week te bellen."
YES = "Dit nemen wij over: mevrouw Veenstra van Lindengracht 203 krijgt bericht."
PROMISE = "Wij bellen de heer T. Wouda, BSN 111222333, voor 1 juli."
HEAD = ("Adviesraad Sociaal Domein", "Aan Karin Veenstra", "k.veenstra@post.example")


def headed(reading: Reading, lines: tuple[str, ...]) -> Reading:
    """The same with a letterhead, which stands in no passage."""
    first, *others = reading.pages
    head = Block(tuple(Line(each) for each in lines), BlockKind.FURNITURE)
    return replace(reading, pages=(replace(first, blocks=(head, *first.blocks)), *others))


ADVICE = headed(
    letter(
        "advies.pdf", recommends("r1", POINT, label="1"), title="Advies over Karin Veenstra",
        kind=DocumentKind.ADVICE, date=date(2025, 3, 14), sender="Adviesraad Sociaal Domein, Waterstad",
        addressee="Karin Veenstra", our_reference="ASD-25-14", subject="de zaak-Veenstra",
    ),
    HEAD,
)  # fmt: skip
REPLY = letter(
    "antwoord.pdf", answers("a1", YES), promises("c1", PROMISE, due=date(2025, 7, 1), actor="de heer Wouda"),
    title="Reactie aan T. Wouda, Lindengracht 203, 8391 XM Waterstad", kind=DocumentKind.RESPONSE_LETTER,
    date=date(2025, 5, 1), sender="T. Wouda",
)  # fmt: skip
ADVICE = replace(ADVICE, document=replace(ADVICE.document, file="advies Karin_Veenstra.pdf"))
REPLY = replace(REPLY, document=replace(REPLY.document, file="antwoord Karin_Veenstra.pdf"))
ADVICE_ID, REPLY_ID = ADVICE.document.id, REPLY.document.id


@pytest.fixture
def filled(kb: KnowledgeBase) -> KnowledgeBase:
    fill(kb)
    return kb


def fill(kb: KnowledgeBase) -> None:
    for reading in (ADVICE, REPLY):
        kb.put(reading)
        said = (f"Bladzijde 1 noemt {'Karin Veenstra' if reading is ADVICE else 'T. Wouda'}.",)
        kb.report(FileReport(reading.document.file, None, AT, Outcome.ADDED, reading.document.id, 1, 0, said))
    grounds = (
        *stated("zelfde woord: Veenstra"), Ground(GroundKind.ABOUT_POINT, words=(Shared("veenstra", 1.1),)),
        Ground(GroundKind.TOLD_IN, title=REPLY.document.title), Ground(GroundKind.VERDICT, quote="T. Wouda belt u."),
    )  # fmt: skip
    kb.put_links([answer("a1", "r1", Position.ADOPTED, grounds=grounds)])
    kb.decide("r1", Verdict.CONFIRMED, by="Bo Vos", reason="Karin Veenstra belde zelf")
    kb.decide("c1", Verdict.CONFIRMED, by="Bo Vos", reason="gezien")


def written(path: Path) -> str:
    """All that stands in a file, in the files packed in it too."""
    if not zipfile.is_zipfile(path):
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as packed:
        return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())


def leaks(text: str) -> list[str]:
    return [word for word in SECRET if word.casefold() in text.casefold()]


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_with_privacy_has_none_of_it(form: str, filled: KnowledgeBase, tmp_path: Path) -> None:
    open_, closed = tmp_path / f"open.{form}", tmp_path / f"dicht.{form}"
    export(filled, form, open_)
    assert leaks(written(open_)), "the test finds what is not hidden"
    export(filled, form, closed, privacy=True)
    assert leaks(written(closed)) == []
    assert "[persoon 1]" in written(closed)
    assert any(name in written(closed) for name in KEPT)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_list_with_privacy_has_none_of_it(form: str, filled: KnowledgeBase, tmp_path: Path) -> None:
    every = {column.key for column in COLUMNS}
    open_, closed = tmp_path / f"open.{form}", tmp_path / f"dicht.{form}"
    export_points(filled, form, open_, ["r1"], every)
    assert "antwoord Karin_Veenstra.pdf" in written(open_)
    export_points(filled, form, closed, ["r1"], every, privacy=True)
    assert leaks(written(closed)) == []
    assert "[persoon 1]" in written(closed)


def test_nothing_that_is_read_has_any_of_it(filled: KnowledgeBase) -> None:
    kb = concealed(filled)
    found = [
        kb.documents(), kb.advices(), kb.commitments(), kb.statements(), kb.links(), kb.reports(), kb.judged(),
        kb.coverage(), kb.proposals(), kb.search("bellen"), kb.search("Karin Veenstra"),
        *(kb.pages(each) + kb.passages(each) + kb.versions(each) for each in (ADVICE_ID, REPLY_ID)),
        kb.trail("r1"), kb.advice(ADVICE_ID), kb.decisions("r1"), kb.statement("c1"),
    ]  # fmt: skip
    assert leaks(repr(found)) == []
    assert repr(found).count("[persoon 1]") > 10


def test_every_statement_is_a_run_of_its_passage(filled: KnowledgeBase) -> None:
    kb = concealed(filled)
    for each in kb.statements():
        assert kb.passage(each.passage_id).text[each.start : each.end] == each.text


def test_a_hidden_name_is_found_and_not_shown(filled: KnowledgeBase) -> None:
    hits = concealed(filled).search("Veenstra")
    assert hits
    assert leaks(repr([(hit.fragment, hit.why, hit.citation) for hit in hits])) == []


def test_what_is_stored_stays_literal(filled: KnowledgeBase) -> None:
    concealed(filled).documents()
    assert filled.statement("r1").text == POINT
    assert not filled.check()


def test_the_setting_hides_and_without_it_nothing_changes(filled: KnowledgeBase) -> None:
    assert seen(filled) is filled
    assert filled.hidden_parts(ADVICE_ID, 1) == ()
    (filled.home / "instellingen.toml").write_text("privacy = true\n", encoding="utf-8")
    assert leaks(repr(seen(filled).statements())) == []
    (filled.home / "instellingen.toml").write_text("privacy = false\n", encoding="utf-8")
    assert POINT in repr(seen(filled).statements())


def test_the_picture_of_a_page_is_covered_where_the_words_stand(filled: KnowledgeBase) -> None:
    parts = concealed(filled).hidden_parts(ADVICE_ID, 1)
    assert {"Karin Veenstra", "06-12345678"} <= {part.line.text[part.start : part.end] for part in parts}


def test_a_filter_by_a_sender_that_is_shown_as_a_label_works(filled: KnowledgeBase) -> None:
    kb = concealed(filled)
    (shown,) = {each.sender for each in kb.documents() if each.id == REPLY_ID}
    assert shown is not None
    assert "Wouda" not in shown
    assert [each.id for each in kb.documents(Filter(senders=(shown,)))] == [REPLY_ID]


def test_a_split_by_the_words_that_are_shown_is_one_of_the_words_that_stand_there(filled: KnowledgeBase) -> None:
    kb = concealed(filled)
    at = kb.statement("r1").text.index("om [persoon")
    kb.split("r1", at, by="Bo Vos")
    assert filled.statement("r1.2").text == POINT[POINT.index("om Karin") :]


# -- what people correct ----------------------------------------------------------------------------------------------
def test_a_correction_counts_and_names_who_made_it(filled: KnowledgeBase) -> None:
    filled.correct(ADVICE_ID, "Karin Veenstra", hide=False, by=" Bo Vos ")
    filled.correct(ADVICE_ID, "binnen een week", hide=True, by="Bo Vos")
    text = concealed(filled).statement("r1").text
    assert "Karin Veenstra" in text
    assert "binnen een week" not in text
    said = {one.label: one.correction for one in filled.hidden(ADVICE_ID) if one.correction}
    assert {label: (made.by, made.hide) for label, made in said.items()} == {
        "[persoon 1]": ("Bo Vos", False), "[verborgen 1]": ("Bo Vos", True),
    }  # fmt: skip
    assert not filled.check()


@pytest.mark.parametrize(
    ("words", "hide", "by"), [("nergens", True, "Bo"), ("wethouder", False, "Bo"), ("Karin", True, " ")]
)
def test_a_correction_about_nothing_or_by_nobody_is_refused(
    words: str, hide: bool, by: str, filled: KnowledgeBase
) -> None:
    with pytest.raises(BadDecision):
        filled.correct(ADVICE_ID, words, hide=hide, by=by)


def test_a_correction_stays_with_the_newer_version_and_is_forgotten_with_the_last(kb: KnowledgeBase) -> None:
    kb.put(advice("een.pdf"))
    kb.correct("een", WISH.split()[-2], hide=True, by="Bo Vos")
    assert kb.put(advice("twee.pdf", ids="n")).replaces == "een"
    assert "[verborgen 1]" in concealed(kb).statement("nr1").text
    kb.forget("een")
    assert "[verborgen 1]" in concealed(kb).statement("nr1").text
    kb.forget("twee")
    assert kb._store.corrections(["een", "twee"]) == ()


def test_a_correction_is_in_the_backup(filled: KnowledgeBase, tmp_path: Path) -> None:
    filled.correct(ADVICE_ID, "binnen een week", hide=True, by="Bo Vos")
    filled.backup(tmp_path / "kopie")
    with KnowledgeBase(tmp_path / "kopie", embedder=filled.embedder) as copy:
        assert [one.text for one in copy._store.corrections([ADVICE_ID])] == ["binnen een week"]
