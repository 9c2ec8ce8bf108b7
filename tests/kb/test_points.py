"""The flat list of points: what is asked of it holds for whoever asks."""

from __future__ import annotations

from datetime import date

import pytest

from kb.knowledge import KnowledgeBase
from kb.model import DocumentKind, PointFilter, Position, Status, TermState
from kb.trails.points import in_words, passing, points, terms
from tests.kb import taking_home as home
from tests.kb.builders import answer, answers, letter, recommends

DUE = date(2024, 5, 9)  # eight weeks after the advice


def test_every_point_stands_once_with_its_whole_number_after_its_main_point(kb: KnowledgeBase) -> None:
    home.fill(kb)
    found = points(kb.advices())
    assert [(one.id, one.number, one.via_parent) for one in found] == [
        ("r1", "1", False), ("r1a", "1a", True), ("r2", "", False), ("r3", "", False), ("r4", "", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("today", "states"),
    [
        (date(2024, 3, 20), (TermState.RUNNING,)),
        (date(2024, 4, 9), (TermState.SOON, TermState.RUNNING)),
        (DUE, (TermState.SOON, TermState.RUNNING)),
        (date(2024, 5, 10), (TermState.OVER,)),
    ],
)
def test_a_term_that_is_nearly_over_runs_too(kb: KnowledgeBase, today: date, states: tuple[TermState, ...]) -> None:
    home.fill(kb)
    for one in points(kb.advices(today=today)):
        assert one.due == DUE
        assert terms(one, today) == states


def test_a_day_that_an_answer_promises_counts_before_the_term(kb: KnowledgeBase) -> None:
    (kb.home / "termijnen.toml").write_text('[[termijn]]\nafzender = "Adviesraad"\nweken = 8\n', "utf-8")
    kb.put(letter("vraag.pdf", recommends("r1", "Plaats een bank."), recommends("r2", "Plaats een lamp."),
                  kind=DocumentKind.ADVICE, date=date(2024, 3, 14), sender="Adviesraad"))  # fmt: skip
    kb.put(letter("uitstel.pdf", answers("a1", "Dat hoort u vóór 1 september.", due=date(2024, 9, 1)),
                  kind=DocumentKind.RESPONSE_LETTER, date=date(2024, 4, 2)))  # fmt: skip
    kb.put_links([answer("a1", "r1", Position.DEFERRED)])
    today = date(2024, 6, 1)
    put_off, silent = points(kb.advices(today=today))
    assert (put_off.due, terms(put_off, today)) == (date(2024, 9, 1), (TermState.RUNNING,))
    assert (silent.due, terms(silent, today)) == (DUE, (TermState.OVER,))
    assert passing((put_off, silent), PointFilter(terms=(TermState.RUNNING,)), today) == (put_off,)


def test_a_choice_in_words() -> None:
    asked = PointFilter(
        bodies=("Rekenkamer",), years=(2024, 2025), statuses=(Status.OVERDUE,), judged=False, words=("hulp", "wonen")
    )
    said = "afzender Rekenkamer; jaar 2024 of 2025; status te laat; met de woorden hulp wonen; nog niet beoordeeld"
    assert in_words(asked) == said
    assert in_words(PointFilter()) == ""
