"""Where the knowledge base lives, and what `instellingen.toml` in that folder says."""

from __future__ import annotations

import os
import re
import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from kb.errors import BadSettings, because

FILE = "instellingen.toml"
STORE = "store.sqlite"


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may cost; a file that asks for more is reported and the rest goes on.

    A megabyte is 1,000,000 bytes. `max_seconds` is the time without a sign of progress (OCR shows one after every
    page), `max_memory_megabytes` that of the process which reads with the programs it started. `max_parts`,
    `max_depth` and `max_unpacked_megabytes` bound the files that come out of an archive, a mail or a document, all
    layers together.
    """

    max_megabytes: int = 200
    max_unpacked_megabytes: int = 500
    max_parts: int = 500
    max_depth: int = 4
    max_pages: int = 1500
    max_seconds: int = 120
    max_memory_megabytes: int = 2000
    ocr: bool = True


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, each with the value that works without a file.

    `embedder` is a model for sentence-transformers, by folder or name; empty: the packaged one. `database` is an
    SQLAlchemy URL; empty: `store.sqlite` in the folder. `pijplijn` is a spaCy pipeline for Dutch, by name or folder;
    empty: the packaged one. `chroma` is the URL of a Chroma server for the vectors (empty: they stand in the folder),
    `chroma_token` what is shown to a proxy before it (empty: nothing). `adres` is where people have the app: links in
    an export lead there (empty: no links). `privacy` hides residents' data in all that is shown and exported. `token`
    is what other programs show who ask over HTTP (empty: none, and only this computer may ask).
    """

    embedder: str = ""
    query_prefix: str = ""
    passage_prefix: str = ""
    database: str = ""
    pijplijn: str = ""
    chroma: str = ""
    chroma_token: str = ""
    adres: str = "http://localhost:8501"
    privacy: bool = False
    token: str = ""
    limits: Limits = Limits()


def home_folder(given: Path | None = None) -> Path:
    """The folder that was given, else ADVIESSPOOR_HOME, else the place that this system has for a user's data."""
    if given is not None:
        return given
    if named := os.environ.get("ADVIESSPOOR_HOME"):
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("adviesspoor", appauthor=False)


def settings(home: Path) -> Settings:
    """What `instellingen.toml` says; the defaults when it is not there. Raises BadSettings."""
    values = toml(home / FILE)
    names = {field.name for field in fields(Settings)} - {"limits"}
    words = names - {"privacy"}
    bounds = {field.name: type(field.default) for field in fields(Limits)}
    for name, value in values.items():
        if name not in names and name not in bounds:
            known = ", ".join(sorted({*names, *bounds}))
            raise BadSettings(f'{home / FILE}: "{name}" is geen instelling; bekend zijn {known}.')
        if name in words and not isinstance(value, str):
            raise BadSettings(f'{home / FILE}: de waarde van "{name}" moet tussen aanhalingstekens staan.')
        if (name == "privacy" or bounds.get(name) is bool) and not isinstance(value, bool):
            raise BadSettings(f'{home / FILE}: de waarde van "{name}" moet true of false zijn.')
        if bounds.get(name) is int and (type(value) is not int or value < 1):
            raise BadSettings(f'{home / FILE}: de waarde van "{name}" moet een heel getal boven nul zijn.')
    limits = Limits(**{name: value for name, value in values.items() if name in bounds})
    return Settings(**{name: value for name, value in values.items() if name in names}, limits=limits)


def database_of(home: Path, chosen: Settings) -> str:
    """The SQLAlchemy URL of the store."""
    return chosen.database or f"sqlite:///{home / STORE}"


def toml(path: Path) -> dict[str, Any]:
    """The contents of a TOML file, empty when there is none. BadSettings says on which line it cannot be read."""
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        raise BadSettings(f"{path} kan niet worden gelezen: {_wrong(error)}.") from error


def _wrong(error: Exception) -> str:
    if isinstance(error, OSError):
        return because(error)
    line = re.search(r"at line (\d+)", str(error))
    return f"regel {line[1]} klopt niet" if line else "dit is geen volledige TOML in UTF-8"
