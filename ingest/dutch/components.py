"""The two components of the Dutch pipeline. spaCy finds them through the `spacy_factories` entry points."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span

from ingest.dutch.cues import CUES, Lexicon, all_rules
from ingest.dutch.sentences import sentence_ends


@Language.factory("adviesspoor_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> SentenceEnds:
    """The component that marks the sentence ends of letters."""
    return SentenceEnds()


class SentenceEnds:
    """Sets `is_sent_start` by the rules of `ingest.dutch.sentences`."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first word at or after each sentence end."""
        ends = sentence_ends(doc.text)
        starting = True
        for token in doc:
            while ends and token.idx >= ends[0]:
                starting, ends = True, ends[1:]
            token.is_sent_start = starting and not token.is_space
            starting = starting and token.is_space
        return doc


@Language.factory("adviesspoor_cues", requires=["token.is_sent_start"])
def make_cues(nlp: Language, name: str) -> Cues:
    """The component that finds the rules of rules/*.toml."""
    return Cues()


class Cues:
    """Puts a span labelled with the rule's id into `doc.spans[CUES]` for each sentence that fits a rule.

    Expressions, not spaCy's Matcher: with gaps of twenty words that one lists every way to fit and runs out of memory.
    """

    def __init__(self) -> None:
        lexicon = Lexicon.load()
        rules = all_rules().values()
        self.cues = {rule.id: lexicon.pattern(rule.cues) for rule in rules}
        self.nots = {rule.id: lexicon.pattern(rule.nots) for rule in rules if rule.nots}

    def __call__(self, doc: Doc) -> Doc:
        """One span per sentence and rule that fits: the words that carry it."""
        spans: list[Span] = []
        for sentence in doc.sents:
            text = sentence.text
            for rule, cue in self.cues.items():
                hit = cue.search(text)
                if hit is None or (rule in self.nots and self.nots[rule].search(text)):
                    continue
                span = sentence.char_span(hit.start(), hit.end(), label=rule, alignment_mode="expand")
                if span is not None:
                    spans.append(span)
        doc.spans[CUES] = spans
        return doc
