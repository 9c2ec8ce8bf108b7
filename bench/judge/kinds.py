"""Kinds of statements by logistic regression, alone and as a judge of what the rules found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.judge.material import NONE, OWN, Example
from bench.quality.measure import Json

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

SCORED = frozenset({"recommendation", "request", "commitment", "intention"})
LOW = 0.8  # a veto is only for statements of which the rules themselves are not sure


@dataclass(frozen=True, slots=True)
class Judged:
    """A sentence of an annotated document, with the probability of each kind by a model that never saw the document."""

    example: Example
    chances: Mapping[str, float]

    @property
    def best(self) -> tuple[str, float]:
        """The most probable kind of statement, leaving "none" aside."""
        return max(((kind, chance) for kind, chance in self.chances.items() if kind != NONE), key=lambda pair: pair[1])


def left_out(rows: Matrix, examples: Sequence[Example], documents: Iterable[str]) -> Iterator[Judged]:
    """Judge the sentences of each document by what is learnt from all others; those without label are judged too.

    Our own sentences are mostly statements, those of a document mostly are not. So the chances are set to the shares
    that the kinds have in the other annotated documents (Saerens, Latinne and Decaestecker 2002, known priors).
    """
    import numpy as np

    labels, groups = (np.array([getattr(each, name) for each in examples]) for name in ("label", "group"))
    for document in documents:
        inside = groups == document
        learnt = (labels != "") & ~inside
        model = fitted(rows[learnt], labels[learnt])
        elsewhere = labels[learnt & (groups != OWN)]
        shift = [((elsewhere == kind).mean() + 1e-6) / (labels[learnt] == kind).mean() for kind in model.classes_]
        chances = model.predict_proba(rows[inside]) * shift
        chances /= chances.sum(axis=1, keepdims=True)
        for at, each in zip(np.flatnonzero(inside), chances, strict=True):
            yield Judged(examples[at], dict(zip(model.classes_, map(float, each), strict=True)))


def fitted(rows: Matrix, labels: NDArray[np.str_]):  # type: ignore[no-untyped-def]
    """A logistic regression; one strength for all, chosen before anything was measured."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    return LogisticRegression(C=1.0, max_iter=500).fit(rows, labels)


def alone(export: Json, judged: Iterable[Judged], least: float = 0.5) -> Json:
    """The export with the model's statements in place of those of the rules; without links, which it does not make."""
    kept = [s for s in export["statements"] if s["kind"] not in SCORED]
    return dict(export, statements=kept + [_made(each) for each in judged if each.best[1] >= least], links=[])


def with_veto(export: Json, judged: Sequence[Judged], below: float, low: float = LOW) -> Json:
    """Without what the rules scored low and of which the model thinks that no sentence is a statement."""
    kept = []
    for statement in export["statements"]:
        own = [1 - each.chances[NONE] for each in judged if _covers(statement, each)]
        vetoed = statement["kind"] in SCORED and statement["score"] < low and own and max(own) < below
        if not vetoed:
            kept.append(statement)
    names = {statement["id"] for statement in kept}
    links = [link for link in export["links"] if {link["response_id"], link["recommendation_id"]} <= names]
    return dict(export, statements=kept, links=links)


def with_more(export: Json, judged: Sequence[Judged], least: float) -> Json:
    """With sentences of which the model is sure and the rules say nothing."""
    new = [
        _made(each) for each in judged
        if each.best[1] >= least and not any(s["kind"] in SCORED and _covers(s, each) for s in export["statements"])
    ]  # fmt: skip
    return dict(export, statements=[*export["statements"], *new])


def _covers(statement: Json, judged: Judged) -> bool:
    passage, sentence = judged.example.part.passage, judged.example.sentence
    if statement["document_id"] != passage.document_id or statement["passage_id"] != passage.id:
        return False
    start = passage.text.find(statement["text"])
    return min(start + len(statement["text"]), sentence.end) > max(start, sentence.start)


def _made(judged: Judged) -> Json:
    passage, sentence = judged.example.part.passage, judged.example.sentence
    kind, chance = judged.best
    return {
        "id": f"{passage.id}@{sentence.start}", "document_id": passage.document_id, "passage_id": passage.id,
        "kind": kind, "text": sentence.text, "score": chance,
    }  # fmt: skip
