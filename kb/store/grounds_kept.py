"""Grounds to values of JSON and back, as the columns of statements and links have them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from kb.model import Ground, GroundKind, Shared, StatementKind


def ground_values(grounds: Iterable[Ground]) -> list[dict[str, Any]]:
    """Only what is known of each."""
    return [_ground(ground) for ground in grounds]


def _ground(ground: Ground) -> dict[str, Any]:
    known = {
        "kind": str(ground.kind),
        "label": ground.label,
        "cue": ground.cue,
        "words": [list(shared) for shared in ground.words] or None,
        "likeness": ground.likeness,
        "quote": ground.quote,
        "title": ground.title,
        "day": ground.day.isoformat() if ground.day else None,
        "about": str(ground.about) if ground.about else None,
    }
    return {name: value for name, value in known.items() if value is not None}


def grounds_of(values: Iterable[Mapping[str, Any]]) -> tuple[Ground, ...]:
    """The other way."""
    return tuple(_ground_of(each) for each in values)


def _ground_of(values: Mapping[str, Any]) -> Ground:
    day, about = values.get("day"), values.get("about")
    read = {
        "kind": GroundKind(values["kind"]),
        "words": tuple(Shared(*pair) for pair in values.get("words", ())),
        "day": date.fromisoformat(day) if day else None,
        "about": StatementKind(about) if about else None,
    }
    return Ground(**{**values, **read})
