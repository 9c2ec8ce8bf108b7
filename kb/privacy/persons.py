"""Names of persons in a text, who of them holds an office, and which names are one person."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kb.privacy.words import BODY, HONORIFIC, NO_RESIDENTS, OFFICE, PARTY, PREFIX, TITLE, first_names

_SIGN = r"[^\W\d_]"
_UPPER = r"(?:(?=[^\W\d_])[A-ZÀ-ÖØ-ÞĀ-Ž])"
_GAP = r"[ \t\u00a0]+"
_CAPITAL = rf"{_UPPER}(?:{_SIGN}|['’](?=\w))+"
_SURNAME = rf"{PREFIX}{{0,3}}{_CAPITAL}(?:-{PREFIX}{{0,3}}{_CAPITAL})*"
_INITIALS = rf"(?:(?:{_UPPER}|Th|Ch|Chr|Ph|Tj|Sj|Joh|Fr)\.[ \t\u00a0-]?){{1,6}}"
_GIVEN = rf"(?:(?!{PREFIX}){_CAPITAL}(?:-{_CAPITAL})?{_GAP}){{0,2}}"
_NAMED = rf"(?:(?P<initials>{_INITIALS})[ \t\u00a0]*(?:\([A-Z]\w+\)[ ])?)?(?P<given>{_GIVEN})(?P<surname>{_SURNAME})"
_POLITE = re.compile(rf"(?<!\w)(?P<polite>{HONORIFIC}){_GAP}(?:\n[ ]*)?{TITLE}{{0,3}}(?P<name>{_NAMED})")
_INITIALLED = re.compile(
    rf"(?<![\w.@])(?P<name>(?P<initials>{_INITIALS})[ \t\u00a0]*(?P<given>)(?P<surname>{_SURNAME}))(?![\w@])"
)
_TITLED = re.compile(rf"(?<!\w)(?:(?i:drs|mr|dr|ir|ing|prof)\.[ ]?){{1,3}}(?P<name>{_NAMED})(?![\w@])")
_ACTING = re.compile(
    rf"(?<![\w-])(?P<polite>(?i:{OFFICE})){_GAP}(?P<name>(?P<initials>)(?P<given>)(?P<surname>{_SURNAME}))(?![\w@])"
)
_WORD = re.compile(rf"(?<![\w@.&/-]){_CAPITAL}(?:-{_CAPITAL})?(?![\w@])")
_AFTER_FIRST = re.compile(rf"(?P<middle>(?:{_GAP}{_CAPITAL})?){_GAP}(?P<surname>{_SURNAME})(?![\w@])")
_OFFICE_BEFORE = re.compile(
    rf"\b(?i:{OFFICE})(?:{_GAP}(?:van|voor)(?:{_GAP}(?:en|de|het|der|raad|commissie|[A-Z][\w-]*)){{1,8}})?,?\s+(?:{HONORIFIC}{_GAP})?{TITLE}{{0,3}}"
    rf"(?:{_CAPITAL}{_GAP}|{_INITIALS}[ ]?)?$"
    rf"|\b(?i:{OFFICE})[ ]?:(?:[^.;:\n]|\b(?:drs|mr|dr|ir|ing|prof|{_UPPER})\.){{0,90}}$"
)
_OFFICE_BEHIND = re.compile(
    rf"^[ \t]*[,(–-][ \t(]*(?:[\w-]+[ \t]){{0,3}}?(?:{OFFICE}\b(?![ ]?[A-Z]\w*(?:weg|straat|laan))|{PARTY}\b)"
)
_ACTS_AS = re.compile(rf"^(?:[ ][\w]+){{0,6}}[ ]als[ ](?:{OFFICE})\b")
_FACTION = re.compile(rf"(?:(?:^|\n)[ \t]*{PARTY}[^\n:]{{0,30}}:[^\n]*|\b[Ff]racties?[ ][^.\n]{{0,40}})$")
_LISTED = re.compile(r"(?:^|\n)[ \t]*$")  # "B. Omdat de …": a letter before an item of a list
_OFFICE_LINE = re.compile(rf"\b(?i:{OFFICE})\b")
_ADDRESSED = re.compile(r"^[ ]*(?:[Aa]an|[Tt]er attentie van)[ :]")  # what stands above is who writes
_IS_BODY = re.compile(BODY)
_SALUTATION = re.compile(r"(?:[Gg]eachte|[Bb]este)[ ]+(?:\w+[ ]+){0,1}$")
_SIGNING = re.compile(
    r"(?i)\b(?:namens(?![ ](?:\d|bewoners|buurt|de (?:buurt|bewoners|familie|omwonenden|ouders)|omwonenden|ouders|mij|"
    r"ons|onze|mijn|alle))|burgemeester en wethouders|het college van|de minister|de staatssecretaris)\b"
)
_NO_SURNAME = re.compile(
    r"(?i:geachte|beste|raad|college|commissie|gemeente|wethouder\w*|burgemeester|voorzitter|griffier|secretaris|"
    r"minister|adviesraad|rekenkamer|wet|besluit|artikel|nota|van|de|het|een|telefoon|datum|kamer|januari|februari|"
    r"maart|april|mei|juni|juli|augustus|september|oktober|november|december|heer|mevrouw|heren|dames|stichting|"
    r"omdat|mocht|indien|dit|deze|dat|er|daarom|hierbij|ook|onderdeel|bij|uit|na|als|wanneer|door|tijdens|"
    r"betreft|onderwerp|kenmerk|bijlage\w*|wij|ik|u|hij|zij|zijn|en|of|in|op|voor|aan|met)"
)
_PUBLIC = re.compile(
    r"(?i)\w+(?:straat|laan|weg|plein|kade|gracht|dijk|singel|school|park|prijs|fonds|stichting|(?:gemeente|stad|raad|buurt|dorps|verpleeg|wijk)huis|college|centrum|"
    r"ziekenhuis|wet|zorg|akkoord|museum|theater)$"
)
_STREET = re.compile(r"\w{3,}(?:straat|laan|weg|plein|gracht|kade|singel)$")
_SHORT = 90  # characters: a line of a letterhead or signature, not of a paragraph
_SIGNATURE = 6  # lines in which those who sign for a body stand


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters start..end name somebody, without "mevrouw" and titles."""

    start: int
    end: int
    given: str  # first names or initials, empty when there are none
    surname: str  # empty for a first name alone
    office: bool

    @property
    def keys(self) -> tuple[str, ...]:
        """The surname without signs, and its first part when it is a double one."""
        whole = _plain(self.surname)
        parts = self.surname.split("-")
        return (whole, _plain(parts[0])) if len(parts) > 1 else (whole,)


@dataclass(frozen=True, slots=True)
class Person:
    """Everything in the text that names one person."""

    mentions: tuple[Mention, ...]

    @property
    def office(self) -> bool:
        return any(each.office for each in self.mentions)


def persons(text: str) -> tuple[Person, ...]:
    """In the order in which they are first named."""
    found: list[list[Mention]] = []
    loose: list[Mention] = []
    for each in sorted(_mentions(text), key=lambda mention: mention.start):
        if not each.surname:
            loose.append(each)
            continue
        same = [one for one in found if any(_same(other, each) for other in one)]
        exact = [one for one in same if any(other.keys[0] == each.keys[0] for other in one)]
        if same:
            (exact or same)[0].append(each)
        else:
            found.append([each])
    for each in loose:
        name = each.given.split()[0]
        same = [one for one in found if any(other.given.split()[:1] == [name] for other in one)]
        if same:
            same[0].append(each)
        else:
            found.append([each])
    made = [Person(tuple(sorted(one, key=lambda mention: mention.start))) for one in found]
    return tuple(sorted(made, key=lambda person: person.mentions[0].start))


def _same(one: Mention, other: Mention) -> bool:
    """Whether two names with a surname can be one person: the surname, and as far as given the first initial."""
    if not one.surname or not set(one.keys) & set(other.keys):
        return False
    return not one.given or not other.given or one.given[0] == other.given[0]


def _mentions(text: str) -> Iterator[Mention]:
    taken: list[tuple[int, int]] = []
    forms = (_POLITE, _INITIALLED, _TITLED, _ACTING)
    for match in (match for form in forms for match in form.finditer(text)):
        start, end = match.span("name")
        surname, first = match["surname"], (match["given"] or "").strip()
        if first and _NO_SURNAME.fullmatch(re.split(r"[\s-]", surname)[-1]):
            surname, first, end = (
                first,
                "",
                match.end("given") - 1,
            )  # "mevrouw Bakker Telefoon": the next word of a form
        last = re.split(r"[\s-]", surname)[-1]
        if _NO_SURNAME.fullmatch(last) or any(start < b and a < end for a, b in taken):
            continue
        if _is_public(surname) and "polite" not in match.re.groupindex:
            continue
        if not surname.strip().count(" ") and _is_item(text, start, end, match):
            continue
        taken.append((start, end))
        given = " ".join(f"{match['initials'] or ''} {first}".split())
        yield Mention(start, end, given, surname, match.re is _ACTING or _has_office(text, start, end))
    for start, end, given, surname in _by_first_name(text):
        if not any(start < b and a < end for a, b in taken):
            taken.append((start, end))
            yield Mention(start, end, given, surname, _has_office(text, start, end))


def _is_public(surname: str) -> bool:
    """Whether this is no surname but the end of the name of a street, a school, a law ("Anna van Saksenlaan")."""
    return bool(_PUBLIC.fullmatch(surname) or _STREET.search(surname))


def _is_item(text: str, start: int, end: int, match: re.Match[str]) -> bool:
    """Whether the initial is the letter or number before an item of a list, which begins with a capital."""
    alone = "polite" not in match.re.groupindex and 0 < len((match["initials"] or "").strip()) <= 3
    return alone and bool(_LISTED.search(text[:start][-40:])) and bool(re.match(r"[ ][a-z]", text[end : end + 2]))


def _by_first_name(text: str) -> Iterator[tuple[int, int, str, str]]:
    """First names that we know, with the surname behind them when there is one."""
    names, reached = first_names(), 0
    for match in _WORD.finditer(text):
        start, end = match.span()
        if start < reached or match[0].split("-")[0] not in names or _is_part_of_name_of_body(text, start):
            continue
        behind = _AFTER_FIRST.match(text, end)
        last = re.split(r"[\s-]", behind["surname"])[-1] if behind else ""
        if behind and not _NO_SURNAME.fullmatch(last):
            reached = behind.end()
            if not _is_public(behind["surname"]) and f"{match[0]} {behind['surname']}" not in NO_RESIDENTS:
                yield start, behind.end(), match[0] + behind["middle"], behind["surname"]
        elif text[end : end + 1] not in "-’'" or end == len(text):
            reached = end
            yield start, end, match[0], ""


def _is_part_of_name_of_body(text: str, start: int) -> bool:
    before = text[max(0, start - 40) : start]
    return (
        re.search(rf"(?:{BODY}|\b(?:[Ss]int|St\.|Huis|Villa|Koning\w*|Prins\w*|Café)) (?:[\w.]+ )?$", before)
        is not None
    )


def _has_office(text: str, start: int, end: int) -> bool:
    """Whether the words around a name say that its bearer acts for a body."""
    before, behind = text[max(0, start - 100) : start], text[end : end + 60]
    line_behind = behind.split("\n")[0]
    if _OFFICE_BEFORE.search(before) or _OFFICE_BEHIND.match(line_behind) or _ACTS_AS.match(line_behind):
        return True
    if _FACTION.search(before):
        return True
    above = [] if _ADDRESSED.search(before.split("\n")[-1]) else _lines_above(text, start)
    if above and len(above[0]) < _SHORT and _stands_alone(text, start, end):
        if _OFFICE_LINE.search(above[0]) or (_IS_BODY.search(above[0]) and not re.match(r"(?i)postbus", above[0])):
            return True
        below = text[end:].split("\n")[1:2]
        if below and len(below[0]) < _SHORT and re.match(rf"[ ]*(?:de |het )?(?i:{OFFICE})\b", below[0]):
            return True
    return _signs(text, start)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether the name is a line of a letterhead or a signature."""
    line = text[text.rfind("\n", 0, start) + 1 : (text.find("\n", end) + 1 or len(text) + 1) - 1]
    return len(line) < _SHORT and not line.rstrip().endswith((".", "?"))


def _lines_above(text: str, start: int) -> list[str]:
    """The lines directly above, the nearest first, up to an empty one."""
    lines: list[str] = []
    for line in reversed(text[:start].split("\n")[:-1]):
        if not line.strip() or len(lines) == _SIGNATURE:
            break
        lines.append(line)
    return lines


def _signs(text: str, start: int) -> bool:
    """Whether the name stands in the last lines, below the body for which it signs."""
    line_start = text.rfind("\n", 0, start) + 1
    lines = [line for line in text[:line_start].split("\n") if line.strip()][-_SIGNATURE:]
    line = text[line_start : (text.find("\n", start) + 1 or len(text) + 1) - 1]
    if len(line) > _SHORT or line.rstrip().endswith("."):
        return False
    for above, below in pairwise([*lines, ""]):
        if len(above) < _SHORT and _SIGNING.search(above) and not _SALUTATION.search(below):
            return all(len(each) < _SHORT for each in lines[lines.index(above) :])
    return False


def addressed_only(text: str, person: Person) -> bool:
    """Whether a person is named in the salutation and nowhere else, by surname: the one to whom a body's post goes."""
    return all(
        not each.given and _SALUTATION.search(re.sub(rf"{HONORIFIC}\s+{TITLE}*$", "", text[: each.start][-60:]))
        for each in person.mentions
    )


def surnames(people: Iterable[Person]) -> set[str]:
    return {key for person in people for each in person.mentions for key in each.keys if key}


def _plain(surname: str) -> str:
    return re.sub(r"[\W_]", "", surname).casefold()
