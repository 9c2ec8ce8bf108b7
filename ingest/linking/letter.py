"""A document with its statements and its passages in order, as linking needs them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ingest.dutch.pipeline import Sentence
from ingest.passages.voice import voices
from ingest.statements.draft import Part, parts_of
from ingest.statements.progress import is_follow_up
from kb.model import Document, GroundKind, Passage, Statement, StatementKind

PROMISES = (StatementKind.COMMITMENT, StatementKind.INTENTION)


@dataclass(frozen=True, slots=True)
class Letter:
    """A document with its statements and its passages in order, as linking needs them."""

    document: Document
    parts: tuple[Part, ...]
    statements: tuple[Statement, ...]

    @classmethod
    def of(
        cls,
        document: Document,
        passages: Iterable[Passage],
        statements: Iterable[Statement],
        pipeline: str = "",
        found: Mapping[str, tuple[Sentence, ...]] | None = None,
        *,
        whole: bool = False,
    ) -> Letter:
        """What linking reads of a letter: all of what may answer another document (`whole`) or itself, else the
        sections in which something is answered, and each promise with the passage before it. `pipeline`, `found`: as in
        `parts_of`."""
        passages, statements = tuple(passages), tuple(statements)
        if whole or len(set(voices(document.kind, passages))) > 1:
            return cls(document, parts_of(document, passages, pipeline, found=found), statements)
        answers = {s.passage_id for s in statements if s.kind is StatementKind.RESPONSE and not is_follow_up(s)}
        sections = {p.section for p in passages if p.id in answers}
        promises = {s.passage_id for s in statements if s.kind in PROMISES or is_follow_up(s)}
        before = {one.id for one, other in pairwise(passages) if other.id in promises}
        only = {p.id for p in passages if p.section in sections} | promises | before
        return cls(document, parts_of(document, passages, pipeline, only, found), statements)

    def of_kind(self, *kinds: StatementKind) -> list[Statement]:
        """Its statements of these kinds, in the order of the text."""
        numbers = {part.passage.id: part.passage.number for part in self.parts}
        chosen = [s for s in self.statements if s.kind in kinds]
        return sorted(chosen, key=lambda s: (numbers.get(s.passage_id, 0), s.start))

    def answers(self) -> list[Statement]:
        """What answers a point or a question in its own name, in the order of the text."""
        found = self.of_kind(StatementKind.RESPONSE)
        return [s for s in found if not is_follow_up(s) and not s.rests_on(GroundKind.TOLD)]

    def part(self, statement: Statement) -> Part:
        """The passage in which a statement stands."""
        return next(part for part in self.parts if part.passage.id == statement.passage_id)


class Distant(Letter):
    """A letter as another one sees it: its statements and passages are loaded when they are asked for, and nothing is
    known of its sentences."""

    _load: Callable[[str], Iterable[Statement]]
    _read: Callable[[str], Iterable[Passage]]

    def __init__(
        self,
        document: Document,
        load: Callable[[str], Iterable[Statement]],
        read: Callable[[str], Iterable[Passage]],
    ) -> None:
        for name, value in (("document", document), ("_load", load), ("_read", read)):
            object.__setattr__(self, name, value)

    @cached_property
    def statements(self) -> tuple[Statement, ...]:
        return tuple(self._load(self.document.id))

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        return parts_of(self.document, self._read(self.document.id), only=(), found={})

    def of_kind(self, *kinds: StatementKind) -> list[Statement]:
        return [each for each in self.statements if each.kind in kinds]  # they come in the order of the text
