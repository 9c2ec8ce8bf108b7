"""The wheel holds everything that works after `pip install`, and nothing that is only for builders."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_SOURCE = shutil.ignore_patterns(
    ".git", ".venv", "build", "dist", "*.egg-info", "__pycache__", ".*_cache", ".hypothesis", ".adviesspoor", "tests"
)


@pytest.fixture(scope="module")
def wheel_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel. Built from a copy: a build leaves its own folder behind in the source."""
    source, out = tmp_path_factory.mktemp("source") / "adviesspoor", tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, source, ignore=NOT_SOURCE)
    build = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--wheel-dir", str(out)]
    run = subprocess.run([*build, str(source)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def wheel(wheel_file: Path) -> frozenset[str]:
    """The names in the wheel."""
    with zipfile.ZipFile(wheel_file) as archive:
        return frozenset(archive.namelist())


def test_every_module_is_in_it(wheel: frozenset[str]) -> None:
    packages = ("api_parts", "app_pages", "cli_parts", "ingest", "kb")
    modules = {path.relative_to(ROOT).as_posix() for package in packages for path in (ROOT / package).rglob("*.py")}
    assert {"app.py", "cli.py", *modules} <= wheel


@pytest.mark.parametrize("folder", ["ingest", "kb", "app_pages", "corpus"])
def test_every_data_file_is_in_it(wheel: frozenset[str], folder: str) -> None:
    data = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    assert data, f"{folder} has no data files any more"
    assert data <= wheel


@pytest.mark.parametrize(
    "name", ["kb/embedding_model/model.onnx", "kb/embedding_model/tokenizer.json", "kb/embedding_model/NOTICE"]
)
def test_search_needs_no_download(wheel: frozenset[str], name: str) -> None:
    assert name in wheel


def test_the_dutch_pipeline_loads_from_it_and_is_small(wheel_file: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel_file) as archive:
        archive.extractall(tmp_path / "site")
        model = [each for each in archive.infolist() if each.filename.startswith("ingest/dutch/model/")]
    program = (
        "import ingest.dutch.pipeline as p; print(p.__file__);"
        "print([s.rules[0].kind for s in next(p.analyse(['Wij adviseren u om te wachten.']))])"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path / "site")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    assert run.stdout.startswith(str(tmp_path / "site"))
    assert "['recommendation']" in run.stdout
    assert sum(each.compress_size for each in model) <= 15_000_000


def test_dutch_rules_migrations_and_demonstration_letters_are_in_it(wheel: frozenset[str]) -> None:
    assert any(name.startswith("ingest/dutch/rules/") and name.endswith(".toml") for name in wheel)
    assert any(name.startswith("kb/store/migrations/versions/") for name in wheel)
    assert any(name.startswith("corpus/") and name.endswith(".pdf") for name in wheel)
    assert "corpus/termijnen.toml" in wheel


def test_nothing_for_builders_is_in_it(wheel: frozenset[str]) -> None:
    top = {name.split("/")[0] for name in wheel}
    assert top.isdisjoint({"tests", "bench", "docs", "build", "Makefile"})


def test_the_licence_comes_with_it(wheel: frozenset[str]) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in wheel)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "AGPL-3.0-or-later"
    assert "GNU AFFERO GENERAL PUBLIC LICENSE" in (ROOT / "LICENSE").read_text(encoding="utf-8")
