"""`doctor` on the command line: what works on this machine and in this knowledge base, and how to get what does not."""

from __future__ import annotations

import platform
import shutil
from collections.abc import Iterator
from pathlib import Path

import typer

from cli_parts.words import say
from kb.errors import AdviesspoorError
from kb.health import Finding, Grade, examine, health
from kb.labels import amount

WORDS = "De adviesraad adviseert het college om de wachttijd te verkorten."


def doctor(context: typer.Context) -> None:
    """Kijk na of alles werkt: programma, taalmodel, tekstherkenning, map, opslag en zoekindex."""
    from kb.settings import home_folder

    found: list[Finding] = []
    for finding in (*_machine(), *health(home_folder(context.obj))):
        found.append(finding)
        say(f"{finding.grade:<8} {finding.subject}: {finding.text}")
    wrong = sum(finding.grade is Grade.WRONG for finding in found)
    if wrong:
        raise AdviesspoorError(f"{amount(wrong, 'ding is', 'dingen zijn')} niet in orde: zie de regels met “fout”.")


def _machine() -> Iterator[Finding]:
    from importlib.metadata import version

    yield Finding("adviesspoor", Grade.FINE, f"{version('adviesspoor')}, Python {platform.python_version()}")
    yield examine("bibliotheken", _libraries)
    yield examine("taalmodel", _model)
    yield examine("Nederlands", _dutch)
    yield examine("Tesseract", _tesseract)
    yield examine("LibreOffice", _office)


def _libraries() -> Finding:
    from importlib.metadata import PackageNotFoundError, requires, version

    needed = [line.partition(";") for line in requires("adviesspoor") or ()]
    names = [_name(line) for line, _, condition in needed if "extra ==" not in condition]
    versions: dict[str, str] = {}
    for name in names:
        try:
            versions[name] = version(name)
        except PackageNotFoundError:
            continue
    missing = [name for name in names if name not in versions]
    if missing:
        text = f"{', '.join(missing)} ontbreekt: installeer adviesspoor opnieuw met pip"
        return Finding("bibliotheken", Grade.WRONG, text)
    return Finding("bibliotheken", Grade.FINE, ", ".join(f"{name} {found}" for name, found in versions.items()))


def _name(requirement: str) -> str:
    """The name before a bound or an extra."""
    ends = [requirement.index(mark) for mark in "<>=!~[ (" if mark in requirement]
    return requirement[: min(ends, default=len(requirement))]


def _model() -> Finding:
    from kb.search.embedding import OnnxEmbedder

    model = OnnxEmbedder()
    row = model.passages([WORDS])[0]
    return Finding("taalmodel", Grade.FINE, f"{model.identity}, {len(row)} getallen per passage")


def _dutch() -> Finding:
    from ingest.dutch.pipeline import VERSION, analyse

    sentences = next(iter(analyse([WORDS])))
    if not any(sentence.rules for sentence in sentences):
        text = "de regels vinden een gewone aanbeveling niet: installeer adviesspoor opnieuw"
        return Finding("Nederlands", Grade.WRONG, text)
    return Finding("Nederlands", Grade.FINE, VERSION)


def _tesseract() -> Finding:
    from ingest.read.programs import version_of
    from ingest.read.scan import can_read_scans

    how = "installeer tesseract-ocr en tesseract-ocr-nld; zonder worden scans niet gelezen"
    if shutil.which("tesseract") is None:
        return Finding("Tesseract", Grade.NOTE, f"ontbreekt: {how}")
    if not can_read_scans():
        return Finding("Tesseract", Grade.NOTE, f"zonder Nederlands (nld): {how}")
    return Finding("Tesseract", Grade.FINE, f"{version_of('tesseract')} met Nederlands (nld)")


def _office() -> Finding:
    from ingest.read.programs import office

    place = office()
    if place is None:
        text = "ontbreekt: installeer LibreOffice; zonder worden oude Word-bestanden (.doc) niet gelezen"
        return Finding("LibreOffice", Grade.NOTE, text)
    return Finding("LibreOffice", Grade.FINE, str(Path(place)))
