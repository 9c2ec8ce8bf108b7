"""What kind of document it is: by what it calls itself, else by who writes to whom and how it begins."""

from __future__ import annotations

import re

from ingest.letterhead.bodies import (
    COLLEGE,
    GOVERNING,
    OVERSIGHT,
    is_adviser,
    is_authority,
    is_organisation,
    is_representative,
)
from ingest.letterhead.head import SALUTATION, Head
from ingest.letterhead.roles import ADVISES, ASKING, chances, greets_authority, learnt, signs
from kb.model import DocumentKind

# The first that fits counts, in the title before anywhere else on the first page.
_KINDS: tuple[tuple[re.Pattern[str], DocumentKind], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.MULTILINE), kind)
    for pattern, kind in (
        (r"^[^\S\n]*+(?:\w+ ){0,2}besluitenlijst", DocumentKind.DECISION_LIST),
        (
            r"toezeggingen(?:lijst|overzicht|register)|\blta\b|^[^\S\n]*+(?:lange\s?)?termijn\s?agenda\b"
            r"|(?:lijst|overzicht|voortgang|afdoening)\W{1,9}(?:\w{1,30}\W{1,9}){0,3}toezeggingen"
            r"|^[^\S\n]*+(?:openstaande )?(?:moties en )?toezeggingen\s*$",
            DocumentKind.COMMITMENT_LIST,
        ),
        (
            r"^[^\S\n]*+(?:raadsvoorstel|statenvoorstel|voorstel aan (?:de )?(?:gemeente)?raad)\b",
            DocumentKind.COUNCIL_PROPOSAL,
        ),
        (
            r"^[^\S\n]*+(?:(?:beknopt|kort|woordelijk|samenvattend|concept-?)\s?)?"
            r"(?:(?:vergader|gespreks|overleg)?verslag|notulen)\b",
            DocumentKind.MINUTES,
        ),
        (r"^[^\S\n]*+motie\b(?! ?/)", DocumentKind.MOTION),
        (
            r"beantwoording\b.{0,400}vragen|(?:kamer|raads)vragen|aanhangsel van de handelingen"
            r"|^[^\S\n]*+antwoord(?:en)? van",
            DocumentKind.ANSWERS,
        ),
        # near the top or on a line of its own, not in "… afgedaan met RIB 31"
        (
            r"(?:\A.{0,80}|^[^\S\n]*+)\b(?:raadsinformatiebrief|raadsbrief|raadsmemo|collegebericht|rib)\b"
            r"|^[^\S\n]*+(?:statenbrief|statenmededeling|kamerbrief)\b",
            DocumentKind.COUNCIL_LETTER,
        ),
    )
)
_GIVES_ANSWERS = re.compile(
    r"(?:nota van (?:antwoord|beantwoording)|antwoordnota|reactienota"
    r"|vragen en antwoorden (?:over|bij|naar aanleiding van) (?:het|de|ons)"
    r" (?:\w+ ){0,2}(?:advies|aanbevelingen|rapport))\b",
    re.IGNORECASE,
)
# "Reactie op uw advies", "antwoord op het rapport", "collegereactie aanbevelingen"; an adviser may react as well
_REPLY = re.compile(
    r"(?:(?:bestuurlijke|schriftelijke|college)\s?)?(?:reactie|antwoord)\b.{0,60}\b"
    r"(?:advies|adviezen|aanbeveling|rapport)",
    re.IGNORECASE,
)
# "Betreft: besluit samenvoeging en reactie op uw advies", whoever writes
_REPLY_TO_YOU = re.compile(
    r"\b(?:reactie|antwoord|beantwoording|besluit)\b.{0,40}\b(?:uw|jullie)\s(?:\w+ ){0,2}"
    r"(?:advies|adviezen|aanbevelingen|rapport)\b",
    re.IGNORECASE,
)
# "Uw advies, stand van zaken", not "uw vraag om advies"
_YOURS = re.compile(
    r"\W*(?:(?:betreft|onderwerp|re)\s?:\s*)?(?:uw|jullie|je) (?:(?!verzoek|\w*vraag)\w+ )?"
    r"(?:advies|adviezen|aanbevelingen|rapport)\b",
    re.IGNORECASE,
)
# "Ons antwoord aan de Adviesgroep", "Wat doen we met het advies van de jongeren?": the title of a page
_OUR_ANSWER = re.compile(
    r"(?:ons antwoord|onze reactie) (?:aan|op|voor) "
    r"|wat (?:doen|deden|gaan) (?:we|wij)\b.{0,20} met (?:het|de|jullie|uw|je) (?:\w+ ){0,2}"
    r"(?:advies|adviezen|aanbevelingen|inbreng|reacties|ideeën)\b",
    re.IGNORECASE,
)
# "Bedankt voor uw brief van 12 november", "ik heb jullie brief gelezen", "daarna kreeg ik jullie advies"
_PAPER = r"(?:uw|jullie|je) (?:\w+ ){0,2}?(?:brief|brieven|advies|adviezen|aanbevelingen|rapport|schrijven|notitie)\b"
_TAKES_UP = r"(?:dank|bedankt|ontv[ai]ng\w*|ontvangen|kreeg|kregen|gelezen|kennisgenomen|reage\w+|antwoord\w*|reactie)"
_ANSWERS_YOU = re.compile(
    rf"\b{_TAKES_UP}\b[^.!?]{{0,80}}\b{_PAPER}|\b{_PAPER}[^.!?]{{0,80}}\b{_TAKES_UP}\b", re.IGNORECASE
)
# "hierbij informeer ik uw Kamer", "zoals ik u heb toegezegd": an authority accounts to whom it writes
_ACCOUNTS = re.compile(
    r"\b(?:inform\w+|bericht\w*|bied\w*|stuur|sturen|zend\w*|toegezegd|toezegging\w*|geïnformeerd)\b[^.!?]{0,60}"
    r"\b(?:u|uw (?:raad|kamer|staten))\b"
    r"|\b(?:u|uw (?:raad|kamer|staten))\b[^.!?]{0,60}\b(?:inform\w+|geïnformeerd|toegezegd|toegezonden|aangeboden)\b",
    re.IGNORECASE,
)
# "Op 8 juli heeft u het plan toegestuurd met het verzoek om een wateradvies uit te brengen": who is asked advises
_WAS_ASKED = re.compile(
    r"\bu(?:w)?\b[^.!?]{0,160}\b(?:verzoek|gevraagd|aangevraagd|vraagt|wilt)\b[^.!?]{0,60}\b\w*advies\b"
    r"|\bu(?:w)?\b[^.!?]{0,60}\badvies (?:aan)?gevraagd\b",
    re.IGNORECASE,
)
# "Wij vernemen graag vóór 1 oktober uw reactie", "binnen acht weken ontvangen wij graag uw plan van aanpak"
_ASKS_REACTION = re.compile(
    r"\b(?:vernemen|ontvangen|zien|verzoeken|verwachten)\b[^.!?]{0,80}\buw (?:\w+ ){0,2}(?:reactie|antwoord|plan)\b",
    re.IGNORECASE,
)
_OWN_ADVICE = re.compile(r"\b(?:adviseren|bevelen|pleiten|raden|verzoeken|roepen)\b", re.IGNORECASE)
_OF_ITSELF = re.compile(
    r"(?:jaarverslag|jaarplan|werkplan|nieuwsbrief|persbericht|agenda|uitnodiging)\b", re.IGNORECASE
)
# an advice that is printed with the reaction to it
_HOLDS_ADVICE = re.compile(r"Hieronder (?:is|zijn|volgt) (?:opgenomen )?het advies van\b")
# "Schriftelijke vragen over de opvang", and further on "Antwoord" on a line of its own
_ASKED = re.compile(r"\A\W*+(?:(?:schriftelijke|technische|mondelinge|raads)\s?vragen|vragen ex art)", re.IGNORECASE)
_ANSWERED = re.compile(r"^[^\S\n]*+antwoord(?:en)?\b[^\n]{0,30}$", re.IGNORECASE | re.MULTILINE)
# a sheet that lists what others wrote
_LISTS = re.compile(
    r"(?:lijst (?:van )?|overzicht )?ingekomen stukken\b|agenda (?:van )?(?:de )?\w*vergadering\b", re.IGNORECASE
)
_IS_MOTION = re.compile(r"\W*motie(?: vreemd(?: aan de orde van de dag)?)?\W*", re.IGNORECASE)  # a line of its own
_DECIDES = re.compile(r"(?:raads|staten)besluit\b", re.IGNORECASE)  # of the council, which may hold motions
_FORWARDED = re.compile(r"(?:FWD?|Doorst(?:uren)?)\s*:", re.IGNORECASE)  # a mail with which somebody sends on another's
_REPLIED = re.compile(r"(?:RE|AW|Antw(?:oord)?)\s*:", re.IGNORECASE)  # a mail that answers another
_OPENING = 4  # lines in which a paper says what it is
_FIRST_LINES = 8  # among which minutes say that they are
_FIRST = 4  # paragraphs in which a letter says what it answers
_SURE = 0.6  # chance that a paper advises, or answers, by its signs


def kind_of(head: Head, text: str, title: str, sender: str | None, addressee: str | None) -> DocumentKind:
    """From the words of the title and the first page, else from who writes, else from the signs of who takes up whose
    paper and who asks for what, in all its `text`."""
    if any(map(_LISTS.match, head.top[:_OPENING])):
        return DocumentKind.OTHER
    if any(map(_IS_MOTION.fullmatch, head.top[:_OPENING])):
        return DocumentKind.MOTION
    decides = any(map(_DECIDES.match, head.top[:_OPENING]))
    for words in (title, "\n".join((*head.top[:_OPENING], *head.texts))):
        for pattern, kind in _KINDS:
            if not pattern.search(words) or (kind is DocumentKind.MOTION and is_authority(sender or "")):
                continue
            if kind is DocumentKind.MINUTES and not any(map(pattern.search, (title, *head.top[:_FIRST_LINES]))):
                continue  # "Verslag gemeente Veenoord, team Ruimte" is a field: who wrote it
            return DocumentKind.OTHER if decides and kind is DocumentKind.MOTION else kind
    if any(map(_ASKED.match, (title, *head.texts[:_OPENING]))):
        return DocumentKind.ANSWERS if _ANSWERED.search(text) else DocumentKind.OTHER
    by, to = sender or "", addressee or ""
    reply = DocumentKind.COUNCIL_LETTER if is_representative(to) else DocumentKind.RESPONSE_LETTER
    if re.match(r"(?:\w+ )?rekenkamer", by, re.IGNORECASE):
        return DocumentKind.AUDIT_REPORT
    if _GIVES_ANSWERS.match(title) or any(map(_GIVES_ANSWERS.match, head.texts[:_OPENING])):
        return DocumentKind.RESPONSE_LETTER
    if any(map(_HOLDS_ADVICE.search, head.opening)):
        return DocumentKind.ADVICE
    if _REPLY_TO_YOU.search(title) or _YOURS.match(title):
        return reply
    if head.salutation and not by.startswith(COLLEGE) and any(map(_WAS_ASKED.search, head.opening)):
        return DocumentKind.ADVICE
    if any(map(OVERSIGHT.match, (title, *head.texts[:_OPENING]))):
        return DocumentKind.ADVICE
    if is_authority(by) and (not GOVERNING.match(by) or _is_letter(head)):
        return DocumentKind.ADVICE if _supervises(head, text, to) else reply
    if not by and is_representative(to) and _is_letter(head) and _accounts(head):
        return DocumentKind.COUNCIL_LETTER
    if _OF_ITSELF.match(title) or any(map(_OF_ITSELF.match, head.texts[:1])):
        return DocumentKind.OTHER
    if _REPLY.match(title) and by and not is_adviser(by):
        return reply
    if any(map(_OUR_ANSWER.match, (title, *head.texts[:_OPENING]))) and not is_adviser(by):
        return DocumentKind.RESPONSE_LETTER
    shown = signs(head, text, title, sender, addressee)
    role = chances(shown, learnt())
    is_known = bool(sender or addressee) or greets_authority(head)  # of a paper of nobody to nobody little can be said
    if role["answers"] >= _SURE and (is_known or _is_letter(head)):
        return reply
    if _is_advice(head, by, to) or (is_known and role["advises"] >= _SURE and ASKING & shown.keys()):
        return DocumentKind.ADVICE
    if _REPLY.match(title) or _answers(head, by, to):
        return DocumentKind.RESPONSE_LETTER
    named = re.search(r"\badvies\b", title, re.IGNORECASE) and not _FORWARDED.match(title)
    if named and _REPLIED.match(title) and is_adviser(to):
        return DocumentKind.RESPONSE_LETTER
    return DocumentKind.ADVICE if named else DocumentKind.OTHER


def _is_advice(head: Head, sender: str, addressee: str) -> bool:
    """What an advisory body writes; what another body writes to an authority, where it advises."""
    if re.search(r"(?<!gemeente)(?<!heem)raad\b|^adviescommissie|ombudsman|beraad\b", sender, re.IGNORECASE):
        return not is_representative(sender)
    to = is_authority(addressee) or is_representative(addressee) or greets_authority(head)
    advises = is_adviser(sender) or any(map(ADVISES.search, head.opening))
    return is_organisation(sender) and to and advises


def _answers(head: Head, sender: str, addressee: str) -> bool:
    """Whether a letter takes up the letter of the one to whom it goes, who is no authority."""
    if is_organisation(sender) or is_authority(addressee) or greets_authority(head) or not _is_letter(head):
        return False
    return any(map(_ANSWERS_YOU.search, head.opening[:_FIRST]))


def _supervises(head: Head, text: str, addressee: str) -> bool:
    """Whether one authority asks another for its reaction and takes up no paper of it: a province on a municipality."""
    to = is_authority(addressee) or greets_authority(head)
    return to and _ASKS_REACTION.search(text) is not None and not any(map(_ANSWERS_YOU.search, head.opening[:_FIRST]))


def _accounts(head: Head) -> bool:
    """Whether a letter without a sender informs the council or parliament to which it goes, and advises nothing."""
    first = head.opening[:_FIRST]
    return any(map(_ACCOUNTS.search, first)) and not any(map(_OWN_ADVICE.search, first))


def _is_letter(head: Head) -> bool:
    return any(map(SALUTATION.match, head.texts))
