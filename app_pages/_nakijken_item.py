"""One proposal of the queue: what is asked, and the words that it is about beside each other, each with its page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app_pages import _links, _words
from app_pages._answer import told
from app_pages._html import NOTHING, Html, join, link, marked, tag, text
from app_pages._nakijken_deciding import MOVED_ON, judged
from app_pages._parts import attention, chip, citation, how_found, notice, position_badge, quote
from app_pages._picture import page_picture
from app_pages._text import around
from kb import KnowledgeBase
from kb.labels import STATEMENT_KINDS
from kb.model import BBox, Citation, Decision, Position, Proposed, Statement, StatementKind
from kb.why import why


def show_question(shown: Proposed, point: str, subject: str, history: Sequence[Decision]) -> None:
    """What is asked, about which point of which advice, and what was decided about it before. After a press the focus
    goes here: what was pressed is gone."""
    about = [link(_back(shown), f"{point} van {subject}" if point else subject)]
    focus = attention() if st.session_state.pop(MOVED_ON, False) else None
    asked = tag("h2", text(_question(shown)), "kop vraag", id="voorstel", tabindex="-1", data_aandacht=focus)
    before = told(history, unfolded=True)
    st.html(join([asked, tag("p", about, "klein"), _proposal(shown), _standing(shown), before]))


def _question(shown: Proposed) -> str:
    if shown.link:
        return f"Klopt dit antwoord: {shown.position or Position.UNCLEAR}?"
    return f"Is dit een {STATEMENT_KINDS[shown.statement.kind]}?"


def _back(shown: Proposed) -> str:
    """Where everything else about it can be seen and decided."""
    if shown.point:
        return _links.point(shown.document.id, shown.point.id)
    if shown.statement.kind in (StatementKind.COMMITMENT, StatementKind.INTENTION):
        return _links.commitment(shown.statement.id)
    return _links.document(shown.document.id, shown.citation.page, shown.statement.id)


def _proposal(shown: Proposed) -> Html:
    """What the machine proposes, how sure it is and why, apart from what people decided."""
    link_ = shown.link
    said = position_badge(link_.position or Position.UNCLEAR) if link_ else chip(shown.statement)
    because = f"Waarom: {why(link_.grounds)}" if link_ else ""
    found = how_found(link_ or shown.statement)
    return join([tag("p", [said, found], "stand"), tag("p", text(because), "klein") if because else NOTHING])


def _standing(shown: Proposed) -> Html:
    if shown.suspect:
        return join([notice("De tekst is veranderd nadat hierover is besloten. Klopt het besluit nog?"),
                     tag("p", [text("Besluit: "), judged(shown)], "klein")])  # fmt: skip
    return tag("p", [text("Al beoordeeld: "), judged(shown)], "let-op beoordeeld") if shown.decision else NOTHING


def show_words(kb: KnowledgeBase, shown: Proposed) -> None:
    """The point at the left and the answer at the right; of a statement its words and its page."""
    with st.container(key="naast-elkaar"):
        left, right = st.columns(2, gap="large")
    if shown.point and shown.point_citation:
        with left:
            _show_side(kb, "Advies", shown.point, shown.point_citation)
        with right:
            _show_side(kb, "Antwoord", shown.statement, shown.citation)
        return
    with left:
        st.html(_quoted(_words.statement_name(shown.statement).capitalize(), shown.statement, shown.citation))
        st.html(around(kb.passages(shown.document.id), shown.statement))
    with right:
        st.html(_page(kb, shown.statement, shown.citation))


def _show_side(kb: KnowledgeBase, title: str, statement: Statement, source: Citation) -> None:
    st.html(_quoted(title, statement, source))
    st.html(_page(kb, statement, source))


def _quoted(title: str, statement: Statement, source: Citation) -> Html:
    words = [tag("h3", text(title), "kopje"), quote(statement.text), citation(source, statement.id)]
    return tag("div", words, "zijde")


def _page(kb: KnowledgeBase, statement: Statement, source: Citation) -> Html:
    """A window on the page at these words; of a text without pages the paragraph that they stand in."""
    document, passage = kb.document(source.document_id), kb.passage(statement.passage_id)
    page = next((one for one in kb.pages(document.id) if one.number == source.page), None)
    if page is None or not page.width:
        return tag("p", marked(passage.text, [(statement.start, statement.end)]), "fragment")
    boxes: list[BBox] = [
        box.bbox for box in passage.boxes_of(statement.start, statement.end) if box.page == source.page and box.bbox
    ]
    return page_picture(kb, document, page, boxes, around=True)
