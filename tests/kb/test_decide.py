"""People decide: what they say counts, stays apart from what the machine proposes, and is never overwritten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from kb.errors import BadDecision, NotFound
from kb.knowledge import KnowledgeBase
from kb.model import CommitmentStatus, Filter, Position, Proof, Relation, StatementKind, Status, Verdict
from tests.kb.builders import answer, answers, letter, link, promises, recommends

ADVICE = letter("advies.pdf", recommends("r1", "Publiceer de wachttijden."), date=date(2024, 3, 1))
REPLY = letter(
    "antwoord.pdf",
    answers("a1", "Dat vinden wij belangrijk."),
    promises("c1", "Wij sturen een plan."),
    date=date(2024, 5, 1),
)
PROPOSED = answer("a1", "r1", Position.ADOPTED)


@pytest.fixture(autouse=True)
def _loaded(kb: KnowledgeBase) -> None:
    kb.put(ADVICE)
    kb.put(REPLY)
    kb.put_links([PROPOSED, link("c1", Relation.SUPPLEMENTS, "r1")])


def test_a_decision_says_who_when_and_why(kb: KnowledgeBase) -> None:
    made = kb.decide(PROPOSED.id, Verdict.CONFIRMED, by=" Ans de Wit ", reason="staat er letterlijk ")
    assert (made.by, made.reason, made.at.tzinfo is not None) == ("Ans de Wit", "staat er letterlijk", True)
    (found,) = kb.trail("r1").answers
    assert (found.decision, found.link) == (made, PROPOSED), "proposal and decision stand side by side"
    assert kb.decisions(PROPOSED.id) == (made,)


def test_a_rejected_link_is_out_of_the_trail_but_not_out_of_the_store(kb: KnowledgeBase) -> None:
    kb.decide(PROPOSED.id, Verdict.REJECTED, by="Ans", reason="geen antwoord")
    assert kb.trail("r1").status is Status.NOT_FOUND
    assert PROPOSED in kb.links()


def test_the_last_decision_counts_and_the_earlier_ones_stay(kb: KnowledgeBase) -> None:
    kb.decide(PROPOSED.id, Verdict.REJECTED, by="Ans")
    kb.decide(PROPOSED.id, Verdict.CORRECTED, by="Bob", value=Position.UNCLEAR)
    assert kb.trail("r1").position is Position.UNCLEAR
    kb.decide(PROPOSED.id, Verdict.CONFIRMED, by="Cor")
    assert kb.trail("r1").position is Position.ADOPTED, "what is confirmed is the proposal"
    assert [each.by for each in kb.decisions(PROPOSED.id)] == ["Ans", "Bob", "Cor"]


def test_a_rejected_statement_vanishes_from_lists_and_trails(kb: KnowledgeBase) -> None:
    kb.decide("a1", Verdict.REJECTED, by="Ans", reason="dit is beleefdheid")
    assert "a1" not in {each.id for each in kb.statements()}
    assert kb.trail("r1").answers == ()
    assert kb.statement("a1").id == "a1", "it can still be looked up, to take the decision back"
    assert "a1" in {each.id for each in kb.proposals()}
    kb.decide("a1", Verdict.CONFIRMED, by="Ans")
    assert len(kb.trail("r1").answers) == 1


def test_a_corrected_kind_counts_in_lists(kb: KnowledgeBase) -> None:
    kb.decide("c1", Verdict.CORRECTED, by="Ans", value=StatementKind.INTENTION, reason="geen belofte")
    (found,) = kb.statements(Filter(statement_kinds=(StatementKind.INTENTION,)))
    assert found.id == "c1"
    assert kb.commitments(Filter(statement_kinds=(StatementKind.COMMITMENT,))) == ()
    assert kb.statement("c1").kind is StatementKind.COMMITMENT, "the proposal stays what it was"


def test_a_commitment_is_ticked_off_with_proof_only(kb: KnowledgeBase) -> None:
    with pytest.raises(BadDecision, match="bewijs"):
        kb.decide("c1", Verdict.CORRECTED, by="Ans", value=CommitmentStatus.DONE)
    proof = Proof("antwoord", date(2024, 6, 1), page=1)
    made = kb.decide("c1", Verdict.CORRECTED, by="Ans", value=CommitmentStatus.DONE, proof=proof)
    assert made.proof == proof
    (commitment,) = kb.commitments()
    assert (commitment.status, commitment.decision) == (CommitmentStatus.DONE, made)


def test_ticking_off_does_not_undo_a_corrected_kind(kb: KnowledgeBase) -> None:
    kb.decide("c1", Verdict.CORRECTED, by="Ans", value=StatementKind.INTENTION)
    kb.decide("c1", Verdict.CORRECTED, by="Ans", value=CommitmentStatus.LAPSED)
    (commitment,) = kb.commitments()
    assert (commitment.statement.kind, commitment.status) == (StatementKind.INTENTION, CommitmentStatus.LAPSED)


@pytest.mark.parametrize(
    ("subject", "verdict", "value", "complaint"),
    [
        (PROPOSED.id, Verdict.CORRECTED, "half", "kan hier niet"),
        (PROPOSED.id, Verdict.CORRECTED, CommitmentStatus.DONE, "kan hier niet"),
        ("r1", Verdict.CORRECTED, Position.ADOPTED, "kan hier niet"),
        ("r1", Verdict.CORRECTED, CommitmentStatus.OPEN, "kan hier niet"),
        (PROPOSED.id, Verdict.CORRECTED, None, "nieuwe waarde"),
        (PROPOSED.id, Verdict.CONFIRMED, Position.ADOPTED, "nieuwe waarde"),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    kb: KnowledgeBase, subject: str, verdict: Verdict, value: str | None, complaint: str
) -> None:
    with pytest.raises(BadDecision, match=complaint):
        kb.decide(subject, verdict, by="Ans", value=value)
    assert kb.decisions() == ()


def test_a_decision_needs_a_name_and_a_subject(kb: KnowledgeBase) -> None:
    with pytest.raises(BadDecision, match="wie"):
        kb.decide(PROPOSED.id, Verdict.CONFIRMED, by="  ")
    with pytest.raises(NotFound):
        kb.decide("bestaat-niet", Verdict.CONFIRMED, by="Ans")


def test_decisions_survive_a_second_reading_of_the_document(kb: KnowledgeBase) -> None:
    kb.decide(PROPOSED.id, Verdict.CORRECTED, by="Ans", value=Position.PARTLY)
    kb.put(REPLY)
    kb.put_links([PROPOSED])
    (found,) = kb.trail("r1").answers
    assert (found.position, found.suspect) == (Position.PARTLY, False)


def test_a_decision_about_another_text_is_suspect(kb: KnowledgeBase) -> None:
    kb.decide(PROPOSED.id, Verdict.CONFIRMED, by="Ans")
    changed = letter("antwoord.pdf", answers("a1", "Dat vinden wij  onbelangrijk."), date=date(2024, 5, 1))
    kb.put(replace(changed, document=REPLY.document, original=REPLY.original))
    (found,) = kb.trail("r1").answers
    assert found.suspect


def test_other_line_breaks_do_not_make_a_decision_suspect(kb: KnowledgeBase) -> None:
    kb.decide(PROPOSED.id, Verdict.CONFIRMED, by="Ans")
    changed = letter("antwoord.pdf", answers("a1", "Dat vinden  wij belangrijk."), date=date(2024, 5, 1))
    kb.put(replace(changed, document=REPLY.document, original=REPLY.original))
    (found,) = kb.trail("r1").answers
    assert not found.suspect
