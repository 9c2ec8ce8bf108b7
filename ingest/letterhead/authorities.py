"""To which municipality, province or water board a document belongs: by who writes it and to whom, else by what its
head names. What speaks for two where only one can be meant leaves it open."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.letterhead.bodies import GOVERNING, NOUN, PLACE, is_adviser
from ingest.letterhead.head import Head
from kb.letters.authorities import is_known, municipalities_in, municipality, named_in
from kb.letters.parties import SEVERAL

_OPENING, _TOLD = 3, 400  # paragraphs that open a document, and characters of each, that say for whom it is
# Who governs or advises more than one municipality: what such a letter names beside itself is an example
_OF_MORE = re.compile(
    r"\b(?:minister\w*|staatssecretaris|tweede kamer|eerste kamer|raad van state|autoriteit|provinci\w*|gedeputeerde"
    r"|staten|waterschap\w*|hoogheemraad\w*|dijkgraaf|nationale|algemene rekenkamer|inspectie)\b",
    re.I,
)
_OF_A_PART = re.compile(
    r"dorp|wijk|buurt|streek|regio|deel|kern|eiland|school|ondernem|student|cliënt|huurder", re.I
)  # of a village, a school: its name is no municipality's
_CITY = re.compile(rf"\b\d{{4}} ?[A-Z]{{2}}\s+({PLACE})")
_ITS_PLACE = re.compile(rf"(?<![\w-])(?i:{NOUN}(?: sociaal domein)?)(?: van)? (?P<place>{PLACE})$")


def authorities_of(head: Head, sender: str | None, addressee: str | None) -> tuple[str, ...]:
    """The names of the authorities, each once; () when it is not known."""
    parties = [name for each in (sender, addressee) for name in (each or "").split(SEVERAL) if name]
    words = " \n".join(_telling(head))
    named = dict.fromkeys(name for party in parties for name in _whole(named_in(party), words))
    if named:
        return tuple(dict.fromkeys((*named, *_jointly(named, words))))
    if any(map(_OF_MORE.search, parties)):
        return ()
    printed = _printed(head)
    return printed or _only(words, parties) or tuple(_of_advisers(parties, words))


def _telling(head: Head) -> Iterator[str]:
    """What says for whom a document is. No name goes on from an address in "Met vriendelijke groet", nor from a
    paragraph in what is told behind it."""
    yield from (*head.around, *head.top, *head.address, ".", *head.closing)
    yield head.salutation or ""
    yield from (f"{text[:_TOLD]} ." for text in (*head.texts[:_OPENING], *head.opening[:_OPENING]))


def _whole(names: tuple[str, ...], words: str) -> Iterator[str]:
    """The names as the letter has them in full, where a field broke off: Gilze en Rijen."""
    longer = [name for name in named_in(words) if is_known(name)]
    for name in names:
        fuller = [each for each in longer if each.startswith(f"{name} ")]
        yield fuller[0] if fuller and not is_known(name) else name


def _jointly(named: dict[str, None], words: str) -> Iterator[str]:
    """The municipalities that are named in one breath with one of these: an adviser of several."""
    for line in words.split("\n"):
        if re.search(r"\b(?:gemeenten|colleges|gemeenteraden)\b", line, re.I):
            beside = municipalities_in(line)
            if len(beside) > 1 and named.keys() & set(beside):
                yield from beside


def _printed(head: Head) -> tuple[str, ...]:
    """What governs by the letterhead: a line that is its name and nothing else."""
    lines = (*head.top, *head.around)
    return tuple(dict.fromkeys(name for line in lines if GOVERNING.fullmatch(line.strip()) for name in named_in(line)))


def _only(words: str, parties: list[str]) -> tuple[str, ...]:
    """The municipality that is named, when it is one, or several that are named in one breath; else that of these which
    an adviser has in its name."""
    found = municipalities_in(words)
    together = next((names for line in words.split("\n") if len(names := municipalities_in(line)) > 1), ())
    if len(found) == 1 or (together and set(found) <= set(together)):
        return found
    own = {municipality(place) for place in _places(parties)}
    return tuple(name for name in found if name in own)


def _of_advisers(parties: list[str], words: str) -> Iterator[str]:
    """The municipality after which an adviser is called: one that the register has, or where it has its address."""
    cities = {municipality(city) for city in _CITY.findall(words)}
    for place in _places(parties):
        name = municipality(place)
        if is_known(name) or name in cities:
            yield name


def _places(parties: list[str]) -> Iterator[str]:
    for party in parties:
        found = _ITS_PLACE.search(party)
        advises = is_adviser(party) or party.startswith("Rekenkamer")
        if found and advises and not _OF_A_PART.search(party[: found.start("place")]):
            yield found["place"]
