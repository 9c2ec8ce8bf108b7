"""Branches of the packaged encoder: its lower layers, with upper layers that learnt to tell something else than where a
text lies. `python -m bench.branches` teaches and builds them; the lower layers stand in the encoder's own file."""

from __future__ import annotations

import hashlib
from functools import cache, cached_property
from itertools import chain
from typing import Any

from kb.search.embedding import PACKAGED, cleaned, session, tokenizer

QUERY = "query: "
BEFORE, TEXT, AFTER = 60, 140, 24  # tokens that are read of each; of a longer text its beginning and its end


class Branch:
    """One of them, by the name of its file. Loads at the first text."""

    def __init__(self, name: str) -> None:
        self._path = PACKAGED / f"{name}.onnx"

    @cached_property
    def identity(self) -> str:
        """A digest of its file; nothing is loaded."""
        return hashlib.sha256(self._path.read_bytes()).hexdigest()[:12]

    def chances(self, text: str, before: str, after: str = "") -> tuple[float, ...]:
        """The chance of each class that the branch knows, for a text behind `before` and in front of `after`."""
        import numpy as np

        ids, judged = tokens(self._tokenizer, text, before, after)
        feed = {"input_ids": np.array([ids], np.int64), "judged": np.array([judged], np.float32)}
        feed["attention_mask"] = np.ones_like(feed["input_ids"])
        found = self._session.run(["chances"], feed)[0][0]
        return tuple(float(each) for each in found)

    @cached_property
    def _tokenizer(self) -> Any:
        return tokenizer(PACKAGED)

    @cached_property
    def _session(self) -> Any:
        return session(self._path)


def tokens(cut: Any, text: str, before: str, after: str = "") -> tuple[list[int], list[float]]:
    """The numbers of the pieces that a branch reads, and 1 for those that it judges: the pieces of the text."""
    first = cut.encode(QUERY + cleaned(before)).ids[:BEFORE]
    here = cut.encode(cleaned(text)).ids[1:]
    if len(here) > TEXT:
        here = [*here[: TEXT // 2], *here[-TEXT // 2 :]]
    last = cut.encode(cleaned(after)).ids[1:][:AFTER] if after else []
    return list(chain(first, here, last)), [0.0] * len(first) + [1.0] * len(here) + [0.0] * len(last)


@cache
def branch(name: str) -> Branch:
    """The branch of this name, loaded once in a process."""
    return Branch(name)
