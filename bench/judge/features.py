"""A sentence as numbers: what the embedding model makes of it, and what the pipeline and its place say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bench.judge.material import Example
from ingest.dutch.pipeline import pipeline
from ingest.statements.recommendations import ADVICE_SECTION
from kb.search.embedding import OnnxEmbedder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from spacy.tokens import Doc

    Matrix = NDArray[np.float32]

MODALS = {"moeten", "zullen", "kunnen", "willen", "mogen", "dienen", "gaan"}
WEIGHT = 3.0  # of the unit vector beside features that are 0 or 1


def matrix(examples: Sequence[Example], cues: bool = True) -> Matrix:
    """A row per example. Without `cues` the rules that fit are left out, so that nothing of them is known."""
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]

    texts = [example.sentence.text for example in examples]
    facts = [
        grammar(doc) | place(example) | (hits(example) if cues else {})
        for doc, example in zip(pipeline().pipe(texts, batch_size=64), examples, strict=True)
    ]
    columns: Matrix = DictVectorizer(sparse=False, dtype=np.float32).fit_transform(facts)
    return np.hstack([columns, WEIGHT * vectors(texts)])


def vectors(texts: Sequence[str]) -> Matrix:
    """The embedding of each text."""
    return OnnxEmbedder().passages(texts)


def grammar(doc: Doc) -> dict[str, Any]:
    """Of the root: mood, tense, form; its subject's person and lemma; modals; a question mark; how long."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    facts: dict[str, Any] = {"length": min(len(doc), 60) / 20, "question": doc.text.rstrip().endswith("?")}
    facts["colon"] = doc.text.rstrip().endswith(":")
    facts |= {f"modal {token.lemma_}": 1 for token in doc if token.lemma_ in MODALS}
    facts |= {f"finite {token.morph.get('Tense', [''])[0]}": 1 for token in doc if "Fin" in token.morph.get("VerbForm")}
    facts["imperative"] = any("Imp" in token.morph.get("Mood") for token in doc[:2])
    if root is not None:
        facts["root"] = root.lemma_ if root.pos_ == "VERB" else root.pos_
        facts["root form"] = str(root.morph.get("VerbForm", [""])[0])
        for subject in (token for token in root.children if token.dep_.startswith("nsubj")):
            facts["subject"] = subject.lemma_.lower()
            facts["person"] = str(subject.morph.get("Person", ["3"])[0])
            facts["subject kind"] = subject.dep_
    return facts


def place(example: Example) -> dict[str, Any]:
    """Who speaks, in what kind of passage, under what heading."""
    part = example.part
    return {
        "voice": part.voice.name,
        "block": part.passage.kind.value,
        "labelled": part.passage.label is not None,
        "under advice": part.under(ADVICE_SECTION),
        "opens": bool(part.sentences) and example.sentence.start == part.sentences[0].start,
    }


def hits(example: Example) -> dict[str, Any]:
    """The kinds of the rules that fit, with their best score."""
    found: dict[str, Any] = {}
    for rule in example.sentence.rules:
        found[f"cue {rule.kind}"] = max(rule.score, found.get(f"cue {rule.kind}", 0))
    return found
