"""What the signs of a sentence are, and what they add where no rule speaks: texts are made up for these tests."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from ingest.statements import sentence_judge
from ingest.statements.draft import parts_of
from ingest.statements.find import find_statements
from ingest.statements.sentence_context import contexts
from ingest.statements.sentence_judge import KINDS, LEAST_PROMISE, both, chances, learnt, verdict
from ingest.statements.sentence_signs import read_signs
from kb.model import Basis, BlockKind, DocumentKind, GroundKind, Statement, StatementKind
from tests.ingest.letters import document, passages

COMMITMENT, INTENTION = StatementKind.COMMITMENT, StatementKind.INTENTION


def signs(text: str, kind: DocumentKind = DocumentKind.ANSWERS) -> frozenset[str]:
    """The signs of the last sentence of a text."""
    letter = document(kind)
    return list(read_signs(parts_of(letter, passages(letter, text)), letter))[-1].signs


def weighed(text: str, kind: DocumentKind) -> list[Statement]:
    """The statements that no rule but the weights find."""
    letter = document(kind)
    return [s for s in find_statements(letter, passages(letter, text)) if s.rests_on(GroundKind.WEIGHED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wij plaatsen in mei drie banken bij de vijver.", {"onderwerp wij", "tijd tegenwoordig", "termijn"}),
        ("In mei plaatsen wij drie banken bij de vijver.", {"onderwerp wij", "wij doen"}),
        ("De uitkomsten worden in juni gepubliceerd.", {"onderwerp zaak", "vooruit, tijd lijdend"}),
        ("De uitkomsten zijn vorig jaar gepubliceerd.", {"tijd voltooid"}),
        ("De wethouder zal de folder laten vertalen.", {"onderwerp bestuur", "hulp zullen", "tijd toekomst"}),
        ("Wij plaatsen daar geen banken bij de vijver.", {"ontkend"}),
        ("De opzet zal nog moeten worden onderbouwd.", {"tijd toekomst, moeten"}),
        ("Een brug zal ook dan kunnen volgen.", {"tijd toekomst, kunnen"}),
        ("Hiervoor is extra toezicht in de avond nodig.", {"oordeel nodig"}),
        ("De raad adviseert over de plannen van de gemeente.", {"adviseert zonder te zeggen wat"}),
    ],
)
def test_a_sentence_tells_who_does_what_when(text: str, expected: set[str]) -> None:
    assert expected <= signs(text)


def test_what_stands_above_and_before_belongs_to_the_signs() -> None:
    found = signs("# Planning en vervolg\n\nWij doen drie dingen:\n\n• een loket openen in de wijk")
    assert {
        "kop plan",
        "inleiding met dubbele punt",
        "inleiding onderwerp wij",
        "label punt",
        "blok list item",
    } <= found


def test_a_row_of_a_list_of_promises_is_not_weighed_and_neither_are_a_few_words() -> None:
    letter = document(DocumentKind.COMMITMENT_LIST)
    assert not list(read_signs(parts_of(letter, passages(letter, "Wij sturen de raad een brief.")), letter))
    answer = document(DocumentKind.ANSWERS)
    assert not list(read_signs(parts_of(answer, passages(answer, "Medio mei gereed.")), answer))


def test_chances_are_the_softmax_of_summed_weights_and_unknown_signs_count_for_nothing() -> None:
    table = {"": (0.0, 1.0, 0.0, 0.0), "gebiedend": (2.0, 0.0, 0.0, 0.0)}
    found = chances(["gebiedend", "nooit gezien"], table)
    assert found["aanbeveling"] == pytest.approx(math.e**2 / (math.e**2 + math.e + 2))
    assert sum(found.values()) == pytest.approx(1)


def test_a_promise_and_a_plan_together_are_likely_enough_and_the_likelier_names_it() -> None:
    likely = dict.fromkeys(KINDS, 0.0) | {"toezegging": 0.3, "voornemen": 0.35, "niets": 0.35}
    found = verdict(likely)
    assert found is not None
    assert found.kind is INTENTION
    assert found.chance == pytest.approx(0.65)
    assert verdict(likely | {"toezegging": 0.1, "voornemen": 0.1, "niets": 0.8}) is None


def test_every_weight_has_a_number_for_each_kind() -> None:
    assert {len(row) for row in learnt().values()} == {len(KINDS)}
    assert "" in learnt()


@pytest.mark.parametrize(
    "text",
    [
        "De banken bij de vijver worden in mei geplaatst.",
        "Dit wordt voor het eind van het jaar gepubliceerd.",
    ],
)
def test_an_authority_binds_itself_without_words_of_promising(text: str) -> None:
    """No rule has these words; the present tense, the passive and the term carry them."""
    (found,) = weighed(f"Dank voor uw brief over de bibliotheek.\n\n{text}", DocumentKind.RESPONSE_LETTER)
    assert (found.kind, found.text) == (COMMITMENT, text)
    assert found.basis is Basis.MODEL
    assert LEAST_PROMISE <= found.score <= 1
    assert not found.by_linking


def test_the_same_words_in_an_advice_bind_nobody() -> None:
    assert not weighed("De banken bij de vijver worden in mei geplaatst.", DocumentKind.ADVICE)


@pytest.mark.parametrize(("kind", "asked"), [(DocumentKind.RESPONSE_LETTER, True), (DocumentKind.ADVICE, False)])
def test_the_branch_reads_no_promise_where_none_is_made(
    kind: DocumentKind, asked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Reading it costs more than all signs together."""
    read = []
    monkeypatch.setattr(sentence_judge, "taken_for", lambda text, *around: read.append(text) or (0.0, 1.0, 0.0, 0.0))
    weighed("Het college plaatst in mei drie banken bij de vijver en stuurt u een verslag.", kind)
    assert bool(read) is asked


@pytest.mark.parametrize(
    "text",
    [
        "Landelijk adviseert het Nibud om de inkomensgrens te verhogen.",
        "De VNG raadt gemeenten aan om loketten in de wijk te openen.",
        "Wat wij u aanraden",
    ],
)
def test_what_another_advises_and_a_title_without_an_end_are_no_advice(text: str) -> None:
    letter = document(DocumentKind.ADVICE)
    found = find_statements(letter, passages(letter, f"Deze brief gaat over de bijstand.\n\n{text}"))
    assert not [s.text for s in found if s.kind is StatementKind.RECOMMENDATION]


def test_the_head_of_a_table_of_advice_is_no_advice() -> None:
    letter = document(DocumentKind.OTHER)
    rows = "Onze aanbeveling aan het college | Wie is daarvoor verantwoordelijk"
    row = replace(passages(letter, rows)[0], kind=BlockKind.TABLE_ROW)
    assert [s.text for s in find_statements(letter, [row])] == []


def test_a_lead_in_is_no_advice_beside_its_points() -> None:
    letter = document(DocumentKind.ADVICE)
    text = "Daarnaast adviseren wij u:\n\n1. ieder gezin een vaste begeleider te geven;\n\n2. scholen te betrekken."
    found = find_statements(letter, passages(letter, text))
    assert [s.label for s in found if s.kind is StatementKind.RECOMMENDATION] == ["1", "2"]


def test_a_field_of_the_head_of_a_mail_is_no_plan() -> None:
    said = "De banken bij de vijver worden in mei geplaatst."
    assert weighed(said, DocumentKind.ANSWERS) != []
    assert weighed(f"Onderwerp: RE: {said}", DocumentKind.ANSWERS) == []


def test_a_title_that_is_no_order_advises_nothing() -> None:
    chapter = "# 2. Plannen op papier: zo zou het moeten lopen\n\nDe gemeente telt haar bruggen."
    assert not weighed(chapter, DocumentKind.AUDIT_REPORT)


def test_signs_and_words_each_count() -> None:
    open_ = dict.fromkeys(KINDS, 0.25)
    for number, kind in enumerate(KINDS):
        found = both(open_, [0.94 if n == number else 0.02 for n in range(len(KINDS))])
        assert sum(found.values()) == pytest.approx(1)
        assert max(found, key=lambda each: found[each]) == kind
    sure = {kind: 0.97 if kind == KINDS[0] else 0.01 for kind in KINDS}
    assert max(found := both(sure, [0.1, 0.5, 0.2, 0.2]), key=lambda each: found[each]) == KINDS[0]


def test_the_branch_reads_a_sentence_in_its_context() -> None:
    letter = document(DocumentKind.ADVICE)
    parts = parts_of(letter, passages(letter, "# Advies\n\nDe bus rijdt leeg. Schrap de rit.\n\n2. Dat scheelt geld."))
    found = contexts(parts, letter)
    first, second, third = [found[part.passage.id, s.start] for part in parts for s in part.sentences][1:]
    assert (first.before, first.after) == ("advies | Advies | Advies ", "Schrap de rit.")
    assert (second.before, second.after) == ("advies | Advies | De bus rijdt leeg. ", "Dat scheelt geld.")
    assert (third.before, third.after) == ("advies | Advies | Schrap de rit. 2 ", "")


def test_who_asks_his_reader_for_something_promises_nothing() -> None:
    text = "Wij verzoeken u deze uiterlijk 10 juni aan ons toe te sturen."
    assert not [each for each in weighed(text, DocumentKind.COUNCIL_LETTER) if each.kind is COMMITMENT]
