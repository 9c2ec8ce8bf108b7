"""Several letters in one file: which pages a document has of its file, and where a file seems to hold more than one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class PageRange:
    """Pages first..last of a file that has `total` pages; all count from 1."""

    first: int
    last: int
    total: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last <= self.total:
            raise ValueError(f"no range of pages: {self.first}..{self.last} of {self.total}")

    @property
    def numbers(self) -> range:
        return range(self.first, self.last + 1)

    @property
    def is_whole(self) -> bool:
        return self.last - self.first + 1 == self.total


class CutSign(StrEnum):
    """Why another document seems to begin on a page, in the words that a user reads."""

    LETTERHEAD = "briefhoofd of titel bovenaan"
    NUMBERING = "paginanummers beginnen opnieuw"
    CLOSING = "de brief ervoor is ondertekend"
    OTHER_WRITER = "andere afzender, datum of kenmerk"
    OUTLINE = "bladwijzer in de pdf"


@dataclass(frozen=True, slots=True)
class BundlePart:
    """One document that a file seems to hold, and why it seems to begin there (nothing for the first)."""

    first: int
    last: int
    signs: tuple[CutSign, ...] = ()
    title: str = ""
    sender: str | None = None
    date: date | None = None


@dataclass(frozen=True, slots=True)
class Cuts:
    """What to do with a file that holds several documents: keep it whole and propose, split as proposed, or cut it
    before each of these pages."""

    accept: bool = False
    before: tuple[int, ...] | None = None

    def ranges(self, total: int) -> tuple[PageRange, ...]:
        """The parts of a file of so many pages. Raises ValueError for a page that is not in it."""
        starts = sorted({1, *(self.before or ())})
        if starts[0] < 1 or starts[-1] > total:
            raise ValueError(f"pages 1..{total}, not {starts}")
        ends = [start - 1 for start in starts[1:]]
        return tuple(PageRange(first, last, total) for first, last in zip(starts, [*ends, total], strict=True))


PROPOSE = Cuts()
