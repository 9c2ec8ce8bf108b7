"""Positions of responses by logistic regression, beside what the rules read in the same words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.judge.features import vectors
from bench.judge.kinds import fitted
from bench.quality.measure import Folder
from bench.quality.reliability import TRUTH
from ingest.dutch.pipeline import Sentence, analyse
from ingest.statements.position import read_position
from kb.model import Position
from tests.cases.cases import cases

ADOPTED, PARTLY, REJECTED, UNCLEAR = "overgenomen", "deels overgenomen", "niet overgenomen", "onduidelijk"
# As the scorer counts: "we already do that" is not taken over, a promised act is.
COARSE = {
    "toegezegd": ADOPTED, "deels": PARTLY, "niet": REJECTED, "bestaand beleid": REJECTED, "geen oordeel": UNCLEAR,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """The words of a response, what it says, and in which document; `asked`: it answers a question for an act."""

    text: str
    position: str
    group: str
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """Answers right, and how many that were not adopted got "overgenomen"."""

    right: int
    of: int
    wrongly_adopted: int


def answers(folder: Folder) -> tuple[list[Answer], list[Answer]]:
    """To learn from (our cases and demonstration letters), and the annotated ones."""
    known = tomllib.loads(TRUTH.read_text(encoding="utf-8"))
    own = [
        Answer(case.text, case.expected, "", case.asked is not None)
        for case in cases()
        if case.expected in set(Position)
    ]
    given = [answer for trail in known["spoor"] for each in trail["aanbeveling"] for answer in each.get("antwoord", ())]
    own += [Answer(each["tekst"], each["standpunt"], "") for each in given]
    gold = folder.gold()["documents"]
    requests = {each["id"] for document in gold for each in document["requests"]}
    annotated = []
    for document in gold:
        for each in document["responses"]:
            asked = not requests.isdisjoint(each["answers"])
            annotated.append(Answer(" ".join(each["text"].split()), each["stance"], document["file"], asked))
    return [_coarse(each) for each in own], [_coarse(each) for each in annotated]


def _coarse(answer: Answer) -> Answer:
    return Answer(answer.text, COARSE.get(answer.position, answer.position), answer.group, answer.asked)


def by_rules(annotated: Sequence[Answer]) -> list[str]:
    """What the rules read in the words alone."""
    read = analyse(answer.text for answer in annotated)
    found = (
        read_position(sentences, "vraag", is_question=answer.asked).position
        for sentences, answer in zip(read, annotated, strict=True)
    )
    return [COARSE.get(position.value, position.value) for position in found]


def by_model(own: Sequence[Answer], annotated: Sequence[Answer]) -> list[tuple[str, float]]:
    """The most probable position and its probability, learnt from our own answers and all other documents."""
    import numpy as np

    everything = [*own, *annotated]
    rows = _rows(everything)
    groups = np.array([answer.group for answer in everything])
    labels = np.array([answer.position for answer in everything])
    found: list[tuple[str, float]] = []
    for at, answer in enumerate(annotated, len(own)):
        others = groups != answer.group
        model = fitted(rows[others], labels[others])
        chances = model.predict_proba(rows[at : at + 1])[0]
        found.append((str(model.classes_[chances.argmax()]), float(chances.max())))
    return found


def _rows(some: Sequence[Answer]):  # type: ignore[no-untyped-def]
    import numpy as np
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]

    texts = [answer.text for answer in some]
    facts = [_cues(sentences) | {"asked": answer.asked} for sentences, answer in zip(analyse(texts), some, strict=True)]
    return np.hstack([DictVectorizer(sparse=False).fit_transform(facts), 3 * vectors(texts)])


def _cues(sentences: Iterable[Sentence]) -> dict[str, float]:
    return {f"cue {rule.kind}": 1.0 for sentence in sentences for rule in sentence.rules}


def together(rules: Sequence[str], model: Sequence[tuple[str, float]], least: float) -> list[str]:
    """The rules' position; where they read none, the model's when it is sure."""
    pairs = zip(rules, model, strict=True)
    return [guess if rule == UNCLEAR and chance >= least else rule for rule, (guess, chance) in pairs]


def outcome(found: Sequence[str], annotated: Sequence[Answer]) -> Outcome:
    """Right ones and wrong adoptions."""
    pairs = list(zip(found, (answer.position for answer in annotated), strict=True))
    wrong = sum(got == ADOPTED and want != ADOPTED for got, want in pairs)
    return Outcome(sum(got == want for got, want in pairs), len(pairs), wrong)
