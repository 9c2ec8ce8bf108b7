"""The knowledge base that a command works on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from cli_parts.words import complain

if TYPE_CHECKING:
    from kb import KnowledgeBase


def open_kb(context: typer.Context, *, repair: bool = False) -> KnowledgeBase:
    """The one in the folder of --home, else of ADVIESSPOOR_HOME, else of this user; also a damaged one to `repair`."""
    from kb import KnowledgeBase
    from kb.settings import home_folder

    return KnowledgeBase(home_folder(context.obj), repair=repair, tell=complain)


def open_seen(context: typer.Context) -> KnowledgeBase:
    """The same as it may be seen: with residents' data hidden when the settings say so. For commands that show."""
    from kb.concealed import seen

    return seen(open_kb(context))
