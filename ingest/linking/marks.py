"""By what a document is recognised in another one: its words, the names in it, the days it names, who signs it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from sys import intern

from ingest.letterhead.head import SALUTATION
from ingest.linking.alignment import content
from ingest.read.quality import is_word
from kb.model import Document, Passage
from kb.text.dates import DATE, YEARLESS, parse_date

SHORTEST, STEM = 5, 8  # characters of a word that counts, and of its beginning that is compared
_OF_OFFICES = re.compile(
    r"\b(?:college|van|de|het|burgemeester|en|wethouders?|gemeente\w*|provincie|waterschap|hoogheemraadschap|minister\w*"
    r"|bestuur|raad|\w*griffie|leden|voor|gedeputeerde|staten|aan|der)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_][\w'’-]{4,}")
_CAPITALISED = re.compile(r"(?<=[a-z,;:] )[A-Z][\w'’-]{2,}")  # in a sentence, not at its beginning
_BETWEEN_QUOTES = re.compile(r"[“\"‘'„]([A-Z][^”\"’'“\n]{4,70})[”\"’']")
_TITLE_PART = re.compile(r"[.:;,|()“”\"„‘’]+\s*")
_PERSON = re.compile(r"[A-Z][\w’'-]{2,}")
_FOR_WHOM = re.compile(r"(?:t\.?a\.?v\.?|[Tt]er attentie van|de heer|[Mm]evrouw|[Mm]evr\.|[Dd]hr\.) [^\n,|]{3,60}")
_NO_PERSON = re.compile(
    r"geachte?|beste|de|het|heer|heren|mevrouw|dames|mw|dhr|drs|leden|lid|raad|\w*college|\w*bestuur|\w*raad|voorzitter"
    r"|secretaris|wethouders?|burgemeester|\w*commissie|raadsleden|allemaal|aan|namens|van|bijlagen?|datum|kenmerk"
    r"|onderwerp|postbus|gemeente\w*|waterschap|provincie|betreft|sociaal|domein|platform|ons|uw|met|hoogachtend",
    re.I,
)
_TOP, _TOP_LENGTH, _GREETING = 14, 900, 120  # passages and characters that open a letter; characters of a salutation
_END, _END_LENGTH = 8, 600  # passages and characters that close it
_TITLE_WORDS = 2  # of a title that can be named by itself


@dataclass(frozen=True, slots=True)
class Marks:
    """By what a document is recognised. `words`: beginnings of its longer words; `names`: those that stand with a
    capital in a sentence; `unusual`: those of words that Dutch does not have; `days` (with 0 for an unwritten year:
    month and day only) and `quoted`: what it names; `called`: how it is called; `greeted`, `signing`: names
    of persons at its beginning and end."""

    words: frozenset[str]
    names: frozenset[str]
    unusual: frozenset[str]
    days: frozenset[date | tuple[int, int]]
    quoted: frozenset[str]
    called: frozenset[str]
    greeted: frozenset[str]
    signing: frozenset[str]

    @property
    def all_words(self) -> frozenset[str]:
        """What is counted to know what is rare."""
        return self.words | self.names | self.unusual


def marks_of(document: Document, passages: Iterable[Passage]) -> Marks:
    """The marks of a document, those of its head among them."""
    texts = [passage.text for passage in passages]
    head = (document.sender, document.addressee, document.subject, document.title)
    whole = "\n".join((*filter(None, head), *texts))
    bodies = proper(document.sender) | proper(document.addressee)
    return Marks(
        words=_stems(word for word in content(whole) if len(word) >= SHORTEST),
        names=_stems(found[0] for found in _CAPITALISED.finditer(whole)),
        unusual=_stems(found[0] for found in _WORD.finditer(whole) if not is_word(found[0])),
        days=frozenset(_days(whole)),
        quoted=frozenset(_quoted(whole)),
        called=frozenset(titles(document)),
        greeted=frozenset(_greeted(texts[:_TOP])) - bodies,
        signing=frozenset(_persons("\n".join(texts[-_END:])[-_END_LENGTH:])) - bodies,
    )


def proper(name: str | None) -> frozenset[str]:
    """The words of the name of a body that are its own."""
    return _stems(word for word in content(_OF_OFFICES.sub("", name or "")) if len(word) >= SHORTEST)


def mostly(name: frozenset[str], words: frozenset[str]) -> bool:
    """Whether most of the words of a name stand among these."""
    return bool(name) and 3 * len(name & words) >= 2 * len(name)


def _stems(words: Iterable[str]) -> frozenset[str]:
    return frozenset(intern(word.casefold()[:STEM]) for word in words)


def _days(text: str) -> Iterator[date | tuple[int, int]]:
    for found in re.finditer(DATE, text):
        day = parse_date(found[0])
        if day:
            yield day
    for found in re.finditer(YEARLESS, text):
        day = parse_date(f"{found[0]} 2024")  # a leap year has them all
        if day:
            yield day.month, day.day


def _quoted(text: str) -> Iterator[str]:
    for found in _BETWEEN_QUOTES.finditer(text):
        name = _plain(found[1])
        if len(name.split()) >= _TITLE_WORDS:
            yield name


def titles(document: Document) -> Iterator[str]:
    """The parts of its title and subject, each of which may be what others call it."""
    for text in (document.title, document.subject or ""):
        parts = [_plain(part) for part in _TITLE_PART.split(text)]
        yield from (part for part in (*parts, _plain(text)) if len(part.split()) >= _TITLE_WORDS)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _greeted(top: Sequence[str]) -> Iterator[str]:
    for text in top:
        if SALUTATION.match(text):
            yield from _persons(text[:_GREETING])
    for found in _FOR_WHOM.finditer("\n".join(top)[:_TOP_LENGTH]):
        yield from _persons(found[0])


def _persons(text: str) -> Iterator[str]:
    for found in _PERSON.finditer(text):
        if not _NO_PERSON.fullmatch(found[0]):
            yield found[0].casefold()[:STEM]
