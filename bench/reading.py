"""How fast is reading? Pages per second with layout, as a ratio to PyMuPDF's bare text of the same pages.

    python -m bench.reading [FOLDER …]

Files with a page that has no text layer stay out: OCR is another matter.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from bench.timing import Compared, compare
from ingest.read import read

CORPUS = Path(__file__).parents[1] / "corpus"


def main() -> None:
    """Print one line per file and one for all."""
    parser = argparse.ArgumentParser(description="Reading with layout beside PyMuPDF's bare text.")
    parser.add_argument("folders", type=Path, nargs="*", default=[CORPUS], help="folders with PDF files")
    all_pages, total = 0, Compared(0.0, 0.0)
    for path in _with_text(parser.parse_args().folders):
        data = path.read_bytes()
        pages, timed = len(_bare(data)), compare(partial(read, path, data), partial(_bare, data))
        _print(path.name, pages, timed)
        all_pages, total = all_pages + pages, total + timed
    if all_pages:
        _print("all", all_pages, total)


def _print(name: str, pages: int, timed: Compared) -> None:
    print(f"{name[:58]:58} {pages:4} pages {pages / timed.ours:7.0f} pages/s  ratio {timed.ratio:.2f}")


def _with_text(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for path in sorted(folder.rglob("*.pdf")):
            if all(map(_words, _bare(path.read_bytes()))):
                yield path


def _bare(data: bytes) -> list[Any]:
    """PyMuPDF's own text with boxes, per page."""
    import pymupdf

    opened: Any = pymupdf.open
    with opened(stream=data, filetype="pdf") as document:
        return [page.get_text("dict") for page in document]


def _words(page: Any) -> bool:
    return any("lines" in block for block in page["blocks"])


if __name__ == "__main__":
    main()
