"""Finds requests: questions that ask for an act, and what a motion, amendment or decision asks of the authority."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile

from ingest.dutch.orders import is_task
from ingest.dutch.rule_ids import RuleId
from ingest.passages.voice import Voice
from ingest.statements.draft import Draft, Part
from kb.model import BlockKind, GroundKind, StatementKind

QUESTION = re.compile(r"^\W*vra(?:ag|gen)\b\W*(\d+[a-z]?)", re.I)
ANSWER = re.compile(r"^\W*antwoord(?:en)?\b\D{0,20}(\d+[a-z]?)", re.I)
_AMENDMENT = re.compile(r"\b(?:amendement|motie)\b", re.I)
# "M1. (Lokaal Belang) Verzoekt het dagelijks bestuur …": what is decided begins with its verb, whoever prints it
_DICTUM = re.compile(
    r"\W*(?:\w{1,3}[.)] )?(?:\([^)]{1,80}\) )?(?:verzoekt|roept|draagt|vraagt) "
    r"(?:(?:het|de) (?:\w+ )?(?:bestuur|college|burgemeester|wethouder|gedeputeerde)|gedeputeerde staten"
    r"|burgemeester en wethouders|b ?(?:&|en) ?w)\b[^?]*\b(?:te \w+|op)\b[^?]*$",
    re.I,
)
# the words above what an amendment changes, which has a paragraph for each point as often as a list
_AMENDS = re.compile(r"\W*(?:sub)?amendement\b", re.I)
_DECIDES = re.compile(r"(?:besluit(?:en)?|stelt voor|wordt (?:als volgt )?gewijzigd) ?:", re.I)
_TOP = 6  # passages in which a paper says what it is
# asks for words and no act: "Hoe gaat u ervoor zorgen dat …?"
_ASKS_HOW = re.compile(
    r"(?:hoe|wanneer|waarom|wat|welke?|in hoeverre|op welke|per wanneer)\b(?!.*\ben (?:bent|is|zijn|wilt|kunt|gaat)\b)",
    re.I | re.S,
)
_FOLLOW_UP = re.compile(r"^(?:zo (?:ja|nee|niet)|indien (?:ja|nee|niet)|waarom (?:wel|niet))\b", re.I)


def requests(parts: Sequence[Part]) -> Iterator[Draft]:
    """At most one for each passage, with the questions that only go on with it ("Zo nee, waarom niet?")."""
    amending = False
    amendment = any(_AMENDS.match(part.passage.text) for part in parts[:_TOP])
    for part in parts:
        if part.voice is Voice.ADVISER:
            continue
        listed = amending and (part.passage.kind is BlockKind.LIST_ITEM or (amendment and _is_point(part)))
        yield from islice(_asked(part, listed), 1)
        opens = (
            (amendment and _DECIDES.fullmatch(part.passage.text.strip()))
            or any(s.rule("opening of a motion") for s in part.sentences)
            or _AMENDMENT.search(part.passage.text)
        )
        amending = listed or (part.passage.text.rstrip().endswith(":") and bool(opens))


def _is_point(part: Part) -> bool:
    return not part.heading and bool(part.sentences) and is_task(part.sentences[0])


def _asked(part: Part, listed: bool) -> Iterator[Draft]:
    """`listed`: the passage is a point of a motion or an amendment."""
    heading = next((m for h in reversed(part.passage.section) if (m := QUESTION.match(h))), None)
    label = heading.group(1) if heading else part.passage.label
    for index, sentence in enumerate(part.sentences):
        rule = sentence.rule("request")
        decided = _DICTUM.match(sentence.text) is not None
        if sentence.text.endswith(":") or (rule is None and not decided and not (listed and index == 0)):
            continue
        if rule and rule.id == RuleId.ARE_YOU_WILLING and _ASKS_HOW.match(sentence.text):
            continue
        if part.voice is Voice.AUTHORITY and not decided and not sentence.text.rstrip().endswith("?"):
            continue
        before = part.sentences[index - 1] if index else sentence
        start = before.start if _FOLLOW_UP.match(sentence.text) and before.text.endswith("?") else sentence.start
        after = takewhile(lambda one: _FOLLOW_UP.match(one.text), part.sentences[index + 1 :])
        end = max([sentence.end, *(one.end for one in after)])
        name, score = (rule.id, rule.score) if rule else (GroundKind.MOTION_POINT, 0.85)
        yield Draft(StatementKind.REQUEST, part, start, end, name, score, label)
