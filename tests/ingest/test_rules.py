"""Every rule finds its example and leaves its counterexample, and the notation means what it says."""

from __future__ import annotations

import pytest

from ingest.dutch.components import known_words
from ingest.dutch.cues import Lexicon, Rule, all_rules
from ingest.dutch.pipeline import analyse, pipeline
from ingest.dutch.rule_ids import RuleId
from ingest.dutch.words import read_words
from kb.errors import BadSettings

RULES = tuple(all_rules().values())


def rules_in(text: str) -> set[str]:
    return {rule.id for sentence in next(analyse([text])) for rule in sentence.rules}


def fits(
    text: str, *cues: str, negated: bool | None = None, hypothetical: bool | None = None, stated: bool = False
) -> bool:
    """Whether a rule with these cues finds something in a text of one sentence."""
    rule = Rule("r", "k", cues, (), 1.0, "", "", negated=negated, hypothetical=hypothetical, stated=stated)
    doc = pipeline()(text)
    return bool(list(Lexicon.load().matcher({"r": rule}).hits(read_words(text, known_words(doc[:])))))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_finds_its_example(rule: Rule) -> None:
    assert rule.id in rules_in(rule.example)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_leaves_its_counterexample(rule: Rule) -> None:
    assert rule.id not in rules_in(rule.counterexample)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_score_is_a_probability(rule: Rule) -> None:
    assert 0.5 <= rule.score < 1


def test_a_not_pattern_bars_only_its_own_sentence() -> None:
    text = "De Adviesraad is gevraagd om te adviseren. De Adviesraad adviseert een meldpunt in te richten."
    first, second = next(analyse([text]))
    assert first.rule("recommendation") is None
    assert second.rule("recommendation") is not None


def test_either_order_is_found_where_the_cue_says_so() -> None:
    assert fits("Wij zijn voornemens het beleid te herzien.", "wij <> zijn voornemens")
    assert fits("Daarom zijn wij voornemens het beleid te herzien.", "wij <> zijn voornemens")


def test_a_listed_verb_is_found_in_the_forms_that_are_listed() -> None:
    assert fits("Wij adviseren u dit.", "ADVISEREN")
    assert not fits("Wij adviseerden u dit.", "ADVISEREN")


def test_a_verb_that_is_not_listed_is_found_in_every_form() -> None:
    assert fits("De bewoonster verlangde een gesprek.", "VERLANGEN")
    assert fits("Wie verlangt daarnaar?", "VERLANGEN")


def test_a_verb_that_is_not_listed_is_found_apart_from_its_particle() -> None:
    assert fits("Zij dient vandaag een klacht in.", "INDIENEN")


def test_a_particle_is_no_preposition() -> None:
    assert fits("Wij nemen dit advies over.", "nemen … +over")
    assert not fits("Wij nemen een besluit over dit advies.", "nemen … +over")


def test_parts_of_one_clause_stand_in_any_order() -> None:
    cue = "wij & adviseren & u"
    assert fits("Daarom adviseren wij u te wachten.", cue)
    assert not fits("Wij weten dat anderen u adviseren.", cue)


def test_a_clause_goes_on_behind_one_that_interrupts_it() -> None:
    assert fits("Wij nemen uw aanbeveling, die ons zeer aanspreekt, graag over.", "wij & nemen & over & aanbeveling")


def test_a_negation_holds_for_its_own_clause() -> None:
    cue = "nemen … over"
    assert fits("Wij nemen dit niet over.", cue, negated=True)
    assert fits("Wij nemen dit over, zodat niemand hoeft te wachten.", cue, negated=False)
    assert fits("Wij nemen dit over en zullen niet wachten.", cue, negated=False)
    assert not fits("Wij nemen dit, gelet op de kosten, niet over.", cue, negated=False)


def test_not_only_negates_nothing() -> None:
    assert fits("Wij nemen dit niet alleen over, maar breiden het uit.", "nemen … over", negated=False)


@pytest.mark.parametrize(
    "text",
    [
        "Als wij dit overnemen, stijgen de kosten.",
        "De vraag is of wij dit overnemen.",
        "Dan zouden wij dit overnemen.",
    ],
)
def test_a_condition_and_a_question_assert_nothing(text: str) -> None:
    assert not fits(text, "OVERNEMEN", hypothetical=False)
    assert fits(text, "OVERNEMEN", hypothetical=True)


def test_as_a_word_for_capacity_is_no_condition() -> None:
    assert fits("Als gemeente willen wij dit overnemen.", "OVERNEMEN", hypothetical=False)


@pytest.mark.parametrize(
    "text",
    [
        "Wij nemen uw advies over.",
        "Mooi voorstel, dat nemen wij over!",
        "Wij nemen uw advies over door een loket te openen.",
        "Uw advies wordt door ons overgenomen.",
    ],
)
def test_what_the_writer_says_for_now_is_stated(text: str) -> None:
    assert fits(text, "NEMEN|overgenomen", stated=True)


@pytest.mark.parametrize(
    "text",
    [
        "Destijds hebben wij uw advies overgenomen.",
        "In 2018 hebben wij uw advies overgenomen.",
        "Toen wij begonnen, hebben wij uw advies overgenomen.",
        "Het college nam toen de wens over: het werd overgenomen.",
        "De inspectie hoopt dat wij dit overnemen.",
        "Het moet worden overgenomen.",
        "Uw advies is door de provincie overgenomen.",
        "De gemeente Zutphen heeft uw advies overgenomen.",
        "De voorzitter riep “dat wordt overgenomen” in de zaal.",
    ],
)
def test_the_past_a_wish_another_body_and_a_quotation_are_not_stated(text: str) -> None:
    assert fits(text, "OVERNEMEN")
    assert not fits(text, "OVERNEMEN", stated=True)


@pytest.mark.parametrize(
    ("text", "limited"),
    [
        ("Wij volgen uw advies.", False),
        ("Wij volgen uw advies over de buurtbus.", False),
        ("Wij volgen uw advies met ingang van 1 mei.", False),
        ("Wij volgen uw advies in de nieuwe verordening.", False),
        ("Wij volgen uw advies door een loket te openen in het station.", False),
        ("Uw advies bij nieuwbouw volgen wij.", False),
        ("Wij volgen uw advies voor een loket op het station.", False),
        ("Wij volgen uw advies voor de zomer.", False),
        ("Wij volgen uw advies samen met de bibliotheek.", False),
        ("Wij volgen uw advies om de proef te verlengen tot mei.", False),
        ("Wij besluiten uw advies op te volgen en het tarief voor ouderen te verlagen.", False),
        ("Wij volgen uw advies bij nieuwbouw.", True),
        ("Bij nieuwbouw volgen wij uw advies.", True),
        ("Wij volgen uw advies voor nieuwe klanten.", True),
        ("Wij volgen uw advies voor dit jaar.", True),
        ("Wij volgen uw advies zonder de bedragen.", True),
        ("Wij volgen uw advies tot de nieuwe wet er is.", True),
    ],
)
def test_a_preposition_that_nothing_explains_says_how_far_an_act_goes(text: str, limited: bool) -> None:
    found = [rule.id for sentence in next(analyse([text])) for rule in sentence.rules]
    assert "overgenomen" in found
    assert ("overgenomen-beperkt" in found) is limited


def test_a_clause_that_leaves_its_subject_out_borrows_it() -> None:
    cue = "wij & VOLGEN & advies"
    assert fits("Wij delen uw zorg niet en volgen uw advies.", cue, negated=False)
    assert not fits("Wij delen uw zorg; de raad volgt het advies.", cue)


def test_the_last_word_of_a_sentence() -> None:
    assert fits("Dit doen wij.", "^dit doen wij$")
    assert not fits("Dit doen wij niet.", "^dit doen wij$")


@pytest.mark.parametrize("cue", ["@onbekend zegt", "…", "wij & …"])
def test_a_cue_that_says_nothing_is_named(cue: str) -> None:
    with pytest.raises(BadSettings, match="Aanwijzing"):
        Lexicon.load().cues([cue])


def test_a_borrowed_rule_must_exist() -> None:
    rule = Rule("r", "k", ("=bestaat-niet",), (), 1.0, "", "")
    with pytest.raises(BadSettings, match="geen regel bestaat-niet"):
        Lexicon.load().matcher({"r": rule})


def test_every_rule_that_python_names_is_there() -> None:
    assert set(RuleId) <= all_rules().keys()
