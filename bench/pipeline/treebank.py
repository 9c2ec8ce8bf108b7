"""Treebank files (CoNLL-U) as spaCy documents: for training, for evaluation, and for the table of lemmas."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# Sentences to a document: running text in tens, short texts in fives, test suites of loose sentences one by one.
TOGETHER = {"cdb": 10, "lassysmall": 10, "alpino": 10, "qa": 5, "wpspel": 5, "extra": 5, "qtleap1a": 5}
Row = tuple[str, str, str, str, str, int, str, bool]  # form, lemma, upos, xpos, features, head, relation, space after


def sentences(path: Path) -> Iterator[list[Row]]:
    """The sentences of a file; a head is an index into the sentence, the root's is its own."""
    rows: list[Row] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip():
            if rows:
                yield rows
            rows = []
        elif not line.startswith("#"):
            number, form, lemma, upos, xpos, features, head, relation, _, misc = line.split("\t")
            if number.isdigit():  # not the ranges and empty nodes of enhanced trees
                place = len(rows)
                at = int(head) - 1 if int(head) else place
                bare = "" if features == "_" else features
                name = "ROOT" if relation == "root" else relation
                rows.append((form, lemma, upos, xpos, bare, at, name, "SpaceAfter=No" not in misc))
    if rows:
        yield rows


def documents(path: Path, vocab: Vocab, together: int | None = None) -> Iterator[Doc]:
    """The file as documents of several sentences with their words, trees and sentence starts."""
    size = together or next((n for name, n in TOGETHER.items() if name in path.stem), 1)
    rest = sentences(path)
    while group := list(islice(rest, size)):
        yield _document(group, vocab)


def _document(group: list[list[Row]], vocab: Vocab) -> Doc:
    from spacy.tokens import Doc

    rows = [row for sentence in group for row in sentence]
    offsets = [len(sentence) * [start] for start, sentence in zip(_starts(group), group, strict=True)]
    last = {start + len(sentence) - 1 for start, sentence in zip(_starts(group), group, strict=True)}
    return Doc(
        vocab,
        words=[row[0] for row in rows],
        spaces=[row[7] or place in last for place, row in enumerate(rows)],
        lemmas=[row[1] for row in rows],
        pos=[row[2] for row in rows],
        tags=[row[3] for row in rows],
        morphs=[row[4] for row in rows],
        heads=[row[5] + offset for row, offset in zip(rows, (n for part in offsets for n in part), strict=True)],
        deps=[row[6] for row in rows],
        sent_starts=[place in set(_starts(group)) for place in range(len(rows))],
    )


def _starts(group: list[list[Row]]) -> list[int]:
    starts, at = [], 0
    for sentence in group:
        starts.append(at)
        at += len(sentence)
    return starts
