"""`check --repair` reads again what lost its document, or moves it to the trash; the command says what it did."""

from __future__ import annotations

from pathlib import Path

from tests.commands import adviesspoor


def test_after_the_loss_of_the_store_the_originals_are_read_again(own: Path) -> None:
    before = adviesspoor(own, "list", "recommendations", "--format", "json").data
    (own / "store.sqlite").unlink()
    for command in (["list", "documents"], ["check"], ["add", str(own)], ["search", "wachttijd"]):
        refused = adviesspoor(own, *command)
        assert (refused.code, "check --repair" in refused.err) == (1, True), command
        assert refused.err.count("\n") == 1
    mended = adviesspoor(own, "check", "--repair")
    assert mended.code == 0, mended.err
    assert "2 originelen worden opnieuw ingelezen." in mended.err
    assert mended.out.splitlines()[-1].startswith("In orde: 2 documenten")
    after = adviesspoor(own, "list", "recommendations", "--format", "json").data
    assert [(row["id"], row["status"]) for row in after] == [(row["id"], row["status"]) for row in before]


def test_a_stray_file_is_listed_read_or_moved_and_never_deleted(own: Path) -> None:
    stray, double = own / "originals" / "kapot.pdf", own / "originals" / "dubbel.txt"
    stray.write_bytes(b"%PDF-1.7 en dan niets")
    known = next(path for path in (own / "originals").glob("??/*.txt"))
    double.write_bytes(known.read_bytes())
    listed = adviesspoor(own, "check")
    assert listed.code == 1
    assert listed.out.count("hoort bij geen enkel document") == 2
    assert adviesspoor(own, "check", "--repair").code == 1
    assert stray.exists(), "it cannot be read, so it is named and stays"
    assert not double.exists()
    assert (own / "prullenbak" / "dubbel.txt").read_bytes() == known.read_bytes()
    assert adviesspoor(own, "check", "--repair", "--to-trash").code == 0
    assert (own / "prullenbak" / "kapot.pdf").read_bytes().startswith(b"%PDF")
    assert adviesspoor(own, "check").code == 0


def test_forgetting_also_deletes_copies_that_were_set_aside(own: Path) -> None:
    letter = next(path for path in (own / "originals").glob("??/*.txt"))
    (own / "originals" / "dubbel.txt").write_bytes(letter.read_bytes())
    adviesspoor(own, "check", "--repair")
    assert (own / "prullenbak" / "dubbel.txt").exists()
    listed = adviesspoor(own, "list", "documents", "--format", "json").data
    for document in (row["id"] for row in listed):
        assert adviesspoor(own, "forget", document, "--yes").code == 0
    assert not (own / "prullenbak" / "dubbel.txt").exists()


def test_the_trash_belongs_to_repairing(own: Path) -> None:
    refused = adviesspoor(own, "check", "--to-trash")
    assert (refused.code, refused.err) == (2, "--to-trash hoort bij --repair.\n")
