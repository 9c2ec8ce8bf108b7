"""Tables in which a mark below a title says what becomes of a point."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.dutch.pipeline import analyse
from ingest.linking.letter import Letter
from ingest.linking.side_by_side import only_repeats
from ingest.statements.draft import parts_of
from ingest.statements.find import find_in
from ingest.statements.position import read_position
from ingest.statements.ticked import ticked
from kb.model import DocumentKind, GroundKind, Position, Relation
from tests.ingest.letters import document, passages
from tests.ingest.test_link import links
from tests.ingest.test_rows import row

ADOPTED, PARTLY, REJECTED = Position.ADOPTED, Position.PARTLY, Position.REJECTED
POINTS = ("Zet bankjes langs de vaart.", "Plaats lampen op het fietspad.", "Maak de stoep voor de school breder.")


def letter(*rows: str) -> Letter:
    """A letter of the authority around a table."""
    reply = document(DocumentKind.RESPONSE_LETTER)
    text = "\n\n".join(("Wij danken u voor uw advies en reageren per aanbeveling.", *rows))
    read = [row(each) if "|" in each.text else each for each in passages(reply, text)]
    parts = parts_of(reply, read)
    return Letter(reply, parts, find_in(reply, parts))


def positions(*rows: str) -> list[tuple[Position | None, Sequence[str]]]:
    """For each point of a table, in order: the position, and the words that carry it."""
    answered = letter(*rows)
    by_point = {link.target_id: link for link in links(answered) if link.relation is Relation.ANSWERS}
    wanted = [each for each in answered.statements if any(point in each.text for point in POINTS) and each.restated]
    assert [point for each in wanted for point in POINTS if point in each.text] == list(POINTS)
    found = [by_point.get(each.id) for each in wanted]
    return [
        (link.position, [ground.quote for ground in link.grounds if ground.kind is GroundKind.VERDICT])
        if link else (None, [])
        for link in found
    ]  # fmt: skip


@pytest.mark.parametrize("mark", ["x", "X", "v", "✓", "✗", "☒", "[x]", "●"])
def test_the_title_above_a_mark_is_what_is_said(mark: str) -> None:
    assert positions(
        "Nr. | Aanbeveling | Overgenomen | Niet overgenomen",
        f"1 | {POINTS[0]} |  | {mark}", f"2 | {POINTS[1]} | {mark} | ", f"3 | {POINTS[2]} | ☐ | {mark}",
    ) == [(REJECTED, ["Niet overgenomen"]), (ADOPTED, ["Overgenomen"]), (REJECTED, ["Niet overgenomen"])]  # fmt: skip


def test_yes_no_and_partly_are_titles_too() -> None:
    assert positions(
        "Aanbeveling | Ja | Nee | Deels | Toelichting",
        f"{POINTS[0]} |  | x |  | Daar is geen ruimte.", f"{POINTS[1]} | x |  |  | Na de zomer.",
        f"{POINTS[2]} |  |  | x | Aan één kant.",
    ) == [(REJECTED, ["nee"]), (ADOPTED, ["ja"]), (PARTLY, ["deels"])]  # fmt: skip


def test_a_bare_yes_is_no_answer_to_what_is_no_point() -> None:
    rows = (f"{POINTS[0]} | x | ", f"{POINTS[1]} | x | ", f"{POINTS[2]} |  | x")
    made = (row(passage) for passage in passages(document(DocumentKind.RESPONSE_LETTER), "\n\n".join(rows)))
    head = row(passages(document(DocumentKind.RESPONSE_LETTER), "Plek in de wijk | Ja | Nee")[0])
    assert not ticked([replace(head, id="kop"), *made]).said


def test_a_title_over_several_columns_says_what_yes_and_no_mean() -> None:
    rows = (f"{POINTS[0]} |  | x", f"{POINTS[1]} | x | ", f"{POINTS[2]} |  | x")
    for titles in (
        ("Aanbeveling | Nemen wij over? | ", " | Ja | Nee"), ("Aanbeveling | Nemen wij over: ja | Nee",),
    ):  # fmt: skip
        said = [position for position, _ in positions(*titles, *rows)]
        assert said == [REJECTED, ADOPTED, REJECTED]
    other = positions("Aanbeveling | Kost dit geld? | ", " | Ja | Nee", *rows)
    assert ADOPTED not in [position for position, _ in other]


def test_a_word_or_a_cross_among_ticks_answers_its_title() -> None:
    assert positions(
        "Aanbeveling | Overgenomen?", f"{POINTS[0]} | nee", f"{POINTS[1]} | Ja", f"{POINTS[2]} | Deels, aan één kant.",
    ) == [(REJECTED, ["Overgenomen: nee"]), (ADOPTED, ["Overgenomen"]), (PARTLY, ["Overgenomen: deels"])]  # fmt: skip
    crossed = positions("Aanbeveling | Akkoord", f"{POINTS[0]} | ✗", f"{POINTS[1]} | ✓", f"{POINTS[2]} | ✗")
    assert [position for position, _ in crossed] == [REJECTED, ADOPTED, REJECTED]


def test_a_no_to_a_refusal_and_a_mark_below_another_title_take_no_position() -> None:
    said = positions("Aanbeveling | Afgewezen", f"{POINTS[0]} | nee", f"{POINTS[1]} | nee", f"{POINTS[2]} | ja")
    assert [position for position, _ in said][2] is REJECTED
    assert ADOPTED not in [position for position, _ in said]
    other = positions("Aanbeveling | Wijk Noord | Wijk Zuid", *(f"{point} | x | " for point in POINTS))
    assert {position for position, _ in other} <= {None, Position.UNCLEAR}


def test_what_is_explained_beside_a_mark_may_limit_it() -> None:
    said = positions(
        "Aanbeveling | Overgenomen | Niet overgenomen | Toelichting",
        f"{POINTS[0]} | x |  | ", f"{POINTS[1]} | x |  | Alleen als de raad daar geld voor geeft.",
        f"{POINTS[2]} |  | x | De straat is te smal.",
    )  # fmt: skip
    assert [position for position, _ in said] == [ADOPTED, PARTLY, REJECTED]


def test_marks_that_contradict_each_other_and_no_marks_take_no_position() -> None:
    said = positions(
        "Aanbeveling | Overgenomen | Niet overgenomen",
        f"{POINTS[0]} | x | x", f"{POINTS[1]} |  | ", f"{POINTS[2]} | x | ",
    )  # fmt: skip
    assert {position for position, _ in said[:2]} <= {None, Position.UNCLEAR}
    assert said[2][0] is ADOPTED


@pytest.mark.parametrize("again", [
    f"{POINTS[2]} | | ?", f"3 | {POINTS[2]}", "3 | Maak de stoep voor de school bre der. |",
    "Maak de stoep voor de sch |",
])  # fmt: skip
def test_a_row_that_only_repeats_the_point_is_no_answer(again: str) -> None:
    assert only_repeats(again, POINTS[2])


@pytest.mark.parametrize("said", ["Ja.", "De stoep voor de school maken wij breder.", f"{POINTS[2]} Dat doen wij."])
def test_a_row_that_says_more_than_the_point_may_answer(said: str) -> None:
    assert not only_repeats(said, POINTS[2])


@pytest.mark.parametrize("words", ["Overgenomen / niet overgenomen *", "Nemen wij dit over? ja / nee"])
def test_options_of_which_none_was_chosen_take_no_position(words: str) -> None:
    assert read_position(next(analyse([words])), POINTS[0]).position is Position.UNCLEAR


@pytest.mark.parametrize("words", ["Overgenomen Niet overgenomen", "Overnemen\n\nDeels overnemen\n\nNiet overnemen"])
def test_options_below_each_other_take_no_position_either(words: str) -> None:
    spoken = [sentence for each in analyse(words.split("\n\n")) for sentence in each]
    assert read_position(spoken, POINTS[0]).position is Position.UNCLEAR


def test_one_option_alone_was_chosen() -> None:
    assert read_position(next(analyse(["☒ Niet overnemen"])), POINTS[0]).position is Position.REJECTED


def test_the_option_behind_its_choices_counts() -> None:
    assert read_position(next(analyse(["Overgenomen ja/nee: nee"])), POINTS[0]).position is not Position.ADOPTED
