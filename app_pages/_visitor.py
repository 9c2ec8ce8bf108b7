"""What the frame says of whoever is logged in; and what whoever is not sees in place of a screen."""

from __future__ import annotations

import streamlit as st

from app_pages._bases import show_bases
from app_pages._frame import name_page
from app_pages._html import tag, text
from app_pages._login import NOBODY, person, require_provider, settled
from app_pages._parts import heading, lead, problem
from app_pages._state import NAME, knowledge
from kb.access import Via
from kb.model import Role

MISSING = {Role.READ: "beoordelen of beheren", Role.JUDGE: "toevoegen, verwijderen of beheren"}


def show_visitor() -> bool:
    """A line that says who is logged in and what that person may do; whether the screen may be shown below it. The name
    that stands with decisions is that of the login, whatever this browser kept."""
    login = settled().login
    if login is None:
        show_bases()
        return True
    found = person()
    if found is None:
        _show_login(login.via)
        return False
    said = f"Ingelogd als {found.name}" + (f" ({found.id})" if found.id != found.name else "")
    with st.container(horizontal=True, vertical_alignment="bottom", key="ingelogd"):
        show_bases()
        st.session_state[NAME] = found.name
        kb = knowledge()
        role, ask = (kb.actor.role, kb.actor.ask) if kb.actor else (None, "")
        st.html(tag("p", text(f"{said}, rol {role}.{_more(role, ask)}"), "klein"))
        if login.via is Via.OIDC and st.button("Log uit", key="log-uit"):
            st.logout()
    return True


def _more(role: Role | None, ask: str) -> str:
    """Whom to ask for what is not shown."""
    return f" Wilt u {MISSING[role]}? Vraag dat aan {ask}." if role in MISSING else ""


def _show_login(via: Via) -> None:
    name_page("Inloggen")
    st.html(heading("Inloggen"))
    if via is Via.PROXY:
        st.html(problem(NOBODY))
        return
    require_provider()
    st.html(lead("Log in om verder te gaan."))
    if st.button("Log in", type="primary", key="log-in"):
        st.login()
