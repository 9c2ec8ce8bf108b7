"""Imports go one way, and each heavy library has one home that imports it only when it is needed."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
FACES = ("api_parts", "app", "app_pages", "cli", "cli_parts")
LAYERS = (*FACES, "ingest", "kb")

# Library → the modules (or packages) that may import it.
HOMES = {
    "alembic": ("kb.store.migrations", "kb.store.database"),
    "chromadb": ("kb.search.graph", "kb.search.server"),
    "compressed_rtf": ("ingest.read.outlook",),
    "dask": ("ingest.work.cluster",),
    "distributed": ("ingest.work.at_worker", "ingest.work.cluster"),
    "docx": ("ingest.read.word", "kb.export.word_table", "kb.commitment_list.kept_file"),
    "fastapi": ("api_parts.web",),
    "filelock": ("kb.backup.beside", "kb.store.locks"),
    "httpx": ("kb.search.server",),
    "lxml": ("ingest.read.html", "ingest.read.odf", "ingest.read.word"),
    "mcp": ("api_parts.tools",),
    "olefile": ("ingest.read.ole",),
    "onnxruntime": ("kb.search.embedding",),
    "openpyxl": ("kb.export.as_xlsx", "kb.commitment_list.kept_file", "kb.commitment_list.writing"),
    "psutil": ("ingest.work.processes", "kb.temporary"),
    "pydantic": ("api_parts",),
    "pymupdf": ("ingest.read.outline", "ingest.read.pdf", "kb.page_image"),
    "pypdfium2": ("ingest.rereading.pdf_characters",),
    "sentence_transformers": ("kb.search.embedding",),
    "spacy": ("ingest.dutch",),
    "sqlalchemy": ("kb.store.migrations", "kb.store"),
    "sqlite3": ("kb.search.ledger", "kb.search.lexicon", "kb.search.graph", "kb.search.on_server", "kb.search.traces"),
    "starlette": ("api_parts", "app_pages._door", "cli_parts.serving"),
    "streamlit": FACES,
    "striprtf": ("ingest.read.rtf",),
    "tokenizers": ("kb.search.embedding",),
    "typer": ("cli", "cli_parts"),
    "uvicorn": ("api_parts.listening",),
}

# What takes long to load, or much memory: never at the top of a module.
REGISTERED = {"ingest.dutch.components"}  # spaCy itself loads these, through its entry points
HEAVY = {
    "chromadb",
    "dask",
    "distributed",
    "docx",
    "onnxruntime",
    "openpyxl",
    "pymupdf",
    "pypdfium2",
    "sentence_transformers",
    "spacy",
    "tokenizers",
    "torch",
}


def modules() -> Iterator[tuple[str, Path]]:
    for layer in LAYERS:
        alone = PROJECT / f"{layer}.py"
        files = [alone] if alone.exists() else sorted((PROJECT / layer).rglob("*.py"))
        for path in files:
            parts = path.relative_to(PROJECT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


MODULES = dict(modules())


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def at_import(tree: ast.Module) -> Iterator[str]:
    """What is imported when the module is: not inside a function, not for the type checker only."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not _for_types(node):
            yield from imports(node)


def _for_types(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)


def parsed(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def test_there_is_something_to_look_at() -> None:
    assert {"kb.knowledge", "kb.model", "ingest.pipeline", "app", "cli"} <= set(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_imports_go_one_way(name: str) -> None:
    found = set(imports(parsed(name)))
    forbidden = {"kb": ("ingest", *FACES), "ingest": FACES}.get(name.split(".")[0], ())
    assert not {each for each in found if any(within(each, layer) for layer in forbidden)}


def test_the_nouns_need_nothing_but_the_standard_library() -> None:
    nouns = [name for name in MODULES if within(name, "kb.model")]
    outside = {each for name in nouns for each in imports(parsed(name)) if not within(each, "kb.model")}
    assert {each.split(".")[0] for each in outside} <= sys.stdlib_module_names


@pytest.mark.parametrize("name", MODULES)
def test_each_library_has_its_home(name: str) -> None:
    for each in set(imports(parsed(name))):
        library = each.split(".")[0]
        if library in HOMES:
            assert any(within(name, home) for home in HOMES[library]), f"{name} imports {library}"


@pytest.mark.parametrize("name", MODULES)
def test_heavy_libraries_are_loaded_when_they_are_needed(name: str) -> None:
    assert name in REGISTERED or not {each.split(".")[0] for each in at_import(parsed(name))} & HEAVY


@pytest.mark.parametrize("name", MODULES)
def test_what_spacy_loads_nobody_else_loads_at_import(name: str) -> None:
    assert name in REGISTERED or not set(at_import(parsed(name))) & REGISTERED


@pytest.mark.parametrize("name", [name for name in MODULES if within(name, "ingest")])
def test_ingest_sees_only_the_public_side_of_the_knowledge_base(name: str) -> None:
    """Its nouns, its errors, the facade, and who answers whom: not how anything is stored or found."""
    inside = ("kb.store", "kb.search", "kb.decisions", "kb.trails", "kb.export", "kb.check")
    assert not {each for each in imports(parsed(name)) if any(within(each, module) for module in inside)}


# A folder imports what stands before it here, never what stands behind it.
FLOORS = {
    "ingest": (
        "layout", "read", "result", "rereading", "letterhead", "dutch", "passages", "statements", "linking", "reading",
        "work", "pipeline", "watching",
    ),
    "kb": (
        "model", "errors", "silence", "log", "privacy", "temporary", "labels", "why", "settings", "saved_searches",
        "access", "acting",
        "text", "letters", "store", "decisions", "trails", "remembered", "following", "search", "making",
        "reading_quality", "page_image",
        "check", "backup", "health", "concerned", "indexed", "documents", "knowledge", "concealed", "standings",
        "export", "commitment_list",
    ),
}  # fmt: skip


def floor(name: str) -> int | None:
    """How high the folder of a module stands in its layer; None for a name outside the floors."""
    layer, _, rest = name.partition(".")
    folders = FLOORS.get(layer, ())
    folder = rest.split(".")[0]
    return folders.index(folder) if folder in folders else None


def test_every_folder_has_a_floor() -> None:
    assert {name for name in MODULES if "." in name and name.split(".")[0] in FLOORS and floor(name) is None} == set()


@pytest.mark.parametrize("name", [name for name in MODULES if floor(name) is not None])
def test_no_folder_imports_one_that_stands_above_it(name: str) -> None:
    own = floor(name)
    above = {
        each for each in imports(parsed(name)) if within(each, name.split(".")[0]) and (floor(each) or 0) > (own or 0)
    }
    assert not above


# -- what is for people to read, and decides nothing ------------------------------------------------------------------
READ_BACK = ("kb.store.migrations",)  # once, from what an older program wrote


def deciding(tree: ast.AST) -> Iterator[int]:
    """The lines on which the text of `found_by` is compared, searched, cut or asked for how it begins."""
    for node in ast.walk(tree):
        looked_at: list[ast.expr] = []
        if isinstance(node, ast.Compare):
            looked_at = [node.left, *node.comparators]
        elif isinstance(node, ast.Subscript | ast.Attribute):
            looked_at = [node.value]
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            searching = node.func.attr in {"match", "search", "fullmatch", "findall", "startswith", "endswith", "like"}
            looked_at = list(node.args) if searching else []
        if any(each.attr == "found_by" if isinstance(each, ast.Attribute) else named(each) for each in looked_at):
            yield looked_at[0].lineno


def named(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "found_by"


@pytest.mark.parametrize("name", [name for name in MODULES if not any(within(name, each) for each in READ_BACK)])
def test_nothing_decides_by_the_text_of_found_by(name: str) -> None:
    assert list(deciding(parsed(name))) == []


@pytest.mark.parametrize(
    "line",
    [
        "s.found_by.startswith('x')", "s.found_by == 'x'", "'x' in s.found_by", "s.found_by[:4]", "found_by in people",
        "PATTERN.match(s.found_by)", "table.c.found_by.startswith('x')", "s.found_by.split(' ')[0]",
    ],
)  # fmt: skip
def test_a_line_that_decides_by_it_is_seen(line: str) -> None:
    assert list(deciding(ast.parse(line)))
