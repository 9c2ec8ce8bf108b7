"""To which authorities a body or a letter belongs: a municipality, a province or a water board, by its name. An
authority that no register knows counts by its name alone."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from kb.errors import NotFound
from kb.model import UNKNOWN_AUTHORITY, Document

TOOI = "https://identifier.overheid.nl/tooi/id/"
_KINDS = {"gm": "gemeente", "pv": "provincie"}
# Words with a capital that stand behind the name of an authority in a letterhead, or behind the word itself
NO_PLACE = re.compile(
    r"(?:Postbus|Datum|Aan|Onderwerp|Betreft|Ons|Onze|Uw|Kenmerk|Bijlagen?|Motie|Amendement|Agenda|Raad\w*|College\w*|Geachte?"
    r"|Gemeente\w*|Provincie|Provinciale|Gedeputeerde|Waterschap|Hoogheemraadschap|Nr|Nummer|Telefoon|Bezoekadres"
    r"|Postadres|Contact|Afdeling|Team|Zaak\w*|Advies\w*|Rekenkamer\w*|Brief|Burgemeester|Wethouders?|Griffie|Nederland"
    r"|Wij|Ik|In|Op|Voor|Van|Wmo\w*|Verslag|Besluit\w*|Secretaris|Voorzitter|Directie|Dienst|Domein"
    r"|Vergadering|Notulen|Memo|Nota|Reactie|Toezegging\w*|Lijst|Overzicht|Rapport\w*|Notitie|Pleidooi|Manifest|Zienswijze|Jaarverslag|Commissie\w*|Vastgesteld"
    r"|Portefeuillehouder|Behandel\w*|Beste|Aanwezig|Staten\w*)"
)
_ARTICLE = r"(?:De|Den|Het|Ter|Ten|Sint|Bad)"
_WORD = rf"(?!{_ARTICLE}(?![\w-])(?! [A-Z]))(?:['’]s-)?[A-Z][\w’'-]*(?: ?\((?:NH|L)\))?"
_BW = r"[Bb](?:urgemeester)? ?(?:en|&) ?(?:de )?[Ww](?:ethouders)?"
_OF = r"(?:[Vv]an|[Dd]er)\s+(?:de\s+)?(?:[Gg]emeente\s+)?"


@cache
def _register() -> Mapping[str, tuple[str, str]]:
    """By a name as it is compared the code and the name that is shown."""
    lines = files("kb.letters").joinpath("authorities.txt").read_text(encoding="utf-8").splitlines()
    shown: dict[str, str] = {}
    found: dict[str, tuple[str, str]] = {}
    for code, _, name in (line.partition(" ") for line in lines if not line.startswith("#")):
        found[_folded(name)] = code, shown.setdefault(code, name)
    return found


def _folded(name: str) -> str:
    """A name by which it is known again: marks, capitals, signs and articles do not count."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = re.findall(r"\w+", "".join(each for each in plain if not unicodedata.combining(each)))
    return " ".join(words[:1] + [word for word in words[1:] if word not in {"de", "het", "van"}])


def identifier(name: str) -> str | None:
    """What TOOI calls the authority with this name; None when the register does not have it."""
    code, _ = _register().get(_folded(name), ("", ""))
    return f"{TOOI}{_KINDS[code[:2]]}/{code}" if code else None


def one_name(name: str) -> str:
    """The name by which an authority is shown."""
    return _register().get(_folded(name), ("", name))[1]


def apart(one: Document, other: Document) -> bool:
    """Whether two letters belong to different authorities: not while one of them is not known, nor when they have one
    in common, as the advice to several municipalities has with the answer of each."""
    mine, theirs = keys_of(one), keys_of(other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def keys_of(document: Document) -> frozenset[str]:
    """By what the authorities are compared to which a letter belongs; none when it is not known."""
    return _keys_of(document.belongs_to)


@lru_cache(maxsize=4096)  # each letter is laid beside those of many others
def _keys_of(names: tuple[str, ...]) -> frozenset[str]:
    return frozenset(key for name in names for key in _keys(_folded(one_name(name))))


def let_go() -> None:
    """After a document is gone: what is kept here has names from it."""
    _keys_of.cache_clear()


def offered_under(document: Document, word: str) -> Iterator[str]:
    """A word by which a letter is found: by itself for those who do not know where they belong, and under each of its
    authorities for the letters of these."""
    yield word
    yield from (f"{word}\n{key}" for key in keys_of(document) or {UNKNOWN_AUTHORITY})


def sought_under(document: Document, word: str) -> Iterator[str]:
    """A word by which a letter looks for others, so that it finds those that are not `apart` from it."""
    own = keys_of(document)
    yield from (f"{word}\n{key}" for key in {*own, UNKNOWN_AUTHORITY}) if own else (word,)


def _keys(name: str) -> frozenset[str]:
    """Itself; of a name that two authorities have, which tell themselves apart by what stands in brackets, both."""
    return _shared().get(name) or frozenset({name})


@cache
def _shared() -> Mapping[str, frozenset[str]]:
    named: dict[str, set[str]] = {}
    for _, name in _register().values():
        if "(" in name:
            named.setdefault(_folded(name.partition("(")[0]), set()).add(_folded(name))
    return {name: frozenset(each) for name, each in named.items()}


# -- chosen by a person -----------------------------------------------------------------------------------------------
def of_all(documents: Iterable[Document]) -> tuple[str, ...]:
    """All authorities to which these belong, by name; last that of some it is not known."""
    found = {name for each in documents for name in each.belongs_to or (UNKNOWN_AUTHORITY,)}
    return tuple(sorted(found, key=lambda name: (name == UNKNOWN_AUTHORITY, _folded(name))))


def chosen_among(known: Sequence[str], asked: Iterable[str]) -> tuple[str, ...]:
    """Those of the known authorities that somebody asks for: by the whole name, with or without the word that says what
    it is, by the code in TOOI, or else by a part of the name. NotFound when there is none with one of these."""
    return tuple(dict.fromkeys(name for part in asked for name in _chosen(known, part)))


def _chosen(known: Sequence[str], part: str) -> Sequence[str]:
    plain, code = _folded(part), part.strip().casefold()
    exact = [name for name in known if plain in _folded_ways(name) or code in _codes(name)]
    found = exact or [name for name in known if plain and plain in _folded(name)]
    if not found:
        raise NotFound(f"Er zijn geen documenten van een gemeente, provincie of waterschap met {part} in de naam.")
    return found


def _folded_ways(name: str) -> Sequence[str]:
    """The whole name, and without the word that says what it is."""
    return [_folded(each) for each in (name, name.partition(" ")[2]) if each]


def _codes(name: str) -> Sequence[str]:
    known = identifier(name)
    return (known, known.rpartition("/")[2]) if known else ()


# -- in words ---------------------------------------------------------------------------------------------------------
def named_in(words: str) -> tuple[str, ...]:
    """The authorities that a text names as such, in its order: "de gemeenten Aalten en Winterswijk", "het college van B
    en W van Ede", "Provinciale Staten van Utrecht"."""
    found = sorted(_named(words), key=lambda each: each[0])
    names = {_folded(name): name for _, name in reversed(found)}
    return tuple(names[key] for key in dict.fromkeys(_folded(name) for _, name in found))


def municipalities_in(words: str) -> tuple[str, ...]:
    """Those of them that are municipalities."""
    return tuple(name for name in named_in(words) if name.startswith("Gemeente "))


def municipality(place: str) -> str:
    """The municipality with this name of its own."""
    return one_name(f"Gemeente {_written(place)}")


def is_known(name: str) -> bool:
    """Whether the register has it."""
    return _folded(name) in _register()


def _named(words: str) -> Iterator[tuple[int, str]]:
    """(where, name)"""
    for found in _several().finditer(words):
        yield from ((found.start(), municipality(place)) for place in _places().findall(found["places"]))
    for kind, pattern in _patterns():
        for found in pattern.finditer(words):
            name = _without_rest(kind, found["place"].split(" "))
            if name:
                yield found.start(), name


def _without_rest(kind: str, parts: Sequence[str]) -> str | None:
    """The name, without words that stand behind it on its line: "Aalten Postbus"; None where they are no name."""
    for end in range(len(parts), 0, -1):
        name = f"{kind} {_written(' '.join(parts[:end]))}"
        if is_known(name):
            return one_name(name)
    end = next((n for n, part in enumerate(parts) if _is_no_place(part, parts[0])), len(parts))
    return f"{kind} {_written(' '.join(parts[:end]))}" if end else None


def _is_no_place(part: str, first: str) -> bool:
    """Whether a word stands behind a name: "Aalten Vergadering", "Aalten RAADSBRIEF"."""
    shouted = part.isupper() and len(part) > len("NH") and not first.isupper()
    return shouted or NO_PLACE.fullmatch(part.capitalize() if part.isupper() else part) is not None


def _written(place: str) -> str:
    """Small letters where it stands in capitals."""
    place = place.strip(" .,;:").replace("’", "'")
    shouted = len(place) > 3 and place.isupper()
    return re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), place) if shouted else place


@cache
def _place() -> str:
    """The name of a place: one of several words that the register has, else words with a capital."""
    known = {name.partition(" ")[2] for _, name in _register().values()}
    long = sorted((name for name in known if re.search(r" [a-z]", name)), key=len, reverse=True)
    return rf"(?:(?i:{'|'.join(map(re.escape, long))})|(?:{_ARTICLE} )?{_WORD}(?: {_WORD})*)"


@cache
def _places() -> re.Pattern[str]:
    return re.compile(_place())


@cache
def _several() -> re.Pattern[str]:
    between = r"(?:,\s*(?:en\s+)?|\s+en\s+)"
    boards = rf"(?:[Cc]olleges|[Gg]emeenteraden)(?:\s+van\s+{_BW})?\s+van(?:\s+de)?(?:\s+gemeenten)?"
    return re.compile(rf"\b(?:[Gg]emeenten|{boards})\s+(?P<places>{_place()}(?:{between}{_place()})+)")


@cache
def _patterns() -> Sequence[tuple[str, re.Pattern[str]]]:
    """Per kind of authority how it is named, by its own name or by that of its board."""
    place = rf"(?P<place>{_place()})"
    council = r"[Gg]emeenteraad|[Gg]emeentebestuur|[Rr]aad(?=\s+(?:van|der)\s+(?:de\s+)?[Gg]emeente)"
    return tuple(
        (kind, re.compile(rf"\b(?:{before}){place}"))
        for kind, before in (
            ("Gemeente", r"(?:[Gg]emeente(?:raad|bestuur)?|GEMEENTE)\s+"),
            ("Gemeente", rf"(?:{_BW},?|{council})\s+{_OF}"),
            ("Provincie", r"(?:[Pp]rovincie|PROVINCIE)\s+|(?:Gedeputeerde|Provinciale)\s+Staten\s+van\s+"),
            ("Waterschap", r"(?:[Ww]aterschap|WATERSCHAP)\s+"),
            ("Hoogheemraadschap", r"[Hh]oogheemraadschap\s+(?:van\s+)?(?:de\s+|het\s+)?"),
        )
    )
