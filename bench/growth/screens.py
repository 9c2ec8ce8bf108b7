"""Open a screen of the app on a base in a process of its own, and click in it.

    python -m bench.growth.screens HOME SCREEN

prints seconds of processor time of the first opening (with all that is imported for it), then of each click, and the
largest memory of the process in megabytes: a line each, name and value.
"""

from __future__ import annotations

import os
import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlit.testing.v1 import AppTest

SCREENS = (
    "overzicht", "adviezen", "advies", "aanbevelingen", "nakijken", "toezeggingen", "zoeken", "document", "documenten",
)  # fmt: skip
FIRST = "overzicht"  # the screen that the app opens with
APP = Path(__file__).parents[2] / "app.py"
TURNS = 5
POINTS = 3  # of the advice that is opened: in a small base and in a large one the same
MORE = "Toon meer"
NAME = "naam"  # under which a session keeps who decides


def main() -> None:
    """Print the lines."""
    home, screen = sys.argv[1:]
    os.environ["ADVIESSPOOR_HOME"] = home
    begun = time.process_time()
    from streamlit.testing.v1 import AppTest

    app = AppTest.from_file(str(APP), default_timeout=900)
    (app if screen == FIRST else app.switch_page(f"app_pages/{'adviezen' if screen == 'advies' else screen}.py")).run()
    if app.exception:
        raise SystemExit(app.exception[0].message)
    print("first opening", f"{time.process_time() - begun:.4f}", sep="\t", flush=True)
    for name, click in _clicks(app, screen).items():
        print(name, f"{_median(click):.4f}", sep="\t", flush=True)
    print("memory", f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.1f}", sep="\t")


def _clicks(app: AppTest, screen: str) -> dict[str, Callable[[int], object]]:
    """What somebody does on a screen; each is called with the number of the turn."""
    if screen == "advies":
        advice, point = _an_answer(app)
        app.query_params["advies"] = advice
        app.session_state[NAME] = "bench"
        return {
            "open an advice": lambda turn: app.run(),
            "decide about an answer": lambda turn: _press(app, "Klopt", point),
        }
    found: dict[str, Callable[[int], object]] = {"again": lambda turn: app.run()}
    if app.text_input:
        words = ("wachttijd", "vervoer", "brief", "kosten", "zorg")
        found["other words"] = lambda turn: app.text_input[0].set_value(words[turn % len(words)]).run()
    if any(one.label == MORE for one in app.button):
        found["show more"] = lambda turn: _press(app, MORE, "")
    return found


def _press(app: AppTest, label: str, key: str) -> object:
    """The first button with this label of which the key holds these characters; the screen anew when there is none."""
    found = [one for one in app.button if one.label == label and key in (one.key or "")]
    return (found[0].click() if found else app).run()


def _an_answer(app: AppTest) -> tuple[str, str]:
    """An advice with few points of which one is answered, and the id of that link."""
    from app_pages._state import advices, knowledge

    for advice in advices(knowledge()):
        for trail in advice.trails:
            if trail.answers and len(advice.trails) == POINTS:
                return advice.document.id, trail.answers[0].link.id
    raise SystemExit("no advice of this size is answered")


def _median(click: Callable[[int], object]) -> float:
    def timed(turn: int) -> float:
        begun = time.process_time()
        click(turn)
        return time.process_time() - begun

    return statistics.median(timed(turn) for turn in range(TURNS))


if __name__ == "__main__":
    main()
