"""Rows in a quarter of their size find what the whole rows find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from kb.search.compact import Compact, compact

SIZE, MANY = 96, 3_000


def unit_rows(number: int, seed: int) -> NDArray[np.float32]:
    made = np.random.default_rng(seed).normal(size=(number, SIZE)).astype(np.float32)
    rows: NDArray[np.float32] = made / np.linalg.norm(made, axis=1, keepdims=True)
    return rows


ROWS = {f"row {number}": row.tobytes() for number, row in enumerate(unit_rows(MANY, 1))}
ENTRIES = {f"passage {number}": f"row {number}" for number in range(MANY)} | {"twin": "row 7"}
QUESTIONS = unit_rows(20, 2)


def stored(digests: Sequence[str]) -> Mapping[str, bytes]:
    return {each: ROWS[each] for each in digests if each in ROWS}


def agrees(found: list[tuple[str, float]] | None, vector: NDArray[np.float32], limit: int, ids: Sequence[str]) -> bool:
    """Whether these are the nearest; the last bit of a product depends on what is multiplied beside it."""
    exactly = [float(np.frombuffer(ROWS[ENTRIES[id_]], np.float32) @ vector) for id_ in ids]
    best = sorted(zip(exactly, ids, strict=True), reverse=True)[:limit]
    assert found is not None
    same = {ENTRIES[id_] for id_, _ in found} == {ENTRIES[id_] for _, id_ in best}
    return same and np.allclose([score for _, score in found], [score for score, _ in best], atol=1e-6)


def made(entries: Mapping[str, str] = ENTRIES, before: Compact | None = None) -> Compact:
    found = compact(entries, stored, before)
    assert found is not None
    return found


@pytest.mark.parametrize("limit", [1, 10, 100])
def test_it_finds_the_nearest_of_all(limit: int) -> None:
    rows = made()
    assert all(agrees(rows.nearest(each, limit, None), each, limit, list(ENTRIES)) for each in QUESTIONS)


def test_it_finds_the_nearest_of_some_and_passes_over_what_it_does_not_hold() -> None:
    some = [f"passage {number}" for number in range(0, MANY, 3)]
    rows = made()
    assert all(agrees(rows.nearest(each, 10, {*some, "unknown"}), each, 10, some) for each in QUESTIONS)
    assert rows.nearest(QUESTIONS[0], 10, {"unknown"}) == []


def test_rows_that_were_made_before_are_taken_as_they_are() -> None:
    few = {id_: row for number, (id_, row) in enumerate(ENTRIES.items()) if number % 2 or id_ == "twin"}
    again = made(ENTRIES, made(few))
    assert np.array_equal(again.steps, made().steps)
    assert np.array_equal(again.sizes, made().sizes)
    assert np.array_equal(made(few, again).steps, made(few).steps)


def test_it_is_made_of_no_passage_without_its_row() -> None:
    assert compact({**ENTRIES, "late": "nowhere"}, stored) is None


def test_it_does_not_answer_when_a_row_is_gone() -> None:
    rows = made()
    assert (
        Compact(rows.places, rows.digests, rows.steps, rows.sizes, lambda _: {}).nearest(QUESTIONS[0], 5, None) is None
    )


def test_a_row_of_nothing_is_near_nothing() -> None:
    rows = compact({"empty": "zero"}, lambda _: {"zero": bytes(4 * SIZE)})
    assert rows is not None
    assert rows.nearest(QUESTIONS[0], 1, None) == [("empty", 0.0)]
