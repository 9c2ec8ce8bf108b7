"""How a command is run: logged in the knowledge base, and told on screen with --verbose."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from cli_parts.words import say
from kb.log import LOG, keeping, timed


@contextmanager
def running(home: Path | None, verb: str) -> Iterator[None]:
    """Log that a command began, and how it ended."""
    from kb.settings import home_folder

    with keeping(home_folder(home)):
        LOG.info("opdracht %s begonnen", verb)
        with timed(f"opdracht {verb}"):
            yield


@contextmanager
def verbosely(verbose: bool) -> Iterator[None]:
    """What is logged goes to stderr too."""
    if not verbose:
        yield
        return
    handler = logging.StreamHandler()
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s", "%H:%M:%S"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)
    try:
        yield
    finally:
        LOG.removeHandler(handler)


def tell_version(asked: bool) -> None:
    """`--version`: say it and stop."""
    if asked:
        from importlib.metadata import version

        say(f"adviesspoor {version('adviesspoor')}")
        raise typer.Exit
