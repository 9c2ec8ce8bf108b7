"""The labelled sentences of tests/cases: one test each. A known failure that comes right must leave the list."""

from __future__ import annotations

import pytest

from tests.cases.cases import Case, cases, known_failures, outcome

CASES = cases()


@pytest.mark.parametrize("case", CASES, ids=str)
def test_a_labelled_sentence(case: Case) -> None:
    right = outcome(case) == case.expected
    if case.name in known_failures():
        assert not right, f"{case.name} comes right now: take it off tests/cases/known_failures.txt"
    else:
        assert right, f"{outcome(case)} instead of {case.expected}: {case.text}"


def test_every_known_failure_is_a_case() -> None:
    assert known_failures() <= {case.name for case in CASES}


def test_no_sentence_stands_there_twice() -> None:
    texts = [(case.kind, case.text, case.asked, case.heading, case.before) for case in CASES]
    assert len(set(texts)) == len(texts)
