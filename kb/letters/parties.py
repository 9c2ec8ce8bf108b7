"""Who writes and who is written to: whether two names in letters mean one body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kb.privacy.words import first_names

SMALL_WORDS = {
    "de", "het", "van", "en", "der", "den", "te", "in", "aan", "voor", "gemeente", "leden", "geachte", "secretariaat",
    "secretaris", "voorzitter",
}  # fmt: skip
# An authority by its own name, or by that of its board
_BOARDS = {
    "municipality": re.compile(
        r"^(?:de |het )?(?:gemeente\b|gemeentebestuur)|burgemeester|wethouder|\bb\W{0,3}(?:en|&)\W{0,3}w\b", re.I
    ),
    "province": re.compile(r"^(?:de )?provincie\b|\bgedeputeerde", re.I),
    "water": re.compile(
        r"^(?:[\w ]{0,30}\b(?:bestuur|college) van )?(?:het )?(?:waterschap|hoogheemraad)|heemraden", re.I
    ),
    "ministry": re.compile(r"^(?:de |het )?(?:minist|staatssecretaris)", re.I),
}
_IN_OFFICE = re.compile(r"(?:de )?(?:wethouder|gedeputeerde)\b", re.I)
_OF_A_BOARD = re.compile(
    r"college|burgemeester|wethouders?|gemeentebestuur|provincie|gedeputeerden?|staten|waterschap|dagelijks|bestuur"
    r"|dijkgraaf|\w*heemraden|hoogheemraadschap|ministerie|minister|staatssecretaris"
)
# The council of those for whom an organisation works, which has the name of that in its own
_WITHIN_ANOTHER = re.compile(
    r"(?:cliënten|ondernemings|ouder|medezeggenschaps|deelnemers|huurders|bewoners|leerlingen|studenten|patiënten"
    r"|familie|verwanten)raad"
)
_PERSON = re.compile(r"[A-Z][\w'’-]*(?:,? (?:[A-Z][\w'’-]*|[A-Z]\.|van|de|den|der|het|ten|ter|el|'t)){1,4}")
SEVERAL = "; "  # between the names of bodies in one field


@lru_cache(maxsize=16_384)  # letters come from few bodies, and each is laid beside all of theirs
def same_body(one: str | None, other: str | None) -> bool | None:
    """Whether two names mean one body; None when either is not known. A letter to several bodies has all their names
    in one field: one of them is enough.

    The words of the shorter name stand in the longer one, written out or as initials: "ASD Waterstad" is the
    "Adviesraad Sociaal Domein Waterstad". An authority and its board are one: "Gemeente Waterstad" is its "College van
    burgemeester en wethouders".
    """
    found = [_same_name(first, second) for first in _bodies(one) for second in _bodies(other)]
    return any(found) if found else None


def _bodies(names: str | None) -> list[str]:
    return [name for name in (names or "").split(SEVERAL) if name_words(name) and not _is_person(name)]


def _is_person(name: str) -> bool:
    """Whether it is the name of a person, who may write or be written to for any body: "Vermaat, Joop"."""
    return _PERSON.fullmatch(name) is not None and (", " in name or name.split()[0] in first_names())


def names_office(name: str) -> bool:
    """Whether it is the name of a person with an office: the body of that office may be the same for whom to answer,
    and is another name."""
    return _IN_OFFICE.match(name) is not None


def governs(name: str | None) -> bool:
    """Whether it is the name of an authority or of its board."""
    return any(words.search(name or "") for words in _BOARDS.values())


def body_words(name: str | None) -> set[str]:
    """Words of which two names share one where `same_body` says that they mean one body; none when it is not known."""
    found: set[str] = set()
    for each in filter(None, map(name_words, (name or "").split(SEVERAL))):
        initials = "".join(word[0] for word in each)
        found |= {*each, *(initials[at : at + size] for size in range(2, 6) for at in range(len(initials) - size + 1))}
    levels = (level for level, words in _BOARDS.items() for each in (name or "").split(SEVERAL) if words.search(each))
    return found | {f"= {level}" for level in levels} if found else found


def _same_name(one: str, other: str) -> bool:
    first, second = name_words(one), name_words(other)
    levels = {next((level for level, words in _BOARDS.items() if words.search(name)), "") for name in (one, other)}
    if len({any(map(_WITHIN_ANOTHER.fullmatch, words)) for words in (first, second)}) > 1 and not _initials(
        first, second
    ):
        return False
    if levels == {""} or all(map(_IN_OFFICE.match, (one, other))):
        return _within(first, second) or _within(second, first) or _board_of(first, second) or _board_of(second, first)
    if any(map(_IN_OFFICE.match, (one, other))):
        return len(levels) == 1  # who is named with an office has no place in the name
    own = [[word for word in words if not _OF_A_BOARD.fullmatch(word)] for words in (first, second)]
    return len(levels) == 1 and (not all(own) or _within(own[0], own[1]) or _within(own[1], own[0]))


def _initials(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a name has the other in initials: "CRP Waterstad"."""
    return any(word not in other and _within([word], other) for word in one) or any(
        word not in one and _within([word], one) for word in other
    )


def _board_of(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether a name is that of a board and the initials of whom it governs: "College van Bestuur SOVW"."""
    own = [word for word in names if not _OF_A_BOARD.fullmatch(word)]
    return len(own) == 1 < len(names) and 3 <= len(own[0]) <= 5 and _within(own, others)


def _within(names: Sequence[str], others: Sequence[str]) -> bool:
    initials = "".join(word[0] for word in others)
    return all(word in others or (2 <= len(word) <= 5 and word in initials) for word in names)


def name_words(name: str) -> list[str]:
    """The words by which a name is compared."""
    bare = re.sub(r"\([^()]*\s[^()]*\)", "", name.casefold())  # who is in it: "(bewoners, winkeliers)"
    spelled = re.sub(r"\bb\s*(?:&|en)\s*w\b", "burgemeester wethouders", bare)
    return [word for word in re.findall(r"\w+", spelled) if word not in SMALL_WORDS]
