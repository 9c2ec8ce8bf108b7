"""The components of the Dutch pipeline that are ours. spaCy finds them through the `spacy_factories` entry points."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path
from typing import Any

import srsly  # type: ignore[import-untyped]
from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span, Token
from spacy.util import registry
from spacy.vocab import Vocab

from ingest.dutch.cues import CUES, WORDS, Lexicon, all_rules
from ingest.dutch.lemmas import Lemmas, joined
from ingest.dutch.sentences import sentence_ends
from ingest.dutch.words import WORD, Known, Word, read_words, small_words

VERBAL = frozenset({"VERB", "AUX"})
NAMING = frozenset({"NOUN", "PROPN", "PRON"})
BEGIN = 3  # characters by which special cases are looked for; shorter ones are few
Case = tuple[str, list[dict[int, Any]]]  # and its words, as spaCy describes them


@registry.tokenizers("adviesspoor.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], SpecialCases]:
    """The tokenizer of the model's folder, with its special cases as they come up."""
    return lambda nlp: SpecialCases(nlp.vocab)


class SpecialCases:
    """A tokenizer that knows a special case ("bijv." is one word) from the first text on in which it can stand. There
    are thousands, and taking them all in takes longer than reading a letter."""

    def __init__(self, vocab: Vocab) -> None:
        self._tokenizer = Tokenizer(vocab)
        self._left: dict[str, dict[str, list[Case]]] = {}  # by how they begin, then by all, without spaces

    def from_disk(self, path: Path, exclude: Iterable[str] = ()) -> SpecialCases:
        """Read what spaCy wrote."""
        packed = path.read_bytes()
        self._tokenizer.from_bytes(packed, exclude=[*exclude, "exceptions"])
        for case in srsly.msgpack_loads(packed)["exceptions"].items():
            unspaced = _unspaced(case[0])
            self._left.setdefault(unspaced[:BEGIN], {}).setdefault(unspaced, []).append(case)
        for start in [start for start in self._left if len(start) < BEGIN]:
            self._add(self._left.pop(start).values())
        return self

    def __call__(self, text: str) -> Doc:
        """The words of a text."""
        unspaced = _unspaced(text)  # spaCy also finds a case of which the parts stand apart
        for start in self._left.keys() & {unspaced[at : at + BEGIN] for at in range(len(unspaced))}:
            among = self._left[start]
            self._add([among.pop(case) for case in [*among] if case in unspaced])
        doc: Doc = self._tokenizer(text)
        return doc

    def _add(self, found: Iterable[Iterable[Case]]) -> None:
        for case, words in chain.from_iterable(found):
            self._tokenizer.add_special_case(case, words)


def _unspaced(text: str) -> str:
    return "".join(text.split())


@Language.factory("adviesspoor_sentences", assigns=["token.is_sent_start"])
def make_sentences(nlp: Language, name: str) -> SentenceEnds:
    """The component that marks the sentence ends of letters."""
    return SentenceEnds()


class SentenceEnds:
    """Sets `is_sent_start` by the rules of `ingest.dutch.sentences`. A parser that comes later keeps to it."""

    def __call__(self, doc: Doc) -> Doc:
        """Mark the first word at or after each sentence end."""
        ends = iter(sentence_ends(doc.text))
        following = next(ends, None)
        starting = True
        for token in doc:
            while following is not None and token.idx >= following:
                starting, following = True, next(ends, None)
            token.is_sent_start = starting and not token.is_space
            starting = starting and token.is_space
        return doc


@Language.factory("adviesspoor_lemmas", default_config={"folder": ""}, assigns=["token.lemma"])
def make_lemmas(nlp: Language, name: str, folder: str) -> LemmaTable:
    """The component that looks lemmas up in the table that stands in this folder."""
    return LemmaTable(Lemmas.load(Path(folder)))


class LemmaTable:
    """Sets each lemma by `ingest.dutch.lemmas`. Comes after the lemmatizer, whose guesses it keeps, and the parser."""

    def __init__(self, lemmas: Lemmas) -> None:
        self.lemmas = lemmas

    def __call__(self, doc: Doc) -> Doc:
        """Look each word up, then join the verbs with their particles."""
        particles: list[Token] = []
        starts = {sentence.start for sentence in doc.sents}
        for token in doc:
            token.lemma_ = self.lemmas.lemma(token.text, token.pos_, token.lemma_, first=token.i in starts)
            if token.dep_ == "compound:prt" and token.head.pos_ in VERBAL:
                particles.append(token)
        for token in particles:
            token.head.lemma_ = joined(token.head.lemma_, token.lower_)
        return doc


@Language.factory("adviesspoor_cues", requires=["token.is_sent_start"])
def make_cues(nlp: Language, name: str) -> Cues:
    """The component that finds the rules of rules/*.toml."""
    return Cues()


class Cues:
    """Puts a span labelled with the rule's id into `doc.spans[CUES]` for each sentence that fits a rule.

    Not spaCy's Matcher: with gaps of forty words that one lists every way to fit and runs out of memory.
    """

    def __init__(self) -> None:
        self.matcher = Lexicon.load().matcher(all_rules())

    def __call__(self, doc: Doc) -> Doc:
        """One span per sentence and rule that fits: the words that carry it; and the words of each sentence."""
        spans: list[Span] = []
        words: dict[int, tuple[Word, ...]] = {}
        for sentence in doc.sents:
            words[sentence.start] = read_words(sentence.text, known_words(sentence))
            for hit in self.matcher.hits(words[sentence.start]):
                span = sentence.char_span(hit.start, hit.end, label=hit.name, alignment_mode="expand")
                if span is not None:
                    spans.append(span)
        doc.spans[CUES] = spans
        doc.user_data[WORDS] = words
        return doc


def known_words(sentence: Span) -> dict[int, Known]:
    """What the pipeline knows of each word, by the offset of its first character in the sentence."""
    return {token.idx - sentence.start_char: _known(token) for token in sentence}


def is_imperative(sentence: Span) -> bool:
    """Whether the first word of a sentence is tagged as an order ("Zorg dat …")."""
    first = next((token for token in sentence if WORD.fullmatch(token.text)), None)
    return first is not None and "Mood=Imp" in str(first.morph)


def is_infinitive(sentence: Span) -> bool:
    """Whether a sentence is a phrase that ends in an infinitive ("Samen met ouders een plan maken.")."""
    words = [token for token in sentence if WORD.fullmatch(token.text)]
    if not words or "VerbForm=Inf" not in str(words[-1].morph):
        return False
    return not any("VerbForm=Fin" in str(token.morph) for token in words)


def is_finite(sentence: Span) -> bool:
    """Whether a verb with person and tense is tagged before a subordinate clause: not in "Een lijst van plekken waar
    jongeren komen."."""
    openers = small_words("openers") | small_words("relatives")
    opens = next((token.i for token in sentence if token.i > sentence.start and token.lower_ in openers), sentence.end)
    return any("VerbForm=Fin" in str(token.morph) for token in sentence if token.i < opens)


def _known(token: Token) -> Known:
    pos = token.pos_
    finite = pos in VERBAL and "VerbForm=Fin" in str(token.morph)
    relative = token.lower_ in small_words("relatives") and pos in {"PRON", "ADV"} and token.head.dep_ == "acl:relcl"
    particle = token.lower_ in small_words("particles") and _is_particle(token)
    return Known(token.lemma_, pos, finite, relative, particle, finite and "Tense=Past" in str(token.morph))


def _is_particle(token: Token) -> bool:
    """By the tree; where that has it as a preposition, by its place: at a clause's end, or before a preposition."""
    if token.dep_ == "compound:prt":
        return True
    if token.i + 1 >= len(token.doc):
        return True
    following = token.nbor(1)
    if following.is_punct or following.is_sent_start is True:
        return True
    if following.lower_ in small_words("goes_on") | small_words("openers"):
        return True
    return token.i > 0 and following.pos_ == "ADP" and token.nbor(-1).pos_ in NAMING
