"""Numbers and addresses that belong to one person, known by their form and where there is one by their check digits.

Sources: the eleven-test of the BSN (Logisch Ontwerp BSN), IBAN modulo 97 (ISO 13616), the Dutch numbering plan
(Nummerplan telefoon- en ISDN-diensten), postcodes (1000 AA to 9999 ZZ).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Identifier(StrEnum):
    """What a piece of text is."""

    BSN = "BSN"
    IBAN = "rekeningnummer"
    MAIL = "mailadres"
    PHONE = "telefoonnummer"
    POSTCODE = "postcode"


@dataclass(frozen=True, slots=True)
class Found:
    """Characters start..end of a text, and what they are."""

    start: int
    end: int
    kind: Identifier


_ALONE = r"(?<![\w.,/-])"  # nothing before it that would make it part of a longer number
_END = r"(?![\w/-]|[.,]\d)"
_BSN = re.compile(rf"{_ALONE}(?:\d{{9}}|\d{{3}}([ .-])\d{{3}}\1\d{{3}}|\d{{4}}([ .-])\d{{2}}\2\d{{3}}){_END}")
_IBAN = re.compile(r"(?<!\w)NL ?\d\d(?: ?[A-Z]){4}(?: ?\d){10}(?!\w)")
_MAIL = re.compile(r"(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,8}[A-Za-z]{2,24}(?![\w-])")
_PHONE = re.compile(r"(?<![\w/.,-])(?:(?:\+|00)31[ -]?(?:\(0\))?[ -]?|\(?0)[1-9](?:[ ()–-]{0,3}\d){8}(?![\w/-]|[.,]\d)")
_POSTCODE = re.compile(r"(?<![\w./-])[1-9]\d{3} ?[A-Z]{2}(?![\w-])")
_FORMS = (
    (Identifier.IBAN, _IBAN), (Identifier.MAIL, _MAIL), (Identifier.BSN, _BSN), (Identifier.PHONE, _PHONE),
    (Identifier.POSTCODE, _POSTCODE),
)  # fmt: skip
_NO_POSTCODE = {"SA", "SD", "SS"}  # letters that no postcode has
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)


def identifiers(text: str) -> tuple[Found, ...]:
    """In the order of the text; none overlaps another."""
    found: list[Found] = []
    for kind, form in _FORMS:
        for match in form.finditer(text):
            start, end = match.span()
            free = all(end <= other.start or other.end <= start for other in found)
            if free and _holds(kind, match[0]):
                found.append(Found(start, end, kind))
    return tuple(sorted(found, key=lambda each: each.start))


def _holds(kind: Identifier, written: str) -> bool:
    """Whether the digits are in order, where digits can tell."""
    if kind is Identifier.BSN:
        return is_bsn("".join(_digits(written)))
    if kind is Identifier.IBAN:
        return is_iban(written.replace(" ", ""))
    if kind is Identifier.PHONE:
        return not is_bsn("".join(_digits(written)))
    return kind is not Identifier.POSTCODE or written[-2:] not in _NO_POSTCODE


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the eleven-test, as one in eleven numbers of nine digits does."""
    if not digits.isdecimal() or len(digits) != len(_WEIGHTS):
        return False
    weighed = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=True))
    return weighed % 11 == 0 and len(set(digits)) > 1


def is_iban(written: str) -> bool:
    """Whether an account number without spaces passes modulo 97."""
    turned = written[4:] + written[:4]
    return int("".join(str(int(sign, 36)) for sign in turned)) % 97 == 1


def _digits(written: str) -> Iterator[str]:
    return (sign for sign in written if sign.isdecimal())
