"""Screen *Uitleg*: what the words mean, how the program works, what it can and cannot, and how good it is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any

import streamlit as st

from app_pages import _explained as explained
from app_pages._browser import chosen_colours
from app_pages._html import NOTHING, Column, Html, join, table, tag, text
from app_pages._parts import commitment_badge, heading, lead, position_badge, status_badge
from kb.labels import number, percent

MEANING = (Column("Woord", "smal"), Column("Wat het betekent", "heel"))
MEASURED = (
    Column("Wat het programma zoekt", "breed"), Column("Gevonden van wat er staat", "ruim"),
    Column("Klopt van wat het voorstelt", "ruim"), Column("Samen, van 0 tot 1", "ruim"),
)  # fmt: skip
SECTIONS = (
    ("werking", "Hoe het werkt"), ("status", "Status: hoe ver is het beantwoord?"),
    ("standpunt", "Standpunt: wat zegt het antwoord?"), ("toezegging", "Toezeggingen"),
    ("zekerheid", "Voorstel, besluit en zekerheid"), ("grenzen", "Wat het kan, en wat niet"),
    ("cijfers", "Hoe goed is dit?"), ("kleuren", "Licht of donker"),
)  # fmt: skip
COLOURS = {"System": "Zoals mijn computer", "Light": "Licht", "Dark": "Donker"}  # Streamlit's names of themes
NEW = (
    "Hieronder staat hoe het programma het deed op brieven die nieuw waren: geschreven door iemand die het programma "
    "niet kende, en pas bekeken toen het af was. Verwacht op uw eigen brieven ongeveer dit."
)
KNOWN = (
    "Op openbare brieven waar de makers zelf naar keken gaat het beter, want daar zijn de regels op afgestemd. "
    "Die cijfers zeggen dus minder over uw brieven."
)
TOGETHER = "“Samen” weegt beide: 1 is alles gevonden en niets ten onrechte, 0 is niets goed."


def main() -> None:
    """One page, from top to bottom; `?over=zekerheid` opens it at a section."""
    st.html(heading("Uitleg"))
    st.html(
        lead("Wat de woorden op de schermen betekenen, hoe het programma werkt, en hoe ver u erop kunt vertrouwen.")
    )
    st.html(tag("nav", tag("ul", [tag("li", tag("a", text(name), href=f"?over={id_}")) for id_, name in SECTIONS]),
                "inhoud", aria_label="Op deze pagina"))  # fmt: skip
    parts = (
        _working(), _statuses(), _positions(), _promises(), _proposal(), _limits(), _measured(figures()), _colours(),
    )  # fmt: skip
    asked = st.query_params.get("over")
    written = [
        tag("section", [tag("h2", text(name), "kop", id=id_, data_hier="" if id_ == asked else None), part], "uitleg",
            aria_labelledby=id_)
        for (id_, name), part in zip(SECTIONS, parts, strict=True)
    ]  # fmt: skip
    st.html(join(written))


def figures() -> Mapping[str, Any]:
    """What was measured, as README says it."""
    found: Mapping[str, Any] = tomllib.loads(files("app_pages").joinpath("cijfers.toml").read_text(encoding="utf-8"))
    return found


def _working() -> Html:
    return tag("ol", [tag("li", text(step)) for step in explained.STEPS], "stappen")


def _statuses() -> Html:
    said = tag("p", text("De status zegt of er een antwoord is, niet wat het zegt."))
    rows = [(status_badge(one), text(words)) for one, words in explained.STATUSES.items()]
    return join([said, table("Status van een advies of een punt", MEANING, rows)])


def _positions() -> Html:
    said = tag("p", text("Het standpunt zegt wat er in het antwoord staat. Staan er meer antwoorden, dan telt het "
                         "voorzichtigste standpunt, en een besluit van een mens gaat voor."))  # fmt: skip
    rows = [(position_badge(one), text(words)) for one, words in explained.POSITIONS.items()]
    return join([said, table("Standpunt van een antwoord", MEANING, rows)])


def _promises() -> Html:
    said = tag("p", text("Een toezegging bindt: “wij sturen u voor 1 juli een plan”. Een voornemen niet: “wij zetten "
                         "in op”, “wij willen”. “Te laat” staat erbij als de dag voorbij is en niemand heeft "
                         "vastgelegd dat het gedaan is."))  # fmt: skip
    rows = [(commitment_badge(one), text(words)) for one, words in explained.PROMISES.items()]
    return join([said, table("Status van een toezegging", MEANING, rows)])


def _proposal() -> Html:
    return join([tag("p", text(explained.PROPOSAL)), tag("p", text(explained.SUSPECT))])


def _limits() -> Html:
    return join([*_list("Dit kan het", explained.CAN), *_list("Dit kan het niet", explained.CANNOT)])


def _list(title: str, items: Sequence[str]) -> list[Html]:
    return [tag("h3", text(title)), tag("ul", [tag("li", text(item)) for item in items], "punten-lijst")]


def _measured(found: Mapping[str, Any]) -> Html:
    new, known = found["nieuw"], found["bekend"]
    return join(
        [
            tag("p", text(NEW)),
            table("Op nieuwe brieven", MEASURED, _rows(new)),
            tag("p", text(TOGETHER), "klein"),
            tag("p", text(_verdict(new))),
            tag("p", text(KNOWN)),
            table("Op brieven die de makers kenden", MEASURED, _rows(known)),
        ]
    )


def _colours() -> Html:
    said = tag("p", text("De schermen volgen wat uw computer of browser kiest. Kiest u hier iets anders, dan onthoudt "
                         "deze browser dat."))  # fmt: skip
    chosen = chosen_colours()
    buttons = [
        tag("button", text(words), type="button", data_kleuren=theme, aria_pressed=str(theme == chosen).lower())
        for theme, words in COLOURS.items()
    ]
    return join([said, tag("p", join(buttons, " "), "kleuren")])


def _rows(found: Mapping[str, Any]) -> list[tuple[Html, ...]]:
    promises, answers, position = found["toezeggingen"], found["antwoorden"], found["standpunt"]
    shares = answers | {
        "gevonden": answers.get("gevonden") or answers["juist"] / answers["te_vinden"],
        "terecht": answers.get("terecht") or answers["juist"] / answers["voorgesteld"],
    }
    return [
        _measure("Aanbevelingen", found["aanbevelingen"]),
        _measure(promises["wat"], promises),
        _measure("Antwoorden, bij de goede aanbeveling", shares),
        (text("Standpunt van die antwoorden"), NOTHING, text(f"{position['juist']} van {position['van']}"), NOTHING),
    ]


def _measure(name: str, of: Mapping[str, Any]) -> tuple[Html, ...]:
    shares = [text(percent(of[key])) if key in of else NOTHING for key in ("gevonden", "terecht")]
    return text(name), *shares, text(number(of["samen"], 2))


def _verdict(new: Mapping[str, Any]) -> str:
    """What it comes to for who uses it."""
    wrong = new["ten_onrechte_overgenomen"]
    never = "Geen enkele keer stond er" if wrong == 0 else f"{wrong} keer stond er"
    return (
        f"{never} ten onrechte “overgenomen”. Het standpunt zelf klopt lang niet altijd: kijk het na. "
        "En een antwoord dat niet gevonden is, kan er toch zijn."
    )


if __name__ == "__main__":
    main()
