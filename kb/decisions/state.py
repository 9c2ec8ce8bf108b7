"""What decisions come to: what counts about each statement and link, and what people made, in memory only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kb.decisions.belonging import Belonging
from kb.decisions.names import Names
from kb.labels import BY_HAND
from kb.model import (
    Anchor,
    CommitmentStatus,
    Decision,
    Judged,
    Link,
    Passage,
    PassagePlace,
    Statement,
    StatementKind,
    Verdict,
)
from kb.text.relocate import place

PROGRESS = frozenset(CommitmentStatus)
Key = tuple[str, bool]  # subject, and whether the decision is about how far a commitment is


@dataclass(frozen=True, slots=True)
class Standing:
    """What people's decisions about one subject come to.

    `judgement` is the last decision about the proposal itself, `progress` the last about how far a commitment is. The
    two do not overrule each other: ticking a commitment off does not undo a correction of its kind.
    """

    judgement: Decision | None = None
    progress: Decision | None = None
    suspect: bool = False  # the text under one of them changed

    @property
    def rejected(self) -> bool:
        return self.judgement is not None and self.judgement.verdict is Verdict.REJECTED

    @property
    def last(self) -> Decision | None:
        found = [decision for decision in (self.judgement, self.progress) if decision]
        return max(found, key=lambda decision: decision.at, default=None)


NOTHING_DECIDED = Standing()


@dataclass(frozen=True)
class Given:
    """What decisions are applied to. `newest` names the newest version of each stored document, `statements` are those
    of all versions in the order of the text, `scanned` the documents that OCR read."""

    newest: Mapping[str, str]
    statements: Sequence[Statement]
    passages: Mapping[str, PassagePlace]  # those with statements
    links: Sequence[Link]
    scanned: frozenset[str]
    passages_of: Callable[[str], Sequence[Passage]]

    @cached_property
    def current(self) -> Mapping[str, Statement]:
        """Those of the newest versions by their ids."""
        newest = set(self.newest.values())
        return {each.id: each for each in self.statements if each.document_id in newest}

    @cached_property
    def by_id(self) -> Mapping[str, Link]:
        return {link.id: link for link in self.links}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a decision that was applied is about now, and which earlier decisions it takes the place of."""

    subject_id: str
    suspect: bool
    machine: bool
    keys: tuple[Key, ...]


@dataclass
class Effects:
    """What is there after the decisions: statements and links (rejected ones included) by their ids, `gone` what was
    split, merged or moved away, `made_by` the decision behind each that a person made."""

    statements: dict[str, Statement]
    links: dict[str, Link]
    passages: dict[str, PassagePlace]
    standings: dict[str, Standing] = field(default_factory=dict)
    judged: tuple[Judged, ...] = ()  # oldest first
    made_by: dict[str, Decision] = field(default_factory=dict)
    gone: dict[str, Statement | Link] = field(default_factory=dict)
    names: Names = field(default_factory=Names)
    belonging: Belonging = field(default_factory=Belonging)
    behind: bool = False  # whether statements were put behind the others

    @property
    def rejected(self) -> frozenset[str]:
        """The statements and links that people rejected."""
        return frozenset(id_ for id_, standing in self.standings.items() if standing.rejected)

    def make(self, id_: str, decision: Decision) -> None:
        """Note that a person made this."""
        self.made_by[id_] = decision
        self.gone.pop(id_, None)

    def exchange(self, olds: Sequence[Statement], news: Sequence[Statement], decision: Decision) -> None:
        """The links, sub-items and progress of the old statements go to the new ones."""
        ids = {old.id for old in olds}
        for old in olds:
            self.gone[old.id] = self.statements.pop(old.id)
        for new in news:
            self.make(new.id, decision)
            self.put(new)
            kept = [self.standings[id_] for id_ in ids if id_ in self.standings]
            progress = next((each.progress for each in kept if each.progress), None)
            self.standings[new.id] = Standing(decision, progress, any(each.suspect for each in kept))
        for each in tuple(self.statements.values()):
            if each.parent_id in ids:
                self.statements[each.id] = replace(each, parent_id=news[0].id)
        for link in tuple(self.links.values()):
            if ids & {link.source_id, link.target_id}:
                self.gone[link.id] = self.links.pop(link.id)
                for new in news:
                    self._carry(link, replace(
                        link, source_id=new.id if link.source_id in ids else link.source_id,
                        target_id=new.id if link.target_id in ids else link.target_id,
                    ))  # fmt: skip

    def _carry(self, old: Link, new: Link) -> None:
        if new.source_id != new.target_id and new.id not in self.links:
            self.links[new.id] = new
            if old.id in self.standings:
                self.standings[new.id] = self.standings[old.id]
            if old.id in self.made_by:
                self.made_by[new.id] = self.made_by[old.id]

    def put(self, statement: Statement) -> None:
        """Behind the others, until they are settled."""
        self.behind = True
        self.statements[statement.id] = statement

    def in_document(self, document_id: str) -> list[Statement]:
        """In the order of the text."""
        return sorted((s for s in self.statements.values() if s.document_id == document_id), key=self._place)

    def settle(self) -> None:
        """Put all statements in the order of the text, once all decisions are applied."""
        if not self.behind:
            return
        self.statements = {each.id: each for each in sorted(self.statements.values(), key=self._place)}

    def _place(self, statement: Statement) -> tuple[str, int, int, int]:
        number = self.passages[statement.passage_id].number
        return statement.document_id, number, statement.start, -statement.end


def by_hand(decision: Decision) -> str:
    """What stands as finder of what a person made."""
    return f"{BY_HAND}, {decision.by}"


def anchor_of(statement: Statement, statements: Iterable[Statement]) -> Anchor:
    """How a decision remembers a statement; `statements` are those of its document, in order."""
    ids = [each.id for each in statements]
    at = ids.index(statement.id) if statement.id in ids else 0
    return Anchor(
        statement.id, statement.document_id, statement.passage_id, statement.start, statement.kind, statement.text,
        round(place(at, len(ids)), 4),
    )  # fmt: skip


def as_decided(statement: Statement, standing: Standing) -> Statement:
    """The statement with the kind that a person gave it."""
    decision = standing.judgement
    if decision and decision.verdict is Verdict.CORRECTED and decision.value in set(StatementKind):
        return replace(statement, kind=StatementKind(decision.value))
    return statement
