"""The frame around every screen: style, language, and links that keep the session."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import Page

from app_pages import _links
from app_pages._browser import remember_name
from app_pages._html import tag, text

# Streamlit's page says lang="en" and has no setting for it. A plain link would load the whole page again and forget
# the session (the name of the person who decides), so a click on one is handed to Streamlit as a step in the history.
SCRIPT = """
<script>
document.documentElement.lang = "nl";
if (!window.adviesspoor) {
  window.adviesspoor = true;
  document.addEventListener("click", (event) => {
    const link = event.target.closest(".stHtml a[href]");
    const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!link || !plain || link.origin !== location.origin || link.getAttribute("href").startsWith("#")) return;
    event.preventDefault();
    history.pushState({}, "", link.href);
    window.dispatchEvent(new PopStateEvent("popstate", {state: {}}));
    if (!link.hasAttribute("data-blijf")) document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  });
}
</script>
"""

# What Streamlit says in English, buttons that say the same, counts that change.
SAID = f"<script>{Path(__file__).with_name('said.js').read_text(encoding='utf-8')}</script>"

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='6' fill='%230b5568'/%3E"
    "%3Cpath d='M9 9h9a4.5 4.5 0 0 1 0 9h-4a4 4 0 0 0 0 8h9' fill='none' stroke='%23fff' stroke-width='3'/%3E%3C/svg%3E"
)


def show_frame(pages: Sequence[Page], current: Page) -> None:
    """Style, language and menu, once per run before the screen."""
    st.html(Path(__file__).with_name("style.css"))
    st.html(SCRIPT + SAID + remember_name(), unsafe_allow_javascript=True)
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
