"""What people change beside judging: links and statements by hand, split and merged ones, proof, and taking back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kb.errors import BadDecision, NotFound
from kb.knowledge import KnowledgeBase
from kb.model import (
    Agreement,
    Basis,
    CommitmentStatus,
    DecisionState,
    Filter,
    Ground,
    GroundKind,
    Position,
    Proof,
    Relation,
    StatementKind,
    Status,
    Verdict,
)
from kb.why import why
from tests.kb.builders import answer, answers, letter, promises, recommends, together, without_pages

NUMBERED, ORDERS = Ground(GroundKind.NUMBERED, "1"), Ground(GroundKind.IMPERATIVE)

BOTH = "Publiceer de wachttijden en stel een contactpersoon aan."
MISSED = "Ook vragen wij u de brieven te herschrijven, zo spoedig mogelijk."
ADVICE = letter(
    "advies.pdf",
    recommends("r1", BOTH, label="1"),
    recommends("r2", "Verlaag de eigen bijdrage.", label="2"),
    MISSED,
    together(recommends("r3", "Verbeter de website."), recommends("r4", "Doe dat in heldere taal.")),
    date=date(2024, 3, 1),
)
REPLY = letter(
    "antwoord.pdf",
    answers("a1", "Dat nemen wij over."),
    answers("a2", "Dat nemen wij niet over."),
    promises("c1", "Wij sturen u voor 1 juli een plan.", due=date(2024, 7, 1)),
    date=date(2024, 5, 1),
)
PLAN = without_pages(letter("plan.txt", "Hierbij het plan.", "Het is klaar.", date=date(2024, 6, 20)))
LINK = answer("a1", "r1", Position.ADOPTED)


@pytest.fixture(autouse=True)
def _loaded(kb: KnowledgeBase) -> None:
    for reading in (ADVICE, REPLY, PLAN):
        kb.put(reading)
    kb.put_links([LINK])


def ids(kb: KnowledgeBase) -> set[str]:
    return {each.id for each in kb.statements()}


# -- links ------------------------------------------------------------------------------------------------------------
def test_a_link_by_hand_says_that_a_person_made_it(kb: KnowledgeBase) -> None:
    made = kb.add_link("a2", "r2", position=Position.REJECTED, by="Ans", reason="zelfde onderwerp")
    (found,) = kb.trail("r2").answers
    assert (found.position, found.decision, found.link.id) == (Position.REJECTED, made, made.subject_id)
    assert (found.link.found_by, why(found.link.grounds)) == ("met de hand, Ans", "zelfde onderwerp")
    kb.put_links([LINK])
    assert len(kb.trail("r2").answers) == 1, "linking again leaves it"
    kb.decide(made.subject_id, Verdict.CORRECTED, by="Bo", value=Position.PARTLY)
    assert kb.trail("r2").position is Position.PARTLY
    kb.put(REPLY)
    assert kb.trail("r2").position is Position.PARTLY


def test_a_link_by_hand_can_be_of_another_kind(kb: KnowledgeBase) -> None:
    kb.add_link("c1", "r2", Relation.SUPPLEMENTS, by="Ans")
    (related,) = kb.trail("r2").related
    assert (related.statement.id, related.link.relation) == ("c1", Relation.SUPPLEMENTS)


@pytest.mark.parametrize(
    ("source", "target", "relation", "position", "complaint"),
    [
        ("a1", "r1", Relation.ANSWERS, None, "is er al"),
        ("r1", "a1", Relation.RESTATES, None, "van de latere"),
        ("a1", "c1", Relation.ANSWERS, None, "hoort bij een aanbeveling"),
        ("r2", "r1", Relation.ANSWERS, None, "geen antwoord"),
        ("r2", "r2", Relation.REPEATS, None, "met zichzelf"),
        ("a2", "r2", Relation.RESTATES, Position.ADOPTED, "Alleen een antwoord"),
    ],
)
def test_a_link_that_cannot_be_is_refused(
    kb: KnowledgeBase, source: str, target: str, relation: Relation, position: Position | None, complaint: str
) -> None:
    with pytest.raises(BadDecision, match=complaint):
        kb.add_link(source, target, relation, position=position, by="Ans")
    assert kb.decisions() == ()


def test_an_answer_moves_with_its_position_and_back_again(kb: KnowledgeBase) -> None:
    kb.decide(LINK.id, Verdict.CORRECTED, by="Ans", value=Position.PARTLY)
    kb.move_answer(LINK.id, "r2", by="Bo", reason="gaat over de bijdrage")
    assert kb.trail("r1").status is Status.NOT_IN_REPLY
    assert (kb.trail("r2").position, kb.trail("r2").answers[0].link.found_by) == (Position.PARTLY, "met de hand, Bo")
    kb.put_links([LINK])
    assert kb.trail("r1").answers == (), "the machine proposes it again and is not believed"
    kb.withdraw("a1-answers-r2", by="Bo")
    assert (kb.trail("r1").position, kb.trail("r2").answers) == (Position.PARTLY, ())


# -- statements -------------------------------------------------------------------------------------------------------
def test_a_statement_by_hand_counts_and_can_be_answered(kb: KnowledgeBase) -> None:
    end = MISSED.index(", zo")
    made = kb.add_statement("advies.3", 0, end, StatementKind.RECOMMENDATION, by="Ans", reason="gemist")
    statement = kb.statement(made.subject_id)
    assert (statement.text, statement.found_by) == (MISSED[:end], "met de hand, Ans")
    assert [each.recommendation.id for each in kb.advice("advies").trails][2] == made.subject_id, "in its place"
    kb.add_link("a2", made.subject_id, position=Position.REJECTED, by="Ans")
    assert kb.trail(made.subject_id).status is Status.ANSWERED
    kb.put_links([LINK, answer("a1", made.subject_id, Position.ADOPTED)])
    assert len(kb.trail(made.subject_id).answers) == 2, "the machine may link it too"
    assert not kb.check()
    with pytest.raises(BadDecision, match="is er al"):
        kb.add_statement("advies.3", 0, end, StatementKind.RECOMMENDATION, by="Bo")
    with pytest.raises(BadDecision, match="staat niets"):
        kb.add_statement("advies.3", end, end + 2, StatementKind.RECOMMENDATION, by="Bo")


def test_a_split_statement_keeps_its_answer_on_both_parts_until_one_is_moved(kb: KnowledgeBase) -> None:
    kb.decide(LINK.id, Verdict.CONFIRMED, by="Ans")
    kb.split("r1", BOTH.index("en stel"), by="Ans")
    assert [kb.statement(id_).text for id_ in ("r1.1", "r1.2")] == [
        "Publiceer de wachttijden",
        "en stel een contactpersoon aan.",
    ]
    assert "r1" not in ids(kb)
    assert [kb.trail(id_).position for id_ in ("r1.1", "r1.2")] == [Position.ADOPTED, Position.ADOPTED]
    kb.decide("a1-answers-r1.2", Verdict.REJECTED, by="Bo")
    assert kb.trail("r1.2").status is Status.NOT_IN_REPLY
    with pytest.raises(BadDecision, match="gesplitst"):
        kb.decide("r1", Verdict.CONFIRMED, by="Bo")
    kb.withdraw("r1.1", by="Bo")
    assert "r1" in ids(kb)
    assert [each.by for each in kb.loose_decisions()] == ["Bo"], "what was said of a part does not hold for the whole"
    assert kb.trail("r1").position is Position.ADOPTED


def test_two_statements_of_one_paragraph_become_one(kb: KnowledgeBase) -> None:
    kb.put_links([answer("a1", "r3", Position.ADOPTED)])
    kb.merge("r4", "r3", by="Ans")
    trail = kb.trail("r3+")
    assert trail.recommendation.text == "Verbeter de website. Doe dat in heldere taal."
    assert trail.position is Position.ADOPTED
    assert not {"r3", "r4"} & ids(kb)
    with pytest.raises(BadDecision, match="dezelfde alinea"):
        kb.merge("r1", "r2", by="Ans")
    kb.withdraw("r3+", by="Ans")
    assert {"r3", "r4"} <= ids(kb)


def test_what_is_merged_rests_on_a_person_and_on_what_both_rested_on(kb: KnowledgeBase) -> None:
    letter_again = letter(
        "ander.pdf",
        together(
            recommends("n1", "Aanbeveling 1: Meet elk jaar.", grounds=(NUMBERED,), basis=Basis.STRUCTURE),
            recommends("n2", "Publiceer de cijfers.", grounds=(ORDERS,)),
        ),
    )
    kb.put(letter_again)
    kb.merge("n1", "n2", by="Ans")
    made = kb.statement("n1+")
    assert (made.basis, made.grounds) == (Basis.PERSON, (NUMBERED, ORDERS))


# -- proof ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("proof", "complaint"),
    [
        (None, "Noem bij een afgedane toezegging het bewijs"),
        (Proof("antwoord", date(2024, 6, 1), page=2), "heeft geen bladzijde 2; de laatste is 1"),
        (Proof("antwoord", date(2024, 6, 1), paragraph=1), "Noem van het bewijs de bladzijde"),
        (Proof("plan", date(2024, 6, 1), paragraph=3), "heeft geen alinea 3; de laatste is 2"),
        (Proof("plan", date.today() + timedelta(days=2), paragraph=1), "in de toekomst"),
    ],
)
def test_proof_that_does_not_exist_is_refused(kb: KnowledgeBase, proof: Proof | None, complaint: str) -> None:
    with pytest.raises(BadDecision, match=complaint):
        kb.decide("c1", Verdict.CORRECTED, by="Ans", value=CommitmentStatus.DONE, proof=proof)
    gone = Proof("weg", date(2024, 6, 1), page=1)
    with pytest.raises(NotFound):
        kb.decide("c1", Verdict.CORRECTED, by="Ans", value=CommitmentStatus.DONE, proof=gone)
    assert kb.decisions() == ()


def test_a_commitment_goes_on_step_by_step_and_back(kb: KnowledgeBase) -> None:
    kb.decide("c1", Verdict.CORRECTED, by="Ans", value=CommitmentStatus.IN_PROGRESS)
    proof = Proof("plan", date(2024, 6, 20), paragraph=2)
    kb.decide("c1", Verdict.CORRECTED, by="Ans", value=CommitmentStatus.DONE, proof=proof)
    (done,) = kb.commitments()
    assert (done.status, done.overdue, done.decision and done.decision.proof) == (CommitmentStatus.DONE, False, proof)
    kb.withdraw("c1", by="Bo", reason="het was een concept")
    (again,) = kb.commitments()
    assert again.status is CommitmentStatus.IN_PROGRESS
    assert [(each.decision.by, str(each.state)) for each in kb.judged()] == [
        ("Ans", "geldt"),
        ("Ans", "ingetrokken"),
        ("Bo", "geldt"),
    ]


# -- taking back and agreement ----------------------------------------------------------------------------------------
def test_taking_back_goes_one_step_at_a_time(kb: KnowledgeBase) -> None:
    kb.decide("r1", Verdict.REJECTED, by="Ans")
    kb.decide("r1", Verdict.CONFIRMED, by="Bo")
    kb.withdraw("r1", by="Cor")
    assert "r1" not in ids(kb), "Ans's word counts again"
    kb.withdraw("r1", by="Cor")
    assert "r1" in ids(kb)
    with pytest.raises(NotFound, match="geen besluit om in te trekken"):
        kb.withdraw("r1", by="Cor")
    assert len(kb.decisions("r1")) == 4, "nothing is ever taken off the list"


def test_agreement_counts_the_last_word_about_each_proposal_of_the_machine(kb: KnowledgeBase) -> None:
    kb.put_links([LINK, answer("a2", "r2", Position.ADOPTED)])
    kb.decide("r1", Verdict.REJECTED, by="Ans")
    kb.decide("r1", Verdict.CONFIRMED, by="Bo")
    kb.decide("r2", Verdict.REJECTED, by="Ans")
    kb.withdraw("r2", by="Ans")
    kb.decide("r3", Verdict.REJECTED, by="Ans")
    kb.decide("c1", Verdict.CORRECTED, by="Ans", value=CommitmentStatus.IN_PROGRESS)
    kb.decide(LINK.id, Verdict.CONFIRMED, by="Ans")
    kb.decide("a2-answers-r2", Verdict.CORRECTED, by="Ans", value=Position.REJECTED)
    made = kb.add_statement("advies.3", 0, 20, StatementKind.RECOMMENDATION, by="Ans")
    kb.decide(made.subject_id, Verdict.CONFIRMED, by="Bo")
    assert kb.agreement() == (
        Agreement("aanbeveling", judged=2, confirmed=1, rejected=1, added=1),
        Agreement("antwoord", judged=2, confirmed=2),
        Agreement("standpunt", judged=2, confirmed=1, corrected=1),
    )
    assert [each.share for each in kb.agreement()] == [0.5, 1.0, 0.5]


# -- any sequence -----------------------------------------------------------------------------------------------------
ANY = st.sampled_from(["r1", "r2", "r3", "r4", "a1", "a2", "c1", "r1.1", "r1.2", "r3+", LINK.id, "a2-answers-r2"])
STEP = st.one_of(
    st.tuples(st.just("decide"), ANY, st.sampled_from(list(Verdict)), st.none() | st.sampled_from(
        [Position.PARTLY, StatementKind.INTENTION, CommitmentStatus.IN_PROGRESS]
    )),
    st.tuples(st.just("add_link"), ANY, ANY, st.sampled_from(list(Relation))),
    st.tuples(st.just("move_answer"), ANY, ANY),
    st.tuples(st.just("add_statement"), st.integers(1, 4), st.integers(0, 30), st.sampled_from(list(StatementKind))),
    st.tuples(st.just("split"), ANY, st.integers(0, 60)),
    st.tuples(st.just("merge"), ANY, ANY),
    st.tuples(st.just("withdraw"), ANY),
    st.tuples(st.just("relink")),
    st.tuples(st.just("reread")),
)  # fmt: skip


def take(kb: KnowledgeBase, step: tuple[object, ...]) -> None:
    name, *given = step
    if name == "decide":
        kb.decide(given[0], given[1], by="Ans", value=given[2])  # type: ignore[arg-type]
    elif name == "add_statement":
        kb.add_statement(f"advies.{given[0]}", given[1], given[1] + 12, given[2], by="Ans")  # type: ignore
    elif name == "relink":
        kb.put_links([LINK])
    elif name == "reread":
        kb.put(ADVICE)
    else:
        getattr(kb, str(name))(*given, by="Ans")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=12))
def test_any_sequence_of_decisions_keeps_everything_readable_and_whole(
    kb: KnowledgeBase, steps: list[tuple[object, ...]]
) -> None:
    taken = 0
    before = len(kb.decisions())
    for step in steps:
        try:
            take(kb, step)
            taken += step[0] not in ("relink", "reread")
        except (BadDecision, NotFound):
            continue
    assert len(kb.decisions()) == before + taken == len(kb.judged())
    statements = {each.id: each for each in kb.statements()}
    for each in statements.values():
        assert kb.passage(each.passage_id).text[each.start : each.end] == each.text
    for advice in kb.advices():
        for trail in advice.trails:
            assert trail.recommendation.id in statements
            assert all(one.link.source_id in statements for one in trail.answers)
    assert {link.id for link in kb.links()} >= {
        one.link.id for t in kb.advices() for r in t.trails for one in r.answers
    }
    assert not kb.check()
    assert all(each.judged == each.confirmed + each.corrected + each.rejected for each in kb.agreement())
    for judged in reversed(kb.judged()):
        if judged.state is not DecisionState.WITHDRAWN and judged.decision.verdict is not Verdict.WITHDRAWN:
            kb.withdraw(judged.decision.id, by="Ans")
    assert {(s.id, s.kind) for s in kb.statements()} == {(s.id, s.kind) for s in kb.proposals()}, "all taken back"
    assert {each.recommendation.id for a in kb.advices(Filter()) for each in a.trails} == {"r1", "r2", "r3", "r4"}


# -- what a decision does not touch -----------------------------------------------------------------------------------
def test_a_statement_that_says_the_same_twice_is_cut_where_the_person_said(kb: KnowledgeBase) -> None:
    kb.put(letter("twee.pdf", recommends("r9", "Schrijf korter. Schrijf korter.")))
    kb.split("r9", len("Schrijf korter. "), by="Ans")
    assert [each.text for each in kb.statements() if each.document_id == "twee"] == ["Schrijf korter."] * 2


def test_what_was_decided_about_a_part_does_not_fall_on_the_whole(kb: KnowledgeBase) -> None:
    split = kb.split("r1", BOTH.index("stel"), by="Ans")
    part = kb.decide("r1.1", Verdict.REJECTED, by="Ans", reason="dit vraagt niets")
    kb.withdraw(split.id, by="Ans")
    assert kb.trail("r1").recommendation.text == BOTH
    assert kb.loose_decisions() == (part,)
