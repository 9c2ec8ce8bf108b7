"""Who writes to whom, and what that makes of a paper, where no field says so."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.layout.pages import lay_out, plain_pages
from ingest.letterhead.letterhead import Letterhead, letterhead
from kb.letters.parties import same_body
from kb.model import DocumentKind


def read(text: str) -> Letterhead:
    return letterhead(lay_out(plain_pages(text)), "stuk.txt")


def letter(top: str, closing: str, salutation: str = "Geachte heer Smit,") -> Letterhead:
    body = "In deze brief leest u wat er met de veerstoep gebeurt en wanneer dat is."
    return read(f"{top}\n\n{salutation}\n\n{body}\n\n{closing}\n")


@pytest.mark.parametrize(
    ("top", "closing", "sender"),
    [
        (
            "PROVINCIE OOSTERVEEN",
            "Gedeputeerde Staten van Oosterveen,\nA. Visser, voorzitter",
            "Gedeputeerde Staten van Oosterveen",
        ),
        (
            "Waterschap De Drie Sluizen",
            "Hoogachtend,\nhet dagelijks bestuur,\nmr. A. Visser, dijkgraaf",
            "Dagelijks bestuur van Waterschap De Drie Sluizen",
        ),
        (
            "Gemeente Veenoord",
            "Burgemeester en wethouders van Veenoord,\nde secretaris, de burgemeester,\nmr. A. Visser, B. Groen",
            "College van burgemeester en wethouders van Veenoord",
        ),
        ("3 mei 2031", "Groetjes van\nSanne de Boer\nwethouder jeugd", "Wethouder Sanne de Boer"),
        (
            "Cliëntenraad Werk en Zorg Veenoord\n3 mei 2031",
            "Met strijdbare groet,\nnamens de cliëntenraad,\nA. Visser",
            "Cliëntenraad Werk en Zorg Veenoord",
        ),
        ("3 mei 2031", "Met de meeste hoogachting,\nnamens de klankbordgroep,\nA. Visser", "Klankbordgroep"),
    ],
)
def test_who_signs_is_named_in_full(top: str, closing: str, sender: str) -> None:
    assert letter(top, closing).sender == sender


@pytest.mark.parametrize(
    ("first", "sender"),
    [
        (
            "Als cliëntenraad van de gemeente Veenoord vragen wij aandacht voor de wachttijd.",
            "Cliëntenraad van de gemeente Veenoord",
        ),
        ("Wij, de dorpsraad van Veenoord, maken ons zorgen over de brug.", "Dorpsraad van Veenoord"),
        ("De dorpsraad van Veenoord maakt zich zorgen, schreef de krant.", None),
    ],
)
def test_a_letter_without_letterhead_says_as_whom_it_speaks(first: str, sender: str | None) -> None:
    assert read(f"Geacht college,\n\n{first}\n\nMet vriendelijke groet,\nA. Visser\n").sender == sender


def test_a_title_says_whose_advice_it_is() -> None:
    head = read("Advies van de bezwaarschriftencommissie Veenoord\n\nDatum 3 mei 2031\n\nIk adviseer u het volgende.\n")
    assert (head.sender, head.kind) == ("Bezwaarschriftencommissie Veenoord", DocumentKind.ADVICE)


def test_a_report_says_below_its_title_whose_it_is() -> None:
    head = read(
        "Samen droog\n\nEindrapport van het burgerberaad Veenoord\n\nWij zijn 40 inwoners.\n\nOnze voorstellen\n\n"
        "Voorstel 1. Plant meer bomen in de straten.\n"
    )
    assert (head.sender, head.kind) == ("Burgerberaad Veenoord", DocumentKind.ADVICE)


@pytest.mark.parametrize(
    ("line", "addressee"),
    [
        (
            "Aan burgemeester en wethouders\nder gemeente Veenoord",
            "College van burgemeester en wethouders van Veenoord",
        ),
        ("Aan de burgemeester van Veenoord, mevrouw A. Smit", "Burgemeester van Veenoord"),
        (
            "Aan het dagelijks bestuur van Waterschap De Drie Sluizen",
            "Dagelijks bestuur van Waterschap De Drie Sluizen",
        ),
        ("Aan het bestuur van de Stichting Veerstoep Veenoord", "Stichting Veerstoep Veenoord"),
        ("Aan het algemeen bestuur van de bestuurscommissie", "Algemeen bestuur van de bestuurscommissie"),
    ],
)
def test_to_whom_it_goes_stands_behind_aan(line: str, addressee: str) -> None:
    assert (
        letter(f"Platform Toegankelijk Veenoord\n\n{line}\n3 mei 2031", "Hoogachtend,\nA. Visser").addressee
        == addressee
    )


@pytest.mark.parametrize(
    ("salutation", "addressee"),
    [
        ("Beste Noor, Sem en alle andere leden van de kinderraad,", "Kinderraad"),
        ("Geachte leden van Provinciale Staten,", "Provinciale Staten"),
        ("Geachte raadsleden,", "Gemeenteraad"),
        ("Beste wethouder Smit,", "Wethouder Smit"),
        ("Geachte heer Smit,", None),
    ],
)
def test_else_whom_the_salutation_names(salutation: str, addressee: str | None) -> None:
    assert letter("3 mei 2031", "Hoogachtend,\nA. Visser", salutation).addressee == addressee


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "PLATFORM TOEGANKELIJK VEENOORD\n\nAan de burgemeester van Veenoord\n3 mei 2031\n\nGeachte mevrouw,\n\n"
            "Leg bij het stemlokaal een helling.\n\nA. Visser, secretaris",
            DocumentKind.ADVICE,
        ),
        (
            "Vereniging Veenoord Beweegt\n\nAan de gemeente Veenoord\n3 mei 2031\n\nGeacht college,\n\n"
            "Waarom is de veerpont gesloten, en tot wanneer?\n\nA. Visser, secretaris",
            DocumentKind.OTHER,
        ),
        (
            "Beste leden van de jongerenraad,\n\nIk heb jullie brief gelezen. De lampen hangen er.\n\nGroet van\n"
            "Sanne de Boer\nwethouder jeugd",
            DocumentKind.RESPONSE_LETTER,
        ),
        (
            "Geacht Aanjaagteam,\n\nBedankt voor uw brief van 3 mei 2031. Wij zijn blij met uw vragen.",
            DocumentKind.RESPONSE_LETTER,
        ),
        (
            "Geacht college,\n\nWij hebben uw antwoord op onze brief gelezen en delen uw mening niet.\n\nA. Visser",
            DocumentKind.OTHER,
        ),
        (
            "PROVINCIE VEEN\n\nSTATENBRIEF\n\nOnderwerp: Reactie op advies Een bus voor allen\nDatum: 3 mei 2031\n\n"
            "Aan Provinciale Staten\n\nDe Raad heeft een goed advies geschreven.\n\nGedeputeerde Staten van Veen",
            DocumentKind.COUNCIL_LETTER,
        ),
        ("Jaarverslag Wijkraad Veenoord 2031\n\nDe wijkraad kwam negen keer bijeen.", DocumentKind.OTHER),
        (
            "Gemeente Veenoord\n\nRAADSBESLUIT\n\nDe raad van de gemeente Veenoord,\n"
            "gelezen het rapport Een brug te ver van de Rekenkamer;\n\nbesluit:\n\nde aanbevelingen over te nemen.",
            DocumentKind.OTHER,
        ),
        (
            "Gemeenteraad Veenoord\n\nRaadsbesluit RB 31.061\n\nDe raad van de gemeente Veenoord;\n\nbesluit:\n\n"
            "1. de aanbevelingen over te nemen.\n\nMotie Meten is weten (aangenomen)\n\nverzoekt het college te meten.",
            DocumentKind.OTHER,
        ),
        (
            "Vragen en antwoorden over het advies Warme huizen\n\nGepubliceerd op 3 mei 2031\n\nKomt er een fonds?\n\n"
            "Ja, van 80.000 euro.",
            DocumentKind.RESPONSE_LETTER,
        ),
        (
            "Reactie op advies 'Molens met een verhaal'\n\nDagelijks bestuur Waterschap De Drie Sluizen\n"
            "Presentatie, 3 mei 2031\nA. Visser, heemraad\n\nWaarden en registratie\n\nHet veld is toegevoegd.",
            DocumentKind.RESPONSE_LETTER,
        ),
        (
            "Raad van Nieuwkomers Veenoord\n\n3 mei 2031\n\nAdvies over het plan inburgering\n\nGeachte wethouder,\n\n"
            "Wij adviseren u lessen in de avond te geven.\n\nnamens de Raad van Nieuwkomers,\nA. Visser",
            DocumentKind.ADVICE,
        ),
        (
            "Gemeente Veenoord\n\nAdviesgroep Bomen\n\n3 mei 2031\n\nOnderwerp: voortgang bomenbeleid\n\n"
            "Geachte leden,\n\nIn maart heeft u ons gevraagd wat er met uw advies gebeurt.\n\n"
            "Burgemeester en wethouders van Veenoord",
            DocumentKind.RESPONSE_LETTER,
        ),
        (
            "Waterschap De Drie Sluizen\n\nNota van antwoord peilbesluit\n\n3 mei 2031\n\nKlankbordgroep\n\n"
            "De klankbordgroep vraagt een hoger peil. Dat nemen wij over.",
            DocumentKind.RESPONSE_LETTER,
        ),
    ],
)
def test_who_writes_to_whom_makes_the_kind(text: str, kind: DocumentKind) -> None:
    assert read(text).kind is kind


def test_a_decision_of_the_council_is_of_the_council() -> None:
    head = read("RAADSBESLUIT\n\nDe raad van de gemeente Veenoord,\n\nbesluit:\n\nhet plan vast te stellen.\n")
    assert head.sender == "Gemeenteraad Veenoord"


def test_minutes_are_not_of_who_took_part() -> None:
    head = read(
        "Dorpsraad Veenoord\n\nVerslag overleg gemeente Veenoord en dorpsraad, 3 mei 2031\n\nDe gemeente meldt "
        "dat de brug op tijd klaar is.\n\nNamens de dorpsraad,\nA. Visser\n"
    )
    assert (head.kind, head.sender) == (DocumentKind.MINUTES, "Gemeenteraad Veenoord")


@pytest.mark.parametrize(
    ("top", "day", "ours", "yours"),
    [
        (
            "Uw kenmerk   Uw brief van   Ons kenmerk   Datum\nMC 31/12   8 april 2031   R.O.V. 3102   3 mei 2031",
            date(2031, 5, 3),
            "R.O.V. 3102",
            "MC 31/12",
        ),
        ("30 november 2031, PRV 2031-9", date(2031, 11, 30), "PRV 2031-9", None),
        ("Gemeente Veenoord      RB 31-006\n3 mei 2031", date(2031, 5, 3), "RB 31-006", None),
        ("MOTIE M-2031-14   De laatste trein\n3 mei 2031", date(2031, 5, 3), None, None),
        ("MOTIE De laatste trein\nNummer: M-2031-14\n3 mei 2031", date(2031, 5, 3), None, None),
        ("MOTIE De laatste trein\nZaaknummer: Z31-014\n3 mei 2031", date(2031, 5, 3), "Z31-014", None),
        ("Statenbrief 2031-009.870\n3 mei 2031", date(2031, 5, 3), "2031-009.870", None),
        ("Afdoening motie M-2031-14\n3 mei 2031", date(2031, 5, 3), None, None),
        ("Zaak DB-2031-0611\n3 mei 2031", date(2031, 5, 3), "DB-2031-0611", None),
        ("Lijst van toezeggingen, stand 3 mei 2031", date(2031, 5, 3), None, None),
        ("Overzicht toezeggingen, bijgewerkt tot en met 3 mei 2031", date(2031, 5, 3), None, None),
        ("Motie over 20 banken\n3 mei 2031", date(2031, 5, 3), None, None),
    ],
)
def test_dates_and_references_where_no_field_holds_them(
    top: str, day: date, ours: str | None, yours: str | None
) -> None:
    head = read(f"{top}\n\nGeachte leden,\n\nHierbij ontvangt u dit stuk over de veerstoep.\n")
    assert (head.date, head.our_reference, head.your_reference) == (day, ours, yours)


def test_the_fields_of_a_table_row_stand_beside_each_other() -> None:
    row = "Verzonden | 3 mei 2031 | Zaaknummer | Z31-004417\nOnderwerp | Reactie op advies | Bijlagen | 1"
    head = read(f"{row}\n\nGeachte leden,\n\nDank voor uw advies.\n")
    assert (head.date, head.our_reference, head.subject) == (date(2031, 5, 3), "Z31-004417", "Reactie op advies")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Jongerenraad\n3 mei 2031\n\nWat wij graag willen\n\nBeste wethouder,\n\nMeer licht.", "Wat wij graag willen"),
        ("Rekenkamer Veenoord\n\nWie werkt hier nog?\n\n3 mei 2031\n\nInhuur stijgt.", "Wie werkt hier nog?"),
        ("Jongerenraad Veenoord\nPostbus 3 Veenoord\n3 mei 2031\n\nBeste wethouder,\n\nMeer licht.", "stuk"),
    ],
)  # fmt: skip
def test_a_title_without_a_word_that_says_so(text: str, title: str) -> None:
    assert read(text).title == title


def test_who_is_named_with_an_office_may_speak_for_the_municipality() -> None:
    assert same_body("Wethouder Sanne de Boer", "Wethouder De Boer") is True
    assert same_body("Wethouder Sanne de Boer", "Gemeente Veenoord") is True
    assert same_body("Wethouder Sanne de Boer", "Wethouder Smit") is False
    assert same_body("Wethouder Sanne de Boer", "Jongerenraad Veenoord") is False


def test_who_signs_stands_above_who_does_so_for_them() -> None:
    closing = "Hoogachtend,\nburgemeester en wethouders van Veenoord,\nnamens dezen,\nA. Visser, teamleider"
    assert letter("Gemeente Veenoord", closing).sender == "College van burgemeester en wethouders van Veenoord"


def test_a_body_with_which_a_line_of_text_begins_does_not_write() -> None:
    head = read("Bureau Visser – Duiding meldapp\n\nAutoriteit Persoonsgegevens vindt dat anders dan het bureau\n")
    assert head.sender is None


def test_advice_and_reaction_that_were_printed_together_are_of_the_adviser() -> None:
    head = read(
        "Landdag\n\nHieronder zijn opgenomen het advies van de Raad van Toezicht d.d. 3 mei 2031 en het nader rapport "
        "d.d. 1 juni 2031, aangeboden aan de Regent.\n"
    )
    assert (head.sender, head.kind) == ("Raad van Toezicht", DocumentKind.ADVICE)
    signed = letter(
        "3 juni 2031\n\nHieronder is het advies van de Raad van Toezicht", "De minister van Verkeer,\nA. Visser"
    )
    assert (signed.sender, signed.kind) == ("Minister van Verkeer", DocumentKind.ADVICE)


def test_the_motion_that_a_letter_settles_is_answered() -> None:
    head = read("Afdoening motie M-2031-14 De laatste trein\n\n3 juni 2031\n\nGeachte leden,\n\nDe trein rijdt weer.\n")
    assert (head.our_reference, head.answers) == (None, ("M-2031-14",))


def test_a_list_of_the_office_of_the_council_keeps_its_sender() -> None:
    head = read(
        "Griffie gemeente Veenoord\n\nLijst van toezeggingen, stand 3 mei 2031\n\nDe gemeente Veenoord bouwt.\n"
    )
    assert (head.kind, head.sender) == (DocumentKind.COMMITMENT_LIST, "Griffie gemeente Veenoord")


def test_who_greets_the_college_is_not_the_municipality_below_the_title() -> None:
    title = "Managementletter 2030\n\nGemeente Rietmeer\n\nVan Elst Accountants\n\n1 december 2030"
    text = "Hierbij ontvangt u onze bevindingen. Wij adviseren u een inkoopregister in te voeren."
    greeted = read(f"{title}\n\nGeacht college,\n\n{text}")
    assert greeted.sender is None
    assert greeted.kind is DocumentKind.ADVICE
    assert read(f"{title}\n\nGeachte heer Visser,\n\n{text}").sender == "Gemeente Rietmeer"


def test_behind_the_names_of_those_who_are_answered_stand_their_letters() -> None:
    head = read(
        "Gemeente Veenoord\n\nCliëntenraad Wmo (CRW 31-11 van 3 juni 2031)\nSeniorenraad (28 mei 2031)\n"
        "Platform Onbeperkt (PO/2031/6 van 10 juni 2031)\n\nDatum: 17 september 2031\n\nGeachte leden,\n\n"
        "U heeft ons ieder afzonderlijk geadviseerd.\n"
    )
    assert head.addressee == "Cliëntenraad Wmo; Seniorenraad; Platform Onbeperkt"
    assert set(head.answers) == {"CRW 31-11", "PO/2031/6", "2031-06-03", "2031-05-28", "2031-06-10"}


def test_a_note_of_answers_names_the_letters_in_its_headings() -> None:
    head = read(
        "Nota van beantwoording zienswijzen\n\nGemeente Veenoord\n\n"
        "Vastgesteld door burgemeester en wethouders op 11 november 2031\n\n"
        "2. Zienswijze 1: Huurdersvereniging De Sleutel (ontvangen 8 oktober 2031, kenmerk HV31-031)\n\n"
        "Indiener vraagt om een fonds.\n\nReactie gemeente:\n\nEr is geen geld.\n"
    )
    assert (head.date, head.answers) == (date(2031, 11, 11), ("HV31-031", "2031-10-08"))


def test_a_village_that_looks_after_its_interests_is_a_body() -> None:
    head = read(
        "Dorpsbelangen Veenoord\n\nAan de gemeente Waterstad\n\n3 mei 2031\n\nGeachte heer,\n\nEr is veel verkeer.\n"
    )
    assert head.sender == "Dorpsbelangen Veenoord"
