"""Bodies and office holders: who writes to whom, and what kind of document that makes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.letterhead.head import SALUTATION, TO, Head
from kb.letters.replies import SEVERAL
from kb.model import DocumentKind, Page

_COLLEGE = "College van burgemeester en wethouders"
_PLACE = r"[A-Z’'][\w’'-]*(?: [A-Z][\w’'-]+)*"  # on one line: the next line is another name
_NAME = (
    r"(?:Adviesraad Sociaal Domein|Adviesraad(?! Sociaal)|Rekenkamer(?:commissie)?|Wmo-raad|(?:Kinder)?[Oo]mbudsman|"
    r"Autoriteit Persoonsgegevens|[Gg]emeenteraad|Raad van State|Provinciale Staten|Adviescommissie|"
    r"(?!Gemeente|Deel|Stadsdeel|Eilands|Minister|Ambts)[A-Z][a-zëï]{3,}raad\b)"
)
_BW = r"[Bb](?:urgemeester)? ?(?:en|&) ?[Ww](?:ethouders)?\b"
_BODY = re.compile(
    rf"(?:[Hh]et )?(?:[Cc]ollege van )?{_BW}"
    rf"(?:,?\s+[Vv]an (?:de )?(?:gemeente )?(?P<place>{_PLACE}))?"
    rf"|(?P<body>{_NAME}(?:\s+van (?:de )?(?:gemeente )?{_PLACE}| {_PLACE})?)"
    r"|(?P<minister>(?:[Mm]inister|[Ss]taatssecretaris) (?:van|voor) [A-Z][\w-]*(?:(?:, | en | )[A-Z][\w-]*)*"
    r"|Minister [A-Z]\w+ \([^)]+\))"
)
_WITH_PLACE = re.compile(rf"(?:{_NAME}|thouders)\s(?:van )?{_PLACE}")
_SIGNED = re.compile(rf"(?:[Nn]amens )?[Hh]et [Cc]ollege(?: van (?:de )?(?:gemeente )?(?P<place>{_PLACE}))?[ ,.]*")
_FROM = re.compile(r"(?:Van|Afzender)\s*[:|]\s*(?P<value>\S.{2,})")
_GIVEN_BY = re.compile(r"Antwoord(?:en)? van (?:de )?")
# "Nr. 4 BRIEF VAN DE MINISTER VAN …", as parliament prints a letter
_LETTER_OF = re.compile(r"(?:Nr\. \w+ )?BRIEF VAN DE ((?:MINISTER|STAATSSECRETARIS) (?:VAN|VOOR) [A-Z][A-Z, -]+)")
_RETURN = re.compile(r"[Rr]etouradres|^Postbus|^\d{4}\s?[A-Z]{2}\b")
_WINDOW = re.compile(r"^Aan (?=de )| Postbus\b.*")  # of a window that was read as one line
_COUNCIL = re.compile(r"(?:leden\s+van\s+de\s+)?(gemeenteraad(?:\s+van\s+(?:de\s+gemeente\s+)?[A-Z]\w+)?)")
# "Fietsplatform Roordahem", "CULTUURRAAD NIEUW-DROSTAMBT": a body by the noun in its name
_NOUN = (
    r"(?i:[\w-]*(?:raad|platform|panel|commissie|collectief|groep|vereniging|stichting|bond|comité|overleg|koepel"
    r"|rekenkamer))"
)
_ORGANISATION = re.compile(rf"(?:[Dd]e |[Hh]et )?(?=[A-Z])(?=(?:[^\s\d]+ ){{0,7}}{_NOUN}\b)[^\d.:;!?|]{{4,90}}")
_NO_NAME = re.compile(
    r"\b(?:(?<!van )advies|adviezen|\w*rapport|\w*onderzoek|reactie|antwoord|\w*brief|verslag|notulen|\w*lijst"
    r"|vergadering|overzicht|agenda|motie|presentatie|vragen|nota|t\.a\.v|datum|betreft|onderwerp|namens|aan)\b",
    re.I,
)
# "Gemeente Veldermeer", "Waterschap De Twee Weteringen": the letterhead of an authority
_GOVERNING = re.compile(
    rf"(?:Gemeente(?:bestuur van)?|Provincie|Waterschap|Hoogheemraadschap|Ministerie van) (?:de )?{_PLACE}"
    rf"|(?:College van )?Gedeputeerde Staten(?: van {_PLACE})?|(?:GEMEENTE|PROVINCIE|WATERSCHAP) [A-Z][A-Z -]+"
)
_MUNICIPALITY = re.compile(rf"\b(?:[Gg]emeente(?:raad)?|[Rr]aadsgriffie)(?: gemeente)? (?:van )?({_PLACE})")

_COLLEGE_ALONE = re.compile(rf"(?:[Hh]et )?(?:[Cc]ollege van )?{_BW}(?: van (?:de gemeente )?{_PLACE})?")
_OPENING = 4  # lines in which the letterhead names the sender
_LINKING = frozenset({"van", "voor", "de", "het", "der", "den", "en", "tot", "te", "in", "op"})
_ATTENTION = re.compile(r"(?:[Tt]\.?a\.?v\.?|[Tt]er attentie|(?:[Dd]e )?[Hh]eer|[Mm]evrouw|[Mm]evr\.|[Dd]hr\.)\b")

# The first that fits counts, in the title before anywhere else on the first page.
_KINDS: tuple[tuple[re.Pattern[str], DocumentKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.MULTILINE), kind)
    for pattern, kind in (
        (r"^[^\S\n]*+besluitenlijst", DocumentKind.DECISION_LIST),
        (
            r"toezeggingen(?:lijst|overzicht|register)|\blta\b|^[^\S\n]*+(?:lange\s?)?termijn\s?agenda\b"
            r"|(?:lijst|overzicht|voortgang|afdoening)\W{1,9}(?:\w{1,30}\W{1,9}){0,3}toezeggingen"
            r"|^[^\S\n]*+(?:openstaande )?(?:moties en )?toezeggingen\s*$",
            DocumentKind.COMMITMENT_LIST,
        ),
        (
            r"^[^\S\n]*+(?:raadsvoorstel|statenvoorstel|voorstel aan (?:de )?(?:gemeente)?raad)\b",
            DocumentKind.COUNCIL_PROPOSAL,
        ),
        (r"^[^\S\n]*+motie\b", DocumentKind.MOTION),
        (r"^[^\S\n]*+(?:concept)?(?:verslag|notulen)\b", DocumentKind.MINUTES),
        (
            r"beantwoording\b.{0,400}vragen|(?:kamer|raads)vragen|aanhangsel van de handelingen"
            r"|^[^\S\n]*+antwoord(?:en)? van",
            DocumentKind.ANSWERS,
        ),
        # near the top or on a line of its own, not in "… afgedaan met RIB 31"
        (
            r"(?:\A.{0,80}|^[^\S\n]*+)\b(?:raadsinformatiebrief|raadsbrief|raadsmemo|collegebericht|rib)\b",
            DocumentKind.COUNCIL_LETTER,
        ),
    )
)
_OF_THE_AUTHORITY = (
    "college", "minister", "staatssecretaris", "wethouder", "burgemeester", "portefeuillehouder", "gedeputeerde",
    "de wethouder", "de burgemeester", "gemeente ", "gemeentebestuur", "provincie ", "waterschap ",
    "hoogheemraadschap ", "ministerie ", "gedeputeerde staten", "dagelijks bestuur",
)  # fmt: skip
_ADVISER = re.compile(r"(?<!gemeente)raad\b|^adviescommissie|ombudsman")
# "Reactie op uw advies", "antwoord op het rapport", "collegereactie aanbevelingen"; an adviser may react as well
_GIVES_ANSWERS = re.compile(r"(?:nota van (?:antwoord|beantwoording)|antwoordnota|reactienota)\b", re.IGNORECASE)
_REPLY = re.compile(
    r"(?:(?:bestuurlijke|schriftelijke|college)\s?)?(?:reactie|antwoord)\b.{0,60}\b"
    r"(?:advies|adviezen|aanbeveling|rapport)",
    re.IGNORECASE,
)


def sender_of(head: Head) -> str | None:
    """Who is named behind "Van:", else who signs, else who gives the answers, else who stands in the letterhead
    outside the address window; None when no body is named there."""
    named = next((found["value"] for line in head.fields if (found := _FROM.match(line))), None)
    if named:
        return _body([named]) or str(named)
    signing = _body(head.closing) or _signed(head)
    if signing == _COLLEGE:
        place = _MUNICIPALITY.search("\n".join((*head.around, *head.top)))
        return f"{signing} van {place[1]}" if place else signing
    if signing:
        return _as_printed(signing, head)
    printed = next((found[1] for text in head.texts if (found := _LETTER_OF.match(text))), None)
    if printed:
        return _capital(re.sub(r"\w+", lambda word: _in_name(word[0]), printed.lower()))
    first = printed_name(head)
    if first:
        return first
    given = [line for line in head.texts if _GIVEN_BY.match(line)]
    alone = [line for line in head.opening if _BODY.fullmatch(line.removeprefix("de ").rstrip(" ,"))]
    window = {*head.address, *(line for line, after in pairwise(head.top) if _ATTENTION.match(after))}
    rest = [line for line in (*head.around, *head.top) if line not in window and not TO.match(line)]
    return _body(given) or _body(alone) or _body(_names(rest))


def printed_name(head: Head) -> str | None:
    """The body whose name opens the first page, with its place where that stands alone on the next line; None where a
    letter opens with the address of the one to whom it goes."""
    for place, line in enumerate(head.top[:_OPENING]):
        after = head.top[place + 1] if place + 1 < len(head.top) else ""
        if line in head.address or TO.match(line) or _ATTENTION.match(after):
            return None
        if is_organisation(line):
            alone = re.fullmatch(r"[A-Z][a-z][\w-]+", after) and after not in line
            return _written(f"{line} {after}" if alone else line)
        if _GOVERNING.fullmatch(line):
            return _written(line)
    return None


def is_organisation(line: str) -> bool:
    """Whether a line is the name of a body that is no authority, and nothing else."""
    return bool(_ORGANISATION.fullmatch(line)) and not _NO_NAME.search(line)


def _as_printed(name: str, head: Head) -> str:
    """The name as the letterhead has it, where that has more or less of it than was read elsewhere."""
    for line in head.top[:_OPENING]:
        one, other = sorted((line.casefold(), name.casefold()), key=len)
        if is_organisation(line) and len(line) > len(name) and other.startswith(one):
            return _written(line)
    return name


def _written(name: str) -> str:
    """A name without its article; small letters where it stands in capitals."""
    name = re.sub(r"^(?:[Dd]e|[Hh]et) ", "", " ".join(name.split()))
    return re.sub(r"\w+", _small, name) if name.isupper() else _capital(name)


def _small(word: re.Match[str]) -> str:
    return word[0].lower() if word[0].lower() in _LINKING else word[0].capitalize()


def _signed(head: Head) -> str | None:
    """The college where it signs as "het college", or a body that is the last line of what ends without a greeting."""
    last = () if head.closing else head.end[-1:]
    for line in (*head.closing, *last):
        found = _SIGNED.fullmatch(line)
        if found:
            return f"{_COLLEGE} van {found['place']}" if found["place"] else _COLLEGE
    return _body(line for line in last if _BODY.fullmatch(line.rstrip(" ,.")))


def addressee_of(head: Head, sender: str | None) -> str | None:
    """The body in the address window, else its first line. Without a window the other body whose name stands alone at
    the top of a letter of an authority; None when there is none."""
    lines = [line for line in head.address if not _RETURN.search(line)]
    if not lines:
        if (sender or "").lower().startswith(_OF_THE_AUTHORITY):
            return _several(line for line in head.top if is_organisation(line))
        college = _body(line for line in head.top[1:] if _COLLEGE_ALONE.fullmatch(line))
        return college or _several([line for line in head.top[1:] if _GOVERNING.fullmatch(line)][:1])
    below = [line for line in head.top if is_organisation(line)] if is_organisation(lines[0]) else []
    several = _several(below) if len(below) > 1 and below[0] == lines[0] else _several(_listed(" ".join(lines)))
    if several and SEVERAL in several:
        return several
    body = _body(lines)
    if body:
        return body
    council = _COUNCIL.search(" ".join(lines))
    return _capital(council[1]) if council else _capital(_WINDOW.sub("", lines[0]))


def _several(names: Iterable[str]) -> str | None:
    """Names in one field."""
    return SEVERAL.join(dict.fromkeys(map(_written, names))) or None


def _listed(words: str) -> list[str]:
    """The bodies in "de Wmo-adviesraad, het Platform Minima en de Jeugdadviesraad"; none where it is another list."""
    found = [each.strip() for each in re.split(r",| en (?=de |het )|;", words) if each.strip()]
    return found if len(found) > 1 and all(map(is_organisation, found)) else []


def council_of(pages: Sequence[Page]) -> str | None:
    """The council whose meeting a list or report is of: that of the municipality named most often."""
    names = _MUNICIPALITY.findall("\n".join(page.text for page in pages))
    return f"Gemeenteraad {max(sorted(set(names)), key=names.count)}" if names else None


def kind_of(head: Head, title: str, sender: str | None, addressee: str | None) -> DocumentKind:
    """From the words of the title and the first page, else from who writes to whom."""
    for words in (title, "\n".join((*head.top[:_OPENING], *head.texts))):
        for pattern, kind in _KINDS:
            if pattern.search(words):
                return kind
    by, to = (sender or "").lower(), (addressee or "").lower()
    if re.match(r"(?:\w+ )?rekenkamer", by):
        return DocumentKind.AUDIT_REPORT
    if _GIVES_ANSWERS.match(title) or any(map(_GIVES_ANSWERS.match, head.texts[:_OPENING])):
        return DocumentKind.RESPONSE_LETTER
    if by.startswith(_OF_THE_AUTHORITY) and (not _GOVERNING.match(sender or "") or _is_letter(head)):
        to_council = (
            re.search(r"(?<![\w-])(?:gemeente|\w*deel|eilands)?raad(?:s\w*)?\b(?! voor| van advies)", to) is not None
        )
        return DocumentKind.COUNCIL_LETTER if to_council else DocumentKind.RESPONSE_LETTER
    if _ADVISER.search(by):
        return DocumentKind.ADVICE
    if _REPLY.match(title):
        return DocumentKind.RESPONSE_LETTER
    return DocumentKind.ADVICE if re.search(r"\badvies\b", title, re.IGNORECASE) else DocumentKind.OTHER


def _is_letter(head: Head) -> bool:
    return any(map(SALUTATION.match, head.texts))


def _names(lines: Sequence[str]) -> list[str]:
    """The lines that are the name of a body, those with its place first. A logo may stand on two lines."""
    found = [line for line in lines if _BODY.match(line.removeprefix("De ")) and len(line) < 80]
    for name, place in pairwise(lines):
        if re.fullmatch(_NAME, name) and re.fullmatch(r"[A-Z][\w-]+", place):
            found.append(f"{name} {place}")
    return sorted(found, key=lambda name: _WITH_PLACE.search(name) is None)


def _body(lines: Iterable[str]) -> str | None:
    """The first body named in some lines, written in one way."""
    found = _BODY.search("\n".join(lines))
    if not found:
        return None
    if found["body"] or found["minister"]:
        return _capital(" ".join((found["body"] or found["minister"]).split()))
    return f"{_COLLEGE} van {found['place']}" if found["place"] else _COLLEGE


def _in_name(word: str) -> str:
    return word if word in {"minister", "staatssecretaris", "van", "voor", "en"} else word.capitalize()


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]
