"""What a document says about itself: date, sender, addressee, references, subject, kind, and what it answers.

Nothing is invented: what does not stand in the text is None, and a reference holds a digit.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from ingest.letterhead.authorities import authorities_of
from ingest.letterhead.bodies import is_authority, is_organisation, is_representative
from ingest.letterhead.closing import enclosures_of, signatories_of
from ingest.letterhead.head import Head, head_of
from ingest.letterhead.kinds import kind_of
from ingest.letterhead.recipient import addressee_of
from ingest.letterhead.references import (
    answers_of,
    date_of,
    is_case_number,
    our_reference_of,
    subject_of,
    your_reference_of,
)
from ingest.letterhead.sender import council_of, sender_of
from ingest.letterhead.titles import own_line
from kb.model import DocumentKind, Page

__all__ = ["Letterhead", "letterhead"]

_TITLE = re.compile(
    r"(?:Besluitenlijst|(?:(?:Beknopt|Kort|Woordelijk|Samenvattend) v|V)erslag|Notulen|Motie(?! ?/)"
    r"|Raadsinformatiebrief|Raadsvoorstel"
    r"|Statenbrief(?=:)"
    r"|Toezeggingenlijst|Lijst van toezeggingen|Vragen van|Antwoord(?:en)? van|Beantwoording|Eindrapport|Rapport"
    r"|Onderzoek naar|"
    r"(?:(?:On)?gevraagd )?[Aa]dvies(?= \w))\b"
)
_OF_A_COUNCIL = (DocumentKind.DECISION_LIST, DocumentKind.COMMITMENT_LIST, DocumentKind.MINUTES, DocumentKind.MOTION)
_CHAPTER = re.compile(r"(?:(?:Management)?samenvatting|Voorwoord|Inleiding|Inhoud(?:sopgave)?|Leeswijzer)\W*", re.I)
_MAX_TITLE = 300  # characters
_OPENING = 8  # lines in which a paper says what it is


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a document says about itself. `answers` holds references and ISO dates of what it answers."""

    title: str
    kind: DocumentKind = DocumentKind.OTHER
    sender: str | None = None
    addressee: str | None = None
    date: date | None = None
    our_reference: str | None = None
    your_reference: str | None = None
    subject: str | None = None
    answers: tuple[str, ...] = ()
    signatories: tuple[str, ...] = ()
    enclosures: tuple[str, ...] = ()
    authorities: tuple[str, ...] = ()


def letterhead(pages: Sequence[Page], file_name: str) -> Letterhead:
    """Read the letterhead of a document; the file name only serves as title when the text offers none."""
    head = head_of(pages)
    subject, written = subject_of(head), date_of(head)
    sender = sender_of(head)
    addressee = addressee_of(head, sender)
    ours, yours = our_reference_of(head), your_reference_of(head)
    title = _title(head, subject, file_name)
    kind = kind_of(head, "\n".join(page.text for page in pages), title, sender, addressee)
    if ours and kind is DocumentKind.MOTION and not is_case_number(ours, head):
        ours = None  # the number of a motion is its name
    if kind in _OF_A_COUNCIL and not _reports(sender):
        sender = council_of(pages)
    return Letterhead(
        title=title, kind=kind, sender=sender, addressee=addressee, date=written, our_reference=ours,
        your_reference=yours, subject=subject, answers=answers_of(head, yours, ours, written),
        signatories=signatories_of(head), enclosures=enclosures_of(pages, head),
        authorities=authorities_of(head, sender, addressee),
    )  # fmt: skip


def _reports(sender: str | None) -> bool:
    """Whether a body can be the one whose meeting a list or report is of: no participant, and no municipality, whose
    council it is; the office of the council writes for it."""
    if sender is None or sender == "Gemeenteraad" or sender.startswith("Gemeente "):
        return False
    return sender.startswith("Griffie") or is_authority(sender) or is_representative(sender)


def _title(head: Head, subject: str | None, file_name: str) -> str:
    """The subject, else the heading or line that is a title, else the file name in words."""
    line = next((text for text in head.texts if _says_what_it_is(text) and not _is_moved(text, head)), None)
    no_title = head.title and (_CHAPTER.fullmatch(head.title) or is_organisation(head.title))
    opening = None if no_title else head.title
    title = subject or opening or line or own_line(head) or PurePath(file_name).stem.replace("_", " ")
    return " ".join(title.split())[:_MAX_TITLE]


def _is_moved(text: str, head: Head) -> bool:
    """Whether a line names a motion of which a paper tells, and not the paper itself."""
    return text[:5].casefold() == "motie" and text not in head.top[:_OPENING]


def _says_what_it_is(text: str) -> bool:
    """Whether a line begins as the title of a paper, which may stand in capitals."""
    first, _, rest = text.partition(" ")
    return _TITLE.match(f"{first.capitalize()} {rest}" if first.isupper() else text) is not None
