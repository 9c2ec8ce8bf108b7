"""Markup of the screens: links, marks and tables, on top of what exports use too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.export.markup import NOTHING as NOTHING
from kb.export.markup import Html as Html
from kb.export.markup import join as join
from kb.export.markup import tag as tag
from kb.export.markup import text as text


def link(href: str, label: str, css: str = "", *, spoken: str | None = None) -> Html:
    """A link within the app. `spoken` is what a screen reader says where the label alone is not enough."""
    return tag("a", text(label), css, href=href, aria_label=spoken)


def as_class(key: str) -> str:
    """The key of a widget as Streamlit writes it in the class of what it draws (behind "st-key-")."""
    return re.sub(r"[^a-zA-Z0-9_-]", "-", key.strip())


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


def table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[Html]], *, live: bool = False) -> Html:
    """A real table with a caption; the first cell heads its row. `live`: a screen reader hears the caption when it
    changes, because filters make the list longer or shorter.

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
            tag("caption", text(caption), data_telling="" if live else None),
            tag("thead", tag("tr", head, role="row"), role="rowgroup"),
            tag("tbody", body, role="rowgroup"),
        ],
        "tabel te-sorteren" if any(column.head for column in columns) else "tabel",
        role="table",
    )


def sorting(title: str, css: str, href: str | None, sort: str | None = None) -> Column:
    """A column that `href` sorts by, None where there is no other way round; `sort` says that the rows are so now."""
    mark = tag("span", text("▼" if sort == "descending" else "▲"), "richting", aria_hidden="true") if sort else NOTHING
    said = join([text(title), mark], " ") if sort else text(title)
    spoken = f"Sorteer op {title.lower()}{', andersom' if sort else ''}"
    return Column(title, css, tag("a", said, href=href, aria_label=spoken, data_blijf="") if href else said, sort)


def _row(columns: Sequence[Column], row: Sequence[Html]) -> Html:
    cells = [_cell(column, cell, first=column is columns[0]) for column, cell in zip(columns, row, strict=True)]
    return tag("tr", cells, role="row")


def _cell(column: Column, content: Html, *, first: bool) -> Html:
    if first:
        return tag("th", content, column.css, scope="row", role="rowheader", data_kop=column.title)
    return tag("td", content, column.css, role="cell", data_kop=column.title)
