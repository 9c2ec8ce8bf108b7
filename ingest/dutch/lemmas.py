"""The lemma of a word: from a table where it is known, else as the model guessed it, joined with its particle."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from pathlib import Path

TABLE = "lemmas.gz"  # beside the model; bench/pipeline/lemma_table.py writes it


@dataclass(frozen=True, slots=True)
class Lemmas:
    """What the table knows: an edit ("3 s": cut three characters, add "s") by form and part of speech, and by form."""

    seen: dict[tuple[str, str], str]
    listed: dict[str, str]

    @classmethod
    def load(cls, folder: Path) -> Lemmas:
        """The table in a model's folder; an empty one when the model has none."""
        seen: dict[tuple[str, str], str] = {}
        listed: dict[str, str] = {}
        if (folder / TABLE).is_file():
            with gzip.open(folder / TABLE, "rt", encoding="utf-8") as lines:
                for line in lines:
                    form, pos, edit = line.rstrip("\n").split("\t")
                    if pos:
                        seen[form, pos] = edit
                    else:
                        listed[form] = edit
        return cls(seen, listed)

    def lemma(self, form: str, pos: str, guess: str, first: bool = False) -> str:
        """The lemma of a form with this part of speech (Universal Dependencies); `guess` where the table has none.

        `first`: the word opens a sentence, so that its capital says nothing.
        """
        edit = self.seen.get((form, pos))
        lower = form.lower()
        if edit is not None:
            return _edited(form, edit)
        if pos == "PROPN":
            return guess
        edit = self.seen.get((lower, pos)) if first or form.isupper() else None
        edit = edit if edit is not None else self.listed.get(lower)
        return guess if edit is None else _edited(lower, edit)


def joined(lemma: str, particle: str) -> str:
    """A verb's lemma with the particle that stands apart from it: "stellen" and "voor" is "voorstellen"."""
    return lemma if lemma.startswith(particle) else particle + lemma


def _edited(form: str, edit: str) -> str:
    cut, added = edit.split(" ", 1)
    return form[: len(form) - int(cut)] + added
