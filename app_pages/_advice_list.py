"""Which advices pass the filters of the list: for the list itself, and for the one before and after an advice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app_pages import _links, _words
from app_pages._state import Listed
from kb.model import Advice
from kb.trails.figures import WITHOUT_REPLY, passed_by

ALL_BODIES = "Alle afzenders"
ALL_STATUSES = "Elke status"
ALL_YEARS = "Alle jaren"
FILTERS = ("woorden", "afzender", "stand", "jaar")  # in the session and in the address, beside the municipality


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the filters say."""

    words: str = ""
    sender: str = ALL_BODIES
    status: str = ALL_STATUSES
    year: str = ALL_YEARS
    authorities: tuple[str, ...] = ()


def as_listed(listed: Mapping[str, str]) -> Chosen:
    """What the filters of a list say, where they themselves do not stand."""
    given = [listed.get(name) for name in FILTERS]
    of = _links.among()
    return Chosen(given[0] or "", given[1] or ALL_BODIES, given[2] or ALL_STATUSES, given[3] or ALL_YEARS, of)


def passing(found: Sequence[Listed[Advice]], chosen: Chosen) -> list[Advice]:
    """Those that pass, in their order."""
    asked = chosen.words.casefold().split()
    return [
        one.item
        for one in found
        if chosen.sender in (ALL_BODIES, one.who)
        and _stands(one.item, chosen.status)
        and one.item.document.is_of(chosen.authorities)
        and (chosen.year == ALL_YEARS or str(one.item.document.date or "")[:4] == chosen.year)
        and all(word in one.words for word in asked)
    ]


def _stands(advice: Advice, wanted: str) -> bool:
    if wanted == _words.UNANSWERED:
        return advice.status in WITHOUT_REPLY
    if wanted == _words.PASSED_BY:
        return passed_by(advice) > 0
    return wanted in (ALL_STATUSES, advice.status.value)
