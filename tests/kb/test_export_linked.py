"""JSON-LD and RIS: quotes that select what they say, agents that did what they did, records that others read."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import rispy
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.export.selectors import targets
from kb.knowledge import KnowledgeBase
from kb.model import Basis, Document, Filter, Position, StatementKind, Verdict
from tests.kb import taking_home as home
from tests.kb.builders import answers, letter, link, recommends, without_pages


@pytest.fixture(autouse=True)
def _filled(kb: KnowledgeBase) -> None:
    home.fill(kb)


def nodes(kb: KnowledgeBase, where: Filter | None = None) -> dict[str, dict[str, Any]]:
    content = json.loads(home.taken(kb, "jsonld", where).read_text(encoding="utf-8"))
    return {node["id"]: node for node in content["@graph"]}


def selected(node: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """The targets of an annotation in a passage or in a document."""
    return [target for target in node["target"] if target["source"].startswith(f"urn:adviesspoor:{kind}:")]


# -- places -----------------------------------------------------------------------------------------------------------
def test_every_quote_stands_in_the_stored_passage_at_the_position_that_is_given(kb: KnowledgeBase) -> None:
    found = nodes(kb)
    for statement in kb.proposals():
        text = kb.passage(statement.passage_id).text
        (target,) = selected(found[f"urn:adviesspoor:statement:{statement.id}"], "passage")
        quote, position = target["selector"]
        assert text[position["start"] : position["end"]] == quote["exact"] == statement.text
        assert text[: position["start"]].endswith(quote["prefix"])
        assert text[position["end"] :].startswith(quote["suffix"])
        assert found[target["source"]]["text"] == text


def test_every_page_quote_stands_on_its_page(kb: KnowledgeBase) -> None:
    found = nodes(kb)
    for statement in kb.proposals():
        for target in selected(found[f"urn:adviesspoor:statement:{statement.id}"], "document"):
            fragment = target["selector"]
            assert fragment["conformsTo"] == "http://tools.ietf.org/rfc/rfc3778"
            number = int(fragment["value"].removeprefix("page="))
            page = " ".join(kb.pages(statement.document_id)[number - 1].text.split())
            assert " ".join(fragment["refinedBy"]["exact"].split()) in page


def test_a_statement_over_two_pages_is_selected_on_both() -> None:
    reading = letter("lang.pdf", recommends("r", "Het begin staat hier\nen het einde daar."))
    (passage,), (statement,) = reading.passages, reading.statements
    first, second = passage.boxes
    turned = passage.__class__(
        passage.id, "lang", 1, passage.text, (first, second.__class__(second.start, second.end, 2))
    )
    _, one, two = targets(reading.document, turned, statement)
    assert [(each["selector"]["value"], each["selector"]["refinedBy"]["exact"]) for each in (one, two)] == [
        ("page=1", "Het begin staat hier"),
        ("page=2", "en het einde daar."),
    ]
    assert two["selector"]["refinedBy"]["prefix"] == "Het begin staat hier "


def test_only_a_pdf_has_page_fragments(kb: KnowledgeBase) -> None:
    kb.put(without_pages(letter("mail.txt", recommends("m1", "Doe het raam dicht."))))
    (target,) = nodes(kb)["urn:adviesspoor:statement:m1"]["target"]
    assert target["source"].startswith("urn:adviesspoor:passage:")
    assert nodes(kb)["urn:adviesspoor:statement:m1"]["place"] == "alinea 1"


@settings(max_examples=60)
@given(st.text("ab 𝒜é\n", min_size=1, max_size=80), st.integers(0, 79), st.integers(1, 80))
def test_a_selector_selects_in_any_text(text: str, start: int, length: int) -> None:
    from kb.model import Passage, Statement

    start = min(start, len(text) - 1)
    end = min(len(text), start + length)
    passage = Passage("p", "d", 1, text, ())
    statement = Statement(
        "s", "d", "p", StatementKind.REQUEST, start, end, text[start:end], "test", 1.0, basis=Basis.WORDS, grounds=()
    )
    (target,) = targets(Document("d", "d.txt", "0", "D"), passage, statement)
    quote, position = target["selector"]
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in text
    assert text[position["start"] : position["end"]] == quote["exact"]


# -- who and when -----------------------------------------------------------------------------------------------------
def test_proposal_and_decision_stand_apart_each_with_who_did_it(kb: KnowledgeBase) -> None:
    found = nodes(kb)
    proposal = found[f"urn:adviesspoor:link:{home.FIRST.id}"]
    assert proposal["motivation"] == "replying"
    assert [body["value"] for body in proposal["body"] if isinstance(body, dict)] == ["overgenomen"]
    rule = found[found[proposal["wasGeneratedBy"]]["wasAssociatedWith"]]
    assert (rule["type"], rule["label"]) == (["SoftwareAgent"], "test")
    decision = next(node for node in found.values() if node.get("used") == proposal["id"])
    assert (decision["verdict"], decision["newValue"]) == ("gecorrigeerd", "deels overgenomen")
    assert decision["comment"] == "alleen het kwartaal"
    assert datetime.fromisoformat(decision["endedAtTime"]).tzinfo is not None
    assert found[decision["wasAssociatedWith"]]["name"] == "Ans de Wit"


def test_what_a_person_made_is_theirs_and_no_proposal_of_the_machine(kb: KnowledgeBase) -> None:
    found = nodes(kb)
    link = found["urn:adviesspoor:link:a4-answers-r4"]
    assert link["body"] == ["urn:adviesspoor:statement:a4"], "without a proposed position"
    assert found[found[link["wasGeneratedBy"]]["wasAssociatedWith"]]["name"] == "Bo Vos"
    assert {node["label"] for node in found.values() if "SoftwareAgent" in node["type"]} == {"test"}


def test_a_decision_keeps_its_proof_its_words_and_what_is_left_of_it(kb: KnowledgeBase) -> None:
    made = [node for node in nodes(kb).values() if "verdict" in node]
    (done,) = (node for node in made if node.get("newValue") == "afgedaan")
    assert done["proof"] == "Reactie op advies, p. 2, gedaan op 1 juni 2024"
    assert done["quote"] == ["Wij zetten de bank terug."]
    (taken_back,) = (node for node in made if node.get("comment") == "vergissing")
    assert (taken_back["newValue"], taken_back["state"]) == ("verzoek of vraag", "ingetrokken")


def test_what_a_person_rejected_is_in_the_graph_and_not_in_the_table(kb: KnowledgeBase) -> None:
    kb.decide("r2", Verdict.REJECTED, by="Bo Vos", reason="geen advies")
    rows = [node for node in nodes(kb).values() if "TrailRow" in node["type"]]
    assert "urn:adviesspoor:statement:r2" in nodes(kb)
    assert "urn:adviesspoor:statement:r2" not in {row["recommendation"] for row in rows}


def test_every_name_in_the_graph_is_described_in_it(kb: KnowledgeBase) -> None:
    for where in (None, Filter(document_ids=("advies",))):
        found = nodes(kb, where)
        assert set(_names(list(found.values()))) == set(found)


def _names(value: Any) -> list[str]:
    """Every name of ours, wherever it stands."""
    if isinstance(value, str):
        return [value] if value.startswith("urn:adviesspoor:") else []
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [name for part in parts for name in _names(part)]


def test_every_word_of_the_graph_has_a_meaning(kb: KnowledgeBase) -> None:
    """A word that the context lacks would be dropped in silence."""
    content = json.loads(home.taken(kb, "jsonld").read_text(encoding="utf-8"))
    assert _words(content["@graph"]) <= set(content["@context"])
    assert isinstance(content["@context"], dict), "nothing to fetch"


def _words(value: Any) -> set[str]:
    if isinstance(value, list):
        return {word for part in value for word in _words(part)}
    if not isinstance(value, dict):
        return set()
    vocabulary = {word for key in ("type", "motivation", "purpose") for word in _as_list(value.get(key))}
    return set(value) | vocabulary | {word for part in value.values() for word in _words(part)}


def _as_list(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value] if value else []


def test_the_same_knowledge_gives_the_same_file(kb: KnowledgeBase) -> None:
    first = home.taken(kb, "jsonld").read_bytes()
    assert home.taken(kb, "jsonld").read_bytes() == first


# -- ris --------------------------------------------------------------------------------------------------------------
def records(path: Path) -> dict[str, dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        return {record["id"]: record for record in rispy.load(file)}


def test_ris_has_a_record_per_document_that_others_read(kb: KnowledgeBase) -> None:
    found = records(home.taken(kb, "ris"))
    assert set(found) == {"advies", "antwoord"}
    advice = found["advies"]
    assert (advice["type_of_reference"], advice["title"]) == ("PCOMM", "Advies: wachttijden")
    assert (advice["date"], advice["year"], advice["call_number"]) == ("2024/03/14", "2024", "ASD-2024-03")
    assert "issn" not in advice, "a reference is none"
    assert advice["authors"] == ["Adviesraad Sociaal Domein Waterstad,"], "a comma only behind the name of a body"
    assert advice["keywords"] == ["advies", "deels beantwoord"]
    assert [note.split(" → ")[1] for note in advice["notes"]] == [
        "deels overgenomen (Reactie op advies, p. 1)",
        "beantwoord (via hoofdpunt)",
        "geen antwoord gevonden in de reactie van 1 mei 2024 – controleer",
        "aangehouden (voorstel) (Reactie op advies, p. 2)",
        "overgenomen (Reactie op advies, p. 2)",
    ]
    assert len(found["antwoord"]["notes"]) == 3


def test_ris_is_a_line_per_field_whatever_a_text_holds(kb: KnowledgeBase) -> None:
    odd = "Regel\x85een\u2028twee\r\nER  - \nTY  - BOOK"
    kb.put(
        letter("vreemd.pdf", recommends("x", "Doe iets."), answers("y", "Nee."), title=odd, sender="Jan; Piet, en co")
    )
    kb.put_links([link("y", home.FIRST.relation, "x", position=Position.REJECTED)])
    raw = home.taken(kb, "ris").read_bytes()
    lines = raw.decode().split("\r\n")
    assert raw.startswith(b"TY  - ")
    assert raw.endswith(b"ER  - \r\n")
    assert not [line for line in lines if line and (line[2:6] != "  - " or len(line.splitlines()) != 1)]
    assert [line[:2] for line in lines].count("TY") == [line[:2] for line in lines].count("ER") == 3
