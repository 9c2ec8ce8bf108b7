"""Whether a paper gives advice or answers it, where it does not call itself by a name: by signs of who writes to whom,
what it takes up and what it asks for, weighed."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ingest.letterhead.bodies import is_adviser, is_authority, is_organisation, is_representative
from ingest.letterhead.head import SALUTATION, Head

Table = Mapping[str, tuple[float, ...]]

WEIGHTS = Path(__file__).with_name("role_weights.toml")
ADVISES = re.compile(r"\b(?:advis\w+|advies|adviezen|aanbeve\w+|bevelen|raden|pleiten|bepleiten)\b", re.IGNORECASE)
ROLES = ("advises", "answers")
ASKING = frozenset(
    {"title: an advice", "opening: advises", "we advise", "zou, moet, dient"}
)  # signs that it wants something
_FIRST = 4  # paragraphs in which a letter says what it is for
_FEWEST = 60  # words that any paper is taken to have
_MOST = 3.0  # times in a hundred words, beyond which more of it says nothing
_A_PAPER = r"(?:\w+ ){0,2}?(?:advies|adviezen|aanbeveling\w*|rapport|punt\w*|voorstel\w*|suggestie\w*)\b"
_IN_TITLE = {
    "title: an answer": r"(?:reactie|antwoord\w*|beantwoording|besluit|tussenbericht|terugkoppeling|voortgang)\b",
    "title: an advice": r"(?:advies|adviezen|zienswijze|aanbeveling\w*|pleidooi|oproep|adres|rapport|onderzoek)\b",
    "title: yours": r"\b(?:uw|jullie|je)\b",
}
_IN_OPENING = {
    "opening: advises": ADVISES.pattern,
    "opening: your paper": r"\b(?:uw|jullie|je) (?:\w+ ){0,2}?(?:brief|brieven|schrijven|notitie|advies|adviezen"
    r"|aanbevelingen|rapport|punten|vragen|wensen|voorstel\w*)\b",
}
_EVERYWHERE = {
    "your points": rf"\b(?:uw|jullie) {_A_PAPER}",
    "our points": rf"\b(?:ons|onze) {_A_PAPER}",
    "we advise": r"\b(?:wij|we|ik|\w*raad|commissie|rekenkamer|panel|platform)\b \w{0,12} ?(?:advise\w+|bevelen|beveelt"
    r"|pleiten|pleit|raden|vragen|verzoeken|stellen voor|dringen)\b|\b(?:adviseren|adviseert) (?:wij|we|de|ik)\b",
    "u": r"\b(?:u|uw|jullie)\b",
    "zou, moet, dient": r"\b(?:zou|zouden|moet|moeten|dient|dienen)\b",
}
_PATTERNS = {
    name: re.compile(pattern, re.IGNORECASE)
    for name, pattern in (*_IN_TITLE.items(), *_IN_OPENING.items(), *_EVERYWHERE.items())
}
_GREETS_AUTHORITY = re.compile(
    r"\b(?:college|bestuur|gemeentebestuur|wethouders?|burgemeester|gedeputeerden?|staten|raad|raadsleden"
    r"|edelachtbare|weledel\w+)\b",
    re.IGNORECASE,
)


def signs(head: Head, text: str, title: str, sender: str | None, addressee: str | None) -> dict[str, float]:
    """The signs that a paper shows, by name, each 1 or how often in a hundred words."""
    opening = " ".join(head.opening[:_FIRST])
    hundreds = max(_FEWEST, len(text.split())) / 100
    found = {f"from: {_who(sender)}": 1.0, f"to: {_who(addressee)}": 1.0}
    found |= {name: float(_PATTERNS[name].search(title) is not None) for name in _IN_TITLE}
    found |= {name: float(_PATTERNS[name].search(opening) is not None) for name in _IN_OPENING}
    found |= {name: min(_MOST, len(_PATTERNS[name].findall(text)) / hundreds) for name in _EVERYWHERE}
    found["a letter"] = float(any(map(SALUTATION.match, head.texts)))
    found["greets an authority"] = float(greets_authority(head))
    return {name: value for name, value in found.items() if value}


def greets_authority(head: Head) -> bool:
    """Whether a letter opens with "Geacht college" and the like."""
    return _GREETS_AUTHORITY.search((head.salutation or "")[:80]) is not None


def _who(name: str | None) -> str:
    """What somebody is to advice, from his name."""
    if not name:
        return "nobody named"
    if is_authority(name):
        return "authority"
    if is_representative(name):
        return "council"
    return "adviser" if is_adviser(name) else "organisation" if is_organisation(name) else "person"


@cache
def learnt() -> Table:
    """What each sign adds to the logarithm of the odds of each role."""
    weights = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: tuple(row) for name, row in weights.items()}


def chances(signs: Mapping[str, float], table: Table) -> dict[str, float]:
    """The chance of each of ROLES; a paper may have neither."""
    known = {"": 1.0} | {name: value for name, value in signs.items() if name in table}
    sums = [sum(value * table[name][at] for name, value in known.items()) for at in range(len(ROLES))]
    return {role: 1 / (1 + math.exp(-total)) for role, total in zip(ROLES, sums, strict=True)}
