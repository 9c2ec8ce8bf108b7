"""Sentence ends in Dutch letters: words first, the parser never.

What goes wrong in letters is abbreviations, enumerators, initials, and words glued over a line end ("studeren.Deze").
The list of abbreviations is rules/abbreviations.txt. A passage is already one paragraph, so structure is not seen here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise

_END = re.compile(r"""[.!?…]+(?:\s?[”"’')\]]+(?=\s|$))?|(?<=[.!?])[”"’')]+""")
_OPENING = re.compile(r"""\s*["“‘'(\[–•-]*\s*""")
_GLUED = re.compile(r"(?<=[a-zë]{3})[.!?](?=[A-Z][a-zé]+\s)")
_BULLET = re.compile(r"\s(?=[*•●▪]\s+[A-Z])")  # an item of a list whose lines ran together
_NOTED = re.compile(r"(?<=[a-zë)»”]{2})[.!?]\d{1,2}(?=\s+[A-Z][a-zé]+\s)")  # a footnote: "omschreven.16 De"
_CELL = re.compile(r"\s\|(?=\s)")  # a cell of a table row says something of its own
_LAST_WORD = re.compile(r"(?<![\w.&/’'-])[\w.&/’'-]*$")
LONGEST = 1500  # characters; what goes on longer without an end is no sentence that somebody wrote
_LOOK = 80  # characters to either side of a full stop that matter
_ENUMERATOR = re.compile(r"^(?:[0-9]{1,2}(?:\.[0-9]{1,2})*|[a-zA-Z]|[ivxIVX]{1,4})$")


@cache
def abbreviations() -> frozenset[str]:
    """The abbreviations after which a sentence goes on, lower case, without the last full stop."""
    text = (files("ingest.dutch") / "rules" / "abbreviations.txt").read_text(encoding="utf-8")
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return frozenset(line.lower().rstrip(".") for line in lines if line)


def sentence_ends(text: str) -> list[int]:
    """Offsets in `text` just after each sentence's last character; the last one is the end of the text. What is longer
    than LONGEST is cut at white space: whatever looks at a sentence may then take its time."""
    return list(_cut(text, _ends(text)))


def endless(text: str) -> int:
    """How many stretches of a text are longer than a sentence can be, so that they are cut where no sentence ends."""
    if len(text) <= LONGEST:
        return 0
    ends = _ends(text)
    return sum(end - start > LONGEST for start, end in pairwise([0, *ends]))


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """(start, end) of each sentence, without white space around it. Empty for an empty text."""
    spans, start = [], 0
    for end in sentence_ends(text):
        piece = text[start:end]
        if piece.strip():
            left = start + len(piece) - len(piece.lstrip())
            spans.append((left, start + len(piece.rstrip())))
        start = end
    return spans


def _ends(text: str) -> list[int]:
    """The ends that the text itself has."""
    ends = {match.end() for pattern in (_GLUED, _NOTED, _BULLET, _CELL) for match in pattern.finditer(text)}
    ends.update(match.end() for match in _END.finditer(text) if _is_end(text, match))
    last = len(text.rstrip())
    return [*sorted(end for end in ends if end < last), len(text)]


def _cut(text: str, ends: Sequence[int]) -> Iterator[int]:
    start = 0
    for end in ends:
        while end - start > LONGEST:
            space = text.rfind(" ", start + 1, start + LONGEST)
            start = space if space > 0 else start + LONGEST
            yield start
        yield end
        start = end


def _is_end(text: str, mark: re.Match[str]) -> bool:
    after = text[mark.end() : mark.end() + _LOOK]
    if after and not after[0].isspace():
        return False
    opening = _OPENING.match(after)
    following = after[opening.end() :] if opening else after
    if following and not (following[0].isupper() or following[0].isdigit()):
        return False
    if not mark.group().startswith("."):
        return True
    found = _LAST_WORD.search(text[max(0, mark.start() - _LOOK) : mark.start()])
    word = found.group() if found else ""
    if word.lower().lstrip("(") in abbreviations() or re.fullmatch(r"(?:[A-Z]\.)*[A-Z]", word):
        return False
    if _ENUMERATOR.match(word):  # "1." and "a." open something; "in 2019." closes, "artikel 3." too
        before = text[max(0, mark.start() - _LOOK) : mark.start() - len(word)].rstrip()
        return bool(before) and before[-1] not in ".:;!?" and not word.isalpha()
    return True
