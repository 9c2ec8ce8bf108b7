"""The labelled sentences of tests/cases, and what the program makes of one that stands in a small letter."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ingest.dutch.rule_ids import RuleId
from ingest.linking.letter import Letter
from ingest.statements.find import find_statements
from kb.model import DocumentKind, Position, Relation, Statement, StatementKind
from tests.ingest.beside import linked
from tests.ingest.letters import document, passages

FOLDER = Path(__file__).parent
ADVICE = "U adviseert ons om voor mantelzorgers een vast aanspreekpunt in te stellen."  # what an answer answers


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled sentence. `expected` is the name of its file, or the position of the answer."""

    name: str
    expected: str
    kind: DocumentKind
    text: str
    heading: str | None = None
    before: str | None = None
    asked: str | None = None
    item: str | None = None
    shape: str = "text"

    def __str__(self) -> str:
        return self.name


def cases() -> tuple[Case, ...]:
    """Every case, in the order of the files."""
    return tuple(case for path in sorted(FOLDER.glob("*.toml")) for case in _read(path))


def known_failures() -> frozenset[str]:
    """The names of the cases that are not right yet, in known_failures.txt."""
    lines = (FOLDER / "known_failures.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line.split("#")[0].strip() for line in lines) - {""}


def _read(path: Path) -> Iterator[Case]:
    for table, entries in tomllib.loads(path.read_text(encoding="utf-8")).items():
        for name, entry in entries.items():
            given = {"text": entry} if isinstance(entry, str) else dict(entry)
            shape = given.pop("as", "text")
            if path.stem == "position":
                kind = DocumentKind.ANSWERS if "asked" in given else DocumentKind.RESPONSE_LETTER
                yield Case(f"{table}/{name}".replace(" ", "-"), table, kind, shape=shape, **given)
            else:
                yield Case(
                    f"{path.stem}/{table}/{name}".replace(" ", "-"),
                    path.stem,
                    DocumentKind(table),
                    shape=shape,
                    **given,
                )


def outcome(case: Case) -> str:
    """What the program finds in the text of a case: words such as those of `expected`, joined by " + "; "none"."""
    letter = document(case.kind)
    made = passages(letter, written(case))
    statements = find_statements(letter, made)
    if case.expected in set(Position):
        return _position(Letter.of(letter, made, statements))
    bare = case.text.removeprefix("# ")
    of = next(p for p in reversed(made) if p.text == " ".join(bare.split()))
    found = {_kind(s) for s in statements if s.passage_id == of.id and s.kind is not StatementKind.RESPONSE}
    return " + ".join(sorted(found)) or "none"


def written(case: Case) -> str:
    """The small letter in which the text of a case stands."""
    label = "" if case.item is None else f"{case.item} " if case.item == "•" else f"{case.item}. "
    text = f"# {case.text}" if case.shape == "heading" else label + case.text
    if case.expected in set(Position):
        if case.asked:
            return f"# Vraag 1\n\n{case.asked}\n\n# Antwoord op vraag 1\n\n{text}"
        return f"{ADVICE}\n\n{text}"
    opening = [f"## {case.heading}"] if case.heading else []
    opening += [case.before] if case.before else []
    return "\n\n".join([*opening, text])


def _kind(statement: Statement) -> str:
    if statement.restated:
        return "restated"
    if any(ground.cue == RuleId.ENDORSES for ground in statement.grounds):
        return "endorsement"
    return statement.kind.value


def _position(letter: Letter) -> str:
    (links,) = linked([letter], lambda texts: np.eye(len(texts), 8, dtype=np.float32))
    found = {each.position for each in (*links.first, *links.second) if each.relation is Relation.ANSWERS}
    return " + ".join(sorted(p.value for p in found if p)) or Position.UNCLEAR.value
