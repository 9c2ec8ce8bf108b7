"""The ONNX graph of the encoder, with mean pooling and unit length at the end, or with a head that tells classes."""

from __future__ import annotations

from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from bench.embedding_model.source import BLOCK, Q4, Source, rows

MICROSOFT = "com.microsoft"  # the domain of onnxruntime's own operators
WEIGHTS = ("int7", "q4")
BY_TOKEN = "int7, by token"  # the same matrices; what they are multiplied with is rounded for each token apart
GELU_ABOVE = -0.17  # what Gelu makes lies above this
LARGE = 1024  # bytes of a constant that is worth sharing
Array = NDArray[Any]


def build(source: Source, keep: Array, weights: str) -> onnx.ModelProto:
    """`keep` are the kept piece numbers, `weights` how the matrices are stored: int7 is faster, q4 smaller."""
    graph = _Graph(source, weights)
    hidden = source.config["hidden"]
    x = graph.encoded(keep, source.config["layers"])
    graph.unit(graph.mean(x, graph.op("Cast", "attention_mask", to=TensorProto.FLOAT)))
    return _model(graph, _INPUTS, _io("embedding", TensorProto.FLOAT, ["b", hidden]))


def build_branch(source: Source, keep: Array, weight: Array, bias: Array) -> onnx.ModelProto:
    """The same encoder with a head, a row of `weight` for each class, on the mean of the tokens that are judged.
    Rounded as the encoder is, all tokens together, a branch lost a third of what it brings: in each text some token has
    values of ten times those of the others."""
    graph = _Graph(source, BY_TOKEN)
    mean = graph.mean(graph.encoded(keep, source.config["layers"]), "judged")
    sums = graph.op("Gemm", mean, graph.const(weight), graph.const(bias), transB=1)
    graph.nodes.append(helper.make_node("Softmax", [sums], ["chances"], axis=-1))
    inputs = [*_INPUTS, _io("judged", TensorProto.FLOAT, ["b", "t"])]
    return _model(graph, inputs, _io("chances", TensorProto.FLOAT, ["b", len(bias)]))


def build_lower(source: Source, keep: Array, layers: int) -> onnx.ModelProto:
    """The first layers alone, as a branch runs them: `states`."""
    graph = _Graph(source, BY_TOKEN)
    graph.nodes.append(helper.make_node("Identity", [graph.encoded(keep, layers)], ["states"]))
    return _model(graph, _INPUTS, _io("states", TensorProto.FLOAT, ["b", "t", source.config["hidden"]]))


def share(made: onnx.ModelProto, other: bytes, name: str) -> None:
    """Leave out the larger constants that stand in another model file as well: they are read from there, by name and
    place, so both must stand in one folder."""
    for constant in made.graph.initializer:
        raw = constant.raw_data
        place = other.find(raw) if len(raw) >= LARGE else -1
        if place < 0:
            continue
        constant.ClearField("raw_data")
        constant.data_location = TensorProto.EXTERNAL
        for key, value in (("location", name), ("offset", place), ("length", len(raw))):
            constant.external_data.add(key=key, value=str(value))


def _model(graph: _Graph, inputs: list[onnx.ValueInfoProto], output: onnx.ValueInfoProto) -> onnx.ModelProto:
    made = helper.make_graph(graph.nodes, "e5", inputs, [output], graph.constants)
    opsets = [helper.make_opsetid("", 21), helper.make_opsetid(MICROSOFT, 1)]
    return helper.make_model(made, opset_imports=opsets, ir_version=10, producer_name="build_model.py")


class _Graph:
    """Nodes and constants as they are added; an operation returns the name of its output."""

    def __init__(self, source: Source, weights: str) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []
        self._source = source
        self._tensors = source.tensors
        self._weights = weights
        self._count = 0

    def const(self, value: Array) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def ints(self, *values: int) -> str:
        return self.const(np.array(values, np.int64))

    def op(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        return self.ops(kind, *inputs, outputs=1, domain=domain, **attributes)[0]

    def ops(self, kind: str, *inputs: str, outputs: int, domain: str = "", **attributes: Any) -> list[str]:
        names = [f"t{self._count + number}" for number in range(outputs)]
        self._count += outputs
        self.nodes.append(helper.make_node(kind, inputs, names, domain=domain, **attributes))
        return names

    def norm(self, x: str, name: str, eps: float) -> str:
        scale, bias = (self.const(self._tensors[f"{name}.{part}"]) for part in "wb")
        return self.op("LayerNormalization", x, scale, bias, axis=-1, epsilon=eps)

    def embeddings(self, ids: str, keep: Array, hidden: int, eps: float) -> str:
        """Words exactly as in the source file, in 4 bits, plus positions."""
        table = self._tensors["emb.word"]
        values = table.values.reshape(-1, hidden)[keep]
        bits = values.astype(np.uint8) & 15
        packed = (bits[:, 0::2] | (bits[:, 1::2] << 4)).tobytes()
        self.constants.append(helper.make_tensor("word", TensorProto.INT4, values.shape, packed, raw=True))
        scales = self.const(table.scales.reshape(-1, hidden // BLOCK)[keep])
        layout = {"gather_axis": 0, "quantize_axis": 1, "block_size": BLOCK}
        words = self.op("GatherBlockQuantized", "word", ids, scales, domain=MICROSOFT, **layout)
        positions, kinds = (rows(self._tensors[name], hidden) for name in ("emb.pos", "emb.type"))
        length = self.op("Shape", ids, start=1, end=2)
        here = self.op("Slice", self.const(positions + kinds[0]), self.ints(0), length, self.ints(0))
        return self.norm(self.op("Add", words, here), "emb.ln", eps)

    def encoded(self, keep: Array, layers: int) -> str:
        """What the last of the first `layers` makes of `input_ids`."""
        facts = self._source.config
        x = self.embeddings("input_ids", keep, facts["hidden"], facts["eps"])
        mask = self.op("Cast", "attention_mask", to=TensorProto.INT32)
        for number in range(layers):
            x = self.layer(x, mask, f"l{number}.", facts["hidden"], facts["heads"], facts["eps"])
        return x

    def layer(self, x: str, mask: str, name: str, hidden: int, heads: int, eps: float) -> str:
        if self._weights == "q4":
            query, key, value = (self.linear(x, name + part) for part in "qkv")
        else:
            joined = self.linear(x, *(name + part for part in "qkv"), finely=True)
            sizes = self.ints(hidden, hidden, hidden)
            query, key, value = self.ops("Split", joined, sizes, outputs=3, axis=-1)
        attended = self.op("MultiHeadAttention", query, key, value, "", mask, domain=MICROSOFT, num_heads=heads)
        x = self.norm(self.op("Add", self.linear(attended, name + "ao"), x), name + "aln", eps)
        inner = self.op("Gelu", self.linear(x, name + "fi"), domain=MICROSOFT)
        return self.norm(self.op("Add", self.linear(inner, name + "fo", above=GELU_ABOVE), x), name + "oln", eps)

    def linear(self, x: str, *names: str, finely: bool = False, above: float = 0.0) -> str:
        """x times the matrices of these names side by side, plus their biases; see `by_token`."""
        biases = np.concatenate([self._tensors[f"{name}.b"] for name in names])
        if self._weights == "q4":
            return self._linear_q4(x, self._tensors[f"{names[0]}.w"], biases)
        dense = [self._tensors[f"{name}.w"].dense(len(self._tensors[f"{name}.b"])) for name in names]
        q, scale = _quantised(np.concatenate(dense))
        if self._weights == BY_TOKEN:
            return self.by_token(x, q.T, scale[:, 0], biases, finely=finely, above=above)
        given = (x, self.const(q.T), self.const(scale[:, 0]), "", self.const(biases))
        return self.op("DynamicQuantizeMatMul", *given, domain=MICROSOFT)

    def by_token(
        self, x: str, matrix: Array, scale: Array, biases: Array, *, finely: bool = False, above: float = 0.0
    ) -> str:
        """x times a matrix with a scale per column, x rounded to eight bits for each token apart. `finely`: what that
        rounding left is rounded too, and counted. `above`: all of x is higher than this, so no bit is for a sign."""
        steps, middle = (127, 128) if not above else (255, 0)
        step, zero = self.const(np.array(1 / steps, np.float32)), self.const(np.array(middle, np.uint8))
        columns = (self.const(matrix), self.const(scale))
        if above:
            x = self.op("Sub", x, self.const(np.array(above, np.float32)))
            biases = biases + (above * scale * matrix.astype(np.float32).sum(0)).astype(np.float32)
        largest = self.op("ReduceMax", x if above else self.op("Abs", x), self.ints(-1), keepdims=1)
        share = self.op("Div", x, largest)
        rounded = self.op("QuantizeLinear", share, step, zero)
        made = self._multiplied(rounded, step, zero, columns)
        if finely:
            rest = self.op("Sub", share, self.op("DequantizeLinear", rounded, step, zero))
            smaller = self.const(np.array(1 / steps / (2 * steps), np.float32))
            made = self.op(
                "Add", made, self._multiplied(self.op("QuantizeLinear", rest, smaller, zero), smaller, zero, columns)
            )
        return self.op("Add", self.op("Mul", made, largest), self.const(biases))

    def _multiplied(self, rounded: str, step: str, zero: str, columns: tuple[str, str]) -> str:
        matrix, scale = columns
        return self.op("MatMulIntegerToFloat", rounded, matrix, step, scale, zero, domain=MICROSOFT)

    def _linear_q4(self, x: str, weights: Q4, biases: Array) -> str:
        """4-bit weights exactly as in the source file."""
        n = len(biases)
        k = weights.values.size // n
        bits = (weights.values + 8).astype(np.uint8).reshape(n, k // BLOCK, BLOCK)
        packed = self.const(bits[..., 0::2] | (bits[..., 1::2] << 4))
        scales = self.const(weights.scales.reshape(n, k // BLOCK))
        layout = {"K": k, "N": n, "bits": 4, "block_size": BLOCK, "accuracy_level": 4}
        return self.op("MatMulNBits", x, packed, scales, "", "", self.const(biases), domain=MICROSOFT, **layout)

    def mean(self, x: str, ones: str) -> str:
        """The mean over the tokens for which this has a one."""
        weight = self.op("Unsqueeze", ones, self.ints(2))
        total = self.op("ReduceSum", self.op("Mul", x, weight), self.ints(1), keepdims=0)
        return self.op("Div", total, self.op("ReduceSum", weight, self.ints(1), keepdims=0))

    def unit(self, mean: str) -> None:
        """The same at unit length, as `embedding`."""
        squares = self.op("ReduceSum", self.op("Mul", mean, mean), self.ints(1))
        length = self.op("Max", self.op("Sqrt", squares), self.const(np.array(1e-12, np.float32)))
        self.nodes.append(helper.make_node("Div", [mean, length], ["embedding"]))


def _quantised(weights: Array) -> tuple[Array, Array]:
    """Seven bits in an int8, one scale per row: the free bit keeps processors without VNNI from saturating."""
    top = 63
    scale = np.maximum(np.abs(weights).max(axis=1, keepdims=True), 1e-12) / top
    return np.clip(np.rint(weights / scale), -top, top).astype(np.int8), scale.astype(np.float32)


def _io(name: str, kind: int, shape: list[Any]) -> onnx.ValueInfoProto:
    return helper.make_tensor_value_info(name, kind, shape)


_INPUTS = [_io(name, TensorProto.INT64, ["b", "t"]) for name in ("input_ids", "attention_mask")]
