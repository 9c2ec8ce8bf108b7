"""Terms in words ("voor 1 juli 2026", "in het eerste kwartaal", "binnen zes weken") read against a letter's date."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from kb.text.dates import (
    COMING,
    DATE,
    MONTH,
    NUMBER,
    PAST,
    WEEKDAY,
    YEAR,
    YEARLESS,
    any_of,
    month_of,
    number_of,
    parse_date,
)

_QUARTERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4, "1e": 1, "2e": 2, "3e": 3, "4e": 4}

_BEFORE = (
    r"(?:v[oó][oó]r|uiterlijk(?: op| in| per)?|per|op|in|begin|eind|medio|half|rond|vanaf"
    r"|(?:verschoven|verplaatst|uitgesteld|opgeschoven) (?:naar|tot))"
)
# Not "1 juli jl.", which is the one before the letter.
_DAY = re.compile(rf"\b{_BEFORE}\s+(?:de\s+)?{WEEKDAY}?(?:({DATE})|({YEARLESS}))(?!{PAST})(?:{COMING})?", re.I)
_IN_MONTH = re.compile(rf"\b{_BEFORE}\s+({MONTH})(?:\s+({YEAR}))?(?!{PAST})(?:{COMING})?", re.I)
_QUARTER = re.compile(
    rf"\b({any_of(_QUARTERS)})\s+kwartaal(?:\s+(?:van\s+)?(\d{{4}}))?"
    r"|\b(?:Q|kwartaal )([1-4])(?:[ -]+(\d{4}))?",
    re.I,
)
_WITHIN = re.compile(
    rf"\b(?:binnen|over)\s+(?:{NUMBER}\s+(?:à|tot|of|-)\s+)?(?:({NUMBER})\s+(dagen|dag|weken|week|maanden|maand|jaren|jaar)"
    r"|(een half jaar|anderhalf jaar))(?!\w)",
    re.I,
)
_MONTHS_OF = {"een half jaar": 6, "anderhalf jaar": 18}
_YEAR_BEHIND = r"(?:\s+(?:van\s+)?(\d{4}|['’‘]\d\d(?!\d)))?"
_SEASON = re.compile(
    r"\b(?:v[oó][oó]r (?:de|het) (?a:(zomer|kerst))(?:reces|vakantie)?"
    rf"|(?:in |na )?(?:de|het|dit|komend|komende) (?a:(voorjaar|zomer|najaar|winter))\b){_YEAR_BEHIND}",
    re.I,
)
_AFTER_SUMMER = re.compile(rf"\bna (?:de|het) zomer(?:reces|vakantie)?\b{_YEAR_BEHIND}", re.I)
_HALF_YEAR = re.compile(
    r"\b(eerste|tweede|1e|2e)\s+(?:helft|half ?jaar)(?:\s+van)?\s+(?:(\d{4})|(?:dit|het) jaar)", re.I
)
_YEAR_END = re.compile(
    r"\b(?:nog dit jaar|v[oó][oó]r (?:het )?einde? van (?:het|dit) jaar|eind dit jaar|v[oó][oó]r de jaarwisseling"
    r"|(?:in(?: de loop van)?|eind|v[oó][oó]r eind|uiterlijk(?: in| eind)?)\s+(20\d\d))\b",
    re.I,
)
_AT = r"\b(?:bij|v[oó][oó]r|in|tijdens|uiterlijk bij) de (?:behandeling van de )?"
_OF_YEAR = r"\b(?:\s+(?:van\s+|over\s+)?(20\d\d))?"
# Gemeentewet art. 191: the budget goes to the province before 15 November of the year before; art. 200: the accounts
# before 15 July of the year after. The council treats them on the day before at the latest.
_BUDGET = re.compile(rf"{_AT}(?:programma)?begroting(?:sbehandeling|sraad|svergadering)?{_OF_YEAR}", re.I)
_ACCOUNTS = re.compile(rf"{_AT}(?:jaarrekening|jaarstukken){_OF_YEAR}", re.I)
# Moments that each council sets for itself: words of a term, and no day.
_NO_DAY = re.compile(
    r"\b(?:(?:bij|in|na|tijdens|v[oó][oó]r) (?:de|het) (?:(?:eerst)?volgende |komende )?(?:kadernota|voorjaarsnota"
    r"|perspectiefnota|zomernota|najaarsnota|bestuursrapportage|berap|burap|tussenrapportage"
    r"|(?:mei|herfst|voorjaars|zomer|kerst)(?:reces|vakantie))(?:\s+(?:van\s+)?20\d\d)?"
    r"|(?:in|bij|v[oó][oó]r) de (?:(?:eerst)?volgende|komende) (?:(?:raads|commissie)?vergadering|raad|commissie)"
    r"|zo (?:snel|spoedig) mogelijk|z\.?s\.?m\.?|op korte termijn|binnenkort)\b",
    re.I,
)
_DATE_ALONE = re.compile(rf"{DATE}\.?")
_SEASON_END = {"zomer": (8, 31), "kerst": (12, 24), "voorjaar": (6, 20), "najaar": (12, 20), "winter": (3, 20)}


@dataclass(frozen=True, slots=True)
class Term:
    """The last day of a term and the words that set it."""

    due: date
    text: str


def term_words(text: str) -> str | None:
    """The words of a term that names no day, such as "bij de kadernota" or "zo spoedig mogelijk"; None without one."""
    found = _NO_DAY.search(text)
    return found.group() if found else None


def due_date(text: str, written: date | None) -> Term | None:
    """The term in a promise, its last day counted from the letter's date; None without one, or when it has no year
    and the letter no date. A month, quarter, season or year ends on its last day; "vóór de zomer" on 30 June, "na de
    zomer" on 30 September."""
    for reader in (_day, _month, _quarter, _within, _half_year, _after_summer, _season, _of_the_cycle, _year_end):
        found = reader(text, written)
        if found:
            return found
    return None


def term_in_cell(text: str, written: date | None) -> date | None:
    """The last day of a term that stands alone in a table: "1-12-2025", "Q1 2025", "najaar 2026", "maart 2026"."""
    if _DATE_ALONE.fullmatch(text.strip()):
        return parse_date(text)
    readings = (text, f"in de {text}", f"in {text}", f"op {text}")
    return next((term.due for reading in readings if (term := due_date(reading, written))), None)


def _day(text: str, written: date | None) -> Term | None:
    for found in _DAY.finditer(text):
        if found[1]:
            due = parse_date(found[1])
            if due and (written is None or due >= written):
                return Term(due, found.group())
        elif (any_year := parse_date(f"{found[2]} 2000")) and (
            term := _dated(found, None, any_year.month, any_year.day, written)
        ):
            return term
    return None


def _month(text: str, written: date | None) -> Term | None:
    found = _IN_MONTH.search(text)
    if not found or found.group().split()[0].lower() in {"op", "vanaf"}:
        return None
    year = found[2] and re.sub(r"\D", "", found[2].replace("O", "0"))
    return _dated(found, year and year.rjust(4, "0").replace("00", "20", 1), month_of(found[1]) or 1, None, written)


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
    unit = "maanden" if found[3] else found[2].lower()
    count = _MONTHS_OF[" ".join(found[3].lower().split())] if found[3] else number_of(found[1])
    try:
        if unit.startswith(("maand", "jaar", "jaren")):
            month = written.month - 1 + count * (1 if unit.startswith("maand") else 12)
            year, month = written.year + month // 12, month % 12 + 1
            return Term(date(year, month, min(written.day, monthrange(year, month)[1])), found.group())
        return Term(written + timedelta(days=count * (1 if unit.startswith("dag") else 7)), found.group())
    except (ValueError, OverflowError):  # of a letter "31-12-9999"
        return None


def _half_year(text: str, written: date | None) -> Term | None:
    found = _HALF_YEAR.search(text)
    if not found:
        return None
    year = found.group(2) or (str(written.year) if written else None)
    return _dated(found, year, 6 if found.group(1).lower() in {"eerste", "1e"} else 12, None, written)


def _after_summer(text: str, written: date | None) -> Term | None:
    found = _AFTER_SUMMER.search(text)
    return _dated(found, found.group(1), 9, 30, written) if found else None


def _of_the_cycle(text: str, written: date | None) -> Term | None:
    """The budget of a year is treated in the autumn before it, its accounts in the summer after it."""
    budget, accounts = _BUDGET.search(text), _ACCOUNTS.search(text)
    if budget:
        return _dated(budget, str(int(budget.group(1)) - 1) if budget.group(1) else None, 11, 14, written)
    if accounts:
        return _dated(accounts, str(int(accounts.group(1)) + 1) if accounts.group(1) else None, 7, 14, written)
    return None


def _year_end(text: str, written: date | None) -> Term | None:
    found = _YEAR_END.search(text)
    return _dated(found, found.group(1), 12, 31, written) if found else None


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
        years = [int(year_text) if year_text.isdigit() else 2000 + int(year_text[1:])]  # "'25"
    elif written:
        years = [written.year, written.year + 1]
    else:
        return None
    for year in years:
        last = monthrange(year, month)[1] if MINYEAR <= year <= MAXYEAR else 0
        if (day or last) > last or last == 0:
            return None
        due = date(year, month, day or last)
        if written is None or due >= written:
            return Term(due, found.group())
    return None
