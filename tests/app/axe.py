"""What would keep somebody from using a screen: what axe finds by day and by night, what sticks out, what is English.

The night changes colours only, so by night axe looks at those alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as Late

from tests.app.browser import COMPLETE

WIDTHS = (1280, 640, 390, 320)  # a desk, the same at 200 %, a telephone, and as narrow as WCAG asks
OF_COLOUR = ("color-contrast", "link-in-text-block")
SOON = 5_000  # milliseconds in which a chart has its new width
ENGLISH = re.compile(
    r"\b(choose|clear|remove|selected|options?|upload|file|skip|shortcut|month|year|day|increment|decrement|dismiss"
    r"|empty|open|close|running|no results|press|yyyy|axis|scale|visualization|container)\b", re.IGNORECASE
)  # fmt: skip
SAID = """() => {
    const said = [];
    for (const one of document.querySelectorAll('body *')) {
        if (one.closest('.stHtml, script, style, noscript, [data-testid="stIconMaterial"]')) continue;
        for (const name of ['aria-label', 'aria-roledescription', 'aria-valuetext', 'placeholder', 'title'])
            if (one.getAttribute(name)) said.push(one.getAttribute(name));
        for (const part of one.childNodes) if (part.nodeType === Node.TEXT_NODE) said.push(part.nodeValue);
    }
    return said;
}"""
NAMES = """() => [...document.querySelectorAll('[data-testid^="stBaseButton"]')]
    .filter((one) => one.checkVisibility()).map((one) => one.getAttribute('aria-label') || one.textContent)"""
OUTSIDE = """() => [...document.querySelectorAll('html, [data-testid="stMain"]')]
    .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.scrollWidth)"""
STEADY = """() => {
    const was = window.coloursBefore;
    window.coloursBefore = [...document.querySelectorAll('body *')].map(getComputedStyle)
        .map((one) => one.color + one.backgroundColor + one.borderColor + one.opacity).join();
    return window.coloursBefore === was && !document.querySelector('[data-stale="true"]');
}"""  # no part of the page is still on its way to other colours, or pale because it is about to be drawn anew
STILL = 300  # milliseconds between two looks at them
LEVELS = "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((one) => Number(one.tagName[1]))"


def violations(page: Page, *only: str) -> list[str]:
    """One line per rule that is broken, with the elements that break it. What Streamlit lays over a page (a tooltip, a
    list of choices) stands outside its landmarks, which is not ours to mend."""
    options = {"runOnly": list(only)} if only else {"rules": {"region": {"enabled": False}}}
    found = Axe().run(page, options=options).response["violations"]
    return [f"{one['id']}: {', '.join(str(node['target']) for node in one['nodes'][:5])}" for one in found]


def barriers(page: Page) -> list[str]:
    """Everything of this kind on the screen as it stands there, a line each."""
    return [*_in_colours(page), *_sticking_out(page), *_said(page)]


def _in_colours(page: Page) -> Iterator[str]:
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        for colours, rules in (("light", ()), ("dark", OF_COLOUR)):
            page.emulate_media(color_scheme=colours)
            expect(page.locator('[data-testid="stApp"]')).to_have_css("color-scheme", colours)
            expect(page.locator(COMPLETE)).to_be_visible()
            page.wait_for_function(STEADY, polling=STILL)
            yield from (f"{colours}, {width}: {each}" for each in violations(page, *rules))


def _sticking_out(page: Page) -> Iterator[str]:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        try:
            page.wait_for_function(f"() => ({OUTSIDE})().length === 0", timeout=SOON)
        except Late:
            yield from (f"{width}: sticks out to {each}" for each in page.evaluate(OUTSIDE))


def _said(page: Page) -> Iterator[str]:
    names = page.evaluate(NAMES)
    yield from sorted(f"twice: {each}" for each in set(names) if names.count(each) > 1)
    yield from (f"English: {each}" for each in page.evaluate(SAID) if ENGLISH.search(each))
    levels = page.evaluate(LEVELS)
    if levels[0] != 1 or any(after - before > 1 for before, after in pairwise(levels)):
        yield f"headings: {levels}"
