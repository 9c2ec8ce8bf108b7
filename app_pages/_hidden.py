"""What of a document is hidden, and the two ways to correct that. Its words are shown when somebody asks for them."""

from __future__ import annotations

import streamlit as st

from app_pages._html import Column, Html, join, table, tag, text
from app_pages._login import is_shared
from app_pages._parts import attention, heading, lead, problem, problem_at
from app_pages._state import NAME
from kb import KnowledgeBase
from kb.errors import BadDecision
from kb.labels import amount, day
from kb.model import Document, Hidden, Role

COLUMNS = (Column("Label"), Column("Woorden", "breed"), Column("Hoe vaak", "getal"), Column("Nu"))
NAME_FIELD = "verborgen-naam"
MISSES = "Het programma mist namen en nummers: lees een stuk na voordat u het deelt."
ONLY_EXPORT = "Op het scherm is nu niets verborgen; dit geldt voor een bestand waarin u gegevens van inwoners verbergt."


def show_hidden(kb: KnowledgeBase, document: Document) -> None:
    """A heading and a box to tick; the words themselves only when it is ticked. Nothing for who may only read."""
    if not kb.may(Role.JUDGE):
        return
    st.html(heading("Gegevens van inwoners", 2))
    if not st.checkbox("Bekijk en verbeter wat van dit stuk wordt verborgen", key=f"verborgen-{document.id}"):
        return
    items = kb.hidden(document.id)
    st.html(lead(MISSES if kb.concealing else f"{ONLY_EXPORT} {MISSES}"))
    if items:
        st.html(table("Wat wordt verborgen", COLUMNS, [_row(one) for one in items]))
    else:
        st.html(tag("p", text("Er is niets gevonden om te verbergen.")))
    known = st.session_state.get(NAME, "")
    name = st.text_input("Uw naam", value=known, autocomplete="name", key=NAME_FIELD, disabled=is_shared())
    if items:
        with st.form("verborgen-wissel"):
            chosen = st.selectbox("Wat wilt u toch tonen, of weer verbergen?", items, format_func=_option)
            if st.form_submit_button("Toon of verberg dit") and chosen:
                _correct(kb, document, chosen.label, hide=chosen.shown, by=name)
    with st.form("verborgen-meer", clear_on_submit=True):
        words = st.text_input("Welke woorden moeten ook worden verborgen?")
        if st.form_submit_button("Verberg deze woorden"):
            _correct(kb, document, words, hide=True, by=name)


def _row(one: Hidden) -> tuple[Html, ...]:
    now = "getoond" if one.shown else "verborgen"
    made = one.correction
    who = tag("span", text(f"volgens {made.by}, {day(made.at.date())}"), "fijn") if made else text("")
    often = amount(one.times, "keer", "keer") if one.times else ""
    return text(one.label), text("; ".join(one.texts)), text(often), join([text(now), who], " ")


def _option(one: Hidden) -> str:
    return f"{one.label} {'weer verbergen' if one.shown else 'toch tonen'}"


def _correct(kb: KnowledgeBase, document: Document, words: str, *, hide: bool, by: str) -> None:
    try:
        kb.correct(document.id, words, hide=hide, by=by)
    except BadDecision as error:
        said = str(error)
        st.html(problem(said) if by.strip() else problem_at(NAME_FIELD, said, attention()))
        return
    st.session_state[NAME] = by.strip()
    st.rerun()
