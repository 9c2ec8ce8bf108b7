"""What a browser keeps for whoever sits before it: the name of who decides, and when the first screen was seen last.
Cookies of this app alone, which never leave the computer."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote, unquote

import streamlit as st

from app_pages._state import NAME

PREFIX = "adviesspoor-"
KEPT_NAME = "naam"
YEAR = 365 * 24 * 3600  # seconds that a browser keeps it
BEFORE = "vorige-keer"  # in the session: see `previous_visit`
VISIT = timedelta(hours=2)  # who comes back within this time, is still at the same visit


def remember_name() -> str:
    """Take over the name of who decides from this browser at the first click of a session; what it should keep from
    now on, as a script (empty when it keeps that already)."""
    kept = _kept(KEPT_NAME)
    if NAME not in st.session_state and kept:
        st.session_state[NAME] = kept
    name = st.session_state.get(NAME, "")
    return keeping(KEPT_NAME, name) if name and name != kept else ""


def chosen_colours() -> str:
    """Which theme of Streamlit was chosen on the screen Uitleg (said.js keeps it); "System" follows the computer."""
    return _kept("kleuren") or "System"


def previous_visit(home: Path, now: datetime) -> datetime | None:
    """When the first screen of this knowledge base was seen before this visit; None at the first one."""
    if BEFORE not in st.session_state:
        st.session_state[BEFORE] = before(_kept(_visits(home)), now)
    found: datetime | None = st.session_state[BEFORE]
    return found


def note_visit(home: Path, now: datetime) -> str:
    """What keeps that this knowledge base is seen now, as a script."""
    was = previous_visit(home, now)
    return keeping(_visits(home), f"{was.isoformat() if was else ''}|{now.isoformat()}")


def before(kept: str, now: datetime) -> datetime | None:
    """Of "previous|last": the last, or the previous one while the visit of the last goes on."""
    previous, last = (_moment(words) for words in (*kept.split("|"), "", "")[:2])
    return last if last and now - last > VISIT else previous


def keeping(name: str, value: str) -> str:
    """A script that has the browser keep this; the value is quoted, so that nothing in it is script or markup."""
    cookie = f"{PREFIX}{name}={quote(value, safe='')}; path=/; max-age={YEAR}; SameSite=Strict"
    return f'<script>document.cookie = "{cookie}";</script>'


def _kept(name: str) -> str:
    found = st.context.cookies.get(f"{PREFIX}{name}")
    return unquote(found) if isinstance(found, str) else ""  # without a browser there are no real cookies


def _visits(home: Path) -> str:
    return f"gezien-{hashlib.sha256(str(home).encode('utf-8', 'replace')).hexdigest()[:8]}"


def _moment(words: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(words)
    except ValueError:
        return None
    return found if found.tzinfo else None
