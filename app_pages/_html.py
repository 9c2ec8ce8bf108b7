"""Markup that is safe by type: `Html` is text that may stand in a page as it is, `str` still has to be escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


def link(href: str, label: str, css: str = "", *, spoken: str | None = None) -> Html:
    """A link within the app. `spoken` is what a screen reader says where the label alone is not enough."""
    return tag("a", text(label), css, href=href, aria_label=spoken)


def marked(value: str, ranges: Iterable[tuple[int, int]]) -> Html:
    """The text with these ranges (start, end exclusive) in <mark>; ranges that overlap become one."""
    parts: list[Html] = []
    at = 0
    for start, end in sorted(ranges):
        start, end = max(start, at), min(end, len(value))
        if start >= end:
            continue
        parts += [text(value[at:start]), tag("mark", text(value[start:end]))]
        at = end
    return join([*parts, text(value[at:])])


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; `css` says how it behaves ("smal" does not wrap, "getal" stands at the right). `head` is
    what stands above it where that is more than its title, `sort` how the rows are sorted by it (as `aria-sort`)."""

    title: str
    css: str = ""
    head: Html = NOTHING
    sort: str | None = None


def table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[Html]]) -> Html:
    """A real table with a caption; the first cell heads its row.

    Roles are written out because narrow screens show rows as blocks, at which browsers forget that it is a table.
    """
    head = [
        tag("th", column.head or text(column.title), column.css, scope="col", role="columnheader",
            aria_sort=column.sort)
        for column in columns
    ]  # fmt: skip
    body = [_row(columns, row) for row in rows]
    return tag(
        "table",
        [
            tag("caption", text(caption)),
            tag("thead", tag("tr", head, role="row"), role="rowgroup"),
            tag("tbody", body, role="rowgroup"),
        ],
        "tabel te-sorteren" if any(column.head for column in columns) else "tabel",
        role="table",
    )


def _row(columns: Sequence[Column], row: Sequence[Html]) -> Html:
    cells = [_cell(column, cell, first=column is columns[0]) for column, cell in zip(columns, row, strict=True)]
    return tag("tr", cells, role="row")


def _cell(column: Column, content: Html, *, first: bool) -> Html:
    if first:
        return tag("th", content, column.css, scope="row", role="rowheader", data_kop=column.title)
    return tag("td", content, column.css, role="cell", data_kop=column.title)
