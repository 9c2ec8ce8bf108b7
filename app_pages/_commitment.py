"""One commitment: its words, its term, where it stands and who decided that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from textwrap import shorten

import streamlit as st

from app_pages import _links, _words
from app_pages._address import kept
from app_pages._answer import decided
from app_pages._choices import PROGRESS, restore, show_commitment_choices
from app_pages._frame import name_page
from app_pages._html import NOTHING, Html, join, link, tag, text
from app_pages._judge import as_drawn, open_form, show_questions, show_saved
from app_pages._parts import badge, citation, commitment_badge, empty, facts, heading, how_found, quote, ways_back
from app_pages._state import advices, commitments
from app_pages._text import around
from kb import KnowledgeBase
from kb.errors import NotFound
from kb.labels import LATER, RELATIONS, day
from kb.model import Commitment, Proof, Related, Relation, StatementKind
from kb.why import why

NAMED = 4  # points or advices that a letter with many is said to belong to


def show_commitment(kb: KnowledgeBase, statement_id: str) -> None:
    """The page of one commitment or intention; says so when there is none with this id."""
    at_work = st.query_params.pop("werk", "")  # once: what is closed stays closed
    st.html(ways_back(_links.commitments(kept("toezegging")), "Alle toezeggingen"))
    found = _found(kb, statement_id)
    if found is None:
        name_page("Toezegging")
        _show_absent(kb, statement_id)
        return
    intention = found.statement.kind is StatementKind.INTENTION
    name_page(shorten(found.statement.text, width=60, placeholder=" …"))
    st.html(heading("Voornemen" if intention else "Toezegging"))
    st.html(quote(found.statement.text))
    st.html(citation(found.citation, found.statement.id))
    st.html(around(kb.passages(found.document.id), found.statement))
    st.html(_facts_of(kb, found))
    _show_related("Wat er later over is gezegd", found.later, LATER)
    _show_related("Hangt samen met", found.earlier, RELATIONS)
    show_saved(f"terug-{statement_id}")
    if not intention:
        if at_work:
            open_form(found.statement.id, PROGRESS)
        show_commitment_choices(kb, found)
    _show_history(kb, found.statement.id)


def _found(kb: KnowledgeBase, statement_id: str) -> Commitment | None:
    """The commitment; of a row in a list that repeats one, that one."""
    known = commitments(kb)
    own = next((one for one in known if one.statement.id == statement_id), None)
    return own or next((one for one in known if any(each.statement.id == statement_id for each in one.later)), None)


def _show_related(title: str, related: Sequence[Related], names: Mapping[Relation, str]) -> None:
    """Each with its words, its place and why it was linked; the programme proposes, it closes nothing."""
    if not related:
        return
    items = [
        tag("li", [
            tag("span", text(names[one.link.relation]), "soort stil"), quote(one.statement.text),
            citation(one.citation, one.statement.id), tag("span", text(f"Waarom: {why(one.link.grounds)}"), "fijn"),
        ])
        for one in related
    ]  # fmt: skip
    st.html(heading(title, 2))
    st.html(tag("ul", items, "verwant"))


def _show_absent(kb: KnowledgeBase, statement_id: str) -> None:
    """A commitment that somebody rejected, with a way back, or one that is not there at all."""
    st.html(heading("Toezegging"))
    rejected = next((one for one in kb.proposals() if one.id == statement_id), None)
    if rejected is None:
        st.html(empty("Deze toezegging is er niet (meer).", "Ga terug naar", _links.commitments(), "alle toezeggingen"))
        return
    show_saved(statement_id)
    st.html(join([tag("p", text("Dit telt niet als toezegging."), "kopje"), quote(rejected.text)]))
    place = f"terug-{statement_id}"
    show_questions(place, (restore(as_drawn(kb, place, statement_id), statement_id),))
    _show_history(kb, statement_id)


def _belongs_to(kb: KnowledgeBase, found: Commitment) -> Html:
    """The points that it is said about, each with its advice; else the advices that its letter answers."""
    id_, own = found.statement.id, found.recommendation_id
    points = [
        link(_links.point(advice.document.id, trail.recommendation.id), f"{name} van “{_words.subject(advice)}”")
        for advice in advices(kb)
        for name, trail in _words.named(advice.trails)
        if trail.recommendation.id == own or any(each.id == id_ for each in trail.commitments)
    ]
    letters = [
        link(_links.advice(advice.document.id), _words.subject(advice))
        for advice in advices(kb)
        if not points and any(reply.id == found.document.id for reply in advice.replies)
    ]
    return join([*points[:NAMED], *letters[:NAMED]], "<br>")


def _facts_of(kb: KnowledgeBase, found: Commitment) -> Html:
    statement = found.statement
    stand = (
        badge("voornemen, geen toezegging", "stil", "leeg")
        if statement.kind is StatementKind.INTENTION
        else commitment_badge(found.status, found.overdue)
    )
    return facts(
        [
            ("Status", stand),
            ("Wie", text(statement.actor or "onbekend")),
            ("Aan", text(statement.addressee or found.document.addressee or "")),
            ("Termijn", text(_words.term(found))),
            ("Hoort bij", _belongs_to(kb, found)),
            ("Gevonden door", how_found(statement)),
        ]
    )


def _show_history(kb: KnowledgeBase, statement_id: str) -> None:
    st.html(heading("Geschiedenis", 2))
    history = kb.decisions(statement_id)
    if history:
        st.html(
            tag(
                "ol",
                [tag("li", [decided(decision), _proof(kb, decision.proof)]) for decision in history],
                "geschiedenis",
            )
        )
    else:
        st.html(tag("p", text("Nog niemand heeft hierover een besluit vastgelegd."), "klein"))


def _proof(kb: KnowledgeBase, proof: Proof | None) -> Html:
    """Where one can see that it is done; nothing when no proof was given, or when its document was forgotten."""
    if proof is None:
        return NOTHING
    try:
        document = kb.document(proof.document_id)
    except NotFound:
        return tag("span", text("bewijs: het document is verwijderd"), "fijn")
    where = link(
        _links.document(document.id, proof.page, paragraph=proof.paragraph),
        f"{document.title}, {_words.proof_place(proof)}",
    )
    return tag("span", [text("bewijs: "), where, text(f", gedaan op {day(proof.done_on)}")], "fijn")
