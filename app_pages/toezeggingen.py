"""Screen *Toezeggingen*: what was promised, by whom, by when; or one commitment (`?toezegging=ID`)."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date

import streamlit as st

from app_pages import _links, _words
from app_pages._commitment import show_commitment
from app_pages._html import NOTHING, Column, Html, join, link, table, tag, text
from app_pages._more import part_of, show_more
from app_pages._parts import commitment_badge, empty, heading, lead, place_link
from app_pages._state import NOBODY, Listed, choose_privacy, commitments, download, knowledge, listed_commitments
from kb import KnowledgeBase
from kb.labels import amount, day, number
from kb.model import Commitment, CommitmentStatus, Filter, Relation, StatementKind

COLUMNS = (
    Column("Toezegging", "breed"),
    Column("Wie"),
    Column("Termijn", "smal"),
    Column("Status", "smal"),
    Column("Bron"),
)
LEAD = "Wat is toegezegd, door wie en voor wanneer. Voornemens tellen niet mee; onderaan kunt u die ook tonen."
ANYONE = "Iedereen"
FILTERS = ("bevat", "voortgang", "wie", "uit", "gedaan-vanaf", "gedaan-tot")  # in the session
OPEN, DONE, LATE, ANY = "Nog open", "Afgerond", "Te laat", "Alle"
CLOSED = {CommitmentStatus.DONE, CommitmentStatus.LAPSED}


def main() -> None:
    """One commitment when the address names one, else the list."""
    kb = knowledge()
    chosen = st.query_params.get("toezegging")
    if chosen:
        show_commitment(kb, chosen)
    else:
        _show_list(kb)


def _show_list(kb: KnowledgeBase) -> None:
    st.html(heading("Toezeggingen"))
    listed = listed_commitments(kb)
    if not listed:
        _show_empty(kb)
        return
    st.html(lead(LEAD))
    kept = _filtered(listed)
    promised = [one for one in kept if one.statement.kind is StatementKind.COMMITMENT]
    intended = [one for one in kept if one.statement.kind is StatementKind.INTENTION]
    chosen = tuple(st.session_state.get(name) for name in FILTERS)
    if promised:
        part = part_of("toezeggingen", promised, chosen)
        st.html(table(part.said(amount(part.total, "toezegging", "toezeggingen")), COLUMNS, map(_row, part.items)))
        show_more(part)
    else:
        st.html(empty("Geen toezegging past bij deze keuze.", "Maak een filter leeg om meer te zien."))
    intentions = st.toggle("Toon ook voornemens", key="voornemens", bind="query-params")
    if intentions:
        _show_intentions(intended, chosen)
    _show_downloads(kb, commitments(kb), kept if intentions else promised)


def _show_downloads(kb: KnowledgeBase, found: Sequence[Commitment], shown: Sequence[Commitment]) -> None:
    """An export keeps or leaves whole documents, so it can hold more than the list: that is said."""
    if not shown:
        return
    kinds = {one.statement.kind for one in shown}
    documents = {one.document.id for one in shown}
    whole = [one for one in found if one.statement.kind in kinds and one.document.id in documents]
    if len(whole) > len(shown):
        words = f"De download bevat alle {number(len(whole))} uit deze documenten, ook wat hierboven niet is getoond."
        st.html(tag("p", text(words), "klein"))
    where = Filter(document_ids=tuple(sorted(documents)), statement_kinds=tuple(sorted(kinds)))
    privacy = choose_privacy(kb)
    with st.container(horizontal=True):
        download(kb, "xlsx", where, label="Download als Excel", name="toezeggingen", privacy=privacy)
        download(kb, "csv", where, label="Download als CSV", name="toezeggingen", privacy=privacy)


def _show_intentions(intended: Sequence[Commitment], chosen: Hashable) -> None:
    st.html(heading("Voornemens", 2))
    st.html(lead("Hier bindt niemand zich: “wij zetten in op”, “wij willen”, “wij bereiden voor”."))
    if not intended:
        st.html(empty("Geen voornemen past bij deze keuze.", "Maak een filter leeg om meer te zien."))
        return
    columns = (Column("Voornemen", "breed"), Column("Wie"), Column("Bron"))
    part = part_of("voornemens", intended, chosen)
    rows = [(row[0], row[1], row[4]) for row in map(_row, part.items)]
    st.html(table(part.said(amount(part.total, "voornemen", "voornemens")), columns, rows))
    show_more(part)


def _show_empty(kb: KnowledgeBase) -> None:
    if kb.documents():
        hint = "In de geladen documenten is er geen gevonden. Voeg brieven en verslagen toe bij"
        st.html(empty("Nog geen toezeggingen.", hint, _links.documents(), "Documenten"))
    else:
        st.html(empty("Nog geen documenten.", "Voeg ze toe bij", _links.documents(), "Documenten"))


def _filtered(found: Sequence[Listed[Commitment]]) -> list[Commitment]:
    """What passes the filters, soonest term first; the filters live in the address."""
    people = sorted({one.who for one in found}, key=str.casefold)
    filters = st.container(key="filters")
    first, second, third = filters.columns([3, 2, 3])
    words = first.text_input("Woorden", key="bevat", bind="query-params", placeholder="bijvoorbeeld wachtlijst")
    state = second.selectbox("Status", [ANY, OPEN, LATE, DONE], key="voortgang", bind="query-params", filter_mode=None)
    person = third.selectbox("Wie", [ANYONE, *people], key="wie", bind="query-params", filter_mode=None)
    first, second, third = filters.columns([4, 2, 2])
    title = first.text_input("Document", key="uit", bind="query-params", placeholder="woorden uit de titel")
    since = second.date_input("Gedaan vanaf", None, format="DD-MM-YYYY", key="gedaan-vanaf")
    until = third.date_input("Gedaan tot en met", None, format="DD-MM-YYYY", key="gedaan-tot")
    asked, titled = (words or "").casefold().split(), (title or "").casefold().split()
    return [
        one.item
        for one in found
        if person in (ANYONE, one.who)
        and _stands(one.item, state)
        and _within(one.item.document.date, since, until)
        and all(word in one.words for word in asked)
        and (not titled or all(word in one.item.document.title.casefold() for word in titled))
    ]


def _stands(one: Commitment, state: str) -> bool:
    done = one.status in CLOSED
    return {ANY: True, OPEN: not done, DONE: done, LATE: one.overdue}[state]


def _within(day: date | None, since: date | None, until: date | None) -> bool:
    """A document without a date is only kept when no period is asked for."""
    if day is None:
        return since is None and until is None
    return (since is None or since <= day) and (until is None or day <= until)


def _term(one: Commitment) -> Html:
    """The term that counts, and below it the one in the words of the promise when that is another."""
    if not one.moved:
        return text(_words.term(one))
    was = tag("span", text(f"was {day(one.statement.due)}"), "onder") if one.statement.due else NOTHING
    return join([text(day(one.due)), was])


def _proof(one: Commitment) -> Html:
    """Where it may have been kept, as long as nobody decided that it was: a proposal, which opens the promise."""
    proofs = [each for each in one.later if each.link.relation is Relation.FULFILS]
    if not proofs or one.status in CLOSED:
        return NOTHING
    when = day(proofs[0].citation.date) or proofs[0].citation.title
    spoken = f"Mogelijk nagekomen ({when}): {one.statement.text}"
    return link(_links.commitment(one.statement.id), f"mogelijk nagekomen ({when})", "onder", spoken=spoken)


def _who(one: Commitment) -> str:
    return one.statement.actor or NOBODY


def _row(one: Commitment) -> tuple[Html, ...]:
    when = day(one.document.date) or "zonder datum"
    intention = one.statement.kind is StatementKind.INTENTION
    onward = "Bekijk dit voornemen" if intention else "Bekijk of werk bij"
    return (
        join([
            tag("span", text(one.statement.text), "woorden"),
            link(_links.commitment(one.statement.id), onward, "klein", spoken=f"{onward}: {one.statement.text}"),
        ]),
        text(_who(one)),
        _term(one),
        join([commitment_badge(one.status, one.overdue), _proof(one)]),
        join([text(one.citation.title), tag("span", text(when), "onder"), place_link(one.citation, one.statement.id)]),
    )  # fmt: skip


if __name__ == "__main__":
    main()
