"""The answers to one recommendation: the machine's proposal and a person's decision apart."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from app_pages import _links, _words
from app_pages._added_answer import ADD, BY_ANOTHER
from app_pages._choices import answer_place, show_answer_choices
from app_pages._html import NOTHING, Html, join, link, tag, text
from app_pages._judge import show_saved
from app_pages._parts import chip, citation, how_found, notice, position_badge, quote
from kb import KnowledgeBase, labels
from kb.labels import day, the_replies
from kb.model import Advice, Answer, Basis, Decision, Extent, Position, Role, Statement, Status, Trail, Verdict
from kb.why import why

WITH_VALUE = {Verdict.CORRECTED, Verdict.ADDED, Verdict.MOVED}


def show_answers(kb: KnowledgeBase, trail: Trail, advice: Advice, extent: Extent, name: str) -> None:
    """Every answer with its buttons, the commitments in it, or that nothing was found in what is loaded; `name` is that
    of the point."""
    title = tag("p", text("Antwoord"), "kopje")
    show_saved(of=f"{trail.recommendation.id}-", there=[answer_place(trail, one) for one in trail.answers])
    if not trail.answers:
        by_hand = f" Staat het er toch? Kies dan “{ADD}”." if kb.may(Role.JUDGE) else ""
        st.html(join([title, _no_answer(trail, extent, by_hand)]))
    for position, answer in enumerate(trail.answers):
        about = f"antwoord {position + 1} op {name}" if len(trail.answers) > 1 else f"antwoord op {name}"
        st.html(join([title if position == 0 else NOTHING, _answer(answer, kb.decisions(answer.link.id), about)]))
        show_answer_choices(kb, answer, trail, advice)
    if trail.commitments:
        st.html(_commitments(trail.commitments))


def _no_answer(trail: Trail, extent: Extent, by_hand: str) -> Html:
    """That nothing was found, where was looked, and what to do where it stands there all the same."""
    if trail.status in BY_ANOTHER:
        where = "per onderdeel, zie hieronder" if trail.parts else "via het hoofdpunt"
        return tag("p", text(f"Beantwoord {where}."), "leegte")
    if trail.status is Status.NOT_IN_REPLY:
        letters = [link(_links.document(each.id), the_replies((each,), trail.document)) for each in trail.looked_in]
        found = tag("strong", text("Geen antwoord op dit punt gevonden"))
        return tag(
            "p", [found, text(" in "), join(letters, " en "), text(f". Controleer het daar.{by_hand}")], "leegte"
        )
    found = tag("strong", text("Geen reactie gevonden in wat geladen is"))
    until = f" De termijn {_ran(trail.due)} tot {day(trail.due)}." if trail.due else ""
    return tag("p", [found, text(f": {labels.loaded(extent)}.{until}{by_hand}")], "leegte")


def _ran(due: date) -> str:
    return "loopt" if due >= date.today() else "liep"


def _answer(answer: Answer, history: tuple[Decision, ...], about: str) -> Html:
    return tag(
        "div",
        [
            tag("p", [position_badge(answer.position), text(_origin(answer))], "stand"),
            quote(answer.response.text),
            citation(answer.citation, answer.response.id),
            _general(answer),
            _suspect(answer),
            tag("dl", [_proposal(answer), _decision(answer.decision)], "besluit"),
            told(history),
        ],
        "antwoord",
        data_over=about,
    )


def _origin(answer: Answer) -> str:
    """Who says so: nobody takes a machine's word for a person's."""
    if answer.decision is None or answer.suspect:
        return "voorstel van het programma"
    return "vastgesteld door " + answer.decision.by


def _general(answer: Answer) -> Html:
    if not answer.counts:
        return notice("Dit vertelt een ander. Het telt pas als iemand het bevestigt.")
    if answer.in_general:
        return notice("Dit is van alle punten samen gezegd. Op dit punt zelf is geen antwoord gevonden.")
    return NOTHING


def _suspect(answer: Answer) -> Html:
    if not answer.suspect:
        return NOTHING
    return notice("De tekst is veranderd nadat hierover is besloten. Beoordeel dit antwoord opnieuw.")


def _proposal(answer: Answer) -> Html:
    made_link = answer.link
    if made_link.basis is Basis.PERSON:
        return join([tag("dt", text("Voorstel")), tag("dd", text("geen: een mens legde dit verband"))])
    position = (made_link.position or Position.UNCLEAR).value
    made = tag("span", how_found(made_link), "fijn")
    return join(
        [
            tag("dt", text("Voorstel")),
            tag("dd", [text(position), tag("span", text(f"waarom gekoppeld: {why(made_link.grounds)}"), "fijn"), made]),
        ]
    )


def _decision(decision: Decision | None) -> Html:
    words = [text("nog niet beoordeeld")] if decision is None else [decided(decision)]
    return join([tag("dt", text("Besluit")), tag("dd", words)])


def decided(decision: Decision) -> Html:
    """Who decided what, when and why, in one line."""
    what = decision.verdict.value
    if decision.verdict in WITH_VALUE and decision.value:
        what = f"{what}: {decision.value}"
    reason = tag("span", text(f"reden: {decision.reason}"), "fijn") if decision.reason else NOTHING
    return join([text(f"{what} door {decision.by} op {day(decision.at.date())}"), reason])


def told(history: Sequence[Decision], *, unfolded: bool = False) -> Html:
    """Earlier decisions; with one decision there is no history yet."""
    if len(history) < 2:
        return NOTHING
    items = [tag("li", decided(decision)) for decision in history]
    inside = [tag("summary", text(f"Geschiedenis ({len(history)})")), tag("ol", items)]
    return tag("details", inside, open="" if unfolded else None)


def _commitments(commitments: tuple[Statement, ...]) -> Html:
    """What the answer promises or intends: a label says which of the two."""
    items = []
    for statement in commitments:
        due = _words.due(statement)
        until = tag("span", text(f"termijn: {due}"), "fijn") if due else NOTHING
        items.append(tag("li", [chip(statement), quote(statement.text), until]))
    return join([tag("p", text("In dit antwoord"), "kopje"), tag("ul", items, "verwant")])
