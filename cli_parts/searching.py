"""The command `search`: by words and meaning, or, without a question, all that the filters leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.choosing import MUNICIPALITY
from cli_parts.opening import open_seen
from cli_parts.words import FoundForm, Order, complain, count, day, one_of, place, say
from kb.decisions.names import senders_named
from kb.labels import nothing_about, nothing_found, number
from kb.letters.authorities import chosen_among
from kb.model import DocumentKind, Filter, Position, StatementKind, Status

if TYPE_CHECKING:
    from kb import KnowledgeBase
    from kb.model import Hit

WRITTEN = (FoundForm.CSV, FoundForm.XLSX, FoundForm.RIS)


def search(
    context: typer.Context,
    text: Annotated[
        str | None, typer.Argument(metavar="TEKST", help="Wat u zoekt, in gewone woorden; zonder: alles wat past.")
    ] = None,
    form: Annotated[
        FoundForm,
        typer.Option("--format", parser=one_of(FoundForm), metavar="VORM", help=f"{', '.join(FoundForm)}."),
    ] = FoundForm.TEXT,
    limit: Annotated[int, typer.Option(parser=count, metavar="N", help="Hoeveel passages ten hoogste.")] = 10,
    kind: Annotated[
        list[DocumentKind] | None,
        typer.Option(parser=one_of(DocumentKind), metavar="SOORT", help=f"Soort document: {', '.join(DocumentKind)}."),
    ] = None,
    sender: Annotated[list[str] | None, typer.Option(metavar="NAAM", help="Afzender, of een deel van de naam.")] = None,
    municipality: Annotated[list[str] | None, typer.Option(metavar="NAAM", help=MUNICIPALITY)] = None,
    since: Annotated[date | None, typer.Option(parser=day, metavar="DATUM", help="Vanaf deze dag.")] = None,
    until: Annotated[date | None, typer.Option(parser=day, metavar="DATUM", help="Tot en met deze dag.")] = None,
    statement: Annotated[
        list[StatementKind] | None,
        typer.Option(
            parser=one_of(StatementKind), metavar="SOORT", help=f"Soort uitspraak: {', '.join(StatementKind)}."
        ),
    ] = None,
    position: Annotated[
        list[Position] | None,
        typer.Option(parser=one_of(Position), metavar="STANDPUNT", help=f"Standpunt: {', '.join(Position)}."),
    ] = None,
    status: Annotated[
        list[Status] | None,
        typer.Option(parser=one_of(Status), metavar="STATUS", help=f"Status: {', '.join(Status)}."),
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="ID", help="Alleen in dit document.")
    ] = None,
    like: Annotated[str, typer.Option("--like", metavar="ID", help="Wat op deze passage lijkt, zonder TEKST.")] = "",
    sort: Annotated[
        Order, typer.Option("--sort", parser=one_of(Order), metavar="VOLGORDE", help=f"{', '.join(Order)}.")
    ] = Order.RELEVANCE,
    out: Annotated[
        Path | None, typer.Option(parser=place, metavar="BESTAND", help="Voor csv, xlsx en ris: het bestand.")
    ] = None,
) -> None:
    """Zoek passages op woorden en betekenis. Een filter mag vaker: --kind advies --kind raadsbrief.

    Zonder TEKST staat er alles wat past, het nieuwste eerst. Ook een naam die verborgen wordt is te vinden: in de
    passage staat dan het label, niet de naam.
    """
    if (form in WRITTEN) != (out is not None):
        raise typer.BadParameter("--out BESTAND hoort bij --format csv, xlsx of ris, en daar moet het bij.")
    if text is not None and like:
        raise typer.BadParameter("--like gaat zonder TEKST.")
    with open_seen(context) as kb:
        where = Filter(
            document_ids=tuple(kb.document(id_).id for id_ in document or ()),
            document_kinds=tuple(kind or ()),
            senders=senders_named(kb.documents(), sender) if sender else (),
            authorities=chosen_among(kb.authorities(), municipality) if municipality else (),
            since=since,
            until=until,
            statement_kinds=tuple(statement or ()),
            positions=tuple(position or ()),
            statuses=tuple(status or ()),
        )
        hits, total = _found(kb, text, like, where, limit)
        if sort is Order.DATE:
            from kb.search.listing import by_day

            hits = by_day(hits)
        if out is not None:
            from kb.export import export_hits

            export_hits(kb, str(form), out, hits, f"zoekvraag: {text or 'geen'}")
            complain(f"Geschreven: {out}")
            return
        from kb.standings import standings

        far = standings(kb, hits)
    _print(text, form, hits, total, far, where)


def _found(kb: KnowledgeBase, text: str | None, like: str, where: Filter, limit: int) -> tuple[tuple[Hit, ...], int]:
    """What is shown, and how many there are; of a question nobody counts what is less like it."""
    if text is None and not like:
        listing = kb.listed(where, 0, limit)
        return listing.hits, listing.total
    hits = kb.like(like, where, limit) if text is None else kb.search(text, where, limit)
    return hits, len(hits)


def _print(
    text: str | None, form: FoundForm, hits: Sequence[Hit], total: int, far: Mapping[str, str], where: Filter
) -> None:
    """`far`: by statement how far it is."""
    from cli_parts.text import as_json, hit_lines, hit_row

    if form is FoundForm.JSON:
        say(as_json([hit_row(hit, far) for hit in hits]))
        return
    if hits and not hits[0].answers:
        complain(f"{nothing_about(text or '')}\n")
    for rank, hit in enumerate(hits, 1):
        say("\n".join(hit_lines(rank, hit, far)) + "\n")
    if not hits:
        complain(nothing_found(text, where))
    elif total > len(hits):
        complain(f"{number(len(hits))} van {number(total)}; meer met --limit.")
