"""`commitments` on the command line: the list that a griffie keeps, filtered, taken home, and read back."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.opening import open_seen
from cli_parts.words import DutchCommand, DutchGroup, Form, complain, day, one_of, place, say
from kb.commitment_list.choosing import Ends, Entry, Progress, Wanted, chosen, entries
from kb.errors import AdviesspoorError, BadDecision
from kb.labels import amount
from kb.model import Filter, StatementKind

if TYPE_CHECKING:
    from kb import KnowledgeBase
    from kb.commitment_list.reading_back import Comparison

ONLY = Filter(statement_kinds=(StatementKind.COMMITMENT,))

commitments = typer.Typer(
    cls=DutchGroup, no_args_is_help=True, help="De lijst toezeggingen: kiezen, wegschrijven en bijgewerkt teruglezen."
)
command = partial(commitments.command, cls=DutchCommand)

Loopt = Annotated[
    Ends, typer.Option("--loopt", parser=one_of(Ends), metavar="WANNEER", help=f"Termijn: {', '.join(Ends)}.")
]
Status = Annotated[
    Progress, typer.Option("--status", parser=one_of(Progress), metavar="STATUS", help=f"{', '.join(Progress)}.")
]
Van = Annotated[date | None, typer.Option("--van", parser=day, metavar="DATUM", help="Termijn vanaf deze dag.")]
Tot = Annotated[date | None, typer.Option("--tot", parser=day, metavar="DATUM", help="Termijn tot en met deze dag.")]
Vanaf = Annotated[date | None, typer.Option("--vanaf", parser=day, metavar="DATUM", help="Toegezegd vanaf deze dag.")]
Wie = Annotated[str, typer.Option("--wie", metavar="NAAM", help="Portefeuillehouder, of een deel van de naam.")]
Instantie = Annotated[str, typer.Option("--instantie", metavar="NAAM", help="Wie toezegde of aan wie, of een deel.")]
Zoek = Annotated[str, typer.Option("--zoek", metavar="TEKST", help="Woorden in de toezegging of de titel.")]


@command("list")
def list_(
    context: typer.Context,
    loopt: Loopt = Ends.ALL,
    status: Status = Progress.ALL,
    van: Van = None,
    tot: Tot = None,
    vanaf: Vanaf = None,
    wie: Wie = "",
    instantie: Instantie = "",
    zoek: Zoek = "",
    form: Annotated[
        Form, typer.Option("--format", parser=one_of(Form), metavar="VORM", help="text of json.")
    ] = Form.TEXT,
) -> None:
    """Som toezeggingen op, de vroegste termijn eerst."""
    from cli_parts import text

    with open_seen(context) as kb:
        wanted = Wanted(loopt, status, van, tot, vanaf, words=zoek)
        rows = [{**text.commitment_row(one.commitment), "actor": one.who} for one in _found(kb, wanted, wie, instantie)]
    if form is Form.JSON:
        say(text.as_json(rows))
    elif rows:
        say("\n".join(map(text.one_line, rows)))
    if not rows:
        complain("Geen toezegging past bij deze keuze.")


@command("export")
def export(
    context: typer.Context,
    form: Annotated[str, typer.Option("--format", metavar="VORM", help="xlsx, docx of csv.")],
    out: Annotated[Path, typer.Option(parser=place, metavar="BESTAND", help="Het bestand dat geschreven wordt.")],
    loopt: Loopt = Ends.ALL,
    status: Status = Progress.ALL,
    van: Van = None,
    tot: Tot = None,
    vanaf: Vanaf = None,
    wie: Wie = "",
    instantie: Instantie = "",
    zoek: Zoek = "",
    private: Annotated[
        bool, typer.Option("--privacy", help="Verberg namen, adressen en nummers van inwoners in dit bestand.")
    ] = False,
) -> None:
    """Schrijf de lijst toezeggingen weg, om bij te houden en later terug te lezen."""
    from kb.commitment_list.writing import write_list

    with open_seen(context) as kb:
        found = _found(kb, Wanted(loopt, status, van, tot, vanaf, words=zoek), wie, instantie)
        write_list(kb, form, out, found, privacy=private)
    complain(f"Geschreven: {out} ({amount(len(found), 'toezegging', 'toezeggingen')})")


@command("import")
def import_(
    context: typer.Context,
    path: Annotated[Path, typer.Argument(parser=place, metavar="LIJST", help="De lijst: .xlsx, .docx of .csv.")],
    by: Annotated[str, typer.Option(metavar="NAAM", help="Wie dit besluit; zonder naam wordt alleen getoond.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Niet vragen, meteen vastleggen.")] = False,
) -> None:
    """Lees een bijgehouden lijst terug: toon eerst wat er zou veranderen, en leg dat dan vast."""
    from kb.commitment_list.kept_file import read_list
    from kb.commitment_list.reading_back import compared, take_over

    with open_seen(context) as kb:
        found = compared(kb, read_list(path))
        _show(found)
        if not found.changes:
            return
        if not by.strip():
            if yes:
                raise BadDecision('Zeg wie dit besluit, met --by "NAAM".')
            complain('Er is niets vastgelegd. Leg dit vast met: --by "NAAM"')
            return
        many = amount(len(found.changes), "wijziging", "wijzigingen")
        if not yes and typer.prompt(f"{many} vastleggen? (ja/nee)", err=True).strip().lower() not in {"j", "ja"}:
            raise AdviesspoorError("Niets vastgelegd.")
        take_over(kb, found.changes, by=by)
    say(f"Vastgelegd door {by.strip()}: {many}.")


def _found(kb: KnowledgeBase, wanted: Wanted, who: str, body: str) -> list[Entry]:
    """Names may be a part of a name here."""
    found = chosen(entries(kb, kb.commitments(ONLY)), wanted, date.today())
    return [
        one
        for one in found
        if who.casefold() in one.who.casefold()
        and (not body or any(body.casefold() in each.casefold() for each in one.bodies))
    ]


def _show(found: Comparison) -> None:
    from kb.commitment_list.reading_back import said

    for change in found.changes:
        say(f"{change.place}: {change.words}\n  “{change.entry.commitment.statement.text}”")
    for left in found.left:
        complain(f"{left.place}: {left.words}")
    complain(f"{said(found)}.")
