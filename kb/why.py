"""The Dutch sentence that says why two statements are linked, made of the grounds of the link: the single place."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kb.labels import STATEMENT_KINDS, day
from kb.model import Ground, GroundKind

_GOES_ON = frozenset({GroundKind.SAME_TERM, GroundKind.TOLD_IN})  # with the clause before


def why(grounds: Iterable[Ground]) -> str:
    """hetzelfde nummer (3); volgt op de weergave van dit punt (3); standpunt uit “Dit nemen wij over.”"""
    said = ""
    for ground in grounds:
        glue = ", " if ground.kind in _GOES_ON else "; "
        said += f"{glue if said else ''}{_clause(ground)}"
    return said


def _clause(ground: Ground) -> str:
    form = _FORMS.get(ground.kind)
    return form(ground) if form else f"{ground.kind}{_number(ground)}{_words(ground)}"


def _number(ground: Ground) -> str:
    return f" ({ground.label})" if ground.label else ""


def _words(ground: Ground) -> str:
    if not ground.words and ground.kind is not GroundKind.ALIKE:
        return ""
    return f" (gedeelde woorden: {', '.join(shared.word for shared in ground.words)})"


def _promise(ground: Ground) -> str:
    kind = STATEMENT_KINDS[ground.about] if ground.about else str(ground.kind)
    where = f"{kind} van {day(ground.day)}" if ground.day else f"{kind} in “{ground.title}”"
    return f"{where}{_words(ground)}"


def _labelled(ground: Ground) -> str:
    return f"{ground.kind} {ground.label}"


def _quoted(ground: Ground) -> str:
    return f"{ground.kind} “{ground.quote}”"


def _titled(ground: Ground) -> str:
    return f"{ground.kind} “{ground.title}”"


_FORMS: dict[GroundKind, Callable[[Ground], str]] = {
    GroundKind.SAME_QUESTION: _labelled,
    GroundKind.NAMES_NUMBER: _labelled,
    GroundKind.REFERS: _labelled,
    GroundKind.STATE_IN_LIST: lambda ground: f"{ground.kind}: “{ground.quote}”",
    GroundKind.PUT_OFF: lambda ground: f"{ground.kind}: “{ground.quote}”",
    GroundKind.VERDICT: _quoted,
    GroundKind.NAMES_REPORT: _titled,
    GroundKind.TOLD_IN: _titled,
    GroundKind.PROMISE: _promise,
    GroundKind.LIKE_PROMISE: _promise,
    GroundKind.STATED: lambda ground: ground.quote or "",
}
