"""Screen *Aanbevelingen*: every point of every advice in one list, to filter, sort, check and take home.

All choices live in the address, so that a list can be kept and sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages import _links, _words
from app_pages._address import choose_many
from app_pages._authority import choose_authorities, named, with_authority
from app_pages._html import NOTHING, Column, Html, join, link, sorting, table, tag, text
from app_pages._more import part_of, show_more
from app_pages._parts import empty, heading, lead, no_documents, none_chosen, position_badge, status_badge
from app_pages._point import show_gone, show_point
from app_pages._state import choose_privacy, download_points, knowledge, listed_points, once
from kb import KnowledgeBase
from kb.export import point_rows
from kb.labels import VIA_PARENT, amount, day, number, place_in_words
from kb.model import DocumentKind, Point, PointFilter, Position, Status, TermState
from kb.trails.points import in_words, passing, words_of

ALWAYS = ("advice", "advice_date", "label", "recommendation", "place", "body")  # what the first column says
WITH = {"response": ("response_document", "response_date", "response_place"), "due": ("expected",)}  # in the same cell
OFFERED = (
    "status", "position", "judged", "response", "due", "authorities", "kind", "reference", "others", "decision",
    "decided_by", "decided_on", "reason", "looked_in", "proposed_position", "file", "response_file",
)  # fmt: skip
SHOWN = ("status", "position", "judged", "response")
BESIDE = ("status", "position")  # the columns that stay while one point stands beside the list
TITLES = {column.key: column.title for column in point_rows.COLUMNS}
WIDE = {"response": "ruim", "others": "ruim", "reason": "ruim", "looked_in": "ruim"}
EITHER, JUDGED, OPEN = "Alles", "Ja", "Nee"
VERDICTS = {EITHER: None, JUDGED: True, OPEN: False}
NEWEST, OLDEST, BODY, STATUS, POSITION, TERM = (
    "Nieuwste advies eerst", "Oudste advies eerst", "Adviseur", "Status", "Standpunt", "Termijn",
)  # fmt: skip
ORDERS = (NEWEST, OLDEST, BODY, STATUS, POSITION, TERM)
BY = {"status": STATUS, "position": POSITION, "due": TERM}  # the column that an order is by
OPENED = "punt-naast-lijst"  # in the session: which point stands beside which list, as (id, filters)
STATES, SAID = list(Status), list(Position)
SORTED_BY: Mapping[str, Callable[[Point], str | int | date]] = {
    OLDEST: lambda one: one.advice.document.date or date.max,
    BODY: lambda one: (one.body or "\N{LATIN SMALL LETTER Z}").casefold(),
    STATUS: lambda one: STATES.index(one.trail.status),
    POSITION: lambda one: SAID.index(one.position) if one.position else len(SAID),
    TERM: lambda one: one.due or date.max,
}


def main() -> None:
    """The list, and beside it the point that the address names."""
    kb = knowledge()
    st.html(heading("Aanbevelingen"))
    found = listed_points(kb)
    if not found:
        _show_empty(kb)
        return
    st.html(lead("Elke aanbeveling uit elk advies, met haar antwoord. Kies er een om beide citaten te lezen."))
    asked, order, columns = _choose(kb, once(kb, "aanbevelingen: keuzes", lambda: _offered(found)))
    if (id_ := st.query_params.get("punt")) and all(one.id != id_ for one in found):
        show_gone(kb, id_)
    kept = once(kb, "aanbevelingen", lambda: _passing(kb, found, asked, order), asked, order)
    chosen = _chosen(found, kept, asked)
    if kept:
        _show_exports(kb, kept, columns)
    with st.container(key="lijst"):
        if chosen:
            left, right = st.columns([3, 2], gap="large")
            with left:
                _show_list(kb, kept, len(found), asked, order, [key for key in columns if key in BESIDE] or BESIDE)
            with right:
                show_point(kb, chosen, _links.here(punt=None))
        else:
            _show_list(kb, kept, len(found), asked, order, columns)


def _chosen(found: Sequence[Point], kept: Sequence[Point], asked: PointFilter) -> Point | None:
    """The point that the address names, when it passes or was opened in this same list: what was decided about it may
    have taken it out."""
    id_ = st.query_params.get("punt")
    among = found if st.session_state.get(OPENED) == (id_, asked) else kept
    chosen = next((one for one in among if one.id == id_), None) if id_ else None
    st.session_state[OPENED] = (id_, asked) if chosen else None
    return chosen


def _show_empty(kb: KnowledgeBase) -> None:
    if kb.documents():
        hint = "In de geladen documenten zijn geen aanbevelingen gevonden. Voeg adviezen toe bij"
        st.html(empty("Nog geen aanbevelingen.", hint, _links.documents(), "Documenten"))
    else:
        st.html(no_documents("Daarna staat hier elke aanbeveling, met haar antwoord."))


def _passing(kb: KnowledgeBase, found: Sequence[Point], asked: PointFilter, order: str) -> list[Point]:
    """The points that pass, in this order."""
    words = once(kb, "aanbevelingen: woorden", lambda: list(map(words_of, found))) if asked.words else ()
    return _sorted(passing(found, asked, date.today(), words), order)


def _offered(found: Sequence[Point]) -> tuple[list[str], list[int], set[DocumentKind]]:
    """The bodies, years and kinds that there are to choose from."""
    advices = {id(one.advice): one.advice for one in found}.values()
    bodies = sorted({one.body for one in advices if one.body}, key=str.casefold)
    years = sorted({one.document.date.year for one in advices if one.document.date}, reverse=True)
    return bodies, years, {one.document.kind for one in advices}


def _choose(
    kb: KnowledgeBase, offered: tuple[list[str], list[int], set[DocumentKind]]
) -> tuple[PointFilter, str, list[str]]:
    """What the filters say, in which order, and with which columns. What few people want stays folded at first."""
    bodies, years, there = offered
    with st.container(key="filters"):
        first, of = with_authority(kb, [4] * 4, 5)
        with st.expander("Meer filters, volgorde en kolommen"):
            second = st.columns(4)
            look = st.columns([1, 3])
    words = first[0].text_input("Woorden", key="tekst", bind="query-params", placeholder="bijvoorbeeld wachttijd")
    with first[1]:
        chosen_bodies = choose_many("Afzender", bodies, "adviseur")
    with first[2]:
        states = choose_many("Status", [str(one) for one in Status], "status")
    with first[3]:
        positions = choose_many("Standpunt", [str(one) for one in Position], "standpunt")
    authorities = choose_authorities(kb, of)
    with second[0]:
        chosen_years = choose_many("Jaar van het advies", [str(one) for one in years], "adviesjaar")
    with second[1]:
        kinds = choose_many("Soort document", [str(one) for one in DocumentKind if one in there], "soort")
    with second[2]:
        terms = choose_many("Termijn", [str(one) for one in TermState], "termijn")
    verdict = second[3].selectbox(
        "Beoordeeld door een mens", list(VERDICTS), key="beoordeeld", bind="query-params", filter_mode=None
    )
    asked = PointFilter(
        bodies=tuple(chosen_bodies), authorities=authorities, years=tuple(map(int, chosen_years)),
        kinds=tuple(map(DocumentKind, kinds)), positions=tuple(map(Position, positions)),
        statuses=tuple(map(Status, states)), terms=tuple(map(TermState, terms)), judged=VERDICTS[verdict],
        words=tuple((words or "").split()),
    )  # fmt: skip
    order = look[0].selectbox("Volgorde", ORDERS, key="volgorde", bind="query-params", filter_mode=None)
    return asked, order, _columns(look[1])


def _columns(place: DeltaGenerator) -> list[str]:
    """The keys of the columns that were chosen, in their own order."""
    offered = [TITLES[key] for key in OFFERED]
    shown = place.multiselect(
        "Kolommen", offered, [TITLES[key] for key in SHOWN], placeholder="Alleen de aanbeveling", key="kolommen",
        bind="query-params", select_all=False, filter_mode=None,
    )  # fmt: skip
    return [key for key in OFFERED if TITLES[key] in shown]


def _sorted(points: Sequence[Point], order: str) -> list[Point]:
    """Newest first is how they come; equals stay in that order."""
    return sorted(points, key=SORTED_BY[order]) if order in SORTED_BY else list(points)


def _show_list(
    kb: KnowledgeBase, kept: Sequence[Point], total: int, asked: PointFilter, order: str, columns: Sequence[str]
) -> None:
    if not kept:
        st.html(none_chosen("Geen aanbeveling past bij deze keuze.", "aanbevelingen"))
        return
    whole = amount(total, "aanbeveling", "aanbevelingen")
    caption = whole if len(kept) == total else f"{number(len(kept))} van {whole}"
    id_ = st.query_params.get("punt")
    at = next((at for at, one in enumerate(kept) if one.id == id_), 0) if id_ else 0
    part = part_of("aanbevelingen", kept, (asked, order), at)
    rows = {
        row.values["recommendation_id"]: row.values
        for row in point_rows.every_point(part.items, kb.documents(), "").rows
    }
    heads = [Column("Aanbeveling", "breed"), *(_head(key, order) for key in columns)]
    if in_words(asked):
        caption = f"{caption}: {in_words(asked)}"
    lines = [(_first(one, named(kb, one.advice.document)), *(_cell(one, key, rows[one.id].get(key)) for key in columns))
             for one in part.items]  # fmt: skip
    st.html(tag("div", table(part.said(caption), heads, lines, live=True), "punten"))
    show_more(part)


def _head(key: str, order: str) -> Column:
    """A heading that sorts where an order is by this column."""
    by, css = BY.get(key), WIDE.get(key, "kort")
    if by is None:
        return Column(TITLES[key], css)
    if by == order:
        return sorting(TITLES[key], css, None, "ascending")
    return sorting(TITLES[key], css, _links.here(volgorde=by))


def _first(one: Point, where: str) -> Html:
    """The words of the point, which open it, and in which advice they stand, of which municipality."""
    words = _words.short(one.trail.recommendation.text)
    said = words if not one.number or _is_numbered(words, one.number) else f"{one.number}. {words}"
    chosen = "true" if one.id == st.query_params.get("punt") else None
    opens = tag("a", text(said), "titel", href=_links.here(punt=one.id), aria_current=chosen, data_blijf="")
    document = one.advice.document
    under = ", ".join(part for part in (one.body or "adviseur onbekend", day(document.date), where) if part)
    return join([opens, tag("span", text(under), "onder")])


def _is_numbered(words: str, number: str) -> bool:
    """Whether the letter itself begins with its number: Aanbeveling 1: …"""
    return re.match(rf"(\w+ )?{re.escape(number)}[.:)]", words, re.IGNORECASE) is not None


def _cell(one: Point, key: str, value: object) -> Html:
    via = tag("span", text(VIA_PARENT), "fijn") if one.via_parent else NOTHING
    if key == "status":
        return join([status_badge(one.trail.status), via])
    if key == "position":
        return join([position_badge(one.position), via]) if one.position else NOTHING
    if key == "due":
        return text(day(one.due))
    if key == "response" and one.answer:
        cited = one.answer.citation
        where = ", ".join(part for part in (day(cited.date), place_in_words(cited.place)) if part)
        page = link(_links.document(cited.document_id, cited.page, one.answer.response.id), where,
                    spoken=f"{where} van {cited.title}")  # fmt: skip
        return join([text(_words.short(one.answer.response.text)), tag("span", page, "onder")])
    return text(day(value) if isinstance(value, date) else str(value or ""))


def _show_exports(kb: KnowledgeBase, kept: Sequence[Point], columns: Sequence[str]) -> None:
    """What stands in the list, every row of it, in its order and with its columns; the quotes in full, with places."""
    wanted = {*ALWAYS, *columns, *(extra for key in columns for extra in WITH.get(key, ()))}
    with st.container(horizontal=True, vertical_alignment="center", key="meenemen"):
        place = st.container(horizontal=True, width="content")
        privacy = choose_privacy(kb)
        with place:
            download_points(kb, "xlsx", kept, wanted, label="Download deze lijst als Excel", privacy=privacy)
            download_points(kb, "csv", kept, wanted, label="Download als CSV", privacy=privacy)


if __name__ == "__main__":
    main()
