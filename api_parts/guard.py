"""Who may ask: whoever has the token, or, without one, only programs on this computer."""

from __future__ import annotations

import os
from hmac import compare_digest

from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api_parts.problems import MEDIA_TYPE, Problem
from kb.errors import BadSettings
from kb.settings import FILE, Settings

VARIABLE = "ADVIESSPOOR_TOKEN"
SHORTEST = 16
LOOPBACK = ("127.0.0.1", "::1")
HERE = ("127.0.0.1", "localhost", "[::1]")  # the names by which a program on this computer asks there
REFUSED = "Hier hoort een geldig token bij: stuur de kop Authorization: Bearer met daarachter het token."


def token_of(settings: Settings) -> str:
    """From the environment, else from the settings; empty when there is none. BadSettings when it is easy to guess."""
    token = os.environ.get(VARIABLE, "") or settings.token
    if token and (len(token) < SHORTEST or not token.isascii() or not token.isprintable() or " " in token):
        raise BadSettings(
            f"Het token ({VARIABLE} of token in {FILE}) moet ten minste {SHORTEST} tekens hebben, zonder spaties of "
            "bijzondere letters."
        )
    return token


def require_token_outside(address: str, token: str) -> None:
    """BadSettings when others than this computer could ask without a token."""
    if not token and address not in LOOPBACK:
        raise BadSettings(
            f"Op {address} kunnen andere computers vragen stellen, en dat gaat niet zonder token: zet er een in "
            f"{VARIABLE} of als token in {FILE}, of laat --address weg."
        )


def guarded(app: ASGIApp, token: str) -> ASGIApp:
    """With a token whoever has it may ask, under any name of this computer (a proxy gives its own). Without, only under
    a name that is always this computer: a web page whose name was made to lead here is refused."""
    return TokenRequired(app, token) if token else TrustedHostMiddleware(app, list(HERE), www_redirect=False)


class TokenRequired:
    """Refuses what comes without the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app, self._token = app, token.encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or self._is_known(scope):
            await self._app(scope, receive, send)
            return
        problem = Problem.of(401, REFUSED).model_dump_json()
        headers = {"WWW-Authenticate": "Bearer"}
        await Response(problem, 401, headers, MEDIA_TYPE)(scope, receive, send)

    def _is_known(self, scope: Scope) -> bool:
        given = next((value for name, value in scope["headers"] if name == b"authorization"), b"")
        scheme, _, token = given.partition(b" ")
        return scheme.lower() == b"bearer" and compare_digest(token.strip(), self._token)
