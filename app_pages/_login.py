"""Who is logged in: by what a proxy says in headers, proven with a secret, or by what a provider of OIDC says."""

from __future__ import annotations

import hmac
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import streamlit as st

from kb.access import Access, Login, Via, access
from kb.errors import BadSettings, NotAllowed
from kb.model import Person, Role
from kb.settings import home_folder

Headers = Callable[[str], Sequence[str]]  # a name of a header → its values, one for each time that it stands there
NOT_ALONE = (
    "Zonder inloggen is Adviesspoor alleen te openen op deze computer zelf, want wie erbij kan, mag alles lezen en "
    "veranderen. Stel eerst in hoe mensen inloggen, in toegang.toml."
)
SHARED = "ADVIESSPOOR_SHARED"  # in the environment: this app was started for people who log in
LOST = "Deze app is voor mensen die inloggen, maar toegang.toml zegt niet meer hoe. Zet dat bestand terug."
NOBODY = "U bent niet ingelogd. Open Adviesspoor via het adres dat u van uw beheerder kreeg."
UNSET = "Inloggen kan nog niet: in secrets.toml ontbreekt [auth]. Zie docs/deployment.md."


@dataclass(frozen=True)
class Visitor:
    """Whoever is logged in, as an actor on the knowledge base in this folder."""

    home: Path

    @property
    def name(self) -> str:
        found = person()
        return found.name if found else ""

    @property
    def role(self) -> Role | None:
        found = person()
        return access(self.home).role(found) if found else None

    @property
    def ask(self) -> str:
        return access(self.home).ask


def settled() -> Access:
    """Who may do what, and how people log in, as the folder says with which the app was started. Raises BadSettings
    when it does not say so any more: a file that is gone for a moment opens nothing."""
    found = access(home_folder())
    if found.login is None and os.environ.get(SHARED):
        raise BadSettings(LOST)
    return found


def is_shared() -> bool:
    """Whether people log in here."""
    return settled().login is not None


def person() -> Person | None:
    """Who is logged in; None where people log in and this one did not, or where nobody does."""
    login = settled().login
    if login is None:
        return None
    if login.via is Via.PROXY:
        return by_headers(login, st.context.headers.get_all)
    said = st.user.to_dict()
    return by_claims(login, said) if said.get("is_logged_in") is True else None


def by_headers(login: Login, headers: Headers) -> Person | None:
    """Who a proxy says it is. Only a request with its secret is believed, and only when nothing is said twice: a proxy
    that adds its headers to those of whoever asks, in place of replacing them, proves nothing."""
    secret, ids = headers(login.secret), headers(login.person)
    if len(secret) != 1 or len(ids) != 1 or not ids[0].strip():
        return None
    if not hmac.compare_digest(secret[0].encode("utf-8", "replace"), login.secret_value().encode("utf-8")):
        return None
    names, groups = headers(login.name), headers(login.groups) if login.groups else ()
    id_ = _text(ids[0])
    name = _text(names[0]) if len(names) == 1 else ""
    found = {_text(one) for each in groups for one in each.split(",")} - {""}
    return Person(id_, name or id_, frozenset(found))


def by_claims(login: Login, claims: Mapping[str, Any]) -> Person | None:
    """Who a provider says it is. An address that it did not verify is what anybody can write down."""
    id_ = claims.get(login.person)
    if not isinstance(id_, str) or not id_.strip():
        return None
    if login.person == "email" and claims.get("email_verified") in (False, "false"):
        return None
    name, groups = claims.get(login.name), claims.get(login.groups)
    listed = [groups] if isinstance(groups, str) else groups if isinstance(groups, list) else []
    said = name.strip() if isinstance(name, str) else ""
    return Person(id_, said or id_, frozenset(one for one in listed if isinstance(one, str)))


def require_safe_address(home: Path, address: str) -> None:
    """Raises NotAllowed when others could reach the app at this address, and people do not log in."""
    if access(home).login is None and not is_here(address):
        raise NotAllowed(NOT_ALONE)


def require_safe_here() -> None:
    """The same for the address at which this app answers, however it was started."""
    require_safe_address(home_folder(), st.get_option("server.address") or "")


def is_here(address: str) -> bool:
    """Whether only this computer can reach this address."""
    if address == "localhost":
        return True
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def require_provider() -> None:
    """Raises BadSettings when the secrets of Streamlit do not say where people log in."""
    try:
        known = "auth" in st.secrets
    except FileNotFoundError:
        known = False
    if not known:
        raise BadSettings(UNSET)


def _text(given: str) -> str:
    """Headers are read as Latin-1; what proxies send is UTF-8."""
    try:
        return given.encode("latin-1").decode("utf-8").strip()
    except UnicodeError:
        return given.strip()
