"""What a judge may do with what the rules found, and that it is asked about nothing that it learnt from."""

from __future__ import annotations

import numpy as np
import pytest

from bench.judge.kinds import Judged, left_out, with_more, with_veto
from bench.judge.material import NONE, OWN, Example
from bench.judge.positions import Answer, outcome, together
from bench.quality.measure import Json
from ingest.statements.draft import parts_of
from kb.model import DocumentKind
from tests.ingest.letters import document, passages

LETTER = document(DocumentKind.ADVICE)
(PART,) = parts_of(LETTER, passages(LETTER, "Wij adviseren u om te wachten. Het regende die dag."))
ADVICE, RAIN = (Example(PART, sentence, "", "brief") for sentence in PART.sentences)


def judged(example: Example, chance: float) -> Judged:
    return Judged(example, {"recommendation": chance, "request": 0.0, NONE: 1 - chance})


@pytest.fixture
def export() -> Json:
    """What the rules found: the advice, with a low score."""
    found = {"document_id": LETTER.id, "passage_id": PART.passage.id, "kind": "recommendation", "score": 0.7}
    return {"statements": [found | {"id": "s1", "text": ADVICE.sentence.text}], "links": []}


def test_a_veto_takes_what_the_model_thinks_impossible_and_nothing_else(export: Json) -> None:
    assert with_veto(export, [judged(ADVICE, 0.05), judged(RAIN, 0.05)], below=0.1)["statements"] == []
    assert with_veto(export, [judged(ADVICE, 0.2), judged(RAIN, 0.05)], below=0.1) == export


def test_a_sure_rule_is_not_open_to_a_veto(export: Json) -> None:
    export["statements"][0]["score"] = 0.9
    assert with_veto(export, [judged(ADVICE, 0.0)], below=0.1) == export


def test_only_sentences_without_a_statement_are_added(export: Json) -> None:
    more = with_more(export, [judged(ADVICE, 0.99), judged(RAIN, 0.99)], least=0.9)["statements"]
    assert [each["text"] for each in more] == [ADVICE.sentence.text, RAIN.sentence.text]
    assert with_more(export, [judged(RAIN, 0.8)], least=0.9) == export


def test_a_document_is_judged_by_what_is_learnt_from_the_others() -> None:
    rows = np.array([[0.0], [1.0], [0.0], [1.0], [1.0]], np.float32)
    labels = [NONE, "request", NONE, "request", NONE]  # the last one stands alone in its document, against the others
    groups = [OWN, OWN, "a", "a", "b"]
    examples = [Example(PART, ADVICE.sentence, *pair) for pair in zip(labels, groups, strict=True)]
    (last,) = left_out(rows, examples, ["b"])
    assert last.chances["request"] > last.chances[NONE]


def test_the_model_speaks_only_where_the_rules_read_nothing() -> None:
    answers = [Answer("", "overgenomen", "a"), Answer("", "niet overgenomen", "b"), Answer("", "niet overgenomen", "c")]
    found = together(
        ["overgenomen", "onduidelijk", "onduidelijk"], [("niet overgenomen", 0.9)] * 2 + [("overgenomen", 0.4)], 0.5
    )
    assert found == ["overgenomen", "niet overgenomen", "onduidelijk"]
    assert (outcome(found, answers).right, outcome(found, answers).wrongly_adopted) == (2, 0)
