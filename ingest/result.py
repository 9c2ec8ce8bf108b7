"""What a worker answers about a file. Apart from what reads, so that whoever only waits for it need not load that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.model import Reading

if TYPE_CHECKING:
    from ingest.read.part import Part


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file holds: a reading without its original bytes per document in it (none: an archive, which is only its
    parts), the files in it, and a Dutch sentence for every doubt."""

    readings: tuple[Reading, ...]
    parts: tuple[Part, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def reading(self) -> Reading | None:
        """The only document, or the first one."""
        return self.readings[0] if self.readings else None


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file was not read: one Dutch sentence."""

    message: str
