"""The filters of *Zoeken*, each in the address; and what a question says that a filter says better."""

from __future__ import annotations

import re
from collections.abc import Sequence

import streamlit as st

from app_pages._address import choose_many
from kb.following import EVERYTHING
from kb.labels import STATEMENT_KINDS, STATEMENT_KINDS_PLURAL, day
from kb.model import Document, DocumentKind, Filter, Position, StatementKind, Status

BEST, NEWEST = "Beste eerst", "Nieuwste eerst"
KINDS = {word: kind for kind, word in STATEMENT_KINDS.items()}
FILTERS = ("soorten", "afzenders", "uitspraken", "standpunten", "statussen", "sinds", "tot-en-met", "orde")
KEYS = ("q", *FILTERS, "document")  # what the address says of a search
_NOUNS = {word: kind for kind, word in STATEMENT_KINDS_PLURAL.items()} | {"verzoeken": StatementKind.REQUEST}
_ASKED = re.compile(
    rf"(?i:alle\s+|welke\s+)?(?P<noun>(?i:{'|'.join(map(re.escape, _NOUNS))}))\s+"
    r"(?i:over|voor|rond|bij)\s+(?P<about>.+?)"
    r"(?:\s+(?i:in|uit|van)\s+(?P<year>(?:19|20)\d\d))?[?.]?"
)


def where_asked(documents: Sequence[Document]) -> tuple[Filter, bool]:
    """What the filters say, and whether the newest come first; folded at first, because most people just type."""
    senders = sorted({document.body for document in documents if document.body}, key=str.casefold)
    with st.expander("Verfijn"):
        first, second, third = st.columns(3)
        with first:
            kinds = choose_many("Soort document", list(DocumentKind), "soorten")
            positions = choose_many("Standpunt", list(Position), "standpunten")
        with second:
            bodies = choose_many("Afzender", senders, "afzenders")
            statuses = choose_many("Status", list(Status), "statussen")
        with third:
            statements = choose_many("Soort uitspraak", list(KINDS), "uitspraken")
            from_day, until_day = st.columns(2)
            since = from_day.date_input("Vanaf", None, format="DD-MM-YYYY", key="sinds", bind="query-params")
            until = until_day.date_input("Tot en met", None, format="DD-MM-YYYY", key="tot-en-met", bind="query-params")
        order = st.selectbox("Volgorde", (BEST, NEWEST), key="orde", bind="query-params", filter_mode=None)
    known = {document.id for document in documents}
    named = st.query_params.get("document", "")
    where = Filter(
        document_ids=(named,) if named in known else (), document_kinds=tuple(map(DocumentKind, kinds)),
        senders=tuple(bodies), since=since, until=until, statement_kinds=tuple(KINDS[word] for word in statements),
        positions=tuple(map(Position, positions)), statuses=tuple(map(Status, statuses)),
    )  # fmt: skip
    return where, order == NEWEST


def is_asked(where: Filter) -> bool:
    """Whether the filters leave anything out."""
    return where != EVERYTHING


def in_words(where: Filter) -> str:
    """What the filters leave in, but for the document: toezegging; vanaf 1 januari 2024."""
    chosen = (
        *where.document_kinds, *where.senders, *(STATEMENT_KINDS[kind] for kind in where.statement_kinds),
        *where.positions, *where.statuses,
        f"vanaf {day(where.since)}" if where.since else "", f"tot en met {day(where.until)}" if where.until else "",
    )  # fmt: skip
    return "; ".join(filter(None, chosen))


def asked_for(question: str) -> tuple[str, dict[str, str | None]] | None:
    """What to show instead of a question that names a kind of statement, and what then changes in the address."""
    found = _ASKED.fullmatch(question)
    if found is None:
        return None
    kind, about, year = _NOUNS[found["noun"].casefold()], found["about"], found["year"]
    changes: dict[str, str | None] = {"q": about, "uitspraken": STATEMENT_KINDS[kind]}
    if year:
        changes |= {"sinds": f"{year}-01-01", "tot-en-met": f"{year}-12-31"}
    return f"Zoek alleen in {STATEMENT_KINDS_PLURAL[kind]}{f' uit {year}' if year else ''}, naar “{about}”", changes
