"""Whether scores mean what they say: of the statements with a score of about 0.8, are eight in ten right?"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bench.quality.measure import Counts, Folder, Json, counts

BINS = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
TRUTH = Path(__file__).parents[2] / "tests" / "corpus" / "sporen.toml"
CORPUS = Path(__file__).parents[2] / "corpus"
SCORED = {
    "recommendation": "recommendation", "request": "request", "commitment": "commitment lenient",
    "intention": "commitment lenient",
}  # fmt: skip
LETTERS = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements with scores from `low` up to `high`: their mean score, and how many of them are right."""

    low: float
    high: float
    mean: float
    counts: Counts


def bins(statements: Iterable[Json]) -> Iterator[tuple[float, float, list[Json]]]:
    """The statements that can be scored, by their score."""
    chosen = [s for s in statements if s["kind"] in SCORED]
    for low, high in pairwise(BINS):
        inside = [s for s in chosen if low <= s["score"] < high]
        if inside:
            yield low, high, inside


def annotated(folder: Folder, exported: Json) -> list[Bin]:
    """Reliability on the annotated documents, as their scorer counts."""
    found = []
    for low, high, inside in bins(exported["statements"]):
        figures = folder.score(dict(exported, statements=inside, links=[]))
        right = [counts(figures[kind]) for kind in ("recommendation", "request", "commitment lenient")]
        total = Counts(sum(c.right for c in right), sum(c.proposed for c in right), 0)
        found.append(Bin(low, high, _mean(inside), total))
    return found


def demonstrated(exported: Json) -> list[Bin]:
    """Reliability on the demonstration letters: only statements of which their truth says that they are, or are not."""
    files = {document["id"]: document["file"] for document in exported["documents"]}
    yes, no = _truth()
    found = []
    for low, high, inside in bins(exported["statements"]):
        right = [s for s in inside if _stands_in(yes[files[s["document_id"]]], s)]
        wrong = [s for s in inside if s not in right and _stands_in(no[files[s["document_id"]]], s)]
        if right or wrong:
            judged = Counts(len(right), len(right) + len(wrong), 0)
            found.append(Bin(low, high, _mean(right + wrong), judged))
    return found


def _truth() -> tuple[defaultdict[str, list[str]], defaultdict[str, list[str]]]:
    known = tomllib.loads(TRUTH.read_text(encoding="utf-8"))
    yes: defaultdict[str, list[str]] = defaultdict(list)
    no: defaultdict[str, list[str]] = defaultdict(list)
    for trail in known["spoor"]:
        yes[trail["advies"]] += [_bare(advice["tekst"]) for advice in trail["aanbeveling"]]
    for entry in (*known["verzoek"], *known["toezegging"]):
        yes[entry["bestand"]].append(_bare(entry["tekst"]))
    for entry in known["schijn"]:
        no[entry["bestand"]].append(_bare(entry["tekst"]))
    return yes, no


def _stands_in(texts: Iterable[str], statement: Json) -> bool:
    own = _bare(statement["text"])
    return any(text in own or own in text for text in texts)


def _bare(text: str) -> str:
    return LETTERS.sub("", text).lower()


def _mean(statements: list[Json]) -> float:
    return sum(s["score"] for s in statements) / len(statements) if statements else 0.0
