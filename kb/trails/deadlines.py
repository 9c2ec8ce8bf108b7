"""Terms in which a body should be answered, from `termijnen.toml` in the home folder. There is no national term:
each verordening sets its own, so without an entry there is none.

    [[termijn]]
    afzender = "Adviesraad*"      # who gave the advice; * stands for anything
    soort = "advies"              # kind of document
    weken = 8
    vanaf = "dagtekening"         # or "datum", or "ontvangst": only the date of the letter is known
    bron = "Verordening …, art. 7"
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from kb.errors import BadSettings
from kb.model import Document, DocumentKind
from kb.settings import toml

FILE = "termijnen.toml"
COUNTED_FROM = ("datum", "dagtekening", "ontvangst")
FIELDS = {"afzender": str, "soort": str, "weken": int, "vanaf": str, "bron": str}


@dataclass(frozen=True, slots=True)
class Term:
    """Weeks from the date of a letter of this kind from this body; `sender` may hold `*`, and may be the name in the
    letter or the one name of that body."""

    sender: str
    kind: DocumentKind
    weeks: int
    counted_from: str
    source: str

    def holds_for(self, document: Document) -> bool:
        names = {(name or "").casefold() for name in (document.sender, document.body)}
        return document.kind is self.kind and any(fnmatchcase(name, self.sender.casefold()) for name in names)


def terms(home: Path) -> tuple[Term, ...]:
    """The terms that are set; none without the file. Raises BadSettings naming the entry, or the line."""
    path = home / FILE
    values = toml(path)
    entries = values.get("termijn", [])
    if not isinstance(entries, list) or set(values) - {"termijn"}:
        raise BadSettings(f"{path}: elke termijn begint met een regel [[termijn]].")
    return tuple(_term(path, number, entry) for number, entry in enumerate(entries, 1))


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms that hold for these documents. Called with the id of one: until when it should be answered; None when
    its date is not known or no term holds for it."""

    given: Sequence[Term]
    documents: Mapping[str, Document]

    def __call__(self, document_id: str) -> date | None:
        term, written = self.of(document_id), self.documents[document_id].date
        return written + timedelta(weeks=term.weeks) if term and written else None

    def of(self, document_id: str) -> Term | None:
        """The first entry that holds counts, so that a clerk can put the exception above the rule."""
        return next((term for term in self.given if term.holds_for(self.documents[document_id])), None)


def stamp(home: Path) -> int:
    """Another number after every change of the file; 0 when there is none."""
    path = home / FILE
    return path.stat().st_mtime_ns if path.is_file() else 0


def _term(path: Path, number: int, entry: dict[str, Any]) -> Term:
    here = f"{path}, termijn {number}"
    for name, value in entry.items():
        if name not in FIELDS:
            raise BadSettings(f'{here}: "{name}" is onbekend; gebruik {", ".join(FIELDS)}.')
        if not isinstance(value, FIELDS[name]) or isinstance(value, bool):
            kind = "een heel getal" if FIELDS[name] is int else "tekst tussen aanhalingstekens"
            raise BadSettings(f'{here}: "{name}" moet {kind} zijn.')
    for name in ("afzender", "weken"):
        if not entry.get(name):
            raise BadSettings(f'{here}: "{name}" ontbreekt.')
    kind, counted_from = entry.get("soort", DocumentKind.ADVICE), entry.get("vanaf", "datum")
    if kind not in set(DocumentKind):
        raise BadSettings(f'{here}: soort "{kind}" bestaat niet; kies uit {", ".join(DocumentKind)}.')
    if counted_from not in COUNTED_FROM:
        raise BadSettings(f'{here}: vanaf "{counted_from}" kan niet; kies uit {", ".join(COUNTED_FROM)}.')
    if entry["weken"] < 1:
        raise BadSettings(f'{here}: "weken" moet 1 of meer zijn.')
    return Term(entry["afzender"], DocumentKind(kind), entry["weken"], counted_from, entry.get("bron", ""))
