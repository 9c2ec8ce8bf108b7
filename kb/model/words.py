"""How many words a file holds, and what became of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Apart(StrEnum):
    """Why words of a file are in no passage."""

    FURNITURE = "kop, voet, kantlijn of inhoudsopgave"
    LABEL = "nummer of opsommingsteken"
    UNTICKED = "niet aangekruist"
    UNFILLED = "niet ingevuld"
    HIDDEN = "verborgen of zwartgelakt"
    DELETED = "verwijderd in een concept"
    STRUCK = "doorgehaald"
    COMMENT = "opmerking bij de tekst"
    NOTE_MARK = "verwijzing naar een noot"
    OLDER_MESSAGE = "ouder bericht, als eigen document"
    OTHER_FORM = "tweede vorm van dezelfde tekst"


@dataclass(frozen=True, slots=True)
class WordCount:
    """The words of a file by a count that no reader had a hand in: how many stand in passages, how many were set apart
    and why. `lost_on` are the pages on which words are missing; empty for a file without pages."""

    in_file: int
    read: int
    set_apart: tuple[tuple[Apart, int], ...] = ()
    lost_on: tuple[int, ...] = ()

    @property
    def missing(self) -> int:
        """Words that became neither."""
        return self.in_file - self.read - sum(count for _, count in self.set_apart)

    def __add__(self, other: WordCount) -> WordCount:
        """Both files together; pages are then no longer told apart."""
        apart = dict(self.set_apart)
        for reason, count in other.set_apart:
            apart[reason] = apart.get(reason, 0) + count
        kept = tuple((reason, apart[reason]) for reason in Apart if reason in apart)
        return WordCount(self.in_file + other.in_file, self.read + other.read, kept)


NO_WORDS = WordCount(0, 0)
