"""Screen *Uitleg*: every word that the screens use is explained, and what was measured is said as README says it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app_pages.uitleg import figures
from kb import KnowledgeBase
from kb.labels import number, percent
from kb.model import CommitmentStatus, Position, Status
from tests.app.conftest import Opener, markup, words
from tests.app.town import ADVICE


def test_every_status_and_position_is_explained(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, "uitleg"))
    for word in (*Status, *Position, *CommitmentStatus):
        after = seen.split(f" {word} ", 2)
        assert len(after) > 1, word


def test_it_says_how_good_it_is_with_the_figures_that_were_measured(town: Path, open_screen: Opener) -> None:
    seen = words(open_screen(town, "uitleg"))
    new = figures()["nieuw"]
    shares = [percent(new["aanbevelingen"][key]) for key in ("gevonden", "terecht")]
    assert f"Aanbevelingen {shares[0]} {shares[1]} {number(new['aanbevelingen']['samen'], 2)}" in seen
    assert f"{new['standpunt']['juist']} van {new['standpunt']['van']}" in seen


def test_how_sure_it_is_stands_there_in_words_and_leads_to_what_they_mean(town: Path, open_screen: Opener) -> None:
    written = markup(open_screen(town, advies=ADVICE))
    assert "voorstel van het programma, redelijk zeker" in written
    assert "0,82" not in written
    assert 'href="./uitleg?over=zekerheid"' in written
    assert 'id="zekerheid"' in markup(open_screen(town, "uitleg", over="zekerheid"))


@pytest.mark.parametrize(
    ("screen", "asked"),
    [
        ("overzicht", {}), ("adviezen", {}), ("adviezen", {"advies": ADVICE}), ("aanbevelingen", {"punt": "r1"}),
        ("nakijken", {}), ("toezeggingen", {}), ("toezeggingen", {"toezegging": "c1"}), ("zoeken", {"q": "loket"}),
        ("documenten", {}), ("document", {"document": ADVICE}),
    ],
    ids=str,
)  # fmt: skip
def test_no_screen_names_a_rule_or_a_bare_score(
    town: Path, open_screen: Opener, screen: str, asked: dict[str, str]
) -> None:
    with KnowledgeBase(town) as kb:
        rules = {one.found_by for one in (*kb.statements(), *kb.links())}
    seen = words(open_screen(town, screen, **asked))
    assert not [rule for rule in rules if rule in seen]
    assert not re.search(r"\b[01],\d\d?\b", seen)
