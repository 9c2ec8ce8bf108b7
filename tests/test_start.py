"""What a command loads: a start is as long as what it imports, so a command imports only what it needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
PROGRAM = """
import sys
from cli import run
try:
    run(sys.argv[1:])
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
READING = {"docx", "lxml", "openpyxl", "pymupdf", "pypdfium2", "spacy", "streamlit"}
ANSWERING = {"chromadb", "dask", "distributed", "numpy", "onnxruntime", "sqlalchemy", "tokenizers"}


@pytest.mark.parametrize(
    ("command", "without"),
    [
        (["--version"], READING | ANSWERING),
        (["--help"], READING | ANSWERING),
        (["list", "documents"], READING | ANSWERING - {"sqlalchemy"}),
        (["search", "wachttijd"], READING | {"chromadb", "dask", "distributed"}),
    ],
)
def test_a_command_loads_no_more_than_it_needs(filled: Path, command: list[str], without: set[str]) -> None:
    arguments = [sys.executable, "-c", PROGRAM, "--home", str(filled), *command]
    ended = subprocess.run(arguments, cwd=PROJECT, capture_output=True, text=True, check=True)
    assert ended.stdout
    loaded = set(ended.stderr.splitlines()[-1].split())
    assert "typer" in loaded
    assert not loaded & without
