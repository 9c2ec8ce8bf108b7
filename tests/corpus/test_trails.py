"""What the program makes of the letters of Rietmeer, held against the truth about them, trail by trail.

What it does not get right yet is listed by name below. Getting better must be written down too: a name on the list that
comes right makes its test fail.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import pytest

from ingest.linking.catching_up import catch_up
from ingest.pipeline import add
from kb import KnowledgeBase, knowledge
from kb.export.selectors import targets
from kb.model import (
    Answer,
    CommitmentStatus,
    Document,
    DocumentKind,
    Filter,
    Reading,
    Relation,
    Statement,
    StatementKind,
    Status,
    Trail,
)
from kb.remembered import Remembered
from kb.why import why
from tests.corpus.truth import CORPUS, letters, truth
from tests.ingest.linked_base import NoIndex
from tests.ingest.linked_base import found as linked
from tests.kb import taking_home
from tests.kb.builders import FakeEmbedder

TODAY = truth()["vandaag"]

# File and first words of what is not read as the truth has it.
KNOWN_FAILURES = {
    "2026-02-10 fulfils De ervaringen zijn op 21 oktober 2025 met de Advie": "tells what happened, names no promise",
    "2026-02-10 fulfils Gesprek met de ondernemersvereniging op 20 maart 2": "a cell without a verb",
    "2026-02-10 fulfils Het onderzoek daarnaar is op 23 september 2025 aan": "tells what happened, names no promise",
}


@pytest.fixture(scope="module")
def rietmeer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KnowledgeBase]:
    """A knowledge base with all letters and the terms of the town."""
    home = tmp_path_factory.mktemp("rietmeer")
    shutil.copy(CORPUS / "termijnen.toml", home)
    with KnowledgeBase(home) as kb:
        add(kb, letters())
        yield kb


def test_what_is_read_around_one_letter_says_the_same_as_all_that_is_read(rietmeer: KnowledgeBase) -> None:
    trails = {
        point.id: rietmeer.trail(point.id, TODAY)
        for point in rietmeer.statements(Filter(statement_kinds=(StatementKind.RECOMMENDATION, StatementKind.REQUEST)))
    }
    promises = rietmeer.commitments(today=TODAY)
    alone = rietmeer._with(_remembered=Remembered())
    for id_, trail in trails.items():
        near = alone.near([trail.document.id])
        assert near is not alone
        assert near.trail(id_, TODAY) == trail
    for document in rietmeer.documents():
        near = alone.near([document.id])
        assert near.commitments(Filter(document_ids=(document.id,)), TODAY) == tuple(
            each for each in promises if each.document.id == document.id
        )
    assert not alone._is_known(), "nothing of this read all there is"
    assert len(trails) > 40
    assert len(promises) > 20


def squashed(text: str) -> str:
    """Letters and digits only: line ends, quotes and dashes do not matter."""
    return re.sub(r"[\W_]+", "", text).lower()


def found(kb: KnowledgeBase, file: str, text: str, *kinds: StatementKind) -> Statement | None:
    """The statement of these kinds in that file that has these words, or is part of them; of several the one that has
    least besides."""
    here = {d.id for d in kb.documents() if d.file == file}
    wanted, fitting = squashed(text), []
    for statement in kb.statements():
        if statement.document_id in here and statement.kind in kinds:
            mine = squashed(statement.text)
            if wanted in mine or (mine in wanted and len(mine) > 20) or _nearly(mine, wanted):
                fitting.append((abs(len(mine) - len(wanted)), statement))
    return min(fitting, key=lambda each: each[0])[1] if fitting else None


def _nearly(one: str, other: str) -> bool:
    """The same but for a letter or two that OCR misread."""
    return abs(len(one) - len(other)) < 5 and SequenceMatcher(None, one, other).ratio() > 0.97


def each(kind: str) -> list[Any]:
    """Every entry of the truth as a test, named by file and first words; known failures are expected to fail."""
    entries = truth()[kind]
    if kind == "spoor":
        entries = [{"bestand": s["advies"], **r} for s in truth()["spoor"] for r in s["aanbeveling"]]
    return [_parameter(entry) for entry in entries]


def _parameter(entry: dict[str, Any]) -> Any:
    name = f"{entry['bestand'][:10]} {entry.get('label', '')} {entry['tekst'][:50]}"
    reason = KNOWN_FAILURES.get(name)
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(entry, id=name, marks=marks)


def trail_of(kb: KnowledgeBase, entry: dict[str, Any]) -> Trail:
    statement = found(kb, entry["bestand"], entry["tekst"], StatementKind.RECOMMENDATION)
    assert statement is not None, "the recommendation is not found"
    return kb.trail(statement.id, TODAY)


def answer_in(kb: KnowledgeBase, trail: Trail, wanted: dict[str, Any]) -> Answer:
    """The answer from the letter that the truth names; the one with its words first."""
    there = [a for a in trail.answers if kb.document(a.citation.document_id).file == wanted["bestand"]]
    assert there, f"no answer from {wanted['bestand']}"
    same = [a for a in there if squashed(wanted["tekst"]) in squashed(a.response.text)]
    return (same or there)[0]


@pytest.mark.parametrize("entry", each("spoor"))
def test_a_recommendation_with_its_status_and_its_answers(rietmeer: KnowledgeBase, entry: dict[str, Any]) -> None:
    trail = trail_of(rietmeer, entry)
    assert trail.status == Status(entry.get("status", trail.status))
    if entry.get("ouder"):
        return  # a part is answered with the point it belongs to
    for wanted in entry.get("antwoord", ()):
        assert answer_in(rietmeer, trail, wanted).position == wanted["standpunt"]


@pytest.mark.parametrize("entry", each("verzoek"))
def test_a_request(rietmeer: KnowledgeBase, entry: dict[str, Any]) -> None:
    request = found(rietmeer, entry["bestand"], entry["tekst"], StatementKind.REQUEST)
    assert request is not None
    here = [a for a in entry.get("antwoord", ()) if a["bestand"] == entry["bestand"]]
    trail = rietmeer.trail(request.id, TODAY)
    for wanted in here:
        assert answer_in(rietmeer, trail, wanted).position == wanted["standpunt"]


@pytest.mark.parametrize("entry", each("toezegging"))
def test_a_commitment_and_its_term(rietmeer: KnowledgeBase, entry: dict[str, Any]) -> None:
    kind = StatementKind.COMMITMENT if entry["soort"] == "toezegging" else StatementKind.INTENTION
    commitment = found(rietmeer, entry["bestand"], entry["tekst"], kind)
    assert commitment is not None
    if "termijn" in entry:
        assert commitment.due == entry["termijn"]


def relations() -> list[dict[str, Any]]:
    """Every relation between two promises, also what the truth gives as the proof that one was kept; none twice."""
    given = [link for link in truth()["verband"] if link["relatie"] != Relation.ENDORSES]
    proofs = [(each, each["nagekomen"]) for each in truth()["toezegging"] if "nagekomen" in each]
    kept = [{"relatie": "fulfils", "van": proof, "naar": promise} for promise, proof in proofs]
    return [*given, *(each for each in kept if _ends(each) not in map(_ends, given))]


def _ends(link: dict[str, Any]) -> tuple[str, ...]:
    return link["relatie"], link["van"]["tekst"], link["naar"]["tekst"]


def each_relation() -> list[Any]:
    return [
        _parameter({"bestand": r["van"]["bestand"], "label": r["relatie"], **r["van"], "verband": r})
        for r in relations()
    ]


PROMISES = (StatementKind.COMMITMENT, StatementKind.INTENTION)


@pytest.mark.parametrize("entry", each_relation())
def test_a_relation_between_promises(rietmeer: KnowledgeBase, entry: dict[str, Any]) -> None:
    source, target = entry["verband"]["van"], entry["verband"]["naar"]
    later = found(rietmeer, source["bestand"], source["tekst"], *PROMISES)
    later = later or found(rietmeer, source["bestand"], source["tekst"], StatementKind.RESPONSE)
    earlier = found(rietmeer, target["bestand"], target["tekst"], *PROMISES)
    assert later is not None
    assert earlier is not None
    (link,) = [each for each in rietmeer.links() if (each.source_id, each.target_id) == (later.id, earlier.id)]
    assert link.relation == entry["verband"]["relatie"]
    assert why(link.grounds)


def test_no_relation_between_promises_that_the_letters_do_not_support(rietmeer: KnowledgeBase) -> None:
    said = {s.id: s for s in rietmeer.proposals()}
    true = [(r["relatie"], squashed(r["van"]["tekst"]), squashed(r["naar"]["tekst"])) for r in relations()]
    proposed = [each for each in rietmeer.links() if said[each.target_id].kind in PROMISES]
    for link in proposed:
        source, target = squashed(said[link.source_id].text), squashed(said[link.target_id].text)
        assert any(link.relation == how and one in source and other in target for how, one, other in true), link
    assert len(proposed) >= len(relations()) - 3


@pytest.mark.parametrize("entry", each("schijn"))
def test_what_only_looks_like_one_is_left(rietmeer: KnowledgeBase, entry: dict[str, Any]) -> None:
    kinds = {"aanbeveling": StatementKind.RECOMMENDATION, "toezegging": StatementKind.COMMITMENT}
    assert found(rietmeer, entry["bestand"], entry["tekst"], kinds[entry["geen"]]) is None


@pytest.mark.parametrize("wanted", truth()["document"], ids=lambda d: d["bestand"])
def test_a_letterhead(rietmeer: KnowledgeBase, wanted: dict[str, Any]) -> None:
    (document,) = [d for d in rietmeer.documents() if d.file == wanted["bestand"]]
    assert document.kind == DocumentKind(wanted["soort"])
    assert document.date == wanted.get("datum")
    assert document.your_reference == wanted.get("uw_kenmerk")
    if not wanted.get("scan"):
        assert document.our_reference == wanted.get("ons_kenmerk")
    assert set(wanted.get("beantwoordt", ())) <= set(document.answers)


def test_each_advice_as_the_list_shows_it(rietmeer: KnowledgeBase) -> None:
    advices = {a.document.file: a for a in rietmeer.advices(today=TODAY)}
    expected = {s["advies"]: s for s in truth()["spoor"]}
    assert advices.keys() == expected.keys()
    late = [file for file, advice in advices.items() if advice.answered_late]
    assert late == ["2024-11-21_asd_advies_wmo-vervoer.docx"]
    missing = [file for file, advice in advices.items() if advice.missing_original]
    assert missing == ["2023-06-22_collegereactie_huishoudelijke_hulp.pdf"]
    put_off = {file: s for file, s in expected.items() if "verwacht" in s}
    assert {file: advices[file].expected for file in put_off} == {f: s["verwacht"] for f, s in put_off.items()}
    assert {file: advices[file].status for file in put_off} == {f: s["status"] for f, s in put_off.items()}
    assert {file: advice.days for file, advice in advices.items()} == {f: s.get("dagen") for f, s in expected.items()}


def test_the_rekenkamer_is_endorsed_and_its_summary_repeated(rietmeer: KnowledgeBase) -> None:
    relations = {link.relation for link in rietmeer.links()}
    assert {"answers", "restates", "repeats", "endorses"} <= relations


def test_no_machine_closes_a_commitment(rietmeer: KnowledgeBase) -> None:
    assert {c.status for c in rietmeer.commitments(today=TODAY)} == {CommitmentStatus.OPEN}


def test_every_quote_stands_on_its_page(rietmeer: KnowledgeBase) -> None:
    assert rietmeer.check() == ()


# -- taking it home ---------------------------------------------------------------------------------------------------
def test_every_format_takes_home_the_same_trails(rietmeer: KnowledgeBase) -> None:
    table = taking_home.from_csv(taking_home.taken(rietmeer, "csv"))
    assert len(table) > 50
    for form in ("xlsx", "docx"):  # a point is one row
        path = taking_home.taken(rietmeer, form)
        assert all(read(path) == table for read in taking_home.READERS[form]), form
    every = taking_home.from_json(taking_home.taken(rietmeer, "json"))  # and here each of its answers
    assert taking_home.from_jsonld(taking_home.taken(rietmeer, "jsonld")) == every
    assert {quoted[:2] for quoted in table} <= {quoted[:2] for quoted in every}


def test_what_is_cited_by_page_stands_on_that_page(rietmeer: KnowledgeBase) -> None:
    """Also over line ends and broken words, that the quote mends."""
    documents = {document.id: document for document in rietmeer.documents()}
    cited = 0
    for statement in rietmeer.proposals():
        passage = rietmeer.passage(statement.passage_id)
        for target in list(targets(documents[statement.document_id], passage, statement))[1:]:
            number = int(target["selector"]["value"].removeprefix("page="))
            page = rietmeer.pages(statement.document_id)[number - 1].text
            assert squashed(target["selector"]["refinedBy"]["exact"]) in squashed(page)
            cited += 1
    assert cited > 100


@pytest.mark.parametrize("seed", range(3))
def test_in_any_order_the_letters_get_the_links_that_they_got_together(
    rietmeer: KnowledgeBase, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int
) -> None:
    chance, encode = random.Random(seed), rietmeer.encoder()
    readings = [_read(rietmeer, document) for document in rietmeer.documents()]
    monkeypatch.setattr(knowledge, "index_of", NoIndex)
    with KnowledgeBase(tmp_path / "kb", embedder=FakeEmbedder()) as kb:
        for reading in chance.sample(readings, len(readings)):
            kb.put(reading)
            if chance.random() < 0.3:
                catch_up(kb, encode)
            if chance.random() < 0.2:
                kb.forget(chance.choice(kb.documents()).id)
        for reading in readings:
            if kb.find(reading.document.sha256) is None:
                kb.put(reading)
        catch_up(kb, encode)
        assert linked(kb) == linked(rietmeer)


def _read(kb: KnowledgeBase, document: Document) -> Reading:
    own = tuple(each for each in kb.proposals() if each.document_id == document.id and not each.by_linking)
    pages, passages, kept = kb.pages(document.id), kb.passages(document.id), kb.found(document.id)
    return Reading(document, kb.original(document.id).read_bytes(), pages, passages, own, kept)
