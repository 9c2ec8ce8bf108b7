"""Whether a sentence speaks of a time after its letter ("vanaf september", "na de kerst", "volgend schooljaar"): more
than a term, which says by when, and no more than a sign of a promise."""

from __future__ import annotations

import re
from datetime import date

from ingest.statements.deadline import due_date, term_words
from kb.text.dates import DATE, MONTH, PAST, WEEKDAY, YEARLESS, month_of, parse_date

_AT = (
    r"(?:met ingang van|ingaande|vanaf|per|op|in|tot(?: en met)?|na|v[oó][oó]r|tegen|begin|half|medio|eind|rond"
    r"|uiterlijk)"
)
_HOLIDAY = (
    r"(?:(?:zomer|herfst|kerst|voorjaars|mei|krokus|bouwvak)?(?:vakantie|reces)|kerst|bouwvak|jaarwisseling|pasen"
    r"|zomer)"
)
_SEASON = r"(?:voorjaar|lente|zomer|najaar|herfst|winter)"
_SPAN = rf"(?:week|maand|kwartaal|half ?jaar|jaar|jaren|weken|maanden|schooljaar|seizoen|periode|{_SEASON})"
_DATED = re.compile(rf"\b{_AT}\s+(?:de\s+)?{WEEKDAY}?({DATE})", re.I)
_OF_THE_YEAR = re.compile(rf"\b{_AT}\s+(?:{WEEKDAY}?{YEARLESS}|{MONTH}|week \d\d?)(?!\s+(?:19|20)\d\d)(?!{PAST})", re.I)
_YEAR = re.compile(rf"\b(?:{_AT}|{_SEASON}|jaar|kwartaal)\s+(?:van\s+)?(20\d\d)\b", re.I)
_MONTH_OF_YEAR = re.compile(rf"\b{_AT}\s+({MONTH})\s+(20\d\d)\b", re.I)
_COMING = re.compile(
    rf"\b(?:volgend|komend|aanstaand|eerstvolgend)e?\b|\b(?:deze|dit|nog deze|nog dit) {_SPAN}\b"
    rf"|\b(?:na|v[oó][oó]r|tot) (?:de|het) (?:\w+ )?{_HOLIDAY}\b"
    rf"|\b(?:in|tegen) (?:de|het) (?:(?:loop|voorjaar) van )?(?:de |het )?{_SEASON}\b"
    r"|\b(?:voortaan|binnenkort|straks|weldra|zodra|vanaf (?:nu|dan|dat moment)|in de loop van)\b",
    re.I,
)
_AGAIN = re.compile(
    r"\b(?:jaarlijks|halfjaarlijks|maandelijks|periodiek"
    r"|(?:ieder|elk)e? (?:half)?(?:jaar|kwartaal|maand|week|zomer|najaar)"
    r"|\w+ (?:keer|maal) per (?:jaar|kwartaal|maand)|(?:een|twee|vier)maal per jaar)\b",
    re.I,
)
# "minder dan in maart", "hoger dan op 1 mei"; "later dan" may well name a term
_COMPARED = re.compile(
    rf"\b(?:(?:meer|minder)(?:\s+\w+){{0,2}}?|(?!(?:later|hier|verder|weer|over|onder|zeker)\b)\w{{3,}}er)"
    rf"\s+dan\s+(?:in|op|rond|eind|begin|half|medio)\s+(?:{DATE}|{MONTH}|de\s+\w+|\w+)",
    re.I,
)


def without_comparisons(text: str) -> str:
    """The text without the times with which it compares, which nobody looks ahead to."""
    return _COMPARED.sub(" ", text)


def looks_ahead(text: str, written: date | None) -> bool:
    """Whether the sentence names a time that is not over when the letter is written; a day or month without a year is
    taken for the next one. False where it names none."""
    if due_date(text, written) or term_words(text) or _OF_THE_YEAR.search(text) or _COMING.search(text):
        return True
    if written is None:
        return False
    days = [day for found in _DATED.finditer(text) if (day := parse_date(found[1]))]
    months = [(int(found[2]), month_of(found[1]) or 12) for found in _MONTH_OF_YEAR.finditer(text)]
    years = [int(found[1]) for found in _YEAR.finditer(text)]
    return (
        any(day >= written for day in days)
        or any(month >= (written.year, written.month) for month in months)
        or any(year >= written.year for year in years)
    )


def comes_again(text: str) -> bool:
    """Whether it says that something is done at set times: "Wij informeren u elk kwartaal.\""""
    return bool(_AGAIN.search(text))
