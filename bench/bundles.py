"""How well the letters in a bundle are told apart: documents joined to bundles, and the same documents alone.

    python -m bench.bundles [FOLDER …]

Half of the documents (by the sha256 of their bytes) may be used for tuning; the other half says what it is worth. A
document alone, and a report in which a letter is bound, must give no cut.
"""

from __future__ import annotations

import hashlib
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.letterhead.bundle import proposal
from ingest.read.files import Limits, read
from kb.errors import UnreadableFile
from kb.model import BundlePart

ROOT = Path(__file__).parents[1]
SUFFIXES = (".pdf", ".txt", ".docx")
BUNDLES = 60  # of each half
MOST = 6  # documents in a bundle
NO_OCR = Limits(ocr=False)


@dataclass(frozen=True, slots=True)
class Bundle:
    """A file, the pages on which its documents begin (without the first), and what it is made of."""

    data: bytes
    cuts: frozenset[int]
    names: tuple[str, ...]


def main(folders: Sequence[Path]) -> None:
    paths = [path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in SUFFIXES]
    for half, name in enumerate(("for tuning", "kept apart")):
        chosen = [path for path in paths if hashlib.sha256(path.read_bytes()).digest()[0] % 2 == half]
        print(f"== {name}: {len(chosen)} documents")
        alone = [cut for path in chosen for cut in _alone(path)]
        print(f"cuts in single documents: {len(alone)} {alone[:8]}")
        for outline in (False, True):
            _measure(list(_bundles(chosen, outline)), "with an outline" if outline else "without an outline")


def _measure(bundles: Sequence[Bundle], name: str) -> None:
    right = wrong = missed = whole = 0
    for bundle in bundles:
        found = {part.first for part in _found(bundle.data)[1:]}
        right += len(found & bundle.cuts)
        wrong += len(found - bundle.cuts)
        missed += len(bundle.cuts - found)
        whole += found == bundle.cuts
        if found != bundle.cuts and "-v" in sys.argv:
            print(f"  {bundle.names}: {sorted(found)} for {sorted(bundle.cuts)}")
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    said = f"cuts {right} right, {wrong} wrong, {missed} missed; precision {precision:.3f}, recall {recall:.3f}"
    print(f"{len(bundles)} bundles {name}: {said}; wholly right {whole}")


def _alone(path: Path) -> Iterator[str]:
    pdf = _pdf_of(path)
    yield from (f"{path.name}:{part.first}" for part in _found(pdf)[1:])


def _found(data: bytes) -> tuple[BundlePart, ...]:
    try:
        raw = read(Path("bundel.pdf"), data, NO_OCR)
    except UnreadableFile:
        return ()
    return proposal(raw.pages, raw.outline)


def _bundles(paths: Sequence[Path], outline: bool) -> Iterator[Bundle]:
    chance = random.Random(7)
    for _ in range(BUNDLES):
        yield joined(chance.sample(paths, chance.randint(2, MOST)), outline, cover=chance.random() < 0.3)


def joined(paths: Sequence[Path], outline: bool, cover: bool) -> Bundle:
    """The documents in one file, as somebody who puts incoming letters together makes it."""
    import pymupdf

    whole, cuts, marks = pymupdf.open(), [], []  # type: ignore[no-untyped-call]
    if cover:
        page = whole.new_page()
        page.insert_text((72, 120), "Ingekomen stukken", fontsize=24)
        page.insert_text((72, 160), "Bundel voor de commissie van 14 mei 2025", fontsize=12)
    for path in paths:
        with pymupdf.open(stream=_pdf_of(path), filetype="pdf") as one:  # type: ignore[no-untyped-call]
            cuts.append(len(whole) + 1)
            marks.append([1, path.stem, len(whole) + 1])
            whole.insert_pdf(one)
    whole.set_toc(marks if outline else [])
    return Bundle(whole.tobytes(), frozenset(cuts) - {1}, tuple(path.name for path in paths))


def _pdf_of(path: Path) -> bytes:
    import pymupdf

    if path.suffix == ".pdf":
        return path.read_bytes()
    with pymupdf.open(path) as document:  # type: ignore[no-untyped-call]
        return bytes(document.convert_to_pdf())


if __name__ == "__main__":
    main([Path(each) for each in sys.argv[1:] if each != "-v"] or [ROOT / "corpus"])
