"""Finds the advice that a document tells of: "De Veiligheidsregio adviseert om …" in the explanation of a plan, "Het
waterschap verzoekt …" in a memo of answers, "De commissie wil dat …" in the answer to it. It is somebody else's, so it
is marked as repeated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.dutch.pipeline import Sentence
from ingest.dutch.words import small_words
from ingest.letterhead.bodies import is_authority
from ingest.passages.voice import Voice
from ingest.statements.clause_signs import says_what, tells_of_advice
from ingest.statements.draft import Draft, Part
from ingest.statements.remarks import asks, is_asked
from ingest.statements.writer import advisers
from kb.model import BlockKind, Document, DocumentKind, GroundKind, StatementKind

_MEMBERS = frozenset({"heer", "mevrouw", "fractie", "fracties", "lid", "leden", "raadslid", "raadsleden", "motie"})
_BODY = re.compile(
    r"(?:raad|commissie|regio|groep|bond|vereniging|dienst|brandweer|stichting|panel|platform|waterstaat|schap|bedrijf"
    r"|unie|afdeling|deskundige|beheerder|bureau|omgeving)$|^(?-i:[A-Z]{3,})$",
    re.I,
)
# Who reacts to a plan, as the account of these reactions calls him; the word alone says that it is one.
_SUBMITTER = re.compile(r"(?:mede)?(?:indieners?|insprekers?|reclamant(?:en)?|adressant(?:en)?)$", re.I)
_GATHERED = 3  # passages that name such a person: not a letter that mentions one
_OPENING = 3  # words in which a sentence names who wants something
SCORE = 0.7
_ANSWERING = (DocumentKind.RESPONSE_LETTER, DocumentKind.COUNCIL_LETTER, DocumentKind.COUNCIL_PROPOSAL)
_WANTING = frozenset({"adviseren", "vragen", "streven"})
_FIRST = 6  # passages in which an answer says whom it answers
_PAPER_OF = re.compile(
    r"\b(?:advies|adviezen|aanbevelingen|rapport|brief|notitie|zienswijze|inbreng) van (?:de |het |een )?"
    r"((?:[\w-]+ ?){1,4})",
    re.I,
)
_ABBREVIATED = re.compile(r"\((?:hierna:? )?(?:de )?([A-Z]{2,6})\)")
# Who answers a letter of advice names third bodies to argue; lists of promises and motions tell of other acts.
_ELSEWHERE = frozenset({
    DocumentKind.RESPONSE_LETTER, DocumentKind.COMMITMENT_LIST, DocumentKind.MOTION, DocumentKind.DECISION_LIST,
})  # fmt: skip


def retold(parts: Sequence[Part], document: Document, found: Sequence[Draft]) -> Iterator[Draft]:
    """Each sentence in which an answer tells what the adviser wants whom it answers, by its name or by what it is: "De
    bond vroeg ook om …"; unless something was `found` in it. Third bodies that it names only argue."""
    if document.kind not in _ANSWERING:
        return
    answered = _answered(parts, document)
    for part in parts if answered else ():
        if part.voice is not Voice.AUTHORITY or part.heading or part.passage.kind is BlockKind.TABLE_ROW:
            continue
        near = [draft for draft in found if draft.part is part]
        for sentence in part.sentences:
            if any(draft.start < sentence.end and sentence.start < draft.end for draft in near):
                continue
            if _wants(sentence) and any(_names_one(named, answered) for named in advisers(sentence, _WANTING)):
                yield Draft(
                    StatementKind.RECOMMENDATION, part, sentence.start, sentence.end, GroundKind.TOLD, SCORE,
                    restated=True,
                )  # fmt: skip


def _answered(parts: Sequence[Part], document: Document) -> frozenset[str]:
    """The words by which the advisers are called to whom a document goes, or with whose paper it opens; in small
    letters."""
    to = "" if is_authority(document.addressee or "") else document.addressee or ""
    head = " ".join((document.title, document.subject or "", *(part.passage.text for part in parts[:_FIRST])))
    named = [to, *(found[1] for found in _PAPER_OF.finditer(head)), *_ABBREVIATED.findall(head)]
    titled = [
        word for word in re.findall(r"[\w-]+", f"{document.title} {document.subject or ''}") if _BODY.search(word)
    ]
    words = {word.lower() for each in (*named, *titled) for word in re.findall(r"[\w-]+", each)}
    return frozenset(words - small_words("bestuur") - small_words("ambtsdrager") - (set() if to else {"raad"}))


def _names_one(named: Sequence[str], answered: frozenset[str]) -> bool:
    """Whether somebody is called as one of these, or by the end of it: "de bond" for the Fietsersbond."""
    word = named[-1].lower()
    if word in small_words("bestuur") | small_words("ambtsdrager") | _MEMBERS:
        return False
    return word in answered or (len(word) > 3 and word != "raad" and any(each.endswith(word) for each in answered))


def _wants(sentence: Sentence) -> bool:
    if not sentence.finite or sentence.text.rstrip().endswith(("?", ":")) or tells_of_advice(sentence):
        return False
    forms = {word.form for word in sentence.words}
    if forms & ({"zich", "niet"} | small_words("wij")):
        return False
    return any(says_what(word) or word.known.lemma in {"pleiten", "bepleiten"} for word in sentence.words)


def told_advice(parts: Sequence[Part], document: Document, found: Sequence[Draft]) -> Iterator[Draft]:
    """Each sentence in which a body that does not write advises or asks, unless something was `found` in it."""
    gathers = sum(any(map(_names_submitter, part.sentences)) for part in parts) >= _GATHERED
    if document.kind in _ELSEWHERE and not (gathers and document.kind is DocumentKind.RESPONSE_LETTER):
        return
    spoken = {part.voice for part in parts}
    is_memo = document.kind is DocumentKind.OTHER and spoken >= {Voice.ADVISER, Voice.AUTHORITY}
    for part in parts:
        if part.heading or (part.voice is Voice.ADVISER and not is_memo):
            continue
        near = [draft for draft in found if draft.part is part]
        for sentence in part.sentences:
            if any(draft.start < sentence.end and sentence.start < draft.end for draft in near):
                continue
            if is_told(sentence) or (gathers and _reacts(sentence)):
                yield Draft(
                    StatementKind.RECOMMENDATION, part, sentence.start, sentence.end, GroundKind.TOLD, SCORE,
                    restated=True,
                )  # fmt: skip


def is_told(sentence: Sentence) -> bool:
    """Whether somebody who neither governs nor sits in a council advises or asks something in it, and says what."""
    if not sentence.finite or sentence.text.rstrip().endswith(("?", ":")) or tells_of_advice(sentence):
        return False
    if not any(says_what(word) for word in sentence.words) or any(word.form == "zich" for word in sentence.words):
        return False
    if is_asked(sentence.words) or any(_is_adviser(named) for named in advisers(sentence, frozenset({"adviseren"}))):
        return True
    asks = any(word.form in {"te", "dat"} for word in sentence.words)  # not "vraagt om geduld"
    return asks and any(_is_body(named) for named in advisers(sentence, frozenset({"vragen"})))


def _names_submitter(sentence: Sentence) -> bool:
    return any(_SUBMITTER.match(word.form) for word in sentence.words[:_OPENING])


def _reacts(sentence: Sentence) -> bool:
    """Whether a body or a person that reacted wants something, as an account of reactions tells it in one voice:
    "Indiener pleit voor een autovrije straat."."""
    named = any(map(_is_adviser, advisers(sentence, frozenset({"adviseren", "vragen", "streven"}))))
    return asks(sentence) and (named or _names_submitter(sentence))


def _is_adviser(named: Sequence[str]) -> bool:
    """Neither who governs, nor who is only named in passing ("ouders", "de VNG"), nor a member of the council."""
    others = small_words("bestuur") | small_words("ambtsdrager") | small_words("derden") | _MEMBERS
    return not others & {word.lower() for word in named}


def _is_body(named: Sequence[str]) -> bool:
    """What asks is a body: a person that asks something in minutes may ask for anything."""
    return _is_adviser(named) and any(_BODY.search(word) for word in named)
