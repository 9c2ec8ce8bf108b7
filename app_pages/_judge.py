"""A person decides: buttons beside a proposal, and below them a small form that asks for a name and a reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from app_pages._html import join, tag, text
from app_pages._parts import heading, quote
from app_pages._state import NAME
from kb import KnowledgeBase
from kb.errors import BadDecision
from kb.model import Answer, CommitmentStatus, DecisionState, Position, Proof, Trail, Verdict

ASKED = "gevraagd"  # in the session: the form that is open, as (place, subject, question)


@dataclass(frozen=True, slots=True)
class Question:
    """A decision that can be taken: the words of its button and of its form."""

    verdict: Verdict
    button: str
    hint: str
    choice: str = ""  # the name of the new value, for a correction
    reason: str = "Waarom?"
    reason_needed: bool = True


CONFIRM = Question(
    Verdict.CONFIRMED, "Klopt", "Dit antwoord hoort bij dit punt, met dit standpunt.",
    reason="Toelichting (mag leeg blijven)", reason_needed=False,
)  # fmt: skip
CORRECT = Question(
    Verdict.CORRECTED, "Ander standpunt", "Dit antwoord hoort bij dit punt, maar zegt iets anders.", choice="Standpunt"
)
REJECT_LINK = Question(
    Verdict.REJECTED, "Hoort hier niet",
    "Dit antwoord gaat niet over dit punt. De koppeling verdwijnt; onderaan de pagina is dat terug te draaien.",
)  # fmt: skip
REJECT_STATEMENT = Question(
    Verdict.REJECTED, "Telt niet als advies",
    "Hier wordt niets geadviseerd. Het punt verdwijnt; onderaan de pagina is dat terug te draaien.",
)  # fmt: skip
RESTORE = Question(
    Verdict.CONFIRMED, "Draai terug", "Het komt weer terug op deze pagina.",
    reason="Toelichting (mag leeg blijven)", reason_needed=False,
)  # fmt: skip


def show_link_choice(kb: KnowledgeBase, answer: Answer, *, place: str) -> None:
    """Confirm, correct or reject the link behind an answer. `place` tells two showings of one link apart."""
    others = tuple(one.value for one in Position if one is not answer.position)
    show_questions(kb, answer.link.id, (CONFIRM, CORRECT, REJECT_LINK), others, place=place)


def show_questions(
    kb: KnowledgeBase, subject_id: str, questions: Sequence[Question], values: Sequence[str] = (), *, place: str = ""
) -> None:
    """A button per question and the form of the one that was pressed. `values` are what a correction can choose."""
    with st.container(horizontal=True, gap="small", key=f"keuze-{place}-{subject_id}"):
        for question in questions:
            if st.button(question.button, key=f"{question.button}-{place}-{subject_id}", help=question.hint):
                _ask(kb, subject_id, question, place)
    for question in questions:
        if st.session_state.get(ASKED) == (place, subject_id, question.button):
            _show_form(kb, subject_id, question, values if question.choice else ())


def _ask(kb: KnowledgeBase, subject_id: str, question: Question, place: str) -> None:
    """Open the form, or decide at once when it has nothing to ask: no reason needed and the name is known."""
    name = st.session_state.get(NAME)
    if name and not question.reason_needed:
        kb.decide(subject_id, question.verdict, by=name)
        _close()
    st.session_state[ASKED] = (place, subject_id, question.button)


def _close() -> None:
    st.session_state.pop(ASKED, None)
    st.rerun()


def _show_form(kb: KnowledgeBase, subject_id: str, question: Question, values: Sequence[str]) -> None:
    with st.form("besluit"):
        st.html(join([tag("p", text(question.button), "kopje"), tag("p", text(question.hint))]))
        value = st.selectbox(question.choice, values, filter_mode=None) if values else None
        proof = _ask_proof(kb) if CommitmentStatus.DONE.value in values else None
        name = st.text_input("Uw naam", value=st.session_state.get(NAME, ""), autocomplete="name").strip()
        reason = st.text_area(question.reason, height=100).strip()
        with st.container(horizontal=True):
            sent = st.form_submit_button("Leg besluit vast", type="primary")
            dropped = st.form_submit_button("Annuleer")
    if dropped:
        _close()
    if not sent:
        return
    if question.reason_needed and not reason:
        st.error("Vul een reden in, zodat anderen het besluit kunnen volgen.")
        return
    try:
        proof = proof if value == CommitmentStatus.DONE else None
        kb.decide(subject_id, question.verdict, by=name, reason=reason, value=value, proof=proof)
    except BadDecision as error:
        st.error(str(error))
        return
    st.session_state[NAME] = name
    _close()


def _ask_proof(kb: KnowledgeBase) -> Proof | None:
    """Where it stands that a commitment is done; None when no document is chosen."""
    documents = {one.id: one for one in kb.documents()}
    chosen = st.selectbox(
        "Bewijs bij afgedaan: document", [None, *documents], filter_mode=None,
        format_func=lambda id_: documents[id_].title if id_ else "kies een document",
    )  # fmt: skip
    number = st.number_input("Bladzijde (of alinea, in een document zonder bladzijden)", min_value=1, step=1)
    done_on = st.date_input("Klaar op", format="DD-MM-YYYY")
    if chosen is None or not isinstance(done_on, date):
        return None
    paged = documents[chosen].paged
    return Proof(chosen, done_on, page=number if paged else None, paragraph=None if paged else number)


def show_rejected(kb: KnowledgeBase, document_id: str, trails: Sequence[Trail]) -> None:
    """What people took out of this advice, each with a button that puts it back; nothing when nothing was."""
    states = (DecisionState.COUNTS, DecisionState.SUSPECT)
    found = [one for one in kb.judged() if one.state in states and one.decision.verdict is Verdict.REJECTED]
    decided = {one.subject_id: one.decision for one in found if one.subject_id}
    statements = {one.id: one for one in kb.proposals() if one.document_id == document_id}
    places = statements.keys() | {one.statement.id for trail in trails for one in trail.related}
    links = {one.id: one for one in kb.links() if one.id in decided and one.target_id in places}
    subjects = [subject for subject in decided if subject in statements or subject in links]
    if subjects:
        st.html(heading("Door mensen afgewezen", 2))
    for subject in subjects:
        words = statements[subject] if subject in statements else kb.statement(links[subject].source_id)
        what = REJECT_STATEMENT.button if subject in statements else REJECT_LINK.button
        decision = decided[subject]
        who = f"{what}, volgens {decision.by}: {decision.reason}"
        st.html(join([tag("p", text(who), "kopje"), quote(words.text)]))
        show_questions(kb, subject, (RESTORE,), place="terug")
