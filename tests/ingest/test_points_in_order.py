"""Items of a numbered list of points that say by no word of their own that they advise."""

from __future__ import annotations

from kb.model import DocumentKind, StatementKind
from tests.ingest.test_link import letter

LIST = """
{lead_in}

1. In de Kerkstraat moeten drempels komen.

2. Een spiegel bij de uitrit van de kazerne, daar zie je niets.

3. De zebra bij de school opnieuw schilderen.
"""


def found(lead_in: str, text: str = LIST) -> list[str | None]:
    """The numbers of the points that are found in a letter of advice."""
    advice = letter(DocumentKind.ADVICE, "advies", text.format(lead_in=lead_in))
    return [s.label for s in advice.statements if s.kind is StatementKind.RECOMMENDATION]


def test_every_item_of_a_list_of_points_is_one() -> None:
    assert found("Daarom hebben wij de volgende punten op een rijtje gezet:") == ["1", "2", "3"]


def test_a_list_of_what_was_seen_is_none() -> None:
    assert "2" not in found("Tijdens de schouw hebben wij de volgende punten gezien:")


def test_a_title_in_a_list_is_no_point() -> None:
    titled = LIST.replace("2. Een spiegel bij de uitrit van de kazerne, daar zie je niets.", "2. Overige zaken")
    assert "2" not in found("Wij hebben de volgende wensen:", titled)
