"""What the pipeline found in sentences as compact text and back, and who found it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from ingest.dutch.cues import all_rules
from ingest.dutch.pipeline import MODEL, VERSION, Sentence
from ingest.dutch.words import NOTHING, Known, read_words
from kb.making import branch_identity

HERE = Path(__file__).parent
FOUND_BY = ("dutch", "statements", "passages")
Row = list[Any]  # start, end, tags, [rule, place, …], [[start of a word, what is known of it …], …]
IMPERATIVE, INFINITIVE, FINITE = 1, 2, 4


@cache
def reader(pipeline: str = "") -> str:
    """The identity of the reader: its version, a digest of the rules and code by which it finds and of the branch that
    judges sentences, and the spaCy pipeline of this name. Loads no model."""
    seen = hashlib.sha256()
    for path in sorted(
        path for part in FOUND_BY for path in (HERE.parent / part).rglob("*") if path.suffix in (".py", ".toml")
    ):
        seen.update(path.read_bytes().replace(b"\r\n", b"\n"))
    seen.update(branch_identity("sentences").encode())
    return f"{VERSION}, {seen.hexdigest()[:12]}, {_pipeline(pipeline)}"


def packed(found: Mapping[str, Sequence[Sentence]]) -> str:
    """What was found, by the id of the passage, or of the point that was read by itself. The words themselves stand in
    these."""
    return json.dumps({id_: [_row(one) for one in each] for id_, each in found.items()}, separators=(",", ":"))


def unpacked(found: str, texts: Mapping[str, str]) -> dict[str, tuple[Sentence, ...]]:
    """What was found in passages with these texts. Only for what the same `reader` found."""
    rows: dict[str, list[Row]] = json.loads(found) if found else {}
    return {id_: tuple(_sentence(row, texts[id_]) for row in each) for id_, each in rows.items() if id_ in texts}


def points_of(found: str, texts: Mapping[str, str]) -> dict[str, str]:
    """What was found in points by themselves, by the text of the point: for `sentences_of`."""
    rows: dict[str, list[Row]] = json.loads(found) if found and texts else {}
    return {text: json.dumps(rows[id_]) for id_, text in texts.items() if id_ in rows}


def sentences_of(found: str, text: str) -> tuple[Sentence, ...]:
    """The sentences of a text, of which this was found."""
    return tuple(_sentence(row, text) for row in json.loads(found))


def _row(one: Sentence) -> Row:
    tags = IMPERATIVE * one.imperative | INFINITIVE * one.infinitive | FINITE * one.finite
    return [
        one.start,
        one.end,
        tags,
        [part for r, at in zip(one.rules, one.starts, strict=True) for part in (r.id, at)],
        [[word.start, *word.known] for word in one.words if word.known != NOTHING],
    ]


def _sentence(row: Row, passage: str) -> Sentence:
    start, end, tags, found, words = row
    text = passage[start:end]
    known = {at: Known(*each) for at, *each in words}
    return Sentence(
        start, end, text, tuple(all_rules()[id_] for id_ in found[::2]), bool(tags & IMPERATIVE),
        bool(tags & INFINITIVE), bool(tags & FINITE), tuple(found[1::2]), read_words(text, known),
    )  # fmt: skip


def _pipeline(name: str) -> str:
    """A pipeline by its name and version; one in a folder by what its description says."""
    folder = Path(name) if name else MODEL
    if folder.is_dir():
        described = (
            (folder / "meta.json").read_bytes().replace(b"\r\n", b"\n") if (folder / "meta.json").exists() else b""
        )
        return f"{name or 'eigen'} {hashlib.sha256(described).hexdigest()[:8]}"
    try:
        return f"{name} {version(name.replace('_', '-'))}"
    except PackageNotFoundError:
        return name
