"""Which points `list recommendations` and `export` keep: the same options, read in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.words import count, one_of
from kb.errors import NotFound
from kb.model import DocumentKind, PointFilter, Position, Status, TermState

if TYPE_CHECKING:
    from kb.model import Point


class YesNo(StrEnum):
    """An answer."""

    YES = "ja"
    NO = "nee"


Senders = Annotated[
    list[str] | None, typer.Option("--sender", metavar="NAAM", help="Wie adviseert, of een deel van de naam.")
]
Years = Annotated[
    list[int] | None, typer.Option("--year", parser=count, metavar="JAAR", help="Jaar van het advies, zoals 2024.")
]
Kinds = Annotated[
    list[DocumentKind] | None,
    typer.Option(
        "--kind", parser=one_of(DocumentKind), metavar="SOORT", help=f"Soort document: {', '.join(DocumentKind)}."
    ),
]
Positions = Annotated[
    list[Position] | None,
    typer.Option(
        "--position", parser=one_of(Position), metavar="STANDPUNT",
        help=f"Wat het antwoord zegt: {', '.join(Position)}.",
    ),
]  # fmt: skip
Statuses = Annotated[
    list[Status] | None,
    typer.Option(
        "--status", parser=one_of(Status), metavar="STATUS", help=f"Hoe ver het is beantwoord: {', '.join(Status)}."
    ),
]
Terms = Annotated[
    list[TermState] | None,
    typer.Option(
        "--term", parser=one_of(TermState), metavar="TERMIJN", help=f"Hoe de termijn staat: {', '.join(TermState)}."
    ),
]
Judged = Annotated[
    YesNo | None,
    typer.Option(
        "--judged", parser=one_of(YesNo), metavar="JA/NEE", help="Of een mens het standpunt beoordeeld heeft: ja, nee."
    ),
]
Words = Annotated[
    list[str] | None,
    typer.Option("--words", metavar="WOORD", help="Staat in de aanbeveling, het antwoord of de titel."),
]


def asked(
    found: Iterable[Point],
    sender: Sequence[str] | None,
    year: Sequence[int] | None,
    kind: Sequence[DocumentKind] | None,
    position: Sequence[Position] | None,
    status: Sequence[Status] | None,
    term: Sequence[TermState] | None,
    judged: YesNo | None,
    words: Sequence[str] | None,
) -> PointFilter:
    """What the options say; `found` are all points. NotFound when nobody with such a name advises."""
    return PointFilter(
        bodies=_bodies(found, sender or ()),
        years=tuple(year or ()),
        kinds=tuple(kind or ()),
        positions=tuple(position or ()),
        statuses=tuple(status or ()),
        terms=tuple(term or ()),
        judged=None if judged is None else judged is YesNo.YES,
        words=tuple(word for each in words or () for word in each.split()),
    )


def _bodies(found: Iterable[Point], parts: Sequence[str]) -> tuple[str, ...]:
    if not parts:
        return ()
    named = bodies_named(((point.body, point.advice.body_in_letter) for point in found), parts)
    if not named:
        raise NotFound(f"Er is geen adviseur met {' of '.join(parts)} in de naam; zie adviesspoor bodies.")
    return named


def bodies_named(known: Iterable[tuple[str | None, str | None]], parts: Sequence[str]) -> tuple[str, ...]:
    """The bodies that have one of these parts in their name, upper and lower case alike: in the one name or in the one
    that a letter has, which stands beside it."""
    named = {(body, f"{body}\n{written}".casefold()) for body, written in known if body}
    return tuple(sorted({body for body, names in named if any(part.casefold() in names for part in parts)}))
