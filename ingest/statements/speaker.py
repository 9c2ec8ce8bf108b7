"""Who has the floor in minutes: what a turn of speech opens with, until the next turn or heading."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.passages.voice import Voice
from ingest.statements.draft import Part

OFFICE = r"wethouder|burgemeester|minister|staatssecretaris|gedeputeerde|portefeuillehouder"
NAME = r"(?:(?:[Vv]an|[Dd]e|[Dd]er|[Dd]en|[Tt]er|[Tt]en)\s+)*[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)?"
# "Wethouder Van Dun:", "De burgemeester:", "De heer Vos (D66):", "SP:"
_PARTY = r"[A-Z][A-Z0-9&-]{1,4}|[A-Z][a-z]+[A-Z]\w*"
_TURN = re.compile(
    rf"^(?:(?:[Dd]e\s+)?(?:(?P<office>(?i:{OFFICE}|college))\b(?:\s+(?P<name>{NAME}))?|(?P<chair>(?i:voorzitter)))"
    rf"|(?:(?:[Dd]e\s+)?[Hh]eer|[Mm]evrouw|[Dd]hr\.?|[Mm]e?vr\.?|[Mm]w\.?|(?:[Hh]et\s+)?[Ll]id|[Rr]aadslid)"
    rf"(?:\s+[^\s:(]+){{1,4}}?|(?:{_PARTY}))\s*(?:\([^)]{{1,40}}\)\s*)?:\s"
)

# Speakers announce what they come to later in the same debate.
LATER = re.compile(
    r"\b(?:straks|zo (?:nog |even )?(?:op|terug)|zo ?(?:meteen|dadelijk)|dadelijk|later in (?:dit|mijn)"
    r"|tweede termijn)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks; `office` is "wethouder" or the like in lower case, None for who promises nothing for the authority.
    The chair does not either, but reads what others promised."""

    office: str | None
    name: str | None = None
    chair: bool = False

    @property
    def shown(self) -> str | None:
        """As in "wethouder Van Dun" or "burgemeester"; None without an office."""
        return " ".join(part for part in (self.office, self.name) if part) if self.office else None


def speakers(parts: Iterable[Part]) -> dict[str, Speaker]:
    """The speaker of each passage, by its id; a passage that nobody is said to speak is not in it. An office holder
    goes on speaking in the next paragraphs."""
    found: dict[str, Speaker] = {}
    now: Speaker | None = None
    for part in parts:
        turn = _TURN.match(part.passage.text)
        if part.heading or part.voice is not Voice.REPORT:
            now = None
        elif turn:
            office = turn["office"]
            now = Speaker(office.lower() if office else None, turn["name"], chair=bool(turn["chair"]))
        elif now and now.office is None:
            now = None
        if now:
            found[part.passage.id] = now
    return found
