"""Which knowledge base a session works with, where the app opens several."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from app_pages._cookies import keeping, kept
from app_pages._login import person, settled
from kb.access import access
from kb.errors import NotAllowed
from kb.settings import home_folder

CHOSEN = "kennisbank"  # in the session, in the address and kept by the browser: its name
CHOICE = "kies-kennisbank"  # in the session: what stands in the field


def readable() -> dict[str, Path]:
    """By name those that this person may read; without a name the one of the app where its settings name no others."""
    known = settled()
    named = dict(known.bases) or {"": home_folder()}
    if known.login is None:
        return named
    found = person()
    return {name: home for name, home in named.items() if found and access(home).role(found)}


def open_home() -> Path:
    """The folder of the one that is chosen: in this session, else by this browser before, else the first. Raises
    NotAllowed when this person may read none."""
    found = readable()
    for name in (st.session_state.get(CHOSEN), kept(CHOSEN)):
        if name in found:
            return found[name]
    if not found:
        raise NotAllowed(f"U bent ingelogd, maar mag hier niets lezen. Vraag dat aan {settled().ask}.")
    return next(iter(found.values()))


def show_bases() -> None:
    """The choice, where there is one; an address may make it too. What was typed or opened in another stays there."""
    found = readable()
    asked = st.query_params.pop(CHOSEN, "")
    if asked in found and found[asked] != open_home():
        _choose(asked)
    if len(found) < 2:
        return
    names = list(found)
    now = names[list(found.values()).index(open_home())]
    st.session_state[CHOSEN] = st.session_state[CHOICE] = now
    st.selectbox("Kennisbank", names, key=CHOICE, on_change=_change, filter_mode=None, width=360)
    if now != kept(CHOSEN):
        st.html(keeping(CHOSEN, now), unsafe_allow_javascript=True)


def _change() -> None:
    _choose(str(st.session_state[CHOICE]))
    st.query_params.clear()


def _choose(name: str) -> None:
    for key in list(st.session_state):
        del st.session_state[key]
    st.session_state[CHOSEN] = name
