"""What is read by the thousands: all statements and links, from the values of a row in the order of its columns.

Most grounds are like others: those that are written alike are one and the same in memory.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from sys import intern
from typing import Any

from sqlalchemy import Text, cast

from kb.model import Basis, Ground, Link, Position, Relation, Statement, StatementKind
from kb.store.grounds_kept import grounds_of
from kb.store.tables import links, statements

GROUNDS = 4096  # ways of writing grounds that are kept
KINDS = {str(each): each for each in StatementKind}
RELATIONS = {str(each): each for each in Relation}
POSITIONS: dict[str | None, Position | None] = {None: None, **{str(each): each for each in Position}}
BASES = {str(each): each for each in Basis}
_S, _L = statements.c, links.c
STATEMENT = (
    _S.id, _S.document_id, _S.passage_id, _S.kind, _S.found_by, _S.basis, cast(_S.grounds, Text),
    _S.start, _S.end, _S.text, _S.score, _S.label, _S.parent_id, _S.restated, _S.soft, _S.actor, _S.addressee,
    _S.due, _S.due_text,
)  # fmt: skip
LINK = (
    _L.source_id, _L.target_id, _L.relation, _L.found_by, _L.score, cast(_L.grounds, Text), _L.position, _L.basis,
)  # fmt: skip


def statement_from(row: Sequence[Any]) -> Statement:
    """From the values of `STATEMENT`."""
    id_, document_id, passage_id, kind, found_by, basis, grounds, start, end, text, score, *rest = row
    return Statement(
        intern(id_), intern(document_id), intern(passage_id), KINDS[kind], start, end, text, intern(found_by), score,
        *rest, basis=BASES[basis], grounds=_grounds(grounds),
    )  # fmt: skip


def link_from(row: Sequence[Any]) -> Link:
    """From the values of `LINK`."""
    source_id, target_id, relation, found_by, score, grounds, position, basis = row
    return Link(
        intern(source_id), intern(target_id), RELATIONS[relation], intern(found_by), score, _grounds(grounds),
        POSITIONS[position], basis=BASES[basis],
    )  # fmt: skip


def let_go() -> None:
    """After a document is gone: grounds have words of letters in them."""
    _grounds.cache_clear()


@lru_cache(maxsize=GROUNDS)
def _grounds(written: str) -> tuple[Ground, ...]:
    return grounds_of(json.loads(written))
