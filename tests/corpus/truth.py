"""The truth about the demonstration letters (`sporen.toml`) and their words, as tests want to see them."""
# mypy: disable-error-code="no-untyped-call"

from __future__ import annotations

import re
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import docx
import pymupdf

from bench.corpus.build import TEXTS
from bench.corpus.letters import STYLES
from bench.corpus.source import read_source

HERE = Path(__file__).parent
CORPUS = HERE.parent.parent / "corpus"
SUFFIXES = {".pdf", ".docx", ".txt"}


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that stand in a file: on this page, or anywhere when the format has none."""

    file: str
    text: str
    page: int | None


@cache
def truth() -> dict[str, Any]:
    """All of `sporen.toml`."""
    return tomllib.loads((HERE / "sporen.toml").read_text(encoding="utf-8"))


def letters() -> list[Path]:
    """The files of the corpus, by name."""
    return sorted(path for path in CORPUS.iterdir() if path.suffix in SUFFIXES)


def scans() -> set[str]:
    """The files whose words are only a picture."""
    return {each["bestand"] for each in truth()["document"] if each.get("scan")}


@cache
def pages(path: Path) -> tuple[str, ...]:
    """The words of every page with single spaces; a file without pages is one page. A scan: before it was scanned."""
    if path.name in scans():
        return _before_the_scan(path)
    if path.suffix == ".pdf":
        with pymupdf.open(path) as pdf:
            return tuple(_spaced(pdf[number].get_text()) for number in range(pdf.page_count))
    if path.suffix == ".docx":
        word = docx.Document(str(path))
        cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
        return (_spaced(" ".join([*(paragraph.text for paragraph in word.paragraphs), *cells])),)
    return (_spaced(path.read_text(encoding="utf-8")),)


def _before_the_scan(path: Path) -> tuple[str, ...]:
    source = read_source(TEXTS / f"{path.stem}.txt")
    with tempfile.TemporaryDirectory() as folder:
        clean = Path(folder, "clean.pdf")
        STYLES[source.get("vorm")](source).save(clean, "", source.day)
        return pages(clean)


def quotes() -> Iterator[Quote]:
    """Everything that the truth says stands somewhere."""
    known = truth()
    for trail in known["spoor"]:
        for advice in trail["aanbeveling"]:
            yield Quote(trail["advies"], advice["tekst"], advice.get("pagina"))
            yield from (Quote(trail["advies"], advice["tekst"], page) for page in advice.get("ook_op", ()))
            yield from (_quote(answer) for answer in advice.get("antwoord", ()))
    for request in known["verzoek"]:
        yield _quote(request)
        yield from (_quote(answer) for answer in request.get("antwoord", ()))
    for commitment in known["toezegging"]:
        yield _quote(commitment)
        if proof := commitment.get("nagekomen"):
            yield _quote(proof)
    for link in known["verband"]:
        yield from (_quote(link["van"]), _quote(link["naar"]))
    yield from (_quote(each) for each in known["schijn"])


def _quote(entry: dict[str, Any]) -> Quote:
    return Quote(entry["bestand"], entry["tekst"], entry.get("pagina"))


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)
