"""The bodies that letters name, which of their names probably mean one, and what a person may decide about that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kb.decisions.belonging import Belonging, authorities_of
from kb.decisions.names import Names, plain
from kb.decisions.record import Author
from kb.errors import BadDecision
from kb.letters.authorities import named_in
from kb.letters.parties import SEVERAL, SMALL_WORDS, body_words, names_office, same_body
from kb.model import Alike, Body, Decision, Document, Likeness, NameInLetters, Verdict

SHORT = 5  # letters of an abbreviation at most
NO_AUTHORITY = (
    '"{}" is zo geen naam van een overheid. Noem een gemeente, provincie of waterschap bij haar hele naam, zoals '
    "Gemeente Aalten."
)
UNDER_ANOTHER = '"{}" staat onder de naam "{}": kies die naam, of maak dat eerst ongedaan.'


def bodies(documents: Iterable[Document], decided: Names, placed: Belonging) -> tuple[Body, ...]:
    """Every body that writes or is written to, those that write most first; a name that only a decision knows stands
    here too, so that it can be undone."""
    counted: dict[str, NameInLetters] = {}
    shown: dict[str, str] = {}
    of: dict[str, Counter[str]] = {}
    for document in documents:
        of.setdefault(document.body or "", Counter()).update(document.belongs_to)
        for name, one_name, sent in _named(document):
            before = counted.get(name, NameInLetters(name, decision=decided.brought.get(plain(name))))
            counted[name] = _with(before, document, sent=sent)
            shown[name] = one_name
    there = {plain(name) for name in counted}
    for key, decision in decided.brought.items():
        if key not in there:
            counted[decision.subject_id] = NameInLetters(decision.subject_id, decision=decision)
            shown[decision.subject_id] = decided.of(decision.subject_id)
    grouped: dict[str, list[NameInLetters]] = {}
    for name, each in counted.items():
        grouped.setdefault(shown[name], []).append(each)
    found = (
        _body(name, sorted(each, key=lambda one: _own_first(one, name)), placed, of.get(name, Counter()))
        for name, each in grouped.items()
    )
    return tuple(sorted(found, key=lambda body: (-body.sent, -body.received, body.name.casefold())))


def _body(name: str, names: Sequence[NameInLetters], placed: Belonging, of: Counter[str]) -> Body:
    """`of`: how many of its letters belong to which authority."""
    decision = next(filter(None, (placed.of_body(each.name) for each in names)), None)
    told = named_in(name) or tuple(one for one, _ in of.most_common())
    return Body(name, tuple(names), authorities_of(decision) if decision else told, decision)


def _named(document: Document) -> Iterator[tuple[str, str, bool]]:
    """(name in the letter, the one name, whether it is the sender's)"""
    if document.sender:
        yield document.sender, document.body or document.sender, True
    written, shown = document.addressee or "", document.addressed_body or ""
    yield from (
        (name, one, False) for name, one in zip(written.split(SEVERAL), shown.split(SEVERAL), strict=True) if name
    )


def _with(one: NameInLetters, document: Document, *, sent: bool) -> NameInLetters:
    days = [day for day in (one.first, one.last, document.date) if day]
    first, last = min(days, default=None), max(days, default=None)
    return replace(one, sent=one.sent + sent, received=one.received + (not sent), first=first, last=last)


def _own_first(one: NameInLetters, shown: str) -> tuple[bool, int, str]:
    return plain(one.name) != plain(shown), -one.sent - one.received, one.name.casefold()


# -- which probably are one -------------------------------------------------------------------------------------------
def alike(found: Sequence[Body], decided: Names) -> tuple[Alike, ...]:
    """Which bodies probably are one with another, by their names: each with the fullest name that it fits. A name that
    also fits one which that does not is not proposed: it may be of either."""
    named = [body for body in found if (body.sent or body.received) and not names_office(body.name)]
    near = _near(named, decided)
    proposed = []
    for at, body in enumerate(named):
        fuller = sorted((other for other in near[at] if _fullness(named[other]) > _fullness(body)),
                        key=lambda other: _fullness(named[other]))  # fmt: skip
        if fuller and set(fuller[:-1]) <= near[fuller[-1]]:
            into = named[fuller[-1]].name
            proposed.append(Alike(body.name, into, _likeness(body.name, into)))
    return tuple(proposed)


def _fullness(body: Body) -> tuple[int, int, int, str]:
    """By how many words a name has; the most written one before others, the shortest before longer ones."""
    return len(_words(body.name)), body.sent, -len(body.name), body.name


def _near(found: Sequence[Body], decided: Names) -> list[set[int]]:
    """Per body the places of those that it is alike."""
    holding: dict[str, list[int]] = {}
    near: list[set[int]] = []
    for at, body in enumerate(found):
        words = body_words(body.name)
        others = {other for word in words for other in holding.get(word, ())}
        fitting = {other for other in others if _fit(body, found[other], decided)}
        near.append(fitting)
        for other in fitting:
            near[other].add(at)
        for word in words:
            holding.setdefault(word, []).append(at)
    return near


def _fit(one: Body, other: Body, decided: Names) -> bool:
    return same_body(one.name, other.name) is True and not decided.are_apart(one.name, other.name)


def _likeness(one: str, other: str) -> Likeness:
    words, others = _words(one), _words(other)
    if words == others:
        return Likeness.SAME
    if words <= others or others <= words:
        return Likeness.LONGER
    initials = all(len(word) <= SHORT for word in words - others)
    return Likeness.SHORTENED if initials else Likeness.GOVERNING


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - (SMALL_WORDS - {"gemeente"})


# -- deciding ---------------------------------------------------------------------------------------------------------
def merge(known: Sequence[str], decided: Names, name: str, into: str, author: Author) -> Decision:
    """Both names are of one body, which is shown as `into`. `known` are all names that there are. Raises BadDecision
    when one of the two is none of them or stands under another name, or when it is so already."""
    one, other = _there(known, name), _there(known, into)
    if plain(one) == plain(other):
        raise BadDecision("Kies twee verschillende namen.")
    shown, wanted = decided.of(one), decided.of(other)
    if plain(shown) == plain(other):
        raise BadDecision(f'"{one}" staat al onder de naam "{other}".')
    if plain(shown) != plain(one):
        raise BadDecision(UNDER_ANOTHER.format(one, shown))
    if plain(wanted) not in (plain(other), plain(one)):
        raise BadDecision(UNDER_ANOTHER.format(other, wanted))
    return author.decides(one, Verdict.MERGED, (), value=other)


def keep_apart(known: Sequence[str], decided: Names, name: str, other_name: str, author: Author) -> Decision:
    """The two names are of two bodies, and are not proposed as one again."""
    one, other = _there(known, name), _there(known, other_name)
    if plain(decided.of(one)) == plain(decided.of(other)):
        raise BadDecision(f'"{one}" en "{other}" staan onder één naam; maak dat eerst ongedaan.')
    if decided.are_apart(one, other):
        raise BadDecision("Dat is al vastgelegd.")
    return author.decides(one, Verdict.REJECTED, (), value=other)


def place_body(known: Sequence[str], name: str, authorities: Sequence[str], author: Author) -> Decision:
    """The letters of the body with this name belong to these authorities; to none when there are none, as those of a
    ministry do. Raises BadDecision when there is no such name, or for what is no name of an authority."""
    return place(_there(known, name), authorities, author)


def place(subject_id: str, authorities: Sequence[str], author: Author) -> Decision:
    """The same of a body by its name, or of a document by its id."""
    return author.decides(
        subject_id, Verdict.PLACED, (), value=SEVERAL.join(dict.fromkeys(map(_authority, authorities)))
    )


def _authority(name: str) -> str:
    found = named_in(" ".join(name.split()))
    if len(found) != 1:
        raise BadDecision(NO_AUTHORITY.format(name))
    return found[0]


def _there(known: Sequence[str], name: str) -> str:
    """The name as it is written, capitals and spaces alike."""
    found = next((each for each in known if plain(each) == plain(name)), None)
    if found is None:
        raise BadDecision(f'Er is geen organisatie met de naam "{name}"; zie adviesspoor bodies.')
    return found
