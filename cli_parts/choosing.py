"""Which points `list recommendations` and `export` keep: the same options, read in one place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.words import count, one_of
from kb.letters.authorities import chosen_among
from kb.model import DocumentKind, Filter, PointFilter, Position, Status, TermState
from kb.trails.points import advisers_named, points

if TYPE_CHECKING:
    from kb import KnowledgeBase
    from kb.model import Point

MUNICIPALITY = (
    "Gemeente, provincie of waterschap: naam, deel van de naam of code in TOOI; onbekend: waar niemand het weet."
)


PLACED_IN = "Gemeente, provincie of waterschap, bij de hele naam; mag vaker; geen: bij geen enkele."
NONE = "geen"


def authorities_typed(names: Iterable[str]) -> list[str]:
    """The names behind --in."""
    return [name for name in names if name != NONE]


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
    municipality: Annotated[list[str] | None, typer.Option("--municipality", metavar="NAAM", help=MUNICIPALITY)] = None
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

    @property
    def about_points(self) -> bool:
        """Whether one was given that says something of recommendations only."""
        return replace(self, municipality=None) != PointOptions()

    def of(self, kb: KnowledgeBase) -> Filter:
        """Which documents they keep. NotFound when there is no such municipality."""
        return Filter(authorities=chosen_among(kb.authorities(), self.municipality or ()))

    def where(self, kb: KnowledgeBase, document_ids: tuple[str, ...]) -> Filter:
        """What goes in a file: of a municipality all that is loaded, of other choices the points with what belongs to
        them."""
        asked = replace(self.among(kb, points(kb.advices())), authorities=())
        return replace(self.of(kb), document_ids=document_ids, points=asked)

    def among(self, kb: KnowledgeBase, found: Iterable[Point]) -> PointFilter:
        """What they say; `found` are all points. NotFound when nobody with such a name advises, or in no such
        municipality."""
        return PointFilter(
            bodies=advisers_named(found, self.sender or ()),
            authorities=self.of(kb).authorities,
            years=tuple(self.year or ()),
            kinds=tuple(self.kind or ()),
            positions=tuple(self.position or ()),
            statuses=tuple(self.status or ()),
            terms=tuple(self.term or ()),
            judged=None if self.judged is None else self.judged is YesNo.YES,
            words=tuple(word for each in self.words or () for word in each.split()),
        )
