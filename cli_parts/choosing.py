"""Which points `list recommendations` and `export` keep: the same options, read in one place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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
            bodies=_bodies(found, self.sender or ()),
            years=tuple(self.year or ()),
            kinds=tuple(self.kind or ()),
            positions=tuple(self.position or ()),
            statuses=tuple(self.status or ()),
            terms=tuple(self.term or ()),
            judged=None if self.judged is None else self.judged is YesNo.YES,
            words=tuple(word for each in self.words or () for word in each.split()),
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
