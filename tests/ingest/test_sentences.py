"""Sentence ends as letters have them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.dutch.pipeline import analyse
from ingest.dutch.sentences import sentence_spans
from tests.cases.boundaries import score

# "|" marks a boundary.
CASES = [
    "Wij danken u voor uw brief d.d. 3 maart 2025.| Hieronder leest u onze reactie.",
    "Dit gebeurt i.s.m. Stichting De Brug en o.b.v. de Wmo.| Dat is nieuw.",
    "De heer drs. K.F. Jansen opent de vergadering.| Hij heet iedereen welkom.",
    "Mevr. De Boer is afwezig.| Dhr. Smit vervangt haar.",
    "Zie art. 7 lid 2 van de verordening.| Daar staat de termijn.",
    "De vraag luidt: wie betaalt dit?| Dat weten wij nog niet!| Wij zoeken het uit.",
    "“Wij worden niet gehoord.”| Dat zei een bewoner.",
    "Het onderzoek liep tot 2019.| Daarna stopte het.",
    "Dat doen wij al.| Wij gaan ermee door.",
    "Zij kunnen hier gaan wonen.|Deze regeling verandert niet.",
    "De kosten zijn € 1.500.000 per jaar, m.u.v. de huur.| De huur komt apart.",
    "Scholen, wijkteams, huisartsen enz.| Zij doen allemaal mee.",
    "Wij spraken jl. donderdag met de ASD.| Dat was nuttig.",
]


@pytest.mark.parametrize("marked", CASES)
def test_boundaries(marked: str) -> None:
    text = marked.replace("|", "")
    assert [text[a:b] for a, b in sentence_spans(text)] == [piece.strip() for piece in marked.split("|")]


@given(st.text(alphabet="aB1. ?!”\n;d(–", max_size=80))
def test_sentences_cover_all_words_in_order(text: str) -> None:
    spans = sentence_spans(text)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())
    assert all(a < b for a, b in spans)


def test_the_number_of_a_footnote_does_not_keep_sentences_together() -> None:
    text = "Het doel is omschreven.16 De richtlijn wijkt af (zie bijlage).4 Dat staat in artikel 2.1 van de wet."
    cut = [text[a:b] for a, b in sentence_spans(text)]
    assert cut == [
        "Het doel is omschreven.16",
        "De richtlijn wijkt af (zie bijlage).4",
        "Dat staat in artikel 2.1 van de wet.",
    ]


def test_the_pipeline_cuts_where_the_rules_say() -> None:
    text = "Dit gebeurt i.s.m. De Brug. Dat is nieuw."
    assert [s.text for s in next(analyse([text]))] == ["Dit gebeurt i.s.m. De Brug.", "Dat is nieuw."]


@pytest.mark.parametrize(("part", "floor"), [("tuning", 0.97), ("held out", 0.97), ("first sight", 0.95)])
def test_whole_letters_are_cut_where_a_person_cut_them(part: str, floor: float) -> None:
    assert score(part).f1 >= floor


def test_letters_that_were_not_used_for_tuning_are_cut_right() -> None:
    kept = [score("held out"), score("first sight")]
    marked, found, right = (sum(getattr(each, name) for each in kept) for name in ("marked", "found", "right"))
    assert marked >= 200
    assert 2 * right / (marked + found) >= 0.97


def test_there_are_enough_marks_and_half_of_them_were_kept_apart() -> None:
    tuned, kept = score("tuning").marked, score("held out").marked
    assert tuned + kept >= 200
    assert kept >= tuned
