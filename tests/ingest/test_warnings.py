"""What reading a letter warns of."""

from __future__ import annotations

from ingest.reading import read_file
from kb.settings import Limits


def test_a_bsn_is_warned_of_with_its_place_and_without_the_number() -> None:
    letter = "Geacht college,\n\nMijn burgerservicenummer is 111222333.\n\nIk wacht al een jaar op hulp.\n"
    (warning,) = read_file("brief.txt", letter.encode(), Limits()).warnings
    assert warning == ("Hierin staat mogelijk een burgerservicenummer (alinea 2): ga na of u dit document mag bewaren.")


def test_a_number_that_fails_the_eleven_test_is_not_warned_of() -> None:
    letter = "Geacht college,\n\nMijn zaaknummer is 123456789.\n"
    assert read_file("brief.txt", letter.encode(), Limits()).warnings == ()
