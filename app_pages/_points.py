"""The points of an advice: all of them at a glance, then one by one beside their answers; folded, or only those that
still ask for work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from textwrap import shorten

import streamlit as st

from app_pages import _links, _words
from app_pages._address import choose
from app_pages._answer import show_answers
from app_pages._choices import show_point_choices
from app_pages._html import NOTHING, Column, Html, join, link, table, tag, text
from app_pages._judge import saved_between
from app_pages._more import Part, part_of, show_more
from app_pages._parts import citation, heading, lead, position_badge, quote, standing_badge, status_badge
from kb import KnowledgeBase, labels
from kb.labels import RELATIONS, amount
from kb.model import Advice, Extent, Related, Status, Trail
from kb.trails.told import Shown, asks, main_points

COLUMNS = (Column("Punt", "heel"), Column("Antwoord", "ruim"))
NAMED = 4  # points without an answer that are named at once; of the others the table says it
SHOWN = {
    Shown.ALL: "Alle punten", Shown.WITHOUT_ANSWER: "Alleen zonder antwoord",
    Shown.UNJUDGED: "Alleen wat niemand beoordeelde",
}  # fmt: skip
FOLDED = "ingeklapt"  # in the session: per point whether it is folded, where that is not as all others are
NONE_LEFT = {
    Shown.ALL: "Geen adviespunten gevonden.",
    Shown.WITHOUT_ANSWER: "Op elk punt is een antwoord gevonden.",
    Shown.UNJUDGED: "Elk antwoord is beoordeeld.",
}
CASES = "Suggesties bij een casus"
CASES_LEAD = "Dit staat zonder nummer in het rapport, naast de aanbevelingen zelf."


def show_points(kb: KnowledgeBase, advice: Advice, extent: Extent, beside: Callable[[], None]) -> None:
    """All points at a glance, with at their right what else there is to see; below these the points themselves."""
    with st.container(key="advies"):
        left, right = st.columns([7, 4], gap="large")
    with left:
        part, folded = _show_table(advice)
    with right:
        beside()
    cases = _cases(advice)
    say_saved = saved_between([one.recommendation.id for _, one in part.items])
    told = False
    for name, trail in part.items:
        if trail.recommendation.id in cases and not told:
            told = True
            st.html(join([heading(CASES, 2), lead(CASES_LEAD)]))
        say_saved(trail.recommendation.id)
        _show(kb, trail, advice, extent, name, folded)
    say_saved("")
    show_more(part)


def _show_table(advice: Advice) -> tuple[Part[tuple[str, Trail]], bool]:
    """What was passed by, what to show, and the table; which points it holds, and whether they are folded below."""
    passed_by = st.container()
    st.html(heading("Punt voor punt", 2))
    with st.container(key="filters"):
        first, second = st.columns([5, 4], vertical_alignment="bottom")
    shown = Shown(choose(first, "Toon", "toon", {each.value: words for each, words in SHOWN.items()}))
    folded = second.toggle("Alles ingeklapt", key="kort", bind="query-params", on_change=_forget_folds)
    named = list(_words.named(advice.trails))
    cases = _cases(advice)
    wanted = [one for one in named if asks(one[1], shown)]
    wanted.sort(key=lambda one: one[1].recommendation.id in cases)  # suggestions last, in their own order
    asked = st.query_params.get("punt")
    at = next((at for at, (_, one) in enumerate(wanted) if one.recommendation.id == asked), 0)
    part = part_of(f"punten-{advice.document.id}", wanted, (shown, asked), at)
    below = {trail.recommendation.id for _, trail in part.items}
    if said := join([_passed_by(named, below), _only_told(named, below)]):
        passed_by.html(said)
    if not wanted:
        st.html(tag("p", text(NONE_LEFT[shown]), "leegte", role="status"))
        return part, folded
    whole = labels.points(advice.trails)
    if len(wanted) < len(named):
        whole = f"{len(wanted)} van {amount(len(named), 'punt', 'punten')}, onderdelen meegeteld"
    st.html(table(part.said(whole), COLUMNS, [_row(*one) for one in part.items]))
    return part, folded


def _passed_by(named: Sequence[tuple[str, Trail]], below: Collection[str]) -> Html:
    """The points that the reply passes by, each with the way to it where it stands `below`; nothing when none is."""
    found = [one for one in named if one[1].status is Status.NOT_IN_REPLY]
    if not found:
        return NOTHING
    said = {labels.standing(trail) for _, trail in found}
    where = said.pop() if len(said) == 1 else Status.NOT_IN_REPLY.value
    return _ways_to(found, below, f"{where.capitalize()}:", Shown.WITHOUT_ANSWER)


def _only_told(named: Sequence[tuple[str, Trail]], below: Collection[str]) -> Html:
    """The points on which only a paper that is no reply tells an answer, which counts when somebody confirms it."""
    found = [one for one in named if is_only_told(one[1])]
    if not found:
        return NOTHING
    many = amount(len(found), "punt", "punten")
    said = f"Mogelijk beantwoord in een ander stuk, op {many}. Het telt pas als iemand het bevestigt:"
    return _ways_to(found, below, said, Shown.UNJUDGED)


def is_only_told(trail: Trail) -> bool:
    """Whether it has answers, none of which counts."""
    return bool(trail.answers) and trail.position is None


def _ways_to(found: Sequence[tuple[str, Trail]], below: Collection[str], said: str, shown: Shown) -> Html:
    """The first of these points by name, each with the way to it where it stands `below`; of the others how many."""
    items = []
    for name, trail in found[:NAMED]:
        id_, words = trail.recommendation.id, _words.short(trail.recommendation.text, 60)
        items.append(tag("li", join([link(f"#punt-{id_}", name) if id_ in below else text(name), text(words)], " ")))
    if len(found) > NAMED:
        rest = f"en nog {amount(len(found) - NAMED, 'punt', 'punten')}"
        items.append(tag("li", link(_links.here(toon=shown.value, punt=None), rest)))
    return tag("div", [tag("p", text(said), "kopje"), tag("ul", items, "kaal")], "wenk")


def _cases(advice: Advice) -> set[str]:
    """The ids of the suggestions about a case, and of their parts."""
    return {trail.recommendation.id for _, _, trail in labels.numbered(main_points(advice)[1])}


def _row(name: str, trail: Trail) -> tuple[Html, ...]:
    """Its name and first words; the position that was taken, and the status where that says more."""
    words = join(
        [link(f"#punt-{trail.recommendation.id}", name), text(_words.short(trail.recommendation.text, 100))], " "
    )
    found = position_badge(trail.position) if trail.position else NOTHING
    if found and trail.status is Status.ANSWERED:
        return words, found
    told = tag("span", text("mogelijk een antwoord: kijk het na"), "fijn") if is_only_told(trail) else NOTHING
    return words, join([status_badge(trail.status), found, told], " ")


def _show(kb: KnowledgeBase, trail: Trail, advice: Advice, extent: Extent, name: str, folded: bool) -> None:
    """A recommendation at the left, what followed at the right; folded only the first words."""
    id_ = trail.recommendation.id
    closed = bool(st.session_state.get(FOLDED, {}).get(id_, folded))
    part = trail.recommendation.parent_id is not None
    about = _about(name, trail)
    with st.container(key=f"spoor-{id_}"):
        with st.container(horizontal=True, vertical_alignment="bottom", key=f"kop{'deel' if part else ''}-{id_}"):
            title = [text(name), standing_badge(trail)]
            st.html(tag("h3" if part else "h2", title, "punt", id=f"punt-{id_}", data_over=about), width="stretch")
            _show_fold(id_, closed)
        if closed:
            st.html(tag("p", text(shorten(trail.recommendation.text, width=160, placeholder=" …")), "klein"))
            return
        left, right = st.columns(2, gap="large")
        with left:
            st.html(_recommendation(trail))
            show_point_choices(kb, trail, advice)
        with right:
            show_answers(kb, trail, advice, extent, about)


def _about(name: str, trail: Trail) -> str:
    """What buttons beside this point say that they are about; without a number also its first words."""
    words = shorten(trail.recommendation.text, width=50, placeholder=" …")
    return name.lower() if trail.recommendation.label else f"{name.lower()}, {words}"


def _show_fold(id_: str, closed: bool) -> None:
    turn = partial(_fold, id_, not closed)
    if closed:
        st.button("Klap uit", key=f"uit-{id_}", on_click=turn, type="tertiary")
    else:
        st.button("Klap in", key=f"in-{id_}", on_click=turn, type="tertiary")


def _fold(id_: str, closed: bool) -> None:
    st.session_state.setdefault(FOLDED, {})[id_] = closed


def _forget_folds() -> None:
    st.session_state.pop(FOLDED, None)


def _recommendation(trail: Trail) -> Html:
    statement = trail.recommendation
    kind = "Weergegeven advies" if statement.restated else "Advies"
    return join(
        [
            tag("p", text(kind), "kopje"),
            quote(statement.text),
            citation(trail.citation, statement.id),
            _related(trail.related),
        ]
    )


def _related(related: Sequence[Related]) -> Html:
    """Who endorses or repeats it, with place."""
    if not related:
        return NOTHING
    items = [
        tag("li", [tag("span", text(RELATIONS[one.link.relation]), "soort stil"), quote(one.statement.text),
                   citation(one.citation, one.statement.id)])
        for one in related
    ]  # fmt: skip
    return tag("details", [tag("summary", text(f"Komt ook terug in ({len(related)})")), tag("ul", items, "verwant")])
