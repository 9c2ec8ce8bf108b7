"""Clicks do not wait for garbage to be looked for; what they leave goes all the same."""

from __future__ import annotations

import gc
import time
import weakref
from pathlib import Path

import pytest
from streamlit import config

from app_pages._tidying import Tidying
from cli_parts import serving


class Left:
    """In a circle with itself, so that only who looks for garbage finds it."""

    def __init__(self) -> None:
        self.itself = self


def wait_until(done: object, seconds: float = 5.0) -> bool:
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:  # type: ignore[operator]
        time.sleep(0.01)
    return bool(done())  # type: ignore[operator]


def test_however_many_clicks_ask_it_is_looked_for_once_and_then_again(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[int] = []
    collect = gc.collect
    monkeypatch.setattr(gc, "collect", lambda: looked.append(collect()))
    left = weakref.ref(Left())
    tidy = Tidying(0.2)
    for _ in range(20):
        tidy()
    assert looked == []
    assert wait_until(lambda: looked)
    assert left() is None
    time.sleep(0.3)
    assert len(looked) == 1
    tidy()
    assert wait_until(lambda: len(looked) == 2)


def test_the_app_tells_streamlit_not_to_look_after_every_click(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: dict[str, object] = {}
    monkeypatch.setattr(serving, "_run", lambda options: given.update(options) or 0)
    monkeypatch.setenv("ADVIESSPOOR_HOME", str(tmp_path))
    serving.serve(tmp_path, 0)
    assert given["runner.postScriptGC"] is False
    assert config.get_option("runner.postScriptGC") is True  # Streamlit knows it by this name
