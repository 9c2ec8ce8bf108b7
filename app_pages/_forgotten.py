"""Who deleted which document when, for whoever manages the knowledge base: the code and nothing of what it said."""

from __future__ import annotations

import streamlit as st

from app_pages._html import Column, table, text
from app_pages._more import part_of, show_more
from app_pages._parts import heading
from kb import KnowledgeBase
from kb.labels import amount, day
from kb.model import Role

COLUMNS = (Column("Document", "ruim"), Column("Verwijderd door", "ruim"), Column("Wanneer"))


def show_forgotten(kb: KnowledgeBase) -> None:
    """Nothing while nothing was deleted, and for who may not manage."""
    found = kb.forgotten() if kb.may(Role.MANAGE) else ()
    if not found:
        return
    st.html(heading("Wat is verwijderd", 2))
    part = part_of("vergeten", found)
    rows = [(text(one.document_id), text(one.by or "onbekend"), text(day(one.day))) for one in part.items]
    st.html(table(part.said(amount(part.total, "document", "documenten")), COLUMNS, rows))
    show_more(part)
