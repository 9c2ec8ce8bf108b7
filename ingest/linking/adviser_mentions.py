"""Whether a text speaks of the sender of an advice, and of this advice: by name, by subject, by date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ingest.linking.letter import Letter
from ingest.linking.similarity import STEM
from kb.text.dates import DATE, parse_date

# Bodies that advise an authority, in any text; capitals are an abbreviation.
BODY = re.compile(
    r"\b(?:(?i:\w*(?:advies|cliënten|participatie|jongeren|senioren|ouderen|wmo-?)raad|rekenkamer\w*|\w*ombuds\w+"
    r"|inspectie|autoriteit|\w*commissie|accountant|provincie|\w*platform|raad van state)\b|[A-Z]{2,6}\b)"
)
ADVICE = r"(?:deel|hoofd)?(?:aanbeveling(?:en)?|advies|adviezen)"
# "het advies van de GGD", "diverse aanbevelingen gedaan door de Rekenkamer": whose it is
_OWNER = re.compile(
    rf"\b{ADVICE}\b(?:\s+\w+){{0,3}}?\s+(?:van|door|uit)\s+(?:(?:de|het|een|onze)\s+)?(?P<who>[\w-]+)", re.I
)
_ABOUT = re.compile(
    rf"\b{ADVICE}\b[^.;:,]{{0,120}}?\s(?:over|inzake|betreffende|aangaande|rond(?:om)?)\s+(?P<what>(?!te\b)[^.;:,]{{3,60}})"
    r"|\b(?:rapport|onderzoek|advies)\s+[“\"‘'](?P<title>[^”\"’']{3,80})", re.I,
)  # fmt: skip
_WRITTEN = re.compile(rf"\b(?:van|d\.?d\.?)\s+({DATE})", re.I)
_ARTICLES = frozenset({"de", "het", "een", "onze", "deze", "die", "uw", "door", "van", "en", "aan", "lokale"})
_OTHER_LEVEL = frozenset({"algemene", "provinciale", "landelijke", "randstedelijke", "zuidelijke", "noordelijke"})
_NEXT = re.compile(r"\s+([\w-]+)")
_PLACED = re.compile(
    r"\s+(?:van|voor|uit|in)\s+(?:de\s+)?(?:gemeente\s+)?(?P<place>[A-Z][\w-]+)|\s+(?P<more>[A-Z][\w-]+)"
)
# What stands in the title of any advice, report or paper.
_PLAIN = re.compile(
    rf"{ADVICE}|(?:on)?gevraagde?|eind\w*|rapport\w*|onderzoek\w*|reactie\w*|opvolging|evaluatie\w*|voortgang\w*"
    r"|college\w*|gemeente\w*|raad\w*|inzake|aanzien|betreffende|betrekking|rondom|rekenkamer\w*|adviesraad\w*"
    r"|brief|bijlage\w*|punt|besluit\w*|voorstel\w*|bespreking|stand|zaken|ontvangen|vastgesteld",
    re.I,
)  # fmt: skip


def mentions(text: str, advice: Letter, introduced: str) -> list[tuple[int, int]]:
    """Where the sender of this advice is named. `introduced` is the whole text in which a longer name, or the
    abbreviation behind it, may be introduced. A name with another place or another word before it is another body's."""
    sender = advice.document.sender or ""
    words = {word.casefold() for word in re.findall(r"[\w-]+", sender)}
    found: list[tuple[int, int]] = []
    for name in _names(sender, introduced, "\n".join(part.passage.text for part in advice.parts)):
        for match in _pattern(name).finditer(text):
            end = match.end()
            while (more := _NEXT.match(text, end)) and more[1].casefold() in words:
                end = more.end()
            if not _of_another(text, match.start(), end, words):
                found.append((match.start(), end))
    return sorted(found)


def without_names(text: str, advice: Letter) -> str:
    """A text without the name of the sender of this advice."""
    own = "\n".join(part.passage.text for part in advice.parts)
    for name in dict.fromkeys(_names(advice.document.sender or "", own, own)):
        text = _pattern(name).sub("", text)
    return text


def owner(text: str) -> tuple[int, str] | None:
    """Whose advice a text speaks of, and where that name begins; None when it does not say so."""
    found = _OWNER.search(text)
    return (found.start("who"), found["who"]) if found else None


def others(text: str, own: Iterable[tuple[int, int]]) -> bool:
    """Whether a text names another body that advises than at these places."""
    spans = list(own)
    return any(not any(a <= match.start() < b for a, b in spans) for match in BODY.finditer(text))


def speaks_of(text: str, headings: Iterable[str], whole: str, advice: Letter) -> bool:
    """Whether nothing that a sentence or the headings above it name speaks against this advice (a date, a subject), and
    the whole document has its subject somewhere."""
    written = {day for match in _WRITTEN.finditer(text) if (day := parse_date(match[1]))}
    if written and advice.document.date and advice.document.date not in written:
        return False
    points = " ".join(s.text for s in advice.statements if not s.restated)
    subject = _subject(advice)
    about = [match["what"] or match["title"] for match in _ABOUT.finditer(text)]
    named = [list(content(each)) for each in about] or [
        [word for word in content(each) if word not in content(advice.document.sender or "")] for each in headings
    ]
    named = [words for words in named if words]
    if named and not any(shares(words, [*subject, *content(points)]) for words in named):
        return False
    return is_about(whole, advice)


def is_about(whole: str, advice: Letter) -> bool:
    """Whether a whole document has the subject of this advice somewhere, if that has one."""
    subject = _subject(advice)
    return not subject or shares(subject, content(whole))


def narrower(text: str, advice: Letter) -> bool:
    """Whether a text names a subject for an advice ("het advies over respijtzorg") that its title does not have."""
    about = [content(match["what"] or match["title"]) for match in _ABOUT.finditer(text)]
    return any(words and not shares(words, content(_title(advice))) for words in about)


def has_subject(text: str, advice: Letter) -> bool:
    """Whether a word of the title or the subject of an advice stands in a text."""
    sender = content(advice.document.sender or "")
    return shares([word for word in content(_title(advice)) if word not in sender], content(text))


def shares(ones: Iterable[str], others: Iterable[str]) -> bool:
    """Whether a word of the one begins as a word of the other does, or stands in it: "mantelzorg", "mantelzorgers"."""
    rest = tuple(others)
    return any(one[:STEM] == other[:STEM] or one in other for one in ones for other in rest)


def content(text: str) -> tuple[str, ...]:
    """The words of a text that may say what it is about, in lower case."""
    return tuple(word for word in re.findall(r"[^\W\d_]{5,}", text.casefold()) if not _PLAIN.fullmatch(word))


def _subject(advice: Letter) -> list[str]:
    sender = content(advice.document.sender or "")
    return [word for word in content(_title(advice)) if word not in sender]


def _title(advice: Letter) -> str:
    return f"{advice.document.title} {advice.document.subject or ''}"


def _names(sender: str, introduced: str, own_text: str) -> Iterator[str]:
    """The name in full, its beginnings of two words and more, what abbreviates it where that is introduced, and its
    first word where the longer name stands in the same text. A rekenkamer there is one of."""
    words = sender.split()
    longer = [" ".join(words[:n]) for n in range(len(words), 1, -1)]
    yield from longer
    if words and words[0].casefold().startswith("rekenkamer"):
        yield "rekenkamer"
    elif words and any(_pattern(name).search(introduced) for name in longer) and BODY.fullmatch(words[0]):
        yield words[0]
    for name in longer:
        for text in (introduced, own_text):
            for match in re.finditer(
                rf"{re.escape(name)}(?:\s+\w+)?\s+\((?:hierna:?\s+)?(?:de\s+)?([A-Z][A-Za-z]{{1,6}})\)", text
            ):
                yield match[1]


@cache
def _pattern(name: str) -> re.Pattern[str]:
    if name == "rekenkamer":
        return re.compile(r"\brekenkamer\w*", re.I)
    short = name.isupper() or (len(name) < 7 and " " not in name)
    return re.compile(rf"\b{re.escape(name)}\b", 0 if short else re.I)


def _of_another(text: str, start: int, end: int, words: set[str]) -> bool:
    said = text[:start].split()
    word = said[-1].lstrip("(“\"‘'") if said else ""
    if word[-1:].isalnum() and word.casefold() not in _ARTICLES:
        starts = len(said) == 1 or said[-2][-1] in ".:;?!"
        if word.casefold() in _OTHER_LEVEL or (word[0].isupper() and not starts):
            return True
    after = _PLACED.match(text, end)
    return bool(after) and (after["place"] or after["more"]).casefold() not in words if after else False
