"""Markup is safe whatever stands in a letter, and tables are tables."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from app_pages._html import Column, marked, table, tag, text
from app_pages._parts import COMMITMENT_STATUSES, POSITIONS, STATUSES, commitment_badge, position_badge, status_badge
from kb.model import CommitmentStatus, Position, Status

ranges = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(st.text(max_size=50), ranges)
def test_marking_changes_no_character(words: str, where: list[tuple[int, int]]) -> None:
    written = marked(words, where)
    assert unescape(re.sub("</?mark>", "", written)) == unescape(text(words))
    assert written.count("<mark>") == written.count("</mark>")


@given(st.text(max_size=50), ranges)
def test_only_our_own_tags_are_tags(words: str, where: list[tuple[int, int]]) -> None:
    assert set(re.findall("<[^>]*>", marked(words, where))) <= {"<mark>", "</mark>"}


@given(st.text(max_size=50))
def test_an_attribute_cannot_be_left(words: str) -> None:
    written = tag("a", text("x"), href=words)
    assert written.count('"') == 2
    assert "<" not in written[2:].split(">")[0]


def test_ranges_that_overlap_are_marked_once() -> None:
    assert marked("abcdef", [(1, 4), (2, 5)]) == "a<mark>bcd</mark><mark>e</mark>f"


def test_a_table_has_a_caption_and_heads() -> None:
    written = table("Twee rijen", (Column("Naam"), Column("Aantal", "getal")), [(text("a"), text("1"))])
    assert "<caption>Twee rijen</caption>" in written
    assert '<th class="getal" scope="col" role="columnheader">Aantal</th>' in written
    assert '<th scope="row" role="rowheader" data-kop="Naam">a</th>' in written


def test_every_badge_has_a_word_and_an_icon() -> None:
    assert set(POSITIONS) == set(Position)
    assert set(STATUSES) == set(Status)
    assert set(COMMITMENT_STATUSES) == set(CommitmentStatus)
    made = [*map(position_badge, Position), *map(status_badge, Status), *map(commitment_badge, CommitmentStatus)]
    for one in made:
        assert 'aria-hidden="true"></span>' in one
        assert re.search(r"</span>[a-z ]+</span>$", one)
