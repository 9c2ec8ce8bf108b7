"""Word files of before 2007 (DOC), by way of LibreOffice where that is installed."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from ingest.read.programs import office
from kb.errors import UnreadableFile

_SECONDS = 100


def to_docx(name: str, data: bytes) -> bytes:
    """The same document as DOCX. UnreadableFile when there is no LibreOffice or it cannot read the file."""
    program = office()
    if program is None:
        raise UnreadableFile(
            f"{name} is een oud Word-bestand; sla het op als .docx of pdf, of installeer LibreOffice op deze computer."
        )
    with TemporaryDirectory() as folder:
        (Path(folder) / "brief.doc").write_bytes(data)
        # A profile of its own: a LibreOffice that is open on this computer would else take the work over.
        profile = f"-env:UserInstallation={(Path(folder) / 'profiel').as_uri()}"
        command = [program, profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", folder]
        try:
            subprocess.run(
                [*command, str(Path(folder) / "brief.doc")],
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=False,
                timeout=_SECONDS,
            )
            return (Path(folder) / "brief.docx").read_bytes()
        except (subprocess.TimeoutExpired, FileNotFoundError) as error:
            raise UnreadableFile(f"{name} kan niet worden omgezet; sla het in Word op als .docx of pdf.") from error
