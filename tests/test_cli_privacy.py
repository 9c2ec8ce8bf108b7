"""The privacy switch on the command line: the setting, one export, the list per document and its corrections."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import ADVICE, adviesspoor

STORY = "Karin Veenstra (06-12345678) wacht al een jaar."
SECRET = ("Veenstra", "Karin", "12345678")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("privacy") / "kennisbank"
    file = home.parent / "advies.txt"
    point = "De adviesraad adviseert u om mevrouw Veenstra binnen een week te bellen."
    text = ADVICE.replace("De afgelopen maanden", f"{STORY}\n\nDe afgelopen maanden")
    file.write_text(
        text.replace("De adviesraad adviseert u om cliënten", f"{point}\n\nDe raad vraagt u cliënten"), "utf-8"
    )
    assert adviesspoor(home, "add", file).code == 0
    return home


def document(home: Path) -> str:
    return str(adviesspoor(home, "list", "documents", "--format", "json").data[0]["id"])


def leaks(text: str) -> list[str]:
    return [word for word in SECRET if word in text]


def test_one_export_hides_and_the_next_does_not(filled: Path, tmp_path: Path) -> None:
    for name, more in (("dicht", ("--privacy",)), ("open", ())):
        ended = adviesspoor(filled, "export", "--format", "json", "--out", tmp_path / name, *more)
        assert ended.code == 0
    assert leaks((tmp_path / "dicht").read_text("utf-8")) == []
    assert "mevrouw [persoon 1] binnen een week" in (tmp_path / "dicht").read_text("utf-8")
    assert "mevrouw Veenstra binnen een week" in (tmp_path / "open").read_text("utf-8")


def test_the_setting_hides_in_every_answer(filled: Path, tmp_path: Path) -> None:
    point = next(
        row["id"] for row in adviesspoor(filled, "list", "recommendations", "--format", "json").data
        if "Veenstra" in row["text"]
    )  # fmt: skip
    one = document(filled)
    settings = filled / "instellingen.toml"
    settings.write_text("privacy = true\n", "utf-8")
    try:
        out = tmp_path / "uit.csv"
        ended = [
            adviesspoor(filled, *command)
            for command in (
                ("search", "Veenstra bellen"), ("search", "Veenstra", "--format", "json"), ("list", "recommendations"),
                ("list", "documents"), ("show", one), ("show", point), ("trail", point), ("trail", point, "--why"),
                ("export", "--format", "csv", "--out", str(out)),
            )
        ]  # fmt: skip
    finally:
        settings.unlink()
    assert [each.code for each in ended] == [0] * len(ended)
    assert leaks("".join(each.out + each.err for each in ended) + out.read_text("utf-8")) == []
    assert "[persoon 1]" in ended[0].out


def test_the_list_says_what_is_hidden_and_takes_corrections(filled: Path) -> None:
    one = document(filled)
    first = adviesspoor(filled, "privacy", one)
    assert "[persoon 1]: Karin Veenstra" in first.out
    assert "[telefoonnummer]: 06-12345678 (1 keer)" in first.out
    assert "Het programma mist namen en nummers" in first.err
    shown = adviesspoor(filled, "privacy", one, "--show", "06-12345678", "--hide", "vier weken", "--by", "Bo Vos")
    assert "[telefoonnummer] wordt getoond: 06-12345678" in shown.out
    assert "[verborgen 1]: vier weken" in shown.out
    assert "verborgen volgens Bo Vos" in shown.out
    rows = {row["label"]: row for row in adviesspoor(filled, "privacy", one, "--format", "json").data}
    assert rows["[telefoonnummer]"]["shown"] is True
    assert rows["[verborgen 1]"]["by"] == "Bo Vos"
    adviesspoor(filled, "privacy", one, "--hide", "[telefoonnummer]", "--by", "Bo Vos")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--hide", "vier weken"), "Zeg wie dit besluit"),
        (("--hide", "staat nergens", "--by", "Bo"), '"staat nergens" staat niet in'),
        (("--show", "wethouder", "--by", "Bo"), '"wethouder" is niet verborgen in'),
    ],
)
def test_a_correction_that_cannot_be_is_one_sentence(more: tuple[str, ...], said: str, filled: Path) -> None:
    ended = adviesspoor(filled, "privacy", document(filled), *more)
    assert ended.code == 1
    assert said in ended.err


def test_a_document_that_is_not_there_is_said(filled: Path) -> None:
    assert adviesspoor(filled, "privacy", "nergens").err == "Er is geen document met de code nergens.\n"
