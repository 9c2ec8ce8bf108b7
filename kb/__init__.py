"""The knowledge base: what is known, and the questions you can ask it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kb.knowledge import KnowledgeBase

__all__ = ["KnowledgeBase"]


def __getattr__(name: str) -> Any:
    """The knowledge base is imported when it is asked for: a command that opens none starts without a database."""
    if name == "KnowledgeBase":
        from kb.knowledge import KnowledgeBase

        return KnowledgeBase
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
