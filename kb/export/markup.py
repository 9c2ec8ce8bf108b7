"""Markup that is safe by type: `Html` is text that may stand in a page as it is, `str` still has to be escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from typing import NewType

Html = NewType("Html", str)

NOTHING = Html("")


def text(value: str) -> Html:
    """Escaped, so that markup in a document or a name is shown literally."""
    return Html(html.escape(value, quote=True))


def join(parts: Iterable[Html], between: str = "") -> Html:
    """The parts in order, without the empty ones; `between` is literal markup."""
    return Html(between.join(part for part in parts if part))


def tag(name: str, content: Html | Sequence[Html], css: str = "", **attributes: str | None) -> Html:
    """One element. An attribute that is None is left out; `_` in an attribute's name becomes `-`."""
    given = {"class": css or None} | {key.strip("_").replace("_", "-"): value for key, value in attributes.items()}
    written = "".join(f' {key}="{html.escape(value, quote=True)}"' for key, value in given.items() if value is not None)
    inside = content if isinstance(content, str) else join(content)
    return Html(f"<{name}{written}>{inside}</{name}>")
