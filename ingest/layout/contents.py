"""Tables of contents: recognised, so that an entry never looks like the heading it points to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.layout.labels import label_of
from ingest.layout.raw import RawLine
from ingest.layout.units import ends_sentence
from kb.model import BlockKind

_TITLE = re.compile(r"Inhoud(?:sopgave)?\b.{0,25}")
_TO_PAGE = re.compile(r"[\d\s]*+[^\d\s].*(?:[ .…]{2}|\s)\d{1,3}")
_NAMED = re.compile(r"(?:Bijlage|Hoofdstuk|Deel)\b")
_LONE = re.compile(r"(?:\d{1,2}\.)*\d{0,3}\.?")  # a number or page number that was torn from its entry
_LONGEST = 140  # characters of an entry
_WORD = re.compile(r"[A-Za-zÀ-ÿ]{4}")
_NO_LETTERS = re.compile(r"[^a-zà-ÿ]+")


def mark_contents(pages: Sequence[Sequence[RawLine]]) -> tuple[RawLine, ...]:
    """The lines of a whole document, one page after the other, with every table of contents marked as furniture."""
    lines = [line for page in pages for line in page]
    inside = _under_titles(lines) | _page_number_runs(lines)
    start = 0
    for page in pages:
        if len(pages) > 1 and _is_contents_page(page):
            inside.update(range(start, start + len(page)))
        start += len(page)
    return tuple(
        line._replace(kind=BlockKind.FURNITURE) if place in inside else line for place, line in enumerate(lines)
    )


def _is_contents_page(page: Sequence[RawLine]) -> bool:
    """Whether a page holds a table of contents and nothing else."""
    if not any(map(_is_title, page)):
        return False
    free = [line for line in page if line.kind is not BlockKind.FURNITURE]
    entries = sum(_is_entry(line) for line in free)
    crumbs = sum(bool(_LONE.fullmatch(line.text)) for line in free)
    listed = entries >= 3 or crumbs >= max(6, 0.4 * len(free))
    return listed and not any(len(line.text) > 120 or ends_sentence(line.text) for line in free)


def _under_titles(lines: Sequence[RawLine]) -> set[int]:
    """The entries below each "Inhoud", and the same entries where the list comes back without that word."""
    inside: set[int] = set()
    for start, line in enumerate(lines):
        if start in inside or not _is_title(line):
            continue
        end, entries = _end_of_list(lines, start)
        if entries >= 2:
            inside.update(range(start, end))
    if not inside:
        return inside
    known = Counter(_key(lines[place].text) for place in inside if _is_entry(lines[place]))
    run: list[int] = []
    for place in range(len(lines) + 1):
        if place < len(lines) and place not in inside and _key(lines[place].text) in known:
            run.append(place)
            continue
        if len(run) >= 3 and sum(known[_key(lines[at].text)] >= 2 for at in run) >= 2:
            inside.update(run)
        run = []
    return inside


def _is_title(line: RawLine) -> bool:
    return line.text.startswith("Inhoud") and _TITLE.fullmatch(line.text) is not None


def _end_of_list(lines: Sequence[RawLine], start: int) -> tuple[int, int]:
    """Where the list below a title ends (exclusive) and how many entries it has."""
    end, entries, noise, to_page = start + 1, 0, 0, 0
    seen: set[str] = set()
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if _key(line.text) in seen or (entries >= 3 and to_page == entries and not _to_page(line.text)):
            break  # the first chapter itself
        if _is_entry(line):
            entries, noise, end = entries + 1, 0, place + 1
            to_page += bool(_to_page(line.text))
            seen.add(_key(line.text))
        elif _WORD.search(line.text) and (entries > 0 or noise >= 3 or len(line.text) > 80 or ends_sentence(line.text)):
            break
        else:
            noise += 1
            if noise > 4:
                break
            if entries and not _WORD.search(line.text):
                end = place + 1
    return end, entries


def _to_page(text: str) -> bool:
    """Whether a line ends in a page number. Few lines end in a digit at all."""
    return len(text) <= _LONGEST and text[-1:].isdigit() and bool(_TO_PAGE.fullmatch(text))


def _is_entry(line: RawLine) -> bool:
    text = line.text
    if len(text) > _LONGEST:
        return False
    if _to_page(text):
        return True
    return (label_of(text) is not None or bool(_NAMED.match(text))) and not ends_sentence(text) and len(text) > 5


def _page_number_runs(lines: Sequence[RawLine]) -> set[int]:
    """Five lines or more in a row that end in page numbers which never go back."""
    inside: set[int] = set()
    run: list[int] = []
    last = 0
    for place in range(len(lines) + 1):
        text = lines[place].text if place < len(lines) else ""
        number = int(text.rsplit(None, 1)[-1].lstrip(".…")) if _to_page(text) else 0
        if number and number >= last and not re.search(r"\b(?:19|20)\d\d\b|\bp\.", text):
            run.append(place)
            last = number
            continue
        if len(run) >= 5:
            inside.update(run)
        run, last = [], 0
    return inside


def _key(text: str) -> str:
    """The letters of an entry, without label, dots and page number."""
    return _NO_LETTERS.sub("", text.lower())[:60]
