"""What search asks of the letters: all that is known knows it, and so does who reads them one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Protocol

from kb.decisions.partly import Partly
from kb.model import Document, Passage, Statement
from kb.store import Store


class Head(Protocol):
    """By what a question may name a letter."""

    @property
    def id(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def date(self) -> date | None: ...
    @property
    def our_reference(self) -> str | None: ...
    @property
    def your_reference(self) -> str | None: ...


class Letters(Protocol):
    """Those of which no newer version is there."""

    @property
    def most_versions(self) -> int:
        """How many versions the letter has of which there are most."""

    def counting(self, document_ids: Iterable[str]) -> Mapping[str, Document]:
        """Those of these that are among them."""

    def heads(self) -> Iterable[Head]:
        """Of all of them."""

    def said_in(self, passage: Passage) -> tuple[Statement, ...]:
        """The statements in a passage."""


class OneByOne:
    """Reads a letter when a question finds it. `decided`: as people decided who wrote it and where it belongs."""

    def __init__(self, store: Store, decided: Callable[[Document], Document]) -> None:
        self._store, self._decided = store, decided
        self._said: dict[str, tuple[Statement, ...]] = {}

    @cached_property
    def most_versions(self) -> int:
        return self._store.most_versions()

    def counting(self, document_ids: Iterable[str]) -> Mapping[str, Document]:
        return {each.id: self._decided(each) for each in self._store.counting(set(document_ids))}

    def heads(self) -> Iterable[Head]:
        return self._heads

    def said_in(self, passage: Passage) -> tuple[Statement, ...]:
        of = passage.document_id
        if of not in self._said:
            self._said |= self._partly.statements([of])
        return tuple(each for each in self._said[of] if each.passage_id == passage.id)

    @cached_property
    def _heads(self) -> Collection[Head]:
        return self._store.heads()

    @cached_property
    def _partly(self) -> Partly:
        return Partly(self._store)
