"""Memory that nobody needs any more is looked for now and then, and not after every click."""

from __future__ import annotations

import gc
from threading import Lock, Timer

PAUSE = 60.0  # seconds in which what clicks leave is let be


class Tidying:
    """Looks for garbage once, some time after it was asked for, however often that was.

    It has to go past all that is known of the letters: a tenth of a second at 260 of them, in which nobody is served.
    Streamlit does so after each click, unless it is told not to (`cli_parts/serving.py`).
    """

    def __init__(self, pause: float = PAUSE) -> None:
        self._pause = pause
        self._lock = Lock()
        self._planned = False

    def __call__(self) -> None:
        with self._lock:
            if self._planned:
                return
            self._planned = True
        timer = Timer(self._pause, self._tidy)
        timer.daemon = True
        timer.start()

    def _tidy(self) -> None:
        with self._lock:
            self._planned = False
        gc.collect()


tidy_later = Tidying()  # one for all sessions
