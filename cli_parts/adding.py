"""`add` on the command line: a progress bar, and what happened in one line per file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cli_parts.words import complain, say
from kb.model import FileReport, Outcome

if TYPE_CHECKING:
    from ingest.work.cutting import Splitting
    from kb import KnowledgeBase


def add_with_progress(
    kb: KnowledgeBase, paths: Iterable[Path], splitting: Splitting | None = None, cluster: str = ""
) -> bool:
    """Add files and folders and say what happened to each file; False when one of them could not be added."""
    from ingest.pipeline import add
    from ingest.work.cutting import AS_IT_IS

    return tell_with_progress(lambda show: add(kb, paths, show, splitting or AS_IT_IS, cluster))


def tell_with_progress(work: Callable[[Callable[[int, int, str], None]], Sequence[FileReport]]) -> bool:
    """Show how far it is, then say what happened to each file; False when one of them failed."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def show(done: int, total: int, file: str) -> None:
            bar.update(task, completed=done, total=total, description=file)

        reports = work(show)
    for report in reports:
        tell(report)
    _summarise(reports)
    return all(report.outcome is not Outcome.FAILED for report in reports)


def tell(report: FileReport) -> None:
    line = f"{report.outcome:<11}  {report.file}"
    if report.outcome is Outcome.FAILED:
        complain(f"{line}: {' '.join(report.messages)}")
        return
    say(line)
    for message in report.messages:
        complain(f"{'':<11}  {message}")


def _summarise(reports: Sequence[FileReport]) -> None:
    outcomes = [report.outcome for report in reports]
    say(", ".join(f"{outcomes.count(outcome)} {outcome}" for outcome in Outcome) + ".")
    blank = sum(report.pages_without_text for report in reports)
    if blank:
        say(f"Bladzijden waarop geen tekst te lezen was: {blank}.")
    if not reports:
        complain("In deze map staat geen document.")
