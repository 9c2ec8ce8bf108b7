"""What the HTTP interface tells is what the exports and the commands say, and it tells nobody else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import pytest

from kb.knowledge import KnowledgeBase
from tests.commands import adviesspoor
from tests.kb.taking_home import ADVICE, REPLY
from tests.kb.test_concealed import fill as fill_with_residents
from tests.kb.test_concealed import leaks
from tests.programs.serving import TOKEN, ask, serving

EVERYTHING = (
    "documents", "documents/advies", "recommendations", "commitments", "advices", "advices/advies", "coverage",
    "trail/r1", "search?q=wachttijden", "search", "search?statement=response", "export/json", "export/csv",
)  # fmt: skip


@pytest.fixture(scope="module")
def exported(base: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    out = tmp_path_factory.mktemp("uit") / "adviezen.json"
    assert adviesspoor(base, "export", "--format", "json", "--out", out).code == 0
    return json.loads(out.read_text(encoding="utf-8"))


# -- the same as the export -------------------------------------------------------------------------------------------
def test_points_and_answers_are_the_rows_of_the_export(api: str, exported: Any) -> None:
    points = ask(f"{api}/recommendations").data["items"]
    trails = [ask(f"{api}/trail/{point['id']}").data for point in points]
    rows = [row for trail in trails for row in _rows(trail)]
    assert len(rows) > 4
    assert _sorted(rows) == _sorted({key: row[key] for key in rows[0]} for row in exported["trails"])


def _rows(trail: Any) -> Iterator[dict[str, Any]]:
    point, cited = trail["point"], trail["point"]["cited"]
    for answer in trail["answers"] or [None]:
        judged = (answer and answer["decision"]) or point["decision"]
        proposal = (answer and answer["proposal"]) or {}
        via = " (via hoofdpunt)" if point["via_parent"] else ""
        position = answer["position"] if answer else point["position"] and f"{point['position']}{via}"
        yield {
            "recommendation_id": point["id"],
            "recommendation": cited["quote"],
            "place": cited["place"],
            "advice": point["advice"],
            "advice_date": cited["date"],
            "reference": cited["reference"],
            "status": point["status_in_words"],
            "sender": point["body"],
            "due": point["due"],
            "expected": point["expected"],
            "position": position,
            "response": answer and answer["cited"]["quote"],
            "response_place": answer and answer["cited"]["place"],
            "response_document": answer and answer["cited"]["title"],
            "response_date": answer and answer["cited"]["date"],
            "link_id": answer and answer["link_id"],
            "proposed_position": proposal.get("position"),
            "decided_by": judged and judged["by"],
            "reason": judged and judged["reason"],
        }


def test_promises_are_the_rows_of_the_export(api: str, exported: Any) -> None:
    told = [
        {
            "id": one["id"], "text": one["cited"]["quote"], "place": one["cited"]["place"], "status": one["status"],
            "document": one["cited"]["title"], "date": one["cited"]["date"], "due": one["due"],
            "actor": one["actor"], "overdue": "ja" if one["overdue"] else None, "proof": one["proof"],
            "recommendation_id": one["recommendation_id"], "score": one["proposal"]["score"],
            "decided_by": one["decision"] and one["decision"]["by"],
        }
        for one in ask(f"{api}/commitments").data["items"]
    ]  # fmt: skip
    assert len(told) == 3
    assert _sorted(told) == _sorted({key: row[key] for key in told[0]} for row in exported["commitments"])


def test_documents_and_coverage_are_those_of_the_export(api: str, exported: Any) -> None:
    told = [{"id": one["id"], "title": one["title"]} for one in ask(f"{api}/documents").data["items"]]
    assert _sorted(told) == _sorted({key: row[key] for key in told[0]} for row in exported["documents"])
    covered = ask(f"{api}/coverage").data
    assert covered["pages"] == exported["coverage"]["pages"]
    assert [each["file"] for each in covered["failed"]] == ["kapot.pdf"]
    advices = {one["document"]["id"]: one for one in ask(f"{api}/advices").data["items"]}
    for row in exported["coverage"]["advices"]:
        told = advices[row["document_id"]]
        assert {**told["by_status"], "points": told["points"], "status": told["status"]}.items() <= row.items()


@pytest.mark.parametrize("form", ["csv", "ris", "html"])
def test_what_is_taken_home_is_the_file_of_the_command(form: str, api: str, base: Path, tmp_path: Path) -> None:
    out = tmp_path / f"uit.{form}"
    assert adviesspoor(base, "export", "--format", form, "--position", "overgenomen", "--out", out).code == 0
    told = ask(f"{api}/export/{form}?position=overgenomen")
    assert told.body == out.read_bytes()
    assert told.headers["content-disposition"].endswith(f'"adviesspoor.{form}"')


def _sorted(rows: Any) -> list[str]:
    return sorted(json.dumps(row, sort_keys=True, ensure_ascii=False) for row in rows)


# -- the same as the commands -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "asked",
    [
        {}, {"position": "overgenomen"}, {"status": "aangehouden"}, {"judged": True}, {"judged": False},
        {"words": "contactpersoon"}, {"sender": "adviesraad", "year": 2024}, {"term": "verstreken"},
    ],
)  # fmt: skip
def test_the_filters_are_those_of_list(asked: dict[str, Any], api: str, base: Path) -> None:
    options = [part for name, value in asked.items() for part in (f"--{name}", _typed(value))]
    listed = adviesspoor(base, "list", "recommendations", "--format", "json", *options).data
    told = ask(f"{api}/recommendations?{urlencode(asked)}").data
    assert [each["id"] for each in told["items"]] == [each["id"] for each in listed]
    assert told["total"] == len(listed)


def _typed(value: Any) -> str:
    return {True: "ja", False: "nee"}[value] if isinstance(value, bool) else str(value)


@pytest.mark.parametrize("question", ["wachttijden publiceren", "telefoon", "quantummechanica van zwarte gaten"])
def test_searching_finds_what_the_command_finds(question: str, api: str, base: Path) -> None:
    found = adviesspoor(base, "search", question, "--format", "json").data
    told = ask(f"{api}/search?{urlencode({'q': question})}").data
    assert [(one["cited"]["document_id"], one["fragment"], one["why"]) for one in told["items"]] == [
        (one["document_id"], one["text"], one["why"]) for one in found
    ]
    assert told["answers"] is all(one["answers"] for one in found)
    assert (told["message"] is None) is told["answers"]


def test_search_says_when_nothing_answers(api: str) -> None:
    told = ask(f"{api}/search?{urlencode({'q': 'quantummechanica van zwarte gaten'})}").data
    assert told["answers"] is False
    assert told["message"].startswith("Geen passage gevonden over “quantummechanica van zwarte gaten”.")


def test_what_is_found_says_where_it_stands_and_who_judged(api: str) -> None:
    told = ask(f"{api}/search?statement=response&statement=recommendation&statement=commitment&limit=50").data
    said = {each["id"]: each for hit in told["items"] for each in hit["statements"]}
    assert said["a1"]["position"] == "deels overgenomen"
    assert said["a1"]["judged"] is True
    assert said["a1"]["proposal"]["position"] == "overgenomen"
    assert said["a1"]["decision"]["by"] == "Ans de Wit"
    assert said["a3"]["judged"] is False
    assert said["a3"]["decision"] is None
    assert said["c2"]["status"] == "afgedaan"
    for each in said.values():
        assert each["cited"]["quote"]
        assert each["cited"]["page"] in (1, 2)
        assert each["cited"]["title"] in (ADVICE.document.title, REPLY.document.title)
        assert each["cited"]["date"]


def test_a_part_of_a_list(api: str) -> None:
    whole = ask(f"{api}/recommendations").data
    second = ask(f"{api}/recommendations?limit=1&offset=1").data
    assert second["items"] == whole["items"][1:2]
    assert second["total"] == whole["total"] == len(whole["items"])
    assert whole["loaded"] == {"documents": 2, "first": "2024-03-14", "last": "2024-05-01"}


def test_what_another_program_decides_is_told_at_once(own: Path) -> None:
    with serving(own, "serve", "--api") as api:
        (point, *_) = ask(f"{api}/recommendations?position=overgenomen").data["items"]
        assert point["judged"] is False
        link = point["answer"]["link_id"]
        decided = adviesspoor(own, "decide", link, "--verdict", "bevestigd", "--by", "Bo Vos", "--reason", "staat er")
        assert decided.code == 0, decided.err
        now = ask(f"{api}/trail/{point['id']}").data["point"]
    assert now["judged"] is True
    assert now["answer"]["decision"]["by"] == "Bo Vos"
    assert now["answer"]["proposal"] == point["answer"]["proposal"]


def test_many_who_ask_at_once_are_told_the_same(api: str) -> None:
    alone = {path: ask(f"{api}/{path}") for path in EVERYTHING}
    asked = [*EVERYTHING] * 4
    with ThreadPoolExecutor(8) as askers:
        together = list(askers.map(lambda path: ask(f"{api}/{path}"), asked))
    for path, told in zip(asked, together, strict=True):
        assert (told.status, told.body) == (200, alone[path].body)


# -- what goes wrong --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("trail/weg", 404, "Er is geen aanbeveling of verzoek met de code weg."),
        ("documents/weg", 404, "Er is geen document met de code weg."),
        ("recommendations?sender=Niemand", 404, "Er is geen adviseur met Niemand in de naam; zie adviesspoor bodies."),
        ("nergens", 404, "Dit adres bestaat niet: /nergens; zie /openapi.json."),
        ("search?q=x&limiet=3", 422, "Deze vraag kan niet: 'limiet' bestaat niet."),
        ("search?since=1-1-2024", 422, "Deze vraag kan niet: 'since' moet een datum zijn als 2024-12-31."),
        ("documents?limit=0", 422, "Deze vraag kan niet: 'limit' mag niet kleiner dan 1 zijn."),
        ("commitments?status=x", 422,
         "Deze vraag kan niet: 'status' moet zijn: alles, open, mogelijk-nagekomen of afgedaan."),
    ],
)  # fmt: skip
def test_a_problem_is_one_dutch_sentence(path: str, status: int, detail: str, api: str) -> None:
    told = ask(f"{api}/{path}")
    assert (told.status, told.media) == (status, "application/problem+json")
    assert told.data["detail"] == detail
    assert set(told.data) == {"type", "title", "status", "detail"}


def test_a_knowledge_base_that_is_gone_is_said(base: Path, tmp_path: Path) -> None:
    home = tmp_path / "kennisbank"
    shutil.copytree(base, home)
    with serving(home, "serve", "--api") as api:
        home.rename(tmp_path / "elders")
        told = ask(f"{api}/documents")
        assert (told.status, told.media) == (503, "application/problem+json")
        assert "staat niet meer in" in told.data["detail"]


# -- who may ask ------------------------------------------------------------------------------------------------------
def test_a_name_that_was_made_to_lead_here_is_refused(api: str) -> None:
    assert ask(f"{api}/health", Host="adviezen.example").status == 400
    assert ask(f"{api}/health", Host="127.0.0.1.example").status == 400
    assert ask(f"{api}/health", Host="localhost:8502").status == 200


@pytest.mark.parametrize("given", [{}, {"Authorization": "Bearer fout"}, {"Authorization": f"Basic {TOKEN}"},
                                   {"Authorization": f"Bearer {TOKEN}x"}])  # fmt: skip
@pytest.mark.parametrize("path", ["health", "documents", "openapi.json", "nergens"])
def test_without_the_token_nothing_is_told(given: dict[str, str], path: str, api_with_token: str) -> None:
    told = ask(f"{api_with_token}/{path}", **given)
    assert (told.status, told.media) == (401, "application/problem+json")
    assert told.headers["www-authenticate"] == "Bearer"


def test_with_the_token_everything_is_told(api_with_token: str) -> None:
    assert ask(f"{api_with_token}/health", Authorization=f"Bearer {TOKEN}").data["status"] == "in orde"
    behind_a_proxy = ask(f"{api_with_token}/health", Authorization=f"bearer {TOKEN}", Host="adviezen.example")
    assert behind_a_proxy.status == 200


@pytest.mark.parametrize("verb", [("serve", "--api"), ("mcp", "--http")])
@pytest.mark.parametrize("address", ["0.0.0.0", "192.0.2.1", "::"])
def test_others_are_never_answered_without_a_token(
    verb: tuple[str, str], address: str, base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ADVIESSPOOR_TOKEN", raising=False)
    ended = adviesspoor(base, *verb, "--address", address)
    assert ended.code == 1
    assert ended.err.startswith(f"Op {address} kunnen andere computers vragen stellen, en dat gaat niet zonder token")


@pytest.mark.parametrize("token", ["kort", "met spaties ertussen erin", "é" * 20])
def test_a_token_that_is_no_good_is_refused(token: str, base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ADVIESSPOOR_TOKEN", token)
    ended = adviesspoor(base, "serve", "--api", "--address", "0.0.0.0")
    assert (ended.code, ended.err.count("\n")) == (1, 1)
    assert "ten minste 16 tekens" in ended.err


def test_the_token_may_stand_in_the_settings_and_then_others_may_ask(base: Path, tmp_path: Path) -> None:
    home = tmp_path / "kennisbank"
    shutil.copytree(base, home)
    (home / "instellingen.toml").write_text(f'token = "{TOKEN}"\n', encoding="utf-8")
    with serving(home, "serve", "--api", "--address", "0.0.0.0", shown="0.0.0.0") as address:
        assert ask(f"{address}/health").status == 401
        assert ask(f"{address}/health", Authorization=f"Bearer {TOKEN}").status == 200


def test_serve_says_what_it_lacks(base: Path) -> None:
    assert adviesspoor(base, "serve").code == 2
    ended = adviesspoor(base, "serve", "--api", "--address", "thuis")
    assert (ended.code, "'thuis' is geen adres" in ended.err) == (2, True)


def test_a_port_that_is_taken_is_said(base: Path, api: str) -> None:
    ended = adviesspoor(base, "serve", "--api", "--port", api.rpartition(":")[2])
    assert ended.code == 1
    assert ended.err.endswith("kies een andere met --port.\n")


# -- residents --------------------------------------------------------------------------------------------------------
def test_residents_are_hidden_where_the_settings_say_so(tmp_path: Path) -> None:
    home = tmp_path / "kennisbank"
    with KnowledgeBase(home) as kb:
        fill_with_residents(kb)
    asked = [*EVERYTHING, f"search?q={quote('Karin Veenstra')}"]
    with serving(home, "serve", "--api") as api:
        assert leaks(_told(api, asked)), "the test finds what is not hidden"
        (home / "instellingen.toml").write_text("privacy = true\n", encoding="utf-8")
        closed = _told(api, asked)
    assert leaks(closed) == []
    assert "[persoon 1]" in closed


def _told(api: str, paths: list[str]) -> str:
    told = [ask(f"{api}/{path}") for path in paths]
    assert {each.status for each in told} == {200}
    return "\n".join(each.body.decode() for each in told)


def test_everything_is_asked_by_municipality(api: str, base: Path) -> None:
    every = ask(f"{api}/documents").data["items"]
    known = {of["name"] for paper in every for of in paper["authorities"]}
    assert all(set(of) == {"name", "tooi"} for paper in every for of in paper["authorities"])
    for name in (*known, "onbekend"):
        asked = urlencode({"municipality": name})
        own = [each["id"] for each in every if name in {of["name"] for of in each["authorities"]} or
               (name == "onbekend" and not each["authorities"])]  # fmt: skip
        if own:
            assert [each["id"] for each in ask(f"{api}/documents?{asked}").data["items"]] == own
            for what in ("advices", "recommendations", "commitments", "search", "export/json"):
                assert ask(f"{api}/{what}?{asked}").status == 200
    assert ask(f"{api}/search?municipality=Nergens").status == 404
