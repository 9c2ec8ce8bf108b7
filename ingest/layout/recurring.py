"""What comes back through a text without boxes: page numbers, running heads and feet, the logo of a body."""

from __future__ import annotations

import difflib
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from ingest.layout.labels import label_of, named_heading
from ingest.layout.raw import Before, RawLine, cut
from ingest.layout.units import ends_sentence, stands_alone
from kb.model import BlockKind

_PAGE_MARK = re.compile(
    r"(?:Pagina|Blad(?:zijde)?|Blz\.?|Page)\s+\d{1,3}(?:\s*(?:/|van|of)\s*\d{1,3})?|[-–]\s?\d{1,3}\s?[-–]",
    re.IGNORECASE,
)
_GLUED_NUMBER = re.compile(r"[.!?…)\"”’'] (?=(\d{1,3})$)")
_BODY_NAME = re.compile(
    r"(?:Gemeente|Provincie|Rekenkamer(?:commissie)?|Adviesraad(?: Sociaal Domein)?|Cliëntenraad|Participatieraad|"
    r"Gemeenteraad|Ombudsman|Ministerie)(?: [A-Z][\w-]+)*"
)
# Crumbs of a picture before a named heading: a short token or two with a sign in it.
_CRUMBS = re.compile(r"(?:(?=\S*[^\w\s])(?!\S*[A-Za-z]{3})\S{1,8}\s+){1,2}(?=[A-Z][a-z]+ \d{1,2}\s?:)")
_NUMBER = re.compile(r"\d+")
_NO_WORDS = re.compile(r"(?!.*[A-Za-zÀ-ÿ]{2}).{1,12}")

Pages = tuple[tuple[RawLine, ...], ...]


def mark_recurring(pages: Sequence[Sequence[RawLine]]) -> Pages:
    """The same lines with furniture marked; a page number that is glued to a sentence becomes a line of its own."""
    texts = [line.text for page in pages for line in page]
    running = _running(pages)
    logos = _logos(texts)
    numbers = _page_numbers(texts)
    at = -1
    done: list[tuple[RawLine, ...]] = []
    for page in pages:
        lines: list[RawLine] = []
        for line in page:
            at += 1
            glued = _GLUED_NUMBER.search(line.text)
            crumbs = _CRUMBS.match(line.text)
            if crumbs and named_heading(line.text[crumbs.end() :]):
                noise, heading = cut(line, crumbs.end())
                lines += [noise._replace(kind=BlockKind.FURNITURE), heading._replace(before=Before.SPACE)]
            elif at in numbers and glued:
                sentence, number = cut(line, glued.end())
                lines += [sentence, number._replace(kind=BlockKind.FURNITURE)]
            elif (
                at in numbers or at in logos or is_noise(line) or is_page_mark(line.text) or _is_running(line, running)
            ):
                lines.append(line._replace(kind=BlockKind.FURNITURE))
            else:
                lines.append(line)
        done.append(tuple(lines))
    return tuple(done)


def mark_page_marks(pages: Sequence[Sequence[RawLine]]) -> Pages:
    """The same lines with those marked that say of themselves which page this is."""
    return tuple(
        tuple(line._replace(kind=BlockKind.FURNITURE) if is_page_mark(line.text) else line for line in page)
        for page in pages
    )


def is_page_mark(text: str) -> bool:
    """Whether a line says only which page this is: "Pagina 2 van 3", "- 4 -"."""
    return bool(_PAGE_MARK.fullmatch(text))


def is_body_name(text: str) -> bool:
    """Whether a line is only the name of a body: its logo."""
    return bool(_BODY_NAME.fullmatch(text))


def is_noise(line: RawLine) -> bool:
    """Whether a line holds no word at all: crumbs of a picture, a stray number."""
    return line.kind is None and label_of(line.text) is None and bool(_NO_WORDS.fullmatch(line.text))


def shape(text: str) -> str:
    """A text with every number alike, to compare running heads by."""
    return _NUMBER.sub("#", text.lower())


def _is_running(line: RawLine, running: set[str]) -> bool:
    own = shape(line.text)
    return own in running or any(own.endswith(known) for known in running if len(known) >= 25)


def _running(pages: Sequence[Sequence[RawLine]]) -> set[str]:
    """Shapes of lines that stand at the edge of many pages, or whose number counts up through a text."""
    found: set[str] = set()
    edges = Counter(known for page in pages for known in {shape(line.text) for line in [*page[:3], *page[-3:]]})
    if len(pages) > 1:
        found |= {known for known, times in edges.items() if times >= max(2, 0.4 * len(pages))}
    counts: dict[str, list[int]] = defaultdict(list)
    for line in (line for page in pages for line in page):
        numbers = _NUMBER.findall(line.text)
        named = label_of(line.text) is not None or named_heading(line.text) is not None
        if numbers and len(line.text) >= 15 and not named and not ends_sentence(line.text):
            counts[shape(line.text)].append(int(numbers[-1]))
    for known, numbers_seen in counts.items():
        steps = {after - before for before, after in pairwise(numbers_seen)}
        if steps and steps <= {1, 2, 3}:
            found.add(known)
    return {known for known in found if not stands_alone(known.replace("#", "1").capitalize())}


def _logos(texts: Sequence[str]) -> set[int]:
    """Lines that are only the name of a body and come back three times or more, misread ones and the place included."""
    count = Counter(text for text in texts if _BODY_NAME.fullmatch(text))
    names = [name for name, times in count.items() if times >= 3]
    found: set[int] = set()
    for name in names:
        found.update(at for at, text in enumerate(texts) if len(text) <= len(name) + 4 and _alike(text, name))
    below = Counter(texts[at + 1] for at in found if at + 1 < len(texts))
    places = [text for text, times in below.items() if times >= 3 and re.fullmatch(r"[A-Z][\w-]+", text)]
    for at in list(found):
        if at + 1 < len(texts) and any(
            texts[at + 1].endswith(name) and len(texts[at + 1]) <= len(name) + 3 for name in places
        ):
            found.add(at + 1)
    return found


def _alike(text: str, name: str) -> bool:
    return difflib.SequenceMatcher(None, _letters(text), _letters(name)).ratio() >= 0.8


def _letters(text: str) -> str:
    return re.sub(r"[^a-z]", "", text.lower())


def _page_numbers(texts: Sequence[str]) -> set[int]:
    """Lines that are or end in a number which counts up through the text: the longest such row, of three or more."""
    candidates: list[tuple[int, int]] = []
    for at, text in enumerate(texts):
        found = _GLUED_NUMBER.search(text)
        if found or re.fullmatch(r"\d{1,3}", text):
            candidates.append((at, int(found[1] if found else text)))
    row = _longest_rise(candidates)
    spread = row[-1][1] - row[0][1] if row else 0
    return {at for at, _ in row} if len(row) >= 3 and spread <= 4 * len(row) else set()


def _longest_rise(numbers: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest strictly rising subsequence, by patience sorting: on each pile the smallest number that can end a
    row of that length, and before each number the one it was laid after."""
    known = list(numbers)
    piles: list[int] = []
    tops: list[int] = []
    before: list[int] = []
    for place, (_, value) in enumerate(known):
        pile = bisect_left(piles, value)
        before.append(tops[pile - 1] if pile else -1)
        piles[pile : pile + 1] = [value]
        tops[pile : pile + 1] = [place]
    row: list[tuple[int, int]] = []
    place = tops[-1] if tops else -1
    while place >= 0:
        row.append(known[place])
        place = before[place]
    return row[::-1]
