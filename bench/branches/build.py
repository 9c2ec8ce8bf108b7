"""A taught branch as a model file beside that of the encoder, which holds the layers that both have."""

from __future__ import annotations

import numpy as np
import onnx

from bench.branches.train import Weights
from bench.embedding_model import graph, source
from kb.search.embedding import PACKAGED

ENCODER = "model.onnx"


def build(given: source.Source, learnt: Weights, name: str) -> None:
    """Write `name`.onnx into the package: the upper layers and the head."""
    layers = {tensor: values for tensor, values in learnt.items() if not tensor.startswith("head.")}
    source.replace(given, layers)
    made = graph.build_branch(given, np.array(source.kept(given)), learnt["head.w"], learnt["head.b"])
    graph.share(made, (PACKAGED / ENCODER).read_bytes(), ENCODER)
    onnx.save(made, str(PACKAGED / f"{name}.onnx"))
