"""Word, as an annex for the raad: landscape A4, per advice a table of points and answers, then what was promised."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from kb import labels
from kb.export import point_rows, rows
from kb.export import word_table as word
from kb.export.selection import Selection, selected
from kb.export.word_table import Cell, Head
from kb.knowledge import KnowledgeBase
from kb.labels import (
    NO_TERM,
    STATEMENT_KINDS,
    STATEMENT_KINDS_PLURAL,
    VIA_PARENT,
    amount,
    day,
    place_in_words,
    points,
    positions,
)
from kb.model import Advice, Coverage, Document, Filter, StatementKind

ADVICE_HEADS = (
    Head("Nr", 1.4), Head("Aanbeveling", 7.8), Head("Antwoord", 8.4), Head("Standpunt", 2.8), Head("Besluit", 3.6),
    Head("Status", 2.7),
)  # fmt: skip
PROMISE_HEADS = (
    Head("Tekst", 11.0), Head("Wie", 5.0), Head("Termijn", 3.4), Head("Besluit", 4.3), Head("Status", 3.0),
)  # fmt: skip
TOWN = re.compile(r"\b(?:gemeente|wethouders|raad)\s+(?:van\s+)?(?:de\s+gemeente\s+)?(\w.*)", re.IGNORECASE)


def write(kb: KnowledgeBase, out: Path, where: Filter) -> None:
    """The trails and the commitments, or only the commitments (and intentions) when these are asked."""
    chosen = selected(kb, where)
    subject = "Toezeggingen" if chosen.only_commitments else "Adviezen en antwoorden"
    town = town_of(chosen.documents)
    title = f"{subject}, {town}" if town else subject
    book = word.new(title, f"Adviesspoor, {day(date.today())}")
    word.heading(book, title, 0)
    word.paragraph(book, _loaded(chosen.coverage))
    if chosen.choice:
        counted = "De aantallen bij een advies gaan over het hele advies."
        word.paragraph(book, f"Dit is een keuze uit de adviezen: {chosen.choice}. {counted}")
    if not chosen.only_commitments:
        _advices(book, chosen)
    kinds = where.statement_kinds if chosen.only_commitments else (StatementKind.COMMITMENT,)
    _promises(book, chosen, kinds)
    book.save(out)


def town_of(documents: Iterable[Document]) -> str | None:
    """The municipality that senders and addressees name; None when there is none, or more than one."""
    names = [name for each in documents for name in (each.sender, each.addressee) if name]
    found = {match[1].strip(" .") for name in names if (match := TOWN.search(name))}
    return found.pop() if len(found) == 1 else None


def _loaded(loaded: Coverage) -> str:
    unread = f" {amount(len(loaded.failed), 'bestand kon', 'bestanden konden')} niet worden gelezen."
    failed = unread if loaded.failed else ""
    return (
        f"Opgemaakt op {day(date.today())}. Geladen: {labels.loaded(loaded)}.{failed} “Geen reactie gevonden” "
        "betekent: niet gevonden in wat is geladen. Elk citaat staat letterlijk op de genoemde plaats."
    )


def _advices(book: Any, chosen: Selection) -> None:
    found: dict[str, list[rows.Row]] = {}
    for row in point_rows.every_point(chosen.points, chosen.documents, "").rows:
        found.setdefault(row.links["advice"].document_id, []).append(row)
    for advice in chosen.advices:
        title = rows.title_of(advice)
        word.heading(book, title[:1].upper() + title[1:], 1)
        word.paragraph(book, _origin(advice), with_next=True)
        word.paragraph(book, _standing(advice), with_next=True)
        lines = [_advice_row(row) for row in found.get(advice.document.id, ())]
        word.table(book, ADVICE_HEADS, lines, f"Punten van: {title}")
    if not chosen.advices:
        where = "bij deze keuze" if chosen.choice else "in wat is geladen"
        word.paragraph(book, f"Geen adviezen gevonden {where}.")


def _origin(advice: Advice) -> str:
    document = advice.document
    parts = (
        f"Van {document.body}" if document.body else "Afzender onbekend",
        f"aan {document.addressed_body}" if document.addressed_body else None,
        day(document.date) or "zonder datum",
        f"kenmerk {document.our_reference}" if document.our_reference else None,
    )
    return ", ".join(part for part in parts if part) + "."


def _standing(advice: Advice) -> str:
    """How the points stand, how long the answer took, and the term."""
    sentences = [points(advice.trails)]
    if standing := positions(advice.trails):
        sentences.append(f"Standpunten: {standing}")
    if advice.days is not None:
        sentences.append(f"Eerste antwoord na {amount(advice.days, 'dag', 'dagen')}")
    if not advice.missing_original:
        sentences.append(f"Termijn tot {day(advice.due)}" if advice.due else NO_TERM.capitalize())
    if advice.expected:
        sentences.append(f"Toegezegd vóór {day(advice.expected)}")
    return ". ".join(sentences) + "."


def _advice_row(row: rows.Row) -> tuple[Cell, ...]:
    values = row.values
    position, proposed = _text(values, "position"), _text(values, "proposed_position")
    status, looked = _text(values, "status"), _text(values, "looked_in")
    waits = not position and values["due"] and not looked
    no_answer = "zie het hoofdpunt" if VIA_PARENT in status else "geen antwoord gevonden"
    no_answer += f" in: {looked}" if looked else ""
    return (
        Cell(_text(values, "label")),
        Cell(_text(values, "recommendation"), small=(_text(values, "place"),), quote=True),
        Cell(_text(values, "response"), small=(_place(values, "response_") or no_answer, *_others(values)), quote=True),
        Cell(position, small=_proposal(values, position, proposed)),
        _decision(values),
        Cell(status, small=(f"termijn tot {_text(values, 'due')}",) if waits else ()),
    )


def _others(values: rows.Values) -> tuple[str, ...]:
    return (f"ook: {_text(values, 'others')}",) if values.get("others") else ()


def _proposal(values: rows.Values, position: str, proposed: str) -> tuple[str, ...]:
    """What the program proposed where a person said otherwise, or that nobody judged it."""
    if not position or VIA_PARENT in position:  # what others tell of it later does not count
        return ()
    if proposed and proposed != position:
        return (f"voorstel: {proposed}",)
    judged = values.get("decided_about") == "antwoord" and not values.get("suspect")
    return ("voorstel van het programma, niet beoordeeld",) if proposed and not judged else ()


def _promises(book: Any, chosen: Selection, kinds: Sequence[StatementKind]) -> None:
    """A table per kind: what somebody intends is never shown as a commitment."""
    found = rows.commitments(chosen).rows
    for kind in kinds:
        of_this = [row for row in found if row.values["kind"] == STATEMENT_KINDS[kind]]
        name = STATEMENT_KINDS_PLURAL[kind].capitalize()
        word.heading(book, name, 1)
        if of_this:
            word.table(book, PROMISE_HEADS, [_promise_row(row) for row in of_this], name)
        else:
            word.paragraph(book, f"Geen {name.lower()} gevonden in deze documenten.")


def _promise_row(row: rows.Row) -> tuple[Cell, ...]:
    values = row.values
    return (
        Cell(_text(values, "text"), small=(_place(values),), quote=True),
        Cell(_text(values, "actor")),
        Cell(_text(values, "due") or _text(values, "due_text") or "geen termijn"),
        _decision(values),
        Cell(_text(values, "status"), small=("te laat",) if values["overdue"] else ()),
    )


def _decision(values: rows.Values) -> Cell:
    who = ", ".join(part for part in (_text(values, "decided_by"), _text(values, "decided_on")) if part)
    about = f"over: {_text(values, 'decided_about')}" if who else ""
    proof = f"bewijs: {_text(values, 'proof')}" if values.get("proof") else ""
    again = "opnieuw bekijken" if values.get("suspect") else ""
    small = (about, who, _text(values, "reason"), proof, again)
    return Cell(_text(values, "decision"), small=tuple(each for each in small if each))


def _place(values: rows.Values, of: str = "") -> str:
    """Where a quote stands: title, date, reference, page. Empty when there is no quote."""
    reference = _text(values, f"{of}reference")
    parts = (
        _text(values, f"{of}document"), _text(values, f"{of}date"), f"kenmerk {reference}" if reference else "",
        place_in_words(_text(values, f"{of}place")),
    )  # fmt: skip
    return ", ".join(part for part in parts if part)


def _text(values: rows.Values, key: str) -> str:
    value = values.get(key)
    return day(value) if isinstance(value, date) else str(value or "")
