"""The filters of `list recommendations` and `export`, as a clerk types them."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tests.commands import adviesspoor

CHOICES = [
    (("--position", "overgenomen"), ["weken"]),
    (("--position", "overgenomen", "--position", "niet overgenomen"), ["weken", "ervaringen"]),
    (("--sender", "zandveen", "--year", "2025"), ["weken", "ervaringen"]),
    (("--year", "2024"), []),
    (("--status", "beantwoord", "--judged", "nee", "--kind", "advies"), ["weken", "ervaringen"]),
    (("--judged", "ja"), []),
    (("--term", "geen termijn", "--words", "cliënten ervaringen"), ["ervaringen"]),
]


@pytest.mark.parametrize(("options", "found"), CHOICES, ids=lambda value: " ".join(value))
def test_a_list_and_an_export_keep_the_same(
    filled: Path, tmp_path: Path, options: tuple[str, ...], found: list[str]
) -> None:
    rows = adviesspoor(filled, "list", "recommendations", *options, "--format", "json").data
    out = tmp_path / "uit.csv"
    ended = adviesspoor(filled, "export", "--format", "csv", "--out", out, *options)
    assert ended.code == 0
    with out.open(encoding="utf-8-sig", newline="") as file:
        exported = list(csv.DictReader(file, delimiter=";"))
    assert [row["text"] for row in rows] == [row["Aanbeveling"] for row in exported]
    assert len(rows) == len(found)
    assert all(word in row["text"] for word, row in zip(found, rows, strict=True))


def test_nothing_that_passes_is_said(filled: Path) -> None:
    ended = adviesspoor(filled, "list", "recommendations", "--year", "1999")
    assert (ended.code, ended.out.strip(), ended.err.strip()) == (0, "", "Geen aanbeveling past bij deze keuze.")


def test_a_line_says_that_a_position_is_a_proposal(filled: Path) -> None:
    first = adviesspoor(filled, "list", "recommendations").out.splitlines()[0]
    assert "overgenomen  (voorstel)" in first


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("list", "documents", "--year", "2024"), 2, "horen alleen bij: list recommendations"),
        (("list", "recommendations", "--judged", "misschien"), 2, "kies uit ja, nee"),
        (("list", "recommendations", "--term", "ooit"), 2, "kies uit geen termijn, loopt nog"),
        (("list", "recommendations", "--year", "nul"), 2, "geen heel getal"),
        (("list", "recommendations", "--sender", "Rekenkamer"), 1, "geen adviseur met Rekenkamer in de naam"),
    ],
)
def test_a_filter_that_cannot_be_is_explained(filled: Path, typed: tuple[str, ...], code: int, said: str) -> None:
    ended = adviesspoor(filled, *typed)
    assert ended.code == code
    assert said in ended.err


def test_the_help_is_dutch(filled: Path) -> None:
    ended = adviesspoor(filled, "list", "--help")
    assert "Of een mens het standpunt" in ended.out
    assert "--judged" in ended.out
