"""Screen *Toezeggingen*: what was promised, by whom, by when (filters and order stand in the address); one commitment
(`?toezegging=ID`); or a kept list that is read back (`?lijst=terug`)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from app_pages import _links, _words
from app_pages._address import choose, kept
from app_pages._authority import choose_authorities, named, with_authority
from app_pages._commitment import show_commitment
from app_pages._html import NOTHING, Column, Html, join, link, sorting, table, tag, text
from app_pages._judge import show_saved
from app_pages._more import part_of, show_more
from app_pages._parts import commitment_badge, empty, heading, lead, no_documents, none_chosen, place_link
from app_pages._possibly_kept import show_possibly_kept
from app_pages._read_back import show_read_back
from app_pages._several import show_several
from app_pages._state import choose_privacy, commitment_entries, download_list, knowledge, once
from kb import KnowledgeBase
from kb.commitment_list.choosing import Ends, Entry, Order, Progress, Wanted, chosen, ordered
from kb.labels import amount, day
from kb.model import Commitment, Role, StatementKind

COLUMNS = (
    (Order.TEXT, "Toezegging", "breed"), (Order.WHO, "Wie", "bij"), (Order.TERM, "Termijn", "smal"),
    (Order.STATUS, "Status", "smal"), (Order.SOURCE, "Bron", "bij"),
)  # fmt: skip
LEAD = "Wat is toegezegd, door wie en voor wanneer."
ENDS = {
    Ends.ALL: "Elke termijn", Ends.LATE: "Te laat", Ends.SOON: "Loopt af binnen 30 dagen",
    Ends.QUARTER: "Termijn in dit kwartaal",
}  # fmt: skip
PROGRESS = {
    Progress.ALL: "Elke status", Progress.OPEN: "Nog open", Progress.POSSIBLY: "Mogelijk nagekomen",
    Progress.CLOSED: "Afgedaan of vervallen",
}  # fmt: skip
ANYONE, ANY_BODY = "Iedereen", "Alle instanties"
KEEP = "Schrijf weg wat hierboven staat, werk Status, Afgedaan op, Afgedaan met en Toelichting bij, en lees het terug."
DOWNLOADS = (("xlsx", "Download als Excel"), ("docx", "Download als Word"), ("csv", "Download als CSV"))
SORT, TURNED = "sorteer", "omgekeerd"  # in the address
WAS_WORDS = ("bevat", "uit")  # in addresses of an earlier build: words of the promise, and of the title of its document
WAS_PROGRESS = {
    "Nog open": ("voortgang", Progress.OPEN.value), "Te laat": ("loopt", Ends.LATE.value),
    "Afgerond": ("voortgang", Progress.CLOSED.value),
}  # fmt: skip


def main() -> None:
    """One commitment when the address names one, else the list."""
    _read_older_address()
    kb = knowledge()
    wanted = st.query_params.get("toezegging")
    if wanted:
        show_commitment(kb, wanted)
    elif st.query_params.get("lijst") == "terug" and kb.may(Role.JUDGE):
        show_read_back(kb)
    else:
        _show_list(kb)


def _read_older_address() -> None:
    """An address that was kept or sent when the filters had other names leads to the list of today."""
    asked = st.query_params.to_dict()
    words = [asked.pop(name) for name in WAS_WORDS if name in asked]
    name, value = WAS_PROGRESS.get(asked.get("voortgang", ""), ("", ""))
    if not words and not name:
        return
    if words:
        asked["zoek"] = " ".join(words)
    if name:
        del asked["voortgang"]
        asked[name] = value
    st.switch_page(Path(__file__), query_params=asked)


def _show_list(kb: KnowledgeBase) -> None:
    st.html(heading("Toezeggingen"))
    listed = commitment_entries(kb)
    if not listed:
        _show_empty(kb)
        return
    st.html(lead(LEAD))
    wanted = _wanted(kb, *once(kb, "toezeggingen: keuzes", lambda: _offered(listed)))
    key = (wanted, *_order())
    promised, intended = once(kb, "toezeggingen", lambda: _chosen(listed, *key), *key)
    _, by, turned = key
    if not promised:
        show_saved(of="bewijs-")
        st.html(none_chosen("Geen toezegging past bij deze keuze.", "toezeggingen"))
    elif wanted.progress is Progress.POSSIBLY:
        show_possibly_kept(kb, promised, key)
    elif kb.may(Role.JUDGE) and st.toggle("Werk er meer tegelijk bij", key="meer", bind="query-params"):
        show_several(kb, promised, key)
    else:
        _show_table(kb, promised, by, turned, key)
    intentions = st.toggle("Toon ook voornemens", key="voornemens", bind="query-params")
    if intentions:
        _show_intentions(kb, intended, key)
    _show_downloads(kb, [*promised, *intended] if intentions else promised)


def _show_table(kb: KnowledgeBase, promised: Sequence[Entry], by: Order, turned: bool, key: Hashable) -> None:
    possibly = sum(one.possibly_kept is not None for one in promised)
    if possibly:
        _say_possibly(possibly)
    part = part_of("toezeggingen", promised, key)
    columns = [_column(order, title, css, by, turned) for order, title, css in COLUMNS]
    caption = part.said(amount(part.total, "toezegging", "toezeggingen"))
    rows = [_row(kb, one, at_work=kb.may(Role.JUDGE)) for one in part.items]
    st.html(table(caption, columns, rows, live=True))
    show_more(part)


def _say_possibly(many: int) -> None:
    words = f"{amount(many, 'toezegging is', 'toezeggingen zijn')} mogelijk nagekomen."
    onward = link(_links.commitments(kept() | {"voortgang": Progress.POSSIBLY}), "Bekijk het bewijs en werk ze bij")
    st.html(tag("p", join([text(words), onward], " "), "wenk"))


def _column(order: Order, title: str, css: str, by: Order, turned: bool) -> Column:
    """A head that puts the list in this order, and turns it when it is so already."""
    now = order is by
    params = kept(SORT, TURNED) | ({} if order is Order.TERM else {SORT: order.value})
    params |= {TURNED: "ja"} if now and not turned else {}
    return sorting(title, css, _links.commitments(params), ("descending" if turned else "ascending") if now else None)


def _order() -> tuple[Order, bool]:
    named = st.query_params.get(SORT)
    return Order(named) if named in set(Order) else Order.TERM, st.query_params.get(TURNED) == "ja"


def _show_downloads(kb: KnowledgeBase, shown: Sequence[Entry]) -> None:
    """The list that is shown, to keep elsewhere; and the way back for one that was kept."""
    may_keep = kb.may(Role.JUDGE)
    st.html(heading("Deze lijst bijhouden" if may_keep else "Meenemen", 2))
    if may_keep:
        back = link(_links.commitments({"lijst": "terug"}), "Lees een bijgewerkte lijst terug")
        st.html(tag("p", join([text(KEEP), back], " ")))
    if not shown:
        return
    privacy = choose_privacy(kb)
    with st.container(horizontal=True):
        for form, label in DOWNLOADS:
            download_list(kb, form, shown, label=label, privacy=privacy)


def _show_intentions(kb: KnowledgeBase, intended: Sequence[Entry], key: Hashable) -> None:
    st.html(heading("Voornemens", 2))
    st.html(lead("Hier bindt niemand zich: “wij zetten in op”, “wij willen”, “wij bereiden voor”."))
    if not intended:
        st.html(none_chosen("Geen voornemen past bij deze keuze.", "toezeggingen"))
        return
    columns = (Column("Voornemen", "breed"), Column("Wie"), Column("Bron"))
    part = part_of("voornemens", intended, key)
    rows = [(row[0], row[1], row[4]) for row in (_row(kb, one) for one in part.items)]
    st.html(table(part.said(amount(part.total, "voornemen", "voornemens")), columns, rows))
    show_more(part)


def _show_empty(kb: KnowledgeBase) -> None:
    if kb.documents():
        hint = "In de geladen documenten is er geen gevonden. Voeg brieven en verslagen toe bij"
        st.html(empty("Nog geen toezeggingen.", hint, _links.documents(), "Documenten"))
    else:
        st.html(no_documents("Daarna staat hier wat is toegezegd, door wie en voor wanneer."))


def _chosen(listed: Sequence[Entry], wanted: Wanted, by: Order, turned: bool) -> tuple[list[Entry], list[Entry]]:
    """The commitments that pass, and the intentions, in this order."""
    found = ordered(chosen(listed, wanted, date.today()), by, descending=turned)
    promised = [one for one in found if one.commitment.statement.kind is StatementKind.COMMITMENT]
    return promised, [one for one in found if one.commitment.statement.kind is StatementKind.INTENTION]


def _offered(found: Sequence[Entry]) -> tuple[list[str], list[str]]:
    """The people and the bodies that there are to choose from."""
    people = sorted({one.who for one in found}, key=str.casefold)
    return people, sorted({body for one in found for body in one.bodies}, key=str.casefold)


def _wanted(kb: KnowledgeBase, people: Sequence[str], bodies: Sequence[str]) -> Wanted:
    """What the filters say; each lives in the address."""
    with st.container(key="filters"):
        (first, second, third, fourth), of = with_authority(kb, [4] * 4, 5)
        with st.expander("Meer filters"):
            rare = st.columns(4)
    words = first.text_input("Woorden", key="zoek", bind="query-params", placeholder="bijvoorbeeld wachtlijst")
    person = second.selectbox("Portefeuillehouder", [ANYONE, *people], key="wie", bind="query-params", filter_mode=None)
    progress = choose(third, "Status", "voortgang", {each.value: words for each, words in PROGRESS.items()})
    ends = choose(fourth, "Termijn", "loopt", {each.value: words for each, words in ENDS.items()})
    first, second, third, fourth = rare
    body = first.selectbox("Van of aan", [ANY_BODY, *bodies], key="instantie", bind="query-params", filter_mode=None)
    since = second.date_input("Termijn vanaf", None, format="DD-MM-YYYY", key="van", bind="query-params")
    until = third.date_input("Termijn tot en met", None, format="DD-MM-YYYY", key="tot", bind="query-params")
    promised = fourth.date_input("Toegezegd vanaf", None, format="DD-MM-YYYY", key="vanaf", bind="query-params")
    return Wanted(
        Ends(ends), Progress(progress), since, until, promised, "" if person == ANYONE else person,
        "" if body == ANY_BODY else body, words or "", choose_authorities(kb, of),
    )  # fmt: skip


def _term(one: Commitment) -> Html:
    """The term that counts, and below it the one in the words of the promise when that is another."""
    if not one.moved:
        return text(_words.term(one))
    was = tag("span", text(f"was {day(one.statement.due)}"), "onder") if one.statement.due else NOTHING
    return join([text(day(one.due)), was])


def _proof(one: Entry) -> Html:
    """Where it may have been kept, as long as nobody decided that it was: a proposal, which opens the promise."""
    proof = one.possibly_kept
    if proof is None:
        return NOTHING
    when = day(proof.citation.date) or proof.citation.title
    said = one.commitment.statement
    spoken = f"Mogelijk nagekomen ({when}): {said.text}"
    return link(_links.commitment(said.id, kept()), f"mogelijk nagekomen ({when})", "onder", spoken=spoken)


def _row(kb: KnowledgeBase, entry: Entry, *, at_work: bool = False) -> tuple[Html, ...]:
    one = entry.commitment
    when = ", ".join(filter(None, (day(one.document.date) or "zonder datum", named(kb, one.document))))
    intention = one.statement.kind is StatementKind.INTENTION
    onward = "Bekijk dit voornemen" if intention else "Bekijk"
    id_, said = one.statement.id, one.statement.text
    ways = [link(_links.commitment(id_, kept()), onward, "klein", spoken=f"{onward}: {said}")]
    if at_work:
        ways.append(link(_links.progress_of(id_, kept()), "Werk bij", "klein", spoken=f"Werk bij: {said}"))
    return (
        join([tag("span", text(said), "woorden"), join(ways, " ")]),
        text(entry.who),
        _term(one),
        join([commitment_badge(one.status, one.overdue), _proof(entry)]),
        join([text(one.citation.title), tag("span", text(when), "onder"), place_link(one.citation, one.statement.id)]),
    )  # fmt: skip


if __name__ == "__main__":
    main()
