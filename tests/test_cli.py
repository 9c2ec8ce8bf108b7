"""The command line as a clerk meets it: every verb, what is printed where, and how it ends."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from cli_parts.words import ExportFormat
from kb import KnowledgeBase
from kb.export import FORMATS
from tests.commands import adviesspoor


def document_id(home: Path, file: str) -> str:
    rows = adviesspoor(home, "list", "documents", "--format", "json").data
    return next(str(row["id"]) for row in rows if row["file"] == file)


def recommendation_id(home: Path, words: str) -> str:
    rows = adviesspoor(home, "list", "recommendations", "--format", "json").data
    return next(str(row["id"]) for row in rows if words in row["text"])


# -- adding -----------------------------------------------------------------------------------------------------------
def test_add_says_what_happened_to_each_file(letters: Path, home: Path) -> None:
    first = adviesspoor(home, "add", letters)
    assert first.code == 0
    assert "toegevoegd   advies.txt" in first.out
    assert "2 toegevoegd, 0 ongewijzigd, 0 mislukt." in first.out
    again = adviesspoor(home, "add", letters / "advies.txt", letters / "antwoord.txt")
    assert again.code == 0
    assert "0 toegevoegd, 2 ongewijzigd, 0 mislukt." in again.out


def test_add_goes_on_after_a_file_that_cannot_be_read(letters: Path, home: Path, tmp_path: Path) -> None:
    broken = tmp_path / "kapot.pdf"
    broken.write_bytes(b"%PDF-1.7 and then nothing")
    ended = adviesspoor(home, "add", broken, letters)
    assert ended.code == 1
    assert "2 toegevoegd, 0 ongewijzigd, 1 mislukt." in ended.out
    assert "kapot.pdf" in ended.err
    assert "Traceback" not in ended.err


def test_add_names_a_file_that_is_not_there(home: Path, tmp_path: Path) -> None:
    ended = adviesspoor(home, "add", tmp_path / "weg.pdf")
    assert ended.code == 1
    assert "weg.pdf" in ended.err


def test_add_of_a_folder_without_letters_says_so(home: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    assert "staat geen document" in adviesspoor(home, "add", tmp_path / "leeg").err


def test_link_counts_what_it_linked(own: Path) -> None:
    ended = adviesspoor(own, "link")
    assert ended.code == 0
    assert int(ended.out.split()[0]) >= 2


# -- asking -----------------------------------------------------------------------------------------------------------
def test_search_as_json_gives_the_place_of_every_hit(filled: Path) -> None:
    hits = adviesspoor(filled, "search", "wachttijd huishoudelijke hulp", "--format", "json", "--limit", "3").data
    assert 1 <= len(hits) <= 3
    assert set(hits[0]) == {"file", "document_id", "page", "place", "text", "score", "why", "answers", "statements"}
    assert "vier weken" in hits[0]["text"]
    assert hits[0]["place"]
    assert {"id", "kind", "text", "standing"} == set(next(hit for hit in hits if hit["statements"])["statements"][0])
    assert [hit["score"] for hit in hits] == sorted((hit["score"] for hit in hits), reverse=True)


def test_search_keeps_to_the_kind_that_was_asked_for(filled: Path) -> None:
    only = adviesspoor(filled, "search", "huishoudelijke hulp", "--kind", "advies", "--format", "json").data
    assert {hit["file"] for hit in only} == {"advies.txt"}


def test_search_keeps_to_the_days_that_were_asked_for(filled: Path) -> None:
    late = adviesspoor(filled, "search", "huishoudelijke hulp", "--since", "1-5-2025", "--format", "json").data
    assert {hit["file"] for hit in late} == {"antwoord.txt"}
    early = adviesspoor(filled, "search", "huishoudelijke hulp", "--until", "2025-05-01", "--format", "json").data
    assert {hit["file"] for hit in early} == {"advies.txt"}


def test_search_takes_a_part_of_the_senders_name(filled: Path) -> None:
    hits = adviesspoor(filled, "search", "huishoudelijke hulp", "--sender", "adviesraad", "--format", "json").data
    assert {hit["file"] for hit in hits} == {"advies.txt"}
    nobody = adviesspoor(filled, "search", "huishoudelijke hulp", "--sender", "waterschap")
    assert (nobody.code, nobody.out) == (1, "")
    assert "waterschap" in nobody.err


@pytest.mark.parametrize("text", ["", "   ", 'art. 3:50 "', "1 kind, 1 gezin, 1 plan", "%_*'"])
def test_search_behaves_on_odd_words(filled: Path, text: str) -> None:
    ended = adviesspoor(filled, "search", text, "--format", "json")
    assert ended.code == 0
    assert isinstance(ended.data, list)


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ([""], "typ een woord of een getal om op te zoeken."),
        (["hulp", "--since", "2099-01-01"], "de filters laten niets over."),
        (["--since", "2024-12-31", "--until", "2024-01-01"], "de eerste dag ligt na de laatste."),
    ],
    ids=str,
)
def test_search_without_hits_says_why_beside_the_results(filled: Path, asked: list[str], why: str) -> None:
    ended = adviesspoor(filled, "search", *asked)
    assert (ended.code, ended.out) == (0, "")
    assert f"Geen passages gevonden: {why}" in ended.err


def test_search_for_people_shows_the_source(filled: Path) -> None:
    ended = adviesspoor(filled, "search", "hoe lang moeten mensen op hulp wachten")
    assert ended.code == 0
    assert ended.out.startswith("1. ")
    assert "Waarom: " in ended.out


def test_trail_shows_the_recommendation_beside_its_answer(filled: Path) -> None:
    ended = adviesspoor(filled, "trail", recommendation_id(filled, "vier weken"))
    assert ended.code == 0
    assert "beantwoord" in ended.out
    assert "Antwoord: overgenomen" in ended.out
    assert "20 mei 2025" in ended.out
    assert "alinea" in ended.out


def test_list_recommendations_knows_where_each_one_stands(filled: Path) -> None:
    rows = adviesspoor(filled, "list", "recommendations", "--format", "json").data
    assert [row["position"] for row in rows] == ["overgenomen", "niet overgenomen"]
    assert all(row["file"] == "advies.txt" and row["place"] for row in rows)


def test_list_commitments_carries_the_term(filled: Path) -> None:
    rows = adviesspoor(filled, "list", "commitments", "--format", "json").data
    promised = next(row for row in rows if "informeren" in row["text"])
    assert promised["due"] == "2025-10-01"
    assert promised["status"] == "openstaand"


def test_list_as_text_has_a_line_for_each(filled: Path) -> None:
    ended = adviesspoor(filled, "list", "documents")
    assert len(ended.out.splitlines()) == 2
    assert "ASD-2025-07" in ended.out


def test_list_of_nothing_says_what_to_do(home: Path) -> None:
    ended = adviesspoor(home, "list", "documents")
    assert ended.code == 0
    assert "adviesspoor add" in ended.err
    assert adviesspoor(home, "list", "commitments", "--format", "json").data == []


def test_show_knows_documents_passages_and_statements(filled: Path) -> None:
    document = document_id(filled, "advies.txt")
    assert "ASD-2025-07" in adviesspoor(filled, "show", document).out
    found = recommendation_id(filled, "vier weken")
    shown = adviesspoor(filled, "show", found).out
    assert "Aanbeveling" in shown
    assert "alinea" in shown
    hit = adviesspoor(filled, "search", "vier weken", "--format", "text").out
    passage = hit.splitlines()[0].rsplit("[", 1)[1].rstrip("]")
    assert "vier weken" in adviesspoor(filled, "show", passage).out


@pytest.mark.parametrize("verb", ["show", "trail", "forget"])
def test_an_unknown_id_ends_in_one_sentence(filled: Path, verb: str) -> None:
    ended = adviesspoor(filled, verb, "bestaat-niet")
    assert (ended.code, ended.out) == (1, "")
    assert len(ended.err.strip().splitlines()) == 1
    assert "bestaat-niet" in ended.err


# -- taking home ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("form", FORMATS)
def test_export_writes_the_file(filled: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"uit.{form}"
    ended = adviesspoor(filled, "export", "--format", form, "--out", out)
    assert ended.code == 0
    assert str(out) in ended.err
    assert out.stat().st_size > 100


def test_exported_json_has_the_links_of_both_letters(filled: Path, tmp_path: Path) -> None:
    out = tmp_path / "uit.json"
    adviesspoor(filled, "export", "--format", "json", "--out", out)
    data = json.loads(out.read_text(encoding="utf-8"))
    assert {"documents", "statements", "links", "decisions", "coverage"} <= set(data)
    assert {"overgenomen", "niet overgenomen"} <= {link["position"] for link in data["links"]}


def test_every_format_can_be_asked_for() -> None:
    assert tuple(ExportFormat) == FORMATS


def test_an_export_to_a_folder_that_is_not_there_ends_in_one_sentence(filled: Path, tmp_path: Path) -> None:
    ended = adviesspoor(filled, "export", "--format", "csv", "--out", tmp_path / "weg" / "uit.csv")
    assert ended.code == 1
    assert len(ended.err.strip().splitlines()) == 1


# -- people -----------------------------------------------------------------------------------------------------------
def test_a_decision_stands_in_the_trail(own: Path) -> None:
    found = recommendation_id(own, "vier weken")
    ended = adviesspoor(own, "decide", found, "--verdict", "bevestigd", "--by", "M. Smit", "--reason", "klopt")
    assert ended.code == 0
    assert "Besluit: bevestigd, M. Smit" in adviesspoor(own, "trail", found).out


def test_a_corrected_position_counts(own: Path) -> None:
    found = recommendation_id(own, "half jaar")
    line = next(row for row in adviesspoor(own, "trail", found).out.splitlines() if row.startswith("Antwoord"))
    link = line.rsplit("[", 1)[1].rstrip("]")
    correction = ("--verdict", "gecorrigeerd", "--value", "onduidelijk", "--by", "M. Smit", "--reason", "te vaag")
    assert adviesspoor(own, "decide", link, *correction).code == 0
    rows = adviesspoor(own, "list", "recommendations", "--format", "json").data
    assert next(row["position"] for row in rows if row["id"] == found) == "onduidelijk"


def test_a_decision_needs_a_name(own: Path) -> None:
    found = recommendation_id(own, "vier weken")
    ended = adviesspoor(own, "decide", found, "--verdict", "bevestigd", "--by", " ", "--reason", "klopt")
    assert ended.code == 1
    assert "naam" in ended.err


WHO = ("--by", "M. Smit", "--reason", "nagekeken")


def rows(home: Path, table: str) -> list[dict[str, object]]:
    return list(adviesspoor(home, "list", table, "--format", "json").data)


def test_what_was_missed_is_added_linked_and_taken_back(own: Path) -> None:
    passage = adviesspoor(own, "search", "genoeg bevraagd", "--limit", "1").out.split("[", 1)[1].split("]")[0]
    words = "Cliënten worden al genoeg bevraagd."
    added = adviesspoor(own, "decide", passage, "--add", "response", "--quote", words, *WHO)
    assert (added.code, "Vastgelegd: toegevoegd door M. Smit" in added.out) == (0, True)
    statement = str(rows(own, "decisions")[0]["subject_id"])
    target = recommendation_id(own, "vier weken")
    linked = adviesspoor(own, "decide", statement, "--link-to", target, "--position", "aangehouden", *WHO)
    assert linked.code == 0
    assert "voorstel van met de hand" not in adviesspoor(own, "trail", target).out
    assert "gelegd met de hand, M. Smit" in adviesspoor(own, "trail", target).out
    link = f"{statement}-answers-{target}"
    other = recommendation_id(own, "half jaar")
    assert adviesspoor(own, "decide", link, "--move-to", other, *WHO).code == 0
    assert adviesspoor(own, "decide", f"{statement}-answers-{other}", "--undo", *WHO).code == 0
    assert link in adviesspoor(own, "trail", target).out
    assert [row["state"] for row in rows(own, "decisions")] == ["geldt", "ingetrokken", "geldt", "geldt"]
    assert "niet letterlijk" in adviesspoor(own, "decide", passage, "--add", "request", "--quote", "Neen!", *WHO).err


def test_a_split_is_made_at_words_and_undone(own: Path) -> None:
    found = recommendation_id(own, "vier weken")
    assert adviesspoor(own, "decide", found, "--split-at", "tot vier weken", *WHO).code == 0
    texts = [row["text"] for row in rows(own, "recommendations")]
    assert "tot vier weken." in texts
    assert adviesspoor(own, "decide", f"{found}.1", "--merge-with", f"{found}.2", *WHO).code == 0
    assert adviesspoor(own, "decide", f"{found}.1+", "--undo", *WHO).code == 0
    assert adviesspoor(own, "decide", f"{found}.2", "--undo", *WHO).code == 0
    assert [row["id"] for row in rows(own, "recommendations")].count(found) == 1


def test_done_needs_a_proof_that_exists(own: Path) -> None:
    promise = next(str(row["id"]) for row in rows(own, "commitments"))
    done = ("decide", promise, "--verdict", "gecorrigeerd", "--value", "afgedaan", *WHO)
    assert "bewijs" in adviesspoor(own, *done).err
    proof = ("--proof-document", document_id(own, "antwoord.txt"), "--done-on", "1-10-2025")
    assert "heeft geen alinea 99" in adviesspoor(own, *done, *proof, "--proof-page", "99").err
    assert adviesspoor(own, *done, *proof, "--proof-page", "3").code == 0
    shown = adviesspoor(own, "show", promise).out
    assert "Bewijs: " in shown
    assert "alinea 3; gedaan op 1 oktober 2025" in shown


def test_the_tool_says_how_far_people_agree_with_it(own: Path) -> None:
    assert "nog niets besloten" in adviesspoor(own, "list", "agreement").err
    for words, verdict in (("vier weken", "bevestigd"), ("half jaar", "afgewezen")):
        assert adviesspoor(own, "decide", recommendation_id(own, words), "--verdict", verdict, *WHO).code == 0
    assert adviesspoor(own, "list", "agreement").out.strip() == (
        "aanbeveling  2 beoordeeld:  1 bevestigd  0 gecorrigeerd  1 afgewezen  (50 % bevestigd)"
    )
    assert "bevestigd" in adviesspoor(own, "list", "decisions").out


def test_a_corrected_letter_takes_the_place_of_the_first(own: Path, letters: Path, tmp_path: Path) -> None:
    first = document_id(own, "advies.txt")
    text = (letters / "advies.txt").read_text(encoding="utf-8").replace("vier weken", "drie weken")
    (tmp_path / "advies hersteld.txt").write_text(text, encoding="utf-8")
    assert "nieuwe versie van advies.txt" in adviesspoor(own, "add", tmp_path / "advies hersteld.txt").err
    assert "advies.txt" not in {row["file"] for row in rows(own, "documents")}
    assert "ouder, telt niet meer mee" in adviesspoor(own, "show", first).out
    assert "2 documenten, 1 oudere versie" in adviesspoor(own, "check").out


def test_it_is_said_which_of_two_versions_was_redacted(own: Path, tmp_path: Path) -> None:
    text = (
        "Adviesraad Veldwijk\n\nAan het college van Veldwijk\n\nDatum: 4 maart 2031\nOns kenmerk: AV-31-7\n\n"
        "Geacht college,\n\nWij spraken met mevrouw Postma-Eringa van de Elzenkade over haar vervoer.\n"
        "\nWij adviseren u de vervoerder Rolmobiel te vervangen en dat elk jaar te bezien.\n\nMet vriendelijke groet,\n"
    )
    whole, gone, back = (tmp_path / name for name in ("heel.txt", "gelakt.txt", "toch heel.txt"))
    whole.write_text(text, encoding="utf-8")
    gone.write_text(text.replace("Postma-Eringa van de Elzenkade", "[…]").replace("Rolmobiel", "[…]"), encoding="utf-8")
    back.write_text(text + "\n", encoding="utf-8")
    assert "versie" not in adviesspoor(own, "add", whole).err
    told = adviesspoor(own, "add", gone).err
    assert "een gelakte versie van heel.txt; de ongelakte blijft bewaard" in " ".join(told.split())
    assert document_id(own, "gelakt.txt")
    assert "Rolmobiel" not in adviesspoor(own, "search", "Rolmobiel").out
    told = adviesspoor(own, "add", back).err
    assert "Let op, dit is een ongelakte versie van gelakt.txt" in " ".join(told.split())


# -- upkeep -----------------------------------------------------------------------------------------------------------
def test_check_is_content_with_what_add_made(filled: Path) -> None:
    ended = adviesspoor(filled, "check")
    assert ended.code == 0
    assert "2 documenten" in ended.out


def test_check_names_each_problem(own: Path) -> None:
    with KnowledgeBase(own) as kb:
        kb.original(document_id(own, "advies.txt")).unlink()
    ended = adviesspoor(own, "check")
    assert ended.code == 1
    assert ended.out.strip()
    assert "Traceback" not in ended.err


def test_reindex_counts_the_passages(own: Path) -> None:
    ended = adviesspoor(own, "reindex")
    assert ended.code == 0
    assert int(ended.out.split()[0]) > 5


def test_forget_asks_first(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    document = document_id(own, "advies.txt")
    monkeypatch.setattr("sys.stdin", io.StringIO("nee\n"))
    assert adviesspoor(own, "forget", document).code == 1
    assert document_id(own, "advies.txt") == document
    monkeypatch.setattr("sys.stdin", io.StringIO("ja\n"))
    assert adviesspoor(own, "forget", document).code == 0
    left = adviesspoor(own, "list", "documents", "--format", "json").data
    assert [row["file"] for row in left] == ["antwoord.txt"]


def test_forget_without_anybody_to_ask_forgets_nothing(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    ended = adviesspoor(own, "forget", document_id(own, "advies.txt"))
    assert ended.code == 1
    assert "Traceback" not in ended.err
    assert document_id(own, "advies.txt")


def test_forget_with_yes_does_not_ask(own: Path) -> None:
    assert adviesspoor(own, "forget", document_id(own, "antwoord.txt"), "--yes").code == 0
    assert len(adviesspoor(own, "list", "documents").out.splitlines()) == 1
