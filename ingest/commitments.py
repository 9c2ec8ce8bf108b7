"""Finds commitments and intentions: what the answering authority, or an office holder in minutes, binds itself to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ingest.actors import actor
from ingest.drafts import Draft, Part
from ingest.voices import Voice
from kb.model import Document, StatementKind

SPOKEN = frozenset(
    {"toezeggen", "wethouder-zal", "komt-naar-de-raad"}
)  # in minutes and decision lists only what an office holder promises
QUESTION_SECTION = re.compile(r"^\W*vra(?:ag|gen)\b", re.I)


def commitments(parts: Iterable[Part], document: Document) -> Iterator[Draft]:
    """One draft per sentence; a commitment before an intention where both fit."""
    for part in parts:
        if part.voice is Voice.ADVISER or part.heading:
            continue
        if any(QUESTION_SECTION.match(heading) for heading in part.passage.section[-1:]):
            continue
        for sentence in part.sentences:
            if sentence.text.rstrip().endswith("?") or sentence.rule("restated", "nakoming"):
                continue
            rule = sentence.rule("commitment") or sentence.rule("intention")
            if part.voice is Voice.REPORT:
                rule = next((rule for rule in sentence.rules if rule.id in SPOKEN), None)
            if rule is None:
                continue
            kind = StatementKind.COMMITMENT if rule.kind == "commitment" else StatementKind.INTENTION
            who = actor(part, sentence, document)
            yield Draft(kind, part, sentence.start, sentence.end, rule.id, rule.score, actor=who)
