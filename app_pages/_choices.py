"""What a person can decide about an answer, a point of an advice, a commitment."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from app_pages import _words
from app_pages._added_answer import adds_answer, lacks_answer
from app_pages._asked import LISTED, ask_listed, ask_position, holds, short
from app_pages._form import Fields
from app_pages._html import join, tag, text
from app_pages._judge import Question, as_drawn, narrowed, show_questions, show_saved
from app_pages._more import part_of, show_more
from app_pages._parts import citation, heading, quote
from kb import KnowledgeBase
from kb.commitment_list.advancing import advance, proof_in
from kb.commitment_list.choosing import possibly_kept
from kb.decisions.record import check_day, check_place
from kb.errors import BadDecision
from kb.labels import day
from kb.model import (
    Advice,
    Answer,
    Commitment,
    CommitmentStatus,
    Decision,
    DecisionState,
    Document,
    Position,
    Proof,
    Related,
    Statement,
    Trail,
    Verdict,
)

LITERALLY = "Neem de eerste woorden van het tweede advies letterlijk over uit de tekst."
UNPROVEN = "Kies het document dat bewijst dat het is gedaan."
NO_PLACE = "Vul de bladzijde in, of de alinea waar het document geen bladzijden heeft."
NO_DAY = "Vul de dag in waarop het is gedaan: dit document heeft geen datum."
PROGRESS = "Werk de status bij"
UNDONE = "besluit teruggedraaid"
PROVING = "Bij afgedaan: woorden uit de titel of de bestandsnaam"


# -- an answer --------------------------------------------------------------------------------------------------------
def show_answer_choices(kb: KnowledgeBase, answer: Answer, trail: Trail, advice: Advice) -> None:
    """Confirm, correct, reject or move the link behind an answer; take back what was decided."""
    id_, place = answer.link.id, answer_place(trail, answer)
    kb = as_drawn(kb, place, id_)
    questions = [
        Question("Klopt", "Dit antwoord hoort bij dit punt, met dit standpunt.",
                 partial(kb.decide, id_, **_as_shown(answer)), needs_reason=False),
        Question("Ander standpunt", "Dit antwoord hoort bij dit punt, maar zegt iets anders.",
                 lambda value, **who: kb.decide(id_, Verdict.CORRECTED, value=value, **who),
                 lambda fields: ask_position(fields, answer.position), str),
        Question("Hoort hier niet",
                 "Dit antwoord gaat niet over dit punt. De koppeling verdwijnt; onderaan is dat terug te draaien.",
                 partial(kb.decide, id_, Verdict.REJECTED), removes=True),
    ]  # fmt: skip
    if answer.decision:
        questions.append(_undo(kb, id_))
    more = []
    points = {each.recommendation.id: f"{name}: {short(each.recommendation.text)}"
              for name, each in _words.named(advice.trails) if each is not trail}  # fmt: skip
    if points:
        more.append(Question("Hoort bij een ander punt", "Het antwoord verhuist, met zijn standpunt.",
                             partial(kb.move_answer, id_), lambda fields: ask_listed("Punt", "punt", fields, points),
                             about="punt"))  # fmt: skip
    show_questions(place, questions, more)


def answer_place(trail: Trail, answer: Answer) -> str:
    """Where the buttons of an answer to this point stand."""
    return f"{trail.recommendation.id}-{answer.link.id}"


def _as_shown(answer: Answer) -> dict[str, Any]:
    """Who confirms, confirms what stands on the screen: also the position that somebody gave it before."""
    if answer.position is (answer.link.position or Position.UNCLEAR):
        return {"verdict": Verdict.CONFIRMED}
    return {"verdict": Verdict.CORRECTED, "value": answer.position.value}


def _undo(kb: KnowledgeBase, id_: str) -> Question:
    return Question("Draai besluit terug", "Het laatste besluit hierover vervalt; het blijft in de geschiedenis staan.",
                    partial(kb.withdraw, id_), done=lambda _: UNDONE, needs_reason=False)  # fmt: skip


# -- a point of an advice ---------------------------------------------------------------------------------------------
def show_point_choices(kb: KnowledgeBase, trail: Trail, advice: Advice) -> None:
    """Take a point out of the advice, give it an answer by hand, cut it in two, or join it with its neighbour."""
    point = trail.recommendation
    kb = as_drawn(kb, point.id, point.id)
    questions = [Question(
        "Telt niet als advies", "Hier wordt niets geadviseerd. Het punt verdwijnt; onderaan is dat terug te draaien.",
        partial(kb.decide, point.id, Verdict.REJECTED), removes=True,
    )]  # fmt: skip
    if trail.decision:
        questions.append(_undo(kb, point.id))
    added = adds_answer(kb, point, advice)
    if lacks_answer(trail):
        questions.insert(0, added)
    more = [
        Question("Splits dit punt", "Hier staan twee adviezen. Beide houden de antwoorden, tot u die verplaatst.",
                 lambda value, **who: _split(kb, point, value, **who),
                 lambda fields: fields.line("Met welke woorden begint het tweede advies?", "woorden", "", LITERALLY),
                 lambda _: "punt gesplitst", about="woorden"),
    ]  # fmt: skip
    beside = {one.recommendation.id: f"{name}: {short(one.recommendation.text)}"
              for name, one in _words.named(advice.trails)
              if one is not trail and one.recommendation.passage_id == point.passage_id
              and one.recommendation.kind is point.kind}  # fmt: skip
    if beside:
        more.append(Question("Voeg samen", "Dit punt en een ander in dezelfde alinea zijn één advies.",
                             partial(kb.merge, point.id),
                             lambda fields: ask_listed("Samen met", "punt", fields, beside),
                             lambda _: "punten samengevoegd", about="punt"))  # fmt: skip
    if added not in questions:
        more.insert(0, added)
    show_questions(point.id, questions, more)


def _split(kb: KnowledgeBase, point: Statement, words: str, *, by: str, reason: str) -> Decision:
    at = point.text.find(words)
    if at < 1:
        raise BadDecision(LITERALLY)
    return kb.split(point.id, at, by=by, reason=reason)


def show_undone(kb: KnowledgeBase, document_id: str, trails: Sequence[Trail]) -> None:
    """What people took out of this advice, each with a button that puts it back; nothing when nothing was."""
    show_saved(of="terug-")
    judged = [
        one for one in kb.judged()
        if one.subject_id and one.decision.verdict is Verdict.REJECTED
        and one.state in (DecisionState.COUNTS, DecisionState.SUSPECT)
    ]  # fmt: skip
    if not judged:
        return
    here = {one.id for one in kb.proposals() if one.document_id == document_id}
    places = here | {one.statement.id for trail in trails for one in trail.related}
    links = {link.id: link for link in kb.links() if link.target_id in places}
    rejected = [
        (one.subject_id, one.decision)
        for one in judged
        if one.subject_id and (one.subject_id in here or one.subject_id in links)
    ]
    part = part_of(f"afgewezen-{document_id}", rejected)
    if rejected:
        st.html(heading("Door mensen afgewezen", 2))
    for subject, decision in part.items:
        words = kb.statement(links[subject].source_id if subject in links else subject)
        what = "Hoort hier niet" if subject in links else "Telt niet als advies"
        who = tag("p", text(f"{what}, volgens {decision.by}: {decision.reason}"), "kopje")
        st.html(tag("div", [who, quote(words.text)], data_over=short(words.text)))
        place = f"terug-{subject}"
        show_questions(place, (restore(as_drawn(kb, place, subject), subject),))
    show_more(part)


def restore(kb: KnowledgeBase, id_: str) -> Question:
    """Put back what was rejected."""
    return Question("Draai terug", "Het komt weer terug in het advies.", partial(kb.withdraw, id_),
                    done=lambda _: UNDONE, needs_reason=False)  # fmt: skip


# -- a commitment -----------------------------------------------------------------------------------------------------
def show_commitment_choices(kb: KnowledgeBase, found: Commitment) -> None:
    """Say how far it is, with proof when it is done; or that nobody promises anything here."""
    id_ = found.statement.id
    kb = as_drawn(kb, id_, id_)
    usual = (CommitmentStatus.DONE, *CommitmentStatus)  # what one comes for stands first
    others = list(dict.fromkeys(one.value for one in usual if one is not found.status))
    kept = possibly_kept(found)
    questions = [
        Question(PROGRESS, "Kiest u afgedaan, zeg dan ook waar dat staat.",
                 lambda value, **who: advance(kb, (id_,), *value, **who),
                 lambda fields: ask_progress(fields, kb, others, kept),
                 partial(progress_said, kb), narrow=lambda: narrow_proof(kb)),
        Question("Dit is geen toezegging", "Hier bindt niemand zich; het verdwijnt uit de lijst.",
                 partial(kb.decide, id_, Verdict.REJECTED), removes=True),
    ]  # fmt: skip
    if kept:
        questions.insert(0, close_with(kb, id_, kept))
    if found.decision:
        questions.append(_undo(kb, id_))
    show_questions(id_, questions)


def close_with(kb: KnowledgeBase, id_: str, kept: Related) -> Question:
    """It is done, and what was proposed is the proof: nothing more to ask than a name."""
    return Question("Afgedaan met dit bewijs", "De status wordt afgedaan, met deze brief en bladzijde als bewijs.",
                    lambda **who: advance(kb, (id_,), CommitmentStatus.DONE, proof_in(kb, kept), **who),
                    done=lambda _: progress_said(kb, (CommitmentStatus.DONE.value, proof_in(kb, kept))),
                    needs_reason=False)  # fmt: skip


def narrow_proof(kb: KnowledgeBase) -> str:
    """What the field is called that makes the list of documents shorter; "" while all stand in it."""
    return PROVING if len(kb.documents()) > LISTED else ""


def ask_progress(
    fields: Fields, kb: KnowledgeBase, statuses: Sequence[str], kept: Related | None = None
) -> tuple[str | None, Proof | None]:
    """The new status, and where it stands that the commitment is done: shown and filled in where it was possibly kept,
    else empty, because what is filled in unseen is no proof."""
    status = fields.choose("Nieuwe status", "status", {one: one for one in statuses}, statuses[0])
    documents = {one.id: one for one in reversed(kb.documents())}
    proposed = proof_in(kb, kept) if kept else None
    place = proposed.document_id if proposed else None
    if kept:
        shown = [tag("p", text("Hier staat het mogelijk:"), "kopje"), quote(kept.statement.text),
                 citation(kept.citation, kept.statement.id)]  # fmt: skip
        st.html(join(shown))
    names = {id_: f"{_dated(one)} ({one.file})" for id_, one in documents.items()}
    names = {id_: name for id_, name in names.items() if id_ == place or holds(name, narrowed())}
    chosen = ask_listed("Bij afgedaan: in welk document staat dat?", "document", fields, names, place, missing="")
    at = (proposed.page or proposed.paragraph) if proposed else None
    number = fields.whole_number("Bij afgedaan: op welke bladzijde (of alinea)?", "bladzijde", at)
    given = fields.calendar_day("Bij afgedaan: op welke dag? Leeg: de dag van het document", "dag", None)
    if status != CommitmentStatus.DONE:
        return status, None
    done_on = given or (documents[chosen].date if chosen else None)
    if chosen is None:
        fields.wrong("document", UNPROVEN)
    elif done_on is None:
        fields.wrong("dag", NO_DAY)
    if number is None:
        fields.wrong("bladzijde", NO_PLACE)
    if chosen is None or done_on is None or number is None:
        return status, None
    paged = documents[chosen].paged
    proof = Proof(chosen, done_on, page=number if paged else None, paragraph=None if paged else number)
    fields.check("bladzijde", lambda: check_place(proof, documents[chosen], len(kb.passages(chosen))))
    fields.check("dag", lambda: check_day(proof))
    return status, proof


def progress_said(kb: KnowledgeBase, value: tuple[str, Proof | None]) -> str:
    """afgedaan, met bewijs in Raadsbrief, p. 2, gedaan op 1 oktober 2026"""
    status, proof = value
    if proof is None:
        return status
    where = f"{kb.document(proof.document_id).title}, {_words.proof_place(proof)}"
    return f"{status}, met bewijs in {where}, gedaan op {day(proof.done_on)}"


# -- shared -----------------------------------------------------------------------------------------------------------
def _dated(document: Document) -> str:
    return ", ".join(filter(None, (_words.title_of(document), day(document.date))))
