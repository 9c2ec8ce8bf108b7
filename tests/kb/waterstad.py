"""An advice in two points, its answer, and what happens to them in Waterstad."""

from __future__ import annotations

from datetime import date
from typing import Any

from kb.knowledge import KnowledgeBase
from kb.model import Advice, DocumentKind, Link, Reading
from tests.kb.builders import answers, letter, recommends

TODAY = date(2026, 11, 22)
COLLEGE = "College van burgemeester en wethouders van Waterstad"
COUNCIL = "Adviesraad Sociaal Domein Waterstad"
ADVICE_FACTS: dict[str, Any] = {
    "kind": DocumentKind.ADVICE,
    "date": date(2026, 3, 2),
    "sender": COUNCIL,
    "addressee": COLLEGE,
    "our_reference": "ASD-2026-01",
}
REPLY_FACTS: dict[str, Any] = {
    "kind": DocumentKind.RESPONSE_LETTER,
    "date": date(2026, 6, 1),
    "sender": COLLEGE,
    "addressee": COUNCIL,
    "your_reference": "ASD-2026-01",
}


def advice_with(*points: Any, **facts: Any) -> Reading:
    return letter("advies.pdf", "Geacht college,", *points, **{**ADVICE_FACTS, **facts})


def reply_with(*points: Any, **facts: Any) -> Reading:
    return letter("antwoord.pdf", "Geachte leden,", *points, **{**REPLY_FACTS, **facts})


TWO_POINTS = (
    recommends("r1", "Publiceer elk kwartaal de wachttijden.", label="1"),
    recommends("r2", "Stel een vaste contactpersoon aan.", label="2"),
)
TWO_ANSWERS = (
    answers("a1", "Dat doen wij vanaf het derde kwartaal."),
    answers("a2", "Daar komen wij later op terug."),
)


def load(kb: KnowledgeBase, *readings: Reading, links: tuple[Link, ...] = ()) -> KnowledgeBase:
    for reading in readings:
        kb.put(reading)
    kb.put_links(links)
    return kb


def the_advice(kb: KnowledgeBase, today: date = TODAY) -> Advice:
    return kb.advice("advies", today)


def set_term(kb: KnowledgeBase, weeks: int = 8) -> None:
    (kb.home / "termijnen.toml").write_text(f'[[termijn]]\nafzender = "Adviesraad*"\nweken = {weeks}\n', "utf-8")
