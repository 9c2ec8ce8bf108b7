"""What is asked in a remark that the same paper answers: "Indiener vraagt om …" above "Reactie gemeente:", or in the
column beside "Beantwoording". Whoever asks it, it is somebody else's, so it is marked as repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from ingest.dutch.pipeline import Sentence
from ingest.dutch.predicates import classes
from ingest.dutch.words import Clauses, Word, small_words
from ingest.passages.voice import Voice
from ingest.statements.clause_signs import tells_of_advice
from ingest.statements.draft import Draft, Part
from ingest.statements.table_columns import Row, table_rows
from kb.model import BlockKind, Document, DocumentKind, GroundKind, StatementKind

ASKING = frozenset({"adviseren", "vragen"})
_ASKING_WITH = {
    "geven": frozenset({"overweging"}), "stellen": frozenset({"voor"}), "dringen": frozenset({"aan"}),
    "wensen": frozenset({"dat"}), "zien": frozenset({"graag", "liever"}), "zijn": frozenset({"verzoek"}),
}  # fmt: skip
_WANTING = frozenset({"willen", "moeten", "dienen"})  # "Indiener wil een klankbordgroep", "Er moet een fonds komen"
# "Oplossingsrichting: …" in the form of a remark: all of it is what is asked
_SOLUTION = (
    r"(?:suggestie|oplossingsrichting|(?:tekst|wijzigings|verbeter)?voorstel|verzoek|wens"
    r"|gewenste (?:wijziging|aanpassing))"
)
_LABELLED = re.compile(rf"\W*{_SOLUTION}(?: \d+)?\s*:\s*(?=\S)", re.I)
_COLUMNS = {
    "explained": re.compile(r"toelichting|motivering|onderbouwing|gevolg", re.I),
    "solution": re.compile(rf"^(?:{_SOLUTION}|(?:deel|hoofd)?aanbeveling(?:en)?|verbeterpunt(?:en)?)\b", re.I),
    "remark": re.compile(
        r"zienswijze|opmerking|inspraakreactie|inbreng|\bvra(?:ag|gen)\b|samenvatting"
        r"|(?:partner|instantie|indiener|reclamant|inspreker|partij)\w*\b.*\breactie",
        re.I,
    ),
    "answer": re.compile(
        r"reactie|response|(?:be)?antwoord|standpunt|oordeel|afweging|overweging|terugkoppeling|beoordeling|verwerking",
        re.I,
    ),
    "action": re.compile(r"\bacties?\b|planning|maatregel|vervolg|uitvoering|termijn|\bwanneer\b", re.I),
}
_VERDICT = 3  # words of an answer that only judges, "Deels akkoord": what is done stands in the column for actions
_LETTER = re.compile(r"[^\W\d_]")
_SCORE, _IN_ROW = 0.7, 0.8
_MAY_HOLD = (DocumentKind.OTHER, DocumentKind.RESPONSE_LETTER)


def remarks(parts: Sequence[Part], document: Document, found: Sequence[Draft]) -> Iterator[Draft]:
    """Each sentence of a remark that asks something, unless something was `found` in it; in a table with what is
    answered beside it."""
    if document.kind not in _MAY_HOLD:
        return
    if {part.voice for part in parts} >= {Voice.ADVISER, Voice.AUTHORITY}:
        for part in parts:
            if part.voice is Voice.ADVISER and not part.heading and part.passage.kind is not BlockKind.TABLE_ROW:
                yield from _asked(part, found)
    for part, row in table_rows(parts, _COLUMNS, "answer"):
        answer = row.get("answer")
        asked = [*_asked_in(part, row, found)]
        yield from asked
        own = asked or any(draft.part is part and _is_asked_in(draft, row) for draft in found)
        if own and answer and _LETTER.search(answer.text):
            only_judges = len(answer.text.split()) <= _VERDICT
            beside = ("answer", "explained", "action") if only_judges else ("answer", "explained")
            end = max(cell.end for name, cell in row.items() if name in beside)
            yield Draft(StatementKind.RESPONSE, part, answer.start, end, GroundKind.ROW, _IN_ROW)


def _is_asked_in(draft: Draft, row: Row) -> bool:
    """Whether it is a point in the cell of a row for what is asked."""
    cell = row.get("solution") or row.get("remark")
    asked = draft.kind in (StatementKind.RECOMMENDATION, StatementKind.REQUEST)
    return cell is not None and asked and cell.start <= draft.start < cell.end


def _asked(part: Part, found: Sequence[Draft]) -> Iterator[Draft]:
    labelled = _LABELLED.match(part.passage.text)
    if labelled:
        if _is_free(part, labelled.end(), len(part.passage.text), found):
            yield _point(part, labelled.end(), len(part.passage.text), GroundKind.TOLD)
        return
    for sentence in part.sentences:
        if asks(sentence) and _is_free(part, sentence.start, sentence.end, found):
            yield _point(part, sentence.start, sentence.end, GroundKind.TOLD)


def _asked_in(part: Part, row: Row, found: Sequence[Draft]) -> Iterator[Draft]:
    cell = row.get("solution")
    if cell and _LETTER.search(cell.text):
        if _is_free(part, cell.start, cell.end, found):
            yield _point(part, cell.start, cell.end, GroundKind.ROW)
        return
    cell = row.get("remark")
    for sentence in part.sentences if cell else ():
        inside = cell is not None and cell.start <= sentence.start and sentence.end <= cell.end
        if inside and asks(sentence) and _is_free(part, sentence.start, sentence.end, found):
            yield _point(part, sentence.start, sentence.end, GroundKind.ROW)


def _point(part: Part, start: int, end: int, ground: GroundKind) -> Draft:
    return Draft(StatementKind.RECOMMENDATION, part, start, end, ground, _SCORE, restated=True)


def _is_free(part: Part, start: int, end: int, found: Sequence[Draft]) -> bool:
    return not any(draft.part is part and draft.start < end and start < draft.end for draft in found)


def asks(sentence: Sentence) -> bool:
    """Whether somebody, whoever it is, asks or advises something in it."""
    if not sentence.finite or sentence.text.rstrip().endswith("?") or tells_of_advice(sentence):
        return False
    words = sentence.words
    forms = {word.form for word in words}
    if forms & (small_words("wij") | {"zich"}):
        return False
    wished = bool(forms & {"zou", "zouden"}) and bool(forms & {"moeten", "kunnen", "willen"})
    return (
        is_asked(words)
        or wished
        or any(word.known.finite and not word.known.past and _asks(word.known.lemma, forms) for word in words)
    )


def _asks(verb: str, forms: Set[str]) -> bool:
    """Whether a verb asks, beside the other words of its sentence: "geeft in overweging", "wil dat"."""
    besides = _ASKING_WITH.get(verb, frozenset())
    return verb in _WANTING or bool(ASKING & set(classes("verbs").get(verb, ()))) or bool(besides & forms)


def is_asked(words: Sequence[Word]) -> bool:
    """Whether it is asked or advised now, by nobody who is named: "Verzocht wordt om een kaart op te nemen"."""
    clauses = Clauses(words).of
    passive = {
        clause for word, clause in zip(words, clauses, strict=True)
        if word.known.lemma == "worden" and word.known.finite and not word.known.past
    }  # fmt: skip
    passive -= {clause for word, clause in zip(words, clauses, strict=True) if word.known.lemma == "kunnen"}
    return any(
        clause in passive and not word.known.finite and ASKING & set(classes("verbs").get(word.known.lemma, ()))
        for word, clause in zip(words, clauses, strict=True)
    )
