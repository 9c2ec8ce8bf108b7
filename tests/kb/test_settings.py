"""Where things live, what a clerk may write in the two files, and how things are written in Dutch."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kb import labels
from kb.errors import BadSettings
from kb.knowledge import KnowledgeBase
from kb.model import Document, DocumentKind, Relation, StatementKind
from kb.settings import Settings, home_folder, settings
from kb.trails.deadlines import Term, Terms, terms
from tests.kb.builders import FakeEmbedder


def test_the_folder_is_the_given_one_else_the_environment_else_the_users_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("ADVIESSPOOR_HOME", str(tmp_path / "omgeving"))
    assert home_folder(tmp_path / "gegeven") == tmp_path / "gegeven"
    assert home_folder() == tmp_path / "omgeving"
    monkeypatch.delenv("ADVIESSPOOR_HOME")
    assert home_folder().name == "adviesspoor"


def test_without_a_file_everything_has_its_default(tmp_path: Path) -> None:
    assert settings(tmp_path) == Settings()


def test_settings_are_read_from_the_folder(tmp_path: Path) -> None:
    (tmp_path / "instellingen.toml").write_text('embedder = "modellen/nl"\nquery_prefix = "query: "\n', "utf-8")
    assert settings(tmp_path) == Settings(embedder="modellen/nl", query_prefix="query: ")


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("embeder = 'x'", '"embeder" is geen instelling'),
        ("embedder = 3", "tussen aanhalingstekens"),
        ("embedder = \n", "regel 1"),
    ],
)
def test_a_bad_setting_is_said_in_one_sentence(tmp_path: Path, written: str, complaint: str) -> None:
    (tmp_path / "instellingen.toml").write_text(written, "utf-8")
    with pytest.raises(BadSettings, match=complaint):
        KnowledgeBase(tmp_path, embedder=FakeEmbedder())


def test_the_database_can_be_elsewhere(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'elders.sqlite'}"
    with KnowledgeBase(tmp_path / "thuis", embedder=FakeEmbedder(), url=url) as kb:
        assert kb.documents() == ()
    assert (tmp_path / "elders.sqlite").exists()
    assert not (tmp_path / "thuis" / "store.sqlite").exists()


# -- terms ------------------------------------------------------------------------------------------------------------
TERMS = """
[[termijn]]
afzender = "Adviesraad Jeugd*"
weken = 4

[[termijn]]
afzender = "adviesraad*"
soort = "advies"
weken = 8
vanaf = "dagtekening"
bron = "Verordening adviesraad, art. 7"
"""


def due(document: Document, given: tuple[Term, ...]) -> date | None:
    return Terms(given, {document.id: document})(document.id)


def written_by(sender: str | None, kind: DocumentKind = DocumentKind.ADVICE) -> Document:
    return Document("d", "d.pdf", "0" * 64, "Advies", kind, sender, date=date(2024, 3, 1))


def test_a_term_holds_for_a_body_and_a_kind_of_document(tmp_path: Path) -> None:
    (tmp_path / "termijnen.toml").write_text(TERMS, "utf-8")
    given = terms(tmp_path)
    assert due(written_by("Adviesraad Sociaal Domein"), given) == date(2024, 4, 26)
    assert due(written_by("Adviesraad Jeugd Waterstad"), given) == date(2024, 3, 29), "the first that holds counts"
    assert due(written_by("Rekenkamer"), given) is None
    assert due(written_by(None), given) is None
    assert due(written_by("Adviesraad Sociaal Domein", DocumentKind.MOTION), given) is None


def test_without_a_date_or_a_file_there_is_no_term(tmp_path: Path) -> None:
    assert terms(tmp_path) == ()
    (tmp_path / "termijnen.toml").write_text(TERMS, "utf-8")
    undated = Document("d", "d.pdf", "0" * 64, "Advies", DocumentKind.ADVICE, "Adviesraad")
    assert due(undated, terms(tmp_path)) is None


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("[[termijn]]\nafzender = 'A'\nweken = 'acht'", '"weken" moet een heel getal zijn'),
        ("[[termijn]]\nafzender = 'A'\nweken = true", '"weken" moet een heel getal zijn'),
        ("[[termijn]]\nafzender = 'A'\nweken = -1", '"weken" moet 1 of meer zijn'),
        ("[[termijn]]\nafzender = 'A'", '"weken" ontbreekt'),
        ("[[termijn]]\nweken = 8", '"afzender" ontbreekt'),
        ("[[termijn]]\nafzender = 'A'\nweken = 8\nsoort = 'brief'", 'soort "brief" bestaat niet'),
        ("[[termijn]]\nafzender = 'A'\nweken = 8\nvanaf = 'gisteren'", 'vanaf "gisteren" kan niet'),
        ("[[termijn]]\nafzender = 'A'\nweken = 8\ndagen = 3", '"dagen" is onbekend'),
        ("[termijn]\nafzender = 'A'\nweken = 8", r"begint met een regel \[\[termijn\]\]"),
        ("[[termijnen]]\nafzender = 'A'\nweken = 8", r"begint met een regel \[\[termijn\]\]"),
        ("[[termijn]]\nafzender = \nweken = 8", "regel 2"),
    ],
)
def test_a_bad_term_is_said_with_its_place(tmp_path: Path, written: str, complaint: str) -> None:
    (tmp_path / "termijnen.toml").write_text(written, "utf-8")
    with pytest.raises(BadSettings, match=complaint) as caught:
        terms(tmp_path)
    assert str(caught.value).count("\n") == 0


# -- labels -----------------------------------------------------------------------------------------------------------
def test_dates_and_numbers_are_written_in_dutch() -> None:
    assert labels.day(date(2020, 12, 1)) == "1 december 2020"
    assert labels.day(None) == ""
    assert (labels.number(1234567.891, 2), labels.number(0.5, 2), labels.number(12)) == ("1.234.567,89", "0,50", "12")
    assert labels.percent(0.125, 1) == "12,5 %"
    assert (labels.amount(1, "punt", "punten"), labels.amount(1200, "punt", "punten")) == ("1 punt", "1.200 punten")


def test_everything_that_is_shown_has_a_dutch_name() -> None:
    assert set(labels.STATEMENT_KINDS) == set(labels.STATEMENT_KINDS_PLURAL) == set(StatementKind)
    assert set(labels.RELATIONS) == set(Relation)
