"""Signs of what a sentence does: its own words, and its place. Who speaks in what kind of document, under which
heading, behind which lead-in, in which column, among what else. None of them decides; sentence_judge.py says how much
each counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.dutch.pipeline import Sentence
from ingest.dutch.predicates import families
from ingest.layout.labels import BULLET
from ingest.passages.voice import Voice
from ingest.statements.cells import cells_of
from ingest.statements.clause_signs import clause_signs
from ingest.statements.draft import Part
from ingest.statements.recommendations import ANSWERING
from kb.model import BlockKind, Document, DocumentKind

_SHORTEST = 4  # words
_WINDOW = 6  # sentences on either side that count as around
_AROUND = ("gebiedend", "plicht", "regel recommendation", "regel commitment", "regel intention", "wij doen")
_STEPS, _MOST = 8, 3  # shares of these around a sentence count in eighths, up to three
_BY_VOICE = ("onderwerp ", "tijd ", "gezegde ", "vooruit", "oordeel ", "plicht", "gebiedend")
_OF_LEAD_IN = ("gezegde ", "gebiedend", "onderwerp ", "regel ", "hulp ", "vraag", "oordeel ", "plicht", "doet ")
_ANSWERS = ("restated", *ANSWERING)  # kinds of rules
_BEFORE = 2  # sentences
_OF_ANSWER = ("verandering, ", "toestand, ", "tijd ", "onderwerp ")
_TOLD = frozenset({DocumentKind.MINUTES, DocumentKind.DECISION_LIST})


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in its part, with its signs."""

    part: Part
    sentence: Sentence
    signs: frozenset[str]


def read_signs(parts: Sequence[Part], document: Document) -> Iterator[Said]:
    """Every sentence of the document with its signs, in order; not a few words in a cell, and nothing of a list of
    promises, in which every row is one."""
    if document.kind is DocumentKind.COMMITMENT_LIST:
        return
    places = [(at, sentence) for at, part in enumerate(parts) for sentence in part.sentences]
    own = [clause_signs(sentence, document.date) for _, sentence in places]
    last = {at: number for number, (at, _) in enumerate(places)}  # the last sentence of each part
    columns, leads = _columns(parts), lead_ins(parts)
    answering = _answering(parts)
    for number, (at, sentence) in enumerate(places):
        if len(sentence.words) < _SHORTEST:
            continue
        part, lead = parts[at], leads[at]
        found = {*own[number], *_place(part, sentence, document)}
        found |= {f"stem {part.voice.name.lower()}, {sign}" for sign in own[number] if sign.startswith(_BY_VOICE)}
        if "vooruit" in found:
            found.add(f"soort {document.kind.value}, vooruit")
        if part.voice is Voice.AUTHORITY or document.kind in _TOLD:
            found |= set(_as_answer(own[number], sentence, part, answering[at]))
        if lead is not None and lead in last:
            found |= {f"inleiding {sign}" for sign in own[last[lead]] if sign.startswith(_OF_LEAD_IN)}
            found.add("inleiding met dubbele punt" if parts[lead].passage.text.rstrip().endswith(":") else "inleiding")
        if column := columns.get((at, sentence.start)):
            found.add(f"kolom {column}")
        around = [own[n] for n in range(max(0, number - _WINDOW), min(len(own), number + _WINDOW + 1)) if n != number]
        for name in _AROUND:
            share = sum(name in each for each in around) / max(len(around), 1)
            found.add(f"rondom {name} {min(_MOST, int(share * _STEPS))}")
        yield Said(part, sentence, frozenset(found))


def _answering(parts: Sequence[Part]) -> list[bool]:
    """Of each part whether it, or one before it below the same heading, repeats a point or takes a position on one."""
    found: list[bool] = []
    for at, part in enumerate(parts):
        goes_on = at > 0 and not part.heading and parts[at - 1].passage.section == part.passage.section and found[-1]
        found.append(goes_on or any(sentence.rule(*_ANSWERS) for sentence in part.sentences))
    return found


def _as_answer(own: frozenset[str], sentence: Sentence, part: Part, is_answering: bool) -> Iterator[str]:
    """Where the sentence stands in an answer, alone and with its tense and whether something changes."""
    place = ["antwoordt"] if is_answering else []
    before = [one for one in part.sentences if one.start < sentence.start][-_BEFORE:]
    place += [f"na {kind}" for kind in _ANSWERS if any(one.rule(kind) for one in before)]
    yield from place
    for sign in own:
        if sign.startswith(_OF_ANSWER):
            yield f"antwoord, {sign}"
            yield from (f"{each}, {sign}" for each in place)


def _place(part: Part, sentence: Sentence, document: Document) -> Iterator[str]:
    passage = part.passage
    yield f"stem {part.voice.name.lower()}"
    yield f"soort {document.kind.value}"
    yield f"blok {passage.kind.value}"
    if part.heading:
        yield "is kop"
        yield from (f"zelf kop {name}" for name in families("headings", passage.text))
    yield f"label {_kind_of_label(passage.label)}"
    first, last = sentence is part.sentences[0], sentence is part.sentences[-1]
    if first and last:
        yield "enige zin"
    else:
        yield "eerste zin" if first else "laatste zin" if last else "middelste zin"
    above = () if part.heading else passage.section[-1:]
    named = {name for heading in above for name in families("headings", heading)}
    yield from (f"kop {name}" for name in named or {"overig" if above else "geen"})
    yield from (f"hoger {name}" for heading in passage.section[:-1] for name in families("headings", heading))


def _kind_of_label(label: str | None) -> str:
    if label is None:
        return "geen"
    if label == BULLET:
        return "punt"
    return "cijfer" if label[:1].isdigit() else "letter"


def lead_ins(parts: Sequence[Part]) -> list[int | None]:
    """For each item the index of the paragraph that opens its list, for other text that of a line with a colon right
    before it; None without one."""
    found: list[int | None] = []
    lead: int | None = None
    for at, part in enumerate(parts):
        if part.passage.kind in {BlockKind.LIST_ITEM, BlockKind.TABLE_ROW}:
            found.append(lead)
            continue
        is_opened = at > 0 and not part.heading and parts[at - 1].passage.text.rstrip().endswith(":")
        found.append(at - 1 if is_opened else None)
        lead = at
    return found


def _columns(parts: Sequence[Part]) -> dict[tuple[int, int], str]:
    """What the head of its column says of each sentence that stands in a row of a table."""
    found: dict[tuple[int, int], str] = {}
    head: list[str] = []
    for at, part in enumerate(parts):
        if part.passage.kind is not BlockKind.TABLE_ROW:
            head = []
            continue
        cells = list(cells_of(part.passage.text))
        if not head:
            head = [next(iter(families("columns", cell.text)), "") for cell in cells]
            continue
        for sentence in part.sentences if len(cells) == len(head) else ():
            if name := next(name for name, cell in zip(head, cells, strict=True) if sentence.start <= cell.end):
                found[at, sentence.start] = name
    return found
