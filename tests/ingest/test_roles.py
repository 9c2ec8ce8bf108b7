"""Whether a paper advises or answers, by weighed signs, and how these weights are learnt."""

from __future__ import annotations

import tomllib

import pytest

from bench.roles import Paper, learn, left_out, role_in, role_of, written
from ingest.layout.pages import lay_out, plain_pages
from ingest.letterhead.head import head_of
from ingest.letterhead.roles import chances, learnt, signs


def chance(text: str, title: str, sender: str | None = None, addressee: str | None = None) -> dict[str, float]:
    return chances(signs(head_of(lay_out(plain_pages(text))), text, title, sender, addressee), learnt())


def test_who_takes_up_your_points_answers_also_without_a_letterhead() -> None:
    text = "Beste Cor,\n\nDank voor jullie brief. Over jullie punten beslis ik na de zomer. U hoort dan van mij.\n\nJos"
    found = chance(text, "brief ontvangen", "Jos de Wit", "Cor Visser")
    assert found["answers"] > 0.6 > found["advises"]


def test_who_says_what_ought_to_be_done_advises_also_without_a_name() -> None:
    text = (
        "Een bankje op de kade\n\nWie loopt, moet kunnen zitten. Het zou in het voorjaar geplaatst moeten worden.\n\n"
        "Wij vragen om een bankje met leuning, en het moet onder de lamp staan."
    )
    found = chance(text, "Een bankje op de kade")
    assert found["advises"] > 0.6 > found["answers"]


def paper(folder: str, role: str, *shown: str) -> Paper:
    return Paper(folder, dict.fromkeys(shown, 1.0), role, "")


def test_weights_come_from_other_folders_than_the_one_that_is_judged() -> None:
    given = [
        paper(f, role, sign) for f in "abc" for role, sign in (("advises", "moet"), ("answers", "uw")) for _ in "12345"
    ]
    odd = paper("d", "answers", "moet")
    assert role_of(left_out([*given, odd])[-1], 0.5) == "advises"
    assert learn([*given, odd])["moet"][0] > 0 > learn([*given, odd])["uw"][0]
    assert set(tomllib.loads(written(learn(given)))) == {"", "moet", "uw"}


@pytest.mark.parametrize(
    ("points", "answers", "role"),
    [
        ([{"level": "original"}], [], "advises"),
        ([{"level": "restated"}], [{"answers": ["p1"]}], "answers"),
        ([{"level": "original"}], [{"answers": ["p2"]}], None),
        ([{"level": "restated"}], [], ""),
    ],
)
def test_what_a_paper_holds_makes_its_role(
    points: list[dict[str, str]], answers: list[object], role: str | None
) -> None:
    one = {"id": "here", "recommendations": points, "responses": answers}
    assert role_in(one, {"p1": "elsewhere", "p2": "here"}) == role
