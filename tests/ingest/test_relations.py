"""Which earlier promise a later letter keeps, moves, repeats or adds to, and when nothing is said of any."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ingest.linking.letter import Letter
from ingest.statements.find import find_statements
from ingest.statements.progress import is_follow_up
from kb.model import BlockKind, DocumentKind, Relation, StatementKind
from kb.why import why
from tests.ingest.beside import linked
from tests.ingest.letters import document, passages
from tests.ingest.test_link import encode

COLLEGE = "College van burgemeester en wethouders van Waterstad"
FIRST, LATER = date(2025, 3, 3), date(2025, 9, 8)


def letter(name: str, text: str, written: date, kind: DocumentKind = DocumentKind.COUNCIL_LETTER) -> Letter:
    of = replace(document(kind, name, written), sender=COLLEGE, our_reference=f"Z25-{name}")
    made = passages(of, text)
    if kind is DocumentKind.COMMITMENT_LIST:
        made = tuple(replace(p, kind=BlockKind.TABLE_ROW) if " | " in p.text else p for p in made)
    return Letter.of(of, made, find_statements(of, made), whole=of.kind is not DocumentKind.ADVICE)


def found(*letters: Letter) -> set[tuple[Relation, str, str]]:
    """(how, the later words, the earlier words)"""
    texts = {s.id: s.text for each in letters for s in each.statements}
    promised = {s.id for each in letters for s in each.statements if s.kind is not StatementKind.RECOMMENDATION}
    made = [link for each in linked(letters, encode, {}) for link in each.first if link.source_id in promised]
    made = [link for link in made if link.relation is not Relation.ANSWERS]
    assert all(why(each.grounds) for each in made)
    return {(each.relation, texts[each.source_id], texts[each.target_id]) for each in made}


MONITOR = "Wij sturen uw raad vóór 1 oktober 2025 de monitor over schuldhulp."
PLAN = "Wij sturen uw raad in het eerste kwartaal van 2026 een uitvoeringsplan voor de wijkteams."
PROMISED = f"{MONITOR}\n\n{PLAN}"


def earlier() -> Letter:
    return letter("041", PROMISED, FIRST)


def later(text: str, kind: DocumentKind = DocumentKind.COUNCIL_LETTER) -> Letter:
    return letter("099", text, LATER, kind)


def test_a_promise_is_kept_in_the_letter_that_names_its_date_and_its_subject() -> None:
    kept = "Met deze brief doen wij die toezegging gestand."
    reply = later(f"In onze brief van 3 maart 2025 hebben wij u de monitor over schuldhulp toegezegd. {kept}")
    assert found(earlier(), reply) == {(Relation.FULFILS, kept, MONITOR)}


def test_a_reference_names_a_letter_as_well_as_its_date() -> None:
    kept = "Zoals toegezegd in brief Z25-041 ontvangt u hierbij de monitor over schuldhulp."
    assert found(earlier(), later(kept)) == {(Relation.FULFILS, kept, MONITOR)}


def test_without_a_date_the_words_must_say_which_promise_is_meant() -> None:
    kept = "Zoals toegezegd ontvangt u hierbij de monitor over schuldhulp."
    assert found(earlier(), later(kept)) == {(Relation.FULFILS, kept, MONITOR)}
    assert found(earlier(), later("Zoals toegezegd ontvangt u hierbij de gevraagde stukken.")) == set()


def test_when_two_promises_fit_equally_well_none_is_linked() -> None:
    two = letter(
        "041",
        "Wij sturen u een overzicht van de wachttijden.\n\nWij sturen u een overzicht van de wachtlijsten.",
        FIRST,
    )
    assert found(two, later("Zoals toegezegd ontvangt u hierbij een overzicht.")) == set()


def test_a_promise_in_a_letter_that_is_not_loaded_is_none_of_those_that_are() -> None:
    reply = later("Op 14 januari 2025 zegden wij u de monitor over schuldhulp toe. Hiermee is de toezegging afgedaan.")
    assert found(earlier(), reply) == set()


def test_what_is_not_kept_yet_keeps_nothing() -> None:
    reply = later("De toezegging in onze brief van 3 maart 2025 over de monitor schuldhulp is nog niet afgedaan.")
    assert found(earlier(), reply) == set()


def test_a_promise_gets_a_later_term() -> None:
    moved = "U ontvangt de monitor over schuldhulp nu vóór 1 februari 2026."
    reply = later(f"In onze brief van 3 maart 2025 noemden wij een termijn. De levering is vertraagd. {moved}")
    assert found(earlier(), reply) == {(Relation.CHANGES, moved, MONITOR)}


def test_an_earlier_term_is_no_new_term_for_a_promise() -> None:
    reply = later("In onze brief van 3 maart 2025 stond dit. U ontvangt de monitor nu vóór 15 september 2025.")
    assert not [each for each in found(earlier(), reply) if each[0] is Relation.CHANGES]


def test_minutes_tell_that_a_term_moved() -> None:
    told = "De monitor over schuldhulp uit de brief van 3 maart 2025 is uitgesteld tot 1 december 2025."
    assert found(earlier(), later(told, DocumentKind.MINUTES)) == {(Relation.CHANGES, told, MONITOR)}


def test_a_promise_is_repeated_and_added_to() -> None:
    again = "Zoals toegezegd sturen wij uw raad vóór 1 oktober 2025 de monitor over schuldhulp."
    assert found(earlier(), later(again)) == {(Relation.REPEATS, again, MONITOR)}
    more = "In aanvulling op onze toezegging van 3 maart 2025 sturen wij uw raad na de monitor schuldhulp een film."
    assert found(earlier(), later(more)) == {(Relation.SUPPLEMENTS, more, MONITOR)}


def test_two_promises_that_do_not_speak_of_each_other_have_nothing_to_do_with_each_other() -> None:
    assert found(earlier(), later("Wij sturen uw raad in november 2025 een raadsbrief over schuldhulp.")) == set()


ROWS = """
Nr. | Datum | Toezegging | Portefeuillehouder | Termijn | Stand van zaken

T25-3 | 3-3-2025 | De raad krijgt de monitor schuldhulp. | De Boer | 1-10-2025 | Afgedaan met brief Z25-099.

T25-4 | 3-3-2025 | Uitvoeringsplan voor wijkteams. | De Boer | Q1 2026 | Verschoven naar 1 juli 2026.

T25-5 | 4-4-2025 | De raad krijgt een nota over sport. | De Boer | najaar 2025 | Afgedaan.

M25-1 | 3-3-2025 | Motie Schuldhulp: monitor voor de raad. | De Boer | 1-10-2025 | Afgedaan.
"""


def test_a_list_repeats_promises_and_says_how_they_stand() -> None:
    table = letter("lijst", ROWS, date(2026, 1, 5), DocumentKind.COMMITMENT_LIST)
    assert found(earlier(), table) == {
        (Relation.REPEATS, "De raad krijgt de monitor schuldhulp.", MONITOR),
        (Relation.FULFILS, "Afgedaan met brief Z25-099.", MONITOR),
        (Relation.REPEATS, "Uitvoeringsplan voor wijkteams.", PLAN),
        (Relation.CHANGES, "Verschoven naar 1 juli 2026.", PLAN),
        (Relation.FULFILS, "Afgedaan.", "De raad krijgt een nota over sport."),
    }, "the promise of 4 April is not loaded: its row stands in; a motion is no promise"


def test_a_row_of_a_list_is_a_promise_with_its_term_and_its_office_holder() -> None:
    table = letter("lijst", ROWS, date(2026, 1, 5), DocumentKind.COMMITMENT_LIST)
    promises = [s for s in table.statements if not is_follow_up(s)]
    assert [(s.label, s.due, s.due_text, s.actor, s.restated) for s in promises] == [
        ("T25-3", date(2025, 10, 1), "1-10-2025", "De Boer", True),
        ("T25-4", date(2026, 3, 31), "Q1 2026", "De Boer", True),
        ("T25-5", date(2025, 12, 20), "najaar 2025", "De Boer", True),
    ]
    assert [s.due for s in table.statements if is_follow_up(s) and s.due] == [date(2026, 7, 1)]
