"""The command line when it is asked for help, when it is misused, and when it starts the app."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock

from tests.commands import Ended, adviesspoor

ROOT = Path(__file__).parents[1]
VERBS = (
    "add", "link", "search", "trail", "list", "show", "export", "decide", "check", "reindex", "forget", "app", "demo",
    "backup", "restore", "doctor", "commitments",
)  # fmt: skip


# -- usage ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["zoek"], "Het commando 'zoek' bestaat niet."),
        (["add"], "PAD… ontbreekt."),
        (["search", "x", "--vanaf", "gisteren"], "De optie --vanaf bestaat niet."),
        (["search", "x", "--since", "gisteren"], "geen datum"),
        (["search", "x", "--kind", "krant"], "kies uit advies"),
        (["search", "x", "--limit", "0"], "geen heel getal vanaf 1"),
        (["search", "x", "y"], "te veel: y"),
        (["export", "--format", "csv"], "De optie --out ontbreekt."),
        (["export", "--out"], "Na --out hoort een waarde."),
        (["list", "brieven"], "kies uit documents"),
        (["app", "--port", "99999"], "geen poort"),
        (["export", "--format", "pdf", "--out", "x"], "kies uit csv, xlsx, docx, html, json, jsonld, ris"),
        (["export", "--format", "csv", "--out", ""], "hier hoort de naam van een bestand of map"),
        (["--home", "", "list", "documents"], "hier hoort de naam van een bestand of map"),
        (["decide", "x", "--verdict", "prima", "--by", "a", "--reason", "b"], "kies uit bevestigd, afgewezen, gecorri"),
        (["decide", "x", "--by", "a", "--reason", "b"], "Kies één van"),
        (["decide", "x", "--undo", "--merge-with", "y", "--by", "a", "--reason", "b"], "Kies één van"),
        (["decide", "x", "--undo", "--quote", "y", "--by", "a", "--reason", "b"], "--quote hoort bij --add"),
        (["decide", "x", "--add", "request", "--by", "a", "--reason", "b"], "--quote"),
        (["decide", "x", "--undo", "--value", "y", "--by", "a", "--reason", "b"], "--value hoort bij --verdict"),
        (
            ["decide", "x", "--verdict", "bevestigd", "--done-on", "1-1-2026", "--by", "a", "--reason", "b"],
            "Een bewijs",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_a_wrong_command_is_explained_in_dutch(home: Path, typed: list[str], said: str) -> None:
    ended = adviesspoor(home, *typed)
    assert (ended.code, ended.out) == (2, "")
    assert said in ended.err
    assert len(ended.err.strip().splitlines()) == 1
    assert not home.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["show", "d00"], "Er is geen document, passage of uitspraak met de code d00."),
        (["trail", "s00"], "Er is geen aanbeveling of verzoek met de code s00."),
        (["forget", "d00", "--yes"], "Er is geen document met de code d00."),
        (["decide", "s00", "--undo", "--by", "a", "--reason", "b"], "s00"),
        (["export", "--format", "csv", "--out", "{home}"], "(dit is een map)"),
        (["export", "--format", "csv", "--out", "{home}/weg/uit.csv"], "(dit bestaat niet)"),
        (["export", "--format", "csv", "--out", "{home}/store.sqlite/uit.csv"], "(een deel van dit pad is geen map)"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_done_is_explained_in_one_dutch_sentence(home: Path, typed: list[str], said: str) -> None:
    assert adviesspoor(home, "list", "documents").code == 0
    refused(adviesspoor(home, *(word.format(home=home) for word in typed)), said)


def refused(ended: Ended, said: str) -> None:
    assert (ended.code, ended.out) == (1, "")
    assert said in ended.err
    assert len(ended.err.strip().splitlines()) == 1


def test_a_file_that_is_not_there_is_named_in_dutch(home: Path) -> None:
    ended = adviesspoor(home, "add", "weg.pdf")
    assert ended.code == 1
    assert ended.err.splitlines() == [
        "mislukt      weg.pdf: weg.pdf kon niet worden geopend (dit bestaat niet); "
        "kijk of het bestand er nog staat en leesbaar is."
    ]


def test_a_folder_without_files_is_no_error_and_is_said(home: Path, tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    ended = adviesspoor(home, "add", tmp_path / "leeg")
    assert (ended.code, ended.err) == (0, "In deze map staat geen document.\n")


@pytest.mark.parametrize("what", ["documents", "recommendations", "commitments", "missing", "decisions", "agreement"])
def test_an_empty_list_prints_no_result(home: Path, what: str) -> None:
    ended = adviesspoor(home, "list", what)
    assert (ended.code, ended.out) == (0, "")
    assert len(ended.err.splitlines()) == 1


def test_a_home_that_is_a_file_is_explained(tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Geachte raad,", encoding="utf-8")
    refused(adviesspoor(tmp_path / "brief.txt", "list", "documents"), "(er staat al een bestand met deze naam)")
    refused(adviesspoor(tmp_path / "brief.txt" / "kb", "list", "documents"), "(een deel van dit pad is geen map)")


@pytest.mark.parametrize("typed", [["list", "documents"], ["check"], ["forget", "d00", "--yes"]], ids=" ".join)
def test_a_store_that_is_no_database_is_explained(home: Path, typed: list[str]) -> None:
    home.mkdir()
    (home / "store.sqlite").write_text("Dit is een brief en geen kennisbank. " * 40, encoding="utf-8")
    refused(adviesspoor(home, *typed), "De kennisbank is beschadigd")


def test_a_store_with_spoilt_pages_is_explained(home: Path) -> None:
    assert adviesspoor(home, "list", "documents").code == 0
    store = home / "store.sqlite"
    whole = store.read_bytes()
    store.write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))
    refused(adviesspoor(home, "list", "documents"), "De kennisbank is beschadigd")


def test_a_spoilt_index_is_made_again_and_that_is_said(own: Path) -> None:
    (own / "index" / "words.sqlite").write_bytes(b"geen database, maar iets anders" * 99)
    found = adviesspoor(own, "search", "wachttijd")
    assert (found.code, found.err) == (0, "De zoekindex was beschadigd of onvolledig en is opnieuw gemaakt.\n")
    assert found.out


@pytest.mark.parametrize(
    ("file", "contents", "said"),
    [
        ("instellingen.toml", 'database = "mijn database"', "geen adres van een database"),
        ("instellingen.toml", 'database = "oracel://raad"', "geen adres van een database"),
        ("instellingen.toml", 'pijplijn = ""\nembedder = \n', "regel 2 klopt niet"),
        ("instellingen.toml", 'kleur = "rood"', '"kleur" is geen instelling'),
        ("termijnen.toml", '[[termijn]\nafzender = "Adviesraad"', "regel 1 klopt niet"),
    ],
)
def test_a_wrong_setting_is_explained(home: Path, file: str, contents: str, said: str) -> None:
    home.mkdir()
    (home / file).write_text(contents, encoding="utf-8")
    refused(adviesspoor(home, "list", "recommendations"), said)


def test_a_knowledge_base_in_which_another_program_writes_is_explained(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert adviesspoor(home, "list", "documents").code == 0
    monkeypatch.setattr("kb.knowledge.PATIENCE", 0.0)
    with FileLock(home / ".lock"):
        refused(adviesspoor(home, "reindex"), "Een ander programma schrijft in deze kennisbank")


def test_help_is_dutch_and_names_every_verb(home: Path) -> None:
    ended = adviesspoor(home, "--help")
    assert ended.code == 0
    assert [verb for verb in VERBS if f"│ {verb} " not in ended.out] == []
    for english in ("Usage", "Options", "Arguments", "Show this", "required", "default:"):
        assert english not in ended.out
        assert [verb for verb in VERBS if english in adviesspoor(home, verb, "--help").out] == []


def test_help_imports_nothing_heavy() -> None:
    probe = (
        "import sys, cli\n"
        "assert cli.run(['--help']) == 0\n"
        "heavy = {'chromadb', 'spacy', 'streamlit', 'onnxruntime', 'pymupdf', 'numpy', 'openpyxl', 'docx'}\n"
        "print('heavy:', sorted(heavy & set(sys.modules)))\n"
    )
    run = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ROOT)
    assert run.stdout.splitlines()[-1] == "heavy: []"


def test_the_module_runs_as_a_command() -> None:
    run = subprocess.run([sys.executable, "cli.py", "zoek"], capture_output=True, text=True, check=False, cwd=ROOT)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "Het commando 'zoek' bestaat niet.\n"


# -- the app ----------------------------------------------------------------------------------------------------------
def test_app_says_when_its_port_is_taken(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = adviesspoor(home, "app", "--port", str(port))
    assert ended.code == 1
    assert f"Poort {port} is bezet" in ended.err


@pytest.mark.parametrize("address", ["0.0.0.0", "::", "192.0.2.1"])
def test_app_listens_to_nobody_else_as_long_as_nobody_logs_in(home: Path, address: str) -> None:
    ended = adviesspoor(home, "app", "--address", address)
    assert (ended.code, ended.out) == (1, "")
    assert "Zonder inloggen is Adviesspoor alleen te openen op deze computer" in ended.err


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[int]:
    """The demonstration, running; its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    command = [sys.executable, str(ROOT / "cli.py"), "demo", "--port", str(port)]
    with (tmp_path / "uit.txt").open("wb") as out:
        running = subprocess.Popen(command, cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=out, stderr=out)
        try:
            while not answers(port):
                assert running.poll() is None, (tmp_path / "uit.txt").read_text(encoding="utf-8")
                time.sleep(0.5)
            yield port
        finally:
            running.terminate()
            running.wait(timeout=30)


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def test_demo_loads_the_corpus_and_answers_on_its_port(demo: int, tmp_path: Path) -> None:
    home = tmp_path / ".adviesspoor" / "demo"
    letters = [path for path in (ROOT / "corpus").iterdir() if path.suffix in {".pdf", ".docx", ".txt"}]
    assert (home / "termijnen.toml").read_bytes() == (ROOT / "corpus" / "termijnen.toml").read_bytes()
    assert len(adviesspoor(home, "list", "documents", "--format", "json").data) == len(letters)
    said = (tmp_path / "uit.txt").read_text(encoding="utf-8")
    assert f"http://localhost:{demo}" in said
    assert "Streamlit" not in said, "Streamlit greets in English"
    assert f"{len(letters)} toegevoegd, 0 ongewijzigd, 0 mislukt." in said


def test_a_name_that_is_too_long_stops_no_other_file(letters: Path, home: Path) -> None:
    ended = adviesspoor(home, "add", "n" * 300 + ".txt", letters / "advies.txt")
    assert ended.code == 1
    assert "nnn.txt kon niet worden geopend (deze naam is te lang)" in ended.err
    assert "1 toegevoegd, 0 ongewijzigd, 1 mislukt." in ended.out
