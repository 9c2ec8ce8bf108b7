"""What README promises exists: every command in it parses, every verb is in it, every file it names is there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

import cli
from app_pages.uitleg import figures

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^ *```\w*\n(.*?)^ *```", README, flags=re.MULTILINE | re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line.startswith("adviesspoor ")]
FOLDERS = "kb|ingest|api_parts|app_pages|cli_parts|corpus|bench|tests|docs"
NAMED = sorted(set(re.findall(rf"`((?:{FOLDERS})/[\w./]*|[a-z]+\.py)`", README)))


def parse(arguments: list[str]) -> str:
    """The verb of a command line; raises a usage error when it would not be understood. Nothing is done."""
    group = typer.main.get_command(cli.app)
    assert isinstance(group, TyperGroup)
    with group.make_context("adviesspoor", list(arguments)) as context:
        name, verb, rest = group.resolve_command(context, [*context._protected_args, *context.args])
        assert name is not None
        assert verb is not None
        verb.make_context(name, rest, parent=context)
    return name


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_is_understood(line: str) -> None:
    assert parse(shlex.split(line)[1:])


def test_a_command_that_is_wrong_is_noticed() -> None:
    with pytest.raises(typer.TyperException):
        parse(["search", "wachttijd", "--soort", "advies"])


def test_every_verb_is_documented() -> None:
    group = typer.main.get_command(cli.app)
    assert isinstance(group, TyperGroup)
    assert {parse(shlex.split(line)[1:]) for line in COMMANDS} == set(group.commands)


@pytest.mark.parametrize("name", NAMED)
def test_every_file_that_is_named_exists(name: str) -> None:
    assert (ROOT / name).exists()


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert set(re.findall(r"make ([a-z]+)", README)) <= targets


def test_ci_runs_the_documented_command() -> None:
    assert "make test" in README
    assert re.search(r"\bmake\b.* test\b", (ROOT / ".ci" / "run").read_text(encoding="utf-8"))


@pytest.mark.parametrize("picture", re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README))
def test_every_picture_is_there(picture: str) -> None:
    assert (ROOT / picture).is_file()


# -- the figures that the screen Uitleg shows -------------------------------------------------------------------------
def _row(begins: str) -> str:
    return next(line for line in README.splitlines() if line.startswith(f"| {begins}"))


def test_the_screen_says_the_figures_of_letters_that_were_set_aside() -> None:
    new = figures()["nieuw"]
    points, promises, answers, position = (
        new[key] for key in ("aanbevelingen", "toezeggingen", "antwoorden", "standpunt")
    )
    assert _row("set aside, first sight") == (
        f"| set aside, first sight | {points['terecht']:.2f}, {points['gevonden']:.2f}, {points['samen']:.2f} "
        f"| {promises['samen']:.2f} | {answers['terecht']:.2f}, {answers['gevonden']:.2f}, {answers['samen']:.2f} "
        f"({answers['van']:.2f} to {answers['tot']:.2f}) | {position['juist']} of {position['van']} "
        f"| {new['ten_onrechte_overgenomen']} |"
    ), "app_pages/cijfers.toml says something else"


def test_the_screen_says_the_figures_of_letters_that_were_looked_at() -> None:
    known = figures()["bekend"]
    for name, key in (("recommendations found", "aanbevelingen"), ("commitments found", "toezeggingen")):
        of = known[key]
        assert _row(f"{name} (F1)").endswith(f"| {of['samen']:.2f} | {of['van']:.2f} to {of['tot']:.2f} |")
    answers, position = known["antwoorden"], known["standpunt"]
    counted = (
        f"{answers['juist']} of {answers['voorgesteld']} right, {answers['juist']} of {answers['te_vinden']} found"
    )
    assert _row("responses linked").endswith(f"| {answers['samen']:.2f} ({counted}) | |")
    assert _row("position right").endswith(f"| {position['juist']} of {position['van']} | |")
