"""How fast is reading, and how much memory does it take? Beside what others do with the same pages, in one run.

    python -m bench.reading [FOLDER …]

Speed is pages per second of processor time of one core, the best of two rounds in which all take their turn, each in a
process of its own; memory is the peak of that process. Ours is reading with layout: order, furniture, headings, lists.
The others are installed for this only (`pip install pdfplumber pypdf docling-parse kreuzberg`, pdftotext from
poppler-utils), best in an environment of their own since docling-parse asks for an older typer; one that is not there
is named. OCR is held against Tesseract alone on the same pictures, on the clock.
"""

from __future__ import annotations

import argparse
import io
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[1] / "corpus"
ROUNDS = 2
Reader = Callable[[Path, bytes], object]


def _ours(path: Path, data: bytes) -> object:
    from ingest.read.files import read

    return read(path, data)


def _dict(path: Path, data: bytes) -> list[Any]:
    """PyMuPDF's own text with boxes, per page: the limit, since positions are needed."""
    import pymupdf

    opened: Any = pymupdf.open
    with opened(stream=data, filetype="pdf") as document:
        return [page.get_text("dict") for page in document]


def _text(path: Path, data: bytes) -> object:
    import pymupdf

    opened: Any = pymupdf.open
    with opened(stream=data, filetype="pdf") as document:
        return [page.get_text() for page in document]


def _pdfplumber(path: Path, data: bytes) -> object:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_text() for page in document.pages]


def _pypdf(path: Path, data: bytes) -> object:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def _docling(path: Path, data: bytes) -> object:
    from docling_parse.pdf_parser import DoclingPdfParser

    document = DoclingPdfParser(loglevel="fatal").load(io.BytesIO(data))
    return [len(page.textline_cells) for _, page in document.iterate_pages()]


def _kreuzberg(path: Path, data: bytes) -> object:
    from kreuzberg import extract_bytes_sync

    return extract_bytes_sync(data, "application/pdf")


def _pdftotext(path: Path, data: bytes) -> object:
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout


PEERS: dict[str, Reader] = {
    "adviesspoor": _ours, "pymupdf dict": _dict, "pymupdf text": _text, "pdftotext": _pdftotext,
    "kreuzberg": _kreuzberg, "pypdf": _pypdf, "docling-parse": _docling, "pdfplumber": _pdfplumber,
}  # fmt: skip


def main() -> None:
    """Print a table of all readers, and the line about OCR."""
    parser = argparse.ArgumentParser(description="Reading with layout beside other readers of PDF.")
    parser.add_argument("folders", type=Path, nargs="*", default=[CORPUS], help="folders with PDF files")
    parser.add_argument("--peer", choices=PEERS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peer:
        print(json.dumps(_measured(PEERS[given.peer], given.folders)))
        return
    files = [path for folder in given.folders for path in sorted(folder.rglob("*.pdf"))]
    with_text = [path for path in files if all(map(_words, _dict(path, path.read_bytes())))]
    pages = sum(len(_dict(path, path.read_bytes())) for path in with_text)
    print(f"{pages} pages of {len(with_text)} files with a text layer\n")
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in PEERS}
    for _ in range(ROUNDS):
        for name in PEERS:
            command = [sys.executable, "-m", "bench.reading", "--peer", name, *map(str, with_text)]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode == 0:
                found[name].append(tuple(json.loads(done.stdout.splitlines()[-1])))
    _table(found, pages)
    for path in [path for path in files if path not in with_text]:
        _ocr(path)


def _table(found: dict[str, list[tuple[float, float]]], pages: int) -> None:
    best = {name: (min(s for s, _ in runs), min(m for _, m in runs)) for name, runs in found.items() if runs}
    print(f"{'':15} {'pages/s':>9} {'of dict':>9} {'ours is':>9} {'peak MB':>9}")
    for name in PEERS:
        if name not in best:
            print(f"{name:15} is not installed")
            continue
        seconds, memory = best[name]
        to_dict, faster = best["pymupdf dict"][0] / seconds, seconds / best["adviesspoor"][0]
        print(f"{name:15} {pages / seconds:9.0f} {to_dict:9.2f} {faster:8.2f}x {memory:9.0f}")


def _measured(reader: Reader, files: Sequence[Path]) -> tuple[float, float]:
    """(seconds of processor time, peak memory in MB) of reading all files, once everything is loaded."""
    held = [(path, path.read_bytes()) for path in files]
    reader(*held[0])
    begun = _spent()
    for path, data in held:
        reader(path, data)
    return _spent() - begun, _peak_memory(of_children=reader is _pdftotext)


def _spent() -> float:
    """Seconds of processor time of this process and its children; `os.times` counts in hundredths, which is a tenth of
    what a set of letters takes."""
    import resource

    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(each.ru_utime + each.ru_stime for each in used)


def _peak_memory(of_children: bool) -> float:
    """In MB. What the system counts since the fork includes the process that forked, so Linux is asked for its own."""
    import resource

    status = Path("/proc/self/status")
    if status.exists() and not of_children:
        return next(int(line.split()[1]) for line in status.open() if line.startswith("VmHWM")) / 1_000
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    who = resource.RUSAGE_CHILDREN if of_children else resource.RUSAGE_SELF  # Unix only, like the whole bench
    return resource.getrusage(who).ru_maxrss / unit


def _ocr(path: Path) -> None:
    """Reading a scan beside Tesseract alone on its pictures, which are made beforehand; both on all cores."""
    from ingest.read.files import read
    from ingest.read.pdf import page_pictures

    data = path.read_bytes()
    pictures = list(page_pictures(data, range(1, len(_dict(path, data)) + 1)))
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}

    def alone(number: int) -> None:
        picture = pictures[number]
        command = ["tesseract", "stdin", "stdout", "-l", "nld", "--dpi", str(picture.dpi), "tsv"]
        subprocess.run(command, input=picture.data, capture_output=True, check=True, env=environment)

    def everything() -> None:
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(alone, range(len(pictures))))

    read(path, data)
    ours, theirs = [], []
    for _ in range(3):
        theirs.append(_seconds(everything))
        ours.append(_seconds(lambda: read(path, data)))
    print(f"\nOCR of {path.name}, {len(pictures)} pages: {min(ours):.2f} s,", end=" ")
    print(f"Tesseract alone {min(theirs):.2f} s: {min(ours) / min(theirs):.2f} of its time")


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _words(page: Any) -> bool:
    return any("lines" in block for block in page["blocks"])


if __name__ == "__main__":
    main()
