"""Choices that live in the address, so that a list can be shared and the way back leads to the same list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages import _links


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


def choose_many(label: str, options: Sequence[str], name: str) -> list[str]:
    """A choice of several, in the address under this name. What Streamlit would add to the list ("Select all") is
    English."""
    return st.multiselect(
        label, [str(one) for one in options], placeholder="Alle", key=name, bind="query-params", select_all=False,
        filter_mode=None,
    )  # fmt: skip


def kept(*without: str) -> dict[str, str]:
    """What the address says of the list that is open, or (`_links.LIST`) of the list from which this was opened; in
    older addresses that stood among the other words, `without` those of this screen."""
    said = st.query_params.to_dict()
    if _links.LIST in said:
        return dict(parse_qsl(said[_links.LIST]))
    return {name: value for name, value in said.items() if name not in without}


def _seen(name: str) -> str:
    return f"adres-{name}"
