"""Finds sentences that tell what became of somebody's advice, outside a letter that answers it: in decision lists,
minutes, letters to the council, follow-up reports. Which advice is meant is for the linking to say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.dutch.pipeline import Sentence, analyse
from ingest.passages.voice import Voice
from ingest.statements.draft import Draft, Part
from ingest.statements.position import takes_position
from kb.model import BlockKind, DocumentKind, GroundKind, StatementKind

NOUN = re.compile(r"\b(?:deel|hoofd)?(?:aanbeveling(?:en)?|advies|adviezen|adviespunt(?:en)?)\b", re.I)
_AUTHORITY = re.compile(
    r"\b(?:college|b\s?(?:&|en)\s?w|gemeente|gemeenteraad|raad|minister|staatssecretaris|kabinet|regering|wethouder"
    r"|burgemeester|gedeputeerde staten|provinciale staten|dagelijks bestuur|ministerie)\b",
    re.I,
)
_WRITER = re.compile(r"\b(?:wij|we|ik|ons|onze|mijn)\b", re.I)
_PASSIVE = re.compile(r"\b(?:is|zijn|wordt|worden|werd|werden)\b", re.I)
_ADOPTING = (
    r"(?:over\s+te\s+nemen|op\s+te\s+volgen|uit\s+te\s+voeren|te\s+volgen|overne\w+|opvolg\w+|uitvoer\w+"
    r"|overgenomen|opgevolgd|uitgevoerd|gevolgd)"
)
# To want, ask or propose an adoption is none; nor is that a member of the council is for it.
_WISHED = re.compile(
    r"\b(?:wil|willen|wens(?:t|en)|verzoek(?:t|en)|vra(?:agt|gen)|roep(?:t|en)|draagt|dragen|opdracht|adviseert|adviseren|pleit"
    r"|stelt|stellen|hoopt|hopen|verwacht\w*|vindt|vinden|voornemens|overweegt|voorgesteld|gevraagd|verzocht|geadviseerd"
    rf"|voorstel|zou|zouden|moet|moeten|dient|dienen)\b[^,;]{{0,200}}?\b{_ADOPTING}\b"
    r"|\b(?:motie|amendement|fracties?|mevrouw|de heer|raadsleden|raadslid|insprekers?|commissieleden)\b",
    re.I,
)
_COUNCIL = re.compile(r"\b(?:de\s+(?:gemeente)?raad|de\s+staten)\b", re.I)
# "Omdat het advies van X zwaar weegt, heeft de minister besloten …": an act for which the advice is the reason
_BECAUSE = re.compile(
    rf"\b(?:omdat|nu|aangezien|gezien|gelet op|naar aanleiding van|op grond van|in navolging van|op basis van)\b"
    rf"[^.;]{{0,200}}{NOUN.pattern}[^.;]{{0,200}}\b(?:besloten|besluit)\b",
    re.I,
)


_DECIDES = re.compile(
    r"\b(?:college|b\s?(?:&|en)\s?w|raad|staten|minister)\s+(?:heeft\s+)?besl(?:uit|oten)[^.;]*:\s*$", re.I
)
_TO_DO = re.compile(rf"\b{NOUN.pattern}.{{0,300}}\bte\s+(?:nemen|volgen|voeren)\W*$", re.I)


def told(parts: Sequence[Part], kind: DocumentKind, taken: Sequence[Draft]) -> Iterator[Draft]:
    """Each such sentence with the rest of its paragraph, up to the next. `taken` are the answers and
    requests found already."""
    decided = False
    for part in parts:
        if part.passage.kind is not BlockKind.LIST_ITEM:
            decided = bool(_DECIDES.search(part.passage.text)) and kind is not DocumentKind.COUNCIL_PROPOSAL
        if part.voice is Voice.ADVISER or part.heading:
            continue
        ours = [each for each in taken if each.part is part]
        at = [
            n for n, sentence in enumerate(part.sentences)
            if tells(sentence, part.voice, kind) or (decided and tells(spelled_out(sentence), part.voice, kind))
        ]  # fmt: skip
        for n, following in pairwise([*at, len(part.sentences)] if at else []):
            start, end = part.sentences[n].start, part.sentences[following - 1].end
            if not any(each.start < end and start < each.end for each in ours):
                yield Draft(StatementKind.RESPONSE, part, start, end, GroundKind.TOLD, 0.6)


def spelled_out(sentence: Sentence) -> Sentence:
    """An item below "Het college besluit:" with the words that it leaves out ("Het advies van X over te nemen."); any
    other sentence as it is."""
    if (sentence.finite and takes_position(sentence)) or not _TO_DO.search(sentence.text):
        return sentence
    text = f"Het college besluit {sentence.text[:1].lower()}{sentence.text[1:]}"
    return next(sentence for found in analyse([text]) for sentence in found)


def tells(sentence: Sentence, voice: Voice, kind: DocumentKind) -> bool:
    """Whether a sentence says that an authority does, or does not do, what was advised."""
    text = sentence.text
    if not NOUN.search(text) or text.rstrip().endswith("?") or _WISHED.search(text):
        return False
    if kind is DocumentKind.COUNCIL_PROPOSAL and _COUNCIL.search(text):
        return False  # what the council is asked to decide
    by_writer = voice is Voice.AUTHORITY and _WRITER.search(text)
    if not (by_writer or _AUTHORITY.search(text) or (_PASSIVE.search(text) and not _WRITER.search(text))):
        return False
    return takes_position(sentence) or bool(_BECAUSE.search(text) and _AUTHORITY.search(text))
