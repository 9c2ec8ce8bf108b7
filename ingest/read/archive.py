"""ZIP: the files in it, unpacked in memory; its paths are names to show and never places to write to."""

from __future__ import annotations

import io
import lzma
import zlib
from collections.abc import Iterator
from zipfile import BadZipFile, ZipFile, ZipInfo

from ingest.read.part import Part, shown_name
from kb.errors import UnreadableFile
from kb.settings import Limits

_BESIDE = ("thumbs.db", "desktop.ini", ".ds_store")  # what systems leave behind in folders
_ENCRYPTED = 0x1


def open_zip(name: str, data: bytes, limits: Limits) -> ZipFile:
    """A ZIP file that is not too large when unpacked. UnreadableFile when it is broken or a bomb."""
    try:
        archive = ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError) as error:
        raise UnreadableFile(
            f"{name} is beschadigd en kan niet worden geopend; lever het bestand opnieuw aan."
        ) from error
    # zipfile never yields more than the size that is declared here, so a lie about it is no way around the bound.
    if sum(member.file_size for member in members) > limits.max_unpacked_megabytes * 1_000_000:
        raise UnreadableFile(
            f"{name} wordt uitgepakt groter dan {limits.max_unpacked_megabytes} MB; lever de bestanden los aan."
        )
    return archive


def unpack(name: str, archive: ZipFile, limits: Limits) -> tuple[Part, ...]:
    """The files in an archive, in its order; those that systems leave behind stay out. UnreadableFile when there are
    none or too many."""
    members = [member for member in archive.infolist() if not _is_beside(member)]
    if not members:
        raise UnreadableFile(f"In {name} staat geen bestand; lever de bestanden los aan.")
    if len(members) > limits.max_parts:
        raise UnreadableFile(
            f"In {name} staan meer dan {limits.max_parts} bestanden; verdeel ze over meer zip-bestanden."
        )
    return tuple(_parts(archive, members))


def _parts(archive: ZipFile, members: list[ZipInfo]) -> Iterator[Part]:
    for member in members:
        name = shown_name(member.filename)
        if member.flag_bits & _ENCRYPTED:
            yield Part(name, b"", "is beveiligd met een wachtwoord; pak het uit en lever het zonder wachtwoord aan.")
            continue
        try:
            yield Part(name, archive.read(member))
        except (BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, NotImplementedError, ValueError):
            yield Part(name, b"", "is beschadigd en kan niet worden uitgepakt; lever het bestand los aan.")


def _is_beside(member: ZipInfo) -> bool:
    parts = member.filename.replace("\\", "/").split("/")
    return member.is_dir() or parts[0] == "__MACOSX" or parts[-1].lower() in _BESIDE or parts[-1].startswith("._")
