"""What a knowledge base answers, in plain values: the same questions to the build that made it and to this one.

    python -m tests.kb.older.questions HOME > antwoorden.json

asks only what both builds know, so that this also runs in a work tree of the older one.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from kb import KnowledgeBase
from kb.model import Citation, Trail

TODAY = date(2026, 11, 22)
SOUGHT = ("kapotte haltes melden", "gratis kaart voor mensen die voor een ander zorgen", "speeltoestel keuren")


def answers(kb: KnowledgeBase) -> dict[str, Any]:
    """Everything that a person would ask of it."""
    advices = kb.advices(today=TODAY)
    return {
        "documents": [[each.file, str(each.date), each.kind.value, each.sender] for each in kb.documents()],
        "passages": {each.file: len(kb.passages(each.id)) for each in kb.documents()},
        "trails": [_trail(kb, trail) for advice in advices for trail in advice.trails],
        "commitments": [
            [each.statement.text, each.status.value, each.overdue, str(each.due), _place(each.citation)]
            for each in kb.commitments(today=TODAY)
        ],
        "decisions": [
            [each.decision.verdict.value, each.decision.by, each.decision.reason, str(each.decision.at)]
            for each in kb.judged()
        ],
    }


def found(kb: KnowledgeBase) -> dict[str, Any]:
    """What it finds, in no order: which of two comes first is a matter of the encoder."""
    return {text: sorted(_found(kb, text)) for text in SOUGHT}


def _trail(kb: KnowledgeBase, trail: Trail) -> dict[str, Any]:
    return {
        "point": trail.recommendation.text,
        "label": trail.recommendation.label,
        "at": _place(trail.citation),
        "status": trail.status.value,
        "due": str(trail.due),
        "answers": [
            {
                "says": answer.response.text,
                "position": answer.position.value,
                "at": _place(answer.citation),
                "decided": answer.decision.verdict.value if answer.decision else None,
                "suspect": answer.suspect,
            }
            for answer in trail.answers
        ],
        "promised": [each.text for each in trail.commitments],
        "history": [str(each.verdict) for each in kb.decisions(trail.recommendation.id)],
        "parts": [_trail(kb, part) for part in trail.parts],
    }


def _found(kb: KnowledgeBase, text: str) -> list[list[str]]:
    """Files and places of the best hits, best first."""
    return [_place(hit.citation) for hit in kb.search(text, limit=2)]


def _place(citation: Citation) -> list[str]:
    return [citation.title, citation.place]


if __name__ == "__main__":
    with KnowledgeBase(Path(sys.argv[1])) as opened:
        print(json.dumps(answers(opened), ensure_ascii=False, indent=1))
