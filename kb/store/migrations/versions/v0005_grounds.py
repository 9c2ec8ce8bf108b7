"""What statements and links rest on as values, instead of the text that names their finder and says why.

An older program wrote these texts in a fixed form, so the values are read back from them; what has another form is kept
as it is said. What this reads back says word for word the same again.

Revision ID: 0005
Revises: 0004
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

STRUCTURE, WORDS, MODEL = "opbouw", "woorden", "taalmodel"
# Statements: how `found_by` begins, and what that rests on. Anything else names a rule of cue words.
FINDERS = {
    "genummerd kopje": STRUCTURE, "onderdeel van aanbeveling": STRUCTURE, "onderdeel zonder letter": STRUCTURE,
    "aanbeveling aan": STRUCTURE, "punt onder aanbevelingen": STRUCTURE, "rij van een tabel": STRUCTURE,
    "punt van motie of amendement": STRUCTURE, "onder toezeggingen": STRUCTURE, "rij van de lijst": STRUCTURE,
    "rij met een toezegging": STRUCTURE, "antwoord onder vraag": STRUCTURE, "na weergave": STRUCTURE,
    "toezegging na verzoek": STRUCTURE, "bestuurlijke reactie": STRUCTURE, "noemt het punt": STRUCTURE,
    "wat er moet": WORDS, "gebiedende wijs": WORDS, "onbepaalde wijs": WORDS, "zonder verwijzing": WORDS,
    "vertelt van een advies": WORDS, "toezegging nagekomen": WORDS, "termijn verschoven": WORDS,
    "naast het advies gelegd": MODEL,
}  # fmt: skip
LISTED = re.compile(r"opsomming na (?P<cue>.+)")
BY_PERSON = "met de hand"
# Links: what the sentence says, clause by clause.
QUOTED = r"“(?P<{}>.*)”"
SHARED = r" \(gedeelde woorden: (?P<words>[^)]*)\)"
LABEL = r"(?: \((?!gedeelde woorden: )(?P<label>[^)]*)\))?"
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
PROMISES = {
    "aanbeveling": "recommendation", "verzoek of vraag": "request", "toezegging": "commitment",
    "voornemen": "intention", "reactie": "response",
}  # fmt: skip
_KIND = rf"(?P<about>{'|'.join(PROMISES)})"
_DAY = rf"(?P<day>[1-9]\d? (?:{'|'.join(MONTHS)}) [1-9]\d{{3}})"
_PROMISE = rf"{_KIND} (?:van {_DAY}|in {QUOTED.format('title')})"
CLAUSES = tuple(
    (kind, basis, re.compile(pattern))
    for kind, basis, pattern in (
        ("antwoord op vraag", STRUCTURE, r"antwoord op vraag (?P<label>.+)"),
        ("hetzelfde nummer", STRUCTURE, rf"hetzelfde nummer{LABEL}"),
        ("noemt aanbeveling", STRUCTURE, r"noemt aanbeveling (?P<label>.+)"),
        ("noemt dit punt", STRUCTURE, rf"noemt dit punt{LABEL}"),
        ("volgt op de weergave van dit punt", STRUCTURE, rf"volgt op de weergave van dit punt{LABEL}"),
        ("volgt op de woorden van dit punt", STRUCTURE, rf"volgt op de woorden van dit punt{LABEL}"),
        ("toezegging bij hetzelfde agendapunt", STRUCTURE, r"toezegging bij hetzelfde agendapunt"),
        ("dezelfde aanbeveling, eerder in dit document", STRUCTURE, r"dezelfde aanbeveling, eerder in dit document"),
        ("verwijst naar het antwoord op aanbeveling", STRUCTURE,
         r"verwijst naar het antwoord op aanbeveling (?P<label>.+)"),
        ("stand van zaken in de lijst", STRUCTURE, rf"stand van zaken in de lijst: {QUOTED.format('quote')}"),
        ("geldt voor het hele advies", WORDS, r"geldt voor het hele advies"),
        ("bestuurlijke reactie in hetzelfde document op het geheel", WORDS,
         r"bestuurlijke reactie in hetzelfde document op het geheel"),
        ("uitgezonderd van wat voor het advies geldt", WORDS, r"uitgezonderd van wat voor het advies geldt"),
        ("uitstel voor het hele advies", WORDS, rf"uitstel voor het hele advies: {QUOTED.format('quote')}"),
        ("onderschrijft de aanbevelingen uit", WORDS,
         rf"onderschrijft de aanbevelingen uit {QUOTED.format('title')}"),
        ("dezelfde strekking", MODEL, rf"dezelfde strekking{SHARED}"),
        ("gaat over dit punt", MODEL, rf"gaat over dit punt{LABEL}(?:{SHARED})?"),
        ("lijkt op een eerdere toezegging", MODEL, rf"{_PROMISE}{SHARED}"),
        ("eerdere toezegging", "", _PROMISE),
        ("standpunt uit", "", rf"standpunt uit {QUOTED.format('quote')}"),
        ("een ander dan wie antwoordt vertelt het", "", r"een ander dan wie antwoordt vertelt het"),
    )
)  # fmt: skip
# What goes on after a comma at the end of a clause.
TAILS = tuple(
    (kind, basis, re.compile(pattern))
    for kind, basis, pattern in (
        ("met dezelfde termijn", STRUCTURE, r"(?P<before>.+), met dezelfde termijn"),
        ("volgens", "", rf"(?P<before>.+?), volgens {QUOTED.format('title')}"),
    )
)

Found = list[tuple[dict[str, Any], str]]  # each ground, and what it rests on; "" when that says nothing of the link


def upgrade() -> None:
    _fill("statements", of_statement)
    _fill("links", of_link)
    with op.batch_alter_table("links") as links:
        links.drop_column("evidence")


def of_statement(row: Mapping[str, Any]) -> dict[str, Any]:
    """`basis` and `grounds` of a statement."""
    name = row["found_by"].rsplit(" (", 1)[0]
    label = {"label": row["label"]} if row["label"] else {}
    if name in FINDERS:
        return {"basis": FINDERS[name], "grounds": [{"kind": name, **label}]}
    if listed := LISTED.fullmatch(name):
        return {"basis": STRUCTURE, "grounds": [{"kind": "opsomming na", **label, "cue": listed["cue"]}]}
    return {"basis": WORDS, "grounds": [{"kind": "signaalwoorden", **label, "cue": name}]}


def of_link(row: Mapping[str, Any]) -> dict[str, Any]:
    """The same of a link."""
    found = _read(row["evidence"])
    if found is None:
        found = [({"kind": "in eigen woorden", "quote": row["evidence"]}, "")] if row["evidence"] else []
    grounds = [*_said_only_there(row["found_by"], [ground for ground, _ in found])]
    bases = {basis for _, basis in found}
    basis = next((each for each in (MODEL, WORDS) if each in bases), STRUCTURE)
    return {"basis": "mens" if row["found_by"].startswith(BY_PERSON) else basis, "grounds": grounds}


def _said_only_there(found_by: str, grounds: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The grounds, with what only the name of the finder told."""
    kinds = {ground["kind"] for ground in grounds}
    whole = {"geldt voor het hele advies", "bestuurlijke reactie in hetzelfde document op het geheel"}
    if found_by.startswith("koppeling van horen zeggen") and "een ander dan wie antwoordt vertelt het" not in kinds:
        yield {"kind": "een ander dan wie antwoordt vertelt het"}
    if found_by.startswith("koppeling van het geheel") and not kinds & whole:
        yield {"kind": "geldt voor het hele advies"}
    yield from grounds


def _read(text: str) -> Found | None:
    """The grounds of which a sentence is made; None when a part of it is not understood."""
    found: Found = []
    rest = text
    while rest:
        clause, rest = _first_clause(rest)
        read = _clause(clause)
        if read is None:
            return None
        found += read
    return found


def _first_clause(text: str) -> tuple[str, str]:
    """Up to the first "; " after which it can be read, quoted words being left whole; with what comes behind it."""
    for at in (match.start() for match in re.finditer("; ", text)):
        if text.count("“", 0, at) <= text.count("”", 0, at) and _clause(text[:at]) is not None:
            return text[:at], text[at + 2 :]
    return text, ""


def _clause(text: str) -> Found | None:
    for kind, basis, pattern in TAILS:
        if tail := pattern.fullmatch(text):
            before = _clause(tail["before"])
            return None if before is None else [*before, (_ground(kind, tail), basis)]
    for kind, basis, pattern in CLAUSES:
        if read := pattern.fullmatch(text):
            return [(_ground(kind, read), basis)]
    return None


def _ground(kind: str, read: re.Match[str]) -> dict[str, Any]:
    known: dict[str, Any] = {name: value for name, value in read.groupdict().items() if value is not None}
    known.pop("before", None)
    if "words" in known:
        known["words"] = [[word, None] for word in known["words"].split(", ") if word]
    if "day" in known:
        day, month, year = known["day"].split()
        known["day"] = f"{int(year):04d}-{MONTHS.index(month) + 1:02d}-{int(day):02d}"
    if "about" in known:
        known["about"] = PROMISES[known["about"]]
    return {"kind": kind, **known}


def _fill(name: str, read: Callable[[Mapping[str, Any]], dict[str, Any]]) -> None:
    """Add both columns, filled; a seal that was broken stays broken."""
    with op.batch_alter_table(name) as table:
        table.add_column(sa.Column("basis", sa.String(), nullable=False, server_default=STRUCTURE))
        table.add_column(sa.Column("grounds", sa.JSON(), nullable=False, server_default="[]"))
    connection = op.get_bind()
    rows = sa.Table(name, sa.MetaData(), autoload_with=connection)
    rows.c.grounds.type = sa.JSON()  # SQLite tells the type of such a column as what it is stored in
    changed = [_changed(dict(row), read) for row in connection.execute(sa.select(rows)).mappings().all()]
    if changed:
        values: dict[str, Any] = {column: sa.bindparam(f"new_{column}") for column in ("basis", "grounds", "seal")}
        connection.execute(rows.update().where(rows.c.id == sa.bindparam("row_id")).values(values), changed)
    with op.batch_alter_table(name) as table:
        table.alter_column("basis", server_default=None)
        table.alter_column("grounds", server_default=None)


def _changed(row: Mapping[str, Any], read: Callable[[Mapping[str, Any]], dict[str, Any]]) -> dict[str, Any]:
    old = {key: value for key, value in row.items() if key not in ("basis", "grounds", "seal")}
    new = {key: value for key, value in {**old, **read(old)}.items() if key != "evidence"}
    seal = _seal(new) if _seal(old) == row["seal"] else row["seal"]
    return {"row_id": row["id"], "new_basis": new["basis"], "new_grounds": new["grounds"], "new_seal": seal}


def _seal(row: Mapping[str, Any]) -> str:
    canonical = json.dumps(dict(row), sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
