"""What reading a document made that need not be made again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Kept:
    """What was found in the sentences of a document, with the identity of the reader that found it, and vectors.

    `found` is in the reader's own notation; empty without a `reader`. `vectors` are float32 rows by the digest of the
    text that they were made of, all by the embedder of that identity.
    """

    reader: str = ""
    found: str = ""
    embedder: str = ""
    vectors: Mapping[str, bytes] = field(default_factory=dict)


NOTHING_KEPT = Kept()
