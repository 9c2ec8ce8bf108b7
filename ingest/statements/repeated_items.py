"""Finds the points that an answering letter repeats in its own words, each above its answer: "1. Houd het loket langer
open.", and below it a paragraph of the authority."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.dutch.orders import is_order
from ingest.dutch.pipeline import Sentence
from ingest.passages.voice import Voice
from ingest.statements.draft import Draft, Part
from kb.model import BlockKind, GroundKind, StatementKind

FEWEST = 2  # items that each have an answer below them: a single one may be the writer's own


def repeated_items(parts: Sequence[Part]) -> Iterator[Draft]:
    """Items that say what should be done, each right above a paragraph of the authority, which gives no orders to whom
    it answers."""
    found = [
        (part, kind) for part, below in pairwise(parts)
        if _answers(below, part) and (kind := _asked(part)) is not None
    ]  # fmt: skip
    if len(found) >= FEWEST:
        for part, kind in found:
            end = part.sentences[-1].end
            yield Draft(StatementKind.RECOMMENDATION, part, 0, end, kind, 0.8, part.passage.label, restated=True)


def _answers(below: Part, item: Part) -> bool:
    same = below.passage.section == item.passage.section
    return same and below.passage.kind is BlockKind.TEXT and below.voice is Voice.AUTHORITY is item.voice


def _asked(part: Part) -> GroundKind | None:
    """Order or infinitive, where each of its sentences is one; None where it is not."""
    if part.passage.kind is not BlockKind.LIST_ITEM or not part.sentences:
        return None
    kinds = {_of(sentence) for sentence in part.sentences}
    return kinds.pop() if len(kinds) == 1 else None


def _of(sentence: Sentence) -> GroundKind | None:
    if is_order(sentence, True, True):
        return GroundKind.IMPERATIVE
    return GroundKind.INFINITIVE if sentence.infinitive and not sentence.finite else None
