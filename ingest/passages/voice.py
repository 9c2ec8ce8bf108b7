"""Who speaks in each passage of a document: by its kind and headings; by its words where no kind could be read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import pairwise

from ingest.letterhead.head import CLOSING, SALUTATION
from ingest.passages.turns import TITLE_WORDS, answering, is_of_authority, remarked
from kb.model import BlockKind, DocumentKind, Passage

HEARING = re.compile(
    r"hoor\W{0,3}(?:en|&)\W{0,2}wederhoor|(?:bestuurlijke|college)\s*reactie|reactie (?:van het )?college", re.I
)
AFTERWORD = re.compile(r"\bnawoord\b", re.I)
# A chapter that tells what became of earlier advice: it repeats the points and gives the outcome, as an answer does,
# whoever writes it: "Opvolging van de aanbevelingen", "Wat is er gedaan?"
_FOLLOWED = re.compile(
    r"\b(?:opvolging|doorwerking|nazorg|terugblik|stand van zaken|uitvoering)\b.{0,60}"
    r"\b(?:aanbeveling|advies|advieze|rapport|rekenkamer|onderzoek)"
    r"|\bwat is er\b.{0,60}\b(?:gebeurd|gedaan|terechtgekomen|geworden)\b|\b(?:opvolgings|doorwerkings)onderzoek\b",
    re.I,
)
# a document in which an advice and the reaction to it are printed together, without a heading for either
_TOGETHER = re.compile(r"\bnader rapport\b|\bvoorzien van (?:mijn|onze) reactie\b", re.I)
_ADVISES = re.compile(
    r"\b(?:adviseert|geeft in overweging|beveelt aan|acht het raadzaam|verdient (?:het )?aanbeveling|ware te)\b"
    r"|\bware\b.{0,60}\bte\b",
    re.I,
)
_TOP = 12  # passages in which a document says what it is
_QUESTIONS = 3  # a letter of so many questions asks, and advises nothing
_ADVICE = r"(?:aanbeveling(?:en)?|advies|adviezen|adviespunten)"
_HEADED = re.compile(
    rf"^\W*+[\d.]*+\s*+(?:\w+\s+){{0,3}}{_ADVICE}(?:\s+(?:aan|voor)\s.{{2,60}})?\W*$"
    r"|^\W*(?:aanbeveling|adviespunt)\s+\d|\b(?:adviseert|beveelt)\b",
    re.I,
)
_SALUTED = re.compile(r"^(?:Geachte?|Beste|Aan)\b.{0,120}", re.S)
_AUTHORITY = re.compile(
    r"\b(?:college|wethouders?|burgemeester|minister|staatssecretaris|gedeputeerden?|staten|bestuur|"
    r"fractie\w*|gemeente)\b",
    re.I,
)
_ADVISER = re.compile(r"\b(?:advies|cliënten|participatie|senioren|ouderen|jongeren|wmo-?)raad\b|\bplatform\b", re.I)
_URGES = r"(?:adviseren|adviseer|bevelen|beveel|roepen|roep|verzoeken|verzoek|pleiten|pleit|bepleiten|raden|raad)"
_REPORTER = re.compile(r"\b(?:rekenkamer\w*|ombuds\w+|\w*commissie)\b", re.I)
_SALUTATION = 100  # characters
_OWN_ADVICE = re.compile(
    rf"\b(?:wij|we|ik) (?:\w+ ){{0,2}}{_URGES} (?!dat\b)|\b{_URGES} (?:wij|we|ik)\b"
    r"|\b(?:raad|panel|commissie|platform|vereniging|stichting|comité|werkgroep|klankbordgroep|\w+raad)\b(?: \w+){0,2} "
    r"(?:adviseert|beveelt|bepleit|pleit|roept|dringt)\b|\b(?:dringend\w*|klemmend) (?:oproep|verzoek|beroep)\b",
    re.I,
)
_OWN_ANSWER = re.compile(
    r"\b(?:[Uu]|[Jj]ullie) (?:adviseert|adviseren|pleit|pleiten|beveelt|bevelen|verzoekt|verzoeken)\b"
    r"|\b(?:[Uu]w|[Jj]ullie) (?:advies|adviezen|aanbeveling(?:en)?|adviespunt(?:en)?)\b"
)
# A formal advice speaks of its own body as another would: "Het College adviseert …", after what it was asked.
_ASKED = re.compile(
    r"\bter advisering\b|\bom (?:een )?advies (?:gevraagd|verzocht|te (?:vragen|verzoeken))\b|\badviesaanvraag\b"
)
_BODY_ADVISES = re.compile(r"\b[A-Z]\w+ (?:adviseert|beveelt|geeft (?:\w+ )?in overweging|bepleit|acht het raadzaam)\b")
# An authority writes of itself without a letterhead: what it decides, and what it is going to do.
_DECIDES = re.compile(
    r"^\W*(?:het |ons )?(?:college|dagelijks bestuur|gedeputeerde staten|algemeen bestuur)\b.{0,60}\bbesluit(?:en)?\W*$"
    r"|^\W*vastgesteld (?:door|in de vergadering van) (?:het )?(?:college|dagelijks bestuur|gedeputeerde staten)\b",
    re.I,
)
_OWN = re.compile(r"\b(?:wij|we|ik)\b", re.I)
_OWN_PLANS = re.compile(
    r"\b(?:wij|we|ik)\s+(?:\w+\s+)?(?:zullen|zal|gaan|ga)\b|\b(?:zullen|zal|gaan|ga)\s+(?:wij|we|ik)\b", re.I
)
_PLANS, _OWN_WORDS = 2, 15  # so often "wij gaan", or once among so many "wij": a plan or a letter of an authority
_TWICE = 2
_MORE = 5  # and where something is urged as well, so many times as often


class Voice(Enum):
    """Who speaks in a passage: it decides whose "wij" is meant."""

    ADVISER = auto()
    AUTHORITY = auto()
    REPORT = auto()  # a third party tells what others said: minutes, decision lists


_VOICES = {
    DocumentKind.ADVICE: Voice.ADVISER,
    DocumentKind.AUDIT_REPORT: Voice.ADVISER,
    DocumentKind.RESPONSE_LETTER: Voice.AUTHORITY,
    DocumentKind.COUNCIL_LETTER: Voice.AUTHORITY,
    DocumentKind.COUNCIL_PROPOSAL: Voice.AUTHORITY,
    DocumentKind.ANSWERS: Voice.AUTHORITY,
    DocumentKind.COMMITMENT_LIST: Voice.REPORT,
    DocumentKind.DECISION_LIST: Voice.REPORT,
    DocumentKind.MINUTES: Voice.REPORT,
    DocumentKind.MOTION: Voice.REPORT,
}


def voices(kind: DocumentKind, passages: Sequence[Passage]) -> Iterator[Voice]:
    """One for each passage, in order."""
    usual = _VOICES.get(kind) or _by_words(passages)
    if kind is DocumentKind.RESPONSE_LETTER and not any(SALUTATION.match(p.text) for p in passages[:_TOP]):
        answers = answering(passages)
        times = sum(then > answer for answer, then in pairwise((False, *answers)))
        if times >= _TWICE and not _only_asks(passages, answers):
            yield from (Voice.ADVISER if each else usual for each in remarked(passages, answers))
            return
    may_alternate = usual is Voice.ADVISER or kind not in _VOICES
    answers = answering(passages) if may_alternate else (False,) * len(passages)
    if any(answers) and not _only_asks(passages, answers):
        usual = Voice.ADVISER
    once = usual is Voice.ADVISER and sum(then > answer for answer, then in pairwise((False, *answers))) <= 1
    together = usual is Voice.ADVISER and not any(answers) and any(_TOGETHER.search(p.text) for p in passages[:_TOP])
    advised = False
    enclosed = _enclosed(passages) if usual is Voice.ADVISER else frozenset()
    for passage, answer in zip(passages, answers, strict=True):
        headings = [*passage.section, passage.text if passage.kind is BlockKind.HEADING else ""]
        replying = answer
        if together:
            opens = passage.kind is not BlockKind.TEXT or bool(_ADVISES.search(passage.text))
            replying = advised and not opens
            advised = bool(_ADVISES.search(passage.text)) or replying
        if (
            passage.id in enclosed
            or (kind is DocumentKind.AUDIT_REPORT and any(map(HEARING.search, headings)))
            or (once and any(map(is_of_authority, headings)))
            or (usual is Voice.ADVISER and _follows_up(passage, headings))
        ):
            yield Voice.ADVISER if any(map(AFTERWORD.search, headings)) else Voice.AUTHORITY
        else:
            yield Voice.AUTHORITY if replying else usual


def _follows_up(passage: Passage, headings: Sequence[str]) -> bool:
    if passage.kind is BlockKind.TABLE_ROW:  # its columns say what is a point and what became of it
        return False
    return any(map(_FOLLOWED.search, headings)) and _OWN_ADVICE.search(passage.text) is None


def _enclosed(passages: Sequence[Passage]) -> frozenset[str]:
    """The passages of letters to the adviser that stand in its own report: from the salutation to the signature, or to
    the end of the section."""
    found: list[str] = []
    section: tuple[str, ...] | None = None
    for passage in passages[_TOP:]:
        saluted = passage.text[:_SALUTATION] if SALUTATION.match(passage.text) else ""
        if _ADVISER.search(saluted) or _REPORTER.search(saluted):
            section = passage.section
        elif section is not None and passage.section[: len(section)] != section:
            section = None
        if section is not None:
            found.append(passage.id)
            section = None if CLOSING.match(passage.text) else section
    return frozenset(found)


def _only_asks(passages: Sequence[Passage], answers: Sequence[bool]) -> bool:
    """Whether what is answered are questions, one before each answer: those advise nothing."""
    last = [passage.text for passage, (answer, then) in zip(passages, pairwise(answers), strict=False) if then > answer]
    return 2 * sum(text.rstrip().endswith("?") for text in last) > len(last)


def _by_words(passages: Sequence[Passage]) -> Voice:
    """An adviser's where advice has a heading, the salutation is to an authority, or the writer urges in so many words;
    the authority's where the adviser is addressed, a body decides, or "wij" are going to do things. Else, and for a
    list of questions, a report: nobody's own words."""
    saluted = next((found[0] for p in passages if (found := _SALUTED.match(p.text))), "")
    if _ADVISER.search(saluted) or any(_OWN_ANSWER.search(p.text) or _DECIDES.search(p.text) for p in passages):
        return Voice.AUTHORITY
    titles = [p for p in passages if p.kind is BlockKind.HEADING]
    titles += [p for p in passages[:1] if len(p.text.split()) <= TITLE_WORDS]
    headed = any(_HEADED.search(title.text) for title in titles)
    urged = sum(bool(_OWN_ADVICE.search(p.text)) for p in passages)
    told = sum(bool(_BODY_ADVISES.search(p.text)) for p in passages)
    formal = told >= _TWICE and any(_ASKED.search(p.text) for p in passages[:_TOP])
    asking = sum(p.text.rstrip().endswith("?") for p in passages) >= _QUESTIONS
    if (
        headed
        or formal
        or (urged and not _plans(passages, _MORE * urged))
        or (_AUTHORITY.search(saluted) and not asking)
    ):
        return Voice.ADVISER
    return Voice.AUTHORITY if _plans(passages, _PLANS) else Voice.REPORT


def _plans(passages: Sequence[Passage], least: int) -> bool:
    plans, own = (sum(len(pattern.findall(p.text)) for p in passages) for pattern in (_OWN_PLANS, _OWN))
    return plans >= least or (least == _PLANS and plans > 0 and own >= _OWN_WORDS)
