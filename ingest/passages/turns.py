"""Where a paper prints remarks and the answers to them one below the other: a reaction note, an advice with the
reaction to each point, the account of a consultation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kb.model import BlockKind, Passage

_NAMES = (
    r"(?:gemeente\w*|(?:college(?: van)? )?(?:b\s?(?:&|en)\s?w\b|burgemeester en wethouders|gedeputeerde staten)"
    r"|college|provinci\w*|waterschap|(?:dagelijks |algemeen )?bestuur\w*|minister"
    r"|staatssecretaris|wethouder|initiatiefnemer|regering|kabinet|directeur|directie|management"
    r"|raad van bestuur)"
)
_AUTHORITY = rf"(?:(?:van\s+)?(?:het|de)?\s*{_NAMES})"
_PLACE = r"(?:\d+(?:\.\d+)*\.?\s+|[A-Z]\.\s+)"  # the number of a heading
_NUMBER = r"(?:\s+\d+(?:\.\d+)*[a-z]?)"
_SAID = r"(?:reactie|antwoord|beantwoording|commentaar|standpunt)"
_OF_AUTHORITY = r"(?:gemeentelijke?|bestuurlijke?|ambtelijke?|provinciale?)"
_ON_WHAT = r"(?:\s+(?:op|over|van)\s+(?:het|de|dit|deze)\b[^.:?!]{0,40})"
_COMES_OF_IT = r"(?:conclusie|aanpassing\w*|wijziging\w*|gevolg\w*)\b"
# "Reactie:", "Gemeentelijke reactie", "Antwoord 1 Gemeente:", "Beantwoording 2.1:", "Reactie gemeente: de weg …",
# "Reactie college. De weg …", "7. Reactie van het dagelijks bestuur", "Bestuurlijke reactie (college, 30 maart 2021)",
# "Reactie directeur Inkoop op het advies", "Beantwoording en aanpassing:"
_ANSWER = re.compile(
    rf"{_PLACE}?\W*(?:(?:{_OF_AUTHORITY}\s+{_SAID}|onze\s+reactie|(?:management|directie|college)reactie"
    r"|zienswijze\s+van\s+(?:het|de)\s+(?:college|(?:dagelijks |algemeen )?bestuur)\b[^.:?!]{0,40}"
    rf"|beoordeling\s+(?:door\s+)?{_AUTHORITY}|algemene\s+beantwoording|{_SAID}(?:\s+{_AUTHORITY}(?-i:\s+[A-Z]\S*){{0,2}})?){_NUMBER}?(?:\s+{_AUTHORITY})?"
    rf"{_ON_WHAT}?(?:\s+en\s+{_COMES_OF_IT})?(?:\s*\([^()]{{1,60}}\))?|terugkoppeling|afweging|overwegingen|verwerking)"
    r"\s*(?P<ends>:|\.(?= |$)|$|(?=\sAd\s))",
    re.IGNORECASE,
)
# "Opmerking De termijn is te kort.", "Reactie De termijn is verlengd.": fields of a form, printed without a colon
_FIELD = re.compile(r"(?P<name>Reactie|Antwoord|Beantwoording|Terugkoppeling)(?P<ends>) (?=[A-Z])")
_FIELD_BEFORE = re.compile(r"(?:Opmerking|Vraag|Zienswijze|Commentaar) (?=[A-Z])")
_FIELDS = 3  # at least
_BY_AUTHORITY = re.compile(rf"\b(?:{_NAMES}|{_OF_AUTHORITY}|beantwoording)", re.IGNORECASE)
_IS_ANSWER = re.compile(r"antwoord", re.IGNORECASE)  # and no mere "Reactie"
_BY_NAME = re.compile(r"(?:Reactie|Antwoord) (?P<who>[A-Z][\w&-]+)\s*(?P<ends>:|$)")  # "Reactie UWV"
# "Samenvatting", "Vooroverlegreactie 2.1:", "Reactie 1 Prorail:", "Zienswijze 3"
_REMARK = re.compile(
    rf"\W*(?:samenvatting|\w*reactie|zienswijze|opmerking|inbreng|advies|vraag)(?:{_NUMBER}|\s+[A-Z][\w-]*){{0,4}}\s*(?::|$)",
    re.IGNORECASE,
)
# "De dorpsraad vraagt om een bankje.": no authority, which may do so in an answer; "Wij adviseren een bankje."
_ASKS = re.compile(
    rf"(?:De|Het) (?!{_AUTHORITY})(?:[\w-]+ ){{1,4}}?(?:adviseert|beveelt|vraagt|verzoekt|pleit|stelt voor|dringt)\b"
    r"|(?:Wij|We) (?:adviseren|bevelen|pleiten|bepleiten)\b"
)
# what an answer comes to is part of it
_OUTCOME = re.compile(rf"\W*{_COMES_OF_IT}", re.IGNORECASE)
TITLE_WORDS = 8  # at most in a line that is a title
_FEWEST = 2  # answers: a single "Reactie" may be the writer's own


def is_of_authority(heading: str) -> bool:
    """Whether what stands below a heading is the answer of an authority: "5. Reactie van het college"."""
    announced = _ANSWER.match(heading)
    return announced is not None and not heading[announced.end() :].strip() and _of_authority(announced)


def is_announcement(text: str) -> bool:
    """Whether a passage or sentence only says that an answer follows: "Gemeentelijke reactie:"."""
    announced = _ANSWER.match(text) or _BY_NAME.match(text)
    return announced is not None and not text[announced.end() :].strip()


def answering(passages: Sequence[Passage]) -> tuple[bool, ...]:
    """Of each passage whether it is part of an answer, its heading included; none is where answers do not alternate
    with what they answer, and no label says that an authority answers."""
    for labels in (_labels(passages), _by_one_name(passages), _fields(passages)):
        if len(labels) >= _FEWEST or any(map(_of_authority, labels.values())):
            return tuple(_answering(passages, labels))
    return (False,) * len(passages)


def remarked(passages: Sequence[Passage], answers: Sequence[bool]) -> tuple[bool, ...]:
    """Of each passage whether it is what one of these `answers` is given to, in a paper of the one who answers: what
    stands before a label, up to the previous answer or, for the first, to the heading above it."""
    found = [False] * len(passages)
    first = True
    for at, (before, answer) in enumerate(pairwise((False, *answers))):
        if before or not answer:
            continue
        place = at - 1
        while place >= 0 and not answers[place] and not (first and passages[place].kind is BlockKind.HEADING):
            found[place] = True
            place -= 1
        first = False
    return tuple(found)


def _labels(passages: Sequence[Passage]) -> Mapping[int, re.Match[str]]:
    """By its place each label of an answer. What opens a paper answers nothing in it, and where "Antwoord" stands below
    "Reactie", the latter is what is answered."""
    found = _matching(_ANSWER, passages)
    if any(_IS_ANSWER.search(each[0]) for each in found.values()):
        return {at: each for at, each in found.items() if _IS_ANSWER.search(each[0]) or _of_authority(each)}
    return found


def _by_one_name(passages: Sequence[Passage]) -> Mapping[int, re.Match[str]]:
    """The same for labels with a name, which must be one: those of several are what is answered."""
    found = _matching(_BY_NAME, passages)
    return found if len({each["who"] for each in found.values()}) == 1 else {}


def _fields(passages: Sequence[Passage]) -> Mapping[int, re.Match[str]]:
    """The same for fields without a colon, where a form has them again and again."""
    found = _matching(_FIELD, passages)
    enough = min(len(found), len(_matching(_FIELD_BEFORE, passages))) >= _FIELDS
    return found if enough else {}


def _matching(label: re.Pattern[str], passages: Sequence[Passage]) -> dict[int, re.Match[str]]:
    return {at: found for at, each in enumerate(passages) if at and (found := label.match(each.text))}


def _of_authority(announced: re.Match[str]) -> bool:
    return _BY_AUTHORITY.search(announced[0]) is not None


def _answering(passages: Sequence[Passage], labels: Mapping[int, re.Match[str]]) -> Iterator[bool]:
    going_on = False
    before_label = {at - 1 for at in labels if at - 1 not in labels}
    listed = _are_listed(passages, labels)
    for at, passage in enumerate(passages):
        announced = labels.get(at)
        if announced:
            going_on = not passage.text[announced.end() :].strip() or not announced["ends"]
            yield True
            continue
        is_first = at - 1 in labels  # of an answer whose label holds nothing else
        next_listed = listed and not is_first and passage.kind is BlockKind.LIST_ITEM
        if going_on and (_opens_next(passage) or next_listed or (at in before_label and not is_first)):
            going_on = False
        yield going_on


def _are_listed(passages: Sequence[Passage], labels: Mapping[int, re.Match[str]]) -> bool:
    """Whether what is answered are the items of a list."""
    above = [passages[at - 1].kind for at in labels]
    below = [passages[at + 1].kind for at in labels if at + 1 < len(passages)]
    return 2 * above.count(BlockKind.LIST_ITEM) > len(above) and BlockKind.LIST_ITEM not in below


def _opens_next(passage: Passage) -> bool:
    """Whether a passage opens another remark: by its label, as a heading or a few words that are no sentence, or with
    what somebody asks."""
    if _OUTCOME.match(passage.text):
        return False
    short = len(passage.text.split()) <= TITLE_WORDS and passage.text.rstrip()[-1:] not in ".!?;"
    return short or passage.kind is BlockKind.HEADING or bool(_REMARK.match(passage.text) or _ASKS.match(passage.text))
