"""Who writes a document: who signs it, else whose name opens it, else as whom its first sentences speak."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.letterhead.bodies import (
    BODY,
    COLLEGE,
    GOVERNING,
    NOUN,
    OVERSIGHT,
    PLACE,
    body_in,
    capital,
    is_organisation,
    named_lines,
    written,
)
from ingest.letterhead.closing import signatories_of
from ingest.letterhead.head import TO, Head
from kb.letters.authorities import NO_PLACE
from kb.model import Page
from kb.text.dates import DATE

_SIGNED = re.compile(rf"(?:[Nn]amens )?[Hh]et [Cc]ollege(?: van (?:de )?(?:gemeente )?(?P<place>{PLACE}))?[ ,.]*")
_FROM = re.compile(r"(?:Van|Afzender)\s*[:|]\s*(?P<value>\S.{2,})")
_GIVEN_BY = re.compile(r"Antwoord(?:en)? van (?:de )?")
# "Nr. 4 BRIEF VAN DE MINISTER VAN …", as parliament prints a letter
_LETTER_OF = re.compile(r"(?:Nr\. \w+ )?BRIEF VAN DE ((?:MINISTER|STAATSSECRETARIS) (?:VAN|VOOR) [A-Z][A-Z, -]+)")
# "namens de klankbordgroep,", "De Commissie voornoemd,", "voorzitter klankbordgroep"
_ON_BEHALF = re.compile(
    rf"(?:.*\b[Nn]amens |[Gg]roet(?:en|jes)? van |(?:[Ww]nd\. )?[Vv]oorzitter (?:van )?)?(?:de |het )?"
    rf"(?:(?:bestuur|leden) van (?:de |het )?)?(?P<body>{NOUN}(?:[ -][^\d,.;]{{2,60}})?)[ ,.]*"
)
_VOORNOEMD = re.compile(r" voornoemd$", re.I)
# "Als cliëntenraad van de gemeente Veenoord", "Wij, de dorpsraad van Veenoord,", "Namens de ouderraad bied ik u"
_SPEAKS_AS = re.compile(
    rf"(?:^|(?<=[.!] ))(?:Als|Namens|Wij,|Wij zijn|Ondergetekende,?)\s+(?:de |het |(?:leden|bestuur) van (?:de |het ))?"
    rf"(?P<body>{NOUN}(?: (?:voor|van) (?:de |het )?(?:gemeente )?{PLACE}| {PLACE})*)(?=[\s,.])"
)
# "Advies van de bezwaarschriftencommissie Juridisch Bureau", "Eindrapport van het burgerberaad": a title says whose
_PAPER_OF = re.compile(
    r"(?:(?:On)?[Gg]evraagd [Aa]dvies|Advies|Zienswijze|Reactie|Briefadvies|Brief"
    r"|(?:Eind|Advies|Jaar|Onderzoeks)?[Rr]apport|(?:Eind|Jaar)verslag|Pleidooi|Manifest|Notitie) van (?:de |het )"
    rf"(?P<body>{NOUN}(?: (?:voor|van) (?:de |het )?{PLACE}| {PLACE})*)"
)
# "Hieronder zijn opgenomen het advies van de Afdeling advisering van de Raad van State … en het nader rapport"
_HOLDS = re.compile(
    r"Hieronder (?:is|zijn|volgt) (?:opgenomen )?het advies van (?:de |het )(?:Afdeling advisering van de )?"
    rf"(?P<body>{NOUN}(?: (?:voor|van) (?:de |het )?{PLACE}| {PLACE})*)"
)
_IN_OFFICE = re.compile(r"(?P<name>.+), (?:de )?(?P<office>wethouder|gedeputeerde|burgemeester|minister)\b[^,]*", re.I)
_DATED = re.compile(rf",? {DATE}$", re.I)  # "Rekenkamer Veenoord, 18 april 2031"
_MUNICIPALITY = re.compile(rf"\b(?:[Gg]emeente(?:raad)?|[Rr]aadsgriffie)(?: gemeente)? (?:van )?({PLACE})")
_AREA = re.compile(rf"(?i:(provincie|waterschap|hoogheemraadschap)) (?:(?:van|de) (?=[A-Z]))?({PLACE})")
_COLLEGE_GREETED = re.compile(r"Geacht(?:e leden van het)? college\b", re.I)
_WITH_PLACE = re.compile(rf"Rekenkamer(?:commissie)? {PLACE}")  # below it stands the title of its report
_OPENING = 4  # lines in which the letterhead names the sender
_LETTERHEAD = 15  # lines that a letter has before its salutation at most
_LAST = 8  # lines in which a letter without a greeting is signed
ATTENTION = re.compile(r"(?:[Tt]\.?a\.?v\.?|[Tt]er attentie|(?:[Dd]e )?[Hh]eer|[Mm]evrouw|[Mm]evr\.|[Dd]hr\.)\b")


def sender_of(head: Head) -> str | None:
    """Who is named behind "Van:", else who signs, else who gives the answers, else who stands in the letterhead
    outside the address window, else as whom the first sentences speak; None when no body is named there."""
    named = next((found["value"] for line in head.fields if (found := _FROM.match(line))), None)
    if named:
        return body_in([named]) or str(named)
    if report := _reporting(head):
        return report
    signing = body_in(head.closing) or _signed(head)
    if signing:
        return _with_place(_as_printed(signing, head), head)
    printed = next((found[1] for text in head.texts if (found := _LETTER_OF.match(text))), None)
    if printed:
        return capital(re.sub(r"\w+", lambda word: _in_name(word[0]), printed.lower()))
    return next((name for name in _elsewhere(head) if name and not _greets_itself(name, head)), None)


def _reporting(head: Head) -> str | None:
    """The rekenkamer on the title page of its report, at whose end may stand the signed reaction of another: a letter
    to a rekenkamer has its address or a salutation there, unless it is printed further on in that report."""
    name = printed_name(head)
    enclosed = len(head.top) >= _LETTERHEAD and "rekenkamer" in (head.salutation or "").lower()
    is_report = (head.salutation is None or enclosed) and not head.address
    return name if name and is_report and re.match(r"(?:\w+ )?rekenkamer", name, re.I) else None


def _greets_itself(name: str, head: Head) -> bool:
    """Whether a municipality would greet its own college or inspect itself: below the title of a report stands whom it
    is about."""
    inspects = any(map(OVERSIGHT.match, head.top[:_OPENING]))
    return name.startswith("Gemeente ") and (inspects or _COLLEGE_GREETED.match(head.salutation or "") is not None)


def _elsewhere(head: Head) -> Iterator[str | None]:
    """Where a document names its sender without a body that signs, the surest first."""
    first = printed_name(head)
    yield first if first and not GOVERNING.match(first) else None
    behalf = _on_behalf(head)
    yield behalf if behalf and not first else None
    yield first or _in_office(head)
    yield _speaks_as(_PAPER_OF, [text for text in head.texts[:_OPENING] if " | " not in text])
    yield body_in(line for line in head.texts if _GIVEN_BY.match(line))
    alone = [line for line in head.opening if BODY.fullmatch(re.sub(r"^(?:[Dd]e|[Hh]et) ", "", line).rstrip(" ,"))]
    yield body_in(alone)
    window = {*head.address, *_attended(head.top)}
    rest = [line for line in (*head.around, *head.top) if line not in window and not TO.match(line)]
    yield body_in(named_lines(rest))
    yield _speaks_as(_SPEAKS_AS, head.opening) or _speaks_as(_HOLDS, head.opening)


def _attended(lines: Sequence[str]) -> Iterator[str]:
    """The lines above "t.a.v. …": the department, and the body above that which is no letterhead."""
    for place, line in enumerate(lines):
        if ATTENTION.match(line):
            yield from lines[max(0, place - 1) : place]
            yield from (name for name in lines[max(1, place - 2) : place] if GOVERNING.fullmatch(name))


def printed_name(head: Head) -> str | None:
    """The body whose name opens the first page, with its place where that stands alone on the next line; None where a
    letter opens with the address of the one to whom it goes."""
    attended = frozenset(_attended(head.top))
    for place, printed in enumerate(head.top[:_OPENING]):
        line = _DATED.sub("", printed)
        after = head.top[place + 1] if place + 1 < len(head.top) else ""
        if printed in head.address or TO.match(line) or line in attended:
            return None
        if is_organisation(line):
            is_place = re.fullmatch(r"[A-Z][a-z][\w-]+", after) and not NO_PLACE.fullmatch(after)
            alone = is_place and after not in line and not _WITH_PLACE.fullmatch(line)
            return written(f"{line} {after}" if alone else line)
        governs = GOVERNING.match(line)
        if governs and (governs.end() == len(line) or line[governs.end()] == ","):
            return written(governs[0])
    return None


def _as_printed(name: str, head: Head) -> str:
    """The name as the letterhead has it, where that has more of it than was read elsewhere."""
    for line in head.top[:_OPENING]:
        one, other = sorted((line.casefold(), name.casefold()), key=len)
        if is_organisation(line) and len(line) > len(name) and other.startswith(one):
            return written(line)
    return name


def _with_place(name: str, head: Head) -> str:
    """A board that signs without the name of what it governs, with that from the letterhead."""
    lines = "\n".join((*head.top, *head.around))
    if name == COLLEGE:
        place = _MUNICIPALITY.search("\n".join((*head.around, *head.top)))
        return f"{name} van {place[1]}" if place else name
    area = _AREA.search(lines)
    if area and name == "Gedeputeerde Staten" and area[1].lower() == "provincie":
        return f"{name} van {written(area[2])}"
    if area and re.fullmatch(r"(?:Dagelijks|Algemeen) bestuur|.*[Hh]eemraden", name):
        return f"{name} van {written(area[0])}"
    return name


def _signed(head: Head) -> str | None:
    """The college where it signs as "het college", or a body that signs what ends without a greeting."""
    last = () if head.closing else head.end[-_LAST:]
    for line in (*head.closing, *last[-1:]):
        found = _SIGNED.fullmatch(line)
        if found:
            return f"{COLLEGE} van {found['place']}" if found["place"] else COLLEGE
    signing = [re.sub(r"^(?:[Dd]e|[Hh]et) ", "", line) for place, line in enumerate(last) if _signs(last, place)]
    return body_in(line for line in signing if BODY.fullmatch(line.rstrip(" ,.")))


def _signs(lines: Sequence[str], place: int) -> bool:
    """Whether a line may be the name above a signature: it ends with a comma, or is the last."""
    return lines[place].endswith(",") or place == len(lines) - 1


def _on_behalf(head: Head) -> str | None:
    """The body that a signature names by its noun alone, as its letterhead has it."""
    for line in head.closing or head.end[-_LAST:]:
        found = _ON_BEHALF.fullmatch(line)
        if found and (found["body"] != line or head.closing):
            name = _VOORNOEMD.sub("", found["body"])
            return _as_printed(written(name), head)
    return None


def _in_office(head: Head) -> str | None:
    """Who signs as wethouder or gedeputeerde, with the office."""
    for one in signatories_of(head):
        found = _IN_OFFICE.fullmatch(one)
        if found:
            return f"{found['office'].capitalize()} {found['name']}"
    return None


def _speaks_as(pattern: re.Pattern[str], texts: Sequence[str]) -> str | None:
    found = next((match for text in texts if (match := pattern.search(text))), None)
    return written(found["body"]) if found else None


def council_of(pages: Sequence[Page]) -> str | None:
    """The council whose meeting a list or report is of: that of the municipality named most often."""
    names = _MUNICIPALITY.findall("\n".join(page.text for page in pages))
    return f"Gemeenteraad {max(sorted(set(names)), key=names.count)}" if names else None


def _in_name(word: str) -> str:
    return word if word in {"minister", "staatssecretaris", "van", "voor", "en"} else word.capitalize()
