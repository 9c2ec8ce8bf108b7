"""Names that stay the same from one export to the next."""

from __future__ import annotations

from urllib.parse import quote


def urn(kind: str, *names: str) -> str:
    return ":".join(["urn:adviesspoor", kind, *(quote(name, safe="") for name in names)])
