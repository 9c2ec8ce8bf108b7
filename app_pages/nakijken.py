"""Screen *Nakijken*: one proposal after the other, the most doubtful and weighty first, to judge with a key each.

The address says where somebody is: `?voorstel=ID`, and the filters `advies-van` and `door`.
"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app_pages import _links, _words
from app_pages._authority import choose_authorities, named, with_authority
from app_pages._html import NOTHING, Html, join, tag, text
from app_pages._login import is_shared
from app_pages._nakijken_deciding import KEYS_OFF, MOVED_ON, SHOWN, WRONG, short, show_choices, show_last
from app_pages._nakijken_item import show_question, show_words
from app_pages._nakijken_place import Place, kept, place
from app_pages._parts import attention, empty, heading, no_documents, none_chosen, notice, problem_at
from app_pages._state import NAME, advices, knowledge, once, review
from kb import KnowledgeBase
from kb.labels import day, number
from kb.model import Advice, Proposed, Role, Trail

EVERY, ANYONE = "Alle documenten", "Iedereen"
LEAD = "Wat het programma voorstelt en wat het betwijfelt. Eerst komt wat het meest onzeker is en het zwaarst weegt."
NO_NAME = "Vul uw naam in: die komt bij elk besluit te staan. Deze browser onthoudt hem."
OWN_NAME = "nakijken-naam"  # in the session: what stands in the field


def main() -> None:
    """The proposal that the address names, else the first that nobody judged."""
    kb = knowledge()
    title = heading("Nakijken")
    found = review(kb)
    if not found:
        st.html(title)
        _show_empty(kb)
        return
    top = st.container()
    chosen, judged, again = _filtered(kb, found)
    here = place(chosen, st.query_params.get("voorstel"), again=again)
    top.html(tag("div", [title, _progress(judged, len(chosen))], "titelregel"))
    name = str(st.session_state.get(NAME, ""))
    if not name:
        st.html(join([notice(NO_NAME), tag("span", NOTHING, data_aandacht=OWN_NAME, data_aan=OWN_NAME)]))
    if here.current is None:
        _show_done(kb, here, found, name)
        return
    _show(kb, here, here.current, found, name)


def _show(kb: KnowledgeBase, here: Place, shown: Proposed, found: Sequence[Proposed], name: str) -> None:
    advice = next((one for one in advices(kb) if one.document.id == shown.document.id), None)
    points = _points(advice) if advice else {}
    own = shown.point.id if shown.point else shown.statement.id
    about = f"“{_words.subject(advice) if advice else shown.document.title}”"
    subject = ", ".join(filter(None, (about, named(kb, shown.document))))
    show_question(shown, points.get(own, ""), subject, kb.decisions(shown.subject_id))
    texts = {each.recommendation.id: each.recommendation.text for _, each in _named(advice)}
    others = {id_: f"{label}: {short(texts[id_])}" for id_, label in points.items() if id_ != own}
    if kb.may(Role.JUDGE):
        show_choices(kb, here, shown, others)
    show_last(kb, _by_subject(kb, found), name)
    show_words(kb, shown)
    st.toggle("Zet de toetsen uit: alleen nog kiezen met de muis, of met tab en enter", key=KEYS_OFF)
    st.html(tag("p", text(LEAD), "klein"))


def _points(advice: Advice) -> dict[str, str]:
    return {each.recommendation.id: name for name, each in _named(advice)}


def _named(advice: Advice | None) -> list[tuple[str, Trail]]:
    return list(_words.named(advice.trails)) if advice else []


# -- which, and how far -----------------------------------------------------------------------------------------------
def _offered(found: Sequence[Proposed]) -> tuple[dict[str, str], list[str]]:
    """The documents, by their ids as they are named and in that order, and the people that there are to choose from."""
    documents = {one.document.id: one.document for one in found}
    names = {id_: f"{_words.about(one)}, {day(one.date) or 'zonder datum'}" for id_, one in documents.items()}
    people = sorted({one.decision.by for one in found if one.decision}, key=str.casefold)
    return dict(sorted(names.items(), key=lambda pair: pair[1].casefold())), people


def _filtered(kb: KnowledgeBase, found: Sequence[Proposed]) -> tuple[list[Proposed], int, bool]:
    """The proposals that pass, how many of them were judged, and whether somebody looks again at what a person
    judged."""
    names, people = once(kb, "nakijken: keuzes", lambda: _offered(found))
    with st.container(key="filters"):
        (own, of, by), town = with_authority(kb, [3, 5, 3], 3)
    own.text_input(
        "Uw naam", st.session_state.get(NAME, ""), key=OWN_NAME, autocomplete="name", on_change=_take_name,
        disabled=is_shared(),
    )  # fmt: skip
    own.html(tag("span", NOTHING, data_verplicht=OWN_NAME))
    if WRONG in st.session_state and not st.session_state.get(NAME):
        own.html(problem_at(OWN_NAME, st.session_state.pop(WRONG), attention()))
    document = of.selectbox(
        "Advies of document", [EVERY, *names], key="advies-van",
        bind="query-params", format_func=lambda id_: names.get(id_, id_), filter_mode=None,
    )  # fmt: skip
    person = by.selectbox("Beoordeeld door", [ANYONE, *people], key="door", bind="query-params", filter_mode=None)
    wanted = None if person == ANYONE else person
    among = choose_authorities(kb, town)
    asked = (document, wanted, among)
    passing = once(kb, "nakijken", lambda: kept(found, None if document == EVERY else document, wanted, among), *asked)
    judged = once(kb, "nakijken: beoordeeld", lambda: sum(not one.is_open for one in passing), *asked)
    return passing, judged, wanted is not None


def _take_name() -> None:
    """And leave the field: in it the keys are letters."""
    st.session_state[NAME] = str(st.session_state[OWN_NAME]).strip()
    st.session_state[MOVED_ON] = True


def _progress(judged: int, many: int) -> Html:
    said = f"{number(judged)} van {number(many)} beoordeeld"
    bar = tag("progress", NOTHING, value=str(judged), max=str(max(1, many)), aria_label="Voortgang")
    return tag("p", join([bar, tag("span", text(said), role="status")], " "), "voortgang")


def _show_done(kb: KnowledgeBase, here: Place, found: Sequence[Proposed], name: str) -> None:
    st.session_state[SHOWN] = None
    if not here.items:
        st.html(none_chosen("Geen voorstel past bij deze keuze.", "nakijken"))
        return
    st.html(empty("Alles is beoordeeld.", "Ga terug naar", _links.start(), "het overzicht"))
    show_last(kb, _by_subject(kb, found), name)


def _by_subject(kb: KnowledgeBase, found: Sequence[Proposed]) -> dict[str, Proposed]:
    return once(kb, "nakijken: voorstellen", lambda: {one.subject_id: one for one in found})


def _show_empty(kb: KnowledgeBase) -> None:
    if kb.documents():
        hint = "In de geladen documenten is niets gevonden om na te kijken. Voeg adviezen en antwoorden toe bij"
        st.html(empty("Niets om na te kijken.", hint, _links.documents(), "Documenten"))
    else:
        st.html(no_documents("Daarna legt het programma u hier zijn voorstellen voor, een voor een."))


if __name__ == "__main__":
    main()
