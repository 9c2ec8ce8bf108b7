"""What a document says about itself, in letters and lists of a place that does not exist."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.layout.pages import lay_out, plain_pages
from ingest.letterhead.letterhead import Letterhead, letterhead
from kb.model import DocumentKind
from kb.text.dates import parse_date

ANSWER = """
Adviesraad Sociaal Domein Veenoord
De heer P. Terpstra
Dorpsstraat 1
1234 AB Veenoord

Uw advies over de wachttijden

Geachte heer Terpstra,

Met belangstelling hebben wij kennisgenomen van uw advies van 3 maart 2031 over de wachttijden in de jeugdhulp.

Datum

6 mei 2031

Uw brief van/kenmerk

V-2031-7

Ons kenmerk

Z31-004411

Hoogachtend,

burgemeester en wethouders van Veenoord,
"""
ADVICE = """
Aan het college van burgemeester en wethouders
van de gemeente Veenoord

Betreft Ongevraagd advies over de wachttijden
Datum 3 maart 2031

Geacht college,

Wij vragen uw aandacht voor de wachttijden in de jeugdhulp, die inmiddels zijn opgelopen tot elf weken.

Met vriendelijke groet,
namens de Adviesraad Sociaal Domein Veenoord,
"""


def read(text: str, name: str = "brief.txt") -> Letterhead:
    return letterhead(lay_out(plain_pages(text)), name)


def test_an_answering_letter() -> None:
    head = read(ANSWER)
    assert head.kind is DocumentKind.RESPONSE_LETTER
    assert head.title == "Uw advies over de wachttijden"
    assert head.sender == "College van burgemeester en wethouders van Veenoord"
    assert head.addressee == "Adviesraad Sociaal Domein Veenoord"
    assert head.date == date(2031, 5, 6)
    assert head.our_reference == "Z31-004411"
    assert head.your_reference == "V-2031-7"
    assert head.answers == ("V-2031-7", "2031-03-03")


def test_an_advice() -> None:
    head = read(ADVICE)
    assert head.kind is DocumentKind.ADVICE
    assert head.subject == head.title == "Ongevraagd advies over de wachttijden"
    assert head.sender == "Adviesraad Sociaal Domein Veenoord"
    assert head.addressee == "College van burgemeester en wethouders van Veenoord"
    assert head.date == date(2031, 3, 3)
    assert (head.our_reference, head.your_reference, head.answers) == (None, None, ())


def test_an_empty_field_stays_empty() -> None:
    assert read(ANSWER.replace("Z31-004411\n\n", "")).our_reference is None


def test_what_stands_in_a_sentence_is_no_field() -> None:
    text = "Geacht college,\n\nOns kenmerk is dat wij zelf nadenken, en het besluit onder kenmerk AB-12 steunen wij."
    assert read(text).our_reference is None


def test_a_page_count_is_no_reference() -> None:
    assert read("Ons kenmerk\n\n2/3\n\nGeacht college,").our_reference is None


def test_nothing_is_invented_for_a_text_without_a_head() -> None:
    head = read("De wachttijd is te lang, en dat weten wij allemaal.", "stuk_over_wachttijden.txt")
    assert head == Letterhead(title="stuk over wachttijden")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("Veenoord, 1 december 2030", date(2030, 12, 1)),
        ("06 augustus 2030", date(2030, 8, 6)),
        ("1-12-2030", date(2030, 12, 1)),
        ("2030-12-01", date(2030, 12, 1)),
        ("d.d. 3 mrt. 2031", date(2031, 3, 3)),
        ("l december 2030", date(2030, 12, 1)),
        ("2O mei 2031", date(2031, 5, 20)),
        ("12-03-31", date(2031, 3, 12)),
        ("12 maart '31", date(2031, 3, 12)),
        ("12 MAART 2031", date(2031, 3, 12)),
        ("woensdag 12 maart 2031", date(2031, 3, 12)),
        ("d.d. 12-03-'31", date(2031, 3, 12)),
        ("1ste maart 2031", date(2031, 3, 1)),
        ("1 febr. 2O31", date(2031, 2, 1)),
        ("wo 12 mrt 2031", date(2031, 3, 12)),
        ("12-mrt-2031", date(2031, 3, 12)),
        ("12-mrt-31", date(2031, 3, 12)),
        ("12 – 03 – 2031", date(2031, 3, 12)),
        ("12-mrt-31-a", None),
        ("31.12.31", date(2031, 12, 31)),
        ("artikel 2.3.12", None),
        ("paragraaf 31.12.31.4", None),
        ("06-12-34-56-78", None),
        ("artikel 3.2.10", None),
        ("31 februari 2031", None),
        ("in december 2030", None),
    ],
)
def test_dates_as_people_write_them(words: str, day: date | None) -> None:
    assert parse_date(words) == day


@pytest.mark.parametrize("field", [
    "Datum: d.d. 6 mei 2031", "Dagtekening: 6 mei 2031", "Veenoord, di 6 mei 2031", "Veenoord, den 6e mei 2031",
    "Veenoord, de 6de mei 2031", "Veenoord (6 mei 2031)", "Datum vergadering: 1 april 2031\nDatum brief: 6 mei 2031",
    "Datum vergadering: 6 mei 2031", "Briefdatum: 6 mei 2031", "Datum van deze brief: 6 mei 2031",
    "Datum onze brief: 6-mei-31",
])  # fmt: skip
def test_the_day_of_a_letter_under_other_names(field: str) -> None:
    assert read(f"{field}\n\nGeacht college,\n\nWij schrijven u over de wachttijden.").date == date(2031, 5, 6)


@pytest.mark.parametrize(
    "day",
    ["gedateerd 3 maart jl.", "d.d. 3 maart l.l.", "(3 maart 2031)", "de dato 3 maart 2031", "van maandag 3 maart"],
)
def test_the_letter_that_is_answered_however_its_day_is_named(day: str) -> None:
    assert (
        "2031-03-03" in read(f"6 mei 2031\n\nGeachte raad,\n\nWij reageren op uw advies {day} over het loket.").answers
    )


def test_a_date_after_the_place_is_the_date_of_the_letter() -> None:
    assert read("Veenoord, 6 mei 2031\n\nGeacht college,\n\nWij schrijven u over de wachttijden.").date == date(
        2031, 5, 6
    )


def test_the_meeting_gives_a_decision_list_its_date_and_council() -> None:
    head = read(
        "Besluitenlijst raadsvergadering 29 juni 2031\n\n1. Opening.\nDe raad van de gemeente Veenoord is bijeen."
    )
    assert head.kind is DocumentKind.DECISION_LIST
    assert head.date == date(2031, 6, 29)
    assert head.sender == "Gemeenteraad Veenoord"


def test_answers_of_a_minister_carry_the_date_on_which_they_came_in() -> None:
    head = read(
        "Vragen van het lid Jansen (ABC) over wachttijden (ingezonden 25 oktober 2030).\n\n"
        "Antwoord van Minister Bakker (Jeugd en Gezin) (ontvangen 18 november 2030).\n\nVraag 1\nHoe lang?\n"
    )
    assert head.kind is DocumentKind.ANSWERS
    assert head.sender == "Minister Bakker (Jeugd en Gezin)"
    assert head.date == date(2030, 11, 18)


@pytest.mark.parametrize(
    ("opening", "reference", "answers"),
    [
        (
            "In antwoord op uw brief van 7 september 2030, nr. 2030Z14759, deel ik u het volgende mede.",
            "2030Z14759",
            ("2030Z14759", "2030-09-07"),
        ),
        ("Hierbij reageren wij op uw advies van 10 juli 2030.", None, ("2030-07-10",)),
        (
            "Onze reactie op het ongevraagd advies van de Adviesraad Sociaal Domein van 10 juli 2030 is vertraagd.",
            None,
            ("2030-07-10",),
        ),
        ("Bij brief van 8 oktober 2030 heeft u ons gevraagd te adviseren.", None, ("2030-10-08",)),
        ("U heeft ons op 3 juni 2029 geadviseerd over de woonvisie.", None, ("2029-06-03",)),
        ("Op 21 januari 2029 stuurde u ons vier adviezen.", None, ("2029-01-21",)),
        ("Bedankt voor jullie advies over wonen van 9 mei 2029.", None, ("2029-05-09",)),
        ("De Adviesraad heeft op 30 november 2029 over het concept geadviseerd.", None, ("2029-11-30",)),
        # an earlier letter of one's own: what that answered, this one speaks of
        ("In onze reactie van 2 mei 2030 hebben wij dat toegezegd.", None, ("2030-05-02",)),
        ("Dank voor uw brieven van 6, 20 en 29 november 2029.", None, ("2029-11-06", "2029-11-20", "2029-11-29")),
        ("Wij gaan in op het briefadvies PRL-29-03.", None, ("PRL-29-03",)),
        ("Wij hopen u voor 1 juli 2030 meer te kunnen vertellen.", None, ()),
    ],
)
def test_the_opening_says_what_is_answered(opening: str, reference: str | None, answers: tuple[str, ...]) -> None:
    head = read(f"Geachte voorzitter,\n\n{opening}")
    assert head.your_reference == reference
    assert head.answers == answers


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Motie M31-4 Warme kamer", DocumentKind.MOTION),
        ("Verslag commissie Samenleving", DocumentKind.MINUTES),
        ("Openbare besluitenlijst met beantwoording van vragen", DocumentKind.DECISION_LIST),
        ("Lijst van toezeggingen", DocumentKind.COMMITMENT_LIST),
        ("Overzicht moties en toezeggingen", DocumentKind.COMMITMENT_LIST),
        ("Raadsinformatiebrief wachttijden", DocumentKind.COUNCIL_LETTER),
        ("RIB 2031-12 Wachttijden", DocumentKind.COUNCIL_LETTER),
        ("Raadsvoorstel Verordening loket", DocumentKind.COUNCIL_PROPOSAL),
        ("Beantwoording schriftelijke vragen over wachttijden", DocumentKind.ANSWERS),
    ],
)
def test_the_title_says_what_kind_of_document_it_is(title: str, kind: DocumentKind) -> None:
    assert read(f"Onderwerp: {title}\n\nGeachte raad,\n\nHierbij ontvangt u het stuk.").kind is kind


def test_a_proposal_to_the_council_says_from_whom_to_whom() -> None:
    head = read(
        "Raadsvoorstel\n\nGemeente Veenoord\nAan de gemeenteraad\nDatum: 14 april 2031\n"
        "Onderwerp: Verordening loket\n\n"
        "Voorgesteld besluit\n\nDe verordening vast te stellen.\n\nHoogachtend,\n\n"
        "Burgemeester en wethouders van Veenoord,"
    )
    assert head.kind is DocumentKind.COUNCIL_PROPOSAL
    assert (head.sender, head.addressee) == ("College van burgemeester en wethouders van Veenoord", "Gemeenteraad")


def test_a_memo_of_an_office_holder_to_the_council_is_a_letter_to_it() -> None:
    head = read(
        "MEMO\n\nAan: de leden van de gemeenteraad\nVan: wethouder M. Jansen\nDatum: 12 mei 2031\n"
        "Onderwerp: Wachttijden\n\nGeachte raadsleden,\n\nIn juni stuur ik u de cijfers."
    )
    assert (head.kind, head.sender) == (DocumentKind.COUNCIL_LETTER, "wethouder M. Jansen")


def test_who_informs_parliament_without_a_letterhead_accounts_to_it() -> None:
    head = read(
        "De Voorzitter van de Tweede Kamer\nPrinses Irenestraat 6\n2595 BD DEN HAAG\nDatum 3 mei 2031\n\n"
        "Geachte Voorzitter,\n\nIn deze brief informeer ik uw Kamer over de bruggen in het land."
    )
    assert head.kind is DocumentKind.COUNCIL_LETTER


def test_who_is_asked_for_advice_gives_it_whoever_signs() -> None:
    head = read(
        "Onderwerp: wateradvies plan Veenoord-Oost\n\nGeachte mevrouw Haan,\n\nOp 8 juli 2031 heeft u het plan "
        "toegestuurd met het verzoek om een wateradvies uit te brengen. Wij hebben twee opmerkingen.\n\n"
        "Hoogachtend,\n\nhet dagelijks bestuur van Waterschap De Twee Weteringen"
    )
    assert head.kind is DocumentKind.ADVICE


def test_a_letter_that_is_only_cited_does_not_make_the_list_a_letter() -> None:
    head = read("Lijst van toezeggingen\n\nT1 | Een plan. | Afgedaan met RIB 2031-31\n")
    assert head.kind is DocumentKind.COMMITMENT_LIST


def test_a_motion_is_of_the_council_in_which_it_is_moved() -> None:
    head = read(
        "Motie Warme kamer\n\nDe raad van de gemeente Veenoord, bijeen op 12 juni 2031,\n\nverzoekt het college"
    )
    assert (head.kind, head.sender) == (DocumentKind.MOTION, "Gemeenteraad Veenoord")


def test_a_report_of_an_audit_office_is_known_by_its_name() -> None:
    head = read("Rekenkamer\nVeenoord\n\n12 september 2030\n\nWij hebben onderzocht hoe lang gezinnen op hulp wachten.")
    assert head.kind is DocumentKind.AUDIT_REPORT
    assert head.sender == "Rekenkamer Veenoord"


def test_a_margin_column_that_was_poured_into_one_line_still_gives_the_reference() -> None:
    column = "Directie Jeugd Postbus 1 1234 AB  Veenoord Contactpersoon T 070 426 64 26 Ons kenmerk 4980892"
    head = read(f"{column}\n\nGeachte voorzitter,\n\nHierbij ontvangt u het stuk.")
    assert head.our_reference == "4980892"


# -- dates ------------------------------------------------------------------------------------------------------------
LETTER = "Geacht college,\n\nWij schrijven u over de wachttijden in de jeugdhulp, die nog steeds oplopen."


@pytest.mark.parametrize(
    "head",
    [
        "d.d. 1 december 2030", "Datum: 1-12-2030", "Rietmeer, 1 december 2030", "Datum: 1 dec. 2030",
        "Veenoord, l december 2030", "Datum 1 december 2030 Ons kenmerk V-7", "1 december 2030\n\n1-12-2030",
        "Uw brief van 3 maart 2030\n\nVeenoord, 1 december 2030", "Geplaatst op 1 december 2030 door de redactie",
        "Gepubliceerd op: 1 december 2030", "Publicatiedatum 1-12-2030",
        "Postbus 31 12 24, 1234 AB Veenoord\n1234 AB Veenoord, 1 december 2030",
    ],
)  # fmt: skip
def test_a_letter_is_dated_in_many_ways(head: str) -> None:
    assert read(f"{head}\n\n{LETTER}").date == date(2030, 12, 1)


@pytest.mark.parametrize(
    "head",
    [
        "Uw brief d.d. 3 maart 2031", "Betreft: reactie op uw brief d.d. 3 maart 2031",
        "Ontvangen 3 maart 2031", "3 maart 2031\n\n7 mei 2031",
        "Het plan waarover wij spraken werd gepubliceerd op 3 maart 2031, vlak voor de zomer",
    ],
)  # fmt: skip
def test_a_date_that_may_be_another_letters_is_no_date(head: str) -> None:
    assert read(f"{head}\n\n{LETTER}").date is None


def test_fields_behind_each_other_on_one_line() -> None:
    head = read(f"Datum: 3 maart 2031   Ons kenmerk: V-2031-7   Onderwerp: Wachttijden\n\n{LETTER}")
    assert (head.date, head.our_reference, head.subject) == (date(2031, 3, 3), "V-2031-7", "Wachttijden")


# -- who signs, and what is enclosed ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("closing", "signatories"),
    [
        ("ir. J. Kramer, secretaris\nM. de Boer, wethouder", ("ir. J. Kramer, secretaris", "M. de Boer, wethouder")),
        ("J. Kramer\nsecretaris\n\nM. de Boer\nburgemeester", ("J. Kramer, secretaris", "M. de Boer, burgemeester")),
        ("de secretaris,\nJ. Kramer\n\nde griffier,\nM. de Boer", ("J. Kramer, secretaris", "M. de Boer, griffier")),
        ("namens de adviesraad,\n\nAnne van der Velde\nvoorzitter", ("Anne van der Velde, voorzitter",)),
        ("De minister voor Jeugd en Gezin,\n\nA.B. Kramer", ("A.B. Kramer, minister voor Jeugd en Gezin",)),
        ("namens deze,\n\nmw. J. Kramer-Jonker MPA\nwnd. griffier", ("mw. J. Kramer-Jonker MPA, wnd. griffier",)),
        ("Anne van der Velde\nVoorzitter ASD (a.i.)", ("Anne van der Velde, Voorzitter ASD (a.i.)",)),
        ("burgemeester en wethouders van Veenoord,", ()),
        ("de secretaris, de burgemeester,\n\nJ. Kramer M. de Boer", ()),
        ("Anne Kramer", ()),
    ],
)  # fmt: skip
def test_who_signs_has_a_name_and_an_office(closing: str, signatories: tuple[str, ...]) -> None:
    assert read(f"{LETTER}\n\nHoogachtend,\n\n{closing}\n").signatories == signatories


def test_office_holders_in_a_sentence_do_not_sign() -> None:
    text = f"{LETTER}\n\nDaarover sprak u met J. Kramer, wethouder, en met M. de Boer, secretaris.\n\nHoogachtend,\n"
    assert read(text).signatories == ()


@pytest.mark.parametrize(
    ("enclosed", "names"),
    [
        ("Bijlagen:\n1. Verslag schouw\n2. Lijst van gesprekken", ("Verslag schouw", "Lijst van gesprekken")),
        ("Bijlage: Programma van eisen", ("Programma van eisen",)),
        ("Bijlagen: verslag van de schouw; begroting 2031", ("verslag van de schouw", "begroting 2031")),
        ("Bijlagen: 2", ()), ("Bijlage(n): geen", ()), ("Bijlagen\n-", ()),
    ],
)  # fmt: skip
def test_what_is_enclosed_is_named_or_absent(enclosed: str, names: tuple[str, ...]) -> None:
    assert read(f"{LETTER}\n\nHoogachtend,\n\nJ. Kramer, secretaris\n\n{enclosed}\n").enclosures == names
    assert read(f"{enclosed}\n\n{LETTER}\n\nHoogachtend,\n\nJ. Kramer, secretaris\n").enclosures == names


def test_an_empty_field_of_enclosures_does_not_take_the_text_below_it() -> None:
    assert read(f"Bijlage(n)\n\n{LETTER}\n\nHoogachtend,\n").enclosures == ()


def test_the_annexes_of_a_report_are_not_enclosed() -> None:
    assert (
        read("Rapport wachttijden\n\nInhoud\n\n1. Inleiding\n\nBijlage: Cijfers\n\nHet duurt te lang.").enclosures == ()
    )


def test_a_letter_that_parliament_printed() -> None:
    head = read(
        "33 444 Zorg en ondersteuning\n\nNr. 12 BRIEF VAN DE MINISTER VAN VOLKSGEZONDHEID, WELZIJN EN SPORT\n\n"
        "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDen Haag, 4 mei 2031\n\n"
        "Met deze brief geef ik een reactie op het rapport over de zorg in dorpen.\n"
    )
    assert head.sender == "Minister van Volksgezondheid, Welzijn en Sport"
    assert head.addressee == "De Voorzitter van de Tweede Kamer der Staten-Generaal"
    assert head.kind is DocumentKind.COUNCIL_LETTER  # to whom the minister accounts


@pytest.mark.parametrize("name", ["Dorpsraad Veenoord", "Gehandicaptenraad Veenoord", "Adviescommissie Veenoord"])
def test_any_council_that_advises_makes_an_advice(name: str) -> None:
    head = read(
        ADVICE.replace("Ongevraagd advies over", "Zorgen over").replace("Adviesraad Sociaal Domein Veenoord", name)
    )
    assert (head.sender, head.kind) == (name, DocumentKind.ADVICE)


def test_a_title_that_names_advice_makes_an_advice() -> None:
    head = read("Advies beleidsplan wonen\n\nDe werkgroep las het beleidsplan en heeft drie opmerkingen.\n")
    assert (head.title, head.kind) == ("Advies beleidsplan wonen", DocumentKind.ADVICE)


@pytest.mark.parametrize("title", ["Ingekomen stukken 20 juni 2031", "Agenda raadsvergadering 20 juni 2031"])
def test_a_sheet_that_lists_the_papers_of_others_is_none_of_them(title: str) -> None:
    papers = "1. Advies adviesraad over de buurtbus\n2. Rapport van de Rekenkamer Veenoord over inhuur"
    assert read(f"Gemeenteraad Veenoord\n{title}\n\n{papers}").kind is DocumentKind.OTHER


def test_a_mail_that_sends_on_an_advice_is_none() -> None:
    words = "Van: Anja Bos\nOnderwerp: Fwd: Advies buurtbus\n\nTer kennisname.\n\nMet vriendelijke groet,\nAnja Bos"
    assert read(words).kind is DocumentKind.OTHER


def test_a_title_in_a_table_does_not_say_who_wrote_a_letter() -> None:
    letter = (
        "College van burgemeester en wethouders van Veenoord\n\nDatum: 6 mei 2031\n\nOnderwerp: Reactie op uw advies"
    )
    table = "Geachte leden,\n\nAdvies van de raad | Reactie college\n1 Zet bankjes neer. | Dat doen wij niet."
    assert (read(f"{letter}\n\n{table}").sender or "").startswith("College")


def test_a_letter_that_is_only_mentioned_does_not_make_a_council_letter() -> None:
    text = "Stand van zaken\n\nDe onderzoekers bekeken veertig dossiers. Het punt is afgedaan met RIB 31.\n"
    assert read(text).kind is DocumentKind.OTHER


def test_a_subject_right_below_the_date_leaves_the_date_alone() -> None:
    head = read("Wmo-raad Lindeveld\n\nLindeveld, 14 mei 2025\nOnderwerp: concept-verordening Wmo\n\nGeacht college,")
    assert (head.date, head.subject) == (date(2025, 5, 14), "concept-verordening Wmo")


def test_labels_may_be_small_and_a_date_may_have_its_day_of_the_week() -> None:
    head = read(
        "datum 3 mrt 2025\nons kenmerk 25.00123\nuw kenmerk ASD25-02\nonderwerp reactie advies\n\nGeachte heer Jansen,"
    )
    assert (head.date, head.our_reference, head.your_reference) == (date(2025, 3, 3), "25.00123", "ASD25-02")
    assert read("Veldhove, maandag 3 maart 2025\n\nGeacht college,").date == date(2025, 3, 3)


def test_a_reaction_to_an_advice_is_an_answer_unless_an_adviser_wrote_it() -> None:
    assert read("Onderwerp: reactie op uw advies\n\nGeachte leden,").kind is DocumentKind.RESPONSE_LETTER
    assert read("Onderwerp: uw advies, stand van zaken\n\nBeste Jip,").kind is DocumentKind.RESPONSE_LETTER
    assert read("Onderwerp: uw vraag om advies\n\nGeacht college,").kind is not DocumentKind.RESPONSE_LETTER
    asd = "Adviesraad Sociaal Domein Veldhove\n\nOnderwerp: reactie op het rapport\n\nGeacht college,"
    assert read(asd).kind is DocumentKind.ADVICE
    board = "Stichting Openbaar Onderwijs Veldhove\n\nBetreft: fusie en reactie op uw advies\n\nBeste leden van de MR,"
    assert read(board).kind is DocumentKind.RESPONSE_LETTER


def test_a_day_without_a_year_is_the_last_one_before_the_answer() -> None:
    head = read("Datum: 12 januari 2030\n\nGeachte raad,\n\nMet interesse lazen wij uw advies van 11 oktober.\n")
    assert head.answers == ("2029-10-11",)


@pytest.mark.parametrize(
    "closing",
    [
        "Met vriendelijke groet,\n\nnamens het college,\nA. de Boer, wethouder",
        "Met vriendelijke groet,\n\nhet college van Veenoord",
        "Wij danken u voor uw betrokkenheid.\n\nBurgemeester en wethouders van Veenoord",
    ],
)
def test_an_answer_to_an_adviser_is_no_advice_however_the_college_signs(closing: str) -> None:
    head = read(
        "Gemeente Veenoord\n\nSeniorenraad Veenoord\n\nOnderwerp: reactie op advies vervoer\n\n"
        f"Geachte seniorenraad,\n\nDank voor uw advies van 4 april 2030.\n\n{closing}\n"
    )
    assert head.kind is DocumentKind.RESPONSE_LETTER
    assert (head.sender or "").startswith("College van burgemeester en wethouders")
    assert head.addressee == "Seniorenraad Veenoord"


def test_the_first_chapter_is_not_the_title_of_a_report() -> None:
    head = read("Rekenkamer Veenoord\n\nOnderzoek naar de inkoop\n\nSamenvatting\n\nDe levertijd is lang.\n")
    assert head.title == "Onderzoek naar de inkoop"


def test_a_letter_to_several_bodies_names_them_all_with_their_references_and_days() -> None:
    head = read(
        "Gemeente Veenoord\n\nAan de Wmo-adviesraad, het Platform Minima en de Jongerenraad\n\n"
        "Uw brief:    6, 20 en 29 november 2030\nUw kenmerk:  WA30.19; JR/30-08\nOns kenmerk: 31/0412\n"
        "Datum:       30 januari 2031\nOnderwerp:   Reactie op uw adviezen over vervoer\n\nGeachte leden,\n\n"
        "Wij behandelen uw adviezen samen.\n\nMet vriendelijke groet,\nA. Visser, wethouder\n"
    )
    assert head.addressee == "Wmo-adviesraad; Platform Minima; Jongerenraad"
    assert head.answers == ("WA30.19", "JR/30-08", "2030-11-06", "2030-11-20", "2030-11-29")
    assert head.our_reference == "31/0412"


@pytest.mark.parametrize(
    ("top", "sender", "addressee"),
    [
        ("Fietsersplatform Veenoord\n3 mei 2031\nAan de gemeente Veenoord", "Fietsersplatform Veenoord", None),
        ("JONGERENRAAD VEENOORD\n3 mei 2031\nBetreft: uitgaan", "Jongerenraad Veenoord", None),
        (
            "Gemeente Veenoord\nSeniorenberaad Veenoord\nt.a.v. de heer Smit",
            "Gemeente Veenoord",
            "Seniorenberaad Veenoord",
        ),
        ("Seniorenberaad Veenoord\nt.a.v. de heer Smit\nDatum: 3 mei 2031", None, None),
    ],
)
def test_who_stands_first_writes_unless_it_is_an_address(top: str, sender: str | None, addressee: str | None) -> None:
    head = read(f"{top}\n\nGeachte heer,\n\nWij schreven u eerder.\n\nMet vriendelijke groet,\nA. Visser\n")
    assert head.sender == sender
    if addressee:
        assert (head.addressee, head.kind) == (addressee, DocumentKind.RESPONSE_LETTER)


def test_a_line_of_labels_with_a_line_of_values() -> None:
    head = read(
        "Gemeente Veenoord\nJongerenraad Veenoord\n\nDatum          Ons kenmerk\n14 mei 2031    31-U-1177\n\n"
        "Onderwerp: jullie advies van 5 maart\n\nBeste leden,\n\nWat een helder verhaal! Wij zijn onder de indruk.\n"
    )
    assert (head.date, head.our_reference) == (date(2031, 5, 14), "31-U-1177")


def test_a_title_in_capitals_is_one_before_the_motion_further_on() -> None:
    head = read("BESLUITENLIJST RAADSVERGADERING VEENOORD\nDonderdag 8 mei 2031\n\n1. Opening\n\nMotie M1 “Meer groen”")
    assert head.kind is DocumentKind.DECISION_LIST
    assert head.title.startswith("BESLUITENLIJST RAADSVERGADERING VEENOORD")


def test_a_page_that_is_the_answer_to_a_body_says_so_in_its_title() -> None:
    head = read(
        "Ons antwoord aan de Adviesgroep Water en Bodem\n\nGepubliceerd op 6 mei 2031\n\nBeste mensen,\n\nDank."
    )
    assert (head.kind, head.addressee) == (DocumentKind.RESPONSE_LETTER, "Adviesgroep Water en Bodem")


def test_the_day_of_a_meeting_is_no_day_of_a_letter() -> None:
    said = "In onze vergadering van 11 april 2031 bespraken wij uw advies van 3 maart 2031. Wij nemen het over."
    head = read(f"Waterschap De Drie Sluizen\n\n16 april 2031\n\nGeachte leden,\n\n{said}\n\nHoogachtend,\nA. Visser\n")
    assert head.answers == ("2031-03-03",)


@pytest.mark.parametrize(
    "opening", ["Onder de dijk\n\nRekenkamer Veenoord\nEindrapport", "Rekenkamer Veenoord\n\nDijken"]
)
@pytest.mark.parametrize("salutation", ["", "Geachte leden van de rekenkamer,\n\n"])
def test_a_report_is_of_the_rekenkamer_on_its_title_page_whoever_signs_the_reaction_at_its_end(
    opening: str, salutation: str
) -> None:
    chapters = "De rekenkamer onderzocht het onderhoud van de dijken in de Laak, en vond gebreken.\n\n" * 60
    head = read(
        f"{opening}\n12 mei 2031\n\n# Samenvatting\n\n{chapters}# Reactie van het dagelijks bestuur\n\n{salutation}"
        "Wij herkennen ons in het rapport.\n\nHoogachtend,\n\nhet dagelijks bestuur van Waterschap De Laak"
    )
    assert (head.sender, head.kind) == ("Rekenkamer Veenoord", DocumentKind.AUDIT_REPORT)


def test_the_body_above_the_one_to_whose_attention_a_letter_goes_does_not_write_it() -> None:
    head = read(
        "GGD Laakland\nTeam Milieu\n\nGemeente Veenoord\nProjectbureau Plein\nt.a.v. mevrouw B. Smit\n\n"
        "Datum: 22 februari 2031\nOnderwerp: gezondheidsadvies Stationsplein\n\nGeachte mevrouw Smit,\n\n"
        "U vroeg de GGD te adviseren over het plan. Wij adviseren u de school verder van de weg te bouwen.\n\n"
        "Met vriendelijke groet,\n\ndr. M. de Wit"
    )
    assert (head.sender, head.kind) == ("GGD Laakland", DocumentKind.ADVICE)


def test_an_inspected_municipality_does_not_write_the_report() -> None:
    head = read(
        "Toezicht informatie\n\nInspectierapport archiefbeheer\n\nGemeente Veenoord\n\nDatum: 28 oktober 2031\n\n"
        "1. Inleiding\n\nDe inspecteur bezocht het gemeentehuis op 21 september."
    )
    assert head.sender != "Gemeente Veenoord"
    assert head.kind is DocumentKind.ADVICE


def test_a_youth_board_advises() -> None:
    head = read(
        "Notitie van het jeugdbestuur van Waterschap De Laak\n\nDroogte\n\nZet op elke pomp een meter.\n\n"
        "Wij adviseren u het verbod eerder te laten ingaan.\n\nNamens het jeugdbestuur,\n\nFemke Smit"
    )
    assert head.sender == "Jeugdbestuur"
    assert head.kind is DocumentKind.ADVICE


def test_minutes_in_which_a_motion_is_read_out_are_minutes() -> None:
    head = read(
        "PROVINCIE LAAKLAND\n\nBeknopt verslag van de vergadering van 16 oktober 2031\n\n4. Faunabeleid\n\n"
        "Motie Rasters vergoed\n\nDe Staten verzoeken het college de kosten te vergoeden."
    )
    assert head.kind is DocumentKind.MINUTES


def test_a_decision_has_the_day_on_which_it_was_taken() -> None:
    head = read(
        "Gemeente Veenoord\n\nRAADSBESLUIT\n\nDe raad van de gemeente Veenoord;\n\n"
        "gelezen het rapport van de rekenkamer van 10 mei 2031;\n\nbesluit:\n\n1. kennis te nemen van het rapport.\n\n"
        "Aldus besloten in de openbare vergadering van donderdag 3 juli 2031."
    )
    assert head.date == date(2031, 7, 3)
