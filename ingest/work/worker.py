"""The worker process: reads one file after the other until its stdin ends, also when whoever started it was killed."""

from __future__ import annotations

import gc
import os
import queue
import sys
import threading
from typing import IO, Any

from ingest.result import Problem, ReadFile
from ingest.work.pool import Task
from ingest.work.processes import receive, send
from kb.errors import UnreadableFile
from kb.silence import keep_silent

COLLECTED_AT = 50_000  # objects more than before: some letters


def serve(jobs: IO[bytes], answers: IO[bytes]) -> None:
    """Answer every job until there are no more."""
    waiting: queue.SimpleQueue[Any] = queue.SimpleQueue()

    def listen() -> None:
        while True:
            try:
                waiting.put(receive(jobs))
            except (EOFError, OSError):
                os._exit(0)  # nobody is waiting for what is being read

    _load()
    send(answers, "ready")
    threading.Thread(target=listen, daemon=True).start()
    while True:
        send(answers, _answer(waiting.get(), answers))


def _load() -> None:
    """Load what reads, without looking in it for garbage, now or later: that takes as long as reading a letter. By the
    threshold, because a library that loads the models (srsly) enables what is disabled."""
    gc.set_threshold(0)
    from ingest.reading import warm_up

    warm_up()
    gc.freeze()
    gc.set_threshold(COLLECTED_AT)


def _answer(task: Task, answers: IO[bytes]) -> ReadFile | Problem:
    from ingest.reading import read_file

    told = ""

    def tell(place: str) -> None:
        nonlocal told
        if place != told:
            told = place
            send(answers, place)

    try:
        return read_file(task.name, task.data, task.limits, tell, task.pipeline, task.embedding, task.cuts)
    except UnreadableFile as error:
        return Problem(str(error))
    except MemoryError:
        return Problem(f"{task.name} kost te veel geheugen om te lezen; splits het bestand.")
    except Exception as error:  # the border: whatever a damaged file sets off ends here, as a sentence that names it
        cause = type(error).__name__
        return Problem(f"{task.name} kan niet worden gelezen ({cause}); sla het opnieuw op of lever het aan als pdf.")


def main() -> None:
    """Keep stdout for the answers: what a library prints goes to stderr."""
    keep_silent()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
