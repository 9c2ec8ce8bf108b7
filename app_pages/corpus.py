"""Screen *Corpus*: add documents, see what is loaded and what failed, delete a document."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from app_pages import _links, _words
from app_pages._bundles import said, show_bundles
from app_pages._coverage import show_answering, show_missing
from app_pages._html import Column, Html, join, link, table, tag, text
from app_pages._parts import empty, facts, heading, lead
from app_pages._people import show_people
from app_pages._state import forget, knowledge, reading_quality
from app_pages._upload import show_outcome, show_upload
from kb import KnowledgeBase
from kb.labels import account, amount, day, number
from kb.model import Coverage, Document, FileReport, Outcome, ReadingQuality, WordCount

COLUMNS = (
    Column("Document", "breed"), Column("Datum", "smal"), Column("Gelezen", "ruim"), Column("Uitspraken", "getal"),
    Column("Meldingen"), Column("Verwijderen", "smal"),
)  # fmt: skip
FAILED = (Column("Bestand", "breed"), Column("Wanneer", "smal"), Column("Waarom"))


def main() -> None:
    """Ask about a deletion first when the address names one; then everything from adding to agreement."""
    kb = knowledge()
    st.html(heading("Corpus"))
    _show_deletion(kb)
    show_upload(kb)
    show_outcome()
    show_bundles(kb)
    documents = kb.documents()
    if not documents:
        st.html(empty("Nog geen documenten.", "Kies hierboven een of meer bestanden en voeg ze toe."))
        _show_failed(kb)
        return
    coverage = kb.coverage()
    _show_loaded(kb, documents, coverage)
    _show_failed(kb)
    show_missing(coverage)
    show_answering(coverage)
    show_people(kb)


def _show_loaded(kb: KnowledgeBase, documents: Sequence[Document], coverage: Coverage) -> None:
    reports = {report.document_id: report for report in kb.reports() if report.document_id}
    counts: dict[str, int] = {}
    for statement in kb.statements():
        counts[statement.document_id] = counts.get(statement.document_id, 0) + 1
    st.html(heading("Wat geladen is", 2))
    st.html(lead(f"{_words.loaded(coverage)}."))
    st.html(_facts(coverage))
    words = kb.word_counts()
    rows = [
        _row(one, reading_quality(kb, one), words.get(one.id), counts.get(one.id, 0), reports.get(one.id))
        for one in documents
    ]
    st.html(table("Geladen documenten", COLUMNS, rows))


def _facts(coverage: Coverage) -> Html:
    kinds = ", ".join(
        f"{number(many)}\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}{kind.value}" for kind, many in coverage.by_kind
    )
    without = number(coverage.pages_without_text)
    return facts(
        [
            ("Soorten", text(kinds)),
            ("Pagina's", text(number(coverage.pages))),
            ("Zonder tekst", text(without if coverage.pages_without_text else "geen")),
            ("Woorden", text(account(coverage.words) if coverage.words.in_file else "")),
            ("Oudere versies", text(number(coverage.older_versions) if coverage.older_versions else "")),
        ]
    )


def _row(
    document: Document, quality: ReadingQuality, words: WordCount | None, statements: int, report: FileReport | None
) -> tuple[Html, ...]:
    under = " · ".join(part for part in (document.kind.value, document.sender) if part)
    pages = said(document) if document.paged else "zonder pagina's"
    lines = [*_words.how_read(quality, document.paged), *([account(words)] if words else [])]
    how = [tag("span", text(line), "fijn") for line in lines]
    return (
        join([link(_links.document(document.id), document.title, "titel"), tag("span", text(under), "onder"),
              tag("span", text(document.file), "fijn")]),
        text(day(document.date) if document.date else "zonder datum"),
        join([text(pages), *how]),
        text(number(statements)),
        _messages(report),
        link(_links.corpus(forget=document.id), "Verwijder", spoken=f"Verwijder {document.title}"),
    )  # fmt: skip


def _messages(report: FileReport | None) -> Html:
    """Warnings of the last reading, and how many pages had no words."""
    if report is None:
        return text("geen")
    words = list(report.messages)
    if report.pages_without_text:
        words.insert(0, amount(report.pages_without_text, "pagina zonder tekst", "pagina's zonder tekst"))
    return tag("ul", [tag("li", text(one)) for one in words], "kaal") if words else text("geen")


def _show_failed(kb: KnowledgeBase) -> None:
    failed = [report for report in kb.reports() if report.outcome is Outcome.FAILED]
    if not failed:
        return
    st.html(heading("Wat niet gelukt is", 2))
    rows = [(text(report.file), text(day(report.at.date())), text(" ".join(report.messages))) for report in failed]
    st.html(table("Bestanden die niet gelezen konden worden", FAILED, rows))


def _show_deletion(kb: KnowledgeBase) -> None:
    """A question, so that nobody deletes by accident; the link in the table only opens it."""
    wanted = st.query_params.get("verwijder")
    document = next((one for one in kb.documents() if one.id == wanted), None)
    if document is None:
        return
    with st.container(border=True):
        st.html(heading(f"“{document.title}” verwijderen?", 2))
        rest = [one for one in kb.of_file(document.sha256) if one.id != document.id]
        stays = f"Het bestand {document.file} blijft, ook met deze bladzijden, tot het laatste deel weg is. Dit deel"
        st.html(tag("p", text(f"{stays if rest else 'Het bestand'} verdwijnt, met alle uitspraken, koppelingen en "
                              "besluiten die erbij horen. Dit is niet terug te draaien.")))  # fmt: skip
        with st.container(horizontal=True):
            if st.button("Verwijder definitief", type="primary"):
                forget(kb, document.id)
                del st.query_params["verwijder"]
                st.rerun()
            if st.button("Annuleer"):
                del st.query_params["verwijder"]
                st.rerun()


if __name__ == "__main__":
    main()
