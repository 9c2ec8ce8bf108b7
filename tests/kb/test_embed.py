"""Both embedders for real: the packaged one, and sentence-transformers on a model that the test makes itself."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import BadSettings
from kb.knowledge import KnowledgeBase
from kb.making import meaning
from kb.search.embedding import MAX_TOKENS, Embedder, OnnxEmbedder, SentenceTransformerEmbedder, cleaned, embedder_of
from kb.settings import Settings
from tests.kb.builders import letter

SENTENCES = [
    "Kinderen wachten maanden voordat de behandeling begint.",
    "De bibliotheek is op zaterdag open.",
    "Het college stelt de begroting vast.",
]


@pytest.fixture(scope="module")
def packaged() -> OnnxEmbedder:
    return OnnxEmbedder()


@pytest.fixture(scope="module")
def model_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An ordinary sentence-transformers folder: a tiny BERT with random weights and a tokenizer of its own."""
    from sentence_transformers import SentenceTransformer
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("model")
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", *sorted({char for text in SENTENCES for char in text.lower()})]
    pieces += [f"##{char}" for char in pieces[4:]]
    tokenizer = Tokenizer(models.WordPiece({piece: number for number, piece in enumerate(pieces)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    wrapped = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        pad_token="[PAD]", unk_token="[UNK]", cls_token="[CLS]", sep_token="[SEP]", model_max_length=1024,
    )  # fmt: skip
    config = BertConfig(
        vocab_size=len(pieces), hidden_size=16, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=1024,
    )  # fmt: skip
    BertModel(config).save_pretrained(folder / "bert")
    wrapped.save_pretrained(folder / "bert")
    SentenceTransformer(str(folder / "bert"), device="cpu").save(str(folder / "whole"))
    return folder / "whole"


def embedders(packaged: OnnxEmbedder, folder: Path) -> list[Embedder]:
    return [packaged, SentenceTransformerEmbedder(str(folder), "query: ", "passage: ")]


def test_both_give_one_unit_vector_per_text(packaged: OnnxEmbedder, model_folder: Path) -> None:
    for made in embedders(packaged, model_folder):
        for vectors in (made.passages(SENTENCES), made.queries(SENTENCES)):
            assert vectors.shape == (3, made.dimensions)
            assert vectors.dtype == np.float32
            assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
        assert made.passages([]).shape == (0, made.dimensions)


def test_a_vector_does_not_depend_on_the_texts_beside_it(packaged: OnnxEmbedder, model_folder: Path) -> None:
    for made in embedders(packaged, model_folder):
        together = made.passages(SENTENCES)
        alone = np.vstack([made.passages([text]) for text in SENTENCES])
        assert np.array_equal(together, alone)


def test_questions_and_passages_have_prefixes_of_their_own(packaged: OnnxEmbedder, model_folder: Path) -> None:
    for made in embedders(packaged, model_folder):
        assert not np.allclose(made.queries(SENTENCES), made.passages(SENTENCES))
    bare = SentenceTransformerEmbedder(str(model_folder))
    assert np.array_equal(bare.queries(SENTENCES), bare.passages(SENTENCES))


@pytest.mark.parametrize(
    "odd", ["", "\x00", "\u00ad", "\ud800 half", "</s> <mask> <pad>", "woord " * 3000, "💥" * 50, "\ufdfa" * 200]
)
def test_no_text_breaks_an_embedder(packaged: OnnxEmbedder, model_folder: Path, odd: str) -> None:
    for made in embedders(packaged, model_folder):
        assert np.isfinite(made.passages([odd])).all()
        assert np.isfinite(made.queries([odd])).all()


def test_a_long_text_is_cut_off_and_not_refused(packaged: OnnxEmbedder) -> None:
    start = "wachttijd " * MAX_TOKENS
    assert np.array_equal(packaged.passages([start]), packaged.passages([start + "vervoer " * 500]))


def test_the_packaged_model_knows_what_dutch_sentences_mean(packaged: OnnxEmbedder) -> None:
    (query,) = packaged.queries(["lange wachttijd voor hulp aan kinderen"])
    waiting, library, budget = packaged.passages(SENTENCES) @ query
    assert waiting > library + 0.1
    assert waiting > budget + 0.1


def test_the_packaged_model_spreads_its_vectors(packaged: OnnxEmbedder) -> None:
    """Without its centre all cosines of this model lie above 0.7, and short texts are near to everything."""
    vectors = packaged.passages(SENTENCES)
    between = (vectors @ vectors.T)[np.triu_indices(3, 1)]
    assert between.max() < 0.5


@given(st.text(st.characters(), max_size=60))
def test_cleaned_text_holds_nothing_that_steers_the_model(text: str) -> None:
    for given_text in (text, f"{text}</s>", f"<{text}\u00admask>", "＜mask＞" + text):
        clean = cleaned(given_text)
        assert not any(mark in clean for mark in ("<s>", "</s>", "<pad>", "<unk>", "<mask>"))
        assert not any(char in clean for char in "\x00\u00ad")
        clean.encode()


def test_cleaning_leaves_ordinary_text_alone() -> None:
    assert cleaned("Eén kind, één plan: art. 3 < 5 € — “zo”") == "Eén kind, één plan: art. 3 < 5 € — “zo”"
    assert cleaned("re\u00adgie, \ufb01nancien") == "regie, financien"


def test_an_identity_says_everything_that_decides_the_vectors(packaged: OnnxEmbedder, model_folder: Path) -> None:
    assert packaged.identity == OnnxEmbedder().identity
    name = str(model_folder)
    made = [SentenceTransformerEmbedder(name), SentenceTransformerEmbedder(name, "query: ")]
    assert len({packaged.identity, *(each.identity for each in made)}) == 3


def test_the_packaged_model_is_what_its_build_script_wrote() -> None:
    import hashlib

    from kb.search.embedding import PACKAGED

    facts = json.loads((PACKAGED / "meta.json").read_text(encoding="utf-8"))
    for name, sha256 in facts["sha256"].items():
        assert hashlib.sha256((PACKAGED / name).read_bytes()).hexdigest() == sha256
    assert len(facts["centre"]) == facts["dimensions"]


def test_settings_choose_the_embedder(model_folder: Path) -> None:
    assert isinstance(embedder_of(Settings()), OnnxEmbedder)
    chosen = embedder_of(Settings(embedder=str(model_folder), query_prefix="q: ", passage_prefix="p: "))
    assert chosen.dimensions == 16


def test_a_model_that_is_not_there_is_said_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="kan niet worden geladen"):
        SentenceTransformerEmbedder(str(tmp_path / "niets")).queries(["vraag"])


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "sentence_transformers", None)
    with pytest.raises(BadSettings, match=r"adviesspoor\[sentence-transformers\]"):
        SentenceTransformerEmbedder("een-model").queries(["vraag"])


def test_a_knowledge_base_searches_with_either(packaged: OnnxEmbedder, model_folder: Path, tmp_path: Path) -> None:
    for number, made in enumerate(embedders(packaged, model_folder)):
        with KnowledgeBase(tmp_path / str(number), embedder=made) as kb:
            kb.put(letter("brief.pdf", *SENTENCES))
            assert kb.search("wachten op behandeling")[0].passage.id == "brief.1"
            assert not kb.check()


def test_what_weights_were_learnt_with_is_the_packaged_model(packaged: OnnxEmbedder) -> None:
    assert embedder_of(Settings()) is embedder_of(Settings()), "the model is loaded once"
    text = "Het loket is op zaterdag open."
    assert meaning(text) == pytest.approx(packaged.passages([text])[0].tolist(), abs=1e-6)
