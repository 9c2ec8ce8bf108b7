"""Searches that people keep by name, in a file beside the store: everybody who opens this knowledge base has them."""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kb.errors import BadSettings

FILE = "zoekopdrachten.json"
LONGEST = 80  # characters of a name


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search with its filters and its order, as they stand in the address of the screen: a word, or several."""

    name: str
    address: Mapping[str, Sequence[str]]


def saved_searches(home: Path) -> tuple[SavedSearch, ...]:
    """By name. Raises BadSettings when the file cannot be read."""
    try:
        given = json.loads((home / FILE).read_text(encoding="utf-8"))
        found = [SavedSearch(str(each["name"]), _address(each["address"])) for each in given]
    except FileNotFoundError:
        return ()
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadSettings(f"{FILE} is beschadigd: herstel dit bestand, of verwijder het.") from error
    return tuple(sorted(found, key=lambda each: each.name.casefold()))


def save_search(home: Path, name: str, address: Mapping[str, Sequence[str]]) -> None:
    """Keep a search; one with the same name makes place. Raises BadSettings for a name that is empty or too long."""
    plain = " ".join(name.split())
    if not plain or len(plain) > LONGEST:
        raise BadSettings(f"Geef de zoekopdracht een naam van ten hoogste {LONGEST} tekens.")
    _write(home, [*_others(home, plain), SavedSearch(plain, address)])


def delete_search(home: Path, name: str) -> None:
    """Forget a search; nothing happens when there is none of this name."""
    _write(home, _others(home, name))


def _others(home: Path, name: str) -> list[SavedSearch]:
    return [each for each in saved_searches(home) if each.name.casefold() != name.casefold()]


def _write(home: Path, searches: Sequence[SavedSearch]) -> None:
    """Whole or not at all."""
    new = home / f".{secrets.token_hex(4)}.json"
    try:
        new.write_text(json.dumps([asdict(each) for each in searches], ensure_ascii=False, indent=1), encoding="utf-8")
        os.replace(new, home / FILE)
    finally:
        new.unlink(missing_ok=True)


def _address(given: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {str(key): [str(value) for value in values] for key, values in given.items()}
