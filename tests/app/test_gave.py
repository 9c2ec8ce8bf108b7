"""After adding, a file says what it gave, with the way there."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from app_pages._gave import NOTHING_FOUND, gave
from kb import KnowledgeBase
from tests.app.town import ADVICE, ANSWER, LATER, NOTE, found_town


@pytest.fixture(scope="module")
def kb(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    home = tmp_path_factory.mktemp("stad") / "kennisbank"
    found_town(home)
    return KnowledgeBase(home)


def lines(written: str) -> list[str]:
    return [unescape(re.sub(r"<[^>]+>", "", one)) for one in re.findall(r"<li>(.*?)</li>", written)]


def test_an_advice_says_how_many_points_it_has_and_how_many_are_answered(kb: KnowledgeBase) -> None:
    assert lines(gave(kb, ADVICE)) == ["4 aanbevelingen: 3 al beantwoord in wat geladen is"]
    assert lines(gave(kb, LATER)) == ["2 aanbevelingen"]
    assert f'href="./adviezen?advies={ADVICE}"' in gave(kb, ADVICE)


def test_an_answer_says_to_which_advice_and_to_how_many_of_its_points(kb: KnowledgeBase) -> None:
    written = gave(kb, ANSWER)
    assert lines(written) == ["antwoord op het advies van 2 september 2024: 2 van 4 aanbevelingen", "1 toezegging"]
    assert f'href="./adviezen?advies={ADVICE}"' in written
    assert 'href="./toezeggingen?toezegging=c1"' in written


def test_an_answer_without_its_advice_says_so(kb: KnowledgeBase, tmp_path: Path) -> None:
    with KnowledgeBase(tmp_path / "leeg") as empty:
        assert gave(empty, ANSWER) == NOTHING_FOUND
    assert lines(gave(kb, NOTE)) == ["1 toezegging"]
