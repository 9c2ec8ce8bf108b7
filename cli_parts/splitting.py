"""`split` on the command line: several letters in one file, each a document of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.opening import open_kb
from cli_parts.words import complain
from kb.errors import BadCut, NotFound
from kb.labels import pages_of
from kb.model import Cuts, Document

if TYPE_CHECKING:
    from kb import KnowledgeBase


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages that a user named. A class of its own: typer takes a tuple for an option with several values."""

    numbers: tuple[int, ...]


def pages(text: str) -> Pages:
    """Pages with commas between them; BadParameter for anything else."""
    numbers = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and int(part) > 0 for part in numbers):
        raise typer.BadParameter(f"'{text}' zijn geen bladzijden; schrijf bijvoorbeeld 3,7.")
    return Pages(tuple(sorted({int(part) for part in numbers})))


At = Annotated[
    Pages | None,
    typer.Option(
        "--at",
        parser=pages,
        metavar="BLADZIJDEN",
        help="De bladzijden waarop een volgend document begint, bijvoorbeeld 3,7.",
    ),
]


def split(
    context: typer.Context,
    subject: Annotated[str, typer.Argument(metavar="BESTAND|ID", help="Een bestand, of de code van een document.")],
    at: At = None,
    join: Annotated[bool, typer.Option("--join", help="Maak van de delen van een bestand weer één document.")] = False,
    refuse: Annotated[
        bool, typer.Option("--refuse", help="Laat het document heel, en stel niet meer voor het te splitsen.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ook als besluiten daarbij vervallen.")] = False,
) -> None:
    """Splits een bestand waarin meer brieven staan: waar het programma dat voorstelt, of waar u het zegt."""
    if sum((at is not None, join, refuse)) > 1:
        raise typer.BadParameter("kies één van --at, --join en --refuse.")
    with open_kb(context) as kb:
        if refuse:
            document = _loaded(kb, subject)
            kb.keep_whole(document.id)
            complain(f"{document.file} blijft één document.")
            return
        cuts = Cuts(before=()) if join else Cuts(before=at.numbers) if at else Cuts(accept=True)
        fine = _split(kb, subject, cuts, lose_decisions=yes)
    if not fine:
        raise typer.Exit(1)


def _split(kb: KnowledgeBase, subject: str, cuts: Cuts, *, lose_decisions: bool) -> bool:
    from cli_parts.adding import add_with_progress, tell_with_progress
    from ingest.pipeline import proposed
    from ingest.pipeline import split as split_again
    from ingest.work.cutting import Splitting

    path = Path(subject)
    if path.is_file():
        return add_with_progress(kb, [path], Splitting(cuts, lose_decisions))
    document = _loaded(kb, subject)
    if cuts.accept:
        cuts = Cuts(before=tuple(part.first for part in proposed(kb, document)))
        if not cuts.before:
            raise NotFound(f"{document.file} lijkt één document: zeg met --at op welke bladzijden een volgend begint.")
    elif cuts.before and document.part:
        cuts = Cuts(before=_within(kb, document, cuts.before))
    splitting = Splitting(cuts, lose_decisions)
    return tell_with_progress(lambda show: split_again(kb, document, splitting, show))


def _within(kb: KnowledgeBase, part: Document, before: Sequence[int]) -> tuple[int, ...]:
    """Where the file is cut when this part of it is cut: the other parts stay as they are."""
    if not set(before) <= set(part.page_numbers):
        raise BadCut(
            f"Dit deel is {pages_of(part)} van {part.file}: noem bladzijden daarin, of maak er met --join weer één "
            "document van."
        )
    return tuple(sorted({*before, *(each.first_page for each in kb.of_file(part.sha256))}))


def _loaded(kb: KnowledgeBase, subject: str) -> Document:
    try:
        return kb.document(subject)
    except NotFound as error:
        raise NotFound(f"{subject} is geen bestand en geen code van een document; zie list documents.") from error
