"""`bodies` on the command line: which bodies there are, and what a person decides about their names."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.commands import ADVICE, adviesspoor

SHORT, FULL = "Adviesraad Zandveen", "Adviesraad Sociaal Domein Zandveen"
LATER = ADVICE.replace(FULL, SHORT).replace("2025", "2026").replace("ASD-2025-07", "ASD-2026-02")
MERGE = ("bodies", "--merge", SHORT, "--into", FULL)
WHO = ("--by", "M. Smit", "--reason", "één raad")


@pytest.fixture(scope="module")
def two_names(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The advice and its answer, with a later advice under a short name."""
    folder = tmp_path_factory.mktemp("twee")
    shutil.copytree(filled, folder / "kennisbank")
    (folder / "later.txt").write_text(LATER, "utf-8")
    assert adviesspoor(folder / "kennisbank", "add", folder / "later.txt").code == 0
    return folder / "kennisbank"


@pytest.fixture
def own(two_names: Path, home: Path) -> Path:
    shutil.copytree(two_names, home)
    return home


def test_it_lists_the_bodies_and_proposes_what_probably_is_one(two_names: Path) -> None:
    ended = adviesspoor(two_names, "bodies")
    assert ended.code == 0
    assert f"{FULL}: 1 geschreven, 1 ontvangen, van 4 maart 2025 tot en met 20 mei 2025\n" in ended.out
    assert f'"{SHORT}" en "{FULL}": de ene naam is de andere, met meer erbij\n' in ended.out
    assert "--merge" in ended.err
    rows = {row["name"]: row for row in adviesspoor(two_names, "bodies", "--format", "json").data}
    assert (rows[SHORT]["sent"], rows[SHORT]["first"], rows[SHORT]["alike"]) == (1, "2026-03-04", [FULL])


def test_a_name_is_brought_under_another_and_back(own: Path) -> None:
    made = adviesspoor(own, *MERGE, *WHO)
    assert (made.code, made.out) == (0, f'Vastgelegd door M. Smit: "{SHORT}" staat onder "{FULL}".\n')
    listed = adviesspoor(own, "bodies").out
    assert f"{FULL}: 2 geschreven" in listed
    assert f"  ook {SHORT}: 1 geschreven" in listed
    assert "samengevoegd door M. Smit" in listed
    assert "één raad" in adviesspoor(own, "list", "decisions").out
    gone = adviesspoor(own, "bodies", "--undo", SHORT, "--by", "M. Smit")
    assert (gone.code, gone.out) == (
        0, f'Vastgelegd door M. Smit: het laatste besluit over "{SHORT}" is ingetrokken.\n'
    )  # fmt: skip
    assert f"{FULL}: 1 geschreven" in adviesspoor(own, "bodies").out


def test_two_bodies_are_kept_apart(own: Path) -> None:
    made = adviesspoor(own, "bodies", "--apart", SHORT, "--from", FULL, *WHO)
    assert made.out == f'Vastgelegd door M. Smit: "{SHORT}" en "{FULL}" zijn twee organisaties.\n'
    assert "Waarschijnlijk" not in adviesspoor(own, "bodies").out


def test_every_filter_by_sender_finds_the_letters_under_each_name(own: Path, tmp_path: Path) -> None:
    adviesspoor(own, *MERGE, *WHO)
    for typed in (FULL, "RAAD ZAND"):
        rows = adviesspoor(own, "list", "recommendations", "--sender", typed, "--format", "json").data
        assert {(row["body"], row["file"]) for row in rows} == {(FULL, "advies.txt"), (FULL, "later.txt")}
        hits = adviesspoor(own, "search", "wachttijd", "--sender", typed, "--format", "json").data
        assert {hit["file"] for hit in hits} == {"advies.txt", "later.txt"}
        out = tmp_path / f"{len(typed)}.csv"
        assert adviesspoor(own, "export", "--format", "csv", "--sender", typed, "--out", out).code == 0
        assert "later.txt" in out.read_text("utf-8-sig")
    (later,) = (row for row in adviesspoor(own, "list", "documents", "--format", "json").data if row["in_letter"])
    assert (later["sender"], later["in_letter"], later["file"]) == (FULL, SHORT, "later.txt")
    assert f"Afzender: {FULL} (in de brief: {SHORT})" in adviesspoor(own, "show", later["id"]).out


@pytest.mark.parametrize(
    ("typed", "code", "said"),
    [
        (("--merge", SHORT), 2, "Kies één van --merge met --into"),
        (("--into", SHORT), 2, "Kies één van --merge met --into"),
        (("--apart", SHORT, "--into", FULL), 2, "Kies één van --merge met --into"),
        (("--merge", SHORT, "--into", FULL, "--undo", SHORT), 2, "Kies één van --merge met --into"),
        (("--merge", SHORT, "--into", FULL), 1, "Zeg wie dit besluit"),
        (("--merge", "Adviesraat", "--into", FULL, *WHO), 1, 'geen organisatie met de naam "Adviesraat"'),
        (("--undo", SHORT, "--by", "M. Smit"), 1, "geen besluit om in te trekken"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_what_cannot_be_is_said(typed: tuple[str, ...], code: int, said: str, two_names: Path) -> None:
    ended = adviesspoor(two_names, "bodies", *typed)
    assert ended.code == code
    assert said in ended.err
    assert adviesspoor(two_names, "list", "decisions").out == ""


def test_an_empty_knowledge_base_has_none(home: Path) -> None:
    ended = adviesspoor(home, "bodies")
    assert (ended.code, ended.out) == (0, "")
    assert "adviesspoor add" in ended.err


def test_a_person_says_to_which_municipality_a_body_or_a_document_belongs(own: Path, tmp_path: Path) -> None:
    made = adviesspoor(own, "bodies", "--place", FULL, "--in", "Gemeente Aalten", *WHO)
    assert (made.code, made.out) == (0, f'Vastgelegd door M. Smit: "{FULL}" hoort bij Gemeente Aalten.\n')
    assert "  hoort bij Gemeente Aalten (ingedeeld door M. Smit, " in adviesspoor(own, "bodies").out
    documents = adviesspoor(own, "list", "documents", "--format", "json").data
    first = next(each for each in documents if each["sender"] == FULL)
    assert first["authorities"] == ["Gemeente Aalten", "Gemeente Zandveen"], "what is known of the addressee stays"
    made = adviesspoor(own, "decide", first["id"], "--in", "Gemeente Ede", "--in", "Provincie Utrecht", *WHO)
    assert made.code == 0
    shown = adviesspoor(own, "show", first["id"]).out
    assert "Gemeente Ede, Provincie Utrecht (ingedeeld door een mens; uit de brief: Gemeente Zandveen)" in shown
    assert "ingedeeld bij Gemeente Ede; Provincie Utrecht" in adviesspoor(own, "list", "decisions").out
    out = tmp_path / "uit.json"
    assert adviesspoor(own, "export", "--format", "json", "--municipality", "Ede", "--out", out).code == 0
    assert [each["id"] for each in json.loads(out.read_text("utf-8"))["documents"]][:1] == [first["id"]]
    assert adviesspoor(own, "decide", first["id"], "--undo", *WHO).code == 0
    assert adviesspoor(own, "bodies", "--undo", FULL, "--by", "M. Smit").code == 0
    assert adviesspoor(own, "list", "documents", "--format", "json").data == documents_before(documents)


def documents_before(documents: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{**each, "authorities": ["Gemeente Zandveen"]} for each in documents]


def test_what_belongs_together_is_asked_together(own: Path) -> None:
    assert adviesspoor(own, "bodies", "--place", FULL, "--by", "M. Smit").code == 2
    refused = adviesspoor(own, "bodies", "--place", FULL, "--in", "Zandveen", "--by", "M. Smit")
    assert (refused.code, "bij haar hele naam" in refused.err) == (1, True)
    none = adviesspoor(own, "bodies", "--place", FULL, "--in", "geen", "--by", "M. Smit")
    assert none.out == f'Vastgelegd door M. Smit: "{FULL}" hoort bij geen gemeente.\n'
