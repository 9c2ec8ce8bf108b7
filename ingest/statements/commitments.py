"""Finds commitments and intentions: what the answering authority, or an office holder in minutes, binds itself to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ingest.dutch.cues import Rule
from ingest.dutch.pipeline import Sentence
from ingest.dutch.rule_ids import RuleId
from ingest.layout.labels import BULLET
from ingest.passages.voice import Voice
from ingest.statements.actor import Actors
from ingest.statements.commitment_items import below_heading, label_alone, label_before, number_of, promised
from ingest.statements.deadline import due_date
from ingest.statements.draft import Draft, Part
from ingest.statements.progress import rows_of
from ingest.statements.speaker import Speaker, speakers
from kb.model import Document, GroundKind, StatementKind

# In minutes and decision lists only what an office holder promises, as it is told of him.
SPOKEN = frozenset({
    RuleId.PROMISES, RuleId.ALDERMAN_WILL, RuleId.OFFICE_HOLDER_DOES, RuleId.OFFICE_HOLDER_SAYS, RuleId.COMES_TO_COUNCIL
})  # fmt: skip
QUESTION_SECTION = re.compile(r"^\W*vra(?:ag|gen)\b", re.I)
# Speakers announce what they come to later in the same debate.
_LATER = re.compile(
    r"\b(?:straks|zo (?:nog |even )?(?:op|terug)|zo ?(?:meteen|dadelijk)|dadelijk|later in (?:dit|mijn)"
    r"|tweede termijn)\b",
    re.I,
)


def commitments(parts: Sequence[Part], document: Document) -> Iterator[Draft]:
    """One draft per sentence; a commitment before an intention where both fit."""
    turns, actors, rows = speakers(parts), Actors(parts, document), rows_of(parts, document)
    for before, part in zip((None, *parts), parts, strict=False):
        if part.voice is Voice.ADVISER or part.passage.id in rows:
            continue
        if part.voice is Voice.REPORT:
            yield from _reported(part, before, turns, actors)
            continue
        if part.heading or any(QUESTION_SECTION.match(heading) for heading in part.passage.section[-1:]):
            continue
        for sentence in _said(part):
            rule = sentence.rule("commitment")
            if rule and rule.id == RuleId.BY_A_DAY and due_date(sentence.text, document.date) is None:
                rule = None
            if rule := rule or sentence.rule("intention"):
                kind = StatementKind.COMMITMENT if rule.kind == "commitment" else StatementKind.INTENTION
                who = actors.of(part, sentence)
                yield Draft(kind, part, sentence.start, sentence.end, rule.id, rule.score, actor=who)


def _reported(part: Part, before: Part | None, turns: Mapping[str, Speaker], actors: Actors) -> Iterator[Draft]:
    """What a document tells of an office holder, what he says himself, and what stands below "Toezeggingen"."""
    speaker = turns.get(part.passage.id)
    below = below_heading(part, before) and speaker is None
    number = number_of(before) or (None if part.passage.label == BULLET else part.passage.label)
    first, labelled = True, False
    for sentence in _said(part):
        if alone := label_alone(sentence.text):
            number, first, labelled = alone, True, True
            continue
        label, skipped = label_before(sentence.text)
        first, labelled = first or skipped > 0, labelled or skipped > 0
        rule = None if part.heading and not labelled else _spoken(sentence, speaker)
        if rule or ((below or labelled) and promised(sentence, first)):
            who = speaker.shown if speaker and _own_words(rule, speaker) else actors.of(part, sentence)
            name, score = (rule.id, rule.score) if rule else (GroundKind.BELOW_PROMISES, 0.85)
            start = sentence.start + skipped
            yield Draft(StatementKind.COMMITMENT, part, start, sentence.end, name, score, label or number, actor=who)
        first = labelled = False


def _spoken(sentence: Sentence, speaker: Speaker | None) -> Rule | None:
    """The rule by which an office holder promises: told by the minutes, or by himself. A member only speaks of it."""
    if speaker and speaker.office is None and not speaker.chair:
        return None
    told = next((rule for rule in sentence.rules if rule.id in SPOKEN), None)
    if told or speaker is None or speaker.office is None or _LATER.search(sentence.text):
        return told
    return sentence.rule("commitment")


def _own_words(rule: Rule | None, speaker: Speaker) -> bool:
    return speaker.office is not None and rule is not None and rule.id not in SPOKEN


def _said(part: Part) -> Iterator[Sentence]:
    """The sentences that are neither a question nor the words of another, and not about a promise that was kept."""
    for sentence in part.sentences:
        if not sentence.text.rstrip().endswith("?") and not sentence.rule("restated", "nakoming"):
            yield sentence
