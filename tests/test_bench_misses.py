"""Why an annotated answer was not linked: the first cause that holds, told from hand-made findings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.quality.misses import Cause, Found, causes, pairs

POINT = "Verleng de openingstijden van het zwembad in de zomermaanden."
ANSWER = "Het zwembad blijft in juli en augustus tot negen uur open."


def gold(folder: Path) -> Path:
    """An advice with a point, and a letter with an answer to it."""
    point = {"id": "A-1", "text": POINT, "start": 0, "end": len(POINT)}
    answer = {"id": "B-1", "text": ANSWER, "answers": ["A-1"], "stance": "overgenomen"}
    documents = [
        {"file": "advies", "form": ["brief"], "recommendations": [point], "requests": [], "responses": []},
        {"file": "antwoord", "form": ["brief"], "recommendations": [], "requests": [], "responses": [answer]},
    ]
    (folder / "gold.json").write_text(json.dumps({"documents": documents}), encoding="utf-8")
    return folder


def found(*links: tuple[str, str], points: tuple[str, ...] = (POINT,), joined: bool = True) -> Found:
    """What the program would export: these points, an answer, a sentence about something else, and links."""
    statements: list[dict[str, Any]] = [
        {"id": f"p{n}", "document_id": "a", "kind": "recommendation", "text": text} for n, text in enumerate(points)
    ]
    said = {"r": ANSWER, "x": "Wij danken u voor de prettige samenwerking van de afgelopen jaren."}
    statements += [{"id": id_, "document_id": "b", "kind": "response", "text": text} for id_, text in said.items()]
    made = [
        {"response_id": response, "recommendation_id": "p0", "relation": "answers", "position": position}
        for response, position in links
    ]
    documents = [{"id": "a", "file": "advies.txt"}, {"id": "b", "file": "antwoord.txt"}]
    replies = {"a": frozenset({"b"} if joined else ())}
    return Found({"documents": documents, "statements": statements, "links": made}, replies)


@pytest.mark.parametrize(
    ("given", "cause"),
    [
        (found(("r", "overgenomen")), Cause.RIGHT),
        (found(("r", "niet overgenomen")), Cause.POSITION),
        (found(("x", "overgenomen")), Cause.NOWHERE),
        (found(), Cause.NOWHERE),
        (found(joined=False), Cause.NOT_JOINED),
        (found(points=("Plaats een bankje bij de vijver in het park.",)), Cause.NO_POINT),
    ],
)
def test_each_answer_gets_the_first_cause_that_holds(given: Found, cause: Cause, tmp_path: Path) -> None:
    assert [each for _, each in causes(pairs(gold(tmp_path)), given)] == [cause]


def test_an_answer_that_lies_on_another_point_is_laid_elsewhere(tmp_path: Path) -> None:
    other = found(("r", "overgenomen"), points=("Plaats een bankje bij de vijver in het park.", POINT))
    assert [each for _, each in causes(pairs(gold(tmp_path)), other)] == [Cause.ELSEWHERE]
