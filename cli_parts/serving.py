"""`app` on the command line: the Streamlit app on this computer, or for others where people log in."""

from __future__ import annotations

import errno
import json
import os
import socket
import sys
from pathlib import Path

from cli_parts.words import complain
from kb.errors import AdviesspoorError, because

APP = Path(__file__).parents[1] / "app.py"
HERE = "127.0.0.1"


def serve(home: Path, port: int, address: str = HERE, base_path: str = "") -> int:
    """Run the app until it is stopped (Ctrl+C); AdviesspoorError when the port is taken.

    Where nobody logs in it listens on this computer alone, and refuses anything else: letters about residents stay off
    the network.
    """
    from app_pages._login import require_safe_address
    from app_pages._outside import look_nothing_up

    require_safe_address(home, address)
    _require_free(address, port)
    os.environ["ADVIESSPOOR_HOME"] = str(home.resolve())
    path = base_path.strip("/")
    place = f"http://{'localhost' if address == HERE else address}:{port}{'/' if path else ''}{path}"
    complain(f"Adviesspoor staat op {place} (stoppen met Ctrl+C).")
    look_nothing_up()
    options = {
        "server.port": port, "server.address": address, "server.baseUrlPath": path, "server.headless": True,
        "server.fileWatcherType": "none", "browser.gatherUsageStats": False, "client.toolbarMode": "minimal",
        "runner.postScriptGC": False,  # see app_pages/_tidying.py
        "logger.hideWelcomeMessage": True, "logger.level": "warning",
    }  # fmt: skip
    return _run_shared(home, options) if _is_shared(home) else _run(options)


def _run(options: dict[str, object]) -> int:
    from streamlit.web.cli import main

    sys.argv = ["streamlit", "run", str(APP), *(f"--{name}={_written(value)}" for name, value in options.items())]
    return int(main(standalone_mode=False) or 0)


def _run_shared(home: Path, options: dict[str, object]) -> int:
    """With the door in front. A session belongs to whom it began with: another cannot go on with it."""
    import streamlit as st
    from starlette.middleware import Middleware

    from app_pages._door import Door
    from app_pages._login import SHARED
    from kb.access import Via, access

    login = access(home).login
    assert login is not None
    os.environ[SHARED] = "1"
    if login.via is Via.PROXY:
        options = options | {"server.trustedUserHeaders": json.dumps({login.person: "persoon"})}
    sys.argv = [str(APP)]
    st.App(APP, middleware=[Middleware(Door, home=home)]).run(config=options)
    return 0


def _is_shared(home: Path) -> bool:
    from kb.access import access

    return access(home).login is not None


def _require_free(address: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was just left is free
        try:
            probe.bind((address, port))
        except OSError as error:
            if error.errno in (errno.EADDRINUSE, errno.EACCES):
                raise AdviesspoorError(f"Poort {port} is bezet; kies een andere met --port.") from error
            raise AdviesspoorError(f"Luisteren op {address} kan niet: {because(error)}.") from error


def _written(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
