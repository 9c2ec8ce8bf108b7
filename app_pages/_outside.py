"""What Streamlit would ask of the outside world, answered here."""

from __future__ import annotations

from streamlit import net_util

from kb.silence import keep_silent

HERE = "127.0.0.1"


def look_nothing_up() -> None:
    """At a page from elsewhere that knocks, Streamlit asks a server on the internet for this computer's address, to see
    whether it is that. There is no setting against it, so it gets to know an address that is allowed already."""
    keep_silent()
    net_util._external_ip = HERE
