"""Every regular expression of ingest takes time in proportion to its text, whatever stands in it.

Counted in processor time, and only by how it grows: a text that is four times as long may take eight times as long.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import ingest

METHODS = ("search", "match", "fullmatch", "findall", "finditer", "split", "sub")
UNITS = (
    " ", "\n", "\t", "1", "1.", ". ", "a", "a ", "A.", "Aa ", "é", "(", "()", "[", "{", "“", "'", '"', "-", "- ", "| ",
    ", ", ";", ":", "1 ", "a@", "/", "_", "\\", "<", "<!---->", "x: y\n", "\nA", "•", "…", "van de ", "1 mei 2031 ",
)  # fmt: skip
SHORTEST, LONGEST = 12, 12_288  # characters; each text is twice as long as the one before
SHORT = 200  # characters, on which no pattern takes time worth counting
NOTHING = 0.004  # seconds of processor time; what is below says nothing about growth
AGAIN = 3  # times that it has to come out so: another process may have slowed one of them
MOST = 8.0  # times as long for four times the text: 4 is proportional, 16 quadratic

Found = tuple[str, re.Pattern[Any], frozenset[str]]


def _modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(ingest.__path__, "ingest."):
        yield importlib.import_module(found.name)


def _patterns(value: object, name: str) -> Iterator[tuple[str, re.Pattern[Any]]]:
    """The patterns in a value, in tuples and dictionaries too."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _patterns(inner, f"{name}[{key!r}]")
    elif isinstance(value, tuple | list | set | frozenset):
        for place, inner in enumerate(value):
            yield from _patterns(inner, f"{name}[{place}]")


def _uses(source: str, name: str) -> frozenset[str]:
    """How a pattern is used, told by the words "NAME.search(" in a source."""
    return frozenset(re.findall(rf"\b{name}\.({'|'.join(METHODS)})\b", source))


def _written_in_place(module: ModuleType, source: str) -> Iterator[Found]:
    """The patterns of "re.search(r"…", text)", as far as they can be known without running the function."""
    for node in ast.walk(ast.parse(source)):
        is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in METHODS
        if not is_call or not isinstance(node.func.value, ast.Name) or node.func.value.id != "re":
            continue
        values = [_value(each, module) for each in (*node.args, *(word.value for word in node.keywords))]
        flags = next((value for value in values[1:] if isinstance(value, re.RegexFlag)), re.NOFLAG)
        if isinstance(values[0], str | bytes):
            name = f"{module.__name__}:{node.lineno}"
            yield name, re.compile(values[0], flags), frozenset({node.func.attr})


def _value(node: ast.expr, module: ModuleType) -> object:
    try:
        return eval(compile(ast.Expression(node), "", "eval"), dict(vars(module)))
    except NameError:
        return None  # an argument of the function


def _all() -> dict[tuple[Any, int], Found]:
    modules = list(_modules())
    sources = {module: Path(module.__file__ or "").read_text("utf-8") for module in modules}
    everything = "\n".join(sources.values())
    found: dict[tuple[Any, int], Found] = {}
    for module, source in sources.items():
        used_there = frozenset(re.findall(rf"\b(?!re\b)[a-z_]\w*\.({'|'.join(METHODS[:3])})\(", source))
        named = [
            (name, pattern, _uses(everything, key) or used_there or frozenset({"search"}))
            for key, value in vars(module).items() if not key.startswith("__")
            for name, pattern in _patterns(value, f"{module.__name__}.{key}")
        ]  # fmt: skip
        for each in [*named, *_written_in_place(module, source)]:
            old = found.get((each[1].pattern, each[1].flags), each)
            found[each[1].pattern, each[1].flags] = (old[0], old[1], old[2] | each[2])
    return found


PATTERNS = sorted(_all().values(), key=lambda found: found[0])


def _seconds(pattern: re.Pattern[Any], method: str, text: Any) -> float:
    begun = time.process_time()
    if method == "sub":
        pattern.sub(text[:0], text)
    elif method == "finditer":
        list(pattern.finditer(text))
    else:
        getattr(pattern, method)(text)
    return time.process_time() - begun


def _grows_too_fast(pattern: re.Pattern[Any], method: str, unit: str, before: str) -> bool:
    taken: list[float] = []
    length = SHORTEST
    while length <= LONGEST:
        text: Any = before + unit * (length // len(unit)) + "\x00"
        text = text.encode() if isinstance(pattern.pattern, bytes) else text
        taken.append(_seconds(pattern, method, text))
        if taken[-1] > NOTHING:
            taken[-1] = min([taken[-1], *(_seconds(pattern, method, text) for _ in range(2 if taken[-1] < 1 else 0))])
            if taken[-1] > NOTHING and (length <= SHORT or taken[-1] > MOST * taken[-3]):
                return True
        if length > SHORT and taken[-1] * (LONGEST / length) ** 2 < NOTHING:
            return False  # not even quadratic growth would come to something
        length *= 2
    return False


def _openings(pattern: re.Pattern[Any]) -> tuple[str, ...]:
    """Words of the pattern itself: what comes behind them is only tried behind them."""
    source = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    return tuple(dict.fromkeys(re.findall(r"(?<![\\?<P\w])[A-Za-z]{2,}", source)))


@pytest.mark.parametrize(("name", "pattern", "methods"), PATTERNS, ids=[name for name, _, _ in PATTERNS])
def test_takes_time_in_proportion(name: str, pattern: re.Pattern[Any], methods: frozenset[str]) -> None:
    words = _openings(pattern)
    texts = [(unit, "") for unit in UNITS]
    texts += [(f"{word} ", "") for word in words[:6]]
    texts += [(unit, word) for word in words[:2] for unit in (" ", "1", "a", ".", "-", "(")]
    slow = [
        (method, unit, before)
        for method in sorted(methods) for unit, before in texts
        if all(_grows_too_fast(pattern, method, unit, before) for _ in range(AGAIN))
    ]  # fmt: skip
    assert not slow, f"{name} on texts of these"


def test_the_patterns_are_found_wherever_they_stand() -> None:
    names = {name for name, _, _ in PATTERNS}
    assert {"ingest.layout.contents._TO_PAGE", "ingest.letterhead.kinds._KINDS[0][0]"} <= names
    assert any(name.startswith("ingest.statements.responses:") for name in names), "those that are written in place"


@pytest.mark.parametrize("pattern", [r"^\s*\s*x", r"(?:a|a)*b", r".*,.*,.*x"])
def test_a_bad_pattern_would_be_noticed(pattern: str) -> None:
    assert any(_grows_too_fast(re.compile(pattern), "match", unit, "") for unit in (" ", "a", ", "))
