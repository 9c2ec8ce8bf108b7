"""A response that only refers: "zie het antwoord op aanbeveling 3". What is said there counts here too."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ingest.statements.named_points import spelled_out
from kb.model import Ground, GroundKind, Link, Position, Relation, Statement

_NUMBER = r"\d{1,2}[a-z]?"
_POINT = r"(?:aanbeveling(?:en)?|advies(?:punt(?:en)?)?|adviezen|punt(?:en)?|onderde(?:el|len)|vra(?:ag|gen))"
_REFERS = re.compile(
    r"\b(?:zie(?:\s+(?:ook|hiervoor|daarvoor|verder))?|verwijzen\s+(?:wij|we)|(?:wij|we|ik)\s+verwijzen?|verwijs\s+ik"
    r"|wordt\s+verwezen)\b"
    rf"(?P<way>[^.;:]{{0,90}}?)\b(?:(?P<named>{_POINT})\s+)?(?:nr\.?\s*|nummers?\s*)?"
    rf"(?P<numbers>{_NUMBER}(?:\s*(?:,|en|tot\s+en\s+met|t/m|-|–)\s*{_NUMBER})*)(?![\w.]*\d|\s*%)",
    re.I,
)
_TO_AN_ANSWER = re.compile(
    r"\b(?:antwoord|antwoorden|reactie|beantwoording|hierboven|hiervoor|hieronder|eerder|bij|onder)\b", re.I
)
_OTHER_WORK = re.compile(
    r"\b(?:artikel|art|pagina|bladzijde|p|hoofdstuk|paragraaf|bijlage|tabel|figuur|brief|van)\b\W*$", re.I
)
LONGEST = 30  # words: a longer response says something itself


def referred(text: str) -> tuple[str, ...]:
    """The numbers of the points whose answer a response points at, as it writes them, ranges spelled out; none when it
    says more than that."""
    found = _REFERS.search(text)
    if not found or len(text.split()) > LONGEST:
        return ()
    way = found["way"]
    alone = not way.strip()  # "zie 2 en 3"
    if not found["named"] and (_OTHER_WORK.search(way) or not (alone or _TO_AN_ANSWER.search(way))):
        return ()
    return tuple(dict.fromkeys(spelled_out(found["numbers"])))


def follow(links: Sequence[Link], find: Callable[[str], Statement]) -> Iterator[Link]:
    """The links with the referring ones carried on: each gets the position of the answers that it points at, and those
    answers are linked to its recommendation as well. When they differ, or are not there, it stays onduidelijk.

    `links` are those of one answering letter; the numbers are those of the points that it answers.
    """
    answers = [link for link in links if link.relation is Relation.ANSWERS]
    for link in links:
        yield from _followed(link, answers, find) if link in answers else (link,)


def _followed(link: Link, answers: Sequence[Link], find: Callable[[str], Statement]) -> Iterator[Link]:
    found = _where_it_leads(link, answers, find, frozenset())
    if link.position is not Position.UNCLEAR or not referred(find(link.source_id).text):
        yield link
        return
    numbers = " en ".join(referred(find(link.source_id).text))
    refers = Ground(GroundKind.REFERS, label=numbers)
    positions = {each.position for each in found}
    agreed = positions.pop() if len(positions) == 1 else Position.UNCLEAR
    yield replace(link, position=agreed, grounds=(refers, *link.grounds))
    for each in found:
        score = min(link.score, each.score)
        yield replace(
            each, target_id=link.target_id, score=score, grounds=(refers, *each.grounds), found_by=link.found_by
        )


def _where_it_leads(
    link: Link, answers: Sequence[Link], find: Callable[[str], Statement], seen: frozenset[str]
) -> list[Link]:
    """The answers that say something themselves, past those that refer on; none when it leads back to itself."""
    numbers = referred(find(link.source_id).text)
    if not numbers or link.position is not Position.UNCLEAR:
        return [link] if seen else []
    if link.source_id in seen:
        return []
    here, reached = find(link.target_id), []
    for each in answers:
        other = find(each.target_id)
        if other.document_id == here.document_id and other.kind is here.kind and (other.label or "").lower() in numbers:
            reached += _where_it_leads(each, answers, find, seen | {link.source_id})
    return reached
