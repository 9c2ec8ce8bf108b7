"""`backup` and `restore` on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.opening import open_kb
from cli_parts.words import complain, place, say
from kb.errors import AdviesspoorError
from kb.labels import amount, number

if TYPE_CHECKING:
    from kb.backup.manifest import Manifest


def backup(
    context: typer.Context,
    target: Annotated[
        Path,
        typer.Argument(parser=place, metavar="MAP_OF_ZIP", help="Een nieuwe map, of een nieuw bestand op .zip."),
    ],
) -> None:
    """Maak een reservekopie, ook terwijl de app in gebruik is: opslag, bestanden, instellingen en termijnen."""
    with open_kb(context) as kb:
        made = kb.backup(target)
    say(f"Reservekopie gemaakt en nagekeken: {target} ({_contents(made)}).")
    _mention(made)


def restore(
    context: typer.Context,
    source: Annotated[
        Path,
        typer.Argument(parser=place, metavar="MAP_OF_ZIP", help="De reservekopie: een map of een bestand op .zip."),
    ],
    database: Annotated[
        str, typer.Option(metavar="ADRES", help="Een lege database voor de opslag; zonder: een bestand in de map.")
    ] = "",
) -> None:
    """Zet een reservekopie terug in een lege map (--home MAP) en bouw daar de zoekindex op."""
    from kb.backup.restoring import restore as put_back
    from kb.settings import home_folder

    home = home_folder(context.obj)
    made = put_back(source, home, database)
    say(f"Teruggezet in {home}: {_contents(made)}, zoals het was op {made.made.astimezone():%d-%m-%Y %H:%M}.")
    with open_kb(context) as kb:
        new = [problem.message for problem in kb.check() if problem.message not in made.problems]
    for message in new:
        complain(message)
    _mention(made)
    if new:
        raise AdviesspoorError(f"{amount(len(new), 'probleem', 'problemen')} na het terugzetten: zie hierboven.")


def _contents(made: Manifest) -> str:
    parts = amount(made.documents, "document", "documenten"), amount(made.decisions, "besluit", "besluiten")
    return f"{', '.join(parts)}, {number(made.size / 1_000_000, 1)} MB"


def _mention(made: Manifest) -> None:
    """What was wrong in the knowledge base itself: it is in the backup too, so a person has to look."""
    for message in made.problems:
        complain(message)
    if made.problems:
        problems = amount(len(made.problems), "probleem", "problemen")
        raise AdviesspoorError(f"De reservekopie is heel, maar in de kennisbank zelf is er {problems}: zie hierboven.")
