"""How a knowledge base is doing, also a broken one: looked at from outside, nothing is changed or mended."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kb.access import Via, access
from kb.backup.manifest import ORIGINALS
from kb.errors import AdviesspoorError, because
from kb.settings import STORE, Settings, database_of, settings
from kb.trails.deadlines import terms

if TYPE_CHECKING:
    from kb.store import Store

LITTLE = 500_000_000  # bytes: adding letters needs room for originals, store and index


class Grade(StrEnum):
    """How it is with one thing."""

    FINE = "in orde"
    NOTE = "let op"  # something is not there that one can do without
    WRONG = "fout"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at: what was found and, when it is not fine, what to do."""

    subject: str
    grade: Grade
    text: str


def examine(subject: str, look: Callable[[], Finding]) -> Finding:
    """What a look finds; whatever stops it, as a finding: this is for broken machines."""
    try:
        return look()
    except AdviesspoorError as error:
        return Finding(subject, Grade.WRONG, str(error))
    except OSError as error:
        return Finding(subject, Grade.WRONG, f"{error.filename or ''} is niet te lezen ({because(error)}).")
    except Exception as error:  # a library that is broken can raise anything; the next thing is looked at all the same
        return Finding(subject, Grade.WRONG, f"werkt niet: {type(error).__name__}: {error}")


def health(home: Path) -> Iterator[Finding]:
    """Everything about the folder of a knowledge base."""
    yield examine("map", lambda: _folder(home))
    if not home.is_dir():
        return
    yield examine("vrije ruimte", lambda: _room(home))
    chosen = examine("instellingen", lambda: _settings(home))
    yield chosen
    yield examine("toegang", lambda: _access(home))
    if chosen.grade is Grade.WRONG:
        return
    set_now = settings(home)
    if not set_now.database and not (home / STORE).is_file():
        yield Finding("opslag", Grade.NOTE, "er is nog geen kennisbank in deze map; voeg documenten toe met add")
        return
    from kb.store import Store

    store = Store(database_of(home, set_now))
    try:
        stored = examine("opslag", lambda: _store(home, store))
        yield stored
        if stored.grade is not Grade.WRONG:
            if set_now.chroma:
                yield examine("vectoren", lambda: _vectors(set_now))
            yield examine("zoekindex", lambda: _index(home, store, set_now))
    finally:
        store.close()


def _folder(home: Path) -> Finding:
    if not home.exists():
        return Finding("map", Grade.NOTE, f"{home} is er nog niet; zij wordt gemaakt bij het eerste gebruik")
    if not home.is_dir():
        return Finding("map", Grade.WRONG, f"{home} is geen map: kies een andere met --home")
    if not os.access(home, os.R_OK | os.X_OK):
        return Finding("map", Grade.WRONG, f"u mag {home} niet lezen: vraag de beheerder om toegang")
    if not os.access(home, os.W_OK):
        return Finding("map", Grade.NOTE, f"u mag in {home} niet schrijven: alleen lezen kan")
    if os.name == "posix" and home.stat().st_mode & 0o077:
        return Finding("map", Grade.NOTE, f"anderen kunnen in {home} kijken: sluit haar af met chmod 700")
    return Finding("map", Grade.FINE, str(home))


def _room(home: Path) -> Finding:
    free = shutil.disk_usage(home).free
    text = f"{free // 1_000_000} MB"
    return Finding("vrije ruimte", Grade.FINE if free >= LITTLE else Grade.NOTE, text)


def _settings(home: Path) -> Finding:
    settings(home)
    number = len(terms(home))
    return Finding("instellingen", Grade.FINE, f"leesbaar, {number} termijn(en)")


def _access(home: Path) -> Finding:
    login = access(home).login
    if login is None:
        return Finding("toegang", Grade.FINE, "niemand logt in: alleen op deze computer")
    if login.via is Via.PROXY:
        login.secret_value()
    return Finding("toegang", Grade.FINE, f"men logt in via {login.via}")


def _store(home: Path, store: Store) -> Finding:
    if not store.is_made():
        return Finding("opslag", Grade.NOTE, f"{store.place()} is nog leeg; voeg documenten toe met add")
    if not store.is_current():
        return Finding("opslag", Grade.NOTE, "van een oudere versie; zij wordt bijgewerkt bij het eerste gebruik")
    if not store.is_whole():
        text = "beschadigd of gekopieerd tijdens het schrijven: zet een reservekopie terug met restore"
        return Finding("opslag", Grade.WRONG, text)
    from kb.store import Originals

    documents, originals = store.documents(), Originals(home / ORIGINALS)
    missing = [each.id for each in documents if not originals.path(each).is_file()]
    if missing:
        text = f"van {len(missing)} documenten ontbreekt het oorspronkelijke bestand: voeg ze opnieuw toe (zie check)"
        return Finding("opslag", Grade.WRONG, text)
    text = f"{store.place()}, heel, {len(documents)} documenten, {len(store.decisions())} besluiten"
    return Finding("opslag", Grade.FINE, text)


def _vectors(chosen: Settings) -> Finding:
    from kb.search.server import server_of

    server = server_of(chosen)
    assert server is not None
    server.knock()
    return Finding("vectoren", Grade.FINE, f"Chroma-server op {server.url}")


def _index(home: Path, store: Store, chosen: Settings) -> Finding:
    if not (home / "index").is_dir():
        return Finding("zoekindex", Grade.NOTE, "is er niet; zij wordt gemaakt bij het eerste gebruik")
    from kb.search.embedding import embedder_of
    from kb.search.on_server import index_of

    embedder = embedder_of(chosen)
    index = index_of(chosen, home / "index", embedder, stored=partial(store.vectors, embedder=embedder.identity))
    try:
        if index.is_other():
            return Finding("zoekindex", Grade.WRONG, "gemaakt met een ander taalmodel: gebruik adviesspoor reindex")
        if index.is_outdated():
            return Finding("zoekindex", Grade.WRONG, "gemaakt door een andere versie: gebruik adviesspoor reindex")
        entries, vectors = index.entries().keys(), index.vector_ids()
        if entries != vectors or index.texts() != store.texts():
            return Finding("zoekindex", Grade.WRONG, "loopt niet gelijk met de opslag: gebruik adviesspoor reindex")
        return Finding("zoekindex", Grade.FINE, f"gelijk met de opslag, {len(entries)} passages")
    finally:
        index.close()
