"""How good search is on questions that were judged before anybody saw a result: `python -m bench.search_quality`.

Sixty questions with an answer and twenty without, over the demonstration letters and the trails of `kept3`. A hit
counts when a judged quote stands in its fragment; a fragment that holds several counts once.
"""

from __future__ import annotations

import argparse
import math
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import mean

from bench.search_quality.questions import Question, questions, unmatched
from ingest.pipeline import add
from kb.knowledge import KnowledgeBase
from kb.model import Hit

ROOT = Path(__file__).parents[2]
SOURCES = (ROOT / "corpus", ROOT / "bench/quality/trails/kept3/documents")
LIMIT = 10
FIRST = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print the grades of the hits of every question")
    chosen = parser.parse_args()
    asked = list(questions())
    with tempfile.TemporaryDirectory() as folder, KnowledgeBase(Path(folder) / "kb") as kb:
        add(kb, SOURCES)
        texts = [(each.file, "\n".join(p.text for p in kb.passages(each.id))) for each in kb.documents()]
        for place in unmatched(asked, texts):
            print(f"not found: {place.file} | {place.quote}")
        found = {question: kb.search(question.text, limit=LIMIT) for question in asked}
    if chosen.misses:
        for question, hits in found.items():
            said = "" if _answered(hits) else " (said to have no answer)"
            print(f"{_ndcg(question, hits):.2f} {_gains(question, hits)} {question.text}{said}")
    _print(found)


def _print(found: dict[Question, tuple[Hit, ...]]) -> None:
    kinds: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for question, hits in found.items():
        if question.places:
            row = (_ndcg(question, hits), any(_gains(question, hits)[:FIRST]))
            kinds[question.kind].append(row)
            kinds["all"].append(row)
    for kind, rows in kinds.items():
        ndcg, first = mean(row[0] for row in rows), mean(row[1] for row in rows)
        print(f"{kind:11} n {len(rows):3}  nDCG@10 {ndcg:.3f}  hit@5 {first:.3f}")
    for kind, some in (("without", False), ("with", True)):
        these = [hits for question, hits in found.items() if bool(question.places) is some]
        print(f"{kind} an answer, said to have none: {sum(not _answered(hits) for hits in these)} of {len(these)}")


def _answered(hits: tuple[Hit, ...]) -> bool:
    return bool(hits) and hits[0].answers


def _gains(question: Question, hits: tuple[Hit, ...]) -> list[int]:
    """The grade of each hit: that of the best place in its fragment that no hit before it had."""
    left, gains = set(question.places), []
    for hit in hits[:LIMIT]:
        here = {place for place in left if place.stands_in(hit.document.file, hit.fragment)}
        left -= here
        gains.append(max((place.grade for place in here), default=0))
    return gains


def _ndcg(question: Question, hits: tuple[Hit, ...]) -> float:
    best = sorted((place.grade for place in question.places), reverse=True)[:LIMIT]
    return _discounted(_gains(question, hits)) / _discounted(best) if best else 0.0


def _discounted(gains: list[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


if __name__ == "__main__":
    main()
