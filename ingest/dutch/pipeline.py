"""The Dutch spaCy pipeline: tokens, sentences, and the cues that each sentence carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ingest.dutch.cues import CUES, Rule, all_rules

if TYPE_CHECKING:
    from spacy.language import Language

VERSION = "regels 1"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: characters start..end, and the rules that fit it, in the order of the rule files."""

    start: int
    end: int
    text: str
    rules: tuple[Rule, ...]

    def rule(self, *kinds: str) -> Rule | None:
        """The rule with the highest score among these kinds; None when none fits."""
        return max((r for r in self.rules if r.kind in kinds), key=lambda r: r.score, default=None)


@cache
def pipeline() -> Language:
    """The pipeline, made once: Dutch tokenizer, sentence ends of letters, cues."""
    import spacy

    import ingest.dutch.components  # noqa: F401  (registers the two factories, also where no entry points are installed)

    nlp = spacy.blank("nl")
    nlp.add_pipe("adviesspoor_sentences")
    nlp.add_pipe("adviesspoor_cues")
    return nlp


def analyse(texts: Iterable[str]) -> Iterator[tuple[Sentence, ...]]:
    """For each text its sentences with the rules that fit; an empty text has none."""
    rules = all_rules()
    for doc in pipeline().pipe(texts, batch_size=64):
        found: dict[int, dict[str, Rule]] = {}
        for span in doc.spans[CUES]:
            found.setdefault(span.sent.start, {})[span.label_] = rules[span.label_]
        yield tuple(
            Sentence(sent.start_char, sent.start_char + len(sent.text.rstrip()), sent.text.rstrip(), tuple(of.values()))
            for sent in doc.sents
            if sent.text.strip()
            for of in [found.get(sent.start, {})]
        )
