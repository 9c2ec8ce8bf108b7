"""The names of bodies and of those who hold an office: how they are recognised and written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

COLLEGE = "College van burgemeester en wethouders"
PLACE = r"[A-Z’'][\w’'-]*(?: [A-Z][\w’'-]+)*"  # on one line: the next line is another name
_OF = r"(?:[Vv]an|[Dd]er) (?:de )?(?:gemeente )?"
NAME = (
    r"(?:Adviesraad Sociaal Domein|Adviesraad(?! Sociaal)|Rekenkamer(?:commissie)?|Wmo-raad|(?:Kinder)?[Oo]mbudsman|"
    r"Autoriteit Persoonsgegevens|[Gg]emeenteraad|Raad van State|Provinciale Staten|Adviescommissie|"
    r"(?!Gemeente|Deel|Stadsdeel|Eilands|Minister|Ambts)[A-Z][a-zëï]{3,}raad\b)"
)
_BW = r"[Bb](?:urgemeester)? ?(?:en|&) ?(?:de )?[Ww](?:ethouders)?\b"
_AREA = rf"(?:[Hh]et )?(?:Waterschap|waterschap|Hoogheemraadschap|hoogheemraadschap) (?:de )?{PLACE}"
_BOARD = (
    rf"(?:[Cc]ollege van )?Gedeputeerde Staten(?: van {PLACE})?"
    rf"|(?:[Dd]agelijks|[Aa]lgemeen) [Bb]estuur(?: {_AREA}| van (?:{_AREA}|(?:de |het )?{PLACE}))?"
    rf"|(?:[Cc]ollege van )?[Dd]ijkgraaf en (?:[Hh]oog)?[Hh]eemraden(?:\s+(?:van )?{_AREA})?"
    rf"|[Rr]aad (?:van|der) (?:de )?[Gg]emeente {PLACE}|(?:de )?[Gg]riffie(?: gemeente)? {PLACE}"
)
BODY = re.compile(
    rf"(?:[Hh]et )?(?:[Cc]ollege van )?{_BW}(?:,?\s+{_OF}(?P<place>{PLACE}))?"
    rf"|(?P<board>{_BOARD})"
    rf"|(?P<body>{NAME}(?:\s+van (?:de )?(?:gemeente )?{PLACE}| {PLACE})?)"
    r"|(?P<minister>(?:[Mm]inister|[Ss]taatssecretaris) (?:van|voor) [A-Z][\w-]*(?:(?:, | en | )[A-Z][\w-]*)*"
    r"|(?:[Mm]inister|[Ss]taatssecretaris) [A-Z]\w+ \([^()]+\))"
)
_WITH_PLACE = re.compile(rf"(?:{NAME}|thouders)\s(?:van )?{PLACE}")
# "Fietsplatform Roordahem", "CULTUURRAAD NIEUW-DROSTAMBT": a body by the noun in its name
NOUN = (
    r"(?i:(?!heemraad\b)[\w-]*(?:raad|platform|panel|commissie|collectief|groep|vereniging|stichting|bond|comité"
    r"|overleg|koepel"
    r"|(?:dorps|wijk|bewoners|ouderen|senioren)belangen|plaatselijk belang"
    r"|rekenkamer|beraad|team|forum|netwerk|ombudsman|burgemeester(?<=kinderburgemeester)"
    r"|(?:jeugd|jongeren|kinder)bestuur|ggd|veiligheidsregio|omgevingsdienst|brandweer|inspectie))"
)
# That of which a public body asks advice; a union or a foundation may write about anything
_ADVISES = re.compile(
    r"(?i:(?<!gemeente)(?<!heem)raad|platform|panel|commissie|klankbord|beraad|overleg|forum|ombudsman|kinderburgemeester"
    r"|(?:jeugd|jongeren|kinder)bestuur"
    r"|autoriteit persoonsgegevens|adviescollege|\bggd\b|veiligheidsregio|omgevingsdienst|inspectie)"
)
# "Inspectierapport archiefbeheer": what one authority or inspector finds at another
OVERSIGHT = re.compile(
    r"(?:\w*inspectie|\w*toezichts?|audit|visitatie)(?:rapport|verslag)\b|rapport van bevindingen\b", re.I
)
_ORGANISATION = re.compile(rf"(?:[Dd]e |[Hh]et )?(?=[A-Z])(?=(?:[^\s\d]+ ){{0,7}}{NOUN}\b)[^\d.:;!?|]{{4,90}}")
_NO_NAME = re.compile(
    r"^over\b|\b(?:(?<!van )advies|adviezen|\w*rapport|\w*onderzoek|reactie|antwoord|\w*brief|verslag|notulen|\w*lijst"
    r"|vergadering|overzicht|agenda|notitie|\w*nota|pleidooi|manifest|zienswijze|motie|presentatie|vragen|t\.a\.v|datum"
    r"|betreft|onderwerp|namens|aan"
    r"|\w*besluit|wij|we|ons|onze|uw|jullie|afdeling|team (?=[A-Z]))\b",
    re.I,
)
# "Gemeente Veldermeer", "Waterschap De Twee Weteringen": the letterhead of an authority
GOVERNING = re.compile(
    rf"(?:Gemeente(?:bestuur van)?|Provincie|Waterschap|Hoogheemraadschap|Ministerie van) (?:de )?{PLACE}"
    rf"|(?:College van )?Gedeputeerde Staten(?: van {PLACE})?|(?:GEMEENTE|PROVINCIE|WATERSCHAP) [A-Z][A-Z -]+"
)
_AUTHORITY = re.compile(
    r"(?:(?:de |het )?(?:college|minister|staatssecretaris|wethouder|burgemeester|portefeuillehouder|gedeputeerde"
    r"|dagelijks bestuur|dijkgraaf)|gemeente(?:bestuur)?\b|provincie\b|waterschap\b|hoogheemraadschap\b|ministerie\b)",
    re.IGNORECASE,
)
_REPRESENTS = re.compile(
    r"(?<![\w-])(?:(?:gemeente|\w*deel|eilands)raad(?:s\w*)?\b(?! voor)"
    r"|raad(?:s\w*)?\b(?! voor| van (?!(?:de )?gemeente\b|bestuur\b)))|\braadscommissie"
    r"|provinciale staten|algemeen bestuur|tweede kamer|eerste kamer|verenigde vergadering",
    re.IGNORECASE,
)
_LINKING = frozenset({"van", "voor", "de", "het", "der", "den", "en", "tot", "te", "in", "op", "gemeente"})


def body_in(lines: Iterable[str]) -> str | None:
    """The first body named in some lines, written in one way."""
    found = BODY.search("\n".join(lines))
    if not found:
        return None
    if found["body"] or found["minister"]:
        return capital(" ".join((found["body"] or found["minister"]).split()))
    if found["board"]:
        return _board(" ".join(found["board"].split()))
    return f"{COLLEGE} van {found['place']}" if found["place"] else COLLEGE


def _board(name: str) -> str:
    council = re.fullmatch(rf"[Rr]aad (?:van|der) (?:de )?[Gg]emeente (?P<place>{PLACE})", name)
    if council:
        return f"Gemeenteraad {council['place']}"
    of_area = re.sub(r"(?<=bestuur )(?:van het )?(?=\w*schap\b)", "van ", name)
    return capital(re.sub(r"^(?:de|het) ", "", re.sub(r"\bvan het (?=\w*schap)", "van ", of_area)))


def is_organisation(line: str) -> bool:
    """Whether a line is the name of a body that is no authority, and nothing else."""
    if is_representative(line):
        return False
    known = BODY.fullmatch(_bare(line))
    if known:
        return known["body"] is not None
    return _ORGANISATION.fullmatch(line) is not None and _NO_NAME.search(line) is None


def _bare(line: str) -> str:
    return re.sub(r"^(?:[Dd]e|[Hh]et) ", "", line).rstrip(" ,.")


def is_adviser(name: str) -> bool:
    """Whether a body is one of those that give advice to an authority."""
    return _ADVISES.search(name) is not None and not is_authority(name) and not is_representative(name)


def is_authority(name: str) -> bool:
    """Whether a body governs: it answers advice, it does not give it."""
    return _AUTHORITY.match(name) is not None and not name.lower().startswith("gemeenteraad")


def is_representative(name: str) -> bool:
    """Whether a body is the council or parliament to which an authority accounts."""
    return _REPRESENTS.search(name) is not None


def named_lines(lines: Sequence[str]) -> list[str]:
    """The lines that are the name of a body, those with its place first. A logo may stand on two lines."""
    found = [line for line in lines if len(line) < 80 and _opens(line.removeprefix("De "))]
    for name, place in pairwise(lines):
        if re.fullmatch(NAME, name) and re.fullmatch(r"[A-Z][\w-]+", place):
            found.append(f"{name} {place}")
    return sorted(found, key=lambda name: _WITH_PLACE.search(name) is None)


def _opens(line: str) -> bool:
    """Whether a line begins with a name and no sentence."""
    found = BODY.match(line)
    return found is not None and re.match(r" (?!en )[a-z]", line[found.end() :]) is None


def written(name: str) -> str:
    """A name without its article; small letters where it stands in capitals."""
    name = re.sub(r"^(?:[Dd]e|[Hh]et) ", "", " ".join(name.split())).rstrip(" ,;")
    return capital(re.sub(r"\w+(?:-RAAD\b)?", _small, name)) if name.isupper() else capital(name)


def _small(word: re.Match[str]) -> str:
    return word[0].lower() if word[0].lower() in _LINKING else word[0].capitalize()


def capital(name: str) -> str:
    """A name as the beginning of a line."""
    return name[0].upper() + name[1:]
