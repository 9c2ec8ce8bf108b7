"""What the statement finders share: the document as they see it, and a draft of a statement."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from ingest.dutch.pipeline import VERSION, Sentence, analyse
from ingest.passages.voice import Voice, voices
from ingest.statements.ticked import ticked
from kb.model import BlockKind, Document, Ground, GroundKind, Passage, Statement, StatementKind, basis_of


@dataclass(frozen=True, slots=True)
class Part:
    """A passage with its sentences and the voice that speaks in it."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    voice: Voice
    ticked: tuple[Sentence, ...] = ()  # what marks in a row of a table say, in the words of the titles

    @property
    def heading(self) -> bool:
        """Whether the passage is a heading."""
        return self.passage.kind is BlockKind.HEADING

    def under(self, pattern: re.Pattern[str]) -> bool:
        """Whether a heading above the passage fits."""
        return any(pattern.search(heading) for heading in self.passage.section)


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement before it has an id. `parent` is the index of another draft in the same list."""

    kind: StatementKind
    part: Part
    start: int
    end: int
    rule: str  # a kind of ground, or the id of a rule in dutch/rules
    score: float
    label: str | None = None
    parent: Draft | None = None
    restated: bool = False
    soft: bool = False
    actor: str | None = None
    due: date | None = None  # of a term that stands beside the words, in another cell
    due_text: str | None = None
    addressee: str | None = None  # where it stands beside the words, too
    cue: str | None = None  # the rule in dutch/rules on which the kind of ground rests

    @property
    def ground(self) -> Ground:
        """How it was found."""
        if isinstance(self.rule, GroundKind):
            return Ground(self.rule, self.label, self.cue)
        return Ground(GroundKind.CUE, self.label, self.rule)

    @property
    def found_by(self) -> str:
        """The rule and its version, for people to read."""
        return f"{self.rule} {self.cue} ({VERSION})" if self.cue else f"{self.rule} ({VERSION})"

    @property
    def text(self) -> str:
        """The literal words."""
        return self.part.passage.text[self.start : self.end]

    @property
    def place(self) -> tuple[int, int]:
        """For sorting: passage, then character."""
        return self.part.passage.number, self.start


def parts_of(
    document: Document,
    passages: Iterable[Passage],
    pipeline: str = "",
    only: Container[str] | None = None,
    found: Mapping[str, tuple[Sentence, ...]] | None = None,
    on_part: Callable[[Passage], None] = lambda passage: None,
) -> tuple[Part, ...]:
    """The passages with their sentences and voices, in order; footnotes are left out. Titles of columns in which was
    ticked say nothing by themselves.

    `pipeline` is the spaCy pipeline of the settings; "": our own. With `only`, just the passages with these ids are
    analysed, and the rest has no sentences. `found`: the sentences by passage when they were analysed before; else
    `on_part` hears of each as it is analysed.
    """
    kept = [p for p in passages if p.kind is not BlockKind.FOOTNOTE]
    wanted = [p for p in kept if only is None or p.id in only]
    if found is None:
        found = {}
        for passage, sentences in zip(wanted, analyse((p.text for p in wanted), pipeline), strict=True):
            found[passage.id] = sentences
            on_part(passage)
    marks = ticked(kept)
    analysed = {p.id: found.get(p.id, ()) for p in wanted if p.id not in marks.titles}
    spoken = voices(document.kind, kept)
    return tuple(
        Part(p, analysed.get(p.id, ()), voice, marks.said.get(p.id, ())) for p, voice in zip(kept, spoken, strict=True)
    )


def statements(document: Document, drafts: Iterable[Draft]) -> Iterator[Statement]:
    """Drafts as statements, in order. The n-th draft of a kind with the same words keeps the same id in every run."""
    seen: Counter[tuple[str, str]] = Counter()
    ids: dict[int, str] = {}
    for draft in sorted(drafts, key=lambda d: (d.place, d.end, d.kind)):
        words = " ".join(re.findall(r"\w+", draft.text.lower()))
        seen[draft.kind, words] += 1
        key = f"{document.id}|{draft.kind}|{words}|{seen[draft.kind, words]}"
        ids[id(draft)] = identifier = "s" + hashlib.sha256(key.encode()).hexdigest()[:12]
        yield Statement(
            id=identifier, document_id=document.id, passage_id=draft.part.passage.id, kind=draft.kind,
            start=draft.start, end=draft.end, text=draft.text, found_by=draft.found_by, score=draft.score,
            label=draft.label, parent_id=ids.get(id(draft.parent)), restated=draft.restated, soft=draft.soft,
            actor=draft.actor, due=draft.due, due_text=draft.due_text, addressee=draft.addressee,
            basis=basis_of((draft.ground,)), grounds=(draft.ground,),
        )  # fmt: skip
