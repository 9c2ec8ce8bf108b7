"""The branches of the packaged encoder: what they read, and that they share its layers."""

from __future__ import annotations

import pytest

from kb.making import taken_for
from kb.search.branches import AFTER, BEFORE, TEXT, branch, tokens
from kb.search.embedding import PACKAGED, tokenizer

POINT = "Open het loket op zaterdag."


@pytest.mark.parametrize("answer", ["Ja.", "", "Wij zien daar geen ruimte voor. " * 200, "<s> </s> \x00 €"])
def test_the_chances_of_any_answer_are_a_distribution(answer: str) -> None:
    found = branch("answers").chances(answer, POINT)
    assert len(found) == 5
    assert min(found) >= 0
    assert sum(found) == pytest.approx(1, abs=1e-4)


def test_answer_and_point_are_read_together() -> None:
    said = "Het loket blijft op zaterdag gesloten."
    other = taken_for(said, "Houd het loket op zaterdag gesloten.", "answers")
    assert taken_for(said, POINT, "answers") != other


def test_only_the_text_is_judged_and_a_long_one_is_read_at_both_ends() -> None:
    cut = tokenizer(PACKAGED)
    whole, (first, last) = tokens(cut, "woord " * 400, POINT, "na " * 100), (BEFORE, AFTER)
    ids, judged = whole
    assert len(ids) == len(judged)
    assert sum(judged) == TEXT
    assert judged[0] == judged[-1] == 0
    assert len(ids) <= first + TEXT + last
    begin, end = cut.encode("begin").ids[1], cut.encode("einde").ids[1]
    read = tokens(cut, f"begin {'woord ' * 400} einde", POINT)[0]
    assert begin in read
    assert end in read


def test_a_branch_has_only_its_own_layers_in_its_file() -> None:
    """The others are read from the file of the encoder, so that the package holds them once."""
    encoder, own = ((PACKAGED / f"{name}.onnx").stat().st_size for name in ("model", "answers"))
    assert own < 0.35 * encoder


@pytest.mark.parametrize(
    ("name", "text", "before", "likeliest"),
    [
        ("answers", "Vanaf 1 maart is het loket ook op zaterdag open.", POINT, 0),
        ("answers", "Voor een loket op zaterdag hebben wij geen geld.", POINT, 2),
        ("sentences", "Open het loket ook op zaterdag.", "advies | Onze adviezen | ", 0),
        ("sentences", "Het loket is in 2012 gebouwd.", "advies | Inleiding | ", 1),
    ],
)
def test_a_branch_fits_the_encoder_beside_it(name: str, text: str, before: str, likeliest: int) -> None:
    """With layers of another encoder in that file it would read nothing."""
    found = branch(name).chances(text, before)
    assert max(range(len(found)), key=found.__getitem__) == likeliest
    assert found[likeliest] > 0.7
