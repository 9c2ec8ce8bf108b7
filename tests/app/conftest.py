"""The app on a small town, as a test sees it: open a screen, read what it says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from app import BROKEN
from tests.app.browser import SLOW, chromium, opened, running_app
from tests.app.town import found_town

APP = Path(__file__).parents[2] / "app.py"
Opener = Callable[..., AppTest]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium for the tests of a module, which waits as long as a slow machine needs."""
    expect.set_options(timeout=SLOW)
    with chromium() as found:
        yield found


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A knowledge base to look at and not to change."""
    home = tmp_path_factory.mktemp("stad") / "kennisbank"
    found_town(home)
    return home


@pytest.fixture(scope="module")
def home(town: Path) -> Path:
    """What the app of a module is opened on; a module with letters of its own says which."""
    return town


@pytest.fixture(scope="module")
def address(home: Path) -> Iterator[str]:
    """Where the app of a module is."""
    with running_app(home) as where:
        yield where


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of its own for each test."""
    with opened(browser, address) as found:
        yield found


@pytest.fixture
def own_town(town: Path, tmp_path: Path) -> Path:
    """A copy of it, to change."""
    return Path(shutil.copytree(town, tmp_path / "kennisbank"))


@pytest.fixture
def open_screen(monkeypatch: pytest.MonkeyPatch) -> Opener:
    """Open a screen of the app on a home folder, with query parameters."""

    def opened(home: Path, screen: str = "adviezen", **parameters: str) -> AppTest:
        monkeypatch.setenv("ADVIESSPOOR_HOME", str(home))
        app = AppTest.from_file(str(APP), default_timeout=60)
        if screen != "overzicht":
            app.run().switch_page(f"app_pages/{screen}.py")
        app.query_params.update(parameters)
        return app.run()

    return opened


def markup(app: AppTest) -> str:
    """The HTML that the screen wrote itself, without style and script."""
    written = "\n".join(one.value for one in app.html if not one.value.startswith(("<style", "<script")))
    assert BROKEN not in written, "the screen failed: see the captured log"
    return written


def problems(app: AppTest) -> list[str]:
    """What the screen says went wrong."""
    found = re.findall(r'<p class="let-op fout" role="alert"[^>]*>(.*?)</p>', markup(app), re.DOTALL)
    return [unescape(re.sub(r"<[^>]+>", "", one)) for one in found]


def words(app: AppTest) -> str:
    """What a reader reads in it, with single spaces."""
    plain = unescape(re.sub(r"<[^>]+>", " ", markup(app)))
    return " ".join(plain.split())


def button(app: AppTest, label: str, nth: int = 0) -> Button:
    """The n-th button that says this."""
    return [one for one in app.button if one.label == label][nth]
