"""Terms in words become the last day on which they are kept."""

from datetime import date

import pytest

from ingest.statements.deadline import due_date, term_in_cell, term_words

WRITTEN = date(2025, 10, 6)


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Wij informeren u vóór 1 juli 2026.", date(2026, 7, 1)),
        ("U ontvangt onze reactie uiterlijk 15 november.", date(2025, 11, 15)),
        ("Dit leggen wij voor 1 maart aan u voor.", date(2026, 3, 1)),
        ("In het eerste kwartaal van 2026 volgt een plan.", date(2026, 3, 31)),
        ("De evaluatie is in Q4 gereed.", date(2025, 12, 31)),
        ("In de zomer van '27 volgt de evaluatie.", date(2027, 8, 31)),
        ("Vóór de 1ste maart hoort u van ons.", date(2026, 3, 1)),
        ("Wij reageren binnen zes weken.", date(2025, 11, 17)),
        ("Binnen drie maanden ontvangt u bericht.", date(2026, 1, 6)),
        ("U ontvangt vóór de zomer een voorstel.", date(2026, 6, 30)),
        ("Eind februari 2028 is het klaar.", date(2028, 2, 29)),
        ("Wij sturen dit vóór het zomerreces.", date(2026, 6, 30)),
        ("Na de zomer volgt een brief.", date(2026, 9, 30)),
        ("Bij de begroting 2027 komen wij met een voorstel.", date(2026, 11, 14)),
        ("Wij betrekken dit bij de begrotingsbehandeling.", date(2025, 11, 14)),
        ("Bij de jaarstukken 2025 melden wij de uitkomst.", date(2026, 7, 14)),
        ("U hoort dit nog dit jaar.", date(2025, 12, 31)),
        ("In de loop van 2026 volgt de evaluatie.", date(2026, 12, 31)),
        ("In de eerste helft van 2026 is het plan er.", date(2026, 6, 30)),
        ("Binnen twee tot drie weken ontvangt u de cijfers.", date(2025, 10, 27)),
        ("U hoort uiterlijk 1-7-2026 van ons.", date(2026, 7, 1)),
        ("Uiterlijk 31-12-'25 ontvangt u de uitkomsten.", date(2025, 12, 31)),
        ("Voor 01-10-26 stellen wij de regeling vast.", date(2026, 10, 1)),
        ("Dit is uiterlijk 1 dec. 2026 klaar.", date(2026, 12, 1)),
        ("Wij sturen voor 1 sept. a.s. een voorstel.", date(2026, 9, 1)),
        ("Vóór 1 febr. ontvangt u bericht.", date(2026, 2, 1)),
        ("Op de 1ste komt er niets, maar vóór 1ste maart wel.", date(2026, 3, 1)),
        ("Uiterlijk vrijdag 12 december 2025 is het plan er.", date(2025, 12, 12)),
        ("Uiterlijk 1 juli 2O26 is het plan er.", date(2026, 7, 1)),
        ("Binnen elf weken ontvangt u de cijfers.", date(2025, 12, 22)),
        ("Binnen veertien dagen hoort u van ons.", date(2025, 10, 20)),
        ("Binnen achttien maanden is het gebouw klaar.", date(2027, 4, 6)),
        ("Binnen een half jaar evalueren wij dit.", date(2026, 4, 6)),
        ("Binnen anderhalf jaar evalueren wij dit.", date(2027, 4, 6)),
        ("Binnen een jaar is het gereed.", date(2026, 10, 6)),
        ("Binnen twee jaar is het gereed.", date(2027, 10, 6)),
        ("U ontvangt over zes weken een brief.", date(2025, 11, 17)),
        ("Binnen 100 dagen is het geregeld.", date(2026, 1, 14)),
        ("Binnen vijfenveertig dagen antwoorden wij.", date(2025, 11, 20)),
        ("Binnen drie à vier weken antwoorden wij.", date(2025, 11, 3)),
        ("Wij hebben dit per 1 juli jl. ingevoerd.", None),
        ("Op 12 maart j.l. spraken wij u; uiterlijk 1 mei 2026 volgt het verslag.", date(2026, 5, 1)),
        ("Sinds de brief van 1 september jongstleden is er niets veranderd.", None),
        ("In 2024 is de regeling gewijzigd.", None),
        ("Bij de kadernota komen wij erop terug.", None),
        ("Wij komen hier op terug.", None),
        ("De regeling geldt sinds 1 januari 2019.", None),
        ("Sinds de wijziging in september 2022 doen wij dit.", None),
    ],
)
def test_due_date(text: str, due: date | None) -> None:
    found = due_date(text, WRITTEN)
    assert (found.due if found else None) == due


def test_the_words_of_the_term_are_kept() -> None:
    found = due_date("Wij informeren u in het eerste kwartaal van 2026.", WRITTEN)
    assert found is not None
    assert found.text == "eerste kwartaal van 2026"


def test_without_a_letter_date_and_a_year_there_is_no_term() -> None:
    assert due_date("U hoort van ons vóór 1 juli.", None) is None


def test_a_moment_that_each_council_sets_for_itself_has_words_and_no_day() -> None:
    assert term_words("Bij de kadernota 2026 komen wij erop terug.") == "Bij de kadernota 2026"
    assert term_words("Wij sturen dit zo spoedig mogelijk.") == "zo spoedig mogelijk"
    assert term_words("Wij sturen dit vóór 1 juli.") is None


@pytest.mark.parametrize(
    "text",
    ["op 1 maart 0000", "1-12-0000", "31-2-2026", "in de zomer van 0000", "uiterlijk 1 auguſtus 2026",
     "binnen zeſ weken", "in het eerſte kwartaal"],
)  # fmt: skip
def test_a_day_that_is_not_there_and_a_letter_that_was_misread_give_no_term(text: str) -> None:
    assert term_in_cell(text, WRITTEN) is None


def test_a_letter_at_the_end_of_time_sets_no_term() -> None:
    assert due_date("Wij reageren binnen 12 maanden.", date(9999, 12, 31)) is None
    assert due_date("Wij reageren binnen zes weken.", date(9999, 12, 31)) is None
