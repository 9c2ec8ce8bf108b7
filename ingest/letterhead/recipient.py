"""To whom a document goes: the address window, else the names at its top, else whom the salutation names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.letterhead.bodies import (
    BODY,
    GOVERNING,
    NAME,
    NOUN,
    PLACE,
    body_in,
    capital,
    is_authority,
    is_organisation,
    written,
)
from ingest.letterhead.head import WITH_ITS_LETTER, Head
from kb.letters.parties import SEVERAL

_OPENING = 4  # lines in which a page says to whom it is
_RETURN = re.compile(r"[Rr]etouradres|^Postbus|^\d{4}\s?[A-Z]{2}\b")
_WINDOW = re.compile(r"^Aan (?=de )| Postbus\b.*")  # of a window that was read as one line
_COUNCIL = re.compile(r"(?:leden\s+van\s+de\s+)?(gemeenteraad(?:\s+van\s+(?:de\s+gemeente\s+)?[A-Z]\w+)?)")
_COLLEGE_ALONE = re.compile(
    r"(?:[Hh]et )?(?:[Cc]ollege van )?[Bb](?:urgemeester)? ?(?:en|&) ?[Ww](?:ethouders)?"
    rf"(?: van (?:de gemeente )?{PLACE})?"
)
_OF_A_BODY = re.compile(
    r"(?:(?:aan )?(?:de |het )?(?:bestuur|(?:bestuurs|commissie)?leden|voorzitter|secretaris)(?: en de leden)? van )?"
    r"(?:de |het )?",
    re.IGNORECASE,
)
_IN_OFFICE = re.compile(
    r"(?:[Dd]e )?(?:[Bb]urgemeester|[Ww]ethouder|[Gg]edeputeerde|[Dd]ijkgraaf)"
    rf"(?: (?:van (?:de )?(?:gemeente )?)?{PLACE})?(?=[,.]|$)"
)
# "Beste leden van de jongerenraad", "Geachte leden van Provinciale Staten", "Geachte wethouder Haan"
_GREETED = re.compile(
    rf"(?:leden|bestuur|voorzitter) van (?:de |het )?(?P<body>Provinciale Staten|gemeenteraad|{NOUN}(?: {PLACE})?)"
    rf"|(?:Geachte|Beste) (?P<office>(?:wethouder|burgemeester|gedeputeerde|minister) {PLACE})"
    r"|(?:Geachte?|Beste) (?P<council>raad(?:sleden)?|gemeenteraad|leden van de raad)(?=,)"
    rf"|(?:Geachte?|Beste) (?P<name>[A-Z]\w*{NOUN}|{NOUN}(?<!raad)(?<!commissie)(?<!groep))(?=\s*,)"
)
_ANSWER_TO = re.compile(r"(?:Ons antwoord|Onze reactie) aan (?:de |het )?(?P<body>.{4,80})")


def addressee_of(head: Head, sender: str | None) -> str | None:
    """The body in the address window, else its first line. Without a window the other body whose name stands alone at
    the top of a letter, else the one that the salutation or the title names; None when there is none."""
    lines = [line for line in head.address if not _RETURN.search(line)]
    return _in_window(head, lines) if lines else _beside(head, sender) or _greeted(head) or _in_title(head)


def _in_window(head: Head, lines: list[str]) -> str:
    below = [line for line in head.top if is_organisation(line)] if is_organisation(lines[0]) else []
    several = _several(below) if len(below) > 1 and below[0] == lines[0] else _several(_listed(" ".join(lines)))
    if several and SEVERAL in several:
        return several
    first = _OF_A_BODY.sub("", lines[0], count=1)
    office = _IN_OFFICE.match(first)
    if office and not body_in(lines[:1]):
        return written(office[0])
    if is_organisation(first) and not BODY.search(first):
        return written(first)
    body = body_in(lines)
    if body in ("Algemeen bestuur", "Dagelijks bestuur"):  # of what stands behind it
        return written(first)
    if body:
        return body
    council = _COUNCIL.search(" ".join(lines))
    governs = GOVERNING.fullmatch(capital(first))
    return capital(council[1]) if council else governs[0] if governs else capital(_WINDOW.sub("", lines[0]))


def _beside(head: Head, sender: str | None) -> str | None:
    """The other body at the top of a letter."""
    if is_authority(sender or ""):
        names = [WITH_ITS_LETTER.sub("", line) for line in head.top]
        return _several(filter(is_organisation, names)) or body_in(
            line for line in names if re.fullmatch(rf"(?:De )?{NAME}(?: (?:van )?{PLACE})?", line)
        )
    board = body_in(line for line in head.top[1:] if _COLLEGE_ALONE.fullmatch(line) or _is_board(line))
    return board or _several([line for line in head.top[1:] if GOVERNING.fullmatch(line)][:1])


def _is_board(line: str) -> bool:
    found = BODY.fullmatch(re.sub(r"^(?:[Dd]e|[Hh]et) ", "", line))
    return bool(found and found["board"])


def _greeted(head: Head) -> str | None:
    """The body or the holder of an office that the salutation names."""
    found = _GREETED.search(head.salutation or "")
    if found is None:
        return None
    if found["council"]:
        return "Gemeenteraad"
    return written(found["body"] or found["office"] or found["name"])


def _in_title(head: Head) -> str | None:
    """The body to which a page says that it is the answer."""
    found = (_ANSWER_TO.fullmatch(text) for text in head.texts[:_OPENING])
    return next((written(each["body"]) for each in found if each and is_organisation(each["body"])), None)


def _several(names: Iterable[str]) -> str | None:
    """Names in one field."""
    return SEVERAL.join(dict.fromkeys(map(written, names))) or None


def _listed(words: str) -> list[str]:
    """The bodies in "de Wmo-adviesraad, het Platform Minima en de Jeugdadviesraad"; none where it is another list."""
    found = [each.strip() for each in re.split(r",| en (?=de |het )|;", words) if each.strip()]
    return found if len(found) > 1 and all(map(is_organisation, found)) else []
