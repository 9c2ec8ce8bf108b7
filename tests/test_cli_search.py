"""The command `search`: without a question, in an order, within one document, and as a file."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

from openpyxl import load_workbook

from tests.commands import adviesspoor


def test_without_a_question_it_lists_all_and_says_how_much_is_left(filled: Path) -> None:
    ended = adviesspoor(filled, "search", "--limit", "2")
    assert ended.code == 0
    assert ended.out.startswith("1. ")
    assert "Waarom" not in ended.out
    assert ended.err.startswith("2 van ")


def test_statements_come_with_how_far_they_are(filled: Path) -> None:
    hits = adviesspoor(filled, "search", "--statement", "recommendation", "--format", "json", "--limit", "50").data
    found = [each for hit in hits for each in hit["statements"]]
    assert found
    assert {each["kind"] for each in found} == {"recommendation"}
    assert all(each["standing"] for each in found)
    assert f": {found[0]['standing']}" in adviesspoor(filled, "search", "--statement", "recommendation").out


def test_a_search_can_be_put_by_date_and_kept_within_a_document(filled: Path) -> None:
    documents = {each["id"]: each["date"] for each in adviesspoor(filled, "list", "documents", "--format", "json").data}
    by_date = adviesspoor(filled, "search", "huishoudelijke hulp", "--sort", "date", "--format", "json").data
    days = [documents[hit["document_id"]] for hit in by_date]
    assert len(set(days)) > 1
    assert all(first >= second for first, second in pairwise(days))
    one = next(iter(documents))
    hits = adviesspoor(filled, "search", "huishoudelijke hulp", "--document", one, "--format", "json").data
    assert {hit["document_id"] for hit in hits} == {one}
    assert adviesspoor(filled, "search", "hulp", "--document", "nergens").code == 1


def test_more_like_a_passage(filled: Path) -> None:
    passage = adviesspoor(filled, "search", "huishoudelijke hulp", "--limit", "1").out.split("[", 1)[1].split("]")[0]
    alike = adviesspoor(filled, "search", "--like", passage, "--limit", "3")
    assert "Waarom: lijkt in betekenis op de gekozen passage" in alike.out
    assert f"[{passage}]" not in alike.out
    assert adviesspoor(filled, "search", "hulp", "--like", passage).code == 2


def test_what_is_found_is_written_as_a_file(filled: Path, tmp_path: Path) -> None:
    for form in ("csv", "xlsx", "ris"):
        out = tmp_path / f"gevonden.{form}"
        ended = adviesspoor(filled, "search", "huishoudelijke hulp", "--format", form, "--out", out)
        assert (ended.code, ended.out, ended.err) == (0, "", f"Geschreven: {out}\n")
    with (tmp_path / "gevonden.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    hits = adviesspoor(filled, "search", "huishoudelijke hulp", "--format", "json").data
    assert [row["Bestand"] for row in rows] == [hit["file"] for hit in hits]
    assert load_workbook(tmp_path / "gevonden.xlsx")["Gevonden"].max_row == len(hits) + 1
    assert "TY  - " in (tmp_path / "gevonden.ris").read_text(encoding="utf-8")


def test_a_file_and_a_form_belong_together(filled: Path, tmp_path: Path) -> None:
    for wrong in (["--format", "csv"], ["--out", str(tmp_path / "x.csv")]):
        ended = adviesspoor(filled, "search", "hulp", *wrong)
        assert ended.code == 2
        assert "--out BESTAND hoort bij" in ended.err


def test_everything_asks_by_municipality(filled: Path) -> None:
    """The name with or without what it is, a part of it, and of nobody's knowing where a document belongs."""
    for name in ("Gemeente Zandveen", "zandveen", "zand"):
        hits = adviesspoor(filled, "search", "huishoudelijke hulp", "--municipality", name, "--format", "json").data
        assert len({hit["document_id"] for hit in hits}) == 2
    for listed in (
        ("list", "documents"),
        ("list", "recommendations"),
        ("list", "commitments"),
        ("commitments", "list"),
    ):
        every = adviesspoor(filled, *listed, "--format", "json").data
        assert every
        assert adviesspoor(filled, *listed, "--municipality", "Zandveen", "--format", "json").data == every
        ended = adviesspoor(filled, *listed, "--municipality", "Elders")
        assert (ended.code, "met Elders in de naam" in ended.err) == (1, True)
    assert adviesspoor(filled, "list", "decisions", "--municipality", "Zandveen").code == 2
