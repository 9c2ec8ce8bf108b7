"""What a row of a table says by a mark below a title: "x" below "Niet overgenomen", "nee" below "Overgenomen?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from ingest.dutch.cues import all_rules
from ingest.dutch.pipeline import Sentence
from ingest.dutch.words import read_words
from ingest.statements.cells import Cell, are_titles, cells_of
from kb.model import BlockKind, Passage, Position


class _Answer(StrEnum):
    YES = "ja"
    NO = "nee"
    PARTLY = "deels"


_WORDS = r"(?P<yes>ja|wel)|(?P<no>nee|neen|niet)|(?P<partly>deels|gedeeltelijk|ten dele)"
_OPTION = re.compile(rf"(?P<asked>.{{0,100}}?)[\s:?(]{{0,9}}\b(?:{_WORDS})\W{{0,9}}", re.I)
_SAID = re.compile(rf"(?:{_WORDS})(?:\W*$|[,.;:] )", re.I)
_TICK = re.compile(r"[xXvV+✓✔√✅☒☑🗹🗷●■]|\[[xXvV]\]|\([xXvV]\)|[✗✘❌]")
_CHECK, _CROSS = re.compile("[✓✔√✅]"), re.compile("[✗✘❌]")
# The titles of columns, in the order in which they are tried. They are phrases without a verb, which no rule of
# sentences knows.
_AGREES = (
    r"over(?:genomen|nemen| te nemen)|\bne(?:men|emt)\b.{0,60}\bover\b|akkoord|\beens\b|gevolgd|gehonoreerd|verwerkt"
)
_TITLES = (
    (Position.PARTLY, re.compile(r"\b(?:deels|gedeeltelijk|ten dele|grotendeels)\b", re.I)),
    (Position.REJECTED, re.compile(rf"\b(?:niet|geen)\b.{{0,60}}(?:{_AGREES})|\bafgewezen\b|\boneens\b", re.I)),
    (Position.EXISTING, re.compile(r"\b(?:bestaand|reeds|huidig) beleid\b|\bdoen (?:we|wij) al\b", re.I)),
    (Position.DEFERRED, re.compile(r"\baangehouden\b|\bin beraad\b|\b(?:nader|later) (?:onderzoek|besluit)", re.I)),
    (Position.ADOPTED, re.compile(_AGREES, re.I)),
)
_POINTS = re.compile(r"aanbeveling|advies|adviezen|punt|voorstel|verzoek", re.I)  # what a bare "ja" is said of
ANSWERING_TITLE = re.compile("|".join((r"^(?:ja|nee)$", *(pattern.pattern for _, pattern in _TITLES))), re.I)
_CARRIED_BY = {  # the rule that says in a sentence what the column says
    Position.ADOPTED: "overgenomen", Position.REJECTED: "niet-overgenomen", Position.PARTLY: "gedeeltelijk",
    Position.EXISTING: "bestaand", Position.DEFERRED: "aangehouden",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Title:
    """What stands above a column: what is asked there, and the answer that the column stands for, if it does."""

    asked: str
    answer: _Answer | None = None

    @classmethod
    def of(cls, text: str) -> _Title:
        option = _OPTION.fullmatch(text)
        bare = text.rstrip("?: ")
        return cls(option["asked"].strip(), _answer(option)) if option else cls(bare)

    @property
    def position(self) -> Position | None:
        """What "ja" would say below the title."""
        return next((position for position, pattern in _TITLES if pattern.search(self.asked)), None)

    @property
    def says(self) -> bool:
        """Whether a mark below it can say what becomes of a point."""
        return self.answer is not None or self.position is not None


@dataclass(frozen=True, slots=True)
class Ticked:
    """What was ticked in the rows of the tables of a document: by passage, as sentences at the place of the marks, in
    the words of the titles; and the passages that hold those titles. Marks that contradict each other say nothing."""

    said: Mapping[str, tuple[Sentence, ...]]
    titles: frozenset[str]


def ticked(passages: Sequence[Passage]) -> Ticked:
    """What the tables among these passages say by marks."""
    said: dict[str, tuple[Sentence, ...]] = {}
    titles: set[str] = set()
    for is_row, run in groupby(passages, key=lambda passage: passage.kind is BlockKind.TABLE_ROW):
        table = list(run) if is_row else []
        rows = [list(cells_of(passage.text)) for passage in table]
        if not any(_marks(cell.text) for row in rows for cell in row):
            continue
        heads, columns = _columns(rows)
        titles |= {table[at].id for at in heads}
        both = [cell.text for row in rows for cell in row]
        crossed = any(map(_CHECK.fullmatch, both)) and any(map(_CROSS.fullmatch, both))
        for at, (passage, row) in enumerate(zip(table, rows, strict=True)):
            if at not in heads and len(row) == len(columns):
                said[passage.id] = tuple(_said(row, columns, crossed))
    clear = {id_: each for id_, each in said.items() if len({sentence.rules for sentence in each}) == 1}
    return Ticked(clear, frozenset(titles))


def _marks(text: str) -> bool:
    return _TICK.fullmatch(text) is not None or _SAID.match(text) is not None


def _columns(rows: Sequence[Sequence[Cell]]) -> tuple[list[int], list[_Title]]:
    """The rows that hold the titles, and the title of each column; nothing where no title says what becomes of a
    point."""
    for at, row in enumerate(rows):
        if len(row) < 2 or any(_TICK.fullmatch(cell.text) for cell in row):
            return [], []
        own = [_Title.of(cell.text) for cell in row] if are_titles(row) else []
        below = rows[at + 1] if at + 1 < len(rows) else []
        lower = [_Title.of(cell.text) for cell in below] if len(below) == len(row) and are_titles(below) else []
        if sum(title.answer is not None for title in lower) > 1:
            return [at, at + 1], _of_points(_with_what_is_asked(lower, own), [*row, *below])
        if any(title.says for title in own):
            return [at], _of_points(_with_what_is_asked(own, []), row)
    return [], []


def _of_points(titles: Sequence[_Title], heads: Sequence[Cell]) -> list[_Title]:
    """The titles, of which a bare "ja" says nothing where no column is said to hold points."""
    named = any(_POINTS.search(cell.text) for cell in heads)
    return [title if title.asked or named else _Title("") for title in titles]


def _with_what_is_asked(titles: Sequence[_Title], above: Sequence[_Title]) -> list[_Title]:
    """The titles, each "ja", "nee" and "deels" with what is asked over the group that they form."""
    done: list[_Title] = []
    at = 0
    while at < len(titles):
        end = at
        while end < len(titles) and titles[end].answer and titles[end].answer not in {t.answer for t in titles[at:end]}:
            end += 1
        group = titles[at : max(end, at + 1)]
        over = above[at : max(end, at + 1)]
        asked = next((title.asked for title in (*group, *over) if title.asked), "")
        if end > at:
            done += [_Title(asked, title.answer) for title in group]
        else:
            done += [title if title.asked else _Title(asked) for title in group]
        at = max(end, at + 1)
    return done


def _said(row: Sequence[Cell], columns: Sequence[_Title], crossed: bool) -> Iterator[Sentence]:
    """What the marks in a row say. `crossed`: the table has crosses beside ticks, so that a cross is a no."""
    for cell, title in zip(row, columns, strict=True):
        word = _SAID.match(cell.text)
        if not title.says or not (word or _TICK.fullmatch(cell.text)):
            continue
        answer = _answer(word) if word else _Answer.NO if crossed and _CROSS.fullmatch(cell.text) else _Answer.YES
        if title.answer is None:
            words = title.asked if answer is _Answer.YES else f"{title.asked}: {answer}"
        elif answer is _Answer.YES:
            answer, words = title.answer, f"{title.asked}: {title.answer}".removeprefix(": ")
        else:
            continue
        position = _position(title.position if title.asked else Position.ADOPTED, answer)
        if position is not None:
            yield _sentence(words, position, cell)


def _position(asked: Position | None, answer: _Answer) -> Position | None:
    """`asked`: what "ja" says. A "nee" to anything but an adoption leaves open what became of the point."""
    other = {_Answer.NO: Position.REJECTED, _Answer.PARTLY: Position.PARTLY}
    return asked if answer is _Answer.YES else other[answer] if asked is Position.ADOPTED else None


def _answer(words: re.Match[str]) -> _Answer:
    return _Answer.YES if words["yes"] else _Answer.NO if words["no"] else _Answer.PARTLY


def _sentence(words: str, position: Position, cell: Cell) -> Sentence:
    rule = all_rules()[_CARRIED_BY[position]]
    return Sentence(cell.start, cell.end, words, (rule,), starts=(0,), words=read_words(words, {}))
