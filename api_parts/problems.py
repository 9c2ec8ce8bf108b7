"""What went wrong, in one shape (RFC 9457) with one Dutch sentence in `detail`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel, Field

from kb.errors import AdviesspoorError, NotFound

MEDIA_TYPE = "application/problem+json"
TITLES = {
    HTTPStatus.UNAUTHORIZED: "Geen toegang",
    HTTPStatus.NOT_FOUND: "Niet gevonden",
    HTTPStatus.METHOD_NOT_ALLOWED: "Kan niet",
    HTTPStatus.UNPROCESSABLE_ENTITY: "De vraag klopt niet",
    HTTPStatus.INTERNAL_SERVER_ERROR: "Fout in het programma",
    HTTPStatus.SERVICE_UNAVAILABLE: "Kan nu niet antwoorden",
}
UNKNOWN_FAULT = "Er ging iets mis in het programma; de foutmelding staat in het venster waarin het draait."


class Problem(BaseModel):
    """Wat er misging."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str = Field(description="Eén Nederlandse zin.")

    @classmethod
    def of(cls, status: int, detail: str) -> Problem:
        known = HTTPStatus(status)
        return cls(title=TITLES.get(known, known.phrase), status=status, detail=detail)


def status_of(error: AdviesspoorError) -> HTTPStatus:
    """Whatever else it is, it is nothing that was wrong with the question."""
    return HTTPStatus.NOT_FOUND if isinstance(error, NotFound) else HTTPStatus.SERVICE_UNAVAILABLE


def sentence(errors: Iterable[Mapping[str, Any]]) -> str:
    """What pydantic found wrong with a question, in Dutch."""
    return f"Deze vraag kan niet: {'; '.join(dict.fromkeys(map(_clause, errors)))}."


def _clause(error: Mapping[str, Any]) -> str:
    name = next(
        (f"'{part}'" for part in error["loc"] if isinstance(part, str) and part not in ("query", "path")), "zij"
    )
    return f"{name} {_wrong(error['type'], error.get('ctx', {}))}"


def _wrong(kind: str, limits: Mapping[str, Any]) -> str:
    if kind == "extra_forbidden":
        return "bestaat niet"
    if kind == "missing":
        return "ontbreekt"
    if kind in ("enum", "literal_error"):
        return f"moet zijn: {str(limits['expected']).replace(chr(39), '').replace(' or ', ' of ')}"
    if kind.startswith("int"):
        return "moet een heel getal zijn"
    if kind.startswith("bool"):
        return "moet true of false zijn"
    if kind.startswith("date") or kind == "value_error":
        return "moet een datum zijn als 2024-12-31"
    if kind in ("greater_than_equal", "less_than_equal"):
        most = kind == "less_than_equal"
        return f"mag {'hoogstens' if most else 'niet kleiner dan'} {limits['le' if most else 'ge']} zijn"
    if kind == "string_too_long":
        return f"mag hoogstens {limits['max_length']} tekens lang zijn"
    return "mag niet leeg zijn" if kind == "string_too_short" else "heeft een waarde die niet kan"
