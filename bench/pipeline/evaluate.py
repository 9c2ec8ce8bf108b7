"""Measure a pipeline on the official UD Dutch test sets, from raw text.

python -m bench.pipeline.evaluate --treebank FOLDER [--model FOLDER]

Without --model it measures the one that is shipped. The accuracy of tags, features, lemmas and attachments counts words
that the tokenizer cut as the treebank does (F1); "lemma, with table" is what the program uses.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bench.pipeline.treebank import documents
from ingest.dutch.lemmas import Lemmas
from ingest.dutch.pipeline import MODEL

if TYPE_CHECKING:
    from spacy.training import Example

COLUMNS = {
    "pos_acc": "UPOS", "morph_acc": "morphology", "lemma_acc": "lemma", "lemma_table": "lemma, with table",
    "dep_uas": "UAS", "dep_las": "LAS", "sents_f": "sentences",
}  # fmt: skip


def main() -> None:
    """Print one line per test set and one for all together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    chosen = parser.parse_args()
    print_figures(chosen.model, chosen.treebank / "test")


def print_figures(model: Path, test: Path) -> None:
    """Measure and print."""
    paths = sorted(test.glob("*.conllu"))
    print(f"{'':20}" + "".join(f"{name:>20}" for name in COLUMNS.values()))
    for name, chosen in [*((path.stem, [path]) for path in paths), ("all", paths)]:
        found = figures(model, chosen)
        print(f"{name:20}" + "".join(f"{100 * found[key]:20.1f}" for key in COLUMNS))


def figures(model: Path, tests: Iterable[Path]) -> Mapping[str, float]:
    """The scores of a model on these files, by spaCy's names, between 0 and 1."""
    import spacy
    from spacy.scorer import Scorer
    from spacy.training import Example

    nlp = spacy.load(model)
    gold = [document for path in tests for document in documents(path, nlp.vocab)]
    read = nlp.pipe([document.text for document in gold], batch_size=64)
    examples = [Example(found, right) for found, right in zip(read, gold, strict=True)]
    scored: dict[str, float] = Scorer(nlp).score(examples)
    return {**scored, "lemma_table": _lemmas(model, examples)}


def _lemmas(model: Path, examples: list[Example]) -> float:
    """Accuracy of the lemmas after the component that the program adds."""
    import ingest.dutch.components as components

    component = components.LemmaTable(Lemmas.load(model))
    right = of = 0
    for example in examples:
        component(example.predicted)
        for word, lemma in zip(example.predicted, example.get_aligned("LEMMA", as_string=True), strict=True):
            of += lemma is not None and lemma != ""
            right += word.lemma_ == lemma
    return right / of


if __name__ == "__main__":
    main()
