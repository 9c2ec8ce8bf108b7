"""Who may do what, as `toegang.toml` in the folder of a knowledge base says; and, in the folder that the app is started
with, how people log in and which other knowledge bases it opens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from kb.errors import BadSettings, because
from kb.model import Person, Role
from kb.settings import toml

FILE = "toegang.toml"
EVERYBODY = "*"
GROUP = "groep:"  # before the name of a group, where a person could stand too
ASK = "wie deze kennisbank beheert"
SHORTEST = 16  # characters of a secret: what is shorter can be guessed
KNOWN: Mapping[str, set[str]] = {
    "inloggen": {"via", "persoon", "naam", "groepen", "geheim", "geheim_bestand"},
    "rollen": {str(role) for role in Role},
}


class Via(StrEnum):
    """Who vouches for whoever is logged in."""

    PROXY = "proxy"
    OIDC = "oidc"


@dataclass(frozen=True, slots=True)
class Login:
    """How people log in. `person`, `name` and `groups` are the names of headers of a proxy, or of claims of a provider;
    a proxy proves itself with the header `secret`, of which `secret_file` holds the value."""

    via: Via
    person: str
    name: str
    groups: str
    secret: str = ""
    secret_file: Path = Path()

    def secret_value(self) -> str:
        """Read at every use, so that another secret counts at once. Raises BadSettings."""
        try:
            value = self.secret_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            said = because(error) if isinstance(error, OSError) else "dit is geen tekst"
            raise BadSettings(f"Het geheim in {self.secret_file} kan niet worden gelezen: {said}.") from error
        if len(value) < SHORTEST:
            raise BadSettings(
                f"Het geheim in {self.secret_file} is te kort: neem er een van {SHORTEST} tekens of meer."
            )
        return value


@dataclass(frozen=True, slots=True)
class Access:
    """What the file says; without one nobody logs in, and whoever can open the folder may do everything.

    `roles` names per role persons, groups (`groep:` before the name) and `*` for everybody who is logged in; `ask` is
    whom people are sent to; `bases` are the folders of more knowledge bases by the names that people see.
    """

    login: Login | None = None
    roles: Mapping[Role, Sequence[str]] = field(default_factory=lambda: {Role.READ: (EVERYBODY,)})
    ask: str = ASK
    bases: Mapping[str, Path] = field(default_factory=dict)

    def role(self, person: Person) -> Role | None:
        """The highest one that this person has; None for who may not even read."""
        own = {EVERYBODY, *(GROUP + group for group in person.groups)}
        if not person.id.startswith(GROUP):  # who may choose a name of one's own is in no group by it
            own.add(person.id)
        return next((role for role in reversed(Role) if own & set(self.roles.get(role, ()))), None)


def access(home: Path) -> Access:
    """What `toegang.toml` in this folder says; a change counts at once. Raises BadSettings."""
    path = home / FILE
    try:
        found = path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return Access()
    return _read(path, (found.st_mtime_ns, found.st_size, found.st_ino))


@lru_cache(maxsize=64)  # a screen asks it dozens of times
def _read(path: Path, _stamp: tuple[int, ...]) -> Access:
    values = toml(path)
    wrong = set(values) - {*KNOWN, "vraag", "kennisbanken"}
    wrong |= {f"{part}.{name}" for part, names in KNOWN.items() for name in set(_table(path, values, part)) - names}
    if wrong:
        raise BadSettings(f'{path}: "{min(wrong)}" is geen instelling.')
    roles: dict[Role, Sequence[str]] = {Role.READ: (EVERYBODY,)}
    roles |= {Role(name): _words(path, name, given) for name, given in _table(path, values, "rollen").items()}
    bases = {
        name: path.parent / _word(path, name, given) for name, given in _table(path, values, "kennisbanken").items()
    }
    login = _login(path, _table(path, values, "inloggen"))
    return Access(login, roles, _word(path, "vraag", values.get("vraag", ASK)), bases)


def _login(path: Path, given: Mapping[str, Any]) -> Login | None:
    if not given:
        return None
    said = {name: _word(path, name, value) for name, value in given.items()}
    if said.get("via") not in set(Via):
        raise BadSettings(f'{path}: "via" bij [inloggen] moet een van deze zijn: {", ".join(Via)}.')
    if said["via"] == Via.OIDC:
        return Login(Via.OIDC, said.get("persoon", "email"), said.get("naam", "name"), said.get("groepen", "groups"))
    missing = {"persoon", "geheim", "geheim_bestand"} - set(said)
    if missing:
        raise BadSettings(f'{path}: bij [inloggen] via een proxy ontbreekt "{min(missing)}".')
    place = path.parent / said["geheim_bestand"]
    return Login(
        Via.PROXY, said["persoon"], said.get("naam", said["persoon"]), said.get("groepen", ""), said["geheim"], place
    )


def _table(path: Path, values: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    found = values.get(name, {})
    if not isinstance(found, dict):
        raise BadSettings(f'{path}: schrijf "{name}" als kop, tussen rechte haken.')
    return found


def _word(path: Path, name: str, given: object) -> str:
    if not isinstance(given, str) or not given.strip():
        raise BadSettings(f'{path}: de waarde van "{name}" moet tussen aanhalingstekens staan en mag niet leeg zijn.')
    return given


def _words(path: Path, name: str, given: object) -> tuple[str, ...]:
    if not isinstance(given, list):
        raise BadSettings(f'{path}: "{name}" moet een lijst zijn, tussen rechte haken.')
    return tuple(_word(path, name, one) for one in given)
