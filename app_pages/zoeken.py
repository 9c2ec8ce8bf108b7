"""Screen *Zoeken*: one box over all documents, with filters and the reason for every hit; without a question all that
the filters leave. The address says all of it, so that a search can be kept and sent."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app_pages import _links, _words
from app_pages._frame import name_page
from app_pages._hits import MOST, Results, found, show_hits
from app_pages._html import join, link, tag, text
from app_pages._parts import heading, lead, no_documents, notice
from app_pages._saved import show_saved_searches
from app_pages._search_filters import FILTERS, asked_for, in_words, is_asked, where_asked
from app_pages._state import choose_privacy, download_hits, knowledge
from kb import KnowledgeBase, labels
from kb.labels import amount, nothing_about, nothing_found, number
from kb.model import Document, Filter, Hit

HIDDEN = "Ook een naam die verborgen wordt is te vinden: in de vindplaats staat dan het label, niet de naam."
DOWNLOADS = (("xlsx", "Download als Excel"), ("csv", "Download als CSV"), ("ris", "Download voor Zotero (RIS)"))


def main() -> None:
    """The box, the filters and what was found."""
    kb = knowledge()
    st.html(heading("Zoeken"))
    documents = kb.documents()
    if not documents:
        st.html(no_documents("Daarna zoekt u hier in alles wat erin staat."))
        return
    st.html(lead("Zoek op woorden, op wat u bedoelt, of op een kenmerk, artikel, datum of naam."))
    if kb.concealing:
        st.html(tag("p", text(HIDDEN), "klein"))
    question = st.text_input(
        "Waar zoekt u naar?", key="q", bind="query-params", type="search",
        placeholder="bijvoorbeeld: lange wachttijd voor jeugdhulp",
    )  # fmt: skip
    question = (question or "").strip()
    where, newest_first = where_asked(kb, documents)
    _show_narrowed(kb, where)
    _show_suggestion(question, documents)
    like = st.query_params.get("zoals", "")
    if question:
        name_page(f"Zoeken: {_words.short(question, 60)}")
    if question or like or is_asked(where):
        _show_results(kb, question, "" if question else like, where, newest_first)
    else:
        st.html(tag("p", text(f"Doorzocht wordt: {labels.loaded(kb.extent())}."), "klein"))
    show_saved_searches(kb, is_asked(where) or bool(question))


def _show_narrowed(kb: KnowledgeBase, where: Filter) -> None:
    """What is left out: in which document is searched and what the filters say, each with the way back."""
    for document_id in where.document_ids:
        said = text(f"Alleen in: {kb.document(document_id).title}.")
        st.html(tag("p", join([said, link(_links.here(document=None), "Zoek in alle documenten")], " "), "wenk"))
    chosen = in_words(where)
    if chosen:
        clear = link(_links.here(deel=None, **dict.fromkeys(FILTERS)), "Wis alle filters")
        st.html(tag("p", join([text(f"Alleen: {chosen}."), clear], " "), "klein"))


def _show_suggestion(question: str, documents: Sequence[Document]) -> None:
    """Of "toezeggingen over wachtlijsten in 2024" and "wachtlijsten in mei 2024": the filters that say the same."""
    meant = asked_for(question, documents)
    if meant:
        label, changes = meant
        st.html(tag("p", link(_links.here(**changes), label), "wenk"))


def _show_results(kb: KnowledgeBase, question: str, like: str, where: Filter, newest_first: bool) -> None:
    said = st.empty()
    said.html(tag("p", text("Bezig met zoeken …"), "klein", role="status"))
    results = found(kb, question, like, where, newest_first)
    if not results.hits:
        why = nothing_found(None if like or not question else question, where)
        said.html(tag("p", text(why), role="status"))
        return
    said.html(tag("p", text(_count(results, question)), "klein" if results.answers else "", role="status"))
    if like:
        st.html(notice(f"Passages die lijken op: “{_words.short(kb.passage(like).text)}”"))
    show_hits(kb, results)
    _show_downloads(kb, results, question, where)


def _count(results: Results, question: str) -> str:
    if results.listed:
        what = ("uitspraak", "uitspraken") if results.of_statements else ("passage", "passages")
        return f"{amount(results.total, *what)}, de nieuwste eerst"
    if not results.answers:
        return nothing_about(question)
    hits = amount(len(results.hits), "vindplaats", "vindplaatsen")
    documents = amount(len({hit.document.id for hit in results.hits}), "document", "documenten")
    if len(results.hits) == MOST:
        hits = f"De {number(MOST)} beste vindplaatsen"
    return f"{hits} in {documents}, {'de nieuwste' if results.newest_first else 'de beste'} eerst"


def _show_downloads(kb: KnowledgeBase, results: Results, question: str, where: Filter) -> None:
    """What was found, to take home; of a list all of it."""
    if not results.answers:
        return
    choice = f"zoekvraag: {question or 'geen'}"

    def whole() -> Sequence[Hit]:
        return kb.listed(where, 0, results.total).hits if results.listed else results.hits

    with st.container(horizontal=True, vertical_alignment="center", key="meenemen"):
        place = st.container(horizontal=True, width="content")
        privacy = choose_privacy(kb)
        with place:
            for form, label in DOWNLOADS:
                download_hits(kb, form, whole, choice, label=label, privacy=privacy)


if __name__ == "__main__":
    main()
