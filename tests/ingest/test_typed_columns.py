"""Columns that were typed with spaces: heads of letters and tables in text files."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.layout.pages import lay_out, plain_pages
from ingest.letterhead.letterhead import Letterhead, letterhead
from kb.model import BlockKind, DocumentKind

BODY = "\n\nWij danken u voor uw advies. Hieronder leest u onze reactie.\n\nHoogachtend,\nhet college van Veenoord\n"


def head(text: str) -> Letterhead:
    return letterhead(lay_out(plain_pages(text)), "brief.txt")


def rows(text: str) -> list[tuple[str, ...]]:
    blocks = (block for page in lay_out(plain_pages(text)) for block in page.blocks)
    return [tuple(block.text.split(" | ")) for block in blocks if block.kind is BlockKind.TABLE_ROW]


def test_a_date_at_the_right_of_a_reference_is_the_day_of_the_letter() -> None:
    found = head(
        "GEMEENTE VEENOORD                                Bestuurssecretariaat\n\n"
        "Rekenkamer Veenoord\nT.a.v. mevrouw C. Loon\n\n"
        "Kenmerk: 31.0417                                 Veenoord, 21 september 2031\n\n"
        f"Onderwerp: reactie op uw rapport\n\nGeachte mevrouw Loon,{BODY}"
    )
    assert (found.date, found.our_reference) == (date(2031, 9, 21), "31.0417")
    assert found.authorities == ("Gemeente Veenoord",)


def test_an_address_with_a_contact_beside_it_is_read_by_itself() -> None:
    found = head(
        "PROVINCIE VEENLAND\nGedeputeerde Staten\n\n"
        "College van burgemeester en wethouders              Contact\n"
        "van de gemeente Veenoord                            O. Blauw\n"
        "Postbus 5                                           T (0111) 63 00 00\n"
        "4330 AA VEENOORD                                    blauw@veenland.example\n\n"
        f"Onderwerp: toezicht\nVeenstad, 7 juli 2031\n\nGeacht college,{BODY}"
    )
    assert found.addressee == "College van burgemeester en wethouders van Veenoord"


def test_fields_whose_values_stand_in_line_are_read_apart() -> None:
    found = head(
        "Adviseur Ruimtelijke Kwaliteit\n\n"
        "aan       Gedeputeerde Staten van Veenland\nvan       ir. M. Dijk\ndatum     3 september 2031\n"
        f"nummer    ARK 31-07\nbetreft   zonneparken in het buitengebied\n\nGeacht college,{BODY}"
    )
    assert (found.subject, found.date) == ("zonneparken in het buitengebied", date(2031, 9, 3))


def test_a_cell_of_a_typed_table_goes_on_in_the_next_lines() -> None:
    text = (
        "Geacht bestuur,\n\nHieronder vindt u onze reactie op elk punt.\n\n"
        "Verbeterpunt           Reactie college\n"
        "---------------------  ------------------------------------------------\n"
        "a. Achterstand         Het plan is bijgevoegd. Ons college stelt het\n"
        "                       vast op 18 oktober.\n\n"
        "b. Archief             Eind dit jaar is niet haalbaar.\n\n"
        "Wij vertrouwen erop u hiermee voldoende te hebben geïnformeerd.\n"
    )
    assert rows(text) == [
        ("Verbeterpunt", "Reactie college"),
        ("a. Achterstand", "Het plan is bijgevoegd. Ons college stelt het vast op 18 oktober."),
        ("b. Archief", "Eind dit jaar is niet haalbaar."),
    ]


def test_a_typed_table_without_white_lines_has_a_row_for_each_first_cell() -> None:
    text = (
        "Punt      Reactie\n------    --------------\nLampen    Die hangen er\n          sinds mei.\nBanken    Nee.\n"
    )
    assert rows(text)[1:] == [("Lampen", "Die hangen er sinds mei."), ("Banken", "Nee.")]


def test_titles_far_apart_make_a_table_also_without_dashes() -> None:
    text = (
        "Geachte raad,\n\nIn de tabel staat wat er gebeurde.\n\n"
        "Zaak    Wat adviseerden wij?             Wat deed de gemeente?\n\n"
        "31-07   Bevestig elke melding openbare   De app verstuurt sinds mei een\n"
        "        ruimte binnen twee dagen.        bevestiging.\n\n"
        "31-11   Laat een leidinggevende nooit    Het college blijft bij zijn\n"
        "        zelf horen.                      werkwijze.\n\n"
        "3.2 Nieuwe aanbevelingen\n\n"
        "In 2031 behandelde de commissie zeventien klachten, waarvan er zes gegrond waren.\n"
    )
    assert rows(text) == [
        ("Zaak", "Wat adviseerden wij?", "Wat deed de gemeente?"),
        (
            "31-07", "Bevestig elke melding openbare ruimte binnen twee dagen.",
            "De app verstuurt sinds mei een bevestiging.",
        ),
        ("31-11", "Laat een leidinggevende nooit zelf horen.", "Het college blijft bij zijn werkwijze."),
    ]  # fmt: skip


def test_fields_of_which_the_value_goes_on_are_no_table() -> None:
    text = (
        "2 Opmerkingen\n\nRespondent   SW, VvW\nOpmerking    De termijn om een meter te\n"
        "             vervangen is te kort.\nReactie      Levering kost tijd.\n\n"
        "Respondent   BB\nOpmerking    BB verzoekt de raming te\n             verlagen.\nReactie      Nee.\n"
    )
    assert rows(text) == []


def test_names_beside_each_other_make_no_table() -> None:
    signed = "Hoogachtend,\n\nDe secretaris            De burgemeester\n\nK. Rotgans               L. de Kam\n"
    assert rows(signed) == []


def test_a_line_of_dashes_that_is_only_a_rule_makes_no_table() -> None:
    assert rows("Nieuwsbrief\n-----------------\nDe zomer begint.\n") == []


def test_a_hanging_list_and_a_justified_line_keep_their_words_together() -> None:
    text = "1.  De  gemeente  plaatst\n    lampen in het park.\n2.  De  provincie  betaalt\n    de helft.\n"
    said = " ".join(block.text for page in lay_out(plain_pages(text)) for block in page.blocks)
    assert "De gemeente plaatst lampen in het park." in " ".join(said.split())


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("Gemeente Veenoord\n\n                         MOTIE\n\nNummer:   M 31-18", DocumentKind.MOTION),
        ("Statencommissie Ruimte\nSamenvattend verslag van de vergadering van 23 juni 2031", DocumentKind.MINUTES),
        (
            "Gemeente Veenoord                     Verslag raadsvergadering 25-11-2031\n\n"
            "De heer Os: Mijn fractie is blij met de vrijstelling die het college voor medisch afval heeft opgenomen, "
            "en dient een motie in.\n\nMotie M2, ingediend door Senioren Veenoord",
            DocumentKind.MINUTES,
        ),
        (
            "Home > Nieuws > Advies\n\nWat doen we met het advies van de jongerenraad?\n\nGeplaatst op 21 maart 2031",
            DocumentKind.RESPONSE_LETTER,
        ),
    ],
)
def test_what_a_paper_calls_itself_at_its_top(opening: str, kind: DocumentKind) -> None:
    assert head(f"{opening}\n\nDe raad besprak de lampen in het park en nam daarover een besluit.").kind is kind


def test_a_field_that_names_who_wrote_a_report_makes_no_minutes() -> None:
    fields = ("Advies nr.", "Vergadering", "Plan", "Planfase", "Opdrachtgever", "Architect", "Landschap", "Aanwezig")
    rows_of = "\n".join(f"{name:18}Bureau Loon" for name in fields)
    found = head(f"KWALITEITSTEAM HAVEN VEENOORD\n\n{rows_of}\n{'Verslag':18}gemeente Veenoord, team Ruimte{BODY}")
    assert found.kind is not DocumentKind.MINUTES


def test_one_authority_that_asks_another_for_its_reaction_advises() -> None:
    supervises = (
        "PROVINCIE VEENLAND\nGedeputeerde Staten\n\nCollege van burgemeester en wethouders van Veenoord\n\n"
        "Onderwerp: archief\n\nGeacht college,\n\nU dient vóór 1 november een plan vast te stellen.\n\n{}\n\n"
        "Hoogachtend,\nGedeputeerde Staten van Veenland"
    )
    assert head(supervises.format("Wij vernemen graag vóór 1 oktober uw reactie.")).kind is DocumentKind.ADVICE
    assert head(supervises.format("Wij hebben uw brief van 3 mei gelezen.")).kind is DocumentKind.RESPONSE_LETTER


@pytest.mark.parametrize("told", ["Dank voor uw vragen.", "De Rekenkamer onderzocht de inhuur. " * 11 + "De gemeente"])
def test_no_authority_is_called_after_the_word_that_begins_the_next_paragraph(told: str) -> None:
    found = head(
        "REKENKAMER VEENOORD\n\nAan de leden van de gemeenteraad\n\n5 oktober 2031\nBetreft: inhuur\n\n"
        "Geachte raad,\n\n"
        f"{told}\n\nMet vriendelijke groet,\n\nCorrie Loon\nvoorzitter Rekenkamer Veenoord"
    )
    assert found.authorities == ()
