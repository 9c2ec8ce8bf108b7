"""A person decides: buttons beside a proposal, and below them a small form that asks for a name and a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app_pages._form import FORM, Fields
from app_pages._html import NOTHING, as_class, join, tag, text
from app_pages._login import is_shared
from app_pages._parts import attention, saved
from app_pages._state import NAME, follow, knowledge, last_decision
from kb import KnowledgeBase
from kb.errors import BadDecision, Overtaken
from kb.model import Role

ASKED = "gevraagd"  # in the session: what is open, as (place, button)
NARROWED = "keuze-woorden"  # in the session: see `narrowed`
SAVED = "vastgelegd"  # in the session: what was just decided, as (place, words), until it was said
LISTED = "plaatsen"  # in the session: see `saved_between`
BACK_TO = "focus-op"  # in the session: the button that gets the focus, as (place, key), until it has it
DRAWN = "getekend"  # in the session: see `as_drawn`
OVERTAKEN = "ingehaald"  # in the session: what a colleague decided meanwhile, as (place, words), until it was said
MORE = "Meer …"
REASONLESS = "Vul een reden in, zodat anderen het besluit kunnen volgen."


@dataclass(frozen=True, slots=True)
class Question:
    """A decision that can be taken: the words of its button and of its form.

    `ask` draws the fields of the form and returns what was chosen, None while nothing is; `decide` is called with that
    value (when there is something to ask) and with `by` and `reason`, and raises BadDecision, which is about the field
    with the key `about`. `done` says what was decided, of what was chosen; without it the words of the button do.
    `narrow` says what the field is called with words that make a long list of choices shorter; "" where it is short.
    `before` draws what has to be chosen above the form, because what is in it counts only when it is sent.
    """

    button: str
    hint: str
    decide: Callable[..., object]
    ask: Callable[[Fields], Any] | None = None
    done: Callable[[Any], str] | None = None
    needs_reason: bool = True
    narrow: Callable[[], str] | None = None
    before: Callable[[], None] | None = None
    about: str = FORM
    removes: bool = False  # something is gone after it: its button looks so
    role: Role = Role.JUDGE  # what whoever is logged in has to have

    @property
    def at_once(self) -> bool:
        """Nothing to ask but a name."""
        return self.ask is None and not self.needs_reason


def as_drawn(kb: KnowledgeBase, place: str, *ids: str) -> KnowledgeBase:
    """The knowledge base for whoever decides at this place about these statements or links: what a colleague decided
    about one since the buttons, or the form that is open, were drawn is said before it is replaced."""
    drawn: dict[str, dict[str, str | None]] = st.session_state.setdefault(DRAWN, {})
    now = {id_: last_decision(kb, id_) for id_ in ids}
    seen = now | {id_: last for id_, last in drawn.get(place, {}).items() if id_ in now}
    asked = st.session_state.get(ASKED)
    if place not in drawn or asked is None or asked[0] != place or asked[1] == MORE:
        drawn[place] = now
    return kb.having_seen(seen)


def narrowed() -> tuple[str, ...]:
    """The words, in small letters, by which the choices of the form that is open are made fewer."""
    return tuple(str(st.session_state.get(NARROWED) or "").casefold().split())


def show_questions(place: str, questions: Sequence[Question], more: Sequence[Question] = ()) -> None:
    """A button per question, those that are seldom used behind one more, and the form of the one that was pressed.

    `place` tells these buttons from all others on the screen.
    """
    if is_shared():
        kb = knowledge()
        questions, more = ([one for one in each if kb.may(one.role)] for each in (questions, more))
    if not questions and not more:
        show_saved(place)
        return
    asked = st.session_state.get(ASKED)
    rare = [question for question in more if asked in ((place, MORE), (place, question.button))]
    with st.container(horizontal=True, gap="small", key=f"keuze-{place}"):
        for question in (*questions, *rare):
            if st.button(question.button, key=_key(question, place)):
                _open(question, place)
        if more and not rare and st.button(MORE, key=f"{MORE}-{place}"):
            st.session_state[BACK_TO] = (place, more[0].button)
            st.session_state[ASKED] = (place, MORE)
            st.rerun()
    show_saved(place)
    for question in (*questions, *rare):
        if st.session_state.get(ASKED) == (place, question.button):
            _show_form(question, place)
    _focus_again(place, (*questions, *rare))


def open_form(place: str, button: str) -> None:
    """As if this button was pressed there: an address may lead to a form."""
    st.session_state[ASKED] = (place, button)


def _key(question: Question, place: str) -> str:
    """Of its button: it begins with "weg" where style.css has to warn."""
    return f"{'weg-' if question.removes else ''}{question.button}-{place}"


def _focus_again(place: str, there: Sequence[Question]) -> None:
    """To the button that opened what was closed, or the one behind which that stands now."""
    at, label = st.session_state.get(BACK_TO, ("", ""))
    if at == place:
        del st.session_state[BACK_TO]
        key = next((_key(question, place) for question in there if question.button == label), f"{MORE}-{place}")
        st.html(tag("span", NOTHING, data_aandacht=attention(), data_aan=as_class(key)))


def show_saved(place: str = "", *, of: str = "", there: Sequence[str] = ()) -> None:
    """Say once that something was decided at this place, or at one whose name begins so and that is gone by now: it is
    none of those that are `there`. The focus goes to what is said."""
    at, words = st.session_state.get(SAVED, ("", ""))
    if at and (at == place or (of and at.startswith(of) and at not in there)):
        del st.session_state[SAVED]
        st.html(saved(words))


def saved_between(places: Sequence[str]) -> Callable[[str], None]:
    """For a list in which what was decided about may be gone. Of these places, which are left in it: call this before
    each is drawn, and with "" behind the last; it says what was decided where that stood."""
    before: Sequence[str] = st.session_state.get(LISTED, ())
    st.session_state[LISTED] = tuple(places)
    at, _ = st.session_state.get(SAVED, ("", ""))
    was = next((one for one in before if at == one or at.startswith(f"{one}-")), None)
    if was is None or was in places:
        return lambda place: None
    after = next((one for one in before[before.index(was) :] if one in places), "")
    return lambda place: show_saved(at) if place == after else None


def _open(question: Question, place: str) -> None:
    """Open the form, or decide at once when there is nothing to ask and the name is known."""
    name = st.session_state.get(NAME)
    if name and question.at_once:
        try:
            question.decide(by=name, reason="")
        except Overtaken as error:
            st.session_state[OVERTAKEN] = (place, str(error))
        else:
            _save(question, place, name)
    st.session_state[ASKED] = (place, question.button)


def _save(question: Question, place: str, name: str, value: object = None) -> None:
    """What follows from the decision, before the screen is drawn anew."""
    follow(knowledge())
    done = question.done(value) if question.done else question.button.lower()
    st.session_state[SAVED] = (place, f"Vastgelegd: {done}, door {name}.")
    _close()


def _close() -> None:
    st.session_state.pop(ASKED, None)
    st.rerun()


def _show_form(question: Question, place: str) -> None:
    label = question.narrow() if question.narrow else ""
    if label:  # above the form: what is typed in a form counts only when it is sent
        st.text_input(label, key=NARROWED)
    if question.before:
        question.before()
    fields = Fields(f"{question.button}-{place}")
    with st.form("besluit"):
        heard = f"{question.button} {place}"  # opened below the screen it would seem that nothing happened
        head = tag("p", text(question.button), "kopje", tabindex="-1", data_aandacht=heard)
        st.html(join([head, tag("p", text(question.hint))]))
        value = question.ask(fields) if question.ask else None
        name = fields.name()
        reason = fields.reason(REASONLESS if question.needs_reason else "")
        fields.space()
        at, words = st.session_state.pop(OVERTAKEN, ("", ""))
        if at == place:
            fields.wrong(FORM, words)
            fields.say()
        with st.container(horizontal=True):
            sent = st.form_submit_button("Leg besluit vast", type="primary")
            dropped = st.form_submit_button("Annuleer")
    if dropped:
        st.session_state[BACK_TO] = (place, question.button)
        _close()
    if not sent or fields.say():
        return
    try:
        if question.ask is None:
            question.decide(by=name, reason=reason)
        else:
            question.decide(value, by=name, reason=reason)
    except Overtaken as error:
        st.session_state[DRAWN].pop(place, None)  # it is seen now: who sends it again means it
        fields.wrong(FORM, str(error))
        fields.say()
        return
    except BadDecision as error:
        fields.wrong(question.about, str(error))
        fields.say()
        return
    st.session_state[NAME] = name
    _save(question, place, name, value)
