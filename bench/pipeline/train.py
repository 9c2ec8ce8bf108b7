"""Train the Dutch pipeline from a folder of treebanks and leave what is shipped in a folder.

python -m bench.pipeline.train --treebank FOLDER --out FOLDER [--steps N]

FOLDER/train, /dev and /test hold CoNLL-U. Needs `pip install spacy-lookups-data` (for the table of lemmas, not at run
time). 43 minutes on one core; --steps N makes both stages that short, to try whether it works.
"""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.pipeline.evaluate import print_figures
from bench.pipeline.lemma_table import listed_lemmas, write_lemma_table
from bench.pipeline.treebank import documents
from ingest.dutch.pipeline import MODEL

if TYPE_CHECKING:
    from spacy.language import Language

HERE = Path(__file__).parent
VERSION = "0.1.0"
SPACY = ">=3.8.0,<3.9.0"
STAGES = ("stage1", "stage2")
PARTS = ("tok2vec", "morphologizer", "tagger", "parser", "trainable_lemmatizer")
LICENCE = "CC BY-SA 4.0"
DESCRIPTION = "Dutch for letters of advisers and authorities: morphology with imperatives, tags, dependencies, lemmas"
SOURCES = [
    {
        "name": "Alpino treebank and UD_Dutch-Alpino",
        "url": "https://github.com/UniversalDependencies/UD_Dutch-Alpino",
        "license": "CC BY-SA 4.0",
        "author": "Gosse Bouma, Gertjan van Noord and others, University of Groningen",
    },
    {
        "name": "UD_Dutch-LassySmall 2.16",
        "url": "https://github.com/UniversalDependencies/UD_Dutch-LassySmall",
        "license": "CC BY-SA 4.0",
        "author": "Gosse Bouma, Gertjan van Noord and others",
    },
    {
        "name": "Alpino suites",
        "url": "https://github.com/rug-compling/Alpino",
        "license": "LGPL-2.1",
        "author": "Gertjan van Noord and others, University of Groningen",
    },
    {
        "name": "spacy-lookups-data 1.0.5 (lemmas.gz)",
        "url": "https://github.com/explosion/spacy-lookups-data",
        "license": "MIT",
        "author": "ExplosionAI GmbH",
    },
]


def main() -> None:
    """Convert, train in stages, round, write the table of lemmas, measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--treebank", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, help="steps of each stage, instead of 5,200 and 1,000")
    chosen = parser.parse_args()
    model = make(chosen.treebank, chosen.out, chosen.steps, listed_lemmas())
    print_figures(model, chosen.treebank / "test")


def make(treebank: Path, out: Path, steps: int | None, listed: Mapping[str, str]) -> Path:
    """Train from treebank/train and /dev, and return the folder in which the pipeline stands as it is shipped.

    `steps`: of each stage, where None means what its file says; `listed`: see `write_lemma_table`.
    """
    corpus = out / "corpus"
    for split in ("train", "dev"):
        convert(treebank / split, corpus / split)
    trained: Path | None = None
    for stage in STAGES:
        trained = train_stage(stage, corpus, out / stage, steps, source=trained)
    assert trained is not None
    ship(trained, out / "model")
    write_lemma_table(treebank / "train", out / "model" / "lemmas.gz", listed)
    return out / "model"


def convert(source: Path, target: Path) -> None:
    """Each CoNLL-U file of a folder as a .spacy file."""
    import spacy
    from spacy.tokens import DocBin

    target.mkdir(parents=True, exist_ok=True)
    vocab = spacy.blank("nl").vocab
    for path in sorted(source.glob("*.conllu")):
        DocBin(docs=documents(path, vocab), store_user_data=False).to_disk(target / f"{path.stem}.spacy")


def train_stage(name: str, corpus: Path, out: Path, steps: int | None, source: Path | None = None) -> Path:
    """Train by NAME.cfg and return the folder of the last model. `source` is the model that stage 2 goes on from."""
    from spacy.cli.train import train
    from spacy.lang.nl import Dutch
    from spacy.util import load_config

    register_callback()
    settings: dict[str, str | int] = {"paths.train": str(corpus / "train"), "paths.dev": str(corpus / "dev")}
    if steps:
        settings |= {"training.max_steps": steps, "training.eval_frequency": steps}
    if source:
        settings |= {f"components.{part}.source": str(source) for part in PARTS}
    out.mkdir(parents=True, exist_ok=True)
    filled = Dutch.default_config.merge(load_config(HERE / f"{name}.cfg", settings))
    filled.to_disk(out / "filled.cfg")
    train(out / "filled.cfg", out)
    return out / "model-last"


def register_callback() -> None:
    """Make the callback of stage 2 known to spaCy.

    spaCy 3.8 does not restore a trained lemmatizer's table from edit tree to label when it is loaded, so training goes
    on without any right answer (lemma accuracy falls from 94.8 to 75.5). The labels themselves are there.
    """
    from spacy.util import registry

    def restore_tree_labels() -> Callable[[Language], Language]:
        return restore

    def restore(nlp: Language) -> Language:
        lemmatizer: Any = nlp.get_pipe("trainable_lemmatizer")
        lemmatizer.tree2label = {tree: label for label, tree in enumerate(lemmatizer.cfg["labels"])}
        return nlp

    registry.callbacks("adviesspoor.restore_tree_labels.v1", func=restore_tree_labels)


def ship(source: Path, target: Path) -> None:
    """Write a model as it is shipped: named, credited, its weights rounded to half precision.

    They are stored as single precision again, so nothing changes at run time, and compress to half the size.
    """
    import spacy

    nlp = spacy.load(source)
    for _, part in nlp.pipeline:
        model = getattr(part, "model", None)
        for layer in model.walk() if model else ():
            for name in layer.param_names:
                if layer.has_param(name):
                    layer.set_param(name, layer.get_param(name).astype("float16").astype("float32"))
    nlp.meta.update(
        name="adviesspoor", version=VERSION, spacy_version=SPACY, license=LICENCE, description=DESCRIPTION,
        author="Adviesspoor", email="", url="", sources=SOURCES, performance={},
    )  # fmt: skip
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.config["initialize"]["after_init"] = None  # the callback of stage 2: only training knows it
    if target.exists():
        shutil.rmtree(target)
    nlp.to_disk(target)
    shutil.copy(MODEL / "NOTICE", target)


if __name__ == "__main__":
    main()
