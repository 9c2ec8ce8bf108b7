"""A form of which every error stands at its field, all at once. What is wrong or needed is said to screen readers too:
`frame.js` puts it on the fields, to which Streamlit gives no such attributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages._html import NOTHING, as_class, tag
from app_pages._parts import attention, problem_at
from app_pages._state import NAME
from kb.errors import BadDecision

NAMELESS = "Vul uw naam in: zonder naam wordt niets vastgelegd."
NOT_CHOSEN = "Kies eerst uit de lijst."
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
        return self._given(key, st.text_input(label, value, key=self._key(key)).strip(), missing)

    def name(self) -> str:
        """Who decides."""
        known = str(st.session_state.get(NAME, ""))
        value = st.text_input("Uw naam", known, key=self._key("naam"), autocomplete="name")
        return self._given("naam", value.strip(), NAMELESS)

    def paragraph(self, label: str, key: str, missing: str = "") -> str:
        """Some lines of text."""
        return self._given(key, st.text_area(label, height=100, key=self._key(key)).strip(), missing)

    def choose(
        self, label: str, key: str, choices: Mapping[str, str], chosen: str | None = None, missing: str = NOT_CHOSEN,
        *, typed: bool = False,
    ) -> str | None:  # fmt: skip
        """One of these (value → what is shown), None while nothing is chosen; `typed`: typing shortens the list."""
        keys = list(choices)
        value = st.selectbox(
            label, keys, keys.index(chosen) if chosen in keys else None, choices.__getitem__, key=self._key(key),
            placeholder="kies of typ" if typed else "kies", filter_mode="fuzzy" if typed else None,
        )  # fmt: skip
        return self._given(key, value, missing)

    def whole_number(self, label: str, key: str, value: int) -> int:
        """A whole number from 1."""
        found = int(st.number_input(label, min_value=1, value=value, step=1, key=self._key(key)))
        return self._given(key, found)

    def calendar_day(self, label: str, key: str, value: date) -> date | None:
        """A day, None where it was made empty."""
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
