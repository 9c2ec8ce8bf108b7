"""What a browser keeps for this app: cookies of this app alone, which never leave the computer."""

from __future__ import annotations

from urllib.parse import quote, unquote

import streamlit as st

PREFIX = "adviesspoor-"
YEAR = 365 * 24 * 3600  # seconds that a browser keeps it


def keeping(name: str, value: str) -> str:
    """A script that has the browser keep this; the value is quoted, so that nothing in it is script or markup."""
    cookie = f"{PREFIX}{name}={quote(value, safe='')}; path=/; max-age={YEAR}; SameSite=Strict"
    return f'<script>document.cookie = "{cookie}";</script>'


def kept(name: str) -> str:
    """What it keeps; "" when it keeps nothing."""
    found = st.context.cookies.get(f"{PREFIX}{name}")
    return unquote(found) if isinstance(found, str) else ""  # without a browser there are no real cookies
