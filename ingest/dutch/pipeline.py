"""The Dutch spaCy pipeline: tokens, sentences, words and trees, and the cues that each sentence carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from ingest.dutch.cues import CUES, WORDS, Rule, all_rules
from ingest.dutch.sentences import sentence_ends
from ingest.dutch.spacy_alone import imported
from ingest.dutch.words import Word
from kb.errors import BadSettings

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Span

VERSION = "regels 2"
MODEL = Path(__file__).parent / "model"
FILLED_FROM_DISK = {"nlp": {"tokenizer": {"@tokenizers": "adviesspoor.Tokenizer.v1"}}}
BATCH = 64  # passages; more takes memory and no less time
LARGEST = 5000  # characters of a piece for the pipeline; spaCy refuses a million, and no real passage is as long


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a text: characters start..end, and the rules that fit it, in the order of the rule files.

    `starts` tells for each rule where in `text` the words begin that carry it. As far as the tags tell, `imperative`:
    it opens with an order to the reader; `infinitive`: it is a phrase that ends in an infinitive ("Samen met ouders een
    plan maken."); `finite`: its main clause has a verb with person and tense. `words` are those
    of `text`, with what the pipeline knows of them.
    """

    start: int
    end: int
    text: str
    rules: tuple[Rule, ...]
    imperative: bool = False
    infinitive: bool = False
    finite: bool = True
    starts: tuple[int, ...] = ()
    words: tuple[Word, ...] = ()

    def rule(self, *kinds: str) -> Rule | None:
        """The rule with the highest score among these kinds; None when none fits."""
        return max((r for r in self.rules if r.kind in kinds), key=lambda r: r.score, default=None)


@cache
def pipeline(name: str = "") -> Language:
    """The pipeline, made once: the one that is shipped, or the installed spaCy pipeline of this name (or folder), with
    our sentence ends before it and the cues behind it. Raises BadSettings when it is not installed."""
    spacy = imported()

    import ingest.dutch.components  # noqa: F401  (registers the factories, also where no entry points are installed)

    nlp = spacy.load(MODEL, config=FILLED_FROM_DISK) if not name else _named(name)
    nlp.add_pipe("adviesspoor_sentences", first=True)
    if not name:
        nlp.add_pipe("adviesspoor_lemmas", config={"folder": str(MODEL)})
    nlp.add_pipe("adviesspoor_cues")
    return nlp


def analyse(texts: Iterable[str], name: str = "") -> Iterator[tuple[Sentence, ...]]:
    """For each text its sentences with the rules that fit; an empty text has none. `name`: see `pipeline`."""
    sentences: list[Sentence] = []
    given = (piece for text in texts for piece in _pieces(text))
    for doc, (start, is_last) in pipeline(name).pipe(given, as_tuples=True, batch_size=BATCH):
        sentences += _sentences(doc, start)
        if is_last:
            yield tuple(sentences)
            sentences = []


def _pieces(text: str) -> Iterator[tuple[str, tuple[int, bool]]]:
    """A text as the pipeline gets it, cut at sentence ends when it is very long: each piece with its offset, and
    whether it is the last one."""
    start = 0
    if len(text) > LARGEST:
        for end, following in pairwise(sentence_ends(text)):
            if following - start > LARGEST:
                yield text[start:end], (start, False)
                start = end
    yield text[start:], (start, True)


def _sentences(doc: Doc, offset: int) -> Iterator[Sentence]:
    rules = all_rules()
    found: dict[int, list[tuple[Rule, int]]] = {}
    for span in doc.spans[CUES]:
        at = span.start_char - span.sent.start_char
        found.setdefault(span.sent.start, []).append((rules[span.label_], at))
    return (_sentence(sent, offset, found.get(sent.start, [])) for sent in doc.sents if sent.text.strip())


def require(name: str) -> None:
    """Raise BadSettings when the pipeline of this name is not installed. Loads nothing."""
    if name and not Path(name).is_dir() and not _is_installed(name):
        raise BadSettings(
            f"De taalpijplijn “{name}” uit instellingen.toml is niet geïnstalleerd; installeer haar met "
            f"“python -m spacy download {name}”, of laat de regel weg."
        )


def _is_installed(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except (ModuleNotFoundError, ValueError):  # a name with dots, of which the first part is no package either
        return False


def _sentence(span: Span, offset: int, found: Sequence[tuple[Rule, int]]) -> Sentence:
    from ingest.dutch.components import is_finite, is_imperative, is_infinitive

    text = span.text.rstrip(" |") or span.text  # without the bar that parts two cells
    start = offset + span.start_char
    rules, starts = tuple(rule for rule, _ in found), tuple(at for _, at in found)
    return Sentence(
        start, start + len(text), text, rules, is_imperative(span), is_infinitive(span), is_finite(span), starts,
        span.doc.user_data[WORDS][span.start],
    )  # fmt: skip


def _named(name: str) -> Language:
    require(name)
    try:
        nlp: Language = imported().load(name, exclude=["ner", "senter"])
    except (OSError, ValueError, ImportError) as error:
        raise BadSettings(f"De taalpijplijn “{name}” kan niet worden geladen: {error}") from error
    return nlp
