"""Screen *Overzicht*, the first: what is loaded, what asks for attention, what is new, and how answers are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

import streamlit as st

from app_pages import _links, _words
from app_pages._advice_list import Chosen, passing
from app_pages._authority import choose_authorities, is_of_several
from app_pages._browser import note_visit, previous_visit
from app_pages._html import NOTHING, Html, join, link, tag, text
from app_pages._overzicht_charts import show_charts
from app_pages._parts import heading, no_documents
from app_pages._state import NAME, advices, knowledge, listed_advices, listed_points, once
from kb import KnowledgeBase, labels
from kb.commitment_list.choosing import Ends, Progress
from kb.labels import STATUSES, amount, day, number
from kb.model import Filter, Overview, Role, Since, Status

OF_ADVICES = ("advies", "woorden", "afzender", "stand", "jaar")  # in addresses from before there was this screen
ADVICES = Path(__file__).with_name("adviezen.py")
NAMED = 5  # bodies and new documents that are named; the others are counted


def main() -> None:
    """The numbers of what is loaded; without documents where to begin."""
    if any(name in st.query_params for name in OF_ADVICES):
        _to_advices()
    kb = knowledge()
    st.html(heading("Overzicht"))
    if not kb.extent().documents:
        st.html(no_documents("Daarna ziet u hier wat onbeantwoord is, wat te laat is en wat u moet nakijken."))
        return
    among = _of_which(kb)
    seen = once(kb, "overzicht", lambda: kb.overview(Filter(authorities=among)), among)
    unseen = once(kb, "alleen uit de reactie", lambda: Counter(_only_told(kb, among)), among)
    asked = once(kb, "punten per adviseur", lambda: Counter(_advisers(kb, among)), among)
    with st.container(key="boven"):
        left, right = st.columns([2, 1])
    left.html(_loaded(seen, asked, unseen))
    with right:
        _go_to_advice(kb, among)
    st.html(join([heading("Wat aandacht vraagt", 2), tag("ul", _asking(seen), "tegels")]))
    st.html(join([heading("Toezeggingen", 2), tag("ul", _promised(seen), "tegels")]))
    _show_new(kb, among)
    show_charts(seen)


def _of_which(kb: KnowledgeBase) -> tuple[str, ...]:
    """Of which municipality the numbers are; () for all of them."""
    return choose_authorities(kb, st.columns(3)[0] if is_of_several(kb) else None)


def _only_told(kb: KnowledgeBase, among: Sequence[str]) -> Iterator[str | None]:
    """Of each advice that only its reply tells of, whose it is."""
    return (one.body for one in advices(kb) if one.missing_original and one.document.is_of(among))


def _advisers(kb: KnowledgeBase, among: Sequence[str]) -> Iterator[str | None]:
    """Of each point whose it is."""
    return (one.body for one in listed_points(kb) if one.advice.document.is_of(among))


def _to_advices() -> NoReturn:
    """An advice, or a filtered list of them, that was sent or kept when that screen was the first."""
    asked = {name: st.query_params[name] for name in OF_ADVICES if name in st.query_params}
    st.switch_page(ADVICES, query_params=asked | _links.of_which())


def _go_to_advice(kb: KnowledgeBase, among: tuple[str, ...]) -> None:
    """By its words to one advice, or to the list of those that have them: long lists need no scrolling."""
    with st.form("ga-naar", border=False), st.container(horizontal=True, vertical_alignment="bottom"):
        words = st.text_input("Ga naar een advies", placeholder="woorden, datum of kenmerk").strip()
        asked = st.form_submit_button("Zoek")
    if not asked or not words:
        return
    found = passing(listed_advices(kb), Chosen(words, authorities=among))
    listed = {"woorden": words} | _links.of_which()
    place = _links.one_advice(found[0].document.id, listed) | _links.of_which() if len(found) == 1 else listed
    st.switch_page(ADVICES, query_params=place)


def _loaded(seen: Overview, points: Mapping[str | None, int], unseen: Mapping[str | None, int]) -> Html:
    """From when until when, and of each body its advices and its recommendations, which open as lists; of `unseen`
    advices only the reply is loaded."""
    add = link(_links.documents(), "Documenten toevoegen" if knowledge().may(Role.MANAGE) else "Documenten")
    said = tag("p", join([text(f"Geladen: {labels.loaded(seen.extent)}."), add], " "), "intro")
    bodies = [tag("li", _of_body(body, many, points[body], unseen[body])) for body, many in seen.bodies[:NAMED] if body]
    rest = len(seen.bodies) - NAMED
    if rest > 0:
        more = f"en nog {amount(rest, 'afzender', 'afzenders')}"
        bodies.append(tag("li", link(_links.advices(), more)))
    return join([said, tag("ul", bodies, "adviseurs") if bodies else NOTHING])


def _of_body(body: str, many: int, points: int, unseen: int) -> Html:
    known = f" ({'alleen' if unseen == many else f'{number(unseen)} alleen'} uit de reactie bekend)" if unseen else ""
    sent, asked = amount(many, "advies", "adviezen"), amount(points, "aanbeveling", "aanbevelingen")
    lists = [
        link(_links.advices({"afzender": body}), sent, spoken=f"{sent} van {body}"),
        link(_links.points({"adviseur": body}), asked, spoken=f"{asked} van {body}"),
    ]
    return join([text(f"{body}: "), lists[0], text(f"{known}, "), lists[1]])


# -- numbers that open a list -----------------------------------------------------------------------------------------
def _tile(value: int, one: str, more: str, href: str, under: str = "") -> Html:
    """A number with what it counts, as one link; a number that is nothing to worry about is softer."""
    words = [
        tag("span", text(number(value)), "getal"),
        tag("span", text(one if value == 1 else more), "wat"),
        tag("span", text(under), "onder") if under else NOTHING,
    ]
    return tag("li", tag("a", join(words, " "), "" if value else "niets", href=href))


def _asking(seen: Overview) -> list[Html]:
    unanswered = ", ".join(_waiting(seen))
    judged = f"{number(seen.judged)} van {number(seen.proposals)} beoordeeld"
    where = f"in {amount(seen.passed_in, 'advies', 'adviezen')}" if seen.passed_by else ""
    return [
        _tile(sum(many for _, many in seen.unanswered), "advies wacht op antwoord", "adviezen wachten op antwoord",
              _links.advices({"stand": _words.UNANSWERED}), unanswered),
        _tile(seen.passed_by, "punt niet gevonden in de reactie", "punten niet gevonden in de reactie",
              _links.advices({"stand": _words.PASSED_BY}), where),
        _tile(seen.proposals - seen.judged, "voorstel dat niemand bekeek", "voorstellen die niemand bekeek",
              _links.review(), judged),
        _tile(seen.suspect, "besluit opnieuw te bekijken", "besluiten opnieuw te bekijken",
              _links.documents(at=_links.SUSPECT if seen.suspect else ""),
              "de tekst is sindsdien veranderd" if seen.suspect else ""),
        _tile(seen.missing, "stuk ontbreekt", "stukken ontbreken", _links.documents(at=_links.MISSING),
              "waarnaar wel wordt verwezen" if seen.missing else ""),
    ]  # fmt: skip


def _waiting(seen: Overview) -> Iterator[str]:
    """By status; what was put off to a day that is over had a first answer, and is named apart."""
    for status, many in seen.unanswered:
        again = seen.put_off_late if status is Status.OVERDUE else 0
        if again:
            yield f"{number(again)} met een toegezegd antwoord dat te laat is"
        if many > again:
            yield f"{number(many - again)} {STATUSES[status]}"


def _promised(seen: Overview) -> list[Html]:
    """The filters of the list of commitments: `loopt` is when the term ends."""
    made = seen.promised
    return [
        _tile(made.late, "te laat", "te laat", _links.commitments({"loopt": Ends.LATE})),
        _tile(made.soon, "loopt binnen 30 dagen af", "lopen binnen 30 dagen af",
              _links.commitments({"loopt": Ends.SOON})),
        _tile(made.quarter, "met een termijn in dit kwartaal", "met een termijn in dit kwartaal",
              _links.commitments({"loopt": Ends.QUARTER}),
              f"waarvan {number(made.quarter_closed)} afgedaan of vervallen" if made.quarter_closed else ""),
        _tile(made.possibly_kept, "mogelijk nagekomen", "mogelijk nagekomen",
              _links.commitments({"voortgang": Progress.POSSIBLY}),
              "nog niet afgedaan" if made.possibly_kept else ""),
        _tile(made.open, "staat nog open", "staan nog open", _links.commitments({"voortgang": Progress.OPEN})),
    ]  # fmt: skip


# -- what is new ------------------------------------------------------------------------------------------------------
def _show_new(kb: KnowledgeBase, among: tuple[str, ...]) -> None:
    now = datetime.now(UTC)
    was = previous_visit(kb.home, now)
    st.html(note_visit(kb.home, now), unsafe_allow_javascript=True)
    st.html(heading("Nieuw sinds uw vorige keer", 2))
    if was is None:
        words = "Dit is uw eerste keer in deze browser. Vanaf nu staat hier wat er na een bezoek bijkwam."
        st.html(tag("p", text(words), "klein"))
        return
    new = kb.since(was, st.session_state.get(NAME, ""), Filter(authorities=among))
    st.html(tag("p", text(f"Na {day(was.astimezone().date())}, toen u hier met deze browser was: {_counted(new)}.")))
    if new.documents:
        st.html(tag("ul", [tag("li", link(_links.document(one.id), one.title)) for one in new.documents[:NAMED]]))


def _counted(new: Since) -> str:
    found = []
    if new.documents:
        found.append(amount(len(new.documents), "document", "documenten"))
    if new.decisions:
        found.append(f"{amount(new.decisions, 'besluit', 'besluiten')} van anderen")
    return _and(found) if found else "niets nieuws"


def _and(words: Sequence[str]) -> str:
    return " en ".join(words)


if __name__ == "__main__":
    main()
