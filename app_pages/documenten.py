"""Screen *Documenten*: add documents, see what is loaded and what failed, delete a document."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages import _links, _words
from app_pages._authority import choose_authorities, named, with_authority
from app_pages._bodies import show_bodies
from app_pages._bundles import said, show_bundles
from app_pages._coverage import show_answering, show_missing
from app_pages._forgotten import show_forgotten
from app_pages._html import Column, Html, join, link, table, tag, text
from app_pages._more import STEP, part_of, show_more
from app_pages._parts import BEGIN, empty, facts, heading, lead
from app_pages._people import show_people
from app_pages._state import forget, knowledge, listed_documents, reading_qualities
from app_pages._upload import show_outcome, show_upload
from kb import KnowledgeBase, labels
from kb.errors import NotFound
from kb.labels import account, amount, day, number
from kb.model import Coverage, Document, FileReport, Outcome, ReadingQuality, Role, WordCount

COLUMNS = (
    Column("Document", "breed"), Column("Datum", "smal"), Column("Gelezen", "ruim"), Column("Uitspraken", "getal"),
    Column("Meldingen"), Column("Verwijderen", "smal"),
)  # fmt: skip
FAILED = (Column("Bestand", "breed"), Column("Wanneer", "smal"), Column("Waarom"))


def main() -> None:
    """Ask about a deletion first when the address names one; then everything from adding to agreement."""
    kb = knowledge()
    st.html(heading("Documenten"))
    if kb.may(Role.MANAGE):
        _show_deletion(kb)
        show_upload(kb)
        show_outcome(kb)
        show_bundles(kb)
    documents = kb.documents()
    if not documents:
        st.html(empty("Nog geen documenten.", _how_to_begin(kb)))
        _show_failed(kb)
        show_forgotten(kb)
        return
    coverage = kb.coverage()
    among = _show_loaded(kb, documents, coverage)
    _show_failed(kb)
    show_forgotten(kb)
    show_missing([one for one in coverage.missing if any(each.is_of(among) for each in one.named_in)], among)
    show_answering([one for one in coverage.answering if one.document.is_of(among)], among)
    show_bodies(kb)
    show_people(kb, among)


def _how_to_begin(kb: KnowledgeBase) -> str:
    if kb.may(Role.MANAGE):
        return f"Kies hierboven een of meer bestanden en voeg ze toe. {BEGIN}"
    return "Wie deze kennisbank beheert, kan ze hier toevoegen."


def _show_loaded(kb: KnowledgeBase, documents: Sequence[Document], coverage: Coverage) -> tuple[str, ...]:
    """What is loaded; of which municipality somebody wants to see it, and what is missing and answered: () of all."""
    st.html(heading("Wat geladen is", 2))
    st.html(lead(f"{labels.loaded(coverage)}."))
    st.html(_facts(coverage))
    (field, *_), of = with_authority(kb, [3], 2)
    wanted = _wanted(documents, field)
    among = choose_authorities(kb, of and (of if len(documents) > STEP else field))  # alone at the left
    found = [one for one in listed_documents(kb, wanted) if one.is_of(among)]
    if not found:
        st.html(empty("Geen document past bij deze keuze.", "Maak de velden leeg om alle documenten te zien."))
        return among
    part = part_of("documenten", found, (*wanted, *among))
    reports = {report.document_id: report for report in kb.reports() if report.document_id}
    words, counts = kb.word_counts(), kb.statement_counts()
    read = reading_qualities(kb, part.items)
    rows = [
        _row(one, named(kb, one), read[one.id], words.get(one.id), counts.get(one.id, 0), reports.get(one.id))
        for one in part.items
    ]
    columns: Sequence[Column] = COLUMNS
    if not kb.may(Role.MANAGE):  # without the last column, in which a document is deleted
        columns, rows = COLUMNS[:-1], [row[:-1] for row in rows]
    whole = amount(len(documents), "document", "documenten")
    if part.total < len(documents):
        whole = f"{number(part.total)} van {whole}"
    cut = part.total < len(documents) or len(part.items) < part.total
    caption = f"Geladen documenten: {part.said(whole)}" if cut else "Geladen documenten"
    st.html(table(caption, columns, rows, live=True))
    show_more(part)
    return among


def _wanted(documents: Sequence[Document], place: DeltaGenerator) -> list[str]:
    """The words that a name has to hold; not asked where all documents are in sight."""
    if len(documents) <= STEP:
        return []
    words = place.text_input("Woorden in de naam", key="documenten-bevat", placeholder="bijvoorbeeld jeugdhulp")
    return (words or "").casefold().split()


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
    document: Document,
    where: str,
    quality: ReadingQuality,
    words: WordCount | None,
    statements: int,
    report: FileReport | None,
) -> tuple[Html, ...]:
    under = " · ".join(part for part in (document.kind.value, document.body, where) if part)
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
        link(_links.here(verwijder=document.id), "Verwijder", "weg", spoken=f"Verwijder {document.title}"),
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
    part = part_of("mislukt", failed)
    rows = [(text(one.file), text(day(one.at.date())), text(" ".join(one.messages))) for one in part.items]
    st.html(table("Bestanden die niet gelezen konden worden", FAILED, rows))
    show_more(part)


def _show_deletion(kb: KnowledgeBase) -> None:
    """A question, so that nobody deletes by accident; the link in the table only opens it."""
    wanted = st.query_params.get("verwijder")
    if not wanted:
        return
    try:
        document = kb.document(wanted)
    except NotFound:
        return
    with st.container(border=True):
        st.html(heading(f"“{document.title}” verwijderen?", 2))
        rest = [one for one in kb.of_file(document.sha256) if one.id != document.id]
        stays = f"Het bestand {document.file} blijft, ook met deze bladzijden, tot het laatste deel weg is. Dit deel"
        st.html(tag("p", text(f"{stays if rest else 'Het bestand'} verdwijnt, met alle uitspraken, koppelingen en "
                              "besluiten die erbij horen. Dit is niet terug te draaien.")))  # fmt: skip
        with st.container(horizontal=True):
            if st.button("Verwijder definitief", type="primary", key="weg-definitief"):
                forget(kb, document.id)
                del st.query_params["verwijder"]
                st.rerun()
            if st.button("Annuleer"):
                del st.query_params["verwijder"]
                st.rerun()


if __name__ == "__main__":
    main()
