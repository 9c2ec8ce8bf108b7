"""Whether another machine reads as this one does: what it reads with, held against what is here."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from ingest.dutch.kept import reader
from ingest.read.programs import office, version_of
from ingest.read.scan import languages

PROJECT = Path(__file__).parents[2]
PACKAGES = ("ingest", "kb")  # all that reads, with its rules and models
LIBRARIES = (
    "compressed-rtf", "distributed", "lxml", "numpy", "olefile", "onnxruntime", "pymupdf", "pypdfium2", "python-docx",
    "spacy", "striprtf", "tokenizers",
)  # fmt: skip
NONE = "niets"


@cache
def makings(pipeline: str, *, ocr: bool) -> dict[str, str]:
    """What files are read with here, by name: the program to the byte, the libraries, the spaCy pipeline of this name,
    and with `ocr` what reads scans."""
    made = {"Adviesspoor": _program(), "Python": platform.python_version().rpartition(".")[0]}
    made |= {name: _version(name) for name in LIBRARIES}
    made["pijplijn voor Nederlands"] = reader(pipeline)
    place = office()
    made["LibreOffice"] = version_of(place) if place else NONE
    if ocr:
        made["Tesseract"] = f"{version_of('tesseract')} ({'+'.join(languages())})" if languages() else NONE
    return made


def difference(here: Mapping[str, str], there: Mapping[str, str]) -> str:
    """The first thing that is not the same, for the user; "" when the other machine reads as this one does."""
    for name, own in here.items():
        other = there.get(name, NONE)
        if other != own:
            return f"{name} is daar {other} en hier {own}"
    return ""


def _program() -> str:
    """The version, and a digest of every file that reading may depend on, whatever ends its lines."""
    seen = hashlib.sha256()
    for path in _files():
        seen.update(path.relative_to(PROJECT).as_posix().encode())
        seen.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return f"{_version('adviesspoor')} ({seen.hexdigest()[:8]})"


def _files() -> Iterator[Path]:
    for package in PACKAGES:
        found = (each for each in (PROJECT / package).rglob("*") if each.is_file() and "__pycache__" not in each.parts)
        yield from sorted(found, key=Path.as_posix)  # by itself it is another order on Windows


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return NONE
