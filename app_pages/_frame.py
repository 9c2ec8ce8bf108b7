"""The frame around every screen: style, menu, and what the browser does besides (`frame.js`)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from app_pages import _links
from app_pages._browser import remember_name
from app_pages._html import tag, text
from app_pages._state import NOTE

SCRIPT = f"<script>{Path(__file__).with_name('frame.js').read_text(encoding='utf-8')}</script>"
# What Streamlit says in English, buttons that say the same, counts that change.
SAID = f"<script>{Path(__file__).with_name('said.js').read_text(encoding='utf-8')}</script>"

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='6' fill='%230b5568'/%3E"
    "%3Cpath d='M9 9h9a4.5 4.5 0 0 1 0 9h-4a4 4 0 0 0 0 8h9' fill='none' stroke='%23fff' stroke-width='3'/%3E%3C/svg%3E"
)


def show_frame(pages: Sequence[Page], current: Page) -> None:
    """Style, language and menu, once per run before the screen."""
    for key in st.session_state:  # Streamlit forgets what was typed as soon as another screen is open
        if str(key).startswith(NOTE):
            st.session_state[key] = st.session_state[key]
    st.html(Path(__file__).with_name("style.css"))
    st.html(SCRIPT + SAID + remember_name(), unsafe_allow_javascript=True)
    items = [
        tag(
            "li",
            tag(
                "a",
                text(page.title),
                href=_links.screen(page.url_path),
                aria_current="page" if page is current else None,
            ),
        )
        for page in pages
        if page.visibility == "visible"
    ]
    menu = tag("nav", tag("ul", items), aria_label="Hoofdmenu")
    st.html(tag("header", [tag("a", text("Adviesspoor"), "merk", href=_links.start()), menu], "bovenbalk"))


def name_page(title: str) -> None:
    """What this page is called in the browser: of what is open on it, not only of the screen."""
    st.set_page_config(page_title=f"{title} · Adviesspoor")
