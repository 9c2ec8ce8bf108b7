"""The classes of words and headings of rules/predicates.toml, which the signs of sentences name."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def word_lists(table: str) -> Mapping[str, frozenset[str]]:
    """The lists of a table by name."""
    return {name: frozenset(map(str, words)) for name, words in _tables()[table].items() if isinstance(words, list)}


@cache
def classes(table: str) -> Mapping[str, tuple[str, ...]]:
    """For each word of a table the names of the lists that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for name, words in word_lists(table).items():
        for word in words:
            found[word] = (*found.get(word, ()), name)
    return found


def families(table: str, title: str) -> list[str]:
    """The names of the patterns of a table that a heading, or the head of a column, fits."""
    return [name for name, pattern in _patterns(table).items() if pattern.search(title)]


@cache
def _patterns(table: str) -> Mapping[str, re.Pattern[str]]:
    return {name: re.compile(str(pattern), re.I) for name, pattern in _tables()[table].items()}


@cache
def _tables() -> Mapping[str, Mapping[str, object]]:
    return tomllib.loads((files("ingest.dutch") / "rules" / "predicates.toml").read_text("utf-8"))
