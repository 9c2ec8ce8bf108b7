"""What stands around a sentence, as the branch of the encoder that judges sentences reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.statements.draft import Part
from kb.model import Document

_HEADING, _BEFORE, _AFTER = 80, 160, 100  # characters, of which the last, the last and the first


@dataclass(frozen=True, slots=True)
class Context:
    """What is read before a sentence (the kind of document, the headings above it, the sentence before it and its
    label), and behind it."""

    before: str
    after: str


def contexts(parts: Sequence[Part], document: Document) -> Mapping[tuple[str, int], Context]:
    """By passage and start, the context of every sentence."""
    places = [(part, sentence) for part in parts for sentence in part.sentences]
    found = {}
    for number, (part, sentence) in enumerate(places):
        before = places[number - 1][1].text if number else ""
        after = places[number + 1][1].text if number + 1 < len(places) else ""
        headings = " | ".join(part.passage.section[-2:])[-_HEADING:]
        label = f"{part.passage.label} " if part.passage.label else ""
        lead = f"{document.kind.value} | {headings} | {before[-_BEFORE:]} {label}"
        found[part.passage.id, sentence.start] = Context(lead, after[:_AFTER])
    return found
