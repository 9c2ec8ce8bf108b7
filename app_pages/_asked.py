"""What forms ask: one of many, of which only the first stand in the list and words make them fewer; a position."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import shorten

from app_pages._form import NOT_CHOSEN, Fields
from kb.model import Position

LISTED = 50  # choices in one list: what is in it is sent at every click
SHOWN = 70  # characters of a quote in a list of choices: two lines on a telephone


def ask_listed(
    label: str, key: str, fields: Fields, choices: Mapping[str, str], chosen: str | None = None,
    missing: str = NOT_CHOSEN,
) -> str | None:  # fmt: skip
    """Which was chosen; typing in the field narrows the list. Of many choices only the first stand in it."""
    listed = list(choices)[:LISTED]
    if chosen is not None and chosen in choices and chosen not in listed:
        listed.insert(0, chosen)
    return fields.choose(label, key, {one: choices[one] for one in listed}, chosen, missing, typed=True)


def ask_position(fields: Fields, now: Position | None = None) -> str | None:
    """Another than it has `now`."""
    return fields.choose("Standpunt", "standpunt", {one.value: one.value for one in Position if one is not now})


def holds(words: str, wanted: Sequence[str]) -> bool:
    """Whether each of these words (in small letters) stands in it."""
    return all(word in words.casefold() for word in wanted)


def short(words: str) -> str:
    """The beginning of a quote, for a list of choices."""
    return shorten(words, width=SHOWN, placeholder=" …")
