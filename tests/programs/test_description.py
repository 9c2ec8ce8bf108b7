"""The HTTP interface does what its OpenAPI description says: held against it by schemathesis, with right and wrong
questions."""

from __future__ import annotations

import json
from urllib.request import urlopen

import schemathesis
from hypothesis import HealthCheck, settings

from api_parts.web import described
from tests.programs.serving import TOKEN

OPEN = schemathesis.openapi.from_dict(described().openapi())
CLOSED = schemathesis.openapi.from_dict(described(with_token=True).openapi())
EXAMPLES = settings(
    max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


def test_it_is_described_where_programs_look(api: str) -> None:
    with urlopen(f"{api}/openapi.json") as answer:
        assert json.load(answer) == described().openapi()


@OPEN.parametrize()
@EXAMPLES
def test_every_answer_is_as_described(case: schemathesis.Case, api: str) -> None:
    case.call_and_validate(base_url=api)


@CLOSED.parametrize()
@settings(EXAMPLES, max_examples=3)
def test_the_token_is_asked_as_described(case: schemathesis.Case, api_with_token: str) -> None:
    """Also that the same question without the token, or with another, is refused."""
    case.call_and_validate(base_url=api_with_token, headers={"Authorization": f"Bearer {TOKEN}"})
