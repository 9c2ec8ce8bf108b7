"""What `sporen.toml` says of the demonstration letters holds, as far as the files alone can tell."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from fnmatch import fnmatch
from typing import Any

import pytest

from bench.corpus.source import MONTHS
from kb.model import DocumentKind, Position, Relation, Status
from tests.corpus.truth import CORPUS, Quote, letters, pages, quotes, truth

DOCUMENTS: dict[str, dict[str, Any]] = {each["bestand"]: each for each in truth()["document"]}
TRAILS: list[dict[str, Any]] = truth()["spoor"]
TERMS = tomllib.loads((CORPUS / "termijnen.toml").read_text(encoding="utf-8"))["termijn"]


def printed(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def due(document: dict[str, Any]) -> date | None:
    weeks = [
        term["weken"]
        for term in TERMS
        if fnmatch(document["afzender"], term["afzender"]) and term["soort"] == document["soort"]
    ]
    return document["datum"] + timedelta(weeks=weeks[0]) if weeks else None


def test_the_truth_knows_every_letter() -> None:
    assert sorted(DOCUMENTS) == [path.name for path in letters()]


@pytest.mark.parametrize("quote", tuple(quotes()), ids=lambda quote: f"{quote.file[:32]}: {quote.text[:40]}")
def test_every_quote_stands_on_its_page(quote: Quote) -> None:
    there = pages(CORPUS / quote.file)
    assert quote.text in there[(quote.page or 1) - 1]
    assert (quote.page is None) == (not quote.file.endswith(".pdf"))


@pytest.mark.parametrize("document", tuple(DOCUMENTS.values()), ids=lambda document: document["bestand"])
def test_a_letter_bears_its_date_and_its_references(document: dict[str, Any]) -> None:
    DocumentKind(document["soort"])
    text = " ".join(pages(CORPUS / document["bestand"]))
    assert printed(document["datum"]).lower() in text.lower()
    assert document.get("ons_kenmerk", "") in text
    assert document.get("uw_kenmerk", "") in text
    if document["bestand"].endswith(".pdf"):
        assert document["paginas"] == len(pages(CORPUS / document["bestand"]))


def test_every_reply_can_be_linked_by_reference_and_by_date() -> None:
    for trail in TRAILS:
        asked = DOCUMENTS[trail["advies"]]
        for name in trail.get("beantwoord_door", ()):
            reply = DOCUMENTS[name]
            reference, day = reply["beantwoordt"]
            text = " ".join(pages(CORPUS / name))
            assert printed(date.fromisoformat(day)) in text
            if trail.get("advies_ontbreekt"):
                assert reference not in {each.get("ons_kenmerk") for each in DOCUMENTS.values()}
                continue
            assert (reference, day) == (asked["ons_kenmerk"], asked["datum"].isoformat())
            assert reply["uw_kenmerk"] == asked["ons_kenmerk"]
            assert reply["datum"] - asked["datum"] >= timedelta(days=trail["dagen"])


def test_every_status_and_every_position_occurs() -> None:
    points = [point for trail in TRAILS for point in trail["aanbeveling"]]
    positions = {answer["standpunt"] for point in points for answer in point.get("antwoord", ())}
    statuses = {each["status"] for trail in TRAILS for each in (trail, *trail["aanbeveling"]) if "status" in each}
    assert statuses == set(Status) - {Status.IN_GENERAL}
    assert positions == set(Position)
    assert {Relation(link["relatie"]) for link in truth()["verband"]} >= {Relation.ENDORSES, Relation.FULFILS}


@pytest.mark.parametrize("trail", TRAILS, ids=lambda trail: trail["advies"])
def test_the_status_of_an_advice_follows_from_its_points_its_term_and_today(trail: dict[str, Any]) -> None:
    asked, today = DOCUMENTS[trail["advies"]], truth()["vandaag"]
    term = due(asked)
    unanswered = Status.NOT_FOUND if term is None else Status.OVERDUE if term < today else Status.WAITING
    if trail.get("beantwoord_door") and "verwacht" not in trail:
        unanswered = Status.NOT_IN_REPLY
    points = [point for point in trail["aanbeveling"] if "status" in point]
    for point in points:
        if "antwoord" not in point and "ouder" not in point:
            assert point["status"] == unanswered
    found = {point["status"] for point in points}
    whole = found.pop() if len(found) == 1 else Status.PARTLY_ANSWERED
    assert trail["status"] == whole
    if "verwacht" in trail:
        assert whole == (Status.OVERDUE if trail["verwacht"] < today else Status.DEFERRED)
    if replies := [DOCUMENTS[name]["datum"] for name in trail.get("beantwoord_door", ())]:
        late = term is not None and min(replies) > term and not trail.get("advies_ontbreekt")
        assert late == trail.get("te_laat_beantwoord", False)
    if "termijn" in trail:
        assert trail["termijn"] == term


def test_a_proof_is_never_older_than_its_commitment() -> None:
    for commitment in truth()["toezegging"]:
        if proof := commitment.get("nagekomen"):
            assert DOCUMENTS[proof["bestand"]]["datum"] >= DOCUMENTS[commitment["bestand"]]["datum"]
