"""Items of a numbered list of points in a letter of advice that say by no word of their own that they advise.

"Wij hebben de volgende punten op een rijtje gezet: 1. Er moeten drempels komen. 2. Een spiegel bij de uitrit." The list
as a whole advises: its lead-in calls them points, and some of its items say so themselves.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ingest.dutch.orders import is_infinitive, is_phrase
from ingest.dutch.pipeline import Sentence
from ingest.passages.voice import Voice
from ingest.statements.draft import Draft, Part
from ingest.statements.recommendations import TELLING
from kb.model import BlockKind, DocumentKind, GroundKind, StatementKind

FEWEST = 3  # items of a list
SHORTEST = 4  # words of a point
SCORE = 0.7
_POINTS = re.compile(
    r"\b(?:punten|wensen|verzoeken|voorstellen|opmerkingen|suggesties|adviezen|aanbevelingen|verbeteringen|idee[eë]n)\b",
    re.I,
)
SEEN = re.compile(  # the list tells what was found, not what is asked
    r"\b(?:constate\w+|geconstateerd|zien|gezien|zagen|gehoord|signal\w+|bevinding\w*|knelpunt\w*|ervar\w+)\b", re.I
)
_MAY = re.compile(
    r"\b(?:kan|kunnen|mag|mogen|moet\w*|dien\w*|zou\w*|graag|beter|nodig|wenselijk|gewenst|gaarne)\b", re.I
)


def points_in_order(parts: Sequence[Part], found: Collection[Draft], kind: DocumentKind) -> Iterator[Draft]:
    """Recommendations in the items of such lists in which none was `found`."""
    if kind is not DocumentKind.ADVICE:
        return
    taken = {draft.part.passage.id for draft in found if draft.kind is StatementKind.RECOMMENDATION}
    for lead_in, items in _lists(parts):
        last = lead_in.sentences[-1].text if lead_in.sentences else ""
        says_so = any(item.passage.id in taken for item in items)
        if not says_so or not _POINTS.search(last) or SEEN.search(last) or lead_in.under(TELLING):
            continue
        for item in items:
            sentence = _advising(item.sentences) if item.passage.id not in taken else None
            if sentence:
                yield Draft(
                    StatementKind.RECOMMENDATION, item, sentence.start, sentence.end, GroundKind.BELOW_ADVICE, SCORE,
                    item.passage.label,
                )  # fmt: skip


def _lists(parts: Sequence[Part]) -> Iterator[tuple[Part, list[Part]]]:
    """Each list that is numbered from 1, with the paragraph before it."""
    for place, part in enumerate(parts[1:], 1):
        if not _is_item(part) or part.passage.label != "1" or parts[place - 1].heading:
            continue
        items: list[Part] = []
        for following in parts[place:]:
            if following.passage.section != part.passage.section or following.heading:
                break
            if _is_item(following) and following.passage.label == str(len(items) + 1):
                items.append(following)
        if len(items) >= FEWEST:
            yield parts[place - 1], items


def _is_item(part: Part) -> bool:
    return part.passage.kind is BlockKind.LIST_ITEM and part.voice is Voice.ADVISER and bool(part.sentences)


def _advising(sentences: Sequence[Sentence]) -> Sentence | None:
    """The sentence of an item that is the point; None where none is sure to be it, as in a title."""
    said = [s for s in sentences if len(s.text.split()) >= SHORTEST and s.text.rstrip()[-1:] in ".;!)"]
    if len(sentences) > 1:
        said = [s for s in said if is_phrase(s) or is_infinitive(s) or s.imperative or _MAY.search(s.text)]
    return said[0] if said else None
