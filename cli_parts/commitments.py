"""`commitments` on the command line: the list that a griffie keeps, filtered, taken home, and read back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.choosing import MUNICIPALITY
from cli_parts.opening import open_seen
from cli_parts.spreading import spread
from cli_parts.words import DutchCommand, DutchGroup, Form, complain, day, one_of, place, say
from kb.commitment_list.choosing import Ends, Entry, Progress, Wanted, chosen, entries, of_those
from kb.errors import AdviesspoorError, BadDecision
from kb.labels import amount
from kb.letters.authorities import chosen_among
from kb.model import Filter, StatementKind

if TYPE_CHECKING:
    from kb import KnowledgeBase
    from kb.commitment_list.reading_back import Comparison

ONLY = Filter(statement_kinds=(StatementKind.COMMITMENT,))

commitments = typer.Typer(
    cls=DutchGroup, no_args_is_help=True, help="De lijst toezeggingen: kiezen, wegschrijven en bijgewerkt teruglezen."
)
command = partial(commitments.command, cls=DutchCommand)

OLDER = {  # names of options before they were those of the other commands; they still work
    "loopt": "term", "van": "term-since", "tot": "term-until", "vanaf": "since", "wie": "holder", "instantie": "body",
    "zoek": "words",
}  # fmt: skip
OF_LIST = {"token_normalize_func": lambda name: OLDER.get(name, name)}


@dataclass(frozen=True, slots=True)
class ListOptions:
    """Which commitments, as options; see `spread`. Names may be a part of a name here."""

    term: Annotated[
        Ends, typer.Option("--term", parser=one_of(Ends), metavar="TERMIJN", help=f"Termijn: {', '.join(Ends)}.")
    ] = Ends.ALL
    status: Annotated[
        Progress, typer.Option("--status", parser=one_of(Progress), metavar="STATUS", help=f"{', '.join(Progress)}.")
    ] = Progress.ALL
    term_since: Annotated[
        date | None, typer.Option("--term-since", parser=day, metavar="DATUM", help="Termijn vanaf deze dag.")
    ] = None
    term_until: Annotated[
        date | None, typer.Option("--term-until", parser=day, metavar="DATUM", help="Termijn tot en met deze dag.")
    ] = None
    since: Annotated[
        date | None, typer.Option("--since", parser=day, metavar="DATUM", help="Toegezegd vanaf deze dag.")
    ] = None
    holder: Annotated[
        str, typer.Option("--holder", metavar="NAAM", help="Portefeuillehouder, of een deel van de naam.")
    ] = ""
    body: Annotated[
        str, typer.Option("--body", metavar="NAAM", help="Wie toezegde of aan wie, of een deel van de naam.")
    ] = ""
    municipality: Annotated[list[str] | None, typer.Option("--municipality", metavar="NAAM", help=MUNICIPALITY)] = None
    words: Annotated[str, typer.Option("--words", metavar="TEKST", help="Woorden in de toezegging of de titel.")] = ""

    def among(self, kb: KnowledgeBase) -> tuple[Entry, ...]:
        """The commitments that pass, the soonest term first."""
        wanted = Wanted(
            self.term, self.status, self.term_since, self.term_until, self.since, words=self.words,
            authorities=chosen_among(kb.authorities(), self.municipality or ()),
        )  # fmt: skip
        found = chosen(entries(kb, kb.commitments(ONLY)), wanted, date.today())
        return of_those(found, self.holder, self.body)


@command("list", context_settings=OF_LIST)
@spread(ListOptions)
def list_(
    context: typer.Context,
    asked: ListOptions,
    form: Annotated[
        Form, typer.Option("--format", parser=one_of(Form), metavar="VORM", help="text of json.")
    ] = Form.TEXT,
) -> None:
    """Som toezeggingen op, de vroegste termijn eerst."""
    from cli_parts import text

    with open_seen(context) as kb:
        rows = [{**text.commitment_row(one.commitment), "actor": one.who} for one in asked.among(kb)]
    if form is Form.JSON:
        say(text.as_json(rows))
    elif rows:
        say("\n".join(map(text.one_line, rows)))
    if not rows:
        complain("Geen toezegging past bij deze keuze.")


@command("export", context_settings=OF_LIST)
@spread(ListOptions)
def export(
    context: typer.Context,
    asked: ListOptions,
    form: Annotated[str, typer.Option("--format", metavar="VORM", help="xlsx, docx of csv.")],
    out: Annotated[Path, typer.Option(parser=place, metavar="BESTAND", help="Het bestand dat geschreven wordt.")],
    private: Annotated[
        bool, typer.Option("--privacy", help="Verberg namen, adressen en nummers van inwoners in dit bestand.")
    ] = False,
) -> None:
    """Schrijf de lijst toezeggingen weg, om bij te houden en later terug te lezen."""
    from kb.commitment_list.writing import write_list

    with open_seen(context) as kb:
        found = asked.among(kb)
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


def _show(found: Comparison) -> None:
    from kb.commitment_list.reading_back import said

    for change in found.changes:
        say(f"{change.place}: {change.words}\n  “{change.entry.commitment.statement.text}”")
    for left in found.left:
        complain(f"{left.place}: {left.words}")
    complain(f"{said(found)}.")
