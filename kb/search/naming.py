"""What a question names exactly: an article of a law, a day, a reference. It is looked for in every form in which
people write it, and comes before what any word means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kb.labels import MONTHS, day
from kb.text.dates import DATE, parse_date
from kb.text.stems import folded, spaced

ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende")
REFERENCE = 5  # letters and figures that a reference has at least: a shorter one may be any number
_NUMBER = r"(?P<number>\d+(?:[.:]\d+)*[a-z]?)(?!\w|[.:]\d)"
_MEMBER = rf"(?:,?\s*(?:lid\s+(?P<figure>\d+)|(?P<ordinal>{'|'.join(ORDINALS)}|\d+(?:e|de|ste))\s+lid))?"
_LAW = r"\b(?:[^\W\d_]*wet|awb|wmo|woo|avg)\b(?:\s+(?:19|20)\d\d)?,?"
_ARTICLE = re.compile(rf"(?:\bart(?:ikel(?:en)?)?\b\.?|§+|{_LAW}(?=\s+\d+[.:]\d))\s*{_NUMBER}{_MEMBER}")
_LABEL = re.compile(r"\b(?:(?:ons|uw|met|van|zaak)?\s*(?:kenmerk|nummer)|zaaknummer|referentie|nr|brief)\b\.?")
_BETWEEN = r"[^.;]{0,40}?"  # what stands between an article and its member: "van de wet,"
_DATE = re.compile(DATE)
_TOKEN = re.compile(r"[^\s,;()\"“”'‘’?!]*\d[^\s,;()\"“”'‘’?!]*")
_AMOUNT = re.compile(r"[€$]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?%?|\d{1,2}[:.]\d{2}")
_CODE = re.compile(r"[^\W\d_].*\d|\d.*[^\W\d_]|\d.*[-/.]\d|\d{6}")  # letters and figures, figures in groups, or many


class Naming(StrEnum):
    """What is named, as the user reads it."""

    ARTICLE = "artikel"
    DAY = "datum"
    REFERENCE = "kenmerk"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that a question names. One of `phrases`, of spaced text, stands where it is named; `pattern`, of folded
    text, says so for sure where the spaced text leaves doubt (5 and 5.1). `better` is a phrase of it that says more."""

    kind: Naming
    said: str
    phrases: tuple[str, ...]
    pattern: re.Pattern[str] | None = None
    better: re.Pattern[str] | None = None
    day: date | None = None

    def stands_in(self, text: str) -> bool:
        """Whether a text that has one of the phrases names it."""
        return self.pattern is None or bool(self.pattern.search(folded(text)))

    def stands_whole_in(self, text: str) -> bool:
        """Whether a text names it with all that was asked: the article with its member."""
        return self.better is None or bool(self.better.search(folded(text)))


def things(text: str) -> tuple[Thing, ...]:
    """All that a question names, in its order per kind."""
    articles = tuple(_articles(folded(text)))
    numbers = {each.phrases for each in articles}
    references = (each for each in _references(_DATE.sub(" ", text)) if each.phrases not in numbers)
    return (*articles, *_days(text), *references)


def rest(text: str) -> str:
    """What a question says beside what it names exactly."""
    left = _TOKEN.sub(" ", _ARTICLE.sub(" ", folded(_DATE.sub(" ", text))))
    return _LABEL.sub(" ", left)


def _articles(plain: str) -> Iterator[Thing]:
    for found in _ARTICLE.finditer(plain):
        number = found["number"]
        parted = re.search(r"[.:]", number)
        named = rf"(?:art(?:ikel(?:en)?)?\.?|§+)\s*{re.escape(number)}(?!\w|[.:]\d)"
        pattern = rf"(?<![\w.:]){re.escape(number)}(?!\w|[.:]\d)" if parted else rf"\b{named}"
        phrases = (
            [spaced(number)]
            if parted
            else [spaced(f"{word} {number}") for word in ("artikel", "artikelen", "art", "§")]
        )
        member = _member(found["figure"], found["ordinal"])
        better = re.compile(rf"{re.escape(number)}{_BETWEEN}{_member_pattern(member)}") if member else None
        said = f"artikel {number} lid {member}" if member else f"artikel {number}"
        yield Thing(Naming.ARTICLE, said, tuple(phrases), re.compile(pattern), better)


def _member(figure: str | None, ordinal: str | None) -> int | None:
    if ordinal in ORDINALS:
        return ORDINALS.index(ordinal) + 1
    digits = figure or re.sub(r"\D", "", ordinal or "")
    return int(digits) if digits else None


def _member_pattern(member: int) -> str:
    ordinal = f"|{ORDINALS[member - 1]}" if 1 <= member <= len(ORDINALS) else ""
    return rf"(?:\blid {member}\b|\b(?:{member}(?:e|de|ste){ordinal}) lid\b)"


def _days(text: str) -> Iterator[Thing]:
    for found in _DATE.finditer(text):
        when = parse_date(found[0])
        if when is not None:
            yield Thing(Naming.DAY, day(when), tuple(map(spaced, written(when))), day=when)


def written(when: date) -> Iterator[str]:
    """A day in the forms in which people write it."""
    month = MONTHS[when.month - 1]
    for short in dict.fromkeys((month, "mrt" if month == "maart" else month[:3], month[:4])):
        yield f"{when.day} {short} {when.year}"
    yield f"{when.day} {when.month} {when.year}"
    yield f"{when:%d %m %Y}"
    yield f"{when:%Y %m %d}"
    yield f"{when:%d %m %y}"


def _references(text: str) -> Iterator[Thing]:
    for found in _TOKEN.finditer(text):
        token = found[0].strip(".:-/–")
        if _AMOUNT.fullmatch(token) and not re.fullmatch(r"\d{6,}", token):
            continue
        if len(re.sub(r"[\W_]", "", token)) >= REFERENCE and _CODE.search(token):
            yield Thing(Naming.REFERENCE, token, (spaced(token),))
