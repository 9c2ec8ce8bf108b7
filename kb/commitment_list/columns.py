"""The columns of a list of commitments (LTA), the names that other lists have for them, and the words for how far a
commitment is."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kb.export.rows import Column
from kb.model import CommitmentStatus
from kb.text.stems import folded

NAME = "Lijst toezeggingen"
COLUMNS = (
    Column("Nr", "number", 6, True), Column("Datum toezegging", "promised", 13, True),
    Column("Vergadering of brief", "source", 26, True), Column("Portefeuillehouder", "holder", 24, True),
    Column("Toezegging", "text", 52, True), Column("Termijn", "due", 14, True), Column("Status", "status", 15, True),
    Column("Afgedaan op", "done_on", 13, True), Column("Afgedaan met", "proof", 34, True),
    Column("Toelichting", "note", 34, True), Column("Mogelijk nagekomen in (voorstel)", "possibly", 34),
    Column("ID", "id", 22),
)  # fmt: skip
EDITABLE = ("status", "done_on", "proof", "note")  # what people decide; the rest follows from the documents
FREE = "progress"  # a column of other lists in which all of these may stand, in running text

# What the headings of kept lists are called, folded and without signs.
NAMES: Mapping[str, tuple[str, ...]] = {
    "number": ("nr", "nummer", "volgnummer", "no"),
    "promised": ("datum toezegging", "datum", "toegezegd op", "datum vergadering"),
    "source": ("vergadering of brief", "bron", "vergadering", "bron vergadering", "agendapunt"),
    "holder": ("portefeuillehouder", "pfh", "portefeuille", "wethouder", "collegelid"),
    "text": ("toezegging", "omschrijving", "omschrijving toezegging", "tekst", "inhoud", "inhoud toezegging"),
    "due": ("termijn", "planning", "deadline", "uiterlijk", "afdoening voor"),
    "status": ("stand", "status"),
    "done_on": ("afgedaan op", "datum afdoening", "datum afgedaan", "afgehandeld op"),
    "proof": ("afgedaan met", "afdoening", "bewijs", "afgedaan via"),
    "note": ("toelichting", "opmerking", "opmerkingen", "reden"),
    FREE: ("stand van zaken", "voortgang"),
    "id": ("id", "code"),
}
STATUSES: Mapping[str, CommitmentStatus] = {
    **{folded(status): status for status in CommitmentStatus},
    "open": CommitmentStatus.OPEN, "niet afgedaan": CommitmentStatus.OPEN, "loopt": CommitmentStatus.IN_PROGRESS,
    "lopend": CommitmentStatus.IN_PROGRESS, "in uitvoering": CommitmentStatus.IN_PROGRESS,
    "deels gereed": CommitmentStatus.PARTLY_DONE, "gedeeltelijk afgedaan": CommitmentStatus.PARTLY_DONE,
    "afgehandeld": CommitmentStatus.DONE, "gereed": CommitmentStatus.DONE, "voldaan": CommitmentStatus.DONE,
    "ingetrokken": CommitmentStatus.LAPSED,
}  # fmt: skip
BEGINNINGS = ("deels afgedaan", "afgedaan", "vervallen", "in behandeling")


def key_of(heading: str) -> str | None:
    """Which column has this heading; None for one that a list of commitments does not have."""
    plain = plainly(heading)
    return next((key for key, names in NAMES.items() if plain in names or plain == plainly(_title(key))), None)


def status_of(words: str) -> CommitmentStatus | None:
    """The status that a cell names; None when it names none."""
    return STATUSES.get(plainly(words))


def status_in(words: str) -> CommitmentStatus | None:
    """The status with which running text begins: "Afgedaan met de brief van 2 mei"."""
    plain = plainly(words)
    begin = next((each for each in BEGINNINGS if plain.startswith(each)), plain)
    return STATUSES.get(begin)


def plainly(words: str) -> str:
    """Folded, without signs, with single spaces: what two ways to type the same have in common."""
    return " ".join(re.findall(r"\w+", folded(words)))


def _title(key: str) -> str:
    return next((column.title for column in COLUMNS if column.key == key), "")
