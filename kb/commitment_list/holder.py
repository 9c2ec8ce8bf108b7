"""Who answers for a commitment: the portefeuillehouder, as the text or the table names the person. Nobody is guessed:
where two are named, none is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from kb.model import Commitment, Relation

if TYPE_CHECKING:
    from kb.knowledge import KnowledgeBase

# "wethouder Van Dam", "burgemeester J. de Wit": behind an office a name begins with a capital; "wethouders van
# Rietmeer" and "wethouder van Financiën" are no names.
_SURNAME = r"[A-ZÀ-Ý][\w'’-]+"
_BETWEEN = r"(?:[Vv]an|[Dd]e|[Dd]en|[Dd]er|[Tt]en|[Tt]er|[Ee]l|'t)"
_NAME = (
    rf"(?:(?:[A-Z]\.\s?)+(?:{_BETWEEN}\s)*{_SURNAME}"
    rf"|(?:Van|De|Den|Der|Ten|Ter|El)\s(?:{_BETWEEN}\s)*{_SURNAME}|{_SURNAME}(?:\s{_SURNAME})?)"
)
_OFFICE = re.compile(rf"\b([Ww]ethouder|[Bb]urgemeester)\s+({_NAME})")
_LABEL = re.compile(rf"[Pp]ortefeuillehouder\s*:?\s+(?:(?:de\s)?([Ww]ethouder|[Bb]urgemeester)\s+)?({_NAME})")
_BARE = re.compile(rf"{_NAME}(?:\s{_SURNAME})?")  # all that a cell of a list may hold

AT_ONCE = 500  # paragraphs that are looked through
WORD = "ortefeuillehouder"  # in all that has a label
Found = MutableMapping[str, str | None]  # by the id of a statement, what the text around it says


def holders(kb: KnowledgeBase, commitments: Iterable[Commitment], found: Found) -> dict[str, str]:
    """By the id of a commitment who answers for it, in one way for one person. What was `found` before, for as long as
    the documents stay the same, is not looked up again."""
    told = {one.statement.id: (one, _told(one)) for one in commitments}
    unseen = [one for id_, (one, name) in told.items() if name is None and id_ not in found]
    if unseen:
        found.update(_around(kb, unseen))
    named = {id_: name for id_, (_, own) in told.items() if (name := own or found[id_])}
    offices = {_surname(name): name for name in named.values() if _OFFICE.fullmatch(name)}
    return {id_: offices.get(_surname(name), name) for id_, name in named.items()}


def _told(one: Commitment) -> str | None:
    """First who binds himself, then a list that has a column for it."""
    rows = [each.statement.actor for each in one.later if each.link.relation is Relation.REPEATS]
    told = (_office(one.statement.actor), _alone(_offices(one.statement.text)), _cell(one.statement.actor))
    listed = _alone(name for actor in rows for name in (_office(actor) or _cell(actor),) if name)
    return next(filter(None, (*told, listed)), None)


def _around(kb: KnowledgeBase, some: Sequence[Commitment]) -> dict[str, str | None]:
    """In the paragraph, else behind the word on the first page."""
    pages = kb.first_pages(WORD)
    first = {id_: _alone(_labelled("\n".join(block.text for block in page.blocks))) for id_, page in pages}
    found: dict[str, str | None] = {}
    for start in range(0, len(some), AT_ONCE):
        these = some[start : start + AT_ONCE]
        passages = kb.passages_by_id([one.statement.passage_id for one in these])
        for one in these:
            text = passages[one.statement.passage_id].text
            found[one.statement.id] = _alone(chain(_offices(text), _labelled(text))) or first.get(one.document.id)
    return found


def _office(words: str | None) -> str | None:
    return _alone(_offices(words or ""))


def _cell(words: str | None) -> str | None:
    """A name by itself, as a list gives it: a college or a council is no name of a person."""
    plain = (words or "").strip()
    return plain if _BARE.fullmatch(plain) and len(plain.split()) <= 4 and not _is_body(plain) else None


def _is_body(words: str) -> bool:
    return bool(re.search(r"(?i)\b(?:college|gemeente|raad|\w+raad|griffie|rekenkamer|commissie|bestuur)\b", words))


def _offices(text: str) -> Iterable[str]:
    return (f"{match[1].lower()} {match[2]}" for match in _OFFICE.finditer(text))


def _labelled(text: str) -> Iterable[str]:
    return (" ".join(filter(None, ((match[1] or "").lower(), match[2]))) for match in _LABEL.finditer(text))


def _alone(names: Iterable[str]) -> str | None:
    """The one person who is named; None when there is nobody, or somebody else too."""
    by_surname: dict[str, str] = {}
    for name in names:
        known = by_surname.get(_surname(name), "")
        by_surname[_surname(name)] = max(known, name, key=lambda each: (bool(_OFFICE.fullmatch(each)), len(each)))
    return by_surname.popitem()[1] if len(by_surname) == 1 else None


def _surname(name: str) -> str:
    """What two ways to write one name share: without office and initials."""
    return re.sub(r"(?i)^(?:wethouder|burgemeester)\s+|\b[A-Z]\.\s?", "", name).strip().casefold()
