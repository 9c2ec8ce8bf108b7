"""Which paragraphs stand below a question as its answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ingest.dutch.pipeline import Sentence
from ingest.passages.turns import is_announcement
from ingest.statements.draft import Part
from ingest.statements.requests import QUESTION
from kb.model import BlockKind, Passage


def below_questions(parts: Sequence[Part]) -> Mapping[int, int]:
    """By the place of a paragraph that of the question above it. A question stands by itself, as an item or below its
    number ("Vraag 2"); its answer goes on up to the next one, below the word "Antwoord" where that follows, else in the
    same section. Below a row of questions nothing is the answer to one of them."""
    found: dict[int, int] = {}
    above: int | None = None
    announced = answered = False
    for place, part in enumerate(parts):
        if asks(part.passage):
            in_row = place > 0 and asks(parts[place - 1].passage)
            above = place if _stands_alone(part) and not in_row else None
            announced = answered = False
        elif above is None:
            continue
        elif is_announcement(part.passage.text) and not answered:
            announced = True
        elif part.heading or not (announced or part.passage.section == parts[above].passage.section):
            above = None
        else:
            found[place], answered = above, True
    return found


def asks(said: Passage | Sentence) -> bool:
    """Whether a paragraph or sentence is a question."""
    return said.text.rstrip().endswith("?")


def _stands_alone(part: Part) -> bool:
    section = part.passage.section
    return part.passage.kind is BlockKind.LIST_ITEM or bool(section and QUESTION.match(section[-1]))
