"""Whether what is loaded answers a question: nearness and words, by how much there is to be near to."""

import pytest

from kb.search.answered import FEWEST, MOST, is_answered
from kb.search.asked import Asked, Word
from tests.kb.builders import letter

PASSAGES = letter("advies.pdf", "De wachttijden voor jeugdhulp zijn te lang.", "Het vervoer gaat goed.").passages
LEAST = 0.4


def asked(*words: str) -> Asked:
    return Asked(" ".join(words), tuple(Word(word, word, (word,)) for word in words))


def is_found(question: Asked, *cosines: float, count: int = 1000) -> bool:
    return is_answered(question, PASSAGES, cosines, count, LEAST)


def test_a_word_that_stands_nowhere_asks_for_nearer_passages() -> None:
    assert is_found(asked("jeugdhulp", "ferfoer"), 0.3)
    assert not is_found(asked("jeugdhulp", "kernenergie"), 0.3)
    assert is_found(asked("jeugdhulp", "kernenergie"), 0.4)
    assert not is_found(asked("parkeergarage", "kernenergie"), 0.4)


def test_words_may_stand_in_different_passages() -> None:
    assert is_found(asked("jeugdhulp", "ferfoer"), 0.25)


@pytest.mark.parametrize(("count", "answered"), [(30, True), (1000, False), (100_000, False)])
def test_among_more_passages_they_must_lie_nearer(count: int, answered: bool) -> None:
    assert is_found(asked("jeugdhulp", "kernenergie"), 0.25, count=count) is answered


def test_fewer_or_more_passages_than_were_measured_count_as_these() -> None:
    question = asked("jeugdhulp")
    bounds = [
        next(n / 1000 for n in range(1000) if is_found(question, n / 1000, count=c)) for c in (1, FEWEST, MOST, 10**6)
    ]
    assert bounds[0] == bounds[1] < bounds[2] == bounds[3]


def test_one_that_lies_near_by_chance_is_not_enough() -> None:
    question = asked("kernenergie")
    assert is_found(question, 0.6, 0.6, 0.6, 0.0)
    assert not is_found(question, 0.6, 0.1, 0.1, 0.1)


def test_a_question_of_nothing_but_common_words_is_judged_by_nearness() -> None:
    assert is_found(asked(), LEAST + 0.01)
    assert not is_found(asked(), LEAST - 0.01)
