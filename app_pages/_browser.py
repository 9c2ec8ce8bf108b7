"""What a browser keeps for whoever sits before it: the name of who decides, and when the first screen was seen last."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path

import streamlit as st

from app_pages._cookies import keeping, kept
from app_pages._state import NAME

KEPT_NAME = "naam"
BEFORE = "vorige-keer"  # in the session: see `previous_visit`
VISIT = timedelta(hours=2)  # who comes back within this time, is still at the same visit


def remember_name() -> str:
    """Take over the name of who decides from this browser at the first click of a session; what it should keep from
    now on, as a script (empty when it keeps that already)."""
    known = kept(KEPT_NAME)
    if NAME not in st.session_state and known:
        st.session_state[NAME] = known
    name = st.session_state.get(NAME, "")
    return keeping(KEPT_NAME, name) if name and name != known else ""


def chosen_colours() -> str:
    """Which theme of Streamlit was chosen on the screen Uitleg (said.js keeps it); "System" follows the computer."""
    return kept("kleuren") or "System"


def previous_visit(home: Path, now: datetime) -> datetime | None:
    """When the first screen of this knowledge base was seen before this visit; None at the first one."""
    if BEFORE not in st.session_state:
        st.session_state[BEFORE] = before(kept(_visits(home)), now)
    found: datetime | None = st.session_state[BEFORE]
    return found


def note_visit(home: Path, now: datetime) -> str:
    """What keeps that this knowledge base is seen now, as a script."""
    was = previous_visit(home, now)
    return keeping(_visits(home), f"{was.isoformat() if was else ''}|{now.isoformat()}")


def before(visits: str, now: datetime) -> datetime | None:
    """Of "previous|last": the last, or the previous one while the visit of the last goes on."""
    previous, last = (_moment(words) for words in (*visits.split("|"), "", "")[:2])
    return last if last and now - last > VISIT else previous


def _visits(home: Path) -> str:
    return f"gezien-{hashlib.sha256(str(home).encode('utf-8', 'replace')).hexdigest()[:8]}"


def _moment(words: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.tzinfo else None
