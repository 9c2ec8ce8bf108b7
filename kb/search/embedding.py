"""Texts to vectors: the Embedder protocol and its two implementations."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from kb.errors import BadSettings
from kb.settings import Settings
from kb.silence import keep_silent

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]  # one row per text, each of length 1

PACKAGED = Path(__file__).parents[1] / "embedding_model"
MAX_TOKENS = 512
UNWANTED = re.compile("[\x00\u00ad\ud800-\udfff]")  # NUL, soft hyphen, halves of a character
SPECIAL = re.compile(r"<(?=/?(?:s|pad|unk|mask)>)")  # the model's own marks must not be steered from a letter


class Embedder(Protocol):
    """Turns questions and passages into unit vectors that lie close together when they mean the same."""

    @property
    def identity(self) -> str:
        """Names the model and all that decides its vectors. Cheap: nothing is loaded."""

    @property
    def dimensions(self) -> int: ...

    @property
    def least(self) -> float | None:
        """How near the nearest of a thousand passages must lie to answer a question of which a third of the words
        stands in them, as a cosine; None when that is not known of this model."""

    def queries(self, texts: Sequence[str]) -> Vectors:
        """One row per text, for what people type."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """One row per text, for what stands in documents."""


def cleaned(text: str) -> str:
    """The text as a model may see it: NFKC, without invisible characters, without the model's own marks."""
    return SPECIAL.sub("< ", unicodedata.normalize("NFKC", UNWANTED.sub("", text)))


class OnnxEmbedder:
    """The small Dutch e5 model that comes with the package, taught with questions to council letters. Loads at the
    first text, needs no network."""

    def __init__(self, folder: Path = PACKAGED) -> None:
        self._folder = folder
        facts = (folder / "meta.json").read_bytes()
        self._facts: dict[str, Any] = json.loads(facts)
        self._version = hashlib.sha256(facts).hexdigest()[:8]

    @property
    def identity(self) -> str:
        return f"{self._facts['name']}-{self._version}"

    @property
    def dimensions(self) -> int:
        return int(self._facts["dimensions"])

    @property
    def least(self) -> float | None:
        return 0.38  # measured, see bench/search_training/README.md

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(self._facts["query_prefix"], texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(self._facts["passage_prefix"], texts)

    def _vectors(self, prefix: str, texts: Sequence[str]) -> Vectors:
        """One text per call: the activations of a batch share a scale, so a vector would depend on its neighbours.

        The centre is taken off, because all vectors of this model lean to one side, those of short texts most.
        """
        import numpy as np

        centre = np.array(self._facts["centre"], np.float32)
        rows = np.empty((len(texts), self.dimensions), np.float32)
        for number, text in enumerate(texts):
            ids = np.array([self._tokenizer.encode(prefix + cleaned(text)).ids], np.int64)
            feed = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
            rows[number] = self._session.run(["embedding"], feed)[0][0] - centre
            rows[number] /= np.linalg.norm(rows[number])
        return rows

    @cached_property
    def _tokenizer(self) -> Any:
        return tokenizer(self._folder)

    @cached_property
    def _session(self) -> Any:
        return session(self._folder / "model.onnx")


@cache
def tokenizer(folder: Path) -> Any:
    """What cuts a text into the pieces of the model in this folder, loaded once in a process."""
    keep_silent()
    from tokenizers import Tokenizer

    cut = Tokenizer.from_file(str(folder / "tokenizer.json"))
    cut.enable_truncation(MAX_TOKENS)
    return cut


def session(path: Path) -> Any:
    """A model, ready to run on one core."""
    keep_silent()
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1  # two are slower on a busy machine
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class SentenceTransformerEmbedder:
    """Any model that sentence-transformers can load, by folder or name. A name may be downloaded: the user chose it."""

    def __init__(self, model: str, query_prefix: str = "", passage_prefix: str = "") -> None:
        self._name = model
        self._query_prefix = query_prefix
        self._passage_prefix = passage_prefix

    @property
    def identity(self) -> str:
        return json.dumps(["sentence-transformers", self._name, self._query_prefix, self._passage_prefix])

    @property
    def dimensions(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    @property
    def least(self) -> float | None:
        return None

    def queries(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(self._query_prefix, texts)

    def passages(self, texts: Sequence[str]) -> Vectors:
        return self._vectors(self._passage_prefix, texts)

    def _vectors(self, prefix: str, texts: Sequence[str]) -> Vectors:
        import numpy as np

        if not texts:
            return np.empty((0, self.dimensions), np.float32)
        ready = [prefix + cleaned(text) for text in texts]
        rows = self._model.encode(ready, batch_size=1, normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(rows, np.float32)

    @cached_property
    def _model(self) -> Any:
        keep_silent()
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise BadSettings(
                f"Het ingestelde model {self._name} vraagt om sentence-transformers: "
                'installeer "adviesspoor[sentence-transformers]" of haal "embedder" uit instellingen.toml.'
            ) from error
        try:
            model = SentenceTransformer(self._name, device="cpu")
        except (OSError, ValueError) as error:
            raise BadSettings(f"Het ingestelde model {self._name} kan niet worden geladen: {error}") from error
        model.max_seq_length = min(model.max_seq_length or MAX_TOKENS, MAX_TOKENS)
        return model


@cache
def packaged() -> OnnxEmbedder:
    """The model that comes with the package, loaded once in a process."""
    return OnnxEmbedder()


def embedder_of(chosen: Settings) -> Embedder:
    """The embedder that the settings name."""
    if not chosen.embedder:
        return packaged()
    return SentenceTransformerEmbedder(chosen.embedder, chosen.query_prefix, chosen.passage_prefix)
