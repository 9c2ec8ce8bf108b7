"""Raised figures: most refer to a note and are no part of the word before them, those behind a unit are."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNIT = re.compile(r"(?:\b[cdk]?m|²)$")
_NOTE = re.compile(r"\s*[(\[]?\d{1,3}(?:[,;] ?\d{1,3})*[)\]]?\s*")  # also two notes at once: "1,2"


def is_note_mark(figure: str) -> bool:
    """Whether raised words are the number of a note."""
    return _NOTE.fullmatch(figure) is not None


def is_unit(before: str) -> bool:
    """Whether what stands before a raised figure is a measure ("m")."""
    return _UNIT.search(before) is not None


def as_raised(figure: str) -> str:
    """The figure as the signs that are raised by themselves: "m²" is not "m2"."""
    return figure.translate(_RAISED)


def raised(before: str, figure: str) -> str:
    """What is read of a raised figure: nothing where it refers to a note, behind a unit ("m²") the figure."""
    if not is_note_mark(figure):
        return figure
    return as_raised(figure) if is_unit(before) else " " * figure.endswith(" ")
