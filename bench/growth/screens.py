"""Open each screen of the app on a base twice.

    python -m bench.growth.screens HOME

prints a line per screen: its name, processor time of the first opening and of a later click; and at the end the
largest memory of the process in megabytes.
"""

from __future__ import annotations

import os
import resource
import sys
import time
from pathlib import Path

SCREENS = ("adviezen", "toezeggingen", "zoeken", "document", "corpus")
APP = Path(__file__).parents[2] / "app.py"


def main() -> None:
    """Print the lines."""
    os.environ["ADVIESSPOOR_HOME"] = sys.argv[1]
    from streamlit.testing.v1 import AppTest

    for screen in SCREENS:
        app = AppTest.from_file(str(APP), default_timeout=600)
        begun = time.process_time()
        app.run()
        if screen != SCREENS[0]:
            app.switch_page(f"app_pages/{screen}.py").run()
        opened, begun = time.process_time() - begun, time.process_time()
        app.run()
        print(screen, f"{opened:.3f}", f"{time.process_time() - begun:.3f}", sep="\t", flush=True)
    print("memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, sep="\t")


if __name__ == "__main__":
    main()
