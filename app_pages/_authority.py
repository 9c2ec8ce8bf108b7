"""Of which municipality, province or water board a list is: a filter, where there are documents of more than one; and
a person who says where a document belongs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from app_pages import _links
from app_pages._form import Fields
from app_pages._judge import Question, show_questions
from kb import KnowledgeBase
from kb.letters.parties import SEVERAL
from kb.model import UNKNOWN_AUTHORITY, Decision, Document, Role

LABEL, ALL = "Gemeente", "Alle gemeenten"
KEY = "gemeenten"  # in the session: what stands in the field
WHICH = "Gemeente, provincie of waterschap, bij de hele naam (meer dan één: met ; ertussen, leeg: geen)"
HINT = "Brieven van twee gemeenten worden niet aan elkaar gekoppeld, tenzij een kenmerk ernaar verwijst."


def is_of_several(kb: KnowledgeBase) -> bool:
    """Whether the documents belong to more than one, so that there is something to choose."""
    return sum(name != UNKNOWN_AUTHORITY for name in kb.authorities()) > 1


def with_authority(
    kb: KnowledgeBase, widths: Sequence[int], own: int
) -> tuple[list[DeltaGenerator], DeltaGenerator | None]:
    """Columns of these widths, and one more for this filter; None where nothing is to be chosen."""
    if not is_of_several(kb):
        return list(st.columns(widths)), None
    *others, last = st.columns([*widths, own])
    return others, last


def choose_authorities(kb: KnowledgeBase, place: DeltaGenerator | None) -> tuple[str, ...]:
    """Those that were chosen, here or on another screen; () for all of them.

    The address holds the choice and every link takes it along (`_links`). The field is not bound to the address: what
    is bound Streamlit takes away as soon as another screen is open.
    """
    if place is None or not is_of_several(kb):
        return ()
    offered = kb.authorities()
    st.session_state[KEY] = [name for name in _links.among() if name in offered]
    chosen = place.multiselect(  # what stands in the field is short: it is no wider than a column
        LABEL,
        offered,
        placeholder=ALL,
        key=KEY,
        on_change=_take_along,
        select_all=False,
        filter_mode=None,
        format_func=lambda name: name.removeprefix(f"{LABEL} "),
    )
    return tuple(chosen)


def _take_along() -> None:
    _links.show_among(st.session_state[KEY])


def named(kb: KnowledgeBase, document: Document) -> str:
    """Where a document belongs, in a list in which that differs."""
    return ", ".join(document.belongs_to) if is_of_several(kb) else ""


# -- a person says so -------------------------------------------------------------------------------------------------
def can_be_placed(kb: KnowledgeBase) -> bool:
    """Whether it makes a difference where a document belongs."""
    return len(kb.authorities()) > 1


def ask_which(fields: Fields, now: Sequence[str]) -> list[str]:
    """The names that somebody types."""
    typed = fields.line(WHICH, "gemeente", SEVERAL.join(now))
    return [name.strip() for name in typed.split(SEVERAL.strip()) if name.strip()]


def said(names: Sequence[str]) -> str:
    """Of what was decided."""
    return f"ingedeeld bij {', '.join(names) or 'geen gemeente'}"


def show_placing(kb: KnowledgeBase, document: Document) -> None:
    """A person says where one document belongs, or takes that back."""
    decision = kb.placed(document.id)
    if not can_be_placed(kb) and decision is None:
        return

    def place(names: Sequence[str], *, by: str, reason: str) -> Decision:
        return kb.place_document(document.id, names, by=by, reason=reason)

    questions = [
        Question("Wijzig de gemeente", HINT, place, partial(ask_which, now=document.belongs_to), said,
                 needs_reason=False, about="gemeente", role=Role.MANAGE),
    ]  # fmt: skip
    if decision:
        questions.append(undo(kb, decision))
    show_questions(f"gemeente-{document.id}", questions)


def undo(kb: KnowledgeBase, decision: Decision) -> Question:
    """Take back where somebody said that something belongs."""
    return Question("Draai de indeling terug", "Dan telt weer wat er in de brieven staat.",
                    partial(kb.withdraw, decision.id), needs_reason=False, role=Role.MANAGE,
                    done=lambda _: "indeling teruggedraaid")  # fmt: skip
