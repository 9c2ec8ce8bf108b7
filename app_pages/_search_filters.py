"""The filters of *Zoeken*, each in the address; and what a question says that a filter says better."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from app_pages import _links
from app_pages._address import choose_many
from app_pages._authority import choose_authorities
from kb import KnowledgeBase
from kb.labels import MONTHS, STATEMENT_KINDS, STATEMENT_KINDS_PLURAL, day
from kb.model import EVERYTHING, Document, DocumentKind, Filter, Position, StatementKind, Status

BEST, NEWEST = "Beste eerst", "Nieuwste eerst"
KINDS = {word: kind for kind, word in STATEMENT_KINDS.items()}
FILTERS = ("soorten", "afzenders", _links.OF, "uitspraken", "standpunten", "statussen", "sinds", "tot-en-met", "orde")
KEYS = ("q", *FILTERS, "document")  # what the address says of a search
_NOUNS = {word: kind for kind, word in STATEMENT_KINDS_PLURAL.items()} | {"verzoeken": StatementKind.REQUEST}
_ASKED = re.compile(
    rf"(?:alle\s+|welke\s+)?(?P<noun>{'|'.join(map(re.escape, _NOUNS))})(?:\s+(?:over|voor|rond|bij)\s+(?P<about>.+))?",
    re.I,
)
_YEAR = r"(?P<year>(?:19|20)\d\d)$"
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_PERIODS = (  # "Woonvisie 2030" and "12 december 2024" are none
    re.compile(rf"(?:^|(?<!\d)\s){_MONTH}\s+{_YEAR}", re.I),
    re.compile(rf"(?:^|\s)(?:in|uit|van)\s+{_YEAR}", re.I),
)


@dataclass(frozen=True, slots=True)
class _Period:
    """A month or a year."""

    said: str
    first: date
    last: date

    @classmethod
    def of(cls, year: int, month: str) -> _Period:
        """`month` is its name; "" for the whole year."""
        if not month:
            return cls(str(year), date(year, 1, 1), date(year, 12, 31))
        number = MONTHS.index(month.casefold()) + 1
        last = date(year, number, monthrange(year, number)[1])
        return cls(f"{MONTHS[number - 1]} {year}", date(year, number, 1), last)


def where_asked(kb: KnowledgeBase, documents: Sequence[Document]) -> tuple[Filter, bool]:
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
        authorities = choose_authorities(kb, first)
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
        senders=tuple(bodies), authorities=authorities, since=since, until=until,
        statement_kinds=tuple(KINDS[word] for word in statements),
        positions=tuple(map(Position, positions)), statuses=tuple(map(Status, statuses)),
    )  # fmt: skip
    return where, order == NEWEST


def is_asked(where: Filter) -> bool:
    """Whether the filters leave anything out."""
    return where != EVERYTHING


def in_words(where: Filter) -> str:
    """What the filters leave in, but for the document: toezegging; vanaf 1 januari 2024."""
    chosen = (
        *where.document_kinds, *where.senders, *where.authorities,
        *(STATEMENT_KINDS[kind] for kind in where.statement_kinds), *where.positions, *where.statuses,
        f"vanaf {day(where.since)}" if where.since else "", f"tot en met {day(where.until)}" if where.until else "",
    )  # fmt: skip
    return "; ".join(filter(None, chosen))


def asked_for(question: str, documents: Sequence[Document]) -> tuple[str, dict[str, str | None]] | None:
    """What to show instead of a question that names a kind of statement, or a month or year that a document is of, and
    what then changes in the address."""
    about, period = _period(question.rstrip("?. "), documents)
    found = _ASKED.fullmatch(about)
    kind = _NOUNS[found["noun"].casefold()] if found else None
    if kind is None and period is None:
        return None
    about = (found["about"] or "") if found else about
    changes: dict[str, str | None] = {"q": about or None, "zoals": None, "deel": None}
    if kind:
        changes["uitspraken"] = STATEMENT_KINDS[kind]
    if period:
        changes |= {"sinds": str(period.first), "tot-en-met": str(period.last)}
    what = STATEMENT_KINDS_PLURAL[kind] if kind else "stukken"
    when = f" uit {period.said}" if period else ""
    return f"Zoek alleen in {what}{when}{f', naar “{about}”' if about else ''}", changes


def _period(question: str, documents: Sequence[Document]) -> tuple[str, _Period | None]:
    """The question without the month or year at its end, and that."""
    for named in filter(None, (pattern.search(question) for pattern in _PERIODS)):
        period = _Period.of(int(named["year"]), named.groupdict().get("month", ""))
        if any(document.date and period.first <= document.date <= period.last for document in documents):
            return re.sub(r"(?:^|\s+)(?:in|uit|van)$", "", question[: named.start()], flags=re.I).strip(), period
    return question, None
