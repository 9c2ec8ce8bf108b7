"""`serve` and `mcp` on the command line: answering other programs."""

from __future__ import annotations

from functools import partial
from ipaddress import ip_address
from typing import Annotated

import typer

from cli_parts.opening import open_kb
from cli_parts.words import complain, port
from kb.errors import AdviesspoorError

NEEDED = 'Dit vraagt om meer onderdelen ({}): installeer "adviesspoor[api]".'


def _address(text: str) -> str:
    try:
        return str(ip_address(text))
    except ValueError as error:
        raise typer.BadParameter(f"'{text}' is geen adres; schrijf bijvoorbeeld 127.0.0.1 of 0.0.0.0.") from error


Address = Annotated[
    str,
    typer.Option(
        "--address",
        parser=_address,
        metavar="ADRES",
        help="Waarop het antwoordt; buiten deze computer met token.",
    ),
]
Port = Annotated[int, typer.Option("--port", parser=port, metavar="POORT", help="De poort waarop het antwoordt.")]


def serve(
    context: typer.Context,
    api: Annotated[bool, typer.Option("--api", help="De HTTP-interface, beschreven in /openapi.json.")] = False,
    address: Address = "127.0.0.1",
    port: Port = 8502,
) -> None:
    """Beantwoord vragen van andere programma's over HTTP. Er wordt niets gewijzigd.

    Alleen programma's op deze computer kunnen vragen, tenzij er een token is: ADVIESSPOOR_TOKEN of token in
    instellingen.toml. Dan moet elke vraag dat meesturen (Authorization: Bearer TOKEN).
    """
    if not api:
        raise typer.BadParameter("zeg wat er beantwoord wordt: --api.")
    try:
        from api_parts.listening import listen
        from api_parts.web import web
    except ImportError as error:
        raise AdviesspoorError(NEEDED.format(error.name)) from error
    with open_kb(context) as kb:
        listen(kb, lambda token: web(kb, with_token=bool(token)), address, port, partial(_ready, "/openapi.json"))


def mcp(
    context: typer.Context,
    http: Annotated[
        bool, typer.Option("--http", help="Over HTTP (streamable HTTP, /mcp) in plaats van stdio.")
    ] = False,
    address: Address = "127.0.0.1",
    port: Port = 8503,
) -> None:
    """Bied search, list en trail aan als gereedschap voor een taalmodel (MCP). Er wordt niets gewijzigd.

    Zonder --http praat het met het programma dat dit commando start. Met --http gelden dezelfde regels als bij serve.
    """
    try:
        from api_parts.listening import listen
        from api_parts.tools import over_http, over_stdio
    except ImportError as error:
        raise AdviesspoorError(NEEDED.format(error.name)) from error
    with open_kb(context) as kb:
        if http:
            listen(kb, lambda token: over_http(kb, only_here=not token), address, port, partial(_ready, "/mcp"))
        else:
            over_stdio(kb)


def _ready(path: str, place: str) -> None:
    complain(f"Adviesspoor antwoordt op {place}{path} (stoppen met Ctrl+C).")
