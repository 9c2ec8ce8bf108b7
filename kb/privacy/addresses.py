"""Addresses in a text: street with number, postcode with place; and whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.privacy.identifiers import Identifier, identifiers
from kb.privacy.words import BODY

Span = tuple[int, int]

_NUMBER = (
    r"(?:(?:nr\.?|nummer|no\.?)[ ])?\d{1,4}(?:[ ]?(?:bis|hs|huis|rood))?(?:[ ]?[a-zA-Z](?![\w’'])|-[\dIVX]{1,4}|"
    r"/\d{1,3})?(?![\w%])"
)
_ENDING = (
    r"(?:straat|str\.|laan|weg|plein|kade|gracht|hof|dijk|pad|steeg|singel|dreef|plantsoen|ring|markt|burg|burgwal|wal|"
    r"haven|brink|strjitte|buurt|baan|horst|erf|kamp|wei|weide|wyk|wijk|boulevard|allee|park|veld|akker|donk|"
    r"sloot|zoom|vaart|hoek|leane|tuin|rijt|polder|kolk|sluis|poort)"
)
_STREET = re.compile(
    rf"(?<![\w-])(?:[A-Z][\w'’.-]*[ ](?:(?:van|de|der|den|ter|ten|het|'t|te|la|[A-Z][\w'’.-]*)[ ]){{0,3}}?)?"
    rf"(?:(?<=[a-z.] )[a-z'’]|[A-Z'’])[\w'’-]*{_ENDING}[ ]{{1,2}}{_NUMBER}"
)
_UNIT = re.compile(
    r"[ ]*(?:km|kilometer|meter|m2|m²|jaar|uur|euro|procent|mensen|inwoners|woningen|bomen|personen|januari|februari|"
    r"maart|april|mei|juni|juli|augustus|september|oktober|november|december|[x×])\b"
)
_YEAR = re.compile(r"(?:19|20)\d\d$")
_PLACE = re.compile(
    r"[ \t,]{1,4}(?:te )?((?:['’]s-)?[A-ZÀ-Þ][\w'’-]+(?:[ ](?:aan|de|den|der|van|op|in|bij|het|a/d|"
    r"[A-ZÀ-Þ][\w'’-]+)(?![\w@.])){0,4})"
)
_SMALL = r"(?:[ ](?:aan|de|den|der|van|op|in|bij|het|a/d))+$"
_BEFORE_POSTCODE = re.compile(
    r"(?:(?<=[\n,;:(] )|(?<=[\n,;:(])|(?<=te )|^)([A-ZÀ-Þ][\w'’.-]*(?:[ ][\w'’.-]+){0,4}[ ]\d{1,4}[^\n,;()]{0,6})"
    r"[ \t]*,?[ \t]*(?:\n[ \t]*)?$"
)
_OF_BODY = re.compile(rf"{BODY}|(?i:postbus|antwoordnummer|college|bezoek|\bt\.?a\.?v\.)")
_POSTBUS = re.compile(r"(?i)(?:postbus|antwoordnummer)[ ]*\d+[ ,|·.]*\n?[ ]*$")
_BEHIND = re.compile(r"(?i)postbus|www\.|antwoordnummer")
_HOUSE = re.compile(r"(?:Raad|Stad|Gemeente|Provincie)huis")
_SHORT, _NEAR, _AHEAD, _LINES = 90, 100, 40, 5


def addresses(text: str) -> Iterator[Span]:
    """Those that do not belong to a body, in no order; none overlaps another."""
    taken: list[Span] = []
    for found in identifiers(text):
        if found.kind is not Identifier.POSTCODE:
            continue
        start, end = found.start, found.end
        place = _PLACE.match(text, end)
        if place:
            end = place.start() + len(re.sub(_SMALL, "", place[0]))
        before = _BEFORE_POSTCODE.search(text, max(0, start - 80), start)
        post_box = _POSTBUS.search(text[max(0, start - 30) : start])
        own = not post_box and not is_of_body(text, start)
        if before and not post_box:
            street = [match for match in _STREET.finditer(text, *before.span(1)) if match.end() == before.end(1)]
            span = street[0].span() if street else before.span(1)
            taken.append(span)
            if own:
                yield span
        taken.append((start, end))
        if own:
            yield start, end
    for match in _STREET.finditer(text):
        start, end = match.span()
        free = all(end <= a or b <= start for a, b in taken)
        if free and not _UNIT.match(text, end) and not _YEAR.search(match[0]) and not is_of_body(text, start):
            yield start, end


def is_of_body(text: str, at: int) -> bool:
    """Whether what stands here stands in the letterhead of a body, or right behind its name."""
    start = text.rfind("\n", 0, at) + 1
    line = text[start : (text.find("\n", at) + 1 or len(text) + 1) - 1]
    if (
        _BEHIND.search(text[at : at + _AHEAD].split("\n")[0])
        or _HOUSE.match(text, at)
        or _OF_BODY.search(text[max(start, at - _NEAR) : at])
    ):
        return True
    if len(line) > _SHORT:
        return False
    for above in reversed(text[:start].split("\n")[:-1][-_LINES:]):
        if not above.strip() or len(above) > _SHORT:
            return False
        if _OF_BODY.search(above):
            return True
    return False
