"""A person decides: buttons beside a proposal, and below them a small form that asks for a name and a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app_pages._html import join, tag, text
from app_pages._parts import problem
from app_pages._state import NAME, follow, knowledge
from kb.errors import BadDecision

ASKED = "gevraagd"  # in the session: what is open, as (place, button)
NARROWED = "keuze-woorden"  # in the session: see `narrowed`
SAVED = "vastgelegd"  # in the session: what was just decided, as (place, words), until it was said
MORE = "Meer …"
NAMELESS = "Vul uw naam in: zonder naam wordt niets vastgelegd."
REASONLESS = "Vul een reden in, zodat anderen het besluit kunnen volgen."
OPTIONAL = "Toelichting (mag leeg blijven)"


@dataclass(frozen=True, slots=True)
class Question:
    """A decision that can be taken: the words of its button and of its form.

    `ask` draws the fields of the form and returns what was chosen, None while nothing is; `decide` is called with that
    value (when there is something to ask) and with `by` and `reason`, and raises BadDecision. `narrow` says what the
    field is called with words that make a long list of choices shorter; "" where the list is short.
    """

    button: str
    hint: str
    decide: Callable[..., object]
    ask: Callable[[], Any] | None = None
    reason: str = "Waarom?"
    narrow: Callable[[], str] | None = None
    removes: bool = False  # something is gone after it: its button looks so

    @property
    def needs_reason(self) -> bool:
        return self.reason != OPTIONAL

    @property
    def at_once(self) -> bool:
        """Nothing to ask but a name."""
        return self.ask is None and not self.needs_reason


def narrowed() -> tuple[str, ...]:
    """The words, in small letters, by which the choices of the form that is open are made fewer."""
    return tuple(str(st.session_state.get(NARROWED) or "").casefold().split())


def show_questions(place: str, questions: Sequence[Question], more: Sequence[Question] = ()) -> None:
    """A button per question, those that are seldom used behind one more, and the form of the one that was pressed.

    `place` tells these buttons from all others on the screen.
    """
    asked = st.session_state.get(ASKED)
    rare = [question for question in more if asked in ((place, MORE), (place, question.button))]
    with st.container(horizontal=True, gap="small", key=f"keuze-{place}"):
        for question in (*questions, *rare):
            if st.button(question.button, key=_key(question, place), help=question.hint):
                _open(question, place)
        if more and not rare and st.button(MORE, key=f"{MORE}-{place}", help="Wat u hier nog meer kunt doen."):
            st.session_state[ASKED] = (place, MORE)
            st.rerun()
    show_saved(place)
    for question in (*questions, *rare):
        if st.session_state.get(ASKED) == (place, question.button):
            _show_form(question, place)


def _key(question: Question, place: str) -> str:
    """Of its button: it begins with "weg" where style.css has to warn."""
    return f"{'weg-' if question.removes else ''}{question.button}-{place}"


def show_saved(place: str = "", *, of: str = "") -> None:
    """Say once that something was decided at this place, or at one whose name begins so: it may be gone by now."""
    at, words = st.session_state.get(SAVED, ("", ""))
    if at and (at == place or (of and at.startswith(of))):
        del st.session_state[SAVED]
        st.html(tag("p", text(words), "wenk", role="status"))


def _open(question: Question, place: str) -> None:
    """Open the form, or decide at once when there is nothing to ask and the name is known."""
    name = st.session_state.get(NAME)
    if name and question.at_once:
        question.decide(by=name, reason="")
        _save(question, place, name)
    st.session_state[ASKED] = (place, question.button)


def _save(question: Question, place: str, name: str) -> None:
    """What follows from the decision, before the screen is drawn anew."""
    follow(knowledge())
    st.session_state[SAVED] = (place, f"Vastgelegd: {question.button.lower()}, door {name}.")
    _close()


def _close() -> None:
    st.session_state.pop(ASKED, None)
    st.rerun()


def _show_form(question: Question, place: str) -> None:
    label = question.narrow() if question.narrow else ""
    if label:  # above the form: what is typed in a form counts only when it is sent
        st.text_input(label, key=NARROWED)
    with st.form("besluit"):
        st.html(join([tag("p", text(question.button), "kopje"), tag("p", text(question.hint))]))
        value = question.ask() if question.ask else None
        name = st.text_input("Uw naam", value=st.session_state.get(NAME, ""), autocomplete="name").strip()
        reason = st.text_area(question.reason, height=100).strip()
        with st.container(horizontal=True):
            sent = st.form_submit_button("Leg besluit vast", type="primary")
            dropped = st.form_submit_button("Annuleer")
    if dropped:
        _close()
    if not sent:
        return
    missing = [NAMELESS] if not name else []
    missing += [REASONLESS] if question.needs_reason and not reason else []
    if missing:
        st.html(join(map(problem, missing)))
        return
    try:
        if question.ask is None:
            question.decide(by=name, reason=reason)
        else:
            question.decide(value, by=name, reason=reason)
    except BadDecision as error:
        st.html(problem(str(error)))
        return
    st.session_state[NAME] = name
    _save(question, place, name)
