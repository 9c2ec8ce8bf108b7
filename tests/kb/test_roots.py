"""Which words have one root, and which only look alike. The pairs stand here as data: add one when it is missed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.text.roots import IRREGULAR, root

ONE = """
lid leden / raadslid raadsleden / kind kinderen / stad steden / binnenstad binnensteden / weg wegen / schip schepen
vaststellen vastgesteld / uitvoeren uitgevoerd / uitgevoerd uitvoering / wachten gewacht / wonen woont / woning woningen
mogelijkheid mogelijkheden / school scholen / brief brieven / huis huizen / nemen genomen / overnemen overgenomen
besluiten besloten / besloten besluit / schrijven geschreven / geven gegeven / spreken gesproken / afspraak afspraken
afspreken afgesproken / helpen geholpen / aanbieden aangeboden / inwoner inwoners / wachttijd wachttijden
advies adviezen / adviseren geadviseerd / adviseert adviseren / toezegging toezeggingen / toezeggen toegezegd
beloven beloofd / onderzoeken onderzocht / onderzocht onderzoek / brengen gebracht / kopen gekocht / denken gedacht
beleidsplan beleidsplannen / budget budgetten / wet wetten / bus bussen / dag dagen / bedrag bedragen / ei eieren
blad bladeren / lopen loopt / betalen betaald / betaalt betalen / regelen geregeld / starten gestart / stoppen gestopt
informeren informeert / ontvangen ontvangt / gezin gezinnen / gebied gebieden / gemeente gemeenten / jongere jongeren
uitbreiden uitgebreid / schuld schulden / dienst diensten / gebruiken gebruikt / vrijwilliger vrijwilligers
bespreken besproken / verschijnt verschenen / verlenen verleend / mens mensen / plaats plaatsen / wens wensen
bezwaar bezwaren / doorverwijzen doorverwezen / buurthuis buurthuizen / tarief tarieven / klacht klachten
"""
OTHER = """
mens men / gezin zin / wet weten
lid leed / weg wegens / gebied bieden / gemeente meenten / geval vallen / gerecht recht
boter bot / geluid luid / gezond zon / geheel heel / advies advertentie / school scholier / leden geleden
plan plant / kant kan / verleden leden / gebruik bruikbaar / water wat / heren her
"""


def pairs(text: str) -> list[tuple[str, str]]:
    words = text.replace("/", " ").split()
    return list(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize(("one", "other"), pairs(ONE))
def test_forms_of_a_word_have_one_root(one: str, other: str) -> None:
    assert root(one) == root(other)


@pytest.mark.parametrize(("one", "other"), pairs(OTHER))
def test_words_that_look_alike_have_two(one: str, other: str) -> None:
    assert root(one) != root(other)


@given(st.text(max_size=30))
def test_every_text_has_a_root(word: str) -> None:
    assert isinstance(root(word), str)


def test_no_form_in_the_list_belongs_to_two_words() -> None:
    lines = [line.split() for line in IRREGULAR.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    forms = [form for line in lines for form in line]
    assert sorted(form for form in set(forms) if forms.count(form) > 1) == []
