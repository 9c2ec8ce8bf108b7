"""What readers hand to each other: files that stand in a file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

_BYTES = 250  # what a file system takes for a name
_CONTROL = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Part:
    """A file within a file: an attachment, a member of an archive. With a `problem`, one Dutch sentence that begins
    behind the name of the file, there are no bytes."""

    name: str
    data: bytes
    problem: str | None = None


def legible(name: str) -> str:
    """A name with "�" for the bytes that are no text, as an old disk or archive may have them."""
    return name.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def shown_name(raw: str) -> str:
    """A name from a mail or an archive as it can be shown: never a path, nothing invisible, at most 120 characters.
    "bijlage" when nothing is left."""
    parts = [part for part in PurePosixPath(legible(raw).replace("\\", "/")).parts if part not in ("/", "..", ".")]
    name = _CONTROL.sub("", parts[-1] if parts else "").strip()
    if len(name) > 120 or len(name.encode("utf-8", "replace")) > _BYTES:
        suffix = PurePosixPath(name).suffix[:10]
        stem = name[: 120 - len(suffix)].encode("utf-8", "replace")[: _BYTES - len(suffix.encode("utf-8", "replace"))]
        name = stem.decode("utf-8", "ignore") + suffix
    return name or "bijlage"
