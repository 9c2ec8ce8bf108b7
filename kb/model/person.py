"""Who works with the knowledge base where people log in, and what somebody may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do with one knowledge base; each role may also do what those before it may."""

    READ = "lezen"
    JUDGE = "beoordelen"
    MANAGE = "beheren"

    def covers(self, other: Role) -> bool:
        order = tuple(Role)
        return order.index(self) >= order.index(other)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is logged in: `id` is what the login vouches for, `name` what stands with a decision."""

    id: str
    name: str
    groups: frozenset[str] = frozenset()
