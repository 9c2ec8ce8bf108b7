"""`adviesspoor bodies`: which bodies write and are written to, and what a person decides about their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.choosing import PLACED_IN, authorities_typed
from cli_parts.opening import open_seen
from cli_parts.words import Form, complain, one_of, say
from kb import labels
from kb.errors import BadDecision
from kb.model import Alike, Body, NameInLetters

if TYPE_CHECKING:
    from kb import KnowledgeBase

HINT = 'Leg dat vast met: adviesspoor bodies --merge "NAAM" --into "NAAM" --by "UW NAAM", of het andere met --apart.'
WAYS = "--merge met --into, --apart met --from, --place met --in, of --undo"


def bodies(
    context: typer.Context,
    merge: Annotated[
        str | None, typer.Option(metavar="NAAM", help="Deze naam is van dezelfde organisatie als die bij --into.")
    ] = None,
    apart: Annotated[
        str | None, typer.Option(metavar="NAAM", help="Deze naam is van een andere organisatie dan die bij --from.")
    ] = None,
    from_: Annotated[str | None, typer.Option("--from", metavar="NAAM", help="De andere organisatie.")] = None,
    into: Annotated[str | None, typer.Option(metavar="NAAM", help="De naam die voortaan wordt getoond.")] = None,
    place: Annotated[
        str | None, typer.Option(metavar="NAAM", help="De brieven van deze organisatie horen bij de gemeente bij --in.")
    ] = None,
    in_: Annotated[list[str] | None, typer.Option("--in", metavar="GEMEENTE", help=PLACED_IN)] = None,
    undo: Annotated[
        str | None, typer.Option(metavar="NAAM", help="Trek het laatste besluit over deze naam in.")
    ] = None,
    by: Annotated[str, typer.Option(metavar="NAAM", help="Wie dit besluit.")] = "",
    reason: Annotated[str, typer.Option(metavar="TEKST", help="Waarom.")] = "",
    form: Annotated[
        Form, typer.Option("--format", parser=one_of(Form), metavar="VORM", help="text of json.")
    ] = Form.TEXT,
) -> None:
    """Toon welke organisaties schrijven, breng namen van één organisatie onder één naam, en zeg bij welke gemeente zij
    hoort.

    Wat in de brieven staat, verandert niet. Welke brieven bij elkaar horen, verandert alleen met --place: brieven van
    twee gemeenten horen niet bij elkaar. Een besluit over een naam geldt ook voor brieven die later komen.
    """
    from cli_parts.text import as_json

    alone = sum(name is not None for name in (merge, apart, place, undo)) < 2
    pairs = ((merge, into), (apart, from_), (place, in_))
    if not alone or any((one is None) != (other is None) for one, other in pairs):
        raise typer.BadParameter(f"Kies één van {WAYS}.")
    with open_seen(context) as kb:
        if merge or apart or place or undo:
            from ingest.pipeline import keep_linked

            if not by.strip():
                raise BadDecision('Zeg wie dit besluit, met --by "NAAM".')
            if place:
                made = kb.place_body(place, authorities_typed(in_ or ()), by=by, reason=reason)
                now = f'"{made.subject_id}" hoort bij {made.value or "geen gemeente"}'
            else:
                now = _decide(kb, merge, apart, into or from_ or "", undo or "", by, reason)
            keep_linked(kb)
            say(f"Vastgelegd door {by.strip()}: {now}.")
            return
        found, alike = kb.bodies(), kb.alike()
    if form is Form.JSON:
        say(as_json([_row(body, alike) for body in found]))
        return
    for body in found:
        say("\n".join(_lines(body)))
    if alike:
        say("\nWaarschijnlijk één organisatie:")
        say("\n".join(f'  "{one.name}" en "{one.into}": {one.why}' for one in alike))
        complain(HINT)
    if not found:
        complain("Er is nog niets; voeg documenten toe met: adviesspoor add PAD")


def _decide(
    kb: KnowledgeBase, merge: str | None, apart: str | None, other: str, undo: str, by: str, reason: str
) -> str:
    """What is so now."""
    if merge:
        made = kb.merge_bodies(merge, other, by=by, reason=reason)
        return f'"{made.subject_id}" staat onder "{made.value}"'
    if apart:
        made = kb.keep_bodies_apart(apart, other, by=by, reason=reason)
        return f'"{made.subject_id}" en "{made.value}" zijn twee organisaties'
    made = kb.withdraw(undo, by=by, reason=reason)
    return f'het laatste besluit over "{made.subject_id}" is ingetrokken'


def _lines(body: Body) -> Iterator[str]:
    yield f"{body.name}: {labels.letters(body)}"
    if body.authorities or body.placed:
        yield f"  hoort bij {labels.body_authorities(body)}"
    for each in body.names:
        if each.decision:
            decision = each.decision
            yield f"  ook {each.name}: {labels.letters(each)}"
            why = f": {decision.reason}" if decision.reason else ""
            yield f"    samengevoegd door {decision.by}, {labels.day(decision.at.date())}{why}"


def _row(body: Body, alike: tuple[Alike, ...]) -> dict[str, object]:
    near = [one.name if one.into == body.name else one.into for one in alike if body.name in (one.name, one.into)]
    placed = {"authorities": body.authorities, "placed_by": body.placed.by if body.placed else None}
    return {**_counts(body), **placed, "names": [_name_row(each) for each in body.names], "alike": near}


def _name_row(one: NameInLetters) -> dict[str, object]:
    made = one.decision
    return {
        **_counts(one),
        "by": made.by if made else None,
        "at": made.at.isoformat() if made else None,
        "reason": made.reason if made else None,
    }


def _counts(one: Body | NameInLetters) -> dict[str, object]:
    return {"name": one.name, "sent": one.sent, "received": one.received, "first": one.first, "last": one.last}
