"""A form of which every error stands at its field, all at once. What is wrong or needed is said to screen readers too:
`frame.js` puts it on the fields, to which Streamlit gives no such attributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages._html import NOTHING, as_class, tag
from app_pages._login import is_shared
from app_pages._parts import attention, problem_at
from app_pages._state import NAME
from kb.errors import BadDecision

NAMELESS = "Vul uw naam in: zonder naam wordt niets vastgelegd."
NOT_CHOSEN = "Maak eerst een keuze."
REASON = "Reden (mag leeg blijven)"
FORM = "formulier"  # the key of what is about no field alone
T = TypeVar("T")


class Fields:
    """The fields of a form in the order in which they are drawn. A key names a field within its form; `place` tells the
    form from all others."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._errors: dict[str, DeltaGenerator] = {}  # where each is said: below its field
        self._needed: list[str] = []
        self._wrong: dict[str, str] = {}

    def line(self, label: str, key: str, value: str = "", missing: str = "") -> str:
        """A line of text without spaces around it; `missing` is said when it is empty."""
        return self._given(key, st.text_input(_marked(label, missing), value, key=self._key(key)).strip(), missing)

    def name(self) -> str:
        """Who decides."""
        known, fixed = str(st.session_state.get(NAME, "")), is_shared()
        label = _marked("Uw naam", NAMELESS)
        value = st.text_input(label, known, key=self._key("naam"), autocomplete="name", disabled=fixed)
        if fixed:
            return known
        return self._given("naam", value.strip(), NAMELESS)

    def reason(self, missing: str) -> str:
        """Why somebody decides so, in the same words in every form; `missing` is said when it is empty."""
        label = _marked("Reden", missing) if missing else REASON
        return self._given("reden", st.text_area(label, height=100, key=self._key("reden")).strip(), missing)

    def choose(
        self, label: str, key: str, choices: Mapping[str, str], chosen: str | None = None, missing: str = NOT_CHOSEN,
        *, typed: bool = False,
    ) -> str | None:  # fmt: skip
        """One of these (value → what is shown), None while nothing is chosen. All stand beside each other, because a
        list takes the line that is lit at an Enter; `typed`: of many, in a list that typing shortens."""
        keys, own = list(choices), self._key(key)
        first = keys.index(chosen) if chosen in keys else None
        label = _marked(label, missing if first is None else "")
        if typed:
            value = st.selectbox(
                label, keys, first, choices.__getitem__, key=own, placeholder="kies of typ", filter_mode="fuzzy"
            )
        else:
            value = st.radio(label, keys, first, choices.__getitem__, key=own, horizontal=True)
        return self._given(key, value, missing)

    def whole_number(self, label: str, key: str, value: int | None) -> int | None:
        """A whole number from 1, None while it is empty."""
        found = st.number_input(label, min_value=1, value=value, step=1, key=self._key(key))
        return self._given(key, None if found is None else int(found))

    def calendar_day(self, label: str, key: str, value: date | None) -> date | None:
        """A day, None while it is empty."""
        found = st.date_input(label, value, format="DD-MM-YYYY", key=self._key(key))
        return self._given(key, found if isinstance(found, date) else None)

    def space(self) -> None:
        """Room for what is wrong with the form as a whole; and what its fields need, for screen readers."""
        self._errors[FORM] = st.empty()
        st.html(tag("span", NOTHING, data_verplicht=" ".join(map(self._key, self._needed))))

    def check(self, key: str, checked: Callable[[], object]) -> None:
        """What BadDecision says there is wrong with this field."""
        try:
            checked()
        except BadDecision as error:
            self.wrong(key, str(error))

    def wrong(self, key: str, words: str) -> None:
        """Something is wrong with this field; the first that is said of it stays."""
        self._wrong.setdefault(key if key in self._errors else FORM, words)

    def say(self) -> bool:
        """Say at each field what is wrong with it, with the focus on the first; whether something is."""
        wrong = [key for key in self._errors if key in self._wrong]
        for key in wrong:
            focus = attention() if key == wrong[0] else None
            self._errors[key].html(problem_at(self._key(key), self._wrong[key], focus))
        return bool(wrong)

    def _given(self, key: str, value: T, missing: str = "") -> T:
        self._errors[key] = st.empty()
        if missing:
            self._needed.append(key)
            if value in ("", None):
                self.wrong(key, missing)
        return value

    def _key(self, key: str) -> str:
        return as_class(f"{key}-{self._place}")


def _marked(label: str, missing: str) -> str:
    """The label of a field, which says so when it may not be empty."""
    return f"{label} (verplicht)" if missing else label
