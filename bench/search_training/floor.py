"""Of how many questions does search say that nothing answers them: `python -m bench.search_training.floor`.

The questions of `answered.txt`, each with its own document loaded, and of `unanswered.txt`, among 1, 3, 10, 30 and all
documents of four sets of trails. These set the numbers of `kb/search/answered.py`; nothing was learnt from them.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.search_training.pairs import passages
from ingest.pipeline import add
from kb.knowledge import KnowledgeBase
from kb.model import Filter

HERE = Path(__file__).parent
SETS = ("open", "kept", "open2", "kept2")
TRAILS = HERE.parent / "quality/trails"
SIZES = (1, 3, 10, 30, 1000)  # documents


def main() -> None:
    """Print a line per size."""
    answered = [(asked, each.file) for each in passages(HERE / "answered.txt") for asked in each.questions]
    unanswered = (HERE / "unanswered.txt").read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder, KnowledgeBase(Path(folder) / "kb") as kb:
        add(kb, [TRAILS / name / "documents" for name in SETS])
        ids = {document.file: document.id for document in kb.documents()}
        every = list(ids.values())
        for size in SIZES:
            random.seed(size)
            lost = [_said(kb, asked, [ids[file], *_others(every, size - 1, ids[file])]) for asked, file in answered]
            said = [_said(kb, asked, _others(every, size)) for asked in unanswered]
            print(
                f"{min(size, len(every)):4} documents: said to have no answer {sum(said)} of {len(said)} without one, "
                f"{sum(lost)} of {len(lost)} with one"
            )


def _others(every: Sequence[str], count: int, but: str = "") -> list[str]:
    left = [each for each in every if each != but]
    return random.sample(left, min(count, len(left)))


def _said(kb: KnowledgeBase, asked: str, documents: Sequence[str]) -> bool:
    hits = kb.search(asked, Filter(document_ids=tuple(documents)), limit=1)
    return not hits or not hits[0].answers


if __name__ == "__main__":
    main()
