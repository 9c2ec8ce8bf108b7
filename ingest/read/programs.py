"""Programs beside this one that help to read."""

from __future__ import annotations

import shutil
import subprocess

_SECONDS = 20.0  # that a program may take to say its version


def office() -> str | None:
    """Where LibreOffice stands on this machine; None when it is not there."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def version_of(program: str) -> str:
    """The first line of what a program tells as its version."""
    command = [program, "--version"]
    try:
        told = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        return "versie onbekend"
    return (told.stdout + told.stderr).strip().partition("\n")[0]
