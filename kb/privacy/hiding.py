"""What is hidden of one document: found in its text, corrected by people, and put to work on any text from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from kb.model import Correction, Hidden
from kb.privacy.addresses import addresses, is_of_body
from kb.privacy.identifiers import Identifier, identifiers
from kb.privacy.persons import Person, addressed_only, persons, surnames
from kb.privacy.words import HONORIFIC, OFFICE, TITLE

Span = tuple[int, int, str]  # start, end, label


class Kind(StrEnum):
    """Kinds of what is hidden, by the word that stands in its place."""

    PERSON = "persoon"
    ADDRESS = "adres"
    PHONE = "telefoonnummer"
    MAIL = "e-mailadres"
    ACCOUNT = "rekeningnummer"
    BSN = "BSN"
    OTHER = "verborgen"  # what only a person wanted hidden


_KINDS = {
    Identifier.BSN: Kind.BSN, Identifier.IBAN: Kind.ACCOUNT, Identifier.MAIL: Kind.MAIL, Identifier.PHONE: Kind.PHONE,
}  # fmt: skip
_ROLE = re.compile(
    r"(?i)(?:info|post|postbus|contact|griffie\w*|raad\w*|gemeente\w*|secretariaat|bestuur\w*|rekenkamer\w*|"
    r"\w*raad|klant\w*|communicatie|woo|avg|privacy|pers|redactie|bezwaar\w*|loket\w*|wmo\w*|jeugd\w*|college\w*|"
    r"bureau\w*|afdeling\w*|ministerie\w*|voorlichting|mail|administratie|balie|vragen|servicepunt\w*)[\w.-]*@"
)
_SERVICE = re.compile(r"0[89]00")
_SAID_BSN = re.compile(
    r"(?i)\b(?:BSN|burgerservicenummer|sofinummer)\b\W{0,3}(?:is|nummer)?\W{0,3}(\d[\d. ]{7,11}\d)(?!\d)"
)
_AFTER_OFFICE = re.compile(rf"\b(?i:{OFFICE})\s+(?:{HONORIFIC}\s+)?{TITLE}{{0,3}}(?:[A-Z][\w.]*[. ]+)?$")


@dataclass(frozen=True, slots=True)
class Value:
    """Words that are hidden wherever they stand in this document."""

    text: str
    label: str
    by_hand: bool = False


@dataclass(frozen=True)
class Hiding:
    """`found` in the order of the text, as the program proposes it; `corrections` by people, oldest first."""

    found: tuple[Hidden, ...]
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def items(self) -> tuple[Hidden, ...]:
        """What was found and what people added, with what they said of it."""
        items = list(self.found)
        for correction in self.corrections:
            at = [n for n, one in enumerate(items) if _is_about(correction.text, one)]
            for n in at:
                items[n] = replace(items[n], shown=not correction.hide, correction=correction)
            if not at and correction.hide:
                number = sum(one.kind == Kind.OTHER for one in items) + 1
                label = f"[{Kind.OTHER} {number}]"
                items.append(Hidden(label, Kind.OTHER, (" ".join(correction.text.split()),), 0, False, correction))
        return tuple(items)

    def spans(self, text: str) -> tuple[Span, ...]:
        """Which characters of a text from this document are hidden, and what stands for them; none overlaps another."""
        pattern, labels = self._pattern
        if pattern is None:
            return ()
        found = []
        for match in pattern.finditer(text):
            value = labels[int((match.lastgroup or "v0")[1:])]
            person = value.label.startswith(f"[{Kind.PERSON}")
            if person and not value.by_hand and _AFTER_OFFICE.search(text[max(0, match.start() - 60) : match.start()]):
                continue
            found.append((*match.span(), value.label))
        return tuple(found)

    def mask(self, text: str) -> str:
        """The text with labels for what is hidden."""
        parts, at = [], 0
        for start, end, label in self.spans(text):
            parts += [text[at:start], label]
            at = end
        return "".join([*parts, text[at:]])

    @cached_property
    def _pattern(self) -> tuple[re.Pattern[str] | None, Sequence[Value]]:
        values = sorted(
            {
                Value(written, one.label, one.correction is not None)
                for one in self.items if not one.shown for text in one.texts for written in (text, text.upper())
            },
            key=lambda value: (-len(value.text), value.label, value.text),
        )  # fmt: skip
        if not values:
            return None, ()
        forms = "|".join(f"(?P<v{n}>{_form(value.text)})" for n, value in enumerate(values))
        return re.compile(rf"(?<![^\W_])(?:{forms})(?![^\W_])"), values


def hiding(lines: str, prose: str = "", corrections: Iterable[Correction] = ()) -> Hiding:
    """What to hide of a document, by its whole text: `lines` as they stand on its pages, letterhead and margins too,
    and the same in `prose`, a paragraph a line, in which nothing is broken off at the end of a line."""
    text = f"{lines}\n\n{prose}" if prose else lines
    groups: dict[str, tuple[Kind, list[str]]] = {}
    people = persons(text)
    acting = [one for one in people if one.office]
    offices = surnames(acting)
    number = 0
    for person in people:
        if person.office or _is_one_of(person, acting) or _is_reader(text, person, people):
            continue
        number += 1
        groups[f"[{Kind.PERSON} {number}]"] = Kind.PERSON, list(_names(text, person, offices))
    for kind, written in (*_places(lines), *_places(_without(prose, [one for _, one in _places(lines)]))):
        groups.setdefault(f"[{kind}]", (kind, []))[1].append(written)
    found = [Hidden(label, kind, tuple(dict.fromkeys(texts)), 0) for label, (kind, texts) in groups.items() if texts]
    counts = Counter(label for _, _, label in Hiding(tuple(found)).spans(lines))
    return Hiding(tuple(replace(one, times=counts[one.label] or 1) for one in found), tuple(corrections))


def _without(prose: str, values: Iterable[str]) -> str:
    """What stands in lines is found there, where the lines tell what belongs together."""
    forms = "|".join(sorted({_form(value) for value in values}, key=len, reverse=True))
    return re.sub(forms, " \N{MIDDLE DOT} ", prose) if forms else prose


def _is_one_of(person: Person, acting: Sequence[Person]) -> bool:
    """Whether a name without first name or initials ("de heer Postma") is that of somebody with an office."""
    keys = surnames([person])
    return all(not each.given for each in person.mentions) and bool(keys & surnames(acting))


def _is_reader(text: str, person: Person, people: Sequence[Person]) -> bool:
    return addressed_only(text, person) and not any(
        surnames([person]) & surnames([other]) for other in people if other is not person
    )


def _names(text: str, person: Person, offices: set[str]) -> Iterator[str]:
    """As they are written, and the surname and first name alone, in which the same person comes back."""
    for each in person.mentions:
        yield " ".join(text[each.start : each.end].split())
        if each.surname and not set(each.keys) & offices:
            surname = " ".join(each.surname.split())
            yield surname
            yield surname[:1].upper() + surname[1:]
            yield surname[:1].lower() + surname[1:] if " " in surname else surname
        first = each.given.split()[0] if each.given else ""
        if len(first) > 2 and "." not in first:
            yield first


def _places(text: str) -> Iterator[tuple[Kind, str]]:
    """Kind and words, with single spaces."""
    for start, end in addresses(text):
        yield Kind.ADDRESS, " ".join(text[start:end].split())
    for match in _SAID_BSN.finditer(text):
        yield Kind.BSN, match[1]
    for one in identifiers(text):
        kind = _KINDS.get(one.kind)
        if kind is None:
            continue
        written = text[one.start : one.end]
        role = kind is Kind.MAIL and _ROLE.match(written)
        service = kind is Kind.PHONE and _SERVICE.match(written)
        body = kind in (Kind.PHONE, Kind.ACCOUNT) and is_of_body(text, one.start)
        amount = kind is Kind.BSN and "." in written  # 111.222.333 is money more often than not; see _SAID_BSN
        if not (role or service or body or amount):
            yield (
                kind,
                " ".join(written.lstrip("(").split())
                if kind is Kind.PHONE and ")" not in written
                else " ".join(written.split()),
            )


def _is_about(text: str, one: Hidden) -> bool:
    wanted = " ".join(text.split()).casefold()
    return wanted in (one.label.casefold(), *(each.casefold() for each in one.texts))


def _form(value: str) -> str:
    """The value with any white space between its words."""
    return r"\s+".join(map(re.escape, value.split()))
