"""Several commitments at once: choose rows, and one form for all of them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import partial

import streamlit as st

from app_pages import _words
from app_pages._choices import ask_progress, narrow_proof, progress_said
from app_pages._html import join, tag, text
from app_pages._judge import Question, as_drawn, show_questions, show_saved
from app_pages._more import MOST, part_of, show_more
from app_pages._parts import commitment_badge
from kb import KnowledgeBase
from kb.commitment_list.advancing import advance
from kb.commitment_list.choosing import Entry
from kb.labels import amount, day
from kb.model import CommitmentStatus, Decision, Proof

ROUND = "meer-ronde"  # in the session: counts decisions, so that nothing is chosen after one
CHOOSE = tuple(f"Kies nummer {number}" for number in range(1, MOST + 1))  # a row each


def show_several(kb: KnowledgeBase, found: Sequence[Entry], key: Hashable) -> None:
    """A row to tick per commitment; above them how many are chosen, and the form."""
    part = part_of("meer-tegelijk", found, key)
    turn = st.session_state.setdefault(ROUND, 0)
    boxes = {one.commitment.statement.id: f"kies-{turn}-{one.commitment.statement.id}" for one in part.items}
    ids = [id_ for id_, box in boxes.items() if st.session_state.get(box)]
    with st.container(key="gekozen"):
        said = amount(len(ids), "toezegging gekozen", "toezeggingen gekozen")
        st.html(tag("p", text(f"{said} van {part.said(str(part.total))}"), "klein", role="status"))
        with st.container(horizontal=True):
            st.button("Kies alle getoonde", on_click=partial(_tick, list(boxes.values()), True))
            if ids:
                st.button("Kies geen", on_click=partial(_tick, list(boxes.values()), False))
        show_saved("gekozen")
        if ids:
            _ask_status(kb, ids)
    for place, one in enumerate(part.items):
        _show(place, one, boxes[one.commitment.statement.id])
    show_more(part)


def _ask_status(kb: KnowledgeBase, ids: Sequence[str]) -> None:
    kb = as_drawn(kb, "gekozen", *ids)
    statuses = [one.value for one in CommitmentStatus]
    question = Question(
        "Werk de gekozen toezeggingen bij", "Alle gekozen toezeggingen krijgen deze status, met deze reden.",
        lambda value, **who: _advance(kb, ids, *value, **who), lambda fields: ask_progress(fields, kb, statuses),
        done=lambda value: f"{amount(len(ids), 'toezegging', 'toezeggingen')} {progress_said(kb, value)}",
        narrow=lambda: narrow_proof(kb),
    )  # fmt: skip
    show_questions("gekozen", (question,))


def _advance(
    kb: KnowledgeBase, ids: Sequence[str], status: str | None, proof: Proof | None, *, by: str, reason: str
) -> tuple[Decision, ...]:
    made = advance(kb, ids, status, proof, by=by, reason=reason)
    st.session_state[ROUND] += 1
    return made


def _tick(boxes: Sequence[str], on: bool) -> None:
    for box in boxes:
        st.session_state[box] = on


def _show(place: int, entry: Entry, box: str) -> None:
    one = entry.commitment
    left, right = st.columns([1, 6])
    left.checkbox(CHOOSE[place], key=box)
    words = tag("span", text(one.statement.text), "woorden")
    source = " · ".join((entry.who, f"termijn: {_words.term(one)}", one.citation.title, day(one.document.date)))
    under = tag("span", text(source.removesuffix(" · ")), "onder")
    right.html(tag("div", [words, join([commitment_badge(one.status, one.overdue), under])], "keuzerij"))
