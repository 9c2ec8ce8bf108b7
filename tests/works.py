"""What a program does with a knowledge base, each as a function of its folder, to run in a process that is killed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from ingest import pipeline
from ingest.reading import read_file
from ingest.result import Problem, ReadFile
from ingest.work.cutting import Splitting
from ingest.work.pool import Status, Task
from kb.export import export as write
from kb.knowledge import KnowledgeBase
from kb.model import Cuts, StatementKind, Verdict
from tests.bundles import bundle_in
from tests.commands import ADVICE, ANSWER
from tests.kb.builders import FakeEmbedder

BACKUPS = "reserve"
BESIDE = "brieven"  # the folder beside the knowledge base with what `add` adds


def opened(home: Path) -> KnowledgeBase:
    return KnowledgeBase(home, embedder=FakeEmbedder())


class _Here:
    """A pool that reads in this process, so that a kill takes the reading with it and no model is loaded again."""

    size = 1

    def submit(self, task: Task, status: Status) -> Future[object]:
        done: Future[object] = Future()
        answer: ReadFile | Problem = read_file(
            task.name, task.data, task.limits, lambda *_: None, task.pipeline, cuts=task.cuts
        )
        done.set_result(answer)
        return done


@contextmanager
def _here() -> Iterator[_Here]:
    yield _Here()


@contextmanager
def reading_here() -> Iterator[None]:
    with patch.object(pipeline, "reading", _here):
        yield


def letters(home: Path, number: int) -> Path:
    """A folder with an advice and its answer that no other number has."""
    folder = home.parent / BESIDE / str(number)
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in (("advies", ADVICE), ("antwoord", ANSWER)):
        text = text.replace("ASD-2025-07", f"ASD-2025-{number:03}").replace("vier weken", f"{number + 5} weken")
        (folder / f"{name}-{number:03}.txt").write_text(text, encoding="utf-8")
    return folder


def add(home: Path) -> None:
    """Two letters that are not there yet, read, stored and linked."""
    with opened(home) as kb, reading_here():
        pipeline.add(kb, [letters(home, kb.revision % 997)])


def first_opening(home: Path) -> None:
    opened(home).close()


def decide(home: Path) -> None:
    with opened(home) as kb:
        made = [each for each in kb.statements() if each.kind is StatementKind.RECOMMENDATION]
        for number, each in enumerate(made[:3]):
            kb.decide(each.id, Verdict.CONFIRMED, by="Ans", reason=f"besluit {number}")


def split(home: Path) -> None:
    """A file of three letters, cut in three, and put together again the next time."""
    path = bundle_in(home.parent)
    with opened(home) as kb, reading_here():
        cut = len(kb.of_file(hashlib.sha256(path.read_bytes()).hexdigest())) == 1
        cuts = Cuts(before=(3, 4) if cut else ())
        pipeline.add(kb, [path], splitting=Splitting(cuts))


def reindex(home: Path) -> None:
    with opened(home) as kb:
        kb.reindex()


def export(home: Path) -> None:
    with opened(home) as kb:
        for form in ("json", "csv", "docx"):
            write(kb, form, home.parent / f"uitvoer.{form}")


def forget(home: Path) -> None:
    with opened(home) as kb:
        if documents := kb.documents():
            kb.forget(documents[-1].id)


def backup(home: Path) -> None:
    kept = home.parent / BACKUPS
    kept.mkdir(exist_ok=True)
    with opened(home) as kb:
        kb.backup(kept / f"{len(list(kept.iterdir()))}.zip")


def is_whole(out: Path) -> bool:
    """Whether an export in JSON can be read to its end."""
    return bool(json.loads(out.read_text(encoding="utf-8")))
