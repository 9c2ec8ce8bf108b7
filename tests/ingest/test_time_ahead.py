"""Which sentences speak of a time after their letter, of 3 May 2022; the texts are made up for these tests."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.statements.time_ahead import comes_again, looks_ahead, without_comparisons

WRITTEN = date(2022, 5, 3)


@pytest.mark.parametrize(
    "text",
    [
        "Met ingang van 1 januari 2023 is het loket op zaterdag open.",
        "Vanaf september staan er banken.",
        "De lampen komen in week 36.",
        "Na de herfstvakantie hangt de folder in de school.",
        "Volgend schooljaar komt de wethouder langs.",
        "Deze zomer hangen er doeken boven het plein.",
        "Voortaan belt de consulent binnen een dag.",
        "Zodra het ontwerp er ligt, hoort u van ons.",
        "In 2023 volgen de andere buurten.",
    ],
)
def test_a_time_to_come_is_seen_however_it_is_named(text: str) -> None:
    assert looks_ahead(text, WRITTEN)


@pytest.mark.parametrize(
    "text",
    [
        "Op 12 april 2022 is het loket geopend.",
        "In 2019 is de folder gemaakt.",
        "Op 3 april jl. spraken wij elkaar.",
        "Het loket is op zaterdag open.",
        "De na te leven regels staan in de bijlage.",
    ],
)
def test_what_is_over_and_what_names_no_time_is_not(text: str) -> None:
    assert not looks_ahead(text, WRITTEN)


@pytest.mark.parametrize("text", ["Wij melden dit elk kwartaal.", "Twee keer per jaar ontvangt u de cijfers."])
def test_what_comes_again_is_seen(text: str) -> None:
    assert comes_again(text)
    assert not comes_again("Wij melden dit in het kwartaalgesprek.")


@pytest.mark.parametrize(
    ("text", "ahead"),
    [
        ("Dat zijn er minder dan in juni, maar nog altijd te veel.", False),
        ("De wachttijd is langer dan in september.", False),
        ("Wij komen hier dan in juni op terug.", True),
        ("Het plan komt niet later dan in juni.", True),
    ],
)
def test_a_time_that_something_is_compared_with_is_not_to_come(text: str, ahead: bool) -> None:
    assert looks_ahead(without_comparisons(text), WRITTEN) is ahead
