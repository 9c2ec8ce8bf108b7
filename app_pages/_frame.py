"""The frame around every screen: style, menu, and what frame.js does for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from app_pages import _links
from app_pages._browser import remember_name
from app_pages._html import tag, text

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='6' fill='%230b5568'/%3E"
    "%3Cpath d='M9 9h9a4.5 4.5 0 0 1 0 9h-4a4 4 0 0 0 0 8h9' fill='none' stroke='%23fff' stroke-width='3'/%3E%3C/svg%3E"
)


def show_frame(pages: Sequence[Page], current: Page) -> None:
    """Style, script and menu, once per run before the screen."""
    st.html(Path(__file__).with_name("style.css"))
    script = Path(__file__).with_name("frame.js").read_text(encoding="utf-8")
    st.html(f"<script>{script}</script>{remember_name()}", unsafe_allow_javascript=True)
    items = [
        tag(
            "li",
            tag("a", text(page.title), href=f"./{page.url_path}", aria_current="page" if page is current else None),
        )
        for page in pages
        if page.visibility == "visible"
    ]
    menu = tag("nav", tag("ul", items), aria_label="Hoofdmenu")
    st.html(tag("header", [tag("a", text("Adviesspoor"), "merk", href=_links.START), menu], "bovenbalk"))


def bring_forward(anchor: str) -> None:
    """Put the focus on the element with this id; where it stands below what was chosen, also bring it into view."""
    st.html(
        f"""<script>setTimeout(() => {{
          const found = document.getElementById({anchor!r});
          found?.focus({{preventScroll: true}});
          if (window.innerWidth <= 760) found?.scrollIntoView();
        }}, 300)</script>""",
        unsafe_allow_javascript=True,
    )


def name_page(title: str) -> None:
    """What this page is called in the browser: of what is open on it, not only of the screen."""
    st.set_page_config(page_title=f"{title} · Adviesspoor")


def scroll_to(anchor: str) -> None:
    """Bring the element with this id (letters, digits, hyphens) into view once, when the screen opens on it."""
    st.html(
        f"""<script>setTimeout(() => document.getElementById({anchor!r})?.scrollIntoView({{block: "center"}}), 300)
        </script>""",
        unsafe_allow_javascript=True,
    )
