"""RTF: paragraphs, headings by their style, lists, table rows, headers, footers, footnotes and text boxes.

The only module that knows striprtf. That library gives the words of the body alone, so the groups which it leaves out
are taken out first and read one by one, and paragraphs with the style of a heading get a mark that comes through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingest.layout import Before, RawLine, RawPage, tidy
from ingest.read.flow import Flow
from kb.errors import UnreadableFile
from kb.model import BlockKind

_MARK = 0xE100  # a private character: plus the level it stands before a heading
_GROUP = re.compile(r"\{(?:\\\*)?\\(header[lrf]?|footer[lrf]?|footnote|shptxt|stylesheet)(?![a-z])")
_STYLE = re.compile(r"\{\\s(\d+)\b[^{}]*?[ }](?:heading|kop|titel|title)\s*(\d?)\s*;", re.IGNORECASE)
_BRACE = re.compile(r"\\[\\{}]|[{}]")
_MOST_GROUPS = 5_000


@dataclass(slots=True)
class _Aside:
    """What stands beside the body: groups of RTF by their name."""

    groups: list[tuple[str, str]] = field(default_factory=list)

    def named(self, *starts: str) -> Iterator[str]:
        return (group for name, group in self.groups if name.startswith(starts))


def read_rtf(name: str, data: bytes) -> tuple[RawPage, ...]:
    """The text of an RTF file as one page without boxes. UnreadableFile when there is no end to it."""
    if data.count(b"{") > 200_000 or data.count(b"{") - data.count(b"}") > 50:
        raise UnreadableFile(f"{name} is beschadigd of afgebroken; sla het opnieuw op als .rtf of lever een pdf aan.")
    aside = _Aside()
    try:
        body = _without_groups(data.decode("latin-1"), aside)
        levels = {style: level or "1" for sheet in aside.named("stylesheet") for style, level in _STYLE.findall(sheet)}
        start = body[: body.find("\\pard")] if "\\pard" in body else "{\\rtf1"  # fonts and code page
        flow = Flow()
        for row in _text(_with_marks(body, levels)).split("\n"):
            _add(flow, row)
        for box in aside.named("shptxt"):
            for row in _text(start + box).split("\n"):
                _add(flow, row)
        head, foot = (
            [RawLine(text, before=Before.SPACE, kind=BlockKind.FURNITURE) for text in _rows(start, aside.named(edge))]
            for edge in ("header", "footer")
        )
        notes = [
            RawLine(f"{number} {tidy(_text(start + note))}", before=Before.SPACE, kind=BlockKind.FOOTNOTE)
            for number, note in enumerate(aside.named("footnote"), 1)
        ]
    except (ValueError, LookupError, RecursionError, TypeError) as error:
        raise UnreadableFile(
            f"{name} is beschadigd en kan niet als rtf worden geopend; sla het opnieuw op of lever een pdf aan."
        ) from error
    return (RawPage(1, (*head, *flow.lines, *notes, *foot)),)


def _text(rtf: str) -> str:
    from striprtf.striprtf import rtf_to_text

    return str(rtf_to_text(rtf, errors="replace"))  # type: ignore[no-untyped-call]


def _rows(start: str, groups: Iterator[str]) -> list[str]:
    """The texts of headers or footers, each once."""
    found = dict.fromkeys(tidy(row) for group in groups for row in _text(start + group).split("\n"))
    return [row for row in found if row]


def _add(flow: Flow, row: str) -> None:
    """A line of the text: a table row when cells end in it, a heading when it carries the mark."""
    mark = next((ord(char) - _MARK for char in row if _MARK < ord(char) < _MARK + 10), None)
    words = re.sub(f"[{chr(_MARK + 1)}-{chr(_MARK + 9)}]", "", row)
    if words.rstrip().endswith("|"):
        flow.row(words.rstrip().removesuffix("|").split("|"))
    else:
        flow.paragraph(words, heading=mark)


def _with_marks(body: str, levels: dict[str, str]) -> str:
    """The body with a mark in each paragraph that has the style of a heading."""

    def marked(found: re.Match[str]) -> str:
        level = levels.get(found[1])
        return f"{found[0]}\\u{_MARK + int(level) - 0x10000}?" if level and level != "0" else found[0]

    return re.sub(r"\\s(\d+)(?![\da-z]) ?", marked, body) if levels else body


def _without_groups(rtf: str, aside: _Aside) -> str:
    """The text without the groups that are read apart."""
    kept: list[str] = []
    at = 0
    for found in _GROUP.finditer(rtf):
        if found.start() < at or len(aside.groups) >= _MOST_GROUPS:
            continue
        end = _end_of_group(rtf, found.start())
        aside.groups.append((found[1], "{" + rtf[found.end() : end]))
        kept.append(rtf[at : found.start()])
        at = end
    return "".join([*kept, rtf[at:]])


def _end_of_group(rtf: str, start: int) -> int:
    """Behind the brace that closes the group which opens here; the end of the text when none does."""
    depth = 0
    for found in _BRACE.finditer(rtf, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    return len(rtf)
