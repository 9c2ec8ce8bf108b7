"""Who works with a knowledge base, and whether that person may do what is asked: every method that writes asks it."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, Self, TypeVar

from kb.errors import NotAllowed
from kb.model import Role

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Base = TypeVar("Base", bound="Acting")


class Actor(Protocol):
    """Somebody who is logged in. Everything is asked at every use: a session outlives a login, and roles change."""

    @property
    def name(self) -> str:
        """What stands with a decision."""

    @property
    def role(self) -> Role | None:
        """None for who may not even read."""

    @property
    def ask(self) -> str:
        """Whom to ask for more."""


class Acting:
    """The part of the knowledge base that knows who works with it."""

    actor: Actor | None = None  # nobody in particular: who can open the folder by command may do everything

    def acted_on_by(self, actor: Actor) -> Self:
        """The same knowledge base for this person: one store, one index, one lock."""
        return self._with(actor=actor)

    def _with(self, **changed: object) -> Self:
        """The same with something else remembered of whoever works with it."""
        own = copy(self)
        vars(own).update(changed)
        return own

    def may(self, role: Role) -> bool:
        """Whether whoever works with it may do what takes this role."""
        if self.actor is None:
            return True
        own = self.actor.role
        return own is not None and own.covers(role)

    def require(self, role: Role) -> None:
        """Raises NotAllowed."""
        if self.actor is not None and not self.may(role):
            raise NotAllowed(f"U mag dit niet doen: daarvoor is de rol {role} nodig. Vraag die aan {self.actor.ask}.")

    def author(self, given: str) -> str:
        """Who decides: whoever is logged in, else who says so."""
        return given if self.actor is None else self.actor.name


def needs(
    role: Role,
) -> Callable[[Callable[Concatenate[Base, Arguments], Result]], Callable[Concatenate[Base, Arguments], Result]]:
    """A method that whoever lacks this role cannot call."""

    def decorate(
        method: Callable[Concatenate[Base, Arguments], Result],
    ) -> Callable[Concatenate[Base, Arguments], Result]:
        @wraps(method)
        def run(self: Base, *args: Arguments.args, **kwargs: Arguments.kwargs) -> Result:
            self.require(role)
            return method(self, *args, **kwargs)

        marked: Any = run
        marked.role = role
        decorated: Callable[Concatenate[Base, Arguments], Result] = marked
        return decorated

    return decorate
