"""Files in which several letters seem to stand: the proposal, and what a person makes of it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app_pages import _links
from app_pages._html import Column, Html, as_class, join, link, table, tag, text
from app_pages._more import part_of, show_more
from app_pages._parts import attention, heading, lead, problem, problem_at
from app_pages._state import let_go
from app_pages._upload import keep_outcome, reading_progress
from kb import KnowledgeBase
from kb.errors import AdviesspoorError
from kb.labels import amount, day, page_numbers
from kb.model import BundlePart, Cuts, Document

COLUMNS = (Column("Bladzijden", "smal"), Column("Document", "breed"), Column("Waarom begint hier een document?"))
MAY_LOSE = "Besluiten over woorden die na het splitsen anders worden gelezen, mogen vervallen"
WRONG_PAGES = "Schrijf de bladzijden waarop een volgend document begint met komma's ertussen, bijvoorbeeld: 3, 7."


def show_bundles(kb: KnowledgeBase) -> None:
    """Nothing while no file looks like several documents."""
    proposed = kb.bundles()
    if not proposed:
        return
    documents = [document for document in kb.documents() if document.id in proposed]
    if not documents:
        return
    part = part_of("bundels", documents)
    st.html(heading("Meer brieven in één bestand?", 2))
    st.html(lead("Er wordt niets gesplitst zonder u. De delen houden de bladzijdenummers van het bestand."))
    for document in part.items:
        _show(kb, document, proposed[document.id])
    show_more(part)


def _show(kb: KnowledgeBase, document: Document, parts: Sequence[BundlePart]) -> None:
    with st.container(border=True):
        st.html(heading(document.file, 3))
        st.html(table(f"Dit lijken {len(parts)} documenten", COLUMNS, [_row(document, part) for part in parts]))
        starts = ", ".join(str(part.first) for part in parts[1:])
        written = st.text_input("Een volgend document begint op bladzijde", starts, key=f"bladzijden-{document.id}")
        lose = _may_lose(kb, document)
        with st.container(horizontal=True):
            if st.button("Splits zo", type="primary", key=f"splits-{document.id}"):
                _split(kb, document, written, lose_decisions=lose)
            if st.button("Laat heel", key=f"heel-{document.id}", help="Dit voorstel komt niet terug."):
                kb.keep_whole(document.id)
                st.rerun()


def _row(document: Document, part: BundlePart) -> tuple[Html, ...]:
    under = " · ".join(filter(None, (part.sender, day(part.date))))
    name = part.title or "zonder titel"
    shown = [link(_links.document(document.id, part.first), name, "titel"), tag("span", text(under), "onder")]
    why = [tag("li", text(sign.value)) for sign in part.signs]
    return (
        text(page_numbers(part.first, part.last)), join(shown),
        tag("ul", why, "kaal") if why else text("begin van het bestand"),
    )  # fmt: skip


def _may_lose(kb: KnowledgeBase, document: Document) -> bool:
    """Only asked where something was decided about the document."""
    if not any(anchor.document_id == document.id for one in kb.decisions() for anchor in one.anchors):
        return False
    return st.checkbox(MAY_LOSE, key=f"vervallen-{document.id}")


def _split(kb: KnowledgeBase, document: Document, written: str, *, lose_decisions: bool) -> None:
    from ingest.pipeline import split
    from ingest.work.cutting import Splitting

    pages = [part.strip() for part in written.split(",")]
    if not all(page.isdecimal() for page in pages):
        st.html(problem_at(as_class(f"bladzijden-{document.id}"), WRONG_PAGES, attention()))
        return
    splitting = Splitting(Cuts(before=tuple(map(int, pages))), lose_decisions)
    try:
        keep_outcome(split(kb, document, splitting, reading_progress()))
    except AdviesspoorError as error:
        st.html(problem(str(error)))
        return
    let_go()
    st.rerun()


def said(document: Document) -> str:
    """How many pages a document has, and which of its file when it is a part."""
    pages = amount(document.page_count, "pagina", "pagina's")
    if document.part is None:
        return pages
    return f"{pages} ({page_numbers(document.part.first, document.part.last)} van {document.part.total})"
