"""A knowledge base in which nothing is searched, and what is linked in it."""

from __future__ import annotations

from typing import Any

from kb.knowledge import KnowledgeBase
from kb.store.database import moved
from kb.store.tables import metadata

Found = tuple[set[tuple[Any, ...]], set[str]]


class NoIndex:
    """Nothing is searched here."""

    def __init__(self, *_: object, **__: object) -> None:
        self._texts = -1

    def texts(self) -> int:
        return self._texts

    def reflect(self, texts: int) -> None:
        self._texts = texts

    def documents(self) -> set[str]:
        return set()

    def __getattr__(self, name: str) -> Any:
        return lambda *_, **__: 0


def emptied(kb: KnowledgeBase) -> None:
    """A new knowledge base, without the time that it takes to make one."""
    with kb._store._engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            if table.name != "state":
                connection.execute(table.delete())
        moved(connection, texts=True)


def found(kb: KnowledgeBase) -> Found:
    """The proposed links between what counts, and the responses that linking found."""
    ends = {each.id for each in kb.statements()}
    links = {(each.id, each.position, each.grounds, each.score) for each in kb._store.links()
             if {each.source_id, each.target_id} <= ends}  # fmt: skip
    return links, {each.id for each in kb.statements() if each.by_linking}
