"""The bookmarks of a PDF: where its makers say that something begins."""

from __future__ import annotations

from typing import Any

from kb.silence import keep_silent


def outline_of(document: Any) -> tuple[int, ...]:
    """The pages to which the highest entries lead, each once; none when there are no bookmarks or they are damaged."""
    keep_silent()
    import pymupdf

    try:
        entries = document.get_toc(simple=True)
    except (pymupdf.mupdf.FzErrorBase, RuntimeError, ValueError, TypeError, KeyError, IndexError):
        return ()
    highest = min((level for level, _, _ in entries), default=1)
    return tuple(sorted({page for level, _, page in entries if level == highest and page > 0}))
