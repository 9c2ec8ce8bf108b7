"""spaCy without its command line, which it imports as well: with what that needs to download and to print, a third of
what importing spaCy takes."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any

_COMMAND = ("spacy.cli", "spacy.cli.info")


class _Nothing(ModuleType):
    """A module in which every name stands for None."""

    def __getattr__(self, name: str) -> None:
        if name.startswith("__"):
            raise AttributeError(name)


def imported() -> Any:
    """The package spaCy. Whoever asks for its command line afterwards still gets that."""
    stand_ins = {} if "spacy" in sys.modules else {name: _Nothing(name) for name in _COMMAND}
    sys.modules.update(stand_ins)
    try:
        import spacy
    finally:
        for name in stand_ins:
            sys.modules.pop(name, None)
    return spacy
