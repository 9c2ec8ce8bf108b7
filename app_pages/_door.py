"""What every request to a shared app passes before Streamlit sees it: also those for files that were downloaded or are
sent, which Streamlit gives to and takes from anybody who has their address."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

from starlette.requests import HTTPConnection
from streamlit import config
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from streamlit.web.server.starlette.starlette_websocket import _get_signed_cookie_with_chunks

from app_pages._login import by_claims, by_headers
from kb.access import Access, Login, Via, access
from kb.errors import AdviesspoorError
from kb.model import Person, Role

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

REFUSED = "U bent niet ingelogd, of mag dit niet. Open Adviesspoor via het adres dat u van uw beheerder kreeg."
OPEN = "_stcore/health"  # says "ok" to whoever watches over the service, and nothing else
UPLOADS = "_stcore/upload_file/"
CLOSED = ("media/", UPLOADS, "_stcore/metrics")  # what a provider's login page needs stands outside these
POLICY = 1008  # the code with which a websocket that may not be is closed


class Door:
    """ASGI middleware: lets pass who is logged in, and files only from who may put something in."""

    def __init__(self, app: App, home: Path) -> None:
        self._app = app
        self._home = home

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or self._lets_pass(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY})
        else:
            kind = [(b"content-type", b"text/plain; charset=utf-8")]
            await send({"type": "http.response.start", "status": 403, "headers": kind})
            await send({"type": "http.response.body", "body": REFUSED.encode()})

    def _lets_pass(self, scope: Scope) -> bool:
        try:
            known = access(self._home)
            return known.login is not None and _may_pass(scope, known, known.login)
        except AdviesspoorError:  # settings that cannot be read let nobody in
            return False


def _may_pass(scope: Scope, known: Access, login: Login) -> bool:
    base = str(config.get_option("server.baseUrlPath") or "").strip("/")
    path = str(scope["path"]).removeprefix(f"/{base}").lstrip("/")
    if path == OPEN or (login.via is Via.OIDC and not path.startswith(CLOSED)):
        return True
    found = _person(scope, login)
    if found is None:
        return False
    role = known.role(found)
    return not path.startswith(UPLOADS) or (role is not None and role.covers(Role.JUDGE))


def _person(scope: Scope, login: Login) -> Person | None:
    asked = HTTPConnection(scope)
    if login.via is Via.PROXY:
        return by_headers(login, asked.headers.getlist)
    signed = _get_signed_cookie_with_chunks(asked.cookies, USER_COOKIE_NAME)
    claims = json.loads(signed) if signed else {}
    return by_claims(login, claims) if claims.get("is_logged_in") is True else None
