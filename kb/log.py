"""The log: what was done, when, how long it took and how it ended. Codes of documents only: no words of letters and no
names of files, which may hold names of residents."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

FILE = "adviesspoor.log"
SIZE, KEPT = 1_000_000, 3  # bytes of one file, and older files that are kept
FORM = "%(asctime)s %(process)d %(message)s"
LOG = logging.getLogger("adviesspoor")

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


class _Keeping(RotatingFileHandler):
    """A log that cannot be written (a folder that one may only read, a full disk) stops nothing."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        return


@contextmanager
def keeping(home: Path) -> Iterator[None]:
    """Write the log in this folder for as long as this lasts; nothing when there is no knowledge base in it."""
    handler = keep(home)
    try:
        yield
    finally:
        LOG.removeHandler(handler)
        handler.close()


def keep(home: Path) -> logging.Handler:
    """Write the log in this folder from now on, once. The file is made at the first line."""
    path = (home / FILE).resolve()
    for there in LOG.handlers:
        if isinstance(there, _Keeping) and Path(there.baseFilename) == path:
            return there
    handler = _Keeping(path, maxBytes=SIZE, backupCount=KEPT, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter(FORM))
    handler.addFilter(lambda _: (home / "originals").is_dir())
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    return handler


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Log how long this took and how it ended; of an error its kind alone, because its words name files."""
    begin = time.perf_counter()
    ended = "klaar"
    try:
        yield
    except BaseException as error:
        ended = f"afgebroken ({type(error).__name__})"
        raise
    finally:
        LOG.info("%s: %s na %.2f s", what, ended, time.perf_counter() - begin)


def logged(
    what: str, code: Callable[..., str] = lambda *_: ""
) -> Callable[[Callable[Arguments, Result]], Callable[Arguments, Result]]:
    """Log every call of a method; `code` makes the code of the document of its arguments."""

    def decorate(method: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        @wraps(method)
        def run(*args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            given: tuple[Any, ...] = args
            with timed(f"{what} {code(*given[1:])}".strip()):
                return method(*args, **kwargs)

        return run

    return decorate
