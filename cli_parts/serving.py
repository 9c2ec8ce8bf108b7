"""`app` on the command line: the Streamlit app on this computer only."""

from __future__ import annotations

import os
import socket
import sys
from pathlib import Path

from cli_parts.words import complain
from kb.errors import AdviesspoorError

APP = Path(__file__).parents[1] / "app.py"


def serve(home: Path, port: int) -> int:
    """Run the app until it is stopped (Ctrl+C); AdviesspoorError when the port is taken.

    It listens on this computer alone: letters about residents stay off the network.
    """
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was just left is free
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise AdviesspoorError(f"Poort {port} is bezet; kies een andere met --port.") from error
    os.environ["ADVIESSPOOR_HOME"] = str(home.resolve())
    complain(f"Adviesspoor staat op http://localhost:{port} (stoppen met Ctrl+C).")
    from streamlit.web.cli import main

    from app_pages._outside import look_nothing_up

    look_nothing_up()

    sys.argv = [
        "streamlit", "run", str(APP), f"--server.port={port}", "--server.address=127.0.0.1", "--server.headless=true",
        "--server.fileWatcherType=none", "--browser.gatherUsageStats=false", "--client.toolbarMode=minimal",
        "--logger.hideWelcomeMessage=true", "--logger.level=warning",
    ]  # fmt: skip
    return int(main(standalone_mode=False) or 0)
