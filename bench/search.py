"""How fast is search? The packaged model beside sentence-transformers, and Chroma's filtered query beside exact numpy.

    python -m bench.search [--vectors N]

The model beside ours has the same shape, tokenizer and prefixes in PyTorch, with random weights: speed does not depend
on them, and nothing is downloaded.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.timing import Compared, compare
from kb.search.embedding import PACKAGED, OnnxEmbedder, SentenceTransformerEmbedder

TEXTS = Path(__file__).parent / "corpus" / "teksten"
PASSAGES = 60
QUERIES = ("lange wachttijd voor hulp aan kinderen", "wie betaalt het vervoer", "ervaringen van cliënten", "toezegging")
NEAREST = 10
DOCUMENTS = 200  # the vectors are spread over these, so that a filter on one keeps half a percent


def main() -> None:
    """Print a ratio per line; above 1 ours is faster."""
    parser = argparse.ArgumentParser(description="Embedding and filtered search, each beside another way to do it.")
    parser.add_argument("--vectors", type=int, default=10_000, help="how many vectors are searched (default 10,000)")
    vectors: int = parser.parse_args().vectors
    with tempfile.TemporaryDirectory() as folder:
        compare_embedders(Path(folder) / "model")
        compare_filters(Path(folder) / "vectors", vectors)


def compare_embedders(folder: Path) -> None:
    """Passages and queries per second on one thread, the way each is used."""
    import torch

    torch.set_num_threads(1)
    _random_model(folder)
    ours, theirs = OnnxEmbedder(), SentenceTransformerEmbedder(str(folder), "query: ", "passage: ")
    passages = _passages()
    timed = compare(partial(ours.passages, passages), partial(theirs.passages, passages), turns=3)
    _print("passages, to sentence-transformers", len(passages), timed)
    timed = compare(partial(ours.queries, QUERIES), partial(theirs.queries, QUERIES))
    _print("queries, to sentence-transformers", len(QUERIES), timed)


def compare_filters(folder: Path, count: int) -> None:
    """Exact numpy over what a filter keeps, beside Chroma's own filter; and how much of the answer Chroma finds."""
    random = np.random.default_rng(7)
    vectors = _unit(random.normal(size=(count, 384)))
    questions = _unit(vectors[:50] + random.normal(size=(50, 384)) * 0.03)
    collection = _collection(folder, vectors)
    for share in (1, 20, DOCUMENTS):
        kept = np.flatnonzero(np.arange(count) % DOCUMENTS < share)
        where = {"document": {"$lt": share}} if share < DOCUMENTS else None
        exact = partial(_exact, vectors, kept, questions)
        chroma = partial(_chroma, collection, questions, where)
        pairs = zip(exact(), chroma(), strict=True)
        recall = np.mean([len(set(right) & set(found)) / NEAREST for right, found in pairs])
        name = f"numpy to Chroma, {len(kept)} of {count} kept"
        _print(name, len(questions), compare(exact, chroma, turns=3))
        print(f"{'':46} Chroma's recall@{NEAREST} {recall:.2f}")


def _random_model(folder: Path) -> None:
    """A sentence-transformers folder of the shape of the packaged model."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    names = {
        "unk_token": "<unk>",
        "pad_token": "<pad>",
        "cls_token": "<s>",
        "sep_token": "</s>",
        "mask_token": "<mask>",
    }
    read_tokenizer: Any = PreTrainedTokenizerFast
    tokenizer = read_tokenizer(tokenizer_file=str(PACKAGED / "tokenizer.json"), **names)
    shape = BertConfig(vocab_size=len(tokenizer), hidden_size=384, num_hidden_layers=12, intermediate_size=1536)
    BertModel(shape).save_pretrained(folder / "bert")
    tokenizer.save_pretrained(folder / "bert")
    bert = Transformer(str(folder / "bert"), max_seq_length=512)
    SentenceTransformer(modules=[bert, Pooling(384), Normalize()], device="cpu").save(str(folder))


def _passages() -> list[str]:
    paragraphs = (
        text for path in sorted(TEXTS.glob("*.txt")) for text in path.read_text(encoding="utf-8").split("\n\n")
    )
    return [text for text in paragraphs if len(text) > 200][:PASSAGES]


def _unit(rows: NDArray[Any]) -> NDArray[np.float32]:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def _collection(folder: Path, vectors: NDArray[np.float32]) -> Any:
    import chromadb
    from chromadb.config import Settings

    client = chromadb.PersistentClient(str(folder), settings=Settings(anonymized_telemetry=False))
    shape: Any = {"hnsw": {"space": "cosine", "ef_search": 300, "ef_construction": 200}}
    collection = client.create_collection("passages", embedding_function=None, configuration=shape)
    for first in range(0, len(vectors), 5_000):
        part = range(first, min(first + 5_000, len(vectors)))
        facts: list[Any] = [{"document": number % DOCUMENTS} for number in part]
        collection.upsert(ids=[str(number) for number in part], embeddings=vectors[part], metadatas=facts)
    return collection


def _exact(vectors: NDArray[np.float32], kept: NDArray[Any], questions: NDArray[np.float32]) -> list[list[str]]:
    few = vectors[kept]
    best = [kept[np.argsort(few @ question)[::-1][:NEAREST]] for question in questions]
    return [[str(number) for number in row] for row in best]


def _chroma(collection: Any, questions: NDArray[np.float32], where: dict[str, Any] | None) -> Sequence[Sequence[str]]:
    ask = partial(collection.query, n_results=NEAREST, where=where, include=[])
    return [ask(query_embeddings=[question])["ids"][0] for question in questions]


def _print(name: str, count: int, timed: Compared) -> None:
    print(f"{name:46} {count / timed.ours:8.0f}/s  ratio {timed.ratio:.2f}")


if __name__ == "__main__":
    main()
