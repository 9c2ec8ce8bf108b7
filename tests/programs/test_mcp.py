"""The MCP server, driven by the client of its own SDK over standard input and output and over HTTP."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import httpx2
import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult

from kb.knowledge import KnowledgeBase
from tests.kb.test_concealed import fill as fill_with_residents
from tests.kb.test_concealed import leaks
from tests.programs.serving import PROJECT, TOKEN, ask, command, environment, serving

ASKED: dict[str, tuple[dict[str, Any], str]] = {  # tool → a question, and the same over HTTP
    "search": ({"q": "wachttijden publiceren", "limit": 2}, "search?q=wachttijden%20publiceren&limit=2"),
    "list_documents": ({}, "documents"),
    "list_recommendations": ({"position": ["overgenomen"]}, "recommendations?position=overgenomen"),
    "list_commitments": ({"status": "open"}, "commitments?status=open"),
    "trail": ({"id": "r1"}, "trail/r1"),
}
Talk = Callable[[Client], Awaitable[Any]]


@pytest.fixture(scope="module")
def mcp_over_http(base: Path) -> Iterator[str]:
    with serving(base, "mcp", "--http") as address:
        yield f"{address}/mcp"


def over_stdio(home: Path, talk: Talk) -> Any:
    program, *arguments = command(home, "mcp")
    started = StdioServerParameters(command=program, args=arguments, env=environment(), cwd=PROJECT)
    return _talk(stdio_client(started), talk)


def over_http(url: str, talk: Talk, **headers: str) -> Any:
    return _talk(streamable_http_client(url, http_client=httpx2.AsyncClient(headers=headers)), talk)


def _talk(transport: Any, talk: Talk) -> Any:
    async def whole() -> Any:
        with anyio.fail_after(60):
            async with Client(transport) as client:
                return await talk(client)

    return anyio.run(whole)


async def ask_everything(client: Client) -> dict[str, CallToolResult]:
    return {name: await client.call_tool(name, question) for name, (question, _) in ASKED.items()}


async def offered(client: Client) -> Any:
    return client.instructions, (await client.list_tools()).tools


def _same_as_over_http(told: dict[str, CallToolResult], api: str) -> None:
    for name, (_, path) in ASKED.items():
        assert not told[name].is_error, told[name].content
        assert told[name].structured_content == ask(f"{api}/{path}").data
        assert json.loads(told[name].content[0].text) == told[name].structured_content  # type: ignore[union-attr]


def test_over_stdio_it_tells_what_the_http_interface_tells(base: Path, api: str) -> None:
    _same_as_over_http(over_stdio(base, ask_everything), api)


def test_over_http_it_tells_what_the_http_interface_tells(mcp_over_http: str, api: str) -> None:
    _same_as_over_http(over_http(mcp_over_http, ask_everything), api)


def test_the_tools_are_described_in_dutch_and_only_read(base: Path) -> None:
    instructions, tools = over_stdio(base, offered)
    assert "noem die altijd" in instructions
    assert {each.name for each in tools} == set(ASKED)
    for each in tools:
        assert each.description.startswith(("Zoek ", "Som ", "Geef "))
        assert each.annotations.read_only_hint is True
        assert each.input_schema["type"] == each.output_schema["type"] == "object"  # what the protocol asks
        assert all("description" in field for field in each.input_schema["properties"].values())


def test_every_answer_has_its_quote_page_and_status(base: Path) -> None:
    told = over_stdio(base, ask_everything)
    (point, *_) = told["list_recommendations"].structured_content["items"]
    assert point["cited"]["quote"] == "Herstel de bank bij de vijver."
    assert (point["cited"]["page"], point["status"], point["position"]) == (2, "beantwoord", "overgenomen")
    assert point["answer"]["cited"]["quote"] == "De bank komt terug."
    assert told["trail"].structured_content["point"]["number"] == "1"


@pytest.mark.parametrize(
    ("name", "question", "sentence"),
    [
        ("trail", {"id": "weg"}, "Er is geen aanbeveling of verzoek met de code weg."),
        ("search", {"vraag": "x"}, "Deze vraag kan niet: 'vraag' bestaat niet."),
        ("list_recommendations", {"year": ["vorig"]}, "Deze vraag kan niet: 'year' moet een heel getal zijn."),
    ],
)
def test_what_cannot_be_asked_is_said_in_one_dutch_sentence(
    name: str, question: dict[str, Any], sentence: str, mcp_over_http: str
) -> None:
    async def wrong(client: Client) -> CallToolResult:
        return await client.call_tool(name, question)

    told = over_http(mcp_over_http, wrong)
    assert told.is_error
    assert [each.text for each in told.content] == [sentence]


def test_over_http_the_token_is_asked(base: Path) -> None:
    with serving(base, "mcp", "--http", token=TOKEN) as address:
        tools = over_http(f"{address}/mcp", offered, Authorization=f"Bearer {TOKEN}")[1]
        assert len(tools) == len(ASKED)
        for headers in ({}, {"Authorization": "Bearer fout"}):
            with pytest.raises(BaseException) as refused:  # noqa: PT011  (groups of groups, by the version of the SDK)
                over_http(f"{address}/mcp", offered, **headers)
            assert "MCPError" in "".join(_said(refused.value))
            assert ask(f"{address}/mcp", **headers).status == 401


def _said(error: BaseException) -> Iterator[str]:
    yield repr(error)
    for inner in getattr(error, "exceptions", ()):
        yield from _said(inner)


def test_a_name_that_was_made_to_lead_here_is_refused(mcp_over_http: str) -> None:
    assert ask(mcp_over_http, Host="adviezen.example", Accept="application/json").status == 400


def test_residents_are_hidden_where_the_settings_say_so(tmp_path: Path) -> None:
    home = tmp_path / "kennisbank"
    with KnowledgeBase(home) as kb:
        fill_with_residents(kb)
    asked = {"search": {"q": "Karin Veenstra"}, "trail": {"id": "r1"}, "list_documents": {}, "list_commitments": {}}

    async def everything(client: Client) -> str:
        return repr([await client.call_tool(name, question) for name, question in asked.items()])

    assert leaks(over_stdio(home, everything)), "the test finds what is not hidden"
    (home / "instellingen.toml").write_text("privacy = true\n", encoding="utf-8")
    closed = over_stdio(home, everything)
    assert leaks(closed) == []
    assert "[persoon 1]" in closed
