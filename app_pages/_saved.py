"""Searches that are kept by name: each a link, with a button to delete it, and a field to keep the one that is open."""

from __future__ import annotations

import streamlit as st

from app_pages import _links
from app_pages._html import link, tag, text
from app_pages._parts import problem
from app_pages._search_filters import KEYS
from kb import KnowledgeBase
from kb.errors import AdviesspoorError, sentence
from kb.model import Role
from kb.saved_searches import delete_search, save_search, saved_searches


def show_saved_searches(kb: KnowledgeBase, open_now: bool) -> None:
    """Folded below the screen; nothing where there is nothing to keep and nothing was kept."""
    kept, may_keep = saved_searches(kb.home), kb.may(Role.JUDGE)
    if not kept and not (open_now and may_keep):
        return
    with st.expander("Bewaarde zoekopdrachten"):
        for number, each in enumerate(kept):
            with st.container(horizontal=True, vertical_alignment="center"):
                st.html(tag("p", link(_links.kept_search(each.address), each.name)))
                if may_keep:
                    st.button("Verwijder", key=f"weg-{number}", on_click=_delete, args=(kb, each.name))
        if open_now and may_keep:
            _show_keeping(kb)
        said = st.session_state.pop("bewaard", "")
        if said:
            st.html(tag("p", text(said), "klein", role="status"))
        wrong = st.session_state.pop("niet-bewaard", "")
        if wrong:
            st.html(problem(wrong))


def _show_keeping(kb: KnowledgeBase) -> None:
    with st.form("bewaren", border=False, clear_on_submit=True):
        name = st.text_input("Naam voor deze zoekopdracht", placeholder="bijvoorbeeld: wachttijden 2024")
        if st.form_submit_button("Bewaar"):
            address = {key: st.query_params.get_all(key) for key in KEYS if key in st.query_params}
            try:
                kb.require(Role.JUDGE)
                save_search(kb.home, name, address)
            except (AdviesspoorError, OSError) as error:
                st.session_state["niet-bewaard"] = sentence(error)
            else:
                st.session_state["bewaard"] = f"Bewaard als “{' '.join(name.split())}”."
            st.rerun()


def _delete(kb: KnowledgeBase, name: str) -> None:
    try:
        kb.require(Role.JUDGE)
        delete_search(kb.home, name)
    except (AdviesspoorError, OSError) as error:
        st.session_state["niet-bewaard"] = sentence(error)
    else:
        st.session_state["bewaard"] = f"“{name}” is verwijderd."
