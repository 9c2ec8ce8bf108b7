"""The web face of Adviesspoor: `streamlit run app.py`. The frame and the navigation; the screens are in app_pages/."""

from __future__ import annotations

import logging
from functools import partial
from pathlib import Path

import streamlit as st

from app_pages import _links
from app_pages._frame import ICON, name_page, show_frame
from app_pages._html import join, link, tag
from app_pages._login import require_safe_here
from app_pages._outside import look_nothing_up
from app_pages._parts import heading, notice, problem
from app_pages._state import notices
from app_pages._tidying import tidy_later
from app_pages._visitor import show_visitor
from kb.errors import AdviesspoorError

SCREENS = Path(__file__).parent / "app_pages"
WRONG = "Dit lukt niet"
BROKEN = "Dit scherm kan niet worden getoond door een fout in het programma. Ververs de pagina om het weer te proberen."


def main() -> None:
    """Draw the frame, then the screen that the address asks for."""
    look_nothing_up()
    tidy_later()
    pages = [
        st.Page(SCREENS / "overzicht.py", title="Overzicht", default=True),
        st.Page(SCREENS / "adviezen.py", title="Adviezen", url_path="adviezen"),
        st.Page(SCREENS / "aanbevelingen.py", title="Aanbevelingen", url_path="aanbevelingen"),
        st.Page(SCREENS / "nakijken.py", title="Nakijken", url_path="nakijken"),
        st.Page(SCREENS / "toezeggingen.py", title="Toezeggingen", url_path="toezeggingen"),
        st.Page(SCREENS / "zoeken.py", title="Zoeken", url_path="zoeken"),
        st.Page(SCREENS / "document.py", title="Document", url_path="document", visibility="hidden"),
        st.Page(SCREENS / "documenten.py", title="Documenten", url_path="documenten"),
        st.Page(SCREENS / "uitleg.py", title="Uitleg", url_path="uitleg"),
    ]
    old = [st.Page(partial(_go_on, SCREENS / "documenten.py"), title="Documenten", url_path="corpus")]
    page = st.navigation([*pages, *old], position="hidden")
    st.set_page_config(page_title=f"{page.title} · Adviesspoor", page_icon=ICON, layout="wide")
    show_frame(pages, page)
    try:
        require_safe_here()
        if not show_visitor():
            return
        if older := _links.renewed():
            st.switch_page(page, query_params=older)
        page.run()
        for sentence in notices():
            st.html(notice(sentence))
    except AdviesspoorError as error:
        _say_wrong(str(error))
    except Exception:  # the last door: Streamlit's own words for it are English
        logging.getLogger(__name__).exception("screen %s failed", page.title)
        _say_wrong(BROKEN)


def _say_wrong(words: str) -> None:
    name_page(WRONG)
    st.html(heading(WRONG))
    st.html(join([problem(words), tag("p", link(_links.start(), "Naar het overzicht"))]))


def _go_on(screen: Path) -> None:
    """To where a screen stands now, with what the address asks of it."""
    st.switch_page(screen, query_params=st.query_params.to_dict())


if __name__ == "__main__":
    main()
