"""Answering other programs over HTTP until it is stopped."""

from __future__ import annotations

import socket
from collections.abc import Callable
from contextlib import suppress
from ipaddress import ip_address

import uvicorn
from starlette.types import ASGIApp

from api_parts.guard import guarded, require_token_outside, token_of
from kb import KnowledgeBase
from kb.errors import AdviesspoorError, because
from kb.settings import settings


def listen(
    kb: KnowledgeBase, made: Callable[[str], ASGIApp], address: str, port: int, ready: Callable[[str], None]
) -> None:
    """Until Ctrl+C. `made` makes the application for a token (empty: none), `ready` hears the address once it is taken.
    AdviesspoorError when it cannot be, or when others could ask without a token.

    What is asked is not logged: it may hold names of residents.
    """
    token = token_of(settings(kb.home))
    require_token_outside(address, token)
    app = guarded(made(token), token)
    with _taken(address, port) as taken:
        ready(f"http://{_host(address)}:{port}")
        server = uvicorn.Server(uvicorn.Config(app, access_log=False, log_level="warning", server_header=False))
        with suppress(KeyboardInterrupt):  # uvicorn ends in order and then passes it on
            server.run(sockets=[taken])


def _taken(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ip_address(address).version == 6 else socket.AF_INET
    made = socket.socket(family)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # a port that was just left is free
    try:
        made.bind((address, port))
        made.listen()  # from here on a question waits for its answer
    except OSError as error:
        made.close()
        raise AdviesspoorError(
            f"Op {address} poort {port} kan niet worden geantwoord ({because(error)}); kies een andere met --port."
        ) from error
    return made


def _host(address: str) -> str:
    return f"[{address}]" if ":" in address else address
