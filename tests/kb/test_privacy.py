"""Residents' data: what is found of each kind, who stays visible, and that one person keeps one number."""

from __future__ import annotations

import pytest

from bench.privacy.__main__ import HERE, measured
from kb.model import Correction
from kb.privacy.hiding import Kind, hiding
from kb.privacy.persons import persons
from tests.kb.correcting import AT


def shown(text: str) -> str:
    return hiding(text).mask(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wij spraken met mevrouw De Vries.", "Wij spraken met mevrouw [persoon 1]."),
        ("Namens de buurt: J.W. van den Berg", "Namens de buurt: [persoon 1]"),
        ("Gesproken met mevrouw Karin de Boer over hulp.", "Gesproken met mevrouw [persoon 1] over hulp."),
        ("Naam: mevrouw Bakker Telefoon: geen", "Naam: mevrouw [persoon 1] Telefoon: geen"),
        ("Zijn advocaat, mr. Van Dorsten, schreef.", "Zijn advocaat, mr. [persoon 1], schreef."),
        ("DE HEER J. DE VRIES kwam; later J. de Vries.", "DE HEER [persoon 1] kwam; later [persoon 1]."),
        ("Ook Karin van Dijk en Bert-Jan Nieuwenhuis wachten.", "Ook [persoon 1] en [persoon 2] wachten."),
        ("Namens 84 bewoners,\n\nGerrie Wessels\nH. Oosterveld", "Namens 84 bewoners,\n\n[persoon 1]\n[persoon 2]"),
        ("Toen belde Karin Veenstra opnieuw.", "Toen belde [persoon 1] opnieuw."),
        ("Haar zoon Yassin wacht nog.", "Haar zoon [persoon 1] wacht nog."),
        ("Zij woont op Lindengracht 203 B in het dorp.", "Zij woont op [adres] in het dorp."),
        ("Zij woont aan de Molenweg 4, 8391 XM Waterstad.", "Zij woont aan de [adres], [adres]."),
        ("\nPlein 1945 nr. 6\n8391 XM Waterstad\n", "\n[adres]\n[adres]\n"),
        ("Bel 06 - 1234 5678 of (0516) 56 78 90.", "Bel [telefoonnummer] of [telefoonnummer]."),
        ("Bel +31 6 87654321.", "Bel [telefoonnummer]."),
        ("Mail naar jw.devries@post.example.", "Mail naar [e-mailadres]."),
        ("Stort op NL91 ABNA 0417 1643 00.", "Stort op [rekeningnummer]."),
        ("Mijn nummer is 111222333.", "Mijn nummer is [BSN]."),
        ("Burgerservicenummer 111222334 klopt niet.", "Burgerservicenummer [BSN] klopt niet."),
    ],
)
def test_each_kind_is_hidden(text: str, expected: str) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Wethouder Bos zegt toe dat hij terugkomt.",
        "Aanwezig: de heer J. Kramer (voorzitter), mevrouw N. Yilmaz (D66)",
        "Met vriendelijke groet,\nnamens de Adviesraad Sociaal Domein,\nE. van Dam, voorzitter",
        "de secretaris,            de burgemeester,\ndrs. H. Kuipers           mr. A.B. Zijlstra",
        "De minister van Justitie en Veiligheid, D. Molenkamp",
        "Aan het college\nt.a.v. wethouder M. Hoogland\nPostbus 40\n8390 AA Waterstad\n\nGeachte mevrouw Hoogland,",
        "Gemeente Waterstad\nRaadhuisplein 1\n8390 AA Waterstad",
        "Mail naar info@waterstad.example of bel 0900 1234567.",
        "In de Marktstraat gelden 30 kilometer en 12 plaatsen; zie artikel 3 en vraag 2.",
        "Antwoord 3\nZie het besluit van 12 mei 2021, bijlage 4, nummer 2025 0041.",
        "B. Omdat de termijn voorbij is, gaat het college door.",
        "Het krediet is 111.222.333 euro.",
        "Voorzitter: mr. F. Lindeboom; leden: drs. G. Tan en S. Mulder; secretaris: E. Wiegers",
        "Hij werkt bij Albert Heijn in de Vincent van Goghstraat.",
        "GroenLinks en het CDA steunen de Burgemeester Falkenaweg.",
    ],
)
def test_offices_bodies_and_numbers_of_another_kind_stay(text: str) -> None:
    assert shown(text) == text


def test_who_holds_an_office_stays_visible_when_the_office_is_not_named_again() -> None:
    text = "Wethouder K. Bos opent. Later zegt mevrouw Bos dat zij terugkomt. De heer Wouda knikt."
    assert shown(text) == text.replace("Wouda", "[persoon 1]")


def test_the_same_person_has_the_same_number_and_another_another() -> None:
    text = (
        "J. de Vries schreef ons. Mevrouw De Vries belde ook. Haar buurman, de heer Wouda, wacht. De heer Wouda belt."
    )
    assert shown(text) == (
        "[persoon 1] schreef ons. Mevrouw [persoon 1] belde ook. Haar buurman, de heer [persoon 2], wacht. "
        "De heer [persoon 2] belt."
    )


def test_two_of_one_family_are_two_persons() -> None:
    assert len(persons("Hendrik de Vries en Geertje de Vries wonen hier.")) == 2


def test_an_alderman_stays_visible_when_only_his_surname_was_named() -> None:
    text = "Wethouder Van Rijn bedankt iedereen. De heer Van Rijn zegt dat toe."
    assert shown(text) == text


def test_a_resident_with_the_name_of_an_alderman_does_not_hide_the_alderman() -> None:
    text = "P. Groen vroeg het. Wethouder Groen antwoordde."
    assert "Wethouder Groen" in shown(text)


def test_a_name_over_two_lines_is_one() -> None:
    text = "Wij spraken met Karin\nVeenstra over haar zoon."
    found = hiding(text, "Wij spraken met Karin Veenstra over haar zoon.")
    assert found.mask(text) == "Wij spraken met [persoon 1] over haar zoon."


def test_a_person_shows_after_all_and_hides_too() -> None:
    text = "Karin Veenstra vertelt: Karin werkt bij Bakkerij Zonneveld."
    said = (Correction("d", "Karin Veenstra", False, "Bo", AT), Correction("d", "Bakkerij Zonneveld", True, "Bo", AT))
    found = hiding(text, corrections=said)
    assert found.mask(text) == "Karin Veenstra vertelt: Karin werkt bij [verborgen 1]."
    assert [(one.label, one.shown) for one in found.items] == [("[persoon 1]", True), ("[verborgen 1]", False)]
    again = hiding(text, corrections=(*said, Correction("d", "[persoon 1]", True, "Bo", AT)))
    assert "Karin" not in again.mask(text)


def test_a_label_is_not_hidden_again() -> None:
    text = "Mevrouw De Vries, Lindengracht 203, 06-12345678."
    assert hiding(text).mask(shown(text)) == shown(text)


def test_the_letters_with_marked_truth_are_no_worse_than_the_readme_says() -> None:
    names = ("letters.txt", "first_sight.txt", "second_sight.txt")
    counts = [each for name in names for each in measured(HERE / name, misses=False).values()]
    assert sum(each["missed"] for each in counts) == 0
    assert sum(each["wrong"] for each in counts) <= 1, "a member of the council who is named without party or office"
    assert {str(kind) for kind in Kind} >= {"persoon", "adres", "telefoonnummer", "e-mailadres", "BSN"}
