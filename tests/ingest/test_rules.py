"""Every rule finds its example and leaves its counterexample; the notation says what is wrong with a bad cue."""

import pytest

from ingest.dutch.cues import Lexicon, Rule, all_rules
from ingest.dutch.pipeline import analyse
from kb.errors import BadSettings

RULES = tuple(all_rules().values())


def rules_in(text: str) -> set[str]:
    return {rule.id for sentence in next(analyse([text])) for rule in sentence.rules}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_example(rule: Rule) -> None:
    assert rule.id in rules_in(rule.example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_its_counterexample(rule: Rule) -> None:
    assert rule.id not in rules_in(rule.counterexample)


def test_a_not_pattern_bars_only_its_own_sentence() -> None:
    text = "De Adviesraad is gevraagd om te adviseren. De Adviesraad adviseert een meldpunt in te richten."
    first, second = next(analyse([text]))
    assert first.rule("recommendation") is None
    assert second.rule("recommendation") is not None


def test_either_order_is_found_where_the_cue_says_so() -> None:
    assert "voornemen" in rules_in("Wij zijn voornemens het beleid te herzien.")
    assert "voornemen" in rules_in("Daarom zijn wij voornemens het beleid te herzien.")


@pytest.mark.parametrize("cue", ["WERKWOORD aan", "@onbekend zegt"])
def test_an_unknown_name_in_a_cue_is_named(cue: str) -> None:
    with pytest.raises(BadSettings, match="staat niet in"):
        Lexicon.load().pattern([cue])
