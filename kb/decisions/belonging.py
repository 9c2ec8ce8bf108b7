"""To which authorities bodies and documents belong: what people's decisions about that come to.

A decision about a body is about its name, whichever letters have it, and holds for what is read later too. One about a
document goes before those about who wrote it and to whom, and holds for its newer versions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from kb.decisions.names import Names, names, plain
from kb.letters.authorities import named_in
from kb.letters.parties import SEVERAL
from kb.model import Decision, Document, Verdict


@dataclass(frozen=True)
class Belonging:
    """`bodies`: by a name as `plain` has it; `documents`: by the id of any version. What is said of the one name of a
    body holds for its other names."""

    bodies: Mapping[str, Decision] = field(default_factory=dict)
    documents: Mapping[str, Decision] = field(default_factory=dict)
    names: Names = field(default_factory=Names)

    def on(self, document: Document) -> Document:
        """The document with the authorities to which people said that it belongs."""
        if not self.bodies and not self.documents:
            return document
        placed = self._of(document)
        return document if placed is None else replace(document, placed_in=placed)

    def of_body(self, name: str) -> Decision | None:
        """What a person decided about the body with this name."""
        return self.bodies.get(plain(name)) or self.bodies.get(plain(self.names.of(name)))

    def of_document(self, document_id: str) -> Decision | None:
        """What a person decided about this document, or about another version of it."""
        return self.documents.get(document_id)

    def counts(self, decision: Decision) -> bool:
        """Whether no later decision took the place of this one."""
        return any(each is decision for each in (*self.bodies.values(), *self.documents.values()))

    def _of(self, document: Document) -> tuple[str, ...] | None:
        decision = self.of_document(document.id)
        if decision:
            return authorities_of(decision)
        parties = [name for each in (document.sender, document.addressee) if each for name in each.split(SEVERAL)]
        if not any(map(self.of_body, parties)):
            return None
        return tuple(dict.fromkeys(name for party in parties for name in self._of_party(party)))

    def _of_party(self, name: str) -> tuple[str, ...]:
        decision = self.of_body(name)
        return authorities_of(decision) if decision else named_in(name)


def belonging(decisions: Iterable[Decision], newest: Callable[[], Mapping[str, str]]) -> Belonging:
    """`decisions` are oldest first. `newest` tells by the id of each version that of the newest one."""
    decisions = tuple(decisions)
    about = [each for each in decisions if each.is_about_name]
    withdrawn = {each.value for each in about if each.verdict is Verdict.WITHDRAWN}
    counting = [each for each in about if each.verdict is Verdict.PLACED and each.id not in withdrawn]
    if not counting:
        return Belonging()
    last = newest()
    of_newest = {last[each.subject_id]: each for each in counting if each.subject_id in last}
    return Belonging(
        {plain(each.subject_id): each for each in counting if each.subject_id not in last},
        {id_: of_newest[newer] for id_, newer in last.items() if newer in of_newest},
        names(decisions),
    )


def authorities_of(decision: Decision) -> tuple[str, ...]:
    """The names of the authorities that a person gave."""
    return tuple(filter(None, (decision.value or "").split(SEVERAL)))
