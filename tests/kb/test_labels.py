"""Dutch words for what is shown."""

from __future__ import annotations

from datetime import date

import pytest

from kb.labels import loaded
from kb.model import Extent

FIRST, LAST = date(2023, 6, 22), date(2026, 1, 20)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, "2 documenten"),
        (LAST, LAST, "2 documenten, 20 januari 2026"),
        (FIRST, LAST, "2 documenten, van 22 juni 2023 tot en met 20 januari 2026"),
    ],
)
def test_what_is_loaded_is_told_with_its_period_and_one_day_as_that_day(
    first: date | None, last: date | None, said: str
) -> None:
    assert loaded(Extent(2, first, last)) == said
