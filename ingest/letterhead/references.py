"""Dates and references: of the document itself, and of what it answers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import takewhile

from ingest.letterhead.bodies import is_organisation
from ingest.letterhead.head import WITH_ITS_LETTER, Head
from kb.text.dates import DATE, MONTH, WEEKDAY, YEAR, YEARLESS, parse_date

# "12548124", "Z24-018834", "RIB 2024-47", "AU15.05274", "2020 / 1234": a digit must be in it.
_REFERENCE = (
    r"(?:(?:[A-Z]\.){2,5} (?=\d)|Afd\. [IVX\d]+,? (?:no|nr)\. (?=\d))?"
    r"(?:[A-Z][A-Za-z]{1,5} (?=(?:[A-Z]{2,6} )?\S*\d)(?:[A-Z]{2,6} (?=\S*\d))?)?"
    r"(?=[\w./()-]*\d)[A-Za-z0-9][\w./()-]{2,}(?:\s?[/-]\s?[\w.-]*\d[\w.-]*)*"
)
_ANY_REFERENCE = re.compile(_REFERENCE)
_NO_REFERENCE = re.compile(rf"{DATE}|\d{{1,2}}\s?/\s?\d{{1,2}}", re.IGNORECASE)

_OURS = re.compile(
    rf"(?i:(?:Ons|Onze|Mijn) (?:kenmerk|referentie|nummer|zaaknummer|brief)|Kenmerk|Zaak(?:nummer|kenmerk)|Zaaknr\.?|"
    r"(?:Registratie|Document|Brief|Griffie|Dossier|Voorstel|Besluit)nummer|Nummer zaakdossier|Referentie|"
    rf"Nummer(?=[\s:|])|N[ro]\.(?=\s))[\s:|_]*(?P<value>{_REFERENCE})?"
)
# "PRL-22-03" on a line of its own
_MARK = r"(?=\D{0,12}\d\D{0,6}\d)(?:[A-Z]{1,5} ?)?(?!\d{1,2}[-/.]\d{1,2}[-/.])[A-Z\d][A-Za-z\d]*(?:[-/.][A-Za-z\d]+)+"
_ALONE = re.compile(rf"(?:{_MARK}|Afd\. [IVX\d]+,? (?:no|nr)\. \d+)")
# "Statenbrief 2018-009.870", "Zaak DB-2020-0611": of the paper that is called so; the number of a motion is its name
_NUMBERED = re.compile(
    r"(?i:(?:staten|kamer|raads|raadsinformatie|college)brief"
    rf"|raads(?:voorstel|besluit)|statenvoorstel|zaak|dossier)\s{{1,9}}(?i:nr\.? |nummer )?(?P<value>{_MARK})(?=\s|$)"
)
_FILED_UNDER = re.compile(
    r"(?:ons |onze )?(?:kenmerk|referentie)|(?:zaak|registratie|document|dossier)nummer", re.IGNORECASE
)
_OF_ANOTHER = re.compile(r"\b(?:afdoening|afgedaan|reactie|antwoord|uitvoering|stand van zaken)\b", re.IGNORECASE)
# "30 november 2017, PRL 2017-9", "Gemeente Vaartland   RB 24-006": behind the date or the name of the authority
_BEHIND = re.compile(
    rf"(?:(?:[\w’' -]{{2,40}}, )?{DATE}\s?[,;|]\s?(?:(?:nr\.|nummer|kenmerk):? )?"
    rf"|(?:Gemeente|GEMEENTE|Provincie|PROVINCIE|Waterschap|WATERSCHAP)(?: [A-Z][\w-]+){{1,3}}?\s{{1,9}})"
    rf"(?P<value>{_MARK})"
)
_OURS_SECOND = re.compile(rf"[,;]\s+ons kenmerk\s*:?\s+(?P<value>{_REFERENCE})", re.IGNORECASE)
_OURS_POURED = re.compile(rf"\b[Oo]ns kenmerk\s*:?\s+(?P<value>{_REFERENCE})")
_YOURS = re.compile(
    rf"(?i:Uw (?:brief(?: van)?\s*(?:/|en)\s*)?(?:kenmerk|referentie|nummer))\s*[:|]?\s*(?P<value>{_REFERENCE})?"
)
_YOUR_LETTER = re.compile(
    r"(?:Uw brief|Antwoord op (?:uw )?(?:brief|schrijven))(?: van| d\.?d\.?)?"
    r"(?:\s*(?:/|en)\s*(?:uw )?kenmerk)?\s*[:|]?\s*",
    re.IGNORECASE,
)
_DAY = re.compile(rf"(?<![\w.,-])(?P<day>\d{{1,2}})(?:\s+(?P<month>{MONTH})(?:,?\s+(?P<year>{YEAR}))?)?(?!\w)")
_DAY_IN_ROW = rf"\d{{1,2}}(?:\s+{MONTH}(?:,?\s+{YEAR})?)?"
# "6, 20 en 29 november 2017", "6 november en 20 november 2017", "6 november 2017"
_ROW = rf"(?:{_DAY_IN_ROW}(?:\s*,\s*|,?\s+en\s+)(?:van\s+)?){{0,6}}(?:{DATE}|{YEARLESS})"
_DAYS = re.compile(rf"{WEEKDAY}?{_ROW}")
_WRITTEN = re.compile(
    r"(?i:(?:Verzend|Publicatie|Brief)?datum(?: (?:van deze |onze )?brief| verzending| publicatie)?|Dagtekening"
    r"|Verzonden|(?:Geplaatst|Gepubliceerd)\b(?: op)?)\s*[:|]?\s*"
    rf"(?:d\.?d\.?\s*)?{WEEKDAY}?(?P<value>{DATE})?"
)
_MET = re.compile(rf"(?i:Datum (?:van de )?vergadering|Vergaderdatum)\s*[:|]?\s*{WEEKDAY}?(?P<value>{DATE})?")
_SUBJECT = re.compile(r"(?:(?i:Betreft|Onderwerp|Betreffende|Betr\.|Over(?=:))|Inzake)\s*[:|]?\s*(?P<value>\S.*)?")
_OTHER_DATE = r"(?:uw|ons|onze|mijn|betreft|onderwerp|ingekomen|ontvangen|reactie|versie|vergadering|vastgesteld)\b"
_PLACE_AND_DATE = re.compile(
    rf"(?P<place>(?:\d{{4}}\s?[A-Z]{{2}}\s+)?(?!{_OTHER_DATE})[A-Z’'][\w’' .-]{{1,30}},?\s+)?"
    rf"\(?{WEEKDAY}?(?:d\.?d\.?\s*|den? )?{DATE}\)?"
    r"(?:\.|\s?[,;|]\s?(?:(?:nr\.|nummer|kenmerk):? )?(?=\S{0,19}\d|[A-Z]{1,5} ?\S{0,19}\d)[\w./ -]{3,20})?",
    re.IGNORECASE,
)
_RECEIVED = re.compile(rf"\(ontvangen\s+({DATE})\)", re.IGNORECASE)
# "2. Zienswijze 1: Huurdersvereniging De Sleutel (ontvangen 8 oktober 2025)"
_REMARK_OF = re.compile(r"(?:[\d.]+\s+)?(?:zienswijze|inspraakreactie|vooroverlegreactie|reactie)\b", re.IGNORECASE)
_LABELLED_REFERENCE = re.compile(rf"\b(?i:kenmerk|nr\.|nummer)\s{{0,3}}:?\s{{0,3}}(?P<value>{_REFERENCE})")
_TITLED = re.compile(
    r"\b(?:\w*vergadering|besluitenlijst|verslag|notulen|\w*rapport|versie|vastgesteld|stand(?: per| op)?(?! van)"
    rf"|bijgewerkt|peildatum)\b.{{0,60}}?({DATE})",
    re.IGNORECASE,
)
_LETTER = (
    r"(?:brief|brieven|adviez?en|advies|vragen|rapport|verzoek|e-?mail|mail|aanbevelingen|schrijven|zienswijze|adres"
    r"|pleidooi)"
)
# "het briefadvies PRL-22-03", "het advies van de Staatsraad van 10 juni 2020 (W17.20.0093/IV)"
_WITH_REFERENCE = re.compile(
    r"\b(?:\w*advies|[Mm]otie|rekenkamer(?:brief|rapport)|rapport|zienswijze)\b(?:[^.;:()]{0,90}?\((?:kenmerk |nr\. )?"
    r"|\s(?:met )?(?:kenmerk |nr\. )?)(?P<value>[A-Z][A-Za-z]{0,6}[ -]?\d[\w./-]*\d[\w/]*)"
)
# "In onze vergadering van 11 april bespraken wij uw advies"
_MEETING_OF = re.compile(
    r"(?:vergadering|bijeenkomst|overleg|zitting|gesprek|bespreking)\s(?:van|op)\s$", re.IGNORECASE
)
_BEFORE = 30  # characters before a day that say what it is the day of
# "uw brieven van 6, 20 en 29 november 2017"
_ROW_CITED = re.compile(
    rf"\b(?:[Uu]w|[Jj]ullie)\s+(?:\w+\s+){{0,2}}?{_LETTER}\b[^.;:]{{0,60}}?\bvan\s+(?P<days>{_ROW})"
)
# "uw brief van 7 september 2023, nr. 2023Z14759"
_CITED = re.compile(
    rf"\b[Uu]w\s+(?:\w+\s+)?{_LETTER}\b[^.]{{0,60}}?(?:van\s+|d\.?d\.?\s+)?(?P<date>{DATE})?,?\s*"
    rf"\(?(?:met\s+)?(?:ons\s+|uw\s+)?(?:kenmerk|nr\.|nummer|referentie)\s*:?\s*(?P<value>{_REFERENCE})"
)
_DATED = rf"\b(?:van|d\.?d\.?|gedateerd|de dato)\s+{WEEKDAY}?"
# "uw advies van 10 juli 2020", "onze reactie op het ongevraagd advies van de Adviesraad … van 10 juli 2020"
_ANSWERED = re.compile(
    rf"(?:\b[Uu]w\s+(?:(?:on)?gevraagde?\s+|schriftelijke\s+)?{_LETTER}\b"
    r"|\b[Jj]ullie\s+(?:(?:on)?gevraagde?\s+)?(?:advies|adviezen)\b"
    r"|\b(?:[Rr]eactie|[Aa]ntwoord|[Bb]eantwoording|[Rr]eageren|[Ii]n\s+te\s+gaan)\s+op\s+(?:het|de|uw)\s"
    rf"|\badvies\s+(?:van\s+de\s+)?[A-Z])[^.;:]{{0,140}}?(?:{_DATED}|\()(?P<date>{DATE})"
)
# "ons schrijven van 13 juni 1989, nr. 1989/0822/SoZa": what an earlier letter of the same sender answered
_OWN = re.compile(
    rf"\b(?:[Oo]ns|[Oo]nze)\s+(?:\w+\s+)?(?:schrijven|brief|\w*bericht|antwoord|reactie)\b[^.;:]{{0,40}}?\bvan\s+"
    rf"(?P<date>{DATE}|{YEARLESS})"
)
# "uw advies van 11 oktober": of the year in which the answer is written, or of the one before
_OF_THIS_YEAR = re.compile(
    rf"\b(?:[Uu]w|[Jj]ullie)\s+(?:(?:on)?gevraagde?\s+)?{_LETTER}\b[^.;:]{{0,140}}?{_DATED}(?P<date>{YEARLESS})"
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


# "Aldus besloten in de openbare vergadering van 4 juli 2024"
_DECIDED = re.compile(
    rf"\b(?:besloten|vastgesteld|gedaan)\b[^.]{{0,60}}vergadering van (?:\w+dag )?({DATE})", re.IGNORECASE
)


def date_of(head: Head) -> date | None:
    """From the date field, else that of the meeting, else "(ontvangen …)", else a date on a line of its own, else that
    on which a board says at the end that it decided, else the date in the title. None when lines of their own hold
    different dates and no place says which is that of the letter: that is a guess."""
    found = _field(head.fields, _WRITTEN, DATE) or _field(head.fields, _MET, DATE)
    if found:
        return parse_date(found)
    own = (line for line in (*head.top, *head.opening) if not _REMARK_OF.match(line))
    received = _RECEIVED.search(" ".join(own))
    if received:
        return parse_date(received[1])
    alone = [match for line in (*head.top, *head.closing) if (match := _PLACE_AND_DATE.fullmatch(line))]
    placed = [match for match in alone if match["place"]] or alone
    if placed:
        days = {parse_date(match[0]) for match in placed}
        return days.pop() if len(days) == 1 else None
    told = _DECIDED.search(" ".join(head.end)) or _TITLED.search(" ".join(head.top)[:1500])
    return parse_date(told[1]) if told else None


def our_reference_of(head: Head) -> str | None:
    """From its field, or out of a margin column that was poured into one line, or the only reference that stands alone
    on a line."""
    value = _reference(head.fields, _OURS)
    if value:
        return value
    poured = (
        (_OURS_POURED.search(line) if len(line) > 60 else None) or _OURS_SECOND.search(line) for line in head.fields
    )
    for found in filter(None, poured):
        return _bare(found["value"])
    if any(map(_OURS.match, head.fields)):
        return None
    alone = {line for line in head.top if _ALONE.fullmatch(line) and not _NO_REFERENCE.fullmatch(line)}
    if alone:
        return alone.pop() if len(alone) == 1 else None
    own = (line for line in head.top if not _OF_ANOTHER.search(line))
    called = (_NUMBERED.match(line) or _BEHIND.fullmatch(line) for line in own)
    return next((found["value"] for found in called if found), None)


def is_case_number(reference: str, head: Head) -> bool:
    """Whether a reference stands behind a word for one, not behind a mere "nummer"."""
    return any(_FILED_UNDER.match(line) and reference in line for line in head.fields)


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
    texts = [*(line for line in head.top if line not in head.opening), *head.opening]
    found |= dict.fromkeys(_further(head.fields, yours))
    found |= dict.fromkeys(_bare(each["value"]) for text in texts for each in _WITH_REFERENCE.finditer(text))
    days = _margin_days(head.fields, written)
    for letter in _behind_bodies(head):
        found |= dict.fromkeys(filter(None, [_first_reference(letter)]))
        days += days_in(letter, written)
    for paragraph in texts:
        days += [
            day for match in _mentions(paragraph) for name in match.groupdict() if (day := _day(match, name, written))
        ]
        days += [day for row in _ROW_CITED.finditer(paragraph) for day in days_in(row["days"], written)]
    found |= {day.isoformat(): None for day in days if day and day != written}
    return tuple(known for known in found if known != ours)


def _further(lines: Sequence[str], yours: str | None) -> Iterator[str]:
    """The other references in the field of the first: "WAR17.19; JAR/17-08"."""
    for line in lines:
        if yours and yours in line and _YOURS.match(line):
            rest = line[line.index(yours) + len(yours) :]
            parts = [part.strip() for part in re.split(r"[;,]| en ", rest)[1:]]
            yield from map(_bare, takewhile(_is_reference, parts))
            return


def _behind_bodies(head: Head) -> Iterator[str]:
    """Which letters are answered, where that stands behind the names of the bodies that wrote them, or in the headings
    of a paper that answers them."""
    for line in head.top:
        found = WITH_ITS_LETTER.search(line)
        if found and (is_organisation(line[: found.start()]) or _REMARK_OF.match(line)):
            yield found["letter"]


def _first_reference(letter: str) -> str | None:
    """The reference in "CRW 24-11 van 3 juni 2024", "ontvangen 8 oktober 2025, kenmerk HV25-031"; None without one."""
    labelled = _LABELLED_REFERENCE.search(letter)
    if labelled:
        return _bare(labelled["value"])
    found = _ANY_REFERENCE.match(letter)
    return _bare(found[0]) if found and not re.match(rf"(?:van |d\.?d\.? )?{DATE}", letter) else None


def _is_reference(text: str) -> bool:
    found = _ANY_REFERENCE.match(text)
    return found is not None and found.end() == len(text)


def _margin_days(lines: Sequence[str], written: date | None) -> list[date]:
    """The days in the field of the letter that is answered: "6, 20 en 29 november 2017"."""
    for place, line in enumerate(lines):
        label = _YOUR_LETTER.match(line)
        if label:
            value = line[label.end() :].strip() or (lines[place + 1] if place + 1 < len(lines) else "")
            row = _DAYS.match(value)
            if row:
                return list(days_in(row[0], written))
    return []


def days_in(row: str, written: date | None) -> Iterator[date]:
    """Every day of a row, of which only the last may have its month and year ("6, 20 en 29 november 2017"); without a
    year, the last such day before the letter was written."""
    if re.search(r"\d[-/.]\d", row):
        yield from filter(None, (parse_date(found[0]) for found in re.finditer(DATE, row)))
        return
    month = year = ""
    days = []
    for each in reversed(list(_DAY.finditer(row))):
        month, year = each["month"] or month, each["year"] or year
        days.append(_in_year(f"{each['day']} {month} {year}".strip(), written) if month else None)
    yield from filter(None, reversed(days))


def _mentions(paragraph: str) -> Iterator[re.Match[str]]:
    for pattern in (_ASKED, _CITED, _ANSWERED, _OF_THIS_YEAR, _GIVEN, _OWN):
        yield from pattern.finditer(paragraph)


def _day(mention: re.Match[str], name: str, written: date | None) -> date | None:
    """The day that a mention names; without a year the last such day before the letter was written. None for the day of
    a meeting, which is no letter's."""
    text = mention[name] if name != "value" else None
    if not text or _MEETING_OF.search(mention.string, max(0, mention.start(name) - _BEFORE), mention.start(name)):
        return None
    return _in_year(text, written)


def _in_year(text: str, written: date | None) -> date | None:
    if re.search(rf"{YEAR}|\d[-/.]", text):
        return parse_date(text)
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
