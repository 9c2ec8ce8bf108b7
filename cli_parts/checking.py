"""`check` on the command line: what is wrong, and mending what can be mended without losing anything."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.opening import open_kb
from cli_parts.words import complain, say
from kb.errors import AdviesspoorError
from kb.labels import amount

if TYPE_CHECKING:
    from kb import KnowledgeBase


def check(
    context: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help="Lees originelen zonder document opnieuw in, ook na verlies van de opslag.")
    ] = False,
    to_trash: Annotated[
        bool, typer.Option("--to-trash", help="Bij --repair: zet zulke bestanden in de prullenbak van de kennisbank.")
    ] = False,
) -> None:
    """Bewijs dat elk citaat op zijn bladzijde staat en dat opslag en index overeenstemmen."""
    from ingest.dutch.kept import reader
    from kb.settings import settings

    if to_trash and not repair:
        raise typer.BadParameter("--to-trash hoort bij --repair.")
    with open_kb(context, repair=repair) as kb:
        if repair:
            _repair(kb, to_trash=to_trash)
        problems = kb.check(reader(settings(kb.home).pijplijn))
        coverage = kb.coverage()
    for problem in problems:
        say(problem.message)
    if problems:
        raise AdviesspoorError(f"{amount(len(problems), 'probleem', 'problemen')} gevonden.")
    found = [amount(coverage.documents, "document", "documenten")]
    if coverage.older_versions:
        found.append(amount(coverage.older_versions, "oudere versie", "oudere versies"))
    say(f"In orde: {', '.join(found)}, {amount(coverage.pages, 'bladzijde', 'bladzijden')}.")


def _repair(kb: KnowledgeBase, *, to_trash: bool) -> None:
    """Every original belongs to a document afterwards, or could not be read and is named."""
    from cli_parts.adding import add_with_progress

    orphans = kb.orphans()
    if not orphans:
        return
    if to_trash:
        complain(f"{amount(len(orphans), 'bestand', 'bestanden')} verplaatst naar {kb.to_trash(orphans)}.")
        return
    complain(f"{amount(len(orphans), 'origineel wordt', 'originelen worden')} opnieuw ingelezen.")
    add_with_progress(kb, orphans)
    twice = [each for each in kb.orphans() if kb.is_loaded(each)]
    if twice:
        complain(f"Wat er dubbel stond, is verplaatst naar {kb.to_trash(twice)}.")
