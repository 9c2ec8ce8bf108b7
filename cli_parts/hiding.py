"""`adviesspoor privacy`: what of a document is hidden, and what a person changes in that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from cli_parts.opening import open_kb
from cli_parts.words import Form, complain, one_of, say
from kb.errors import BadDecision
from kb.labels import amount, day
from kb.model import Hidden

HINT = (
    "Het programma mist namen en nummers: lees een stuk na voordat u het deelt, en verberg wat is blijven staan met "
    '--hide "WOORDEN" --by "UW NAAM".'
)


def privacy(
    context: typer.Context,
    document_id: Annotated[str, typer.Argument(metavar="DOCUMENT", help="De code die list documents toont.")],
    show: Annotated[
        list[str] | None, typer.Option(metavar="WOORDEN", help="Toon dit toch: woorden of een label als [persoon 1].")
    ] = None,
    hide: Annotated[
        list[str] | None, typer.Option(metavar="WOORDEN", help="Verberg dit ook, overal in het stuk.")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAAM", help="Wie dit besluit.")] = None,
    form: Annotated[
        Form, typer.Option("--format", parser=one_of(Form), metavar="VORM", help="text of json.")
    ] = Form.TEXT,
) -> None:
    """Toon wat van een document verborgen wordt, en verbeter dat. Deze lijst zelf toont de woorden.

    Verborgen wordt er pas met privacy = true in instellingen.toml, of in een uitvoer met --privacy.
    """
    from cli_parts.text import as_json

    with open_kb(context) as kb:
        if (show or hide) and not by:
            raise BadDecision('Zeg wie dit besluit, met --by "NAAM".')
        for words, wanted in ((show or (), False), (hide or (), True)):
            for each in words:
                kb.correct(document_id, each, hide=wanted, by=by or "")
        kb.document(document_id)
        found = kb.hidden(document_id)
    if form is Form.JSON:
        say(as_json([_row(one) for one in found]))
        return
    say("\n".join(line for one in found for line in _lines(one)) or "Er is niets gevonden om te verbergen.")
    complain(HINT)


def _lines(one: Hidden) -> Iterator[str]:
    often = f" ({amount(one.times, 'keer', 'keer')})" if one.times else ""
    yield f"{one.label}{' wordt getoond' if one.shown else ''}: {'; '.join(one.texts)}{often}"
    if one.correction:
        what = "verborgen" if one.correction.hide else "getoond"
        yield f"  {what} volgens {one.correction.by}, {day(one.correction.at.date())}"


def _row(one: Hidden) -> dict[str, object]:
    correction = one.correction
    return {
        "label": one.label,
        "kind": one.kind,
        "texts": one.texts,
        "times": one.times,
        "shown": one.shown,
        "by": correction.by if correction else None,
        "at": correction.at.isoformat() if correction else None,
    }
