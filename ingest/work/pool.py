"""What a batch asks of whoever reads its files: processes on this machine (`processes`) or a cluster (`cluster`)."""

from __future__ import annotations

from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from typing import Protocol

from ingest.result import Problem, ReadFile
from kb.model import PROPOSE, Cuts
from kb.settings import Limits, Settings


@dataclass(slots=True)
class Status:
    """How far a file is, in words; "" before anything is known of it."""

    place: str = ""

    def tell(self, place: str) -> None:
        self.place = place


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read: with the spaCy pipeline of this name, the embedder of these settings (None: without vectors), and
    cut like this when it holds several documents."""

    name: str = field(repr=False)  # neither names, which may be those of residents, nor words are for a log
    data: bytes = field(repr=False)
    limits: Limits
    pipeline: str = ""
    embedding: Settings | None = None
    cuts: Cuts = PROPOSE


class Pool(Protocol):
    """Reads several files at a time, each within the limits of its task, whatever is wrong with it."""

    @property
    def size(self) -> int:
        """How many files are worth having under way."""

    def submit(self, task: Task, status: Status) -> Future[ReadFile | Problem]:
        """Have a file read; `status` is kept up to date meanwhile."""


def first_of(running: set[Future[ReadFile | Problem]], seconds: float) -> set[Future[ReadFile | Problem]]:
    """Those that are done; empty when none is within that time."""
    return wait(running, seconds, FIRST_COMPLETED).done
