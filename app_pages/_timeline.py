"""What happened with an advice, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from app_pages import _links
from app_pages._html import NOTHING, Html, join, link, tag, text
from app_pages._parts import badge, heading
from kb.labels import day
from kb.model import Advice, Commitment
from kb.trails.timeline import Event, Moment, timeline

# Tone and icon per moment, as for badges elsewhere.
MOMENTS = {
    Moment.ADVICE: ("wacht", "leeg"), Moment.DEFERRAL: ("wacht", "klok"), Moment.REPLY: ("bekend", "vink"),
    Moment.COUNCIL: ("bekend", "gelijk"), Moment.NEWS: ("bekend", "gelijk"), Moment.ENDORSED: ("stil", "gelijk"),
    Moment.TERM: ("stil", "klok"), Moment.EXPECTED: ("stil", "klok"), Moment.PROMISE: ("goed", "leeg"),
    Moment.KEPT: ("deels", "vraag"),
}  # fmt: skip


def show_timeline(advice: Advice, commitments: Sequence[Commitment]) -> None:
    """A list in the order of time; nothing for an advice without a dated letter."""
    events = timeline(advice, commitments, date.today())
    if not events:
        return
    st.html(heading("Verloop", 2))
    st.html(tag("ol", [_event(one) for one in events], "verloop"))


def _event(one: Event) -> Html:
    when = tag("span", text(day(one.day) + (" (komt nog)" if one.ahead else "")), "wanneer")
    said = [badge(one.moment.value, *MOMENTS[one.moment]), _words(one), _place(one)]
    return tag("li", [when, tag("span", join(said, " "), "gebeurde")], "komt" if one.ahead else "")


def _words(one: Event) -> Html:
    """The title of a letter opens it."""
    if one.document is None:
        return text(one.words)
    rest = one.words.removeprefix(one.document.title)
    return join([link(_links.document(one.document.id), one.document.title), text(rest)])


def _place(one: Event) -> Html:
    if one.place is None:
        return NOTHING
    if one.moment is Moment.PROMISE and one.statement_id:
        return link(_links.commitment(one.statement_id), "Bekijk of werk bij", "klein",
                    spoken=f"Bekijk of werk bij: {one.words}")  # fmt: skip
    href = _links.document(one.place.document_id, one.place.page, one.statement_id)
    return link(href, f"Bekijk {one.place.place}", "klein", spoken=f"Bekijk {one.place.place} van {one.place.title}")
