"""Terms in words ("voor 1 juli 2026", "in het eerste kwartaal", "binnen zes weken") read against a letter's date."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from kb.labels import MONTHS

_NUMBERS = {
    "een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8, "negen": 9,
    "tien": 10, "twaalf": 12,
}  # fmt: skip
_QUARTERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4}
_MONTH = "|".join(MONTHS)
_BEFORE = (
    r"(?:v[oó][oó]r|uiterlijk(?: op| in)?|per|op|in|begin|eind|medio|rond|vanaf"
    r"|(?:verschoven|verplaatst|uitgesteld|opgeschoven) (?:naar|tot))"
)
_DAY = re.compile(rf"\b{_BEFORE}\s+(\d{{1,2}})\s+({_MONTH})(?:\s+(\d{{4}}))?", re.I)
_IN_MONTH = re.compile(rf"\b{_BEFORE}\s+({_MONTH})(?:\s+(\d{{4}}))?", re.I)
_QUARTER = re.compile(
    r"\b(eerste|tweede|derde|vierde|[1-4]e)\s+kwartaal(?:\s+(?:van\s+)?(\d{4}))?|\bQ([1-4])(?:\s+(\d{4}))?", re.I
)
_WITHIN = re.compile(rf"\bbinnen\s+(\d{{1,2}}|{'|'.join(_NUMBERS)})\s+(dagen|weken|week|maanden|maand)\b", re.I)
_SEASON = re.compile(
    r"\b(?:v[oó][oó]r de (zomer|kerst)|(?:in |na )?(?:de|het|dit|komend|komende) (voorjaar|zomer|najaar|winter)\b)"
    r"(?:\s+(?:van\s+)?(\d{4}))?",
    re.I,
)
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SEASON_END = {"zomer": (8, 31), "kerst": (12, 24), "voorjaar": (6, 20), "najaar": (12, 20), "winter": (3, 20)}


@dataclass(frozen=True, slots=True)
class Term:
    """The last day of a term and the words that set it."""

    due: date
    text: str


def due_date(text: str, written: date | None) -> Term | None:
    """The term in a promise, its last day counted from the letter's date; None without one, or when it has no year
    and the letter no date. A month, quarter or season ends on its last day; "vóór de zomer" on 30 June."""
    for reader in (_day, _month, _quarter, _within, _season):
        found = reader(text, written)
        if found:
            return found
    return None


def term_in_cell(text: str, written: date | None) -> date | None:
    """The last day of a term that stands alone in a table: "1-12-2025", "Q1 2025", "najaar 2026", "maart 2026"."""
    numbers = _NUMERIC.fullmatch(text.strip())
    if numbers:
        day, month, year = map(int, numbers.groups())
        return date(year, month, day) if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None
    readings = (text, f"in de {text}", f"in {text}", f"op {text}")
    return next((term.due for reading in readings if (term := due_date(reading, written))), None)


def _day(text: str, written: date | None) -> Term | None:
    found = _DAY.search(text)
    if not found:
        return None
    return _dated(found, found.group(3), MONTHS.index(found.group(2).lower()) + 1, int(found.group(1)), written)


def _month(text: str, written: date | None) -> Term | None:
    found = _IN_MONTH.search(text)
    if not found or found.group().split()[0].lower() in {"op", "vanaf"}:
        return None
    return _dated(found, found.group(2), MONTHS.index(found.group(1).lower()) + 1, None, written)


def _quarter(text: str, written: date | None) -> Term | None:
    found = _QUARTER.search(text)
    if not found:
        return None
    quarter = int(found.group(3)) if found.group(3) else _QUARTERS[found.group(1).lower()]
    return _dated(found, found.group(2) or found.group(4), quarter * 3, None, written)


def _within(text: str, written: date | None) -> Term | None:
    found = _WITHIN.search(text)
    if not found or written is None:
        return None
    count = int(found.group(1)) if found.group(1).isdigit() else _NUMBERS[found.group(1).lower()]
    unit = found.group(2).lower()
    if unit.startswith("maand"):
        month = written.month - 1 + count
        year, month = written.year + month // 12, month % 12 + 1
        return Term(date(year, month, min(written.day, monthrange(year, month)[1])), found.group())
    return Term(written + timedelta(days=count * (1 if unit == "dagen" else 7)), found.group())


def _season(text: str, written: date | None) -> Term | None:
    found = _SEASON.search(text)
    if not found:
        return None
    if found.group(1):
        month, day = (6, 30) if found.group(1).lower() == "zomer" else _SEASON_END["kerst"]
    else:
        month, day = _SEASON_END[found.group(2).lower()]
    return _dated(found, found.group(3), month, day, written)


def _dated(
    found: re.Match[str], year_text: str | None, month: int, day: int | None, written: date | None
) -> Term | None:
    """The date in the named year, else the first one on or after the day the letter was written; a date before that
    day is no term."""
    if year_text:
        years = [int(year_text)]
    elif written:
        years = [written.year, written.year + 1]
    else:
        return None
    for year in years:
        last = monthrange(year, month)[1]
        if (day or last) > last:
            return None
        due = date(year, month, day or last)
        if written is None or due >= written:
            return Term(due, found.group())
    return None
