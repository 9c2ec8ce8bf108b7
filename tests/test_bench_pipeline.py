"""The Dutch pipeline can be made anew: every step of the training, short and on a treebank of a few sentences."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.pipeline.evaluate import figures, lower, print_figures
from bench.pipeline.train import make

# form, lemma, part of speech, tag, features, head, relation
ORDER = """\
Maak maken VERB WW|pv|tgw|ev Mood=Imp|VerbForm=Fin 0 root
een een DET LID|onbep Definite=Ind 3 det
plan plan NOUN N|soort|ev Number=Sing 1 obj
. . PUNCT LET _ 1 punct"""
PROPOSAL = """\
Wij wij PRON VNW|pers Person=1 2 nsubj
stellen stellen VERB WW|pv|tgw|mv Number=Plur|VerbForm=Fin 0 root
twee twee NUM TW|hoofd _ 4 nummod
plannen plan NOUN N|soort|mv Number=Plur 2 obj
voor voor ADP VZ|fin _ 2 compound:prt
. . PUNCT LET _ 2 punct"""
OFTEN = 40  # the parser learns nothing that it meets fewer than thirty times


@pytest.fixture(scope="module")
def treebank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with train, dev and test, in which the same two sentences stand again and again."""
    folder = tmp_path_factory.mktemp("treebank")
    for split in ("train", "dev", "test"):
        (folder / split).mkdir()
        sentences = (ORDER, PROPOSAL) * (OFTEN if split == "train" else 2)
        (folder / split / f"{split}_suite.conllu").write_text("\n".join(map(_conllu, sentences)), encoding="utf-8")
    return folder


def _conllu(sentence: str) -> str:
    rows = (line.split() for line in sentence.splitlines())
    lines = ("\t".join([str(n), *row, "_", "_"]) for n, row in enumerate(rows, 1))
    return "".join(f"{line}\n" for line in lines)


@pytest.fixture(scope="module")
def model(treebank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What two steps of each stage leave to be shipped."""
    return make(treebank, tmp_path_factory.mktemp("made"), 2, {"plannen": "plan"})


def test_what_is_made_is_complete_and_says_whom_it_owes(model: Path) -> None:
    meta = json.loads((model / "meta.json").read_text(encoding="utf-8"))
    assert (meta["name"], meta["license"], len(meta["sources"])) == ("adviesspoor", "CC BY-SA 4.0", 4)
    assert meta["pipeline"] == ["tok2vec", "morphologizer", "tagger", "parser", "trainable_lemmatizer"]
    assert (model / "NOTICE").is_file()


def test_it_can_be_measured_and_knows_the_words_of_its_table(model: Path, treebank: Path) -> None:
    found = figures(model, [treebank / "test" / "test_suite.conllu"])
    assert set(found) == {"pos_acc", "morph_acc", "lemma_acc", "lemma_table", "dep_uas", "dep_las", "sents_f"}
    assert all(0 <= value <= 1 for value in found.values())
    assert found["lemma_table"] >= found["lemma_acc"]


def test_the_table_of_figures_has_a_column_for_the_other_pipeline(
    model: Path, treebank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    print_figures(model, treebank / "test", beside=model)
    printed = capsys.readouterr().out
    assert "| | this, test_suite | this, all | model, all | nl_core_news_sm 3.8, as published |" in printed
    assert "lower than model: nothing" in printed


def test_a_figure_that_falls_is_named_and_a_rounding_is_not() -> None:
    assert lower({"dep_las": 0.780, "pos_acc": 0.9459}, {"dep_las": 0.789, "pos_acc": 0.946}) == ["dep_las"]
