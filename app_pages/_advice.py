"""One advice: how it stands in a sentence, what happened with it, and every point beside its answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

import streamlit as st

from app_pages import _links, _words
from app_pages._address import kept
from app_pages._advice_list import as_listed, passing
from app_pages._choices import show_undone
from app_pages._frame import name_page
from app_pages._html import NOTHING, Html, join, link, tag, text
from app_pages._parts import empty, facts, heading, lead, notice, status_badge, ways_back
from app_pages._points import show_points
from app_pages._state import choose_privacy, commitments, download, listed_advices, once
from app_pages._timeline import show_timeline
from kb import KnowledgeBase, labels
from kb.errors import NotFound
from kb.labels import amount, day
from kb.model import Advice, Document, Extent, Filter
from kb.trails.told import main_points, summary

OWN = ("advies", "punt", "toon", "kort")  # of this screen, and not of the list, in the address
DOWNLOADS = (
    ("html", "Download als verslag"), ("xlsx", "Download als Excel"), ("csv", "Download als CSV"),
    ("docx", "Download als Word"),
)  # fmt: skip


def show_advice(kb: KnowledgeBase, document_id: str) -> None:
    """The whole page; NotFound when no document has this id."""
    listed = kept(*OWN)
    st.html(_ways(kb, document_id, listed))
    try:
        advice = kb.advice(document_id)
    except NotFound:  # nothing in it counts (any more)
        title = kb.document(document_id).title
        name_page(title)
        st.html(heading(title))
        back = _links.advices(listed)
        st.html(empty("In dit document tellen geen adviespunten mee.", "Ga terug naar", back, "alle adviezen"))
        show_undone(kb, document_id, ())
        return
    extent = kb.extent()
    name_page(_words.subject(advice))
    st.html(heading(_words.subject(advice)))
    st.html(join([_summary(advice), tag("p", text(_timing(advice, extent)), "klein")]))
    if advice.missing_original:
        st.html(notice("Het advies zelf is niet geladen. De punten hieronder staan zoals de reactie ze weergeeft."))
    show_points(kb, advice, extent, partial(_show_rest, kb, advice))
    show_undone(kb, document_id, advice.trails)


def _show_rest(kb: KnowledgeBase, advice: Advice) -> None:
    """Beside the points: to take home, the letter itself and what happened."""
    _show_downloads(kb, advice)
    st.html(_facts(advice))
    show_timeline(advice, commitments(kb))


def _ways(kb: KnowledgeBase, document_id: str, listed: Mapping[str, str]) -> Html:
    """Back to the list as it was, and to the advices before and after this one in it."""
    back = ways_back(_links.advices(listed), "Alle adviezen")
    chosen = as_listed(listed)
    ids = once(kb, "wegen", lambda: [one.document.id for one in passing(listed_advices(kb), chosen)], chosen)
    if document_id not in ids or len(ids) == 1:
        return tag("nav", back, "wegen", aria_label="Adviezen")
    at = ids.index(document_id)
    before = link(_links.advice(ids[at - 1], listed), "Vorig advies") if at else NOTHING
    after = link(_links.advice(ids[at + 1], listed), "Volgend advies") if at + 1 < len(ids) else NOTHING
    place = tag("span", text(f"{at + 1} van {amount(len(ids), 'advies', 'adviezen')}"), "klein")
    return tag("nav", [back, tag("span", join([before, place, after], " "), "stappen")], "wegen", aria_label="Adviezen")


def _summary(advice: Advice) -> Html:
    """The sentence; what an audit report suggests about cases is counted apart."""
    main, cases = main_points(advice)
    apart = tag("p", text(f"Suggesties bij een casus: {summary(cases)}"), "klein") if cases else NOTHING
    return join([lead(summary(main)), apart])


def _timing(advice: Advice, extent: Extent) -> str:
    said = _words.duration(advice, date.today())
    return f"{said[:1].upper()}{said[1:]} · geladen documenten {_words.period(extent)}"


def _show_downloads(kb: KnowledgeBase, advice: Advice) -> None:
    st.html(heading("Meenemen", 2))
    with st.container(key="meenemen"):
        place = st.container(horizontal=True)
        privacy = choose_privacy(kb)
    where = Filter(document_ids=(advice.document.id,))
    name = f"advies-{advice.document.date or advice.document.id}"
    with place:
        for form, label in DOWNLOADS:
            download(kb, form, where, label=label, name=name, privacy=privacy)


def _facts(advice: Advice) -> Html:
    document = advice.document
    others = [reply for reply in advice.replies if reply.id != document.id]
    replies = [link(_links.document(reply.id), _reply_line(reply)) for reply in others]
    return facts(
        [
            ("Status", status_badge(advice.status)),
            ("Standpunten", text(labels.positions(advice.trails))),
            ("Van", text(labels.sender(document))),
            ("Aan", text(labels.addressee(document))),
            ("Gemeente", text(labels.authorities(document))),
            ("Datum", text(day(document.date) if document.date else "zonder datum")),
            ("Kenmerk", text(document.our_reference or "")),
            ("Termijn", text("" if advice.missing_original else _words.deadline(advice))),
            ("Document", link(_links.document(document.id), document.title)),
            ("Antwoord in", join(replies, "<br>")),
        ]
    )


def _reply_line(reply: Document) -> str:
    return f"{reply.title}, {day(reply.date)}" if reply.date else reply.title
