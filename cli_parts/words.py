"""The words of the command line: what may be typed, typer's own words in Dutch, and where words go."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption

Choice = TypeVar("Choice", bound=StrEnum)


class Form(StrEnum):
    """How a list is printed."""

    TEXT = "text"
    JSON = "json"


class FoundForm(StrEnum):
    """How what was found is printed or written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    RIS = "ris"


class Order(StrEnum):
    """In which order what was found stands."""

    RELEVANCE = "relevance"
    DATE = "date"


class Table(StrEnum):
    """What `list` can list."""

    DOCUMENTS = "documents"
    RECOMMENDATIONS = "recommendations"
    COMMITMENTS = "commitments"
    MISSING = "missing"
    DECISIONS = "decisions"
    AGREEMENT = "agreement"


class ExportFormat(StrEnum):
    """What `export` can write."""

    CSV = "csv"
    XLSX = "xlsx"
    DOCX = "docx"
    HTML = "html"
    JSON = "json"
    JSONLD = "jsonld"
    RIS = "ris"


PHRASES = (
    (r"Usage: ", "Gebruik: "),
    (r"Show this message and exit\.", "Toon deze uitleg."),
    (r"Missing argument '(.+?)'.*", r"\1 ontbreekt."),
    (r"Missing option '(.+?)'.*", r"De optie \1 ontbreekt."),
    (r"Missing command\.", "Er staat geen commando."),
    (r"No such command '(.+?)'\..*", r"Het commando '\1' bestaat niet."),
    (r"No such option: (\S+).*", r"De optie \1 bestaat niet."),
    (r"Option '(.+?)' requires an argument\.", r"Na \1 hoort een waarde."),
    (r"Option '(.+?)' does not take a value\.", r"Na \1 hoort geen waarde."),
    (r"Got unexpected extra arguments? ?(?:\(s\) )?\((.+)\)", r"Dit staat er te veel: \1."),
    (r"^Invalid value: ", ""),
    (r"Invalid value for '?(.+?)'?: (.*)", r"\1: \2"),
)


def say(text: str) -> None:
    """A result: to stdout."""
    print(text)


def complain(text: str) -> None:
    """Progress or a complaint: to stderr."""
    print(text, file=sys.stderr)


def dutch(text: str) -> str:
    """Typer's English phrases in Dutch (it has no setting for them); other text comes back as it is."""
    for english, ours in PHRASES:
        text = re.sub(english, ours, text, flags=re.DOTALL)
    return text


def _name_panels() -> None:
    from typer import rich_utils

    rich_utils.ARGUMENTS_PANEL_TITLE = "Argumenten"
    rich_utils.OPTIONS_PANEL_TITLE = "Opties"
    rich_utils.COMMANDS_PANEL_TITLE = "Commando's"
    rich_utils.DEFAULT_STRING = "[standaard: {}]"
    rich_utils.REQUIRED_LONG_STRING = "[verplicht]"


def _dutch_help(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = dutch(option.help or "")
        option.metavar = " "
    return option


class DutchCommand(TyperCommand):
    """A command whose help is Dutch down to the frame around it."""

    def get_usage(self, ctx: Any) -> str:
        return dutch(super().get_usage(ctx)).replace("[OPTIONS]", "[OPTIES]")

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _dutch_help(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _name_panels()
        super().format_help(ctx, formatter)


class DutchGroup(TyperGroup):
    """The command that holds the others, with the same words."""

    def get_usage(self, ctx: Any) -> str:
        words = dutch(super().get_usage(ctx)).replace("[OPTIONS]", "[OPTIES]")
        return words.replace("COMMAND [ARGS]...", "COMMANDO …")

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _dutch_help(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:
        _name_panels()
        super().format_help(ctx, formatter)


def one_of(choices: type[Choice], among: Sequence[Choice] = ()) -> Callable[[str], Choice]:
    """A reader of one of these values (or only those in `among`); BadParameter, which names them all, for another."""
    allowed = tuple(among) or tuple(choices)

    def read(text: str) -> Choice:
        if text.lower() not in [str(choice) for choice in allowed]:
            raise typer.BadParameter(f"'{text}' kan niet; kies uit {', '.join(allowed)}.")
        return choices(text.lower())

    return read


def day(text: str) -> date:
    """A date written as 2020-12-01 or as 1-12-2020; BadParameter for anything else."""
    for form in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise typer.BadParameter(f"'{text}' is geen datum; schrijf 2020-12-01 of 1-12-2020.")


def count(text: str | int) -> int:
    """A whole number from 1 (typer hands a default over as it is); BadParameter for anything else."""
    if not str(text).isdecimal() or int(text) < 1:
        raise typer.BadParameter(f"'{text}' is geen heel getal vanaf 1.")
    return int(text)


def port(text: str | int) -> int:
    """A number that a port can have; BadParameter for anything else."""
    if count(text) > 65535:
        raise typer.BadParameter(f"'{text}' is geen poort; kies een getal van 1 tot en met 65535.")
    return int(text)


def place(text: str) -> Path:
    """A file or folder; BadParameter for no name at all, which would be the current folder."""
    if not text.strip():
        raise typer.BadParameter("hier hoort de naam van een bestand of map.")
    return Path(text)
