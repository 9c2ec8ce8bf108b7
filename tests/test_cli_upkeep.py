"""The command line when somebody looks after it: versions, the log, doctor, backups, and why nothing was linked."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from cli import run
from kb.knowledge import KnowledgeBase
from kb.log import FILE, KEPT, LOG, keeping
from kb.store import Originals
from tests.commands import ADVICE, ANSWER, adviesspoor

SECRET = ("wachttijd", "huishoudelijke", "advies.txt", "antwoord.txt", "Zandveen")


def test_the_version_is_said_without_a_knowledge_base(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("adviesspoor 0.")
    assert adviesspoor(home, "--version").code == 0
    assert not home.exists()


# -- the log ----------------------------------------------------------------------------------------------------------
def test_the_log_says_what_when_and_how_it_ended_and_no_word_of_a_letter(own: Path, tmp_path: Path) -> None:
    (tmp_path / "derde_Jansen.txt").write_text(ADVICE.replace("ASD-2025-07", "ASD-2025-08"), encoding="utf-8")
    assert adviesspoor(own, "add", tmp_path / "derde_Jansen.txt").code == 0
    assert adviesspoor(own, "search", "wachttijd").code == 0
    assert adviesspoor(own, "forget", "weg", "--yes").code == 1
    log = (own / FILE).read_text(encoding="utf-8")
    for line in ("opdracht add begonnen", "document opgeslagen d", "opdracht add: klaar na ", "opdracht search: klaar"):
        assert line in log
    assert "opdracht forget: afgebroken (NotFound) na " in log
    assert [word for word in (*SECRET, "Jansen", "weg") if word in log] == []


def test_a_log_that_cannot_be_written_stops_nothing(own: Path) -> None:
    (own / FILE).unlink(missing_ok=True)
    (own / FILE).mkdir()
    ended = adviesspoor(own, "list", "documents")
    assert (ended.code, ended.err) == (0, "")


def test_the_log_begins_a_new_file_when_it_is_full(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.log.SIZE", 1000)
    with keeping(own):
        for number in range(200):
            LOG.info("regel %d", number)
    assert len(list(own.glob(f"{FILE}*"))) == KEPT + 1
    assert (own / FILE).stat().st_size <= 1000


def test_verbose_tells_it_on_screen(own: Path) -> None:
    ended = adviesspoor(own, "--verbose", "check")
    assert ended.out.startswith("In orde")
    assert "nagekeken: klaar na " in ended.err
    assert adviesspoor(own, "check").err == ""


# -- doctor -----------------------------------------------------------------------------------------------------------
def test_doctor_finds_nothing_wrong_and_changes_nothing(own: Path) -> None:
    own.chmod(0o700)
    ended = adviesspoor(own, "doctor")
    assert ended.code == 0, ended.out
    for words in ("onnxruntime", "taalmodel: ", "Nederlands: regels", "vrije ruimte", "opslag: heel, 2 documenten"):
        assert words in ended.out
    assert "zoekindex: gelijk met de opslag" in ended.out


def test_doctor_looks_at_a_folder_that_is_not_there_without_making_it(home: Path) -> None:
    assert "is er nog niet" in adviesspoor(home, "doctor").out
    assert not home.exists()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("store.sqlite", "fout     opslag: De kennisbank is beschadigd"),
        ("index/words.sqlite", "fout     zoekindex: De zoekindex is "),
        ("instellingen.toml", "fout     instellingen: "),
        ("toegang.toml", "fout     toegang: "),
    ],
)
def test_doctor_works_on_a_broken_knowledge_base(own: Path, file: str, said: str) -> None:
    (own / file).write_text("Dit is geen kennisbank. " * 300, encoding="utf-8")
    ended = adviesspoor(own, "doctor")
    assert ended.code == 1
    assert said in ended.out
    assert "taalmodel: " in ended.out
    assert len(ended.err.splitlines()) == 1


def test_doctor_says_what_is_missing_and_how_to_get_it(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with KnowledgeBase(own) as kb:
        kb.original(kb.documents()[0].id).unlink()
    ended = adviesspoor(own, "doctor")
    assert "let op   Tesseract: ontbreekt: installeer tesseract-ocr en tesseract-ocr-nld" in ended.out
    assert "let op   LibreOffice: ontbreekt" in ended.out
    assert "fout     opslag: van 1 documenten ontbreekt het oorspronkelijke bestand" in ended.out
    assert ended.code == 1


# -- backups ----------------------------------------------------------------------------------------------------------
def test_backup_and_restore_by_command(own: Path, tmp_path: Path) -> None:
    made = adviesspoor(own, "backup", tmp_path / "kopie.zip")
    assert (made.code, made.err) == (0, "")
    assert "Reservekopie gemaakt en nagekeken" in made.out
    back = adviesspoor(tmp_path / "elders", "restore", tmp_path / "kopie.zip")
    assert (back.code, back.err) == (0, "")
    assert back.out.startswith(f"Teruggezet in {tmp_path / 'elders'}: 2 documenten, 0 besluiten, ")
    assert "In orde: 2 documenten" in adviesspoor(tmp_path / "elders", "check").out
    assert "huishoudelijke hulp" in adviesspoor(tmp_path / "elders", "search", "wachttijd").out
    again = adviesspoor(own, "restore", tmp_path / "kopie.zip")
    assert (again.code, again.out) == (1, "")
    assert "is niet leeg" in again.err


def test_an_original_that_is_missing_comes_back_by_adding_its_file(own: Path, letters: Path) -> None:
    with KnowledgeBase(own) as kb:
        path = Originals(own / "originals").path(kb.documents()[0])
    path.unlink()
    assert "ontbreekt" in adviesspoor(own, "check").out
    assert "is teruggezet" in adviesspoor(own, "add", letters).err
    assert adviesspoor(own, "check").code == 0


# -- why not ----------------------------------------------------------------------------------------------------------
def test_why_tells_for_a_letter_what_counted_and_what_was_missing(home: Path, tmp_path: Path) -> None:
    (tmp_path / "advies.txt").write_text(ADVICE, encoding="utf-8")
    unlike = ANSWER.replace("ASD-2025-07", "ASD-2025-99").replace("4 maart 2025", "6 april 2024")
    (tmp_path / "antwoord.txt").write_text(unlike, encoding="utf-8")
    assert adviesspoor(home, "add", tmp_path / "advies.txt", tmp_path / "antwoord.txt").code == 0
    with KnowledgeBase(home) as kb:
        advice, reply = kb.documents()
    told = adviesspoor(home, "trail", "--why", reply.id).out
    assert "Niet gekoppeld: geen geladen document past op kenmerk, datum, zaaknummer, " in told
    assert "De brief noemt waarop zij antwoordt: ASD-2025-99" in told
    assert "de brief is gericht aan de afzender (Adviesraad Sociaal Domein Zandveen)" in told
    assert "ontbreekt: kenmerk ASD-2025-07 wordt niet genoemd" in told
    assert "datum 04-03-2025 wordt niet genoemd" in told
    told = adviesspoor(home, "trail", "--why", advice.id).out
    assert "Geen geladen brief is eraan gekoppeld." in told
    assert f"[{reply.id}]" in told.partition("Niet:")[2]


def test_why_tells_what_was_weighed_for_a_letter_that_does_not_say_what_it_answers(home: Path, tmp_path: Path) -> None:
    (tmp_path / "advies.txt").write_text(ADVICE, encoding="utf-8")
    unnamed = ANSWER.replace("Uw kenmerk\nASD-2025-07\n\n", "").replace("Op 4 maart 2025 bracht", "Onlangs bracht")
    unnamed = unnamed.replace("reactie op uw advies over de huishoudelijke hulp", "antwoord")
    (tmp_path / "antwoord.txt").write_text(unnamed, encoding="utf-8")
    assert adviesspoor(home, "add", tmp_path / "advies.txt", tmp_path / "antwoord.txt").code == 0
    with KnowledgeBase(home) as kb:
        advice, reply = kb.documents()
        point = next(each for each in kb.statements() if each.document_id == advice.id)
    told = adviesspoor(home, "trail", "--why", reply.id).out
    assert f"  Waarschijnlijk op {advice.title}" in told
    assert "de brief gaat naar de afzender ervan; noemt de afzender ervan; gaat over dezelfde overheid" in told
    told = adviesspoor(home, "trail", "--why", advice.id).out
    assert f"  Waarschijnlijk: {reply.title}" in told
    assert "Geen geladen brief is eraan gekoppeld." not in told
    near = adviesspoor(home, "trail", "--why", point.id).out.partition("Wat ligt het dichtst bij")[2]
    assert "gelijkenis" in near, "the likely answer is one of the letters that are looked through"


def test_why_tells_for_a_point_which_answers_lie_near(filled: Path) -> None:
    with KnowledgeBase(filled) as kb:
        points = [each for each in kb.statements() if each.document_id == kb.documents()[0].id]
    told = adviesspoor(filled, "trail", "--why", points[0].id).out
    near = told.partition("Wat ligt het dichtst bij")[2].splitlines()
    assert "U adviseert om de wachttijd" in near[1]
    assert "niet gekoppeld" in near[2]
    assert "geeft het advies weer" in near[2]
    assert near[4].startswith("    gekoppeld (gelijkenis")
    assert "telt: kenmerk ASD-2025-07 wordt genoemd; datum 04-03-2025 wordt genoemd" in told


def test_why_of_nothing_is_one_sentence(filled: Path) -> None:
    ended = adviesspoor(filled, "trail", "--why", "x00")
    assert (ended.code, ended.out) == (1, "")
    assert len(ended.err.splitlines()) == 1
