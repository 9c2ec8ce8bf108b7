"""Nothing leaves the computer: no name is looked up, and no file appears outside the knowledge base."""

from __future__ import annotations

import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.test_architecture import MODULES, parsed

PROJECT = Path(__file__).parents[1]
BORDERS = (["unshare", "--net", "--mount"], ["unshare", "--map-root-user", "--net", "--mount"])
TALKATIVE = {"chromadb", "onnxruntime", "pymupdf", "sentence_transformers", "tokenizers"}


@pytest.fixture
def border() -> list[str]:
    """The command that starts another one without network, its own root in there."""
    for command in BORDERS if sys.platform == "linux" else ():
        try:
            subprocess.run([*command, "true"], check=True, capture_output=True)
        except (OSError, subprocess.CalledProcessError):
            continue
        return command
    pytest.skip("no network namespace can be made here (Linux, as root or with user namespaces): silence not proven")


def test_nothing_is_looked_up_and_nothing_is_left_behind(border: list[str], tmp_path: Path) -> None:
    resolver = tmp_path / "resolv.conf"
    resolver.write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n", encoding="utf-8")
    script = 'mount --bind "$1" /etc/resolv.conf && shift && exec "$@"'
    inside = ["sh", "-c", script, "sh", str(resolver), sys.executable, "-m", "tests.silent_run"]
    ended = subprocess.run(
        [*border, *inside, str(PROJECT), str(tmp_path)], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr[-2000:]
    told: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    assert told == {"heard": True, "asked": [], "files": []}


@pytest.mark.parametrize("name", MODULES)
def test_silence_comes_before_what_could_speak(name: str) -> None:
    """In each function that imports such a library, `keep_silent()` stands before it."""
    for function in ast.walk(parsed(name)):
        if not isinstance(function, ast.FunctionDef):
            continue
        nodes = [node for node in ast.walk(function) if isinstance(node, ast.Import | ast.ImportFrom | ast.Call)]
        silent = min((node.lineno for node in nodes if ast.unparse(node) == "keep_silent()"), default=sys.maxsize)
        for node in nodes:
            if not isinstance(node, ast.Call) and _libraries(node) & TALKATIVE:
                assert silent < node.lineno, f"{name}:{node.lineno} imports before keep_silent()"


def _libraries(node: ast.Import | ast.ImportFrom) -> set[str]:
    names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
    return {name.split(".")[0] for name in names}
