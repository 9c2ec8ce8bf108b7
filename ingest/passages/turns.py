"""Where a paper prints remarks and the answers to them one below the other: a reaction note, an advice with the
reaction to each point, the account of a consultation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.model import BlockKind, Passage

_NAMES = (
    r"(?:gemeente\w*|college|b\s?(?:&|en)\s?w\b|provinci\w*|waterschap|bestuur\w*|minister|staatssecretaris|wethouder"
    r"|gedeputeerde staten|initiatiefnemer|regering|kabinet|directeur|directie|management|raad van bestuur)"
)
_AUTHORITY = rf"(?:(?:van\s+)?(?:het|de)?\s*{_NAMES})"
_NUMBER = r"(?:\s+\d+(?:\.\d+)*[a-z]?)"
_SAID = r"(?:reactie|antwoord|beantwoording|commentaar|standpunt)"
_ON_WHAT = r"(?:\s+(?:op|over|van)\s+(?:het|de|dit|deze)\b[^.:?!]{0,40})"
# "Reactie:", "Gemeentelijke reactie", "Antwoord 1 Gemeente:", "Beantwoording 2.1:", "Reactie gemeente: de weg …",
# "Reactie college. De weg …",
# "Reactie directeur Inkoop op het advies"
_ANSWER = re.compile(
    rf"\W*(?:(?:(?:(?:gemeentelijke|bestuurlijke|ambtelijke|provinciale|onze)\s+|management|directie)reactie"
    rf"|{_SAID}(?:\s+{_AUTHORITY}(?-i:\s+[A-Z]\S*){{0,2}})?){_NUMBER}?(?:\s+{_AUTHORITY})?{_ON_WHAT}?"
    r"|terugkoppeling|afweging|overwegingen|verwerking)"
    r"\s*(?P<ends>:|\.(?= |$)|$|(?=\sAd\s))",
    re.IGNORECASE,
)
_BY_AUTHORITY = re.compile(rf"\b(?:{_NAMES}|ambtelijke|beantwoording)", re.IGNORECASE)
# "Samenvatting", "Vooroverlegreactie 2.1:", "Reactie 1 Prorail:", "Zienswijze 3"
_REMARK = re.compile(
    rf"\W*(?:samenvatting|\w*reactie|zienswijze|opmerking|inbreng|advies|vraag)(?:{_NUMBER}|\s+[A-Z][\w-]*){{0,4}}\s*(?::|$)",
    re.IGNORECASE,
)
# "De dorpsraad vraagt om een bankje.": no authority, which may do so in an answer
_ASKS = re.compile(
    rf"(?:De|Het) (?!{_AUTHORITY})(?:[\w-]+ ){{1,4}}?(?:adviseert|beveelt|vraagt|verzoekt|pleit|stelt voor|dringt)\b"
)
# what an answer comes to is part of it
_OUTCOME = re.compile(r"\W*(?:conclusie|aanpassing\w*|wijziging\w*|gevolg\w*)\b", re.IGNORECASE)
TITLE_WORDS = 8  # at most in a line that is a title
_FEWEST = 2  # answers: a single "Reactie" may be the writer's own


def is_announcement(text: str) -> bool:
    """Whether a passage or sentence only says that an answer follows: "Gemeentelijke reactie:"."""
    announced = _ANSWER.match(text)
    return announced is not None and not text[announced.end() :].strip()


def answering(passages: Sequence[Passage]) -> tuple[bool, ...]:
    """Of each passage whether it is part of an answer, its heading included; none is where answers do not alternate
    with what they answer, and no label says that an authority answers."""
    found = tuple(_answering(passages))
    starts = [at for at, is_answer in enumerate(found) if is_answer and (at == 0 or not found[at - 1])]
    enough = len(starts) >= _FEWEST or any(_of_authority(passages[at].text) for at in starts)
    return found if enough and starts[0] > 0 else (False,) * len(found)


def _of_authority(text: str) -> bool:
    announced = _ANSWER.match(text)
    return announced is not None and _BY_AUTHORITY.search(announced[0]) is not None


def _answering(passages: Sequence[Passage]) -> Iterator[bool]:
    going_on = False
    for passage in passages:
        announced = _ANSWER.match(passage.text)
        if announced:
            going_on = not passage.text[announced.end() :].strip() or not announced["ends"]
            yield True
            continue
        if going_on and _opens_next(passage):
            going_on = False
        yield going_on


def _opens_next(passage: Passage) -> bool:
    """Whether a passage opens another remark: by its label, as a heading or a few words that are no sentence, or with
    what somebody asks."""
    if _OUTCOME.match(passage.text):
        return False
    short = len(passage.text.split()) <= TITLE_WORDS and passage.text.rstrip()[-1:] not in ".!?;"
    return short or passage.kind is BlockKind.HEADING or bool(_REMARK.match(passage.text) or _ASKS.match(passage.text))
