"""Points that stand twice: in one document, and in the letter that answers it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.linking.letter import Letter
from ingest.linking.proposal import by_likeness, proposal
from ingest.linking.similarity import Encode, likeness, nearest
from ingest.linking.weights import RESTATEMENT
from kb.model import (
    Ground,
    GroundKind,
    Link,
    Relation,
    Statement,
    StatementKind,
)

_OWN_NUMBER = re.compile(r"\W*(?:(?:punt|advies|aanbeveling)\s+)?(?P<number>\d{1,2}[a-z]?)\s?[.):]\s", re.I)
_PLAIN = re.compile(r"\d{1,2}[a-z]?")
SHORTEST_REPEAT = 3  # words: what is shorter returns by chance


def repeated_inside(letter: Letter) -> Iterator[Link]:
    """A recommendation that stands twice in one document, in the summary and in its chapter: the later repeats the
    earlier. Sub-items repeat when their parents do, their labels agree and the shorter begins the longer."""
    seen: list[Statement] = []
    twin: dict[str, str] = {}  # later statement -> the earlier one that it repeats
    for statement in letter.of_kind(StatementKind.RECOMMENDATION):
        parent = twin.get(statement.parent_id or "", statement.parent_id)
        for earlier in seen:
            if earlier.parent_id == parent and earlier.label == statement.label and _begins_alike(earlier, statement):
                twin[statement.id] = earlier.id
                yield proposal(statement, earlier, Relation.REPEATS, [Ground(GroundKind.SAID_EARLIER)], 0.9)
                break
        else:
            seen.append(statement)


def _begins_alike(one: Statement, other: Statement) -> bool:
    short, long = sorted((re.findall(r"\w+", s.text.lower()) for s in (one, other)), key=len)
    return len(short) >= SHORTEST_REPEAT and short == long[: len(short)]


def is_numbered(statement: Statement) -> bool:
    """Whether it is a main recommendation under a numbered heading."""
    return statement.parent_id is None and statement.rests_on(GroundKind.NUMBERED)


def wanted_of(original: Letter) -> list[Statement]:
    """The recommendations of an advice that an answer may be about: its own, each once. What stands in a numbered
    paragraph has its number, though the words that advise are not the first there."""
    repeats = {link.source_id for link in repeated_inside(original)}
    found = [s for s in original.of_kind(StatementKind.RECOMMENDATION) if not s.restated and s.id not in repeats]
    taken = {s.label for s in found if s.parent_id is None} | {None}
    numbers = {s.id: _number_above(original, s) for s in found if s.parent_id is None and not s.label}
    return [replace(s, label=numbers[s.id]) if numbers.get(s.id) not in taken else s for s in found]


def _number_above(original: Letter, point: Statement) -> str | None:
    """The number of the list item or paragraph in which a point stands."""
    passage = original.part(point).passage
    number = _OWN_NUMBER.match(passage.text)
    return number["number"] if number else passage.label if _PLAIN.fullmatch(passage.label or "") else None


def same_points(
    repeated: Sequence[Statement], wanted: Sequence[Statement], encode: Encode
) -> Iterator[tuple[Statement, Statement, Ground, float]]:
    """Pairs (restatement, original, ground, score): by number where both have one and the words do not contradict it,
    else by likeness, when one original is clearly the best."""
    alike = likeness([s.text for s in repeated], [s.text for s in wanted], encode)
    for row, repeat in zip(alike, repeated, strict=True):
        numbered = [n for n, s in enumerate(wanted) if repeat.label and s.label == repeat.label and s.parent_id is None]
        best = nearest(row, RESTATEMENT)
        if len(numbered) == 1 and row[numbered[0]] >= row.max() - RESTATEMENT.lead:
            yield repeat, wanted[numbered[0]], Ground(GroundKind.SAME_NUMBER, repeat.label), 0.9
        elif best is not None:
            ground = by_likeness(repeat.text, wanted[best].text, [s.text for s in (*repeated, *wanted)], row[best])
            yield repeat, wanted[best], ground, min(1.0, float(row[best]))
