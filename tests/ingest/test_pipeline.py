"""The Dutch pipeline: what is shipped, what it knows of words, and how another one is named."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokenizer import Tokenizer

from ingest.dutch.lemmas import Lemmas, joined
from ingest.dutch.pipeline import MODEL, analyse, pipeline, require
from ingest.dutch.words import Clauses, read_words
from kb.errors import BadSettings
from tests.commands import ADVICE, adviesspoor


def lemmas(text: str) -> list[str]:
    return [token.lemma_ for token in pipeline()(text) if not token.is_punct]


def test_the_shipped_pipeline_says_what_it_is_and_whom_it_owes() -> None:
    meta = json.loads((MODEL / "meta.json").read_text(encoding="utf-8"))
    assert (meta["lang"], meta["name"], meta["license"]) == ("nl", "adviesspoor", "CC BY-SA 4.0")
    assert meta["sources"]
    notice = (MODEL / "NOTICE").read_text(encoding="utf-8")
    assert all(source["license"].split()[0] in notice for source in meta["sources"])


def test_the_weights_are_rounded_so_that_they_compress() -> None:
    layers = [layer for _, part in pipeline().pipeline if hasattr(part, "model") for layer in part.model.walk()]
    weights = [layer.get_param(name) for layer in layers for name in layer.param_names if layer.has_param(name)]
    assert weights
    assert all(np.array_equal(each, each.astype("float16").astype("float32")) for each in weights)


@pytest.fixture(scope="module")
def whole_tokenizer() -> Tokenizer:
    """spaCy's own tokenizer, with all special cases from the beginning."""
    return Tokenizer(pipeline().vocab).from_disk(MODEL / "tokenizer", exclude=["vocab"])


SPECIAL = [
    "bijv.",
    "z.g.n.",
    "G.G.D.",
    "a.u.b.",
    ":-)",
    "'s",
    "dhr",
    ".",
    " ",
    "\n",
    "Fr.gem.r.",
    "d.w.z.",
    "huis",
    "art.",
]


@given(st.lists(st.sampled_from(SPECIAL), max_size=12).map("".join))
@settings(max_examples=200, deadline=None)
def test_special_cases_that_come_up_later_cut_as_those_that_were_always_there(
    whole_tokenizer: Tokenizer, text: str
) -> None:
    words, expected = pipeline().make_doc(text), whole_tokenizer(text)
    assert [(word.text, word.norm_, word.idx) for word in words] == [
        (word.text, word.norm_, word.idx) for word in expected
    ]


def test_the_parser_keeps_to_the_sentence_ends_of_letters() -> None:
    text = "Dit gebeurt i.s.m. De Brug en mw. A. de Boer. Dat is nieuw."
    assert [sentence.text for sentence in pipeline()(text).sents] == [
        "Dit gebeurt i.s.m. De Brug en mw. A. de Boer.",
        "Dat is nieuw.",
    ]


def test_a_lemma_is_that_of_the_table_and_has_its_particle() -> None:
    assert lemmas("De kinderen kregen betere brieven.") == ["de", "kind", "krijgen", "goed", "brief"]
    assert "voorstellen" in lemmas("Wij stellen voor om te wachten.")


def test_a_particle_is_not_joined_twice() -> None:
    assert joined("stellen", "voor") == "voorstellen"
    assert joined("voorstellen", "voor") == "voorstellen"


def test_without_a_table_the_guess_stays(tmp_path: Path) -> None:
    assert Lemmas.load(tmp_path).lemma("kinderen", "NOUN", "gok") == "gok"


def test_an_order_and_a_phrase_with_an_infinitive_are_known() -> None:
    order, phrase, neither = next(
        analyse(["Maak een plan. Samen met de scholen een plan maken. De scholen maken een plan."])
    )
    assert (order.imperative, order.infinitive) == (True, False)
    assert (phrase.imperative, phrase.infinitive) == (False, True)
    assert (neither.imperative, neither.infinitive) == (False, False)


def test_another_pipeline_does_the_same_with_our_sentences_and_cues() -> None:
    text = "Dit gebeurt i.s.m. De Brug. De Adviesraad adviseert dit te doen."
    first, second = next(analyse([text], str(MODEL)))
    assert first.rule("recommendation") is None
    assert second.rule("recommendation") is not None
    assert "adviesspoor_lemmas" not in pipeline(str(MODEL)).pipe_names


def test_a_pipeline_made_by_the_user_can_be_named_in_the_settings(home: Path, tmp_path: Path) -> None:
    import spacy

    mine = spacy.blank("nl")
    mine.add_pipe("entity_ruler").add_patterns([{"label": "ORG", "pattern": "De Brug"}])  # type: ignore[attr-defined]
    mine.to_disk(tmp_path / "mijn_pijplijn")
    home.mkdir()
    (home / "instellingen.toml").write_text(f"pijplijn = '{tmp_path / 'mijn_pijplijn'}'\n", encoding="utf-8")
    (tmp_path / "advies.txt").write_text(ADVICE, encoding="utf-8")
    assert adviesspoor(home, "add", tmp_path / "advies.txt").code == 0
    assert "adviseert" in adviesspoor(home, "list", "recommendations").out
    assert pipeline(str(tmp_path / "mijn_pijplijn")).pipe_names == [
        "adviesspoor_sentences",
        "entity_ruler",
        "adviesspoor_cues",
    ]


@pytest.mark.parametrize("name", ["nl_core_news_bestaat_niet", "geen.pakket", "geen map"])
def test_a_pipeline_that_is_not_installed_is_named(name: str) -> None:
    with pytest.raises(BadSettings, match=name):
        require(name)
    with pytest.raises(BadSettings, match="niet geïnstalleerd"):
        pipeline(name)


def test_a_folder_that_holds_no_pipeline_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="kan niet worden geladen"):
        pipeline(str(tmp_path))


def test_searching_loads_no_language(filled: Path) -> None:
    program = (
        "import sys; from cli import run;"
        f"code = run(['--home', {str(filled)!r}, 'search', 'wachttijd']);"
        "sys.exit(code or int('spacy' in sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=Path(__file__).parents[2])
    assert run.returncode == 0, run.stderr


def test_the_pipeline_is_loaded_without_the_command_line_of_spacy() -> None:
    loaded = "import sys; from ingest.dutch.pipeline import pipeline; pipeline(''); "
    assert _said(f"{loaded} print('spacy.cli' in sys.modules)") == "False"
    afterwards = "from spacy.cli.info import info; print(sorted(info(silent=True)))"
    assert _said(f"from ingest.dutch.spacy_alone import imported; imported(); {afterwards}") == _said(afterwards)


def test_loading_what_reads_looks_through_nothing_for_garbage() -> None:
    loaded = "import gc; from ingest.work.worker import _load; _load(); "
    assert _said(f"{loaded} print(gc.get_stats()[2]['collections'])") == "0"


def _said(program: str) -> str:
    """What a Python of its own prints."""
    here = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, cwd=here, check=True)
    return done.stdout.strip()


SMALL = (
    "wij",
    "nemen",
    "dit",
    ",",
    "over",
    "of",
    "om",
    "te",
    "als",
    "en",
    "zijn",
    "niet",
    ";",
    "maar",
    "dat",
    ":",
    "(",
)


@given(st.lists(st.sampled_from(SMALL), max_size=25))
def test_every_word_stands_in_one_clause(words: list[str]) -> None:
    read = read_words(" ".join(words), {})
    clauses = Clauses(read)
    assert sorted(place for members in clauses.members() for place in members) == list(range(len(read)))
    assert all(clause in clauses.openers for clause in clauses.of)
