"""The lemma of a word: from a table where it is known, else as the model guessed it, joined with its particle."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kb.text.sorted_lines import SortedLines, sorted_lines

TABLE = "lemmas.gz"  # beside the model; bench/pipeline/lemma_table.py writes it
_WORDS = 20_000  # that are kept once they were looked up


class Lemmas:
    """What a table knows: an edit ("3 s": cut three characters, add "s") by form and part of speech, or by form."""

    def __init__(self, lines: SortedLines) -> None:
        self._edits = lru_cache(_WORDS)(lambda word: {(form, pos): edit for form, pos, edit in lines.of(word)})

    @classmethod
    def load(cls, folder: Path) -> Lemmas:
        """The table in a model's folder; an empty one when the model has none."""
        table = folder / TABLE
        return cls(sorted_lines(table) if table.is_file() else SortedLines(b""))

    def lemma(self, form: str, pos: str, guess: str, first: bool = False) -> str:
        """The lemma of a form with this part of speech (Universal Dependencies); `guess` where the table has none.

        `first`: the word opens a sentence, so that its capital says nothing.
        """
        lower = form.lower()
        edits: Mapping[tuple[str, str], str] = self._edits(lower)
        edit = edits.get((form, pos))
        if edit is not None:
            return _edited(form, edit)
        if pos == "PROPN":
            return guess
        edit = edits.get((lower, pos)) if first or form.isupper() else None
        edit = edit if edit is not None else edits.get((lower, ""))
        return guess if edit is None else _edited(lower, edit)


def joined(lemma: str, particle: str) -> str:
    """A verb's lemma with the particle that stands apart from it: "stellen" and "voor" is "voorstellen"."""
    return lemma if lemma.startswith(particle) else particle + lemma


def _edited(form: str, edit: str) -> str:
    cut, added = edit.split(" ", 1)
    return form[: len(form) - int(cut)] + added
