"""The command line face. Results go to stdout, progress and complaints to stderr; exit 0 fine, 1 a problem, 2 usage."""

from __future__ import annotations

import gc
import io
import os
import sys
from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.backing import backup, restore
from cli_parts.bodies import bodies
from cli_parts.checking import check
from cli_parts.choosing import PointOptions
from cli_parts.commitments import commitments
from cli_parts.deciding import decide
from cli_parts.doctor import doctor
from cli_parts.hiding import privacy
from cli_parts.opening import open_kb, open_seen
from cli_parts.programs import mcp, serve
from cli_parts.running import running, tell_version, verbosely
from cli_parts.searching import search
from cli_parts.splitting import split
from cli_parts.spreading import spread
from cli_parts.words import (
    DutchCommand,
    DutchGroup,
    ExportFormat,
    Form,
    Table,
    complain,
    dutch,
    one_of,
    place,
    port,
    say,
)
from kb.errors import AdviesspoorError, because
from kb.labels import amount, pages_of
from kb.model import Cuts
from kb.silence import keep_silent
from kb.trails.points import passing, points

if TYPE_CHECKING:
    pass


COLLECTED_AT = 50_000  # objects more than before: imports and rows that are read are no garbage to look for
CORPUS = Path(__file__).with_name("corpus")

Id = Annotated[str, typer.Argument(metavar="ID", help="De code die list, search of trail toont.")]
Port = Annotated[int, typer.Option(parser=port, metavar="POORT", help="De poort waarop de app antwoordt.")]
Printed = Annotated[Form, typer.Option("--format", parser=one_of(Form), metavar="VORM", help="text of json.")]

NOTHING = {
    Table.DECISIONS: "Er is nog niets besloten.",
    Table.AGREEMENT: "Er is nog niets besloten.",
    Table.MISSING: "Alles waarnaar met een datum of kenmerk wordt verwezen, is geladen.",
}

OF_MUNICIPALITIES = (Table.DOCUMENTS, Table.RECOMMENDATIONS, Table.COMMITMENTS)
NONE_LEFT = "Geen aanbeveling past bij deze keuze."

app = typer.Typer(
    cls=DutchGroup,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Houdt bij wat adviseurs van een gemeente aanbevelen, wat het college antwoordt en wat het toezegt.",
)
command = partial(app.command, cls=DutchCommand)


@app.callback()
def start(
    context: typer.Context,
    home: Annotated[
        Path | None,
        typer.Option(
            parser=place, metavar="MAP", help="De map van de kennisbank; anders ADVIESSPOOR_HOME, anders een eigen map."
        ),
    ] = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Zeg wat er gebeurt en hoe lang het duurt.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=tell_version, is_eager=True, help="Toon de versie van het programma.")
    ] = False,
) -> None:
    context.obj = home
    context.with_resource(verbosely(verbose))
    context.with_resource(running(home, context.invoked_subcommand or ""))


@command("add")
def add(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PAD…", help="Bestanden en mappen (met alles daarin).")],
    split: Annotated[
        bool, typer.Option("--split", help="Splits bestanden waarin meer brieven lijken te staan.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Blijf de map volgen en voeg toe wat erin komt, tot Ctrl+C.")
    ] = False,
    cluster: Annotated[
        str,
        typer.Option("--cluster", metavar="ADRES", help="Lees op de werkers van een Dask-cluster: tcp://machine:8786."),
    ] = "",
) -> None:
    """Voeg documenten toe: lees ze, vind de uitspraken en leg de verbanden."""
    from cli_parts.adding import add_with_progress
    from ingest.work.cutting import Splitting

    with open_kb(context) as kb:
        if watch:
            from cli_parts.watching import watch as follow

            follow(kb, paths, Splitting(Cuts(accept=split)), cluster)
            return
        fine = add_with_progress(kb, paths, Splitting(Cuts(accept=split)), cluster)
    if not fine:
        raise typer.Exit(1)


@command("link")
def link(context: typer.Context) -> None:
    """Leg alle verbanden opnieuw: welk antwoord hoort bij welke aanbeveling."""
    from ingest.pipeline import link_all

    with open_kb(context) as kb:
        say(f"{amount(link_all(kb), 'verband', 'verbanden')} gelegd.")


command("search")(search)


@command("trail")
def trail(
    context: typer.Context,
    statement_id: Id,
    why: Annotated[
        bool, typer.Option("--why", help="Waarom wel of niet gekoppeld; ook voor een document of een antwoord.")
    ] = False,
) -> None:
    """Toon het spoor van één aanbeveling: de antwoorden, de toezeggingen en waar ze staan."""
    from cli_parts.text import trail_lines
    from cli_parts.why import why_lines

    with open_seen(context) as kb:
        say("\n".join(why_lines(kb, statement_id) if why else trail_lines(kb, kb.trail(statement_id))))


@command("list")
@spread(PointOptions)
def list_(
    context: typer.Context,
    what: Annotated[Table, typer.Argument(parser=one_of(Table), metavar="WAT", help=f"{', '.join(Table)}.")],
    asked: PointOptions,
    form: Printed = Form.TEXT,
) -> None:
    """Som op: documenten, aanbevelingen, toezeggingen, besluiten, de overeenstemming daarmee, of wat ontbreekt.

    De filters gelden voor aanbevelingen, --municipality ook voor documenten en toezeggingen. Zij mogen vaker:
    --year 2024 --year 2025.
    """
    from cli_parts import text
    from cli_parts.decided import agreement_row, decision_row

    nothing = NOTHING.get(what, "Er is nog niets; voeg documenten toe met: adviesspoor add PAD")
    if asked.about_points and what is not Table.RECOMMENDATIONS:
        raise typer.BadParameter("filters als --sender en --year horen alleen bij: list recommendations.")
    if asked.municipality and what not in OF_MUNICIPALITIES:
        raise typer.BadParameter(f"--municipality hoort bij: list {', list '.join(OF_MUNICIPALITIES)}.")
    with open_seen(context) as kb:
        if what is Table.DOCUMENTS:
            rows = [text.document_row(document) for document in kb.documents(asked.of(kb))]
        elif what is Table.DECISIONS:
            rows = list(reversed([decision_row(kb, judged) for judged in kb.judged()]))
        elif what is Table.AGREEMENT:
            rows = [agreement_row(each) for each in kb.agreement()]
        elif what is Table.MISSING:
            rows = [text.missing_row(each) for each in kb.coverage().missing]
        elif what is Table.RECOMMENDATIONS:
            found = points(kb.advices())
            kept = passing(found, asked.among(kb, found), date.today())
            rows = [text.point_row(point) for point in kept]
            nothing = NONE_LEFT if found else nothing
        else:
            rows = [text.commitment_row(commitment) for commitment in kb.commitments(asked.of(kb))]
    if form is Form.JSON:
        say(text.as_json(rows))
    elif rows:
        say("\n".join(map(text.one_line, rows)))
    if not rows:
        complain(nothing)


@command("show")
def show(context: typer.Context, subject_id: Id) -> None:
    """Toon een document, passage of uitspraak: het citaat, de bladzijde en de plaats daarop."""
    from cli_parts.text import subject_lines

    with open_seen(context) as kb:
        say("\n".join(subject_lines(kb, subject_id)))


@command("export")
@spread(PointOptions)
def export(
    context: typer.Context,
    asked: PointOptions,
    form: Annotated[
        ExportFormat,
        typer.Option("--format", parser=one_of(ExportFormat), metavar="VORM", help=f"{', '.join(ExportFormat)}."),
    ],
    out: Annotated[Path, typer.Option(parser=place, metavar="BESTAND", help="Het bestand dat geschreven wordt.")],
    advice: Annotated[
        str | None, typer.Option("--advice", metavar="ID", help="Alleen dit advies, met zijn antwoorden.")
    ] = None,
    private: Annotated[
        bool, typer.Option("--privacy", help="Verberg namen, adressen en nummers van inwoners in dit bestand.")
    ] = False,
) -> None:
    """Schrijf alles weg: als tabel (csv, xlsx), bijlage (docx), verslag (html), gegevens (json, jsonld) of
    literatuurlijst (ris).

    Met een filter, dat vaker mag (--year 2024 --year 2025), alleen de aanbevelingen die passen, met wat daarbij hoort.
    """
    from kb.export import export as write

    with open_seen(context) as kb:
        ids = (kb.advice(advice).document.id,) if advice else ()
        write(kb, str(form), out, asked.where(kb, ids), privacy=private)
    complain(f"Geschreven: {out}")


app.add_typer(commitments, name="commitments")
command("bodies")(bodies)
command("decide")(decide)
command("privacy")(privacy)
command("split")(split)
command("backup")(backup)
command("restore")(restore)
command("doctor")(doctor)


command("check")(check)
command("serve")(serve)
command("mcp")(mcp)


@command("reindex")
def reindex(context: typer.Context) -> None:
    """Bouw de zoekindex opnieuw uit de opslag."""
    with open_kb(context) as kb:
        say(f"{amount(kb.reindex(), 'passage', 'passages')} in de index.")


@command("forget")
def forget(
    context: typer.Context,
    document_id: Id,
    yes: Annotated[bool, typer.Option("--yes", help="Niet vragen, meteen doen.")] = False,
    by: Annotated[str, typer.Option("--by", metavar="NAAM", help="Wie dit doet; dat en de dag blijven bewaard.")] = "",
) -> None:
    """Verwijder een document met alles wat eruit is afgeleid. Het bestand van een deel blijft bewaard, met al zijn
    bladzijden, zolang er een ander deel van in de kennisbank staat."""
    from ingest.pipeline import keep_linked

    with open_seen(context) as kb:
        document = kb.document(document_id)
        place = f"{document.file}, {pages_of(document)}" if document.part else document.file
        question = f"'{document.title}' ({place}) met alle uitspraken en besluiten verwijderen? (ja/nee)"
        if not yes and typer.prompt(question, err=True).strip().lower() not in {"j", "ja"}:
            raise AdviesspoorError("Niets verwijderd.")
        kb.forget(document_id, by)
        keep_linked(kb)
        rest = kb.of_file(document.sha256)
    say(f"Verwijderd: {place}")
    if rest:
        complain(
            f"Het bestand {document.file} zelf blijft bewaard, ook met deze bladzijden, tot het laatste andere deel "
            f"is verwijderd ({', '.join(each.id for each in rest)})."
        )


@command("app")
def app_(
    context: typer.Context,
    port: Port = 8501,
    address: Annotated[
        str, typer.Option("--address", metavar="ADRES", help="Waar de app luistert; alleen hier als niemand inlogt.")
    ] = "127.0.0.1",
    base_path: Annotated[
        str, typer.Option("--base-path", metavar="PAD", help="Het pad achter een proxy, zoals /adviesspoor.")
    ] = "",
) -> None:
    """Start de app in de browser van deze computer, of voor anderen die inloggen (zie docs/deployment.md)."""
    from cli_parts.serving import serve
    from kb.settings import home_folder

    raise typer.Exit(serve(home_folder(context.obj), port, address, base_path))


@command("demo")
def demo(context: typer.Context, port: Port = 8501) -> None:
    """Start de app met de stukken van een verzonnen gemeente, in .adviesspoor/demo of --home."""
    from cli_parts.adding import add_with_progress
    from cli_parts.serving import serve
    from kb import KnowledgeBase

    place = context.obj or Path(os.environ.get("ADVIESSPOOR_HOME") or ".adviesspoor/demo")
    terms = place / "termijnen.toml"
    if not terms.exists():
        place.mkdir(parents=True, exist_ok=True)
        terms.write_bytes((CORPUS / terms.name).read_bytes())
    with KnowledgeBase(place) as kb:
        add_with_progress(kb, [CORPUS])
    raise typer.Exit(serve(place, port))


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say; the exit code. Whatever goes wrong for a user ends in one Dutch sentence on stderr."""
    try:
        code = app(arguments, prog_name="adviesspoor", standalone_mode=False)
    except AdviesspoorError as error:
        complain(str(error))
        return 1
    except typer.TyperException as error:
        complain(dutch(error.format_message()))
        return error.exit_code
    except typer.Abort:
        complain("Afgebroken.")
        return 1
    except OSError as error:
        complain(f"Lezen of schrijven lukt niet: {error.filename or ''} ({because(error)})")
        return 1
    return code if isinstance(code, int) else 0


def main() -> None:
    keep_silent()
    gc.set_threshold(COLLECTED_AT)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")  # a character that this terminal lacks is no reason to stop
    code = run(sys.argv[1:])
    gc.freeze()  # what was loaded is not looked through once more on the way out
    sys.exit(code)


if __name__ == "__main__":
    main()
