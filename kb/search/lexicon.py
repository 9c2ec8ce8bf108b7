"""What the ledger says about words: which there are, and where they stand."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from kb.search.asked import MANY, Asked
from kb.text import roots

CHUNK = 500  # words that are looked up at once
MOST = 500  # passages or heads that one question takes into account: of very many the fullest of it
RULE = "2"  # moves when the same text would be entered otherwise, also when a rule of `kb/text/roots.py` changes


@cache
def rule() -> str:
    """The identity of how words are entered: an index that was made by another one answers wrongly."""
    return f"{RULE}-{hashlib.sha256(roots.IRREGULAR.read_bytes()).hexdigest()[:8]}"


class Lexicon:
    """Questions to one open ledger."""

    def __init__(self, ledger: sqlite3.Connection) -> None:
        self._ledger = ledger

    def known(self, asked: Collection[str]) -> Mapping[str, int]:
        """Those of these words that stand in a text, with the number of passages."""
        return dict(self._of("SELECT word, passages FROM vocabulary WHERE word IN", asked))

    def formed_from(self, roots_: Collection[str]) -> Mapping[str, Sequence[str]]:
        """The words that have these roots, by root."""
        found: dict[str, list[str]] = {}
        for word, root in self._of("SELECT word, root FROM vocabulary WHERE root IN", roots_):
            found.setdefault(root, []).append(word)
        return found

    def stands(self, piece: str) -> bool:
        """Whether this piece of spaced text stands anywhere."""
        query = "SELECT 1 FROM {0} WHERE {0} MATCH ? LIMIT 1"
        return any(
            self._ledger.execute(query.format(table), (_any_of((piece,)),)).fetchone()
            for table in ("words", "headwords")
        )

    def ranked(self, pieces: Sequence[str], most: int | None = None) -> Iterator[tuple[str, float]]:
        """(passage id, BM25 score) of the passages with any of these, best first, and no more than `most`: then the
        others, which may be very many, are not put in order."""
        if not pieces:
            return iter(())
        return self._ledger.execute(
            "SELECT entries.id, -bm25(words) AS score FROM words JOIN entries ON entries.number = words.rowid "
            "WHERE words MATCH ? ORDER BY score DESC, entries.id LIMIT ?",
            (_any_of(pieces), -1 if most is None else most),
        )

    def headed(self, asked: Asked) -> dict[str, str]:
        """By document the passage that stands for it, where its head has all words of the question."""
        if not 0 < len(asked.words) <= MANY:
            return {}
        wanted = " AND ".join(f"({_any_of(tuple(word.all_pieces()))})" for word in asked.words)
        rows = self._ledger.execute(
            "SELECT heads.document_id, heads.passage_id, heads.text FROM headwords "
            "JOIN heads ON heads.number = headwords.rowid WHERE headwords MATCH ? ORDER BY bm25(headwords) LIMIT ?",
            (wanted, MOST),
        )
        return {
            document: passage
            for document, passage, text in rows
            if passage and len(asked.in_common(text)) == len(asked.words)
        }

    def naming(self, phrases: Sequence[str]) -> tuple[set[str], set[str]]:
        """The passages and the documents, by their heads, with any of these."""
        passages = self._ledger.execute(
            "SELECT entries.id FROM words JOIN entries ON entries.number = words.rowid WHERE words MATCH ? "
            "ORDER BY bm25(words) LIMIT ?",
            (_any_of(phrases), MOST),
        )
        heads = self._ledger.execute(
            "SELECT heads.document_id FROM headwords JOIN heads ON heads.number = headwords.rowid "
            "WHERE headwords MATCH ? ORDER BY bm25(headwords) LIMIT ?",
            (_any_of(phrases), MOST),
        )
        return {row[0] for row in passages}, {row[0] for row in heads}

    def _of(self, query: str, words: Collection[str]) -> Iterator[tuple[str, Any]]:
        given = sorted(words)
        for first in range(0, len(given), CHUNK):
            chunk = given[first : first + CHUNK]
            yield from self._ledger.execute(f"{query} ({', '.join('?' * len(chunk))})", chunk)


def _any_of(pieces: Sequence[str]) -> str:
    """A full-text query for any of these pieces. Safe: they are of letters, figures and spaces."""
    return " OR ".join(f'"{piece}"' for piece in pieces)
