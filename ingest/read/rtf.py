"""RTF: its words and paragraphs; type and tables are not kept, cells come with a bar between them."""

from __future__ import annotations

import re

from ingest.layout import RawPage, plain_pages
from kb.errors import UnreadableFile


def read_rtf(name: str, data: bytes) -> tuple[RawPage, ...]:
    """The text of an RTF file as one page without boxes. UnreadableFile when there is no end to it."""
    from striprtf.striprtf import rtf_to_text

    if data.count(b"{") > 200_000 or data.count(b"{") - data.count(b"}") > 50:
        raise UnreadableFile(f"{name} is beschadigd of afgebroken; sla het opnieuw op als .rtf of lever een pdf aan.")
    try:
        text = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, IndexError, RecursionError) as error:
        raise UnreadableFile(
            f"{name} is beschadigd en kan niet als rtf worden geopend; sla het opnieuw op of lever een pdf aan."
        ) from error
    # A paragraph ends in one line feed, and a cell in a bar: to the layout a paragraph is what stands between blanks.
    rows = [re.sub(r"\s*\|\s*", " | ", row).strip().removesuffix("|").strip() for row in text.split("\n")]
    return plain_pages("\n\n".join(rows))
