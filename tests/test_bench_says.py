"""That weights are learnt from the signs that many documents share, and that no document judges itself."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from bench.says.kept import kept, read_kept
from bench.says.learn import FOLDS, learn, left_out, written
from bench.says.material import Example, _found, _label
from ingest.statements.sentence_judge import KINDS, NOTHING, chances


def example(label: str, group: str, *signs: str) -> Example:
    return Example(frozenset(signs), label, group, "map", group, f"{label}{group}")


@pytest.fixture
def given() -> list[Example]:
    """Twelve documents in which an order advises, a term promises and a wish plans; one odd sign in one of them."""
    shown = {"aanbeveling": "gebiedend", "toezegging": "termijn", "voornemen": "tijd willen", NOTHING: "tijd voltooid"}
    found = [example(label, f"d{n}", sign) for n in range(12) for label, sign in shown.items()]
    return [*found, *(example("aanbeveling", "d0", "eenmalig") for _ in range(20))]


def test_a_sign_counts_for_the_kind_that_shows_it_and_one_of_a_single_document_not(
    given: list[Example],
) -> None:
    table = learn(given)
    assert chances(["gebiedend"], table)["aanbeveling"] > 0.5
    assert KINDS[list(table["termijn"]).index(max(table["termijn"]))] == "toezegging"
    assert "eenmalig" not in table


def test_a_document_is_judged_by_the_others(given: list[Example]) -> None:
    """One document says the opposite of all others; what it says of itself does not come back."""
    against = [example(NOTHING, "tegen", "gebiedend") for _ in range(40)]
    found = left_out([*given, *against])[-1]
    assert found["aanbeveling"] > found[NOTHING]
    assert learn([*given, *against])["gebiedend"][KINDS.index(NOTHING)] > 0
    assert FOLDS > 1


def test_the_file_says_what_was_learnt(given: list[Example]) -> None:
    table = learn(given)
    read = tomllib.loads(written(table))
    assert set(read) == set(table)
    assert read["gebiedend"] == pytest.approx(table["gebiedend"], abs=0.01)


def test_what_is_kept_is_what_was_labelled_but_for_rare_signs(given: list[Example], tmp_path: Path) -> None:
    path = tmp_path / "signs.txt"
    unjudged = [example("", "d1", "gebiedend"), example(NOTHING, "d2", "gebiedend", "eenmalig en zeldzaam")]
    path.write_text(kept([*given, *unjudged]), encoding="utf-8")
    assert list(read_kept(path)) == [*given, example(NOTHING, "d2", "gebiedend")]


def test_a_quote_is_found_over_sentences_and_where_a_page_stands_between() -> None:
    texts = ["eersteregelvandebrief", "wijsturenudelijst", "pagina2van3", "enbellenudaarna"]
    joined = {"quote": "Wij sturen u de lijst.", "kind": "commitment"}
    assert list(_found(joined, texts)) == [("toezegging", 21, 38)]
    parted = {"quote": "Wij sturen u de lijst. En bellen u daarna.", "kind": "commitment"}
    assert [label for label, _, _ in _found(parted, texts)] == ["toezegging", "toezegging"]
    assert list(_found({"quote": "Pagina 2", "kind": "none"}, texts)) == []


def test_half_of_a_sentence_must_be_covered() -> None:
    assert _label((0, 10), [("toezegging", 5, 20)]) == "toezegging"
    assert _label((0, 10), [("toezegging", 6, 20)]) == NOTHING
