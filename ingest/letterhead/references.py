"""Dates and references: of the document itself, and of what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingest.letterhead.head import Head
from kb.text.dates import DATE, WEEKDAY, YEAR, YEARLESS, parse_date

# "12548124", "Z24-018834", "RIB 2024-47", "AU15.05274", "2020 / 1234": a digit must be in it.
_REFERENCE = r"(?:[A-Z]{2,6} (?=\S*\d))?(?=[\w./()-]*\d)[A-Za-z0-9][\w./()-]{2,}(?:\s?[/-]\s?[\w.-]*\d[\w.-]*)*"
_NO_REFERENCE = re.compile(rf"{DATE}|\d{{1,2}}\s?/\s?\d{{1,2}}", re.IGNORECASE)

_OURS = re.compile(
    rf"(?i:(?:Ons|Onze|Mijn) (?:kenmerk|referentie|nummer|zaaknummer|brief)|Kenmerk|Zaak(?:nummer|kenmerk)|Zaaknr\.?|"
    rf"Registratienummer|Documentnummer|Briefnummer|Referentie|Nummer(?=[\s:|]))[\s:|_]*(?P<value>{_REFERENCE})?"
)
_OURS_POURED = re.compile(rf"\b[Oo]ns kenmerk\s*:?\s+(?P<value>{_REFERENCE})")
_YOURS = re.compile(
    rf"(?i:Uw (?:brief(?: van)?\s*(?:/|en)\s*)?(?:kenmerk|referentie|nummer))\s*[:|]?\s*(?P<value>{_REFERENCE})?"
)
_YOUR_LETTER = re.compile(
    rf"Uw brief(?: van| d\.?d\.?)?(?:\s*(?:/|en)\s*(?:uw )?kenmerk)?\s*[:|]?\s*{WEEKDAY}?(?P<value>{DATE})?",
    re.IGNORECASE,
)
_WRITTEN = re.compile(
    r"(?i:(?:Verzend)?datum(?: brief| verzending| vergadering)?|Verzonden|Vergaderdatum)\s*[:|]?\s*"
    rf"{WEEKDAY}?(?P<value>{DATE})?"
)
_SUBJECT = re.compile(r"(?i:Betreft|Onderwerp|Betreffende)\s*[:|]?\s*(?P<value>\S.*)?")
_OTHER_DATE = r"(?:uw|ons|onze|mijn|betreft|onderwerp|ingekomen|ontvangen|reactie|versie|vergadering|vastgesteld)\b"
_PLACE_AND_DATE = re.compile(
    rf"(?P<place>(?!{_OTHER_DATE})[A-Z’'][\w’' .-]{{1,30}},?\s+)?{WEEKDAY}?(?:d\.?d\.?\s*)?{DATE}\.?",
    re.IGNORECASE,
)
_RECEIVED = re.compile(rf"\(ontvangen\s+({DATE})\)", re.IGNORECASE)
_TITLED = re.compile(
    rf"\b(?:\w*vergadering|besluitenlijst|verslag|notulen|\w*rapport|versie|vastgesteld)\b.{{0,60}}?({DATE})",
    re.IGNORECASE,
)
_LETTER = r"(?:brief|adviez?en|advies|vragen|rapport|verzoek|e-?mail|mail|aanbevelingen)"
# "uw brief van 7 september 2023, nr. 2023Z14759"
_CITED = re.compile(
    rf"\b[Uu]w\s+(?:\w+\s+)?{_LETTER}\b[^.]{{0,60}}?(?:van\s+|d\.?d\.?\s+)?(?P<date>{DATE})?,?\s*"
    rf"\(?(?:met\s+)?(?:ons\s+|uw\s+)?(?:kenmerk|nr\.|nummer|referentie)\s*:?\s*(?P<value>{_REFERENCE})"
)
# "uw advies van 10 juli 2020", "onze reactie op het ongevraagd advies van de Adviesraad … van 10 juli 2020"
_ANSWERED = re.compile(
    rf"(?:\b[Uu]w\s+(?:(?:on)?gevraagde?\s+|schriftelijke\s+)?{_LETTER}\b"
    r"|\b[Jj]ullie\s+(?:(?:on)?gevraagde?\s+)?(?:advies|adviezen)\b"
    r"|\b(?:[Rr]eactie|[Aa]ntwoord|[Bb]eantwoording|[Rr]eageren|[Ii]n\s+te\s+gaan)\s+op\s+(?:het|de|uw)\s"
    rf"|\badvies\s+(?:van\s+de\s+)?[A-Z])[^.;:]{{0,140}}?\b(?:van|d\.?d\.?|gedateerd)\s+(?P<date>{DATE})"
)
# "uw advies van 11 oktober": of the year in which the answer is written, or of the one before
_OF_THIS_YEAR = re.compile(
    rf"\b(?:[Uu]w|[Jj]ullie)\s+(?:(?:on)?gevraagde?\s+)?{_LETTER}\b[^.;:]{{0,140}}?\bvan\s+(?P<date>{YEARLESS})"
)
_ADVISED = r"(?:advies|adviezen|aanbevelingen|rapport|geadviseerd|adviseerden?|advis(?:eer|eren)de)\b"
# "Op 21 januari 2024 stuurde u ons …", "U heeft ons op 3 juni 2022 geadviseerd"
_GIVEN = re.compile(
    rf"\b(?:[Oo]p|[Vv]an)\s+(?P<date>{DATE}|{YEARLESS})(?=[^.;:]{{0,80}}\b(?:u|[Uu]w|jullie)\b)(?=[^.;]{{0,140}}\b{_ADVISED})"
    rf"|\b(?:[Uu]|[Jj]ullie)\b[^.;:]{{0,60}}\bop\s+(?P<later>{DATE}|{YEARLESS})(?=[^.;]{{0,140}}\b{_ADVISED})"
    rf"|\b[Dd]e [Aa]dviesraad\b[^.;:]{{0,80}}\bop\s+(?P<told>{DATE})(?=[^.;]{{0,140}}\bgeadviseerd\b)"
)
# "Bij brief van 8 oktober 2024 heeft u ons gevraagd"
_ASKED = re.compile(
    rf"\b(?:[Bb]ij|[Ii]n|[Mm]et)\s+(?:uw\s+)?brief\s+van\s+(?P<date>{DATE}),?\s+"
    r"(?:heeft|hebt|vroeg|vraagt|verzocht|verzoekt)\s+u\b"
)


def subject_of(head: Head) -> str | None:
    """What stands behind "Betreft" or "Onderwerp"."""
    return _field(head.fields, _SUBJECT, r"\S.{5,}")


def date_of(head: Head) -> date | None:
    """From the date field, else "(ontvangen …)", else a date on a line of its own, else the date in the title. None
    when lines of their own hold different dates and no place says which is that of the letter: that is a guess."""
    found = _field(head.fields, _WRITTEN, DATE)
    if found:
        return parse_date(found)
    received = _RECEIVED.search(" ".join([*head.top, *head.opening]))
    if received:
        return parse_date(received[1])
    alone = [match for line in (*head.top, *head.closing) if (match := _PLACE_AND_DATE.fullmatch(line))]
    placed = [match for match in alone if match["place"]] or alone
    if placed:
        days = {parse_date(match[0]) for match in placed}
        return days.pop() if len(days) == 1 else None
    titled = _TITLED.search(" ".join(head.top)[:1500])
    return parse_date(titled[1]) if titled else None


def our_reference_of(head: Head) -> str | None:
    """From its field, or out of a margin column that was poured into one line."""
    value = _reference(head.fields, _OURS)
    if value:
        return value
    poured = (_OURS_POURED.search(line) for line in head.fields if len(line) > 60)
    return next((_bare(found["value"]) for found in poured if found), None)


def your_reference_of(head: Head) -> str | None:
    """From its field, else from the opening words ("uw brief van …, nr. 2023Z14759")."""
    value = _reference(head.fields, _YOURS)
    if value:
        return value
    cited = (_CITED.search(paragraph) for paragraph in head.opening)
    return next((_bare(found["value"]) for found in cited if found), None)


def answers_of(head: Head, yours: str | None, ours: str | None, written: date | None) -> tuple[str, ...]:
    """References and ISO dates of the letters that are answered, in the order in which they are named."""
    found: dict[str, None] = {yours: None} if yours else {}
    margin = _field(head.fields, _YOUR_LETTER, DATE)
    days = [parse_date(margin)] if margin else []
    for paragraph in head.opening:
        days += [
            day for match in _mentions(paragraph) for name in match.groupdict() if (day := _day(match, name, written))
        ]
    found |= {day.isoformat(): None for day in days if day and day != written}
    return tuple(known for known in found if known != ours)


def _mentions(paragraph: str) -> Iterator[re.Match[str]]:
    for pattern in (_ASKED, _CITED, _ANSWERED, _OF_THIS_YEAR, _GIVEN):
        yield from pattern.finditer(paragraph)


def _day(mention: re.Match[str], name: str, written: date | None) -> date | None:
    """The day that a mention names; without a year the last such day before the letter was written."""
    text = mention[name] if name != "value" else None
    if not text or re.search(rf"{YEAR}|\d[-/.]", text):
        return parse_date(text) if text else None
    this_year = parse_date(f"{text} {written.year}") if written else None
    if this_year is None or written is None or this_year < written:
        return this_year
    return parse_date(f"{text} {written.year - 1}")


def _reference(lines: Sequence[str], label: re.Pattern[str]) -> str | None:
    """The reference in a field; None for an empty field, and for a date or "2/3" that stands in its place."""
    value = _field(lines, label, _REFERENCE)
    return None if value is None or _NO_REFERENCE.fullmatch(value) else _bare(value)


def _field(lines: Sequence[str], label: re.Pattern[str], pattern: str) -> str | None:
    """The value behind a label, on its line or alone on the next one; None for an empty field."""
    for place, line in enumerate(lines):
        found = label.match(line)
        if not found:
            continue
        if found["value"]:
            return str(found["value"]).strip()
        below = lines[place + 1] if place + 1 < len(lines) else ""
        if found.end() == len(line) and re.fullmatch(pattern, below, re.IGNORECASE if pattern is DATE else 0):
            return below.strip()
    return None


def _bare(value: str) -> str:
    """A reference without what closes its sentence."""
    value = value.strip().rstrip(".,;|")
    return value.rstrip(")") if "(" not in value else value
