"""The title that stands on a line of its own, without a word that says that it is one."""

from __future__ import annotations

import re

from ingest.layout.fields import is_colophon_line, is_date, is_field_label, is_filled_field
from ingest.letterhead.bodies import BODY, GOVERNING, is_organisation
from ingest.letterhead.head import TO, Head
from ingest.letterhead.sender import ATTENTION, printed_name

_ASIDE = re.compile(
    r"(?:bijlage|afdeling|team|postbus|p/a|telefoon|per (?:post|mail|e-?mail)|alhier|samenvatting|inleiding|inhoud"
    r"|\W|\d|[\w ]{1,25}:)",
    re.IGNORECASE,
)
_SHORTEST, _LONGEST = 3, 120  # words, characters
_ABOVE = 3  # lines above the salutation among which it stands


def own_line(head: Head) -> str | None:
    """In a letter the last line above the salutation that is nothing else; in another paper the line below the name of
    the body that opens it. None where there is none."""
    if head.salutation:
        return next((line for line in reversed(head.top[-_ABOVE:]) if _may_be(line, head)), None)
    below = head.top[1:2] if printed_name(head) and is_organisation(head.top[0]) else ()
    return next((line for line in below if _may_be(line, head)), None)


def _may_be(line: str, head: Head) -> bool:
    if line in head.address or not (line[0].isupper() or line[0] in "'‘“\"") or line.endswith((",", ";", ":", ".")):
        return False
    if len(line) > _LONGEST or len(line.split()) < _SHORTEST:
        return False
    named = (
        is_organisation(line) or GOVERNING.match(line) or BODY.match(line) or TO.match(line) or ATTENTION.match(line)
    )
    field = is_date(line) or is_field_label(line) or is_filled_field(line) or is_colophon_line(line)
    return not (named or field or _ASIDE.match(line))
