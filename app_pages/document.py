"""Screen *Document*: a page as picture with the statement marked, and its text beside it.

The address says which: `?document=ID&pagina=3&uitspraak=SID`, or `&alinea=12` to mark a whole paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from app_pages import _links, _words
from app_pages._authority import choose_authorities, show_placing, with_authority
from app_pages._frame import name_page
from app_pages._hidden import show_hidden
from app_pages._html import NOTHING, Column, Html, join, link, table, tag, text
from app_pages._more import part_of, show_more
from app_pages._parts import chip, facts, heading, lead, no_documents, none_chosen, notice, ways_back
from app_pages._picture import page_picture
from app_pages._state import advices, knowledge, listed_documents
from app_pages._text import DOUBTFUL, page_text, whole_text
from kb import KnowledgeBase, labels
from kb.labels import amount, day, pages_of
from kb.model import (
    Advice,
    BBox,
    Document,
    DocumentKind,
    Filter,
    Page,
    PageSource,
    Passage,
    Relation,
    Statement,
    StatementKind,
)
from kb.reading_quality import unsure_ranges

PARAGRAPHS = 100  # of a document without pages that stand on the screen at once
ALL, AROUND = 20, 3  # pages that are all linked; of more those around the one that is open
COLUMNS = (Column("Document", "breed"), Column("Soort"), Column("Datum", "smal"))


@dataclass(frozen=True, slots=True)
class Target:
    """What the address asks to mark: characters start..end of a passage, and the statement if it is one."""

    passage: Passage
    start: int
    end: int
    statement: Statement | None = None

    def boxes(self, page: int) -> tuple[BBox, ...]:
        """Where it stands on this page, in points."""
        found = self.passage.boxes_of(self.start, self.end)
        return tuple(box.bbox for box in found if box.page == page and box.bbox)

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.passage.page_of(self.start, self.end)


def main() -> None:
    """One document when the address names one, else all of them to choose from."""
    kb = knowledge()
    chosen = st.query_params.get("document")
    if chosen:
        _show_document(kb, kb.document(chosen))
    else:
        _show_list(kb)


def _show_list(kb: KnowledgeBase) -> None:
    name_page("Documenten")
    st.html(heading("Documenten"))
    if not kb.documents():
        st.html(no_documents("Daarna staan ze hier."))
        return
    st.html(lead("Kies een document om het te lezen, met wat erin is gevonden."))
    (words, *_), of = with_authority(kb, [3], 2)
    wanted = words.text_input("Woorden", key="titel", bind="query-params", placeholder="bijvoorbeeld raadsbrief") or ""
    among = choose_authorities(kb, of)
    found = [one for one in listed_documents(kb, wanted.casefold().split()) if one.is_of(among)]
    if not found:
        st.html(none_chosen("Geen document past bij deze keuze.", "document"))
        return
    part = part_of("lijst", found, (wanted, among))
    rows = [
        (
            join([link(_links.document(one.id), one.title, "titel"), tag("span", text(one.body or ""), "onder")]),
            text(one.kind.value),
            text(day(one.date) if one.date else "zonder datum"),
        )
        for one in part.items
    ]
    st.html(table(part.said(amount(part.total, "document", "documenten")), COLUMNS, rows, live=True))
    show_more(part)


def _show_document(kb: KnowledgeBase, document: Document) -> None:
    passages = kb.passages(document.id)
    statements = kb.statements(Filter(document_ids=(document.id,)))
    target = _target(passages, statements)
    name_page(document.title)
    st.html(ways_back(_links.documents(), "Alle documenten"))
    st.html(tag("p", link(_links.search({"document": document.id}), "Zoek in dit document"), "klein"))
    st.html(heading(document.title))
    if kb.versions(document.id)[-1].id != document.id:
        st.html(notice("Dit is een oudere versie, die niet meetelt. De nieuwste staat hieronder bij Versies."))
    if kb.concealing:
        st.html(notice("Namen, adressen en nummers van inwoners zijn verborgen, voor zover het programma ze vond."))
    st.html(_facts(kb, document))
    show_placing(kb, document)
    if target and target.statement:
        st.html(_marked(kb, target.statement))
    if document.paged:
        _show_page(kb, document, passages, statements, target)
    else:
        _show_whole(document, passages, statements, target)
    show_hidden(kb, document)


def _target(passages: tuple[Passage, ...], statements: tuple[Statement, ...]) -> Target | None:
    """What the address asks to mark; None when it asks nothing or something that is not here."""
    wanted = st.query_params.get("uitspraak")
    number = st.query_params.get("alinea")
    statement = next((one for one in statements if one.id == wanted), None)
    for passage in passages:
        if statement and passage.id == statement.passage_id:
            return Target(passage, statement.start, statement.end, statement)
        if not statement and str(passage.number) == number:
            return Target(passage, 0, len(passage.text))
    return None


def _facts(kb: KnowledgeBase, document: Document) -> Html:
    return facts(
        [
            ("Soort", text(document.kind.value)),
            ("Datum", text(day(document.date) if document.date else "zonder datum")),
            ("Opvolging", _followed(kb, document)),
            ("Antwoord op", _answered(kb, document)),
            ("Van", text(labels.sender(document))),
            ("Aan", text(labels.addressee(document))),
            ("Gemeente", text(labels.authorities(document))),
            ("Onderwerp", text(document.subject or "")),
            ("Ons kenmerk", text(document.our_reference or "")),
            ("Uw kenmerk", text(document.your_reference or "")),
            ("Ondertekend door", text("; ".join(document.signatories))),
            ("Bijlagen", text("; ".join(document.enclosures))),
            ("Bestand", text(", ".join(filter(None, (document.file, pages_of(document)))))),
            ("Andere delen", _siblings(kb, document)),
            ("Versies", _versions(kb, document)),
        ]
    )


def _followed(kb: KnowledgeBase, document: Document) -> Html:
    """Of an advice how it stands, and the way to it; of other documents nothing."""
    own = next((one for one in advices(kb) if one.document.id == document.id), None)
    if own is None:
        return NOTHING
    return link(_links.advice(document.id), f"{labels.statuses(own.trails)}: bekijk per punt het antwoord")


def _answered(kb: KnowledgeBase, document: Document) -> Html:
    """The advices that it answers, also when it is not the letter that was sent in answer; of a letter that should
    answer one and was joined to none that this is so."""
    found = [one for one in advices(kb) if one.document.id != document.id and document.id in _answering(one)]
    if found:
        named = (", ".join(filter(None, (_words.subject(one), day(one.document.date)))) for one in found)
        return join(
            [link(_links.advice(one.document.id), name) for one, name in zip(found, named, strict=True)], "<br>"
        )
    if document.kind is DocumentKind.RESPONSE_LETTER and not _restates(kb, document):
        return text("geen advies gevonden in wat geladen is")
    return NOTHING


def _answering(advice: Advice) -> set[str]:
    """The ids of the documents in which its answers stand."""
    told = {answer.response.document_id for _, one in _words.named(advice.trails) for answer in one.answers}
    return told | {one.id for one in advice.replies}


def _restates(kb: KnowledgeBase, document: Document) -> bool:
    """Whether the points that it answers stand in it, in place of an advice that is not loaded."""
    return any(one.document.id == document.id for one in advices(kb))


def _siblings(kb: KnowledgeBase, document: Document) -> Html:
    """The other documents of the same file."""
    others = [one for one in kb.of_file(document.sha256) if one.id != document.id]
    return join([link(_links.document(one.id), f"{one.title} ({pages_of(one)})") for one in others], "<br>")


def _versions(kb: KnowledgeBase, document: Document) -> Html:
    """The other versions of this document, oldest first; only the newest counts. Nothing when there is one."""
    versions = kb.versions(document.id)
    if len(versions) == 1:
        return NOTHING
    return join([_version(one, one.id == document.id, one is versions[-1]) for one in versions], "<br>")


def _version(one: Document, here: bool, newest: bool) -> Html:
    added = f", toegevoegd op {day(one.added.date())}" if one.added else ""
    name = text(one.file) if here else link(_links.document(one.id), one.file)
    return join([name, text(f"{added}{', deze versie telt' if newest else ', oudere versie'}")])


def _marked(kb: KnowledgeBase, statement: Statement) -> Html:
    """What is marked, with the way back to where it counts."""
    point = _point_of(kb, statement)
    onward = NOTHING
    if statement.kind in (StatementKind.COMMITMENT, StatementKind.INTENTION):
        onward = link(_links.commitment(statement.id), "Bekijk de toezegging")
    elif point:
        onward = link(_links.point(point.document_id, point.id), "Bekijk de opvolging")
    return tag("p", join([text("Gemarkeerd:"), chip(statement), onward], " "), "gemarkeerd")


def _point_of(kb: KnowledgeBase, statement: Statement) -> Statement | None:
    """The point in whose trail this statement stands: itself, or the one that it answers."""
    if statement.kind is StatementKind.RECOMMENDATION and not statement.restated:
        return statement
    wanted = (Relation.ANSWERS, Relation.RESTATES)
    target = next(
        (one.target_id for one in kb.links() if one.source_id == statement.id and one.relation in wanted), None
    )
    return kb.statement(target) if target else None


def _show_page(
    kb: KnowledgeBase, document: Document, passages: tuple[Passage, ...], statements: tuple[Statement, ...],
    target: Target | None,
) -> None:  # fmt: skip
    pages = kb.pages(document.id)
    number = _page_number(document, target)
    page = next(page for page in pages if page.number == number)
    st.html(_page_links(document, number))
    with st.container(key="pagina"):
        left, right = st.columns([6, 5], gap="large")
    with left:
        if page.width:
            boxes = target.boxes(number) if target else ()
            st.html(page_picture(kb, document, page, boxes))
        else:
            st.html(notice("Van dit bestand is er geen beeld van de pagina."))
    with right:
        here = tuple(one for one in passages if any(box.page == number for box in one.boxes))
        unsure = {one.id: unsure_ranges(one, pages) for one in here} if page.source is PageSource.OCR else {}
        st.html(join([heading(f"Tekst van pagina {number}", 2), _how_read(page, any(unsure.values()))]))
        chosen, at = (target.statement, target.passage) if target else (None, None)
        st.html(page_text(page, here, statements, chosen, unsure, at))


def _show_whole(
    document: Document, passages: tuple[Passage, ...], statements: tuple[Statement, ...], target: Target | None
) -> None:
    """A document without pages; a long one in parts, of which the address names one, else that of what is marked."""
    parts = range(1, max(1, -(-len(passages) // PARAGRAPHS)) + 1)
    at = next((place for place, one in enumerate(passages) if target and one.id == target.passage.id), 0)
    named = st.query_params.get("pagina", "")
    number = min(max(int(named) if named.isdecimal() else at // PARAGRAPHS + 1, 1), len(parts))
    here = passages[(number - 1) * PARAGRAPHS : number * PARAGRAPHS]
    if len(parts) > 1:
        said = f"Alinea {here[0].number} tot en met {here[-1].number} van {passages[-1].number}"
        st.html(_steps(document, parts, number, said, "Deel", "Delen"))
    chosen, opens_at = (target.statement, target.passage) if target else (None, None)
    st.html(whole_text(here, statements, chosen, opens_at))
    if len(parts) > 1:
        st.html(_steps(document, parts, number, said, "Deel", "Delen, onderaan"))


def _page_number(document: Document, target: Target | None) -> int:
    """The page that the address names, else that of what is marked, else the first."""
    named, own = st.query_params.get("pagina", ""), document.page_numbers
    number = int(named) if named.isdecimal() else (target.page if target else own[0])
    return min(max(number, own[0]), own[-1])


def _page_links(document: Document, number: int) -> Html:
    """Previous, all pages, next; the page that is open is named, not linked. A part has the numbers of its file."""
    own = document.page_numbers
    last = document.part.total if document.part else own[-1]
    return _steps(document, own, number, f"Pagina {number} van {last}", "Pagina", "Pagina's")


def _steps(document: Document, own: Sequence[int], number: int, said: str, noun: str, label: str) -> Html:
    """Links to all pages or parts; of many to the first, the last and those around the one that is open."""
    near = [one for one in own if len(own) <= ALL or one in (own[0], own[-1]) or abs(one - number) <= AROUND]
    numbers: list[Html] = []
    for place, one in enumerate(near):
        if place and one - near[place - 1] > 1:
            numbers.append(tag("span", text("…"), aria_hidden="true"))
        if one == number:
            numbers.append(tag("strong", text(str(one)), aria_current="page"))
        else:
            numbers.append(link(_links.document(document.id, one), str(one), spoken=f"{noun} {one}"))
    before = link(_links.document(document.id, number - 1), "Vorige") if number > own[0] else NOTHING
    after = link(_links.document(document.id, number + 1), "Volgende") if number < own[-1] else NOTHING
    shown = join([tag("span", text(said)), before, *numbers, after], " ")
    return tag("nav", shown, "paginas", aria_label=label)


def _how_read(page: Page, unsure: bool) -> Html:
    """A notice where the text may not be what stands on paper, with the key to the marks in it."""
    if page.source is PageSource.NONE:
        return notice("Op deze pagina konden geen woorden worden gelezen.")
    if page.source is PageSource.OCR:
        turned = " De pagina is rechtop gezet." if page.turn else ""
        said = notice(f"Gelezen uit een beeld (scan): vergelijk het citaat met de pagina.{turned}")
        key = join([tag("span", text("Woord"), "onzeker"), text(f": {DOUBTFUL}, kan anders op de pagina staan.")])
        return join([said, tag("p", key, "klein") if unsure else NOTHING])
    return NOTHING


if __name__ == "__main__":
    main()
