"""The names of bodies: which are there, which probably are one, and what a person decides about that."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import partial

import streamlit as st

from app_pages._authority import HINT, ask_which, can_be_placed, said, undo
from app_pages._form import Fields
from app_pages._html import Column, Html, join, table, tag, text
from app_pages._judge import Question, show_questions, show_saved
from app_pages._more import part_of, show_more
from app_pages._parts import heading, lead
from kb import KnowledgeBase
from kb.labels import amount, body_authorities, day, days, letters, number
from kb.model import Alike, Body, Decision, NameInLetters, Role

COLUMNS = (
    Column("Organisatie", "breed"), Column("Geschreven", "getal"), Column("Ontvangen", "getal"),
    Column("Periode", "ruim"),
)  # fmt: skip
WHAT = (
    "Onder één naam staat een organisatie één keer in lijsten, filters, cijfers en bestanden, ook bij brieven die "
    "later komen. Wat in de brieven staat en welke brieven bij elkaar horen, verandert niet."
)
PLACE = "naam-"  # how the places of these questions begin


def show_bodies(kb: KnowledgeBase) -> None:
    """Nothing while no letter names who writes it."""
    found = kb.bodies()
    if not found:
        return
    placeable = can_be_placed(kb)
    st.html(heading("Namen van organisaties", 2))
    st.html(lead(WHAT))
    show_saved(of=PLACE)
    _show_alike(kb, found)
    part = part_of("organisaties", found)
    caption = part.said(amount(part.total, "organisatie", "organisaties"))
    st.html(table(caption, COLUMNS, [_row(body, of_several=placeable) for body in part.items]))
    show_more(part)
    show_questions(f"{PLACE}zelf", list(_about_any(kb, [body.name for body in found], placeable=placeable)))
    _show_brought(kb, found)
    _show_placed(kb, found)


def _about_any(kb: KnowledgeBase, names: Sequence[str], *, placeable: bool) -> Iterator[Question]:
    if len(names) > 1:
        yield Question(
            "Breng twee namen samen", "Voor namen die het programma niet als dezelfde herkende.",
            partial(_merge_chosen, kb), partial(_ask_two, names), lambda value: f"{value[0]} staat onder {value[1]}",
            needs_reason=False, about="ander", role=Role.MANAGE,
        )  # fmt: skip
    if placeable:
        yield Question(
            "Zeg bij welke gemeente een organisatie hoort", HINT, partial(_place_chosen, kb),
            partial(_ask_where, names), lambda value: f"{value[0]} is {said(value[1])}", needs_reason=False,
            about="gemeente", role=Role.MANAGE,
        )  # fmt: skip


def _row(body: Body, *, of_several: bool) -> tuple[Html, ...]:
    others = [tag("span", text(_also(each)), "onder") for each in body.names if each.decision]
    if of_several and (body.authorities or body.placed):
        others.append(tag("span", text(f"hoort bij {body_authorities(body)}"), "onder"))
    period = days(body.first, body.last) or "zonder datum"
    return (join([text(body.name), *others]), text(number(body.sent)), text(number(body.received)), text(period))


def _also(one: NameInLetters) -> str:
    return f"ook: {one.name} ({letters(one)})"


# -- proposals --------------------------------------------------------------------------------------------------------
def _show_alike(kb: KnowledgeBase, found: Sequence[Body]) -> None:
    alike = kb.alike()
    if not alike:
        return
    known = {body.name: body for body in found}
    st.html(heading("Waarschijnlijk dezelfde", 3))
    part = part_of("dezelfde", alike)
    for one in part.items:
        with st.container(border=True):
            named = join([_named(known[each]) for each in (one.name, one.into)])
            why = tag("p", text(f"Waarom: {one.why}."), "fijn")
            st.html(tag("div", [named, why], data_over=f"{one.name} en {one.into}"))
            show_questions(_place(one.name, one.into), _about(kb, one))
    show_more(part)


def _named(body: Body) -> Html:
    return tag("p", join([tag("strong", text(body.name)), tag("span", text(letters(body)), "onder")]))


def _about(kb: KnowledgeBase, one: Alike) -> Sequence[Question]:
    def merge(shown: str, *, by: str, reason: str) -> Decision:
        other = one.name if shown == one.into else one.into
        return kb.merge_bodies(other, shown, by=by, reason=reason)

    return (
        Question("Dit is dezelfde", "Voortaan staan beide onder één naam. Dat is hieronder terug te draaien.", merge,
                 partial(_ask_shown, (one.into, one.name)), needs_reason=False, role=Role.MANAGE),
        Question("Dit zijn er twee", "Het zijn twee organisaties. Dit voorstel komt niet terug.",
                 partial(kb.keep_bodies_apart, one.name, one.into), needs_reason=False, role=Role.MANAGE),
    )  # fmt: skip


def _ask_shown(names: Sequence[str], fields: Fields) -> str | None:
    return fields.choose("Welke naam wordt getoond?", "getoond", {name: name for name in names}, names[0])


# -- what was decided -------------------------------------------------------------------------------------------------
def _show_brought(kb: KnowledgeBase, found: Sequence[Body]) -> None:
    brought = [(body, each, each.decision) for body in found for each in body.names if each.decision]
    if not brought:
        return
    st.html(heading("Samengevoegde namen", 3))
    part = part_of("samengevoegd", brought)
    for body, one, decision in part.items:
        with st.container(border=True):
            st.html(_said(body, one, decision))
            show_questions(_place(one.name, decision.id), _about_brought(kb, body, one, decision))
    show_more(part)


def _said(body: Body, one: NameInLetters, decision: Decision) -> Html:
    why = f", reden: {decision.reason}" if decision.reason else ""
    who = f"samengevoegd door {decision.by}, {day(decision.at.date())}{why}"
    told = [tag("strong", text(one.name)), text(" staat onder "), tag("strong", text(body.name))]
    return tag("p", [*told, tag("span", text(who), "onder")], data_over=one.name)


def _about_brought(kb: KnowledgeBase, body: Body, one: NameInLetters, decision: Decision) -> Sequence[Question]:
    undo = Question("Maak ongedaan", "Deze naam staat dan weer op zichzelf. Het besluit blijft in de geschiedenis.",
                    partial(kb.withdraw, decision.id), needs_reason=False, role=Role.MANAGE,
                    done=lambda _: f"{one.name} staat weer op zichzelf")  # fmt: skip
    show = Question("Toon deze naam", "De organisatie heet dan overal zo, en niet meer als nu.",
                    partial(kb.merge_bodies, body.name, one.name), needs_reason=False, role=Role.MANAGE,
                    done=lambda _: f"{one.name} wordt getoond")  # fmt: skip
    return (undo, show) if one.sent or one.received else (undo,)


# -- where bodies belong ----------------------------------------------------------------------------------------------
def _show_placed(kb: KnowledgeBase, found: Sequence[Body]) -> None:
    placed = [(body, body.placed) for body in found if body.placed]
    if not placed:
        return
    st.html(heading("Ingedeelde organisaties", 3))
    part = part_of("ingedeeld", placed)
    for body, decision in part.items:
        with st.container(border=True):
            why = f"reden: {decision.reason}" if decision.reason else ""
            told = [tag("strong", text(body.name)), text(f" hoort bij {body_authorities(body)}")]
            st.html(tag("p", [*told, tag("span", text(why), "onder")], data_over=body.name))
            show_questions(_place(body.name, decision.id), (undo(kb, decision),))
    show_more(part)


def _ask_where(names: Sequence[str], fields: Fields) -> tuple[str | None, list[str]]:
    name = fields.choose("Deze organisatie", "organisatie", {name: name for name in names}, typed=True)
    return name, ask_which(fields, ())


def _place_chosen(kb: KnowledgeBase, chosen: tuple[str, list[str]], *, by: str, reason: str) -> Decision:
    return kb.place_body(*chosen, by=by, reason=reason)


# -- two names that somebody chooses ----------------------------------------------------------------------------------
def _ask_two(names: Sequence[str], fields: Fields) -> tuple[str | None, str | None]:
    choices = {name: name for name in names}
    name = fields.choose("Deze naam", "een", choices, typed=True)
    return name, fields.choose("is dezelfde als, en wordt getoond als", "ander", choices, typed=True)


def _merge_chosen(kb: KnowledgeBase, chosen: tuple[str, str], *, by: str, reason: str) -> Decision:
    return kb.merge_bodies(*chosen, by=by, reason=reason)


def _place(*names: str) -> str:
    return PLACE + hashlib.sha256("\n".join(names).encode()).hexdigest()[:12]
