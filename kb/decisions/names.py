"""Under which name each body is shown: what people's decisions about names come to.

A decision is about a name as letters write it, whichever letters these are: it holds for what is read later too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kb.errors import NotFound
from kb.letters.parties import SEVERAL
from kb.model import Decision, Document, Verdict

Pair = frozenset[str]


@dataclass(frozen=True)
class Names:
    """`shown` is by a name in small letters the one name of its body; a name that nobody decided about is not there."""

    shown: Mapping[str, str] = field(default_factory=dict)
    brought: Mapping[str, Decision] = field(default_factory=dict)  # by such a name what brought it under another
    apart: Mapping[Pair, Decision] = field(default_factory=dict)  # that two names are two bodies

    def of(self, name: str) -> str:
        """The one name of the body with this name."""
        return self.shown.get(plain(name), name)

    def on(self, document: Document) -> Document:
        """The document with the one names of its sender and addressee, where they are others than it writes."""
        if not self.shown:
            return document
        sender, addressee = document.sender, document.addressee
        known_as = self.of(sender) if sender else None
        to = SEVERAL.join(map(self.of, addressee.split(SEVERAL))) if addressee else None
        if known_as == sender and to == addressee:
            return document
        return replace(
            document,
            known_as=known_as if known_as != sender else None,
            addressee_known_as=to if to != addressee else None,
        )

    def are_apart(self, one: str, other: str) -> bool:
        """Whether a person said that these are two bodies."""
        return pair(one, other) in self.apart

    def counts(self, decision: Decision) -> bool:
        """Whether no later decision took the place of this one."""
        return any(each is decision for each in (*self.brought.values(), *self.apart.values()))


def names(decisions: Iterable[Decision]) -> Names:
    """`decisions` are oldest first; those that are not about names say nothing here."""
    about = [each for each in decisions if each.is_about_name and each.verdict is not Verdict.PLACED]
    withdrawn = {each.value for each in about if each.verdict is Verdict.WITHDRAWN}
    brought: dict[str, Decision] = {}
    apart: dict[Pair, Decision] = {}
    spelled: dict[str, str] = {}
    for each in about:
        if each.verdict is Verdict.WITHDRAWN or each.id in withdrawn:
            continue
        name, value = each.subject_id, each.value or ""
        if each.verdict is Verdict.REJECTED:
            apart[pair(name, value)] = each
            continue
        apart.pop(pair(name, value), None)
        spelled |= {plain(name): name, plain(value): value}
        if plain(name) in _upwards(plain(value), brought):  # it was above the other, which takes its place
            del brought[plain(value)]
        brought[plain(name)] = each
    return Names({key: spelled[[*_upwards(key, brought)][-1]] for key in spelled}, brought, apart)


def _upwards(key: str, brought: Mapping[str, Decision]) -> Iterator[str]:
    """The name itself and those under which it was brought, the one that is shown last."""
    yield key
    while key in brought:
        key = plain(brought[key].value or "")
        yield key


def plain(name: str) -> str:
    """A name by which it is known again: capitals and spaces do not count."""
    return " ".join(name.split()).casefold()


def pair(one: str, other: str) -> Pair:
    return frozenset({plain(one), plain(other)})


def bodies_named(known: Iterable[tuple[str | None, str | None]], parts: Sequence[str]) -> tuple[str, ...]:
    """The bodies that have one of these parts in their name, upper and lower case alike: in the one name or in the one
    that a letter has, which stands beside it."""
    named = {(body, f"{body}\n{written}".casefold()) for body, written in known if body}
    return tuple(sorted({body for body, names in named if any(part.casefold() in names for part in parts)}))


def senders_named(documents: Iterable[Document], parts: Sequence[str]) -> tuple[str, ...]:
    """The same of the senders of letters; all of them, as (), when no part is given. NotFound when there is none."""
    found = bodies_named(((document.body, document.sender) for document in documents), parts)
    if parts and not found:
        raise NotFound(f"Er is geen afzender met {' of '.join(parts)} in de naam; zie adviesspoor bodies.")
    return found
