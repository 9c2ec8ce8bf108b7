"""Several letters in one file on the command line: proposed, split, cut elsewhere, joined, forgotten, added again."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from kb import KnowledgeBase
from tests.bundles import ADVICE, ANSWER, bundle_in, pdf
from tests.commands import Ended, adviesspoor

PARTS = ["bladzijde 1–2", "bladzijde 3", "bladzijde 4–5"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base to which the bundle was added as it is."""
    home = tmp_path_factory.mktemp("heel") / "kennisbank"
    ended = adviesspoor(home, "add", bundle_in(home.parent))
    assert ended.code == 0
    assert "lijkt 3 documenten te bevatten (bladzijde 1–2; 3; 4–5)" in ended.err
    assert f"adviesspoor split {ids(home)[0]}" in ended.err
    assert parts(home) == [None]
    return home


@pytest.fixture
def own(whole: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return Path(shutil.copytree(whole, tmp_path / "kennisbank"))


def rows(home: Path) -> list[dict[str, str]]:
    return list(adviesspoor(home, "list", "documents", "--format", "json").data)


def parts(home: Path) -> list[str | None]:
    return sorted((row["part"] for row in rows(home)), key=str)


def ids(home: Path) -> list[str]:
    return [row["id"] for row in sorted(rows(home), key=lambda row: str(row["part"]))]


def in_order(home: Path) -> bool:
    ended = adviesspoor(home, "check")
    return ended.code == 0 and ended.out.startswith("In orde")


def statuses(home: Path) -> list[str]:
    return [row["status"] for row in adviesspoor(home, "list", "recommendations", "--format", "json").data]


def file_of(home: Path) -> Path:
    return home.parent / "ingekomen_stukken.pdf"


def test_the_answer_in_a_bundle_is_linked_once_it_is_split(own: Path) -> None:
    assert "beantwoord" not in statuses(own)
    ended = adviesspoor(own, "split", ids(own)[0])
    assert ended.code == 0
    assert "Bladzijde 3 van 5: Reactie op uw advies over de boodschappenhulp." in ended.err
    assert parts(own) == PARTS
    assert statuses(own).count("beantwoord") == 2
    assert in_order(own)


def test_add_split_accepts_the_proposal_and_adding_again_changes_nothing(home: Path, tmp_path: Path) -> None:
    path = bundle_in(tmp_path)
    assert "3 toegevoegd" in adviesspoor(home, "add", "--split", path).out
    before = ids(home)
    for again in (["add", path], ["add", "--split", path], ["split", path]):
        ended = adviesspoor(home, *again)
        assert ended.code == 0
        assert "0 toegevoegd, 3 ongewijzigd" in ended.out
        assert ids(home) == before
    assert in_order(home)


def test_add_split_also_splits_what_was_added_whole(own: Path, tmp_path: Path) -> None:
    assert adviesspoor(own, "add", "--split", bundle_in(tmp_path)).code == 0
    assert parts(own) == PARTS


def test_a_letter_in_a_bundle_is_linked_with_a_loaded_one(home: Path, tmp_path: Path) -> None:
    assert adviesspoor(home, "add", bundle_in(tmp_path, pdf(ADVICE), "advies.pdf")).code == 0
    assert statuses(home) == ["geen reactie gevonden"] * 2
    path = bundle_in(tmp_path, pdf(ANSWER.replace("Z25-0481", "Z25-0482"), ANSWER.replace("22 april", "23 april")))
    assert adviesspoor(home, "add", "--split", path).code == 0
    assert statuses(home) == ["beantwoord"] * 2


def test_cutting_where_told_and_joining_again(own: Path) -> None:
    adviesspoor(own, "split", ids(own)[0], "--at", "3")
    assert parts(own) == ["bladzijde 1–2", "bladzijde 3–5"]
    outside = adviesspoor(own, "split", ids(own)[0], "--at", "4")
    assert (outside.code, parts(own)) == (1, ["bladzijde 1–2", "bladzijde 3–5"])
    assert "Dit deel is bladzijde 1–2 van ingekomen_stukken.pdf: noem bladzijden daarin" in outside.err
    adviesspoor(own, "split", ids(own)[1], "--at", "4")
    assert parts(own) == PARTS, "another part stays as it is"
    adviesspoor(own, "split", ids(own)[1], "--join")
    assert parts(own) == [None]
    assert "lijkt" not in adviesspoor(own, "add", file_of(own)).err, "who joins it does not want the proposal again"
    adviesspoor(own, "split", ids(own)[0])
    assert parts(own) == PARTS, "who asks for it gets it"
    assert in_order(own)


def test_refusing_is_remembered(own: Path, tmp_path: Path) -> None:
    path = bundle_in(tmp_path)
    assert "lijkt 3 documenten" in adviesspoor(own, "add", path).err, "it is said until somebody decides"
    assert "blijft één document" in adviesspoor(own, "split", ids(own)[0], "--refuse").err
    assert "lijkt" not in adviesspoor(own, "add", path).err
    assert parts(own) == [None]
    assert adviesspoor(own, "add", "--split", path).code == 0
    assert parts(own) == [None], "a refused proposal is not accepted in passing"
    assert adviesspoor(own, "split", ids(own)[0], "--at", "3,4").code == 0
    assert parts(own) == PARTS


def test_forgetting_a_part_leaves_the_others_and_the_last_takes_the_file(own: Path) -> None:
    adviesspoor(own, "split", ids(own)[0])
    first, *others = ids(own)
    ended = adviesspoor(own, "forget", first, "--yes")
    assert "Verwijderd: ingekomen_stukken.pdf, bladzijde 1–2" in ended.out
    assert "blijft bewaard, ook met deze bladzijden" in ended.err
    assert ids(own) == others
    assert in_order(own)
    assert (
        "boodschappenhulp aan te bieden in alle kernen" not in adviesspoor(own, "search", "adviseert het college").out
    )
    refused = adviesspoor(own, "split", others[1], "--at", "5")
    assert refused.code == 1
    assert "voeg eerst het hele bestand opnieuw toe" in refused.err
    for other in others:
        ended = adviesspoor(own, "forget", other, "--yes")
    assert "blijft bewaard" not in ended.err
    assert not list((own / "originals").rglob("*.pdf"))


def test_adding_again_brings_back_only_what_was_forgotten(own: Path, tmp_path: Path) -> None:
    adviesspoor(own, "split", ids(own)[0])
    before = ids(own)
    adviesspoor(own, "forget", before[1], "--yes")
    assert "1 toegevoegd, 2 ongewijzigd" in adviesspoor(own, "add", bundle_in(tmp_path)).out
    assert ids(own) == before
    assert in_order(own)


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--at", "9"], 1, "heeft 5 bladzijden; noem bladzijden die daarin liggen"),
        (["--at", "drie"], 2, "'drie' zijn geen bladzijden; schrijf bijvoorbeeld 3,7."),
        (["--at", "0"], 2, "'0' zijn geen bladzijden"),
        (["--at", "3", "--join"], 2, "kies één van --at, --join en --refuse"),
    ],
)
def test_what_cannot_be_cut_is_one_sentence(whole: Path, arguments: list[str], code: int, said: str) -> None:
    ended = adviesspoor(whole, "split", ids(whole)[0], *arguments)
    assert (ended.code, parts(whole)) == (code, [None])
    assert said in flat(ended)
    assert "Traceback" not in ended.err


def test_one_letter_and_nothing_at_all(home: Path, tmp_path: Path) -> None:
    adviesspoor(home, "add", bundle_in(tmp_path, pdf(ADVICE), "advies.pdf"))
    ended = adviesspoor(home, "split", ids(home)[0])
    assert ended.code == 1
    assert "advies.pdf lijkt één document: zeg met --at" in ended.err
    assert "is geen bestand en geen code" in adviesspoor(home, "split", "weg.pdf").err
    text = tmp_path / "advies.txt"
    text.write_text(ANSWER, encoding="utf-8")
    ended = adviesspoor(home, "split", text, "--at", "2")
    assert ended.code == 1
    assert "heeft geen vaste bladzijden" in ended.err


def test_a_backup_of_parts_is_whole_and_can_be_put_back(own: Path, tmp_path: Path) -> None:
    adviesspoor(own, "split", ids(own)[0])
    assert adviesspoor(own, "backup", tmp_path / "kopie.zip").code == 0
    back = tmp_path / "terug"
    assert adviesspoor(back, "restore", tmp_path / "kopie.zip").code == 0
    assert parts(back) == PARTS
    assert in_order(back)
    adviesspoor(back, "forget", ids(back)[0], "--yes")
    assert in_order(back)


def test_show_names_the_pages_and_the_place_is_that_of_the_file(own: Path) -> None:
    adviesspoor(own, "split", ids(own)[0])
    shown = adviesspoor(own, "show", ids(own)[2]).out
    assert "Bestand: ingekomen_stukken.pdf, bladzijde 4–5" in shown
    assert re.search(r"elk kwartaal[^\n]*\n[^\n]*p\. 5", shown)


def test_check_repair_reads_a_bundle_again_after_the_store_was_lost(own: Path) -> None:
    adviesspoor(own, "split", ids(own)[0])
    for path in own.glob("store.sqlite*"):
        path.unlink()
    assert adviesspoor(own, "check", "--repair").code == 0
    with KnowledgeBase(own) as kb:
        (document,) = kb.documents()
        assert document.id in kb.bundles()


def flat(ended: Ended) -> str:
    """Without the frame and line breaks that a usage error is printed with."""
    return " ".join(re.sub(r"[│╭╰─╮╯]", " ", ended.err).split())
