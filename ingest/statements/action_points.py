"""What minutes and plans note that somebody is going to do: behind "Actie:" or "Actiepunt 3:", in a list below
"Actielijst", and in a table with a column of actions beside one of who does them or when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.dutch.orders import is_infinitive, is_phrase, is_task
from ingest.dutch.pipeline import Sentence
from ingest.dutch.predicates import word_lists
from ingest.dutch.words import small_words
from ingest.layout.labels import BULLET
from ingest.passages.voice import Voice
from ingest.statements.actor import Actors
from ingest.statements.clause_signs import OVER, clause_signs
from ingest.statements.deadline import term_in_cell
from ingest.statements.draft import Draft, Part
from ingest.statements.table_columns import table_rows
from kb.model import BlockKind, Document, DocumentKind, GroundKind, StatementKind

_NOT_OWN = frozenset({
    DocumentKind.ADVICE, DocumentKind.AUDIT_REPORT, DocumentKind.COMMITMENT_LIST, DocumentKind.MOTION,
})  # fmt: skip
_TOLD = frozenset({DocumentKind.MINUTES, DocumentKind.DECISION_LIST})
_MET = re.compile(r"^\W*(?:aanwezig|afwezig|deelnemers|genodigden|verslaglegging|notulist)\b", re.I)
_TOP = 15  # passages in which minutes say who was there
_ONE = r"(?:actie(?:punt)?|ap)\s*(?:nr\.?\s*)?\d[\d.-]*"
# "Actie:", "Actiepunt 3:", "Actie Jan:", "AP 4 – ", "Afspraak:"
_LABEL = re.compile(
    rf"\W*(?:(?:{_ONE}|actie(?:punt)?|afspraak|to[ -]?do)(?:\s+[^\s:.]{{1,25}}){{0,4}}?\s*:|{_ONE}\s*[–—-])\s+(?=\S)",
    re.I,
)
_LIST = r"(?:(?:vervolg)?acties|actiepunten|actielijst|actie-\s?en\s\w+lijst|afspraken(?:lijst)?|to[ -]?do'?s?)"
# "Actielijst", "5. Gemaakte afspraken", "Besluiten en acties:", "Actiepunt 22-41:"
_HEADING = re.compile(
    rf"\W*(?:\d{{1,2}}[a-z]?[.)]?\s+)?(?:(?:de|nieuwe|openstaande|lopende|gemaakte|concrete|overzicht)\s+){{0,2}}"
    rf"(?:{_LIST}(?:\s+en\s+(?:afspraken|besluiten))?|(?:afspraken|besluiten)\s+en\s+{_LIST}|{_ONE})"
    r"(?:\s+(?:uit|van|n\.a\.v\.|naar)\b.{0,50})?\W*$",
    re.I,
)
_COLUMNS = {
    "who": re.compile(
        r"^(?:(?:door )?wie|door|actiehouder|(?:actie)?eigenaar|trekker|verantwoordelijk\w*|uitvoer\w+|houder|naam)\b",
        re.I,
    ),
    "term": re.compile(r"termijn|planning|gereed|deadline|streefdatum|uiterlijk|^wanneer|^datum|^voor\b", re.I),
    "state": re.compile(r"status|stand van zaken|voortgang|afgehandeld", re.I),
    "action": re.compile(
        r"^(?:actie(?:s|punt|punten)?|(?:omschrijving|inhoud)(?: van)?(?: de)?(?: acties?)?|te ondernemen acties?|wat"
        r"|activiteit(?:en)?|taak|taken|afspra(?:ak|ken)|maatregel(?:en)?)$",
        re.I,
    ),
}
_DONE = re.compile(
    r"\b(?:afgerond|afgehandeld|gereed|voldaan|uitgevoerd|vervallen|vervalt|afgedaan|gedaan|klaar)\W*$", re.I
)
_NONE = re.compile(r"^\W*(?:geen\b|n\.?\s?v\.?\s?t\b|nihil|niet van toepassing|besluit\w*\b)", re.I)
_NO_TASK = frozenset({"ontkend", "gaande", "keert terug", "vraag", "voorwaarde", "zou"})
_SUBJECT = 3  # words in which a sentence names who does it
_FEWEST = 3  # words of what is noted; one less in a table, whose title says that it is an action
_LONGEST = 40  # words of a paragraph below such a heading that is no item of a list


def action_points(parts: Sequence[Part], document: Document, found: Sequence[Draft]) -> Iterator[Draft]:
    """Promises in minutes, intentions in a plan; none where something was `found` already, nor of what was done."""
    if document.kind in _NOT_OWN:
        return
    told = document.kind in _TOLD or any(_MET.match(part.passage.text) for part in parts[:_TOP])
    kind = StatementKind.COMMITMENT if told else StatementKind.INTENTION
    taken = {(draft.part.passage.id, at) for draft in found for at in range(draft.start, draft.end)}
    rows = list(_in_tables(parts, document, kind))
    for draft in (*rows, *_said(parts, document, kind, told=told), *_announced(parts, document)):
        if (draft.part.passage.id, draft.start) not in taken:
            yield draft


def _in_tables(parts: Sequence[Part], document: Document, kind: StatementKind) -> Iterator[Draft]:
    for part, row in table_rows(parts, _COLUMNS, "action"):
        action, who, term, state = (row.get(name) for name in ("action", "who", "term", "state"))
        if action is None or (who is None and term is None) or part.voice is Voice.ADVISER:
            continue
        if len(action.text.split()) < _FEWEST - 1 or _NONE.match(action.text) or (state and _DONE.search(state.text)):
            continue
        yield Draft(
            kind, part, action.start, action.end, GroundKind.ACTION, 0.9, actor=who.text if who else None,
            due=term_in_cell(term.text, document.date) if term else None, due_text=term.text if term else None,
        )  # fmt: skip


def _said(parts: Sequence[Part], document: Document, kind: StatementKind, *, told: bool) -> Iterator[Draft]:
    """Behind a label, and in minutes below a heading; of an item its first sentence."""
    actors, opened, above = Actors(parts, document), False, None
    for part in parts:
        listed = part.passage.kind is BlockKind.LIST_ITEM
        if not listed or _opens(part, above):
            opened, above = _HEADING.match(part.passage.text) is not None, part.passage.label
        if part.heading or part.voice is Voice.ADVISER or part.passage.kind is BlockKind.TABLE_ROW:
            continue
        below = told and ((opened and listed) or _is_below(part, listed=listed))
        for sentence in part.sentences:
            label = _LABEL.match(sentence.text)
            start = sentence.start + (label.end() if label else 0)
            first = below and sentence is part.sentences[0]
            noted = label or first or (told and _takes_on(sentence, document))
            if noted and _is_to_do(sentence, part.passage.text[start : sentence.end], document):
                yield Draft(
                    kind, part, start, sentence.end, GroundKind.ACTION, 0.85, part.passage.label,
                    actor=actors.of(part, sentence),
                )  # fmt: skip


def _announced(parts: Sequence[Part], document: Document) -> Iterator[Draft]:
    """The items below "Dit gaan we doen:" or "Wij zullen:", without a subject of their own."""
    actors, lead = Actors(parts, document), None
    for part in parts:
        if part.passage.kind is not BlockKind.LIST_ITEM:
            lead = _lead_in(part, document)
        elif lead and part.sentences and part.voice is not Voice.ADVISER:
            first = part.sentences[0]
            if is_infinitive(first) or is_task(first) or is_phrase(first):
                yield Draft(
                    lead, part, first.start, first.end, GroundKind.ACTION, 0.85, part.passage.label,
                    actor=actors.of(part, first),
                )  # fmt: skip


def _lead_in(part: Part, document: Document) -> StatementKind | None:
    """What a sentence or heading says of the list below it: that the writer is going to do it, or promises it."""
    last = part.sentences[-1] if part.sentences else None
    if last is None or not (last.text.rstrip().endswith(":") or part.heading):
        return None
    signs = clause_signs(last, document.date)
    if "onderwerp wij" not in signs or not signs & {"tijd toekomst", "tijd willen"}:
        return None
    promised = last.rule("commitment") is not None and last.rule("intention") is None
    return StatementKind.COMMITMENT if promised else StatementKind.INTENTION


def _opens(part: Part, above: str | None) -> bool:
    """Whether an item opens a list of its own ("– Acties:") or ends that of the item with the label `above`: with a
    colon, or with a number where that had none."""
    numbered = above == BULLET and part.passage.label != BULLET
    return part.passage.text.rstrip().endswith(":") or numbered


def _is_below(part: Part, *, listed: bool) -> bool:
    """Whether the nearest heading calls what stands below it actions, each in an item or a short paragraph."""
    text = part.passage.text.rstrip()
    short = len(part.sentences) == 1 and len(text.split()) <= _LONGEST and text[-1:] in ".;"
    return (listed or short) and any(map(_HEADING.match, part.passage.section[-1:]))


def _takes_on(sentence: Sentence, document: Document) -> bool:
    """Whether somebody who is named, or a servant of the meeting, has a task in the present tense: "Marieke zoekt dit
    uit.", "Het secretariaat plant een overleg."; not what he does as a habit, or does already."""
    signs = clause_signs(sentence, document.date)
    if "tijd tegenwoordig" not in signs or signs & _NO_TASK:
        return False
    forms = {word.form for word in sentence.words}
    if not any(_does(lemma, signs, forms) for lemma in word_lists("tasks")["taken"]):
        return False
    served = any(word.form in word_lists("tasks")["uitvoerders"] for word in sentence.words[:_SUBJECT])
    named = "onderwerp naam" in signs or sentence.words[0].known.pos == "PROPN"
    return served or named or bool(signs & {"onderwerp hij", "onderwerp zij"})


def _does(lemma: str, signs: frozenset[str], forms: set[str]) -> bool:
    """Whether the sentence has this verb, also with its particle apart: "zoekt … uit"."""
    if f"werkwoord {lemma}" in signs:
        return True
    apart = (each for each in small_words("particles") & forms if lemma.startswith(each))
    return any(f"werkwoord {lemma.removeprefix(each)}" in signs for each in apart)


def _is_to_do(sentence: Sentence, words: str, document: Document) -> bool:
    """Whether what is noted is still to be done, and more than a name."""
    if len(words.split()) < _FEWEST or words.rstrip().endswith(("?", ":")):
        return False
    if _NONE.match(words) or _DONE.search(words):
        return False
    return not OVER & clause_signs(sentence, document.date)
