"""Numbers and addresses of residents are found by their form and their check digits, and nothing else is."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.privacy.identifiers import Identifier, identifiers, is_bsn

FOUND = [
    ("Mijn BSN is 111222333.", Identifier.BSN, "111222333"),
    ("BSN: 1112.22.333, geboren in 1950", Identifier.BSN, "1112.22.333"),
    ("Burgerservicenummer 111 222 333 (zie bijlage)", Identifier.BSN, "111 222 333"),
    ("rekening NL91ABNA0417164300 t.n.v.", Identifier.IBAN, "NL91ABNA0417164300"),
    ("rekening NL91 ABNA 0417 1643 00.", Identifier.IBAN, "NL91 ABNA 0417 1643 00"),
    ("Mail naar j.de.wit+zorg@voorbeeld.nl.", Identifier.MAIL, "j.de.wit+zorg@voorbeeld.nl"),
    ("U bereikt mij op 06-12345678.", Identifier.PHONE, "06-12345678"),
    ("Telefoon (0223) 61 23 45", Identifier.PHONE, "(0223) 61 23 45"),
    ("Bel +31 6 12 34 56 78, na zessen", Identifier.PHONE, "+31 6 12 34 56 78"),
    ("Bel 010 123 45 67", Identifier.PHONE, "010 123 45 67"),
    ("Dorpsstraat 12, 1234 AB Waterstad", Identifier.POSTCODE, "1234 AB"),
]
NOTHING = [
    "Zaaknummer 123456789 is geen burgerservicenummer.",  # fails the eleven-test
    "Kenmerk 2020/111222333",
    "Kenmerk Z-111222333",
    "een bedrag van 111.222.333,00 euro",
    "rekening NL91ABNA0417164301",  # fails modulo 97
    "artikel 2100 SS",
    "op 10-11-2024 om 10.30 uur",
    "000000000",
]


@pytest.mark.parametrize(("text", "kind", "words"), FOUND, ids=[each[2] for each in FOUND])
def test_found(text: str, kind: Identifier, words: str) -> None:
    (one,) = identifiers(text)
    assert (one.kind, text[one.start : one.end]) == (kind, words)


@pytest.mark.parametrize("text", NOTHING)
def test_not_found(text: str) -> None:
    assert identifiers(text) == ()


@given(st.integers(10_000_000, 999_999_999))
def test_a_bsn_with_one_other_digit_is_none(number: int) -> None:
    digits = f"{number:09}"
    if is_bsn(digits):
        assert not any(is_bsn(digits[:8] + str(last)) for last in range(10) if str(last) != digits[8])


@given(st.text(alphabet="0123456789 .-()+@abNL", max_size=200))
def test_what_is_found_lies_in_the_text_and_does_not_overlap(text: str) -> None:
    found = identifiers(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
