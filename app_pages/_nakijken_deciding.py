"""What a person does with a proposal in the queue: a button each, with its key. A press decides, moves on, and can be
undone; the decision is that of the other screens."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from textwrap import shorten

import streamlit as st

from app_pages._answer import decided
from app_pages._form import REASON
from app_pages._html import Html, join, tag, text
from app_pages._nakijken_place import Place
from app_pages._parts import problem
from app_pages._state import NAME, NOTE, follow, last_decision
from kb import KnowledgeBase
from kb.errors import AdviesspoorError
from kb.labels import STATEMENT_KINDS
from kb.model import Decision, DecisionState, Position, Proposed, StatementKind, Verdict

WRONG = "nakijken-fout"  # in the session: why the last press decided nothing
ASKED = "nakijken-vraag"  # in the session: which second question is open, as (proposal, question)
SHOWN = "nakijken-getoond"  # in the session: which proposal was shown last
MOVED_ON = "nakijken-verder"  # in the session: whether a press led to what is shown
KEYS_OFF = "toetsen-uit"
ONE_KEY = 9  # choices that have a key of their own: 1 to 9
SHORT = 90  # characters of a point on a button


def show_choices(kb: KnowledgeBase, place: Place, shown: Proposed, points: Mapping[str, str]) -> None:
    """The buttons for this proposal, and the second question of the one that was pressed. `points` are the other points
    of the advice, by id."""
    st.session_state[SHOWN] = shown.subject_id
    kb = kb.having_seen({shown.subject_id: last_decision(kb, shown.subject_id)})
    other = "standpunt" if shown.link else "soort"
    with st.container(key="oordeelregel"):
        pressed, why = st.columns([8, 3], vertical_alignment="bottom")
    with pressed, st.container(horizontal=True, gap="small", key="oordeel"):
        _button("Klopt", "K", partial(_decide, kb, place, shown, partial(_confirm, kb, shown)), shown, main=True)
        _button(f"Ander{'e' if other == 'soort' else ''} {other}", "S", partial(_ask, shown, other), shown)
        if shown.link and points:
            _button("Hoort elders", "E", partial(_ask, shown, "elders"), shown)
        reject = partial(kb.decide, shown.subject_id, Verdict.REJECTED)
        _button("Telt niet", "N", partial(_decide, kb, place, shown, reject), shown, removes=True)
        _button("Overslaan", "O", partial(_go, shown, place.after), shown, off=place.after is None)
        _button("Vorige", "V", partial(_go, shown, place.before), shown, off=place.before is None)
    why.text_input(REASON, key=f"{NOTE}{shown.subject_id}")
    asked = st.session_state.get(ASKED)
    if asked == (shown.subject_id, other):
        _show_values(kb, place, shown)
    elif asked == (shown.subject_id, "elders"):
        _show_points(kb, place, shown, points)
    wrong = st.session_state.pop(WRONG, None)
    if wrong:
        st.html(problem(wrong))


def show_last(kb: KnowledgeBase, items: Mapping[str, Proposed], name: str) -> None:
    """What this person decided last, said to eyes and screen readers, with the button that takes it back."""
    last = _last_of(kb, items, name)
    if last is None:
        return
    id_, decision = last
    words = shorten(decision.quotes[0], width=SHORT, placeholder=" …")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="laatste"):
        said = join([text("Vastgelegd: "), tag("q", text(words)), text(" "), decided(decision)])
        st.html(tag("p", said, "klein", role="status"))
        _button("Draai terug", "Z", partial(_undo, kb, id_, decision), None)


def _button(
    label: str,
    key: str,
    press: Callable[[], None],
    shown: Proposed | None,
    *,
    main: bool = False,
    off: bool = False,
    removes: bool = False,
) -> None:
    """One that belongs to what is shown: a press that comes after the screen moved on is about the one before."""
    place = f"{label}-{shown.subject_id if shown else 'laatste'}"
    st.button(
        label, key=f"weg-{place}" if removes else place, on_click=press, disabled=off,
        type="primary" if main else "secondary", shortcut=None if st.session_state.get(KEYS_OFF) else key,
    )  # fmt: skip


# -- what a press does ------------------------------------------------------------------------------------------------
def _decide(kb: KnowledgeBase, place: Place, shown: Proposed, make: Callable[..., object]) -> None:
    if st.session_state.get(SHOWN) != shown.subject_id:
        return  # pressed while the next one was on its way
    try:
        make(by=st.session_state.get(NAME, ""), reason=st.session_state.get(f"{NOTE}{shown.subject_id}", ""))
    except AdviesspoorError as error:
        st.session_state[WRONG] = str(error)
        return
    follow(kb)
    _go(shown, place.after)


def _confirm(kb: KnowledgeBase, shown: Proposed, *, by: str, reason: str) -> Decision:
    """As it stands on the screen: also the position, or the kind, that somebody gave it before."""
    earlier = shown.decision
    if earlier and earlier.verdict is Verdict.CORRECTED and earlier.value:
        return kb.decide(shown.subject_id, Verdict.CORRECTED, value=earlier.value, by=by, reason=reason)
    return kb.decide(shown.subject_id, Verdict.CONFIRMED, by=by, reason=reason)


def _ask(shown: Proposed, question: str) -> None:
    st.session_state[ASKED] = (shown.subject_id, question)


def _go(shown: Proposed, to: Proposed | None) -> None:
    if st.session_state.get(SHOWN) != shown.subject_id:
        return
    _show(to.subject_id if to else None)


def _show(id_: str | None) -> None:
    st.session_state.pop(ASKED, None)
    st.session_state[MOVED_ON] = True
    st.session_state[SHOWN] = None
    if id_:
        st.query_params["voorstel"] = id_
    else:
        st.query_params.pop("voorstel", None)


def _undo(kb: KnowledgeBase, id_: str, decision: Decision) -> None:
    try:
        kb.withdraw(decision.id, by=st.session_state.get(NAME, ""))
    except AdviesspoorError as error:
        st.session_state[WRONG] = str(error)
        return
    follow(kb)
    _show(id_)


def _last_of(kb: KnowledgeBase, items: Mapping[str, Proposed], name: str) -> tuple[str, Decision] | None:
    """The last decision of this person that stands, with the proposal that it is about."""
    for each in reversed(kb.judged() if name else ()):
        decision = each.decision
        id_ = next((one for one in (decision.subject_id, each.subject_id) if one in items), None)
        standing = each.state in (DecisionState.COUNTS, DecisionState.SUSPECT)
        if id_ and standing and decision.by == name and decision.verdict is not Verdict.WITHDRAWN:
            return id_, decision
    return None


# -- second questions -------------------------------------------------------------------------------------------------
def _show_values(kb: KnowledgeBase, place: Place, shown: Proposed) -> None:
    """What else it can be, a key for each."""
    if shown.link:
        values = {one.value: one.value.capitalize() for one in Position if one is not shown.position}
    else:
        others = [kind for kind in StatementKind if kind is not shown.statement.kind]
        values = {kind.value: STATEMENT_KINDS[kind].capitalize() for kind in others}

    def correct(value: str) -> Callable[..., object]:
        return partial(kb.decide, shown.subject_id, Verdict.CORRECTED, value=value)

    what = "Wat is het standpunt dan wel?" if shown.link else "Wat is het dan wel?"
    st.html(_second(shown, what))
    _show_options({label: partial(_decide, kb, place, shown, correct(value)) for value, label in values.items()})


def _show_points(kb: KnowledgeBase, place: Place, shown: Proposed, points: Mapping[str, str]) -> None:
    """The other points of the advice with a number each; their words come from a letter, so no button shows them."""

    def move(id_: str) -> Callable[[], None]:
        return partial(_decide, kb, place, shown, partial(kb.move_answer, shown.subject_id, id_))

    numbers = [f"Nummer {at}" for at in range(1, len(points) + 1)]
    st.html(join([_second(shown, "Bij welk punt hoort het antwoord?"),
                  tag("ol", [tag("li", text(words)) for words in points.values()], "punten")]))  # fmt: skip
    _show_options(dict(zip(numbers, map(move, points), strict=True)))


def _second(shown: Proposed, question: str) -> Html:
    """Asked where the focus goes: what was pressed made way for it, and Tab leads to what can be chosen."""
    return tag("p", text(question), "kopje", tabindex="-1", data_aandacht=f"{question} {shown.subject_id}")


def _show_options(options: Mapping[str, Callable[[], None]]) -> None:
    """A button each, of which the first nine have a key."""
    keys = not st.session_state.get(KEYS_OFF)
    with st.container(horizontal=True, gap="small", key="keuze-nakijken"):
        for at, (label, press) in enumerate(options.items(), start=1):
            shortcut = str(at) if keys and at <= ONE_KEY else None
            st.button(label, key=f"optie-{at}-{label}", on_click=press, shortcut=shortcut)
        st.button("Annuleer", key="optie-annuleer", on_click=_drop, shortcut="Esc" if keys else None)


def _drop() -> None:
    st.session_state.pop(ASKED, None)


def short(words: str) -> str:
    """The words of a point on a button."""
    return shorten(words, width=SHORT, placeholder=" …")


def judged(shown: Proposed) -> Html:
    """What was decided about it before."""
    return decided(shown.decision) if shown.decision else text("nog niet beoordeeld")
