"""Long lists are cut: a first part, and a button that shows more. Filters and order are about the whole list; how far
somebody came is kept in the session, per list and per choice of filters."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import streamlit as st

from app_pages._html import tag, text
from kb.labels import number

STEP = 25  # rows that are shown at first, and that a press adds: a row or two more than a screen holds
MOST = 100  # rows that stand on a screen at once: from there on the first ones make place
MORE, EARLIER = "Toon meer", "Toon eerdere"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """What is shown of a list: `items` are those from `first` (counted from 0) on."""

    place: str
    items: Sequence[T]
    first: int
    total: int

    @property
    def last(self) -> int:
        return self.first + len(self.items)

    def said(self, whole: str) -> str:
        """1 tot en met 25 van 482 adviezen; just 12 adviezen when all are shown."""
        if len(self.items) == self.total:
            return whole
        return f"{number(self.first + 1)} tot en met {number(self.last)} van {whole}"


def part_of(place: str, items: Sequence[T], chosen: Hashable = None, asked: int = 0) -> Part[T]:
    """The part of a list that is shown at this `place` of the screen. Another choice of filters begins at the top; with
    `asked`, at the item that was asked for (counted from 0)."""
    key = _key(place)
    kept = st.session_state.get(key)
    if kept is None or kept[0] != chosen:
        kept = st.session_state[key] = chosen, STEP * (asked // STEP + 1)
    end = min(kept[1], -(-len(items) // STEP) * STEP)  # what was forgotten meanwhile made the list shorter
    first = max(0, end - MOST)
    return Part(place, items[first:end], first, len(items))


def show_more(part: Part[T]) -> None:
    """The buttons below a list that is cut, and which part of it stands there; nothing below a whole list."""
    if len(part.items) == part.total:
        return
    words = f"{number(part.first + 1)} tot en met {number(part.last)} van {number(part.total)}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"verder-{part.place}"):
        if part.first:
            st.button(EARLIER, key=f"eerder-{part.place}", on_click=_move, args=(part.place, -STEP))
        if part.last < part.total:
            st.button(MORE, key=f"meer-{part.place}", on_click=_move, args=(part.place, STEP))
        st.html(tag("p", text(words), "klein", role="status"))


def _move(place: str, step: int) -> None:
    chosen, last = st.session_state[_key(place)]
    st.session_state[_key(place)] = chosen, max(STEP, last + step)


def _key(place: str) -> str:
    return f"getoond-{place}"
