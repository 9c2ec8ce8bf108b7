"""Which points of an advice the words of an answer name: "aanbeveling 2 en 4", "uw laatste advies", "al uw adviezen".

An answer that does not repeat what was advised says in this way what it is about; and one that says nothing of the kind
may still stand under the number or the subject of a point.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.labels import MONTHS
from kb.model import Statement

_NUMBER = r"\d{1,2}(?:\.\d{1,2})?[a-z]?"
_LETTER = r"(?<![\w’'])[a-h](?!\w|[’']|\.\w)"  # "de punten c en e"
_MARK = rf"(?:{_NUMBER}|{_LETTER})"
_ROW = rf"{_MARK}(?:\s*(?:,\s*(?:en\s+)?|en\b|&|tot\s+en\s+met|t/m|-|–)\s*{_MARK})*"
_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
_ORDINAL = rf"(?:{'|'.join(_ORDINALS)}|laatste)"
_NOUN = (
    r"(?:(?:deel|hoofd)?aanbeveling(?:en)?|deeladviezen|adviezen|(?:deel)?advies(?:punt(?:en)?)?|suggesties?|"
    r"(?:aandachts|verbeter)?punt(?:en)?|voorstel(?:len)?)"
)
_ONLY_NUMBERS = re.compile(
    rf"\W*(?P<row>{_NUMBER}\W*(?:en|t/m|tot\s+en\s+met|&|,)\s*{_ROW})\W*"
)  # a heading "1.1 en 1.2"
_OF_AGENDA = r"\s+(?:van|op)\s+de\s+(?:\w+\s+)?(?:agenda|vergadering|lijst|begroting)\b"  # "punt 2 van de agenda"
_PLURAL = r"(?:aanbevelingen|adviezen|adviespunten|suggesties|verbeterpunten)"
_COUNTS = ("een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")
_COUNT = rf"(?:\d{{1,2}}|(?a:{'|'.join(_COUNTS[1:])}))"  # without a long s, which would fold to theirs
_BY_NUMBER = re.compile(
    rf"\b{_NOUN}\s+(?:(?:onder|nr\.?|nummers?|met nummers?)\s+)?(?P<row>(?>{_ROW}))(?![\w/-]*\d|[.,]\d|\s*%"
    rf"|\s*procent\b|{_OF_AGENDA}|\s+(?:{'|'.join(MONTHS)})\b)"
    rf"|^\W*ad\s+(?P<ad>{_ROW})(?=[.:)\s]|$)"
    rf"|\b(?:ten aanzien van|met betrekking tot|wat betreft|omtrent)\s+"
    rf"(?P<on>{_LETTER}(?:(?:,|,?\s+en)\s+{_LETTER})*)(?=\s)",
    re.I,
)
_BY_PLACE = re.compile(
    rf"\b(?:uw|de|het|deze|dit|onze|ons)\s+(?P<row>{_ORDINAL}(?:(?:,|,?\s+en)\s+(?:(?:de|uw|het)\s+)?{_ORDINAL})*)\s+{_NOUN}\b",
    re.I,
)
_SOME = re.compile(rf"\b(?:uw|de)\s+(?P<end>eerste|laatste)\s+(?P<count>{_COUNT})\s+{_NOUN}\b", re.I)
_APART = r"(?<!buiten )(?<!naast )(?<!los van )"  # what lies outside an advice is not about it
_ALL = re.compile(
    rf"\b(?:al|alle|elk\s+van|ieder\s+van|geen\s+van)\s+(?:(?:uw|de|deze|het)\s+)?(?:{_COUNT}\s+)?(?:\w+e\s+)?{_PLURAL}\b"
    rf"|\b(?:al|alle)\s+(?:door\s+(?:u|jullie)\s+)?(?:\w+\s+)?(?:aangedragen|genoemde|gedane|gegeven|ingebrachte|voorgestelde)"
    rf"\s+(?:{_PLURAL}|punten)\b"
    rf"|\b(?:uw|de|deze|beide|alle)\s+(?:{_COUNT}\s+)?(?:\w+e\s+)?{_PLURAL}\b(?!\s+{_NUMBER}\b)"
    rf"|{_APART}\b(?:uw|het)\s+(?:(?:on)?gevraagde?\s+)?advies\b(?!\s*{_NUMBER}\b|\s+(?:om|dat|inzake)\b|\s+(?:voor|over|op)\s+(?!te\b|en\b)\w)",
    re.I,
)
_BUT = re.compile(
    rf"\b(?:met\s+uitzondering\s+van|uitgezonderd|behalve|behoudens|niet\s+zijnde)\b"
    rf"(?P<which>\s*(?:(?:(?:de|uw)\s+)?{_NOUN}\s+|(?:nr\.?|nummer)\s+)?(?P<but>{_ROW})"
    rf"(?!\s*(?:%|procent|euro|jaar))(?![\w/-]*\d|[.,]\d))?",
    re.I,
)
_LEGEND = re.compile(r"\W*\w{1,2}\s+=\s")  # "A = wij volgen uw advies" says what a letter will mean
# Whose advice it is, when it may be another's: "aanbeveling 3 van de Rekenkamer".
_OF = re.compile(
    r"\b(?:van|uit)\s+(?:de|het)\s+(?P<whose>[A-Z][\w-]+|(?:rekenkamer|adviesraad|cliëntenraad|ombudsman)\w*)"
)


@dataclass(frozen=True, slots=True)
class Named:
    """The points that are named: by the number they have, by their place in the row (1 the first, -1 the last, -2 the
    one before it), or `every` one but those of `but`. `whose`: the word after "van de", as it stands there."""

    numbers: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    every: bool = False
    but: tuple[str, ...] = ()
    whose: str = ""


def named(text: str) -> Named | None:
    """What a sentence or heading of an answer names; None when it names no point of an advice."""
    if _LEGEND.match(text):
        return None
    if only := _ONLY_NUMBERS.fullmatch(text):
        return Named(tuple(spelled_out(only["row"])))
    but = _BUT.search(text)
    said = text[: but.start()] if but else text
    left_out = tuple(spelled_out(but["but"])) if but and but["but"] else ()
    if but and left_out:
        said += text[but.end() :]  # "Met uitzondering van advies 2 nemen wij uw adviezen over."
    owner = _OF.search(said)
    whose = owner["whose"] if owner else ""
    numbers, places = tuple(_numbers(said)), tuple(_places(said))
    if numbers or places:
        return Named(numbers, places, whose=whose)
    return Named(every=True, but=left_out, whose=whose) if _ALL.search(said) else None


def without_exception(text: str) -> str:
    """A sentence without the points that it excepts by number: what it says of all the others."""
    but = _BUT.search(text)
    if but is None or not but["which"]:
        return text
    rest = text[but.end() :].lstrip(" ,")
    gap = "" if rest[:1] in ".;:" else " "
    return f"{text[: but.start()].rstrip(' ,')}{gap}{rest}".strip()


def clause_about(text: str, point: Statement, points: Sequence[Statement]) -> str:
    """Of a sentence that says of several points what becomes of each ("punt 1 over te nemen; punt 2 niet over te
    nemen"), the clause about this one; any other sentence as it is."""
    clauses = [each.strip() for each in text.split(";")]
    about = [meant(Named(tuple(_numbers(each))), points) for each in clauses]
    own = [each for each, found in zip(clauses, about, strict=True) if point in found]
    return own[0] if len(list(filter(None, about))) > 1 and len(own) == 1 else text


def spelled_out(row: str) -> Iterator[str]:
    """The numbers of a row as it writes them, ranges spelled out: "1, 3 t/m 5" gives 1, 3, 4 and 5."""
    for first, last in re.findall(rf"({_MARK})(?:\s*(?:tot\s+en\s+met|t/m|-|–)\s*({_MARK}))?", row, re.I):
        if last and first.isdigit() and last.isdigit():
            yield from (str(number) for number in range(int(first), int(last) + 1))
        else:
            yield from filter(None, (first.lower(), last.lower()))


def meant(what: Named, points: Sequence[Statement]) -> list[Statement]:
    """The points of an advice, in its order, that are named. A number that no point has is its place in the row where
    the advice numbers nothing; else nothing answers to it."""
    mains = [point for point in points if point.parent_id is None]
    by_number = _by_number(points)
    if what.every:
        left_out = meant(Named(what.but), points)
        return [point for point in mains if point not in left_out]
    found = [point for number in what.numbers for point in by_number.get(number) or _plain(by_number, number)]
    if what.numbers and not any(point.label for point in mains):
        places = [int(n.removesuffix("e")) for n in what.numbers if n.removesuffix("e").isdigit()]
        found = [mains[place - 1] for place in places if 0 < place <= len(mains)]
    found += [mains[place if place < 0 else place - 1] for place in what.places if abs(place) <= len(mains)]
    return list(dict.fromkeys(found))


def _plain(by_number: Mapping[str, list[Statement]], number: str) -> list[Statement]:
    """What an ordinal names: "Ad 2e" is about the second."""
    return by_number.get(number[:-1], []) if number.endswith("e") else []


def _by_number(points: Sequence[Statement]) -> dict[str, list[Statement]]:
    """The points by their number, sub-items by that of their parent with their own: "2b". A number that points in
    different places have says nothing."""
    labels = {point.id: (point.label or "").lower() for point in points}
    found: dict[str, list[Statement]] = {}
    for point in points:
        own = labels.get(point.parent_id or "", "") + labels[point.id]
        found.setdefault(own, []).append(point)
    return {number: same for number, same in found.items() if number and len({s.passage_id for s in same}) == 1}


def _numbers(text: str) -> Iterator[str]:
    for match in _BY_NUMBER.finditer(text):
        yield from spelled_out(match["row"] or match["ad"] or match["on"])


def _places(text: str) -> Iterator[int]:
    for match in _SOME.finditer(text):
        word = match["count"].lower()
        count = int(word) if word.isdigit() else _COUNTS.index(word) + 1
        yield from range(1, count + 1) if match["end"].lower() == "eerste" else range(-count, 0)
    for match in _BY_PLACE.finditer(text):
        for word in re.findall(_ORDINAL, match["row"].lower()):
            yield -1 if word == "laatste" else _ORDINALS.index(word) + 1
