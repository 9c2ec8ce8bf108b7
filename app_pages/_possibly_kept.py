"""Commitments that seem to be kept: each beside what seems to keep it, and one click that says that it does."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import streamlit as st

from app_pages import _links, _words
from app_pages._address import kept
from app_pages._choices import close_with
from app_pages._html import join, link, tag, text
from app_pages._judge import as_drawn, saved_between, show_questions
from app_pages._more import part_of, show_more
from app_pages._parts import citation, commitment_badge, lead, quote
from kb import KnowledgeBase
from kb.commitment_list.choosing import Entry
from kb.labels import amount
from kb.model import Related

LEAD = "Het programma vond woorden waaruit blijkt dat dit mogelijk is gedaan. Lees ze na; u beslist."


def show_possibly_kept(kb: KnowledgeBase, found: Sequence[Entry], key: Hashable) -> None:
    """Promise at the left, proof at the right, and the button below the proof."""
    st.html(lead(LEAD))
    part = part_of("mogelijk", found, key)
    say_saved = saved_between([_place(one) for one in part.items])
    st.html(tag("p", text(part.said(amount(part.total, "toezegging", "toezeggingen"))), "klein", role="status"))
    for one in part.items:
        proof = one.possibly_kept
        say_saved(_place(one))
        if proof:
            _show(kb, one, proof)
    say_saved("")
    show_more(part)


def _place(entry: Entry) -> str:
    return f"bewijs-{entry.commitment.statement.id}"


def _show(kb: KnowledgeBase, entry: Entry, proof: Related) -> None:
    one = entry.commitment
    id_ = one.statement.id
    with st.container(key=f"mogelijk-{id_}"):
        term = f"{entry.who} · termijn: {_words.term(one)}"
        st.html(tag("p", [commitment_badge(one.status, one.overdue), text(term)], "stand kaart"))
        left, right = st.columns(2, gap="large")
        with left:
            more = link(_links.commitment(id_, kept()), "Bekijk of werk bij",
                        spoken=f"Bekijk of werk bij: {one.statement.text}")  # fmt: skip
            said = join([quote(one.statement.text), citation(one.citation, id_)])
            st.html(join([tag("p", text("Toezegging"), "kopje"), said, tag("p", more, "klein")]))
        with right:
            found = join([quote(proof.statement.text), citation(proof.citation, proof.statement.id)])
            st.html(tag("div", [tag("p", text("Mogelijk nagekomen"), "kopje"), found],
                        data_over=_words.short(one.statement.text, 110)))  # fmt: skip
            place = _place(entry)
            show_questions(place, (close_with(as_drawn(kb, place, id_), id_, proof),))
