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

from tests.commands import adviesspoor

ROOT = Path(__file__).parents[1]
VERBS = (
    "add", "link", "search", "trail", "list", "show", "export", "decide", "check", "reindex", "forget", "app", "demo",
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
    assert f"{len(letters)} toegevoegd, 0 ongewijzigd, 0 mislukt." in said
