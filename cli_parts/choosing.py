"""Which points `list recommendations` and `export` keep: the same options, read in one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.words import count, one_of
from kb.model import DocumentKind, PointFilter, Position, Status, TermState
from kb.trails.points import advisers_named

if TYPE_CHECKING:
    from kb.model import Point


class YesNo(StrEnum):
    """An answer."""

    YES = "ja"
    NO = "nee"


@dataclass(frozen=True, slots=True)
class PointOptions:
    """The options, each with what was given; see `spread`."""

    sender: Annotated[
        list[str] | None, typer.Option("--sender", metavar="NAAM", help="Wie adviseert, of een deel van de naam.")
    ] = None
    year: Annotated[
        list[int] | None, typer.Option("--year", parser=count, metavar="JAAR", help="Jaar van het advies, zoals 2024.")
    ] = None
    kind: Annotated[
        list[DocumentKind] | None,
        typer.Option(
            "--kind", parser=one_of(DocumentKind), metavar="SOORT", help=f"Soort document: {', '.join(DocumentKind)}."
        ),
    ] = None
    position: Annotated[
        list[Position] | None,
        typer.Option(
            "--position", parser=one_of(Position), metavar="STANDPUNT",
            help=f"Wat het antwoord zegt: {', '.join(Position)}.",
        ),
    ] = None  # fmt: skip
    status: Annotated[
        list[Status] | None,
        typer.Option(
            "--status", parser=one_of(Status), metavar="STATUS", help=f"Hoe ver het is beantwoord: {', '.join(Status)}."
        ),
    ] = None
    term: Annotated[
        list[TermState] | None,
        typer.Option(
            "--term", parser=one_of(TermState), metavar="TERMIJN", help=f"Hoe de termijn staat: {', '.join(TermState)}."
        ),
    ] = None
    judged: Annotated[
        YesNo | None,
        typer.Option(
            "--judged", parser=one_of(YesNo), metavar="JA/NEE",
            help="Of een mens het standpunt beoordeeld heeft: ja, nee.",
        ),
    ] = None  # fmt: skip
    words: Annotated[
        list[str] | None,
        typer.Option("--words", metavar="WOORD", help="Staat in de aanbeveling, het antwoord of de titel."),
    ] = None

    def __bool__(self) -> bool:
        """Whether one was given."""
        return self != PointOptions()

    def among(self, found: Iterable[Point]) -> PointFilter:
        """What they say; `found` are all points. NotFound when nobody with such a name advises."""
        return PointFilter(
            bodies=advisers_named(found, self.sender or ()),
            years=tuple(self.year or ()),
            kinds=tuple(self.kind or ()),
            positions=tuple(self.position or ()),
            statuses=tuple(self.status or ()),
            terms=tuple(self.term or ()),
            judged=None if self.judged is None else self.judged is YesNo.YES,
            words=tuple(word for each in self.words or () for word in each.split()),
        )
