"""`commitments` on the command line: choose, take home, edit, read back."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ingest.pipeline import add
from kb import KnowledgeBase
from tests.commands import ANSWER, adviesspoor

PROMISE = "Wij zullen u voor 1 oktober 2025 informeren over de wachttijden."


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("zandveen")
    (folder / "antwoord.txt").write_text(ANSWER, "utf-8")
    with KnowledgeBase(folder / "kennisbank") as kb:
        add(kb, [folder / "antwoord.txt"])
    return folder / "kennisbank"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ([], 1), (["--term", "te-laat"], 1), (["--term", "30dagen"], 0), (["--term-until", "2025-09-30"], 0),
        (["--term-since", "1-10-2025", "--term-until", "1-10-2025"], 1), (["--since", "21-5-2025"], 0),
        (["--status", "afgedaan"], 0), (["--body", "adviesraad"], 1), (["--holder", "Van Dam"], 0),
        (["--words", "wachttijden INFORMEREN"], 1),
        # their names before
        (["--loopt", "30dagen"], 0), (["--van", "1-10-2025", "--tot", "1-10-2025"], 1), (["--vanaf", "21-5-2025"], 0),
        (["--instantie", "adviesraad"], 1), (["--wie", "Van Dam"], 0), (["--zoek", "wachttijden INFORMEREN"], 1),
    ],
    ids=str,
)  # fmt: skip
def test_the_list_is_filtered(typed: list[str], found: int, filled: Path) -> None:
    ended = adviesspoor(filled, "commitments", "list", "--format", "json", *typed)
    assert ended.code == 0
    assert [row["text"] for row in ended.data] == [PROMISE] * found


def test_a_list_goes_out_and_its_edits_come_back_under_a_name(filled: Path, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    made = adviesspoor(filled, "commitments", "export", "--format", "csv", "--out", path)
    assert (made.code, made.err) == (0, f"Geschreven: {path} (1 toezegging)\n")
    same = adviesspoor(filled, "commitments", "import", path, "--by", "Ans de Wit", "--yes")
    assert (same.code, same.out) == (0, "")
    edit(path, "in behandeling", "Eerste cijfers in juni.")
    seen = adviesspoor(filled, "commitments", "import", path)
    words = "rij 2: openstaand wordt in behandeling; toelichting: Eerste cijfers in juni.\n  “" + PROMISE + "”\n"
    assert (seen.code, seen.out) == (0, words)
    assert "Er is niets vastgelegd." in seen.err
    assert decided(filled) == []
    unnamed = adviesspoor(filled, "commitments", "import", path, "--yes")
    assert unnamed.code == 1
    assert decided(filled) == []
    taken = adviesspoor(filled, "commitments", "import", path, "--by", "Ans de Wit", "--yes")
    assert taken.out.endswith("Vastgelegd door Ans de Wit: 1 wijziging.\n")
    assert decided(filled) == [("Ans de Wit", "in behandeling", "Eerste cijfers in juni.")]


def edit(path: Path, status: str, note: str) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    rows[0] |= {"Status": status, "Toelichting": note}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)


def decided(home: Path) -> list[tuple[str, str | None, str]]:
    with KnowledgeBase(home) as kb:
        return [(each.by, each.value, each.reason) for each in kb.decisions()]


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (["import", "weg.xlsx"], 1, "weg.xlsx"),
        (["import", "{brief}"], 1, "brief.txt: een lijst leest u terug uit een Excel-bestand (.xlsx)"),
        (["export", "--format", "pdf", "--out", "x.pdf"], 1, "kies uit xlsx, docx, csv"),
        (["list", "--term", "ooit"], 2, "kies uit alles, te-laat, 30dagen, kwartaal"),
        (["list", "--since", "gisteren"], 2, "geen datum"),
    ],
    ids=str,
)
def test_what_cannot_be_is_said_in_one_sentence(
    typed: list[str], code: int, said: str, filled: Path, tmp_path: Path
) -> None:
    (tmp_path / "brief.txt").write_text("Geachte raad,", "utf-8")
    ended = adviesspoor(filled, "commitments", *(word.format(brief=tmp_path / "brief.txt") for word in typed))
    assert (ended.code, ended.out) == (code, "")
    assert said in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_one_advice_is_exported_as_a_report(filled: Path, tmp_path: Path) -> None:
    with KnowledgeBase(filled) as kb:
        (advice,) = kb.advices()
    out = tmp_path / "verslag.html"
    assert adviesspoor(filled, "export", "--format", "html", "--advice", advice.document.id, "--out", out).code == 0
    assert "Dit advies nemen wij niet over." in out.read_text("utf-8")
    ended = adviesspoor(filled, "export", "--format", "html", "--advice", "d00", "--out", out)
    assert (ended.code, len(ended.err.strip().splitlines())) == (1, 1)
