"""The readable sources: a head of `key: value` lines, a line `---`, then the text in blocks with a blank line between.

A block is a paragraph unless its first line says otherwise:
`# ` a heading, `## ` a smaller one, `1. ` or `a. ` or `- ` an item (two spaces before it: one step in), `| a | b |`
rows of a table, `> ` a quote, `= ` lines that stay as they are, `~ ` the lines that close a letter, the last of them
with who signs (`name, office | name, office`). A block that begins with `+ ` goes on in the item above it. In a text
`**bold**`, `_italic_` and `\\-` (a place where a word may be broken) mean what they look like.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_ITEM = re.compile(r"(?P<inset> *)(?P<label>\d+\.|[a-z]\.|-|\+) (?P<text>.*)", re.S)


class Shape(StrEnum):
    """What a block looks like."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    ITEM = "item"
    TABLE = "table"
    QUOTE = "quote"
    LINES = "lines"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of text. `level` is of a heading (from 1) or an item (from 0), `rows` only of a table."""

    shape: Shape
    text: str = ""
    level: int = 0
    label: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One document as its writer left it. `head` keeps the fields in the order of the file."""

    path: Path
    head: dict[str, str]
    body: str

    def get(self, key: str) -> str:
        """A field of the head; an empty text when it is not there."""
        return self.head.get(key, "")

    @property
    def file(self) -> str:
        """The name of the rendered file."""
        return self.head["bestand"]

    @property
    def day(self) -> date:
        """The date of the document."""
        return dutch_date(self.head["datum"])


def dutch_date(text: str) -> date:
    """'14 maart 2024' as a date. ValueError when it is not one."""
    day, month, year = text.split()
    return date(int(year), MONTHS.index(month) + 1, int(day))


def read_source(path: Path) -> Source:
    """Read one source file. A field that is longer than a line goes on, indented, on the next lines."""
    top, _, body = path.read_text(encoding="utf-8").partition("\n---\n")
    head: dict[str, str] = {}
    key = ""
    for line in top.splitlines():
        if line.startswith(" "):
            head[key] = f"{head[key]}\n{line.strip()}".strip()
        else:
            key, _, value = line.partition(":")
            head[key] = value.strip()
    return Source(path, head, body.strip("\n"))


def read_blocks(body: str) -> tuple[Block, ...]:
    """The blocks of a text, in order."""
    return tuple(_block(part.strip("\n")) for part in re.split(r"\n[ \t]*\n", body) if part.strip())


def _block(part: str) -> Block:
    item = _ITEM.fullmatch(part)
    if part.startswith("## "):
        return Block(Shape.HEADING, _joined(part[3:]), 2)
    if part.startswith("# "):
        return Block(Shape.HEADING, _joined(part[2:]), 1)
    if part.startswith("|"):
        rows = (tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in part.splitlines())
        return Block(Shape.TABLE, rows=tuple(rows))
    if part.startswith("> "):
        return Block(Shape.QUOTE, _joined(part.replace("\n> ", " ")[2:]))
    if part.startswith("= "):
        return Block(Shape.LINES, "\n".join(line.removeprefix("= ") for line in part.splitlines()))
    if part.startswith("~ "):
        return Block(Shape.CLOSING, "\n".join(line.removeprefix("~ ") for line in part.splitlines()))
    if item:
        label = "" if item["label"] == "+" else item["label"].replace("-", "•")
        return Block(Shape.ITEM, _joined(item["text"]), len(item["inset"]) // 2, label)
    return Block(Shape.PARAGRAPH, _joined(part))


def _joined(text: str) -> str:
    return " ".join(text.split())


def plain(text: str) -> str:
    """The text without its marks for bold, italic and possible breaks."""
    return re.sub(r"\*\*|(?<!\w)_|_(?!\w)", "", text.replace("\\-", ""))
