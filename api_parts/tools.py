"""The same answers as tools for language models: an MCP server, over standard input and output or over HTTP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from traceback import print_exc
from typing import Any

import anyio
import anyio.to_thread
from mcp.server.lowlevel import Server
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from pydantic import BaseModel, ValidationError
from starlette.types import ASGIApp

from api_parts import answering, answers
from api_parts.guard import HERE
from api_parts.problems import UNKNOWN_FAULT, sentence
from api_parts.questions import DocumentQuestion, OneQuestion, PointQuestion, PromiseQuestion, SearchQuestion
from kb import KnowledgeBase
from kb.concealed import seen
from kb.errors import AdviesspoorError, because

INSTRUCTIONS = """Adviesspoor houdt bij wat adviseurs van Nederlandse gemeenten aanbevelen, wat het college antwoordt en
wat het toezegt; met municipality van één ervan. Elk antwoord heeft letterlijke citaten met hun bladzijde:
noem die altijd, en verzin er geen. Een standpunt met judged=false is een voorstel van het programma dat niemand
beoordeeld heeft: zeg dat erbij. Geen antwoord betekent: geen antwoord in wat is geladen (loaded). Het gereedschap leest
alleen; wijzigen doen mensen in de app."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A tool: what may be asked, what is answered, and how. `description` is for whoever chooses among the tools."""

    description: str
    question: type[BaseModel]
    answer: type[BaseModel]
    ask: Callable[[KnowledgeBase, Any], BaseModel]


OFFERED = {
    "search": Offered(
        "Zoek passages op woorden en betekenis in de geladen brieven en rapporten, met citaat, bladzijde, reden en de "
        "uitspraken erin. answers=false: geen passage gaat over de vraag; dit lijkt er alleen het meest op.",
        SearchQuestion, answers.Hits, answering.search,
    ),
    "list_documents": Offered(
        "Som de geladen documenten op, het oudste eerst.", DocumentQuestion, answers.Papers, answering.documents
    ),
    "list_recommendations": Offered(
        "Som aanbevelingen of verzoeken op, elk met citaat, bladzijde, status, standpunt en het antwoord dat telt.",
        PointQuestion, answers.Points, answering.recommendations,
    ),
    "list_commitments": Offered(
        "Som toezeggingen en voornemens op, de vroegste termijn eerst, elk met citaat, bladzijde, status en termijn.",
        PromiseQuestion, answers.Commitments, answering.commitments,
    ),
    "trail": Offered(
        "Geef het spoor van één aanbeveling of verzoek (id uit een ander antwoord): alle antwoorden, toezeggingen en "
        "onderdelen, met citaten en bladzijden.",
        OneQuestion, answers.Trail, answering.trail,
    ),
}  # fmt: skip


def over_stdio(kb: KnowledgeBase) -> None:
    """Answer the program that started this one, until it closes standard input."""
    anyio.run(_speak, _server(kb))


async def _speak(server: Server[Any]) -> None:
    async with stdio_server() as (heard, said):
        await server.run(heard, said, server.create_initialization_options())


def over_http(kb: KnowledgeBase, *, only_here: bool) -> ASGIApp:
    """The application at /mcp. `only_here`: refuse what does not name this computer, or comes from a page elsewhere."""
    trusted = TransportSecuritySettings(
        enable_dns_rebinding_protection=only_here,
        allowed_hosts=[f"{name}:*" for name in HERE],
        allowed_origins=[f"http://{name}:*" for name in HERE],
    )
    return _server(kb).streamable_http_app(json_response=True, stateless_http=True, transport_security=trusted)


def _server(kb: KnowledgeBase) -> Server[Any]:
    async def listed(_: Any, __: PaginatedRequestParams | None) -> ListToolsResult:
        return ListToolsResult(tools=[_tool(name, offered) for name, offered in OFFERED.items()])

    async def called(_: Any, asked: CallToolRequestParams) -> CallToolResult:
        return await anyio.to_thread.run_sync(partial(_call, kb, asked.name, asked.arguments or {}))

    return Server(
        "adviesspoor", version=answering.version(), title="Adviesspoor", instructions=INSTRUCTIONS,
        on_list_tools=listed, on_call_tool=called,
    )  # fmt: skip


def _tool(name: str, offered: Offered) -> Tool:
    return Tool(
        name=name,
        description=offered.description,
        input_schema=offered.question.model_json_schema(),
        output_schema=offered.answer.model_json_schema(mode="serialization"),
        annotations=ToolAnnotations(read_only_hint=True, destructive_hint=False, open_world_hint=False),
    )


def _call(kb: KnowledgeBase, name: str, arguments: dict[str, Any]) -> CallToolResult:
    offered = OFFERED.get(name)
    if offered is None:
        return _refused(f"Dit gereedschap bestaat niet: {name}; er is {', '.join(OFFERED)}.")
    try:
        kb.require_in_place()
        answer = offered.ask(seen(kb), offered.question.model_validate(arguments))
    except ValidationError as error:
        return _refused(sentence(error.errors()))
    except AdviesspoorError as error:
        return _refused(str(error))
    except OSError as error:
        return _refused(f"Lezen of schrijven lukt niet: {because(error)}.")
    except Exception:  # the border: whatever goes wrong here is told as a sentence, and the server goes on
        print_exc()
        return _refused(UNKNOWN_FAULT)
    told = answer.model_dump(mode="json")
    return CallToolResult(content=[TextContent(type="text", text=answer.model_dump_json())], structured_content=told)


def _refused(reason: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(type="text", text=reason)], is_error=True)
