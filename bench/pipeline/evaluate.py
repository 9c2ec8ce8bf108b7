"""Measure pipelines on the official UD Dutch test sets, from raw text.

python -m bench.pipeline.evaluate --treebank FOLDER [--model FOLDER] [--beside FOLDER] [--part dev]

Without --model it measures the one that is shipped; --beside measures another next to it and says in which rows ours is
lower. The accuracy of tags, features, lemmas and attachments counts words that the tokenizer cut as the treebank does
(F1); "lemma, with table" is what the program uses.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bench.pipeline.treebank import documents
from ingest.dutch.lemmas import TABLE, Lemmas
from ingest.dutch.pipeline import MODEL

if TYPE_CHECKING:
    from spacy.training import Example

ROWS = {
    "pos_acc": "UPOS", "morph_acc": "morphology, all features right", "lemma_acc": "lemma, as trained",
    "lemma_table": "lemma, with the table", "dep_uas": "UAS", "dep_las": "LAS", "sents_f": "sentences (parser)",
}  # fmt: skip
# nl_core_news_sm 3.8 as its publisher gives it: on UD 2.8 in a conversion of its own, not on these files.
PUBLISHED = {
    "pos_acc": 0.958, "morph_acc": 0.951, "lemma_acc": 0.950, "dep_uas": 0.857, "dep_las": 0.805, "sents_f": 0.865,
}  # fmt: skip
ALL = "all"


def main() -> None:
    """Print the table, in the form in which it stands in README."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--beside", type=Path)
    parser.add_argument("--part", choices=["dev", "test"], default="test")
    chosen = parser.parse_args()
    print_figures(chosen.model, chosen.treebank / chosen.part, chosen.beside)


def print_figures(model: Path, folder: Path, beside: Path | None = None) -> None:
    """Measure and print: a column per file and one for all, then the other pipeline and the published one."""
    paths = sorted(folder.glob("*.conllu"))
    ours = {path.stem: figures(model, [path]) for path in paths} | {ALL: figures(model, paths)}
    columns = {f"this, {name}": found for name, found in ours.items()}
    if beside is not None:
        columns[f"{beside.name}, {ALL}"] = other = figures(beside, paths)
    print_table(columns | {"nl_core_news_sm 3.8, as published": PUBLISHED})
    if beside is not None:
        below = lower(ours[ALL], other)
        print(f"\nlower than {beside.name}: {', '.join(ROWS[key] for key in below) or 'nothing'}")


def print_table(columns: Mapping[str, Mapping[str, float]]) -> None:
    """One line per figure; empty where a column has none."""
    print("| |" + "".join(f" {name} |" for name in columns))
    print("|---|" + len(columns) * "---|")
    for key, row in ROWS.items():
        cells = (f" {100 * found[key]:.1f} |" if key in found else " |" for found in columns.values())
        print(f"| {row} |" + "".join(cells))


def lower(ours: Mapping[str, float], other: Mapping[str, float]) -> Sequence[str]:
    """The figures in which ours is lower by what shows in the table (half a tenth of a percent)."""
    return [key for key in ROWS if key in ours and key in other and ours[key] < other[key] - 0.0005]


def figures(model: Path, tests: Iterable[Path]) -> Mapping[str, float]:
    """The scores of a model on these files, by spaCy's names, between 0 and 1; without a table no "lemma_table"."""
    import spacy
    from spacy.scorer import Scorer
    from spacy.training import Example

    nlp = spacy.load(model)
    gold = [document for path in tests for document in documents(path, nlp.vocab)]
    read = nlp.pipe([document.text for document in gold], batch_size=64)
    examples = [Example(found, right) for found, right in zip(read, gold, strict=True)]
    scored: dict[str, float] = {key: value for key, value in Scorer(nlp).score(examples).items() if key in ROWS}
    return scored | ({"lemma_table": _lemmas(model, examples)} if (model / TABLE).is_file() else {})


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
