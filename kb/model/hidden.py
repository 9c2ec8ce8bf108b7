"""What of a document is hidden when residents' data are not to be seen, and what people changed in that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Correction:
    """A person wants these words of a document hidden, or shown after all. Append-only; the last one counts."""

    document_id: str
    text: str
    hide: bool
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Hidden:
    """What stands behind one label: all ways in which it is written in the document, and how often these stand there.

    `shown`: found, and shown after all because a person wants it. `correction` is what a person said about it.
    """

    label: str  # "[persoon 1]"
    kind: str  # "persoon"
    texts: tuple[str, ...]
    times: int
    shown: bool = False
    correction: Correction | None = None
