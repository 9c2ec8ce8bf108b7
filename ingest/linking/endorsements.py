""" "Wij onderschrijven de aanbevelingen van de Rekenkamer": which report is meant."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.dutch.rule_ids import RuleId
from ingest.linking.facets import Facet, titled
from ingest.linking.letter import Letter
from ingest.linking.neighbours import Neighbours
from ingest.linking.proposal import proposal
from ingest.linking.repeated_points import is_numbered
from kb.model import (
    Ground,
    GroundKind,
    Link,
    Relation,
    StatementKind,
)

SHORTEST_TITLE = 8  # characters: a shorter one stands in any text


def endorsements(letter: Letter, near: Neighbours) -> Iterator[Link]:
    """From "Wij onderschrijven de aanbevelingen van de Rekenkamer" to each main recommendation of the report that is
    meant, when just one loaded report fits."""
    for statement in letter.of_kind(StatementKind.RECOMMENDATION):
        if not any(ground.cue == RuleId.ENDORSES for ground in statement.grounds):
            continue
        fitting = [other for other in _reports(letter, near) if _is_meant(letter, other)]
        if len(fitting) != 1:
            continue
        for target in fitting[0].of_kind(StatementKind.RECOMMENDATION):
            if is_numbered(target):
                ground = Ground(GroundKind.NAMES_REPORT, title=fitting[0].document.title)
                yield proposal(statement, target, Relation.ENDORSES, [ground], 0.7)


def _reports(letter: Letter, near: Neighbours) -> list[Letter]:
    """The reports of which a letter may name the title or the subject."""
    head = f"{letter.document.subject or ''} {letter.document.title}"
    whole = titled("\n".join([head, *(part.passage.text for part in letter.parts)]))
    found = [*near.find(Facet.REPORT, whole), *near.find(Facet.REPORT_SUBJECT, titled(head))]
    return list({other.document.id: other for other in found}.values())


def _is_meant(letter: Letter, other: Letter) -> bool:
    """Whether a letter speaks of this report: it names the title, or its subject has the title's longer words."""
    if other.document.date and letter.document.date and other.document.date > letter.document.date:
        return False
    if not any(is_numbered(s) for s in other.of_kind(StatementKind.RECOMMENDATION)):
        return False
    title = other.document.title.lower()
    subject = f"{letter.document.subject or ''} {letter.document.title}".lower()
    long = re.findall(r"\w{5,}", title)
    named = len(title) >= SHORTEST_TITLE and any(title in part.passage.text.lower() for part in letter.parts)
    return named or title in subject or (bool(long) and sum(word in subject for word in long) >= min(2, len(long)))
