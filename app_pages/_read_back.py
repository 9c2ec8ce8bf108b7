"""A kept list of commitments that is read back: choose the file, see what would change, take it over under a name."""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from app_pages import _links
from app_pages._form import FORM, Fields
from app_pages._frame import name_page
from app_pages._html import NOTHING, Column, Html, join, link, table, tag, text
from app_pages._judge import as_drawn
from app_pages._more import part_of, show_more
from app_pages._parts import attention, heading, lead, notice, problem_at, saved
from app_pages._state import NAME
from kb import KnowledgeBase
from kb.commitment_list.kept_file import read_list
from kb.commitment_list.reading_back import Change, Comparison, Left, compared, said, take_over
from kb.errors import BadDecision, BadList
from kb.labels import amount
from kb.temporary import temporary

LEAD = (
    "Kies de lijst die u hier wegschreef en bijwerkte, of de lijst die uw griffie bijhoudt. U ziet eerst wat er zou "
    "veranderen; er verandert niets voordat u het vastlegt."
)
ROUND, TAKEN = "lijst-ronde", "lijst-vastgelegd"  # in the session
CHANGES = (Column("Rij", "smal"), Column("Toezegging", "breed"), Column("Wat verandert"))
LEFT = (Column("Rij", "smal"), Column("Wat niet wordt overgenomen, en waarom"))


def show_read_back(kb: KnowledgeBase) -> None:
    """The whole screen."""
    st.html(tag("p", link(_links.commitments(), "Alle toezeggingen"), "terug"))
    name_page("Bijgewerkte lijst teruglezen")
    st.html(heading("Bijgewerkte lijst teruglezen"))
    st.html(lead(LEAD))
    if TAKEN in st.session_state:
        st.html(saved(st.session_state.pop(TAKEN)))
    turn = st.session_state.setdefault(ROUND, 0)
    key = f"lijst-{turn}"
    file = st.file_uploader("Lijst toezeggingen (Excel, Word of CSV)", key=key)
    st.html(tag("span", NOTHING, data_verplicht=key))
    if file is None:
        return
    try:
        found = _compared(kb, file.name, file.getvalue())
    except BadList as error:
        st.html(problem_at(key, str(error), attention()))
        return
    _show(kb, found)


def _compared(kb: KnowledgeBase, name: str, data: bytes) -> Comparison:
    """The file under its own name, as far as a file system takes it."""
    with temporary(kb.home) as folder:
        given = PurePath(name)
        path = folder / f"{given.stem[:80] or 'lijst'}{given.suffix}"
        path.write_bytes(data)
        return compared(kb, read_list(path))


def _show(kb: KnowledgeBase, found: Comparison) -> None:
    st.html(tag("p", text(f"{said(found)}."), "klein", role="status"))
    if found.changes:
        st.html(heading("Wat er zou veranderen", 2))
        part = part_of("lijst-wijzigingen", found.changes)
        words = amount(part.total, "wijziging", "wijzigingen")
        st.html(table(part.said(words), CHANGES, map(_change, part.items)))
        show_more(part)
        _show_form(kb, found)
    else:
        st.html(notice("De lijst zegt niets anders dan wat al bekend is."))
    if found.left:
        st.html(heading("Wat blijft zoals het is", 2))
        rest = part_of("lijst-opmerkingen", found.left)
        st.html(table(rest.said(amount(rest.total, "opmerking", "opmerkingen")), LEFT, map(_left, rest.items)))
        show_more(rest)


def _show_form(kb: KnowledgeBase, found: Comparison) -> None:
    fields = Fields("lijst-overnemen")
    kb = as_drawn(kb, "lijst-overnemen", *(one.entry.commitment.statement.id for one in found.changes))
    with st.form("lijst-overnemen"):
        name = fields.name()
        fields.space()
        sent = st.form_submit_button(
            f"Leg {amount(len(found.changes), 'wijziging', 'wijzigingen')} vast", type="primary"
        )
    if not sent or fields.say():
        return
    try:
        made = take_over(kb, found.changes, by=name)
    except BadDecision as error:
        fields.wrong(FORM, str(error))
        fields.say()
        return
    st.session_state[NAME] = name
    st.session_state[TAKEN] = f"Vastgelegd: {amount(len(made), 'wijziging', 'wijzigingen')} door {name}."
    st.session_state[ROUND] += 1
    st.rerun()


def _change(one: Change) -> tuple[Html, ...]:
    said = one.entry.commitment.statement
    shown = link(_links.commitment(said.id), "Bekijk", "klein", spoken=f"Bekijk: {said.text}")
    parts = [tag("li", text(part)) for part in one.words.split("; ")]
    return text(one.place), join([tag("span", text(said.text), "woorden"), shown]), tag("ul", parts, "kaal")


def _left(one: Left) -> tuple[Html, ...]:
    return text(one.place), text(one.words)
