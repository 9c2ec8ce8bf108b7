"""Choices that live in the address, so that a list can be shared and the way back leads to the same list."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


def choose(place: DeltaGenerator, label: str, name: str, choices: Mapping[str, str]) -> str:
    """A list of choices (word in the address → what is shown); the first is what an address without the word says.

    Streamlit would write what is shown into the address; a link to a list needs a word that stays. What the address
    says counts when it changed since it was last looked at, else what was chosen on the screen.
    """
    first = next(iter(choices))
    given = st.query_params.get(name, first)
    given = given if given in choices else first
    if st.session_state.get(_seen(name)) != given or name not in st.session_state:  # gone while another page stood here
        st.session_state[name] = given
    value = place.selectbox(label, list(choices), format_func=choices.__getitem__, key=name, filter_mode=None)
    if value == first:
        st.query_params.pop(name, None)
    elif value != st.query_params.get(name):
        st.query_params[name] = value
    st.session_state[_seen(name)] = value
    return value


def kept(*without: str) -> dict[str, str]:
    """What the address says now, without these words."""
    return {name: value for name, value in st.query_params.to_dict().items() if name not in without}


def _seen(name: str) -> str:
    return f"adres-{name}"
