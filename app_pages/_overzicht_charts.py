"""How long answers took and which positions were taken, per year: a chart each, and the same figures as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from app_pages._html import Column, Html, table, tag, text
from app_pages._parts import heading, lead
from kb.labels import amount, number
from kb.model import Overview, Pace, Position, Taken

ALL = "Alle afzenders samen"
HEIGHT = 260  # pixels
LEAST = 0.06  # of the highest bar: a part of it below this has no room for its number
PACES = (
    Column("Jaar van het advies"), Column("Afzender", "breed"), Column("Beantwoord", "getal"),
    Column("Mediaan in dagen", "getal"), Column("Langste in dagen", "getal"),
)  # fmt: skip
TAKEN = (Column("Jaar van het advies"), Column("Afzender", "ruim"),
         *(Column(one.value.capitalize(), "getal") for one in Position))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Colours:
    """Of a chart, by day or by night as style.css says them; `paper` is also that of the numbers in a bar."""

    ink: str
    paper: str
    line: str
    accent: str
    positions: tuple[str, ...]  # in the order of Position


DAY = Colours("#1c2733", "#ffffff", "#e2e7ea", "#0b5568",
              ("#1f6b3a", "#6b7a1a", "#a3271f", "#9a5b00", "#3a549b", "#5b6773"))  # fmt: skip
NIGHT = Colours("#e4eaee", "#12181e", "#2b353e", "#7cc7da",
                ("#5fb57a", "#b3bd58", "#ef8a80", "#e0a458", "#8fa8ea", "#9aa7b2"))  # fmt: skip


def show_charts(seen: Overview) -> None:
    """Both, of all bodies together or of one; nothing while nothing is answered."""
    if not seen.taken:
        return
    st.html(heading("Hoe er wordt geantwoord", 2))
    st.html(lead("Geteld in wat geladen is, naar het jaar van het advies. Ook voorstellen die niemand bekeek tellen."))
    bodies = list(dict.fromkeys(one.body for one in seen.taken if one.body))
    body = _body(sorted(bodies, key=str.casefold)) if len(bodies) > 1 else None
    paces = [one for one in seen.paces if one.body == body]
    taken = [one for one in seen.taken if one.body == body]
    colours = NIGHT if st.context.theme.type == "dark" else DAY
    with st.container(key="grafieken"):
        left, right = st.columns(2, gap="large")
    with left:
        st.html(heading("Dagen tot het eerste antwoord", 3))
        if paces:
            _chart(_pace_spec(paces, colours), f"Mediaan in dagen per jaar: {_paces_said(paces)}")
        else:
            st.html(tag("p", text("Bij geen advies zijn beide data bekend."), "klein"))
    with right:
        st.html(heading("Standpunten over de punten", 3))
        _chart(_taken_spec(taken, colours), f"Standpunten per jaar: {_taken_said(taken)}")
    shown = (seen.paces, seen.taken) if body is None else (paces, taken)
    _show_tables(*shown)


def _body(bodies: Sequence[str]) -> str | None:
    with st.container(key="van-wie"):
        chosen = st.selectbox("Adviezen van", [ALL, *bodies], key="van", bind="query-params", filter_mode=None)
    return None if chosen == ALL else chosen


def _chart(spec: dict[str, Any], said: str) -> None:
    st.vega_lite_chart(spec=spec, width="stretch", theme=None, alt=said)


def _pace_spec(paces: Sequence[Pace], colours: Colours) -> dict[str, Any]:
    rows = [{"jaar": str(one.year), "dagen": one.median, "gezegd": number(one.median, _decimals(one.median)),
             "adviezen": amount(one.answered, "advies", "adviezen")} for one in paces]  # fmt: skip
    y = {"field": "dagen", "type": "quantitative", "title": None, "axis": {"tickCount": 4, "domain": False}}
    tips = [{"field": "jaar", "title": "Jaar"}, {"field": "gezegd", "title": "Dagen (mediaan)"},
            {"field": "adviezen", "title": "Over"}]  # fmt: skip
    bars = {"mark": {"type": "bar", "color": colours.accent, "size": 34}, "encoding": {"tooltip": tips}}
    numbers = {"mark": {"type": "text", "dy": -8, "color": colours.ink, "fontSize": 14, "fontWeight": 600},
               "encoding": {"text": {"field": "gezegd"}}}  # fmt: skip
    return _spec(rows, colours, {"encoding": {"x": _years(), "y": y}, "layer": [bars, numbers]})


def _taken_spec(taken: Sequence[Taken], colours: Colours) -> dict[str, Any]:
    """Stacked from the most favourable up; each part with its number, so that colour does not stand alone."""
    order = list(Position)
    room = LEAST * max(sum(many for _, many in one.positions) for one in taken)
    rows = [
        {"jaar": str(one.year), "standpunt": position.value, "punten": many, "plaats": order.index(position),
         "gezegd": str(many) if many >= room else ""}
        for one in taken
        for position, many in one.positions
    ]  # fmt: skip
    colour = {
        "field": "standpunt", "type": "nominal", "title": None,
        "scale": {"domain": [one.value for one in order], "range": list(colours.positions)},
        "legend": {"orient": "bottom", "columns": 2, "labelFontSize": 13, "symbolType": "square"},
    }  # fmt: skip
    y = {"field": "punten", "type": "quantitative", "stack": "zero", "title": None,
         "axis": {"tickMinStep": 1, "tickCount": 4, "domain": False}}  # fmt: skip
    tips = [{"field": "jaar", "title": "Jaar"}, {"field": "standpunt", "title": "Standpunt"},
            {"field": "punten", "title": "Punten"}]  # fmt: skip
    bars = {"mark": {"type": "bar", "size": 34, "stroke": colours.paper, "strokeWidth": 1},
            "encoding": {"color": colour, "tooltip": tips}}  # fmt: skip
    numbers = {
        "mark": {"type": "text", "color": colours.paper, "fontSize": 12, "fontWeight": 600},
        "encoding": {"text": {"field": "gezegd"}, "detail": {"field": "standpunt"},
                     "y": y | {"bandPosition": 0.5}},
    }  # fmt: skip
    stacked = {"x": _years(), "y": y, "order": {"field": "plaats"}}
    return _spec(rows, colours, {"encoding": stacked, "layer": [bars, numbers]})


def _years() -> dict[str, Any]:
    return {"field": "jaar", "type": "ordinal", "title": None, "axis": {"labelAngle": 0, "labelFontSize": 13}}


def _spec(rows: Sequence[dict[str, Any]], colours: Colours, drawn: dict[str, Any]) -> dict[str, Any]:
    unnamed = {"aria": False}  # parts of a drawing would be named in English; its figures stand above and in the table
    config = {
        "mark": unnamed,
        "background": None, "font": "Source Sans, sans-serif", "view": {"stroke": None},
        "axis": unnamed | {"labelColor": colours.ink, "labelFontSize": 13, "gridColor": colours.line, "ticks": False},
        "legend": unnamed | {"labelColor": colours.ink, "labelLimit": 200},
    }  # fmt: skip
    return {"data": {"values": list(rows)}, "height": HEIGHT, "config": config, **drawn}


# -- the same in words and as a table ---------------------------------------------------------------------------------
def _paces_said(paces: Sequence[Pace]) -> str:
    return "; ".join(f"{one.year} {number(one.median, _decimals(one.median))}" for one in paces)


def _taken_said(taken: Sequence[Taken]) -> str:
    return "; ".join(
        f"{one.year} {', '.join(f'{many} {position.value}' for position, many in one.positions)}" for one in taken
    )


def _show_tables(paces: Sequence[Pace], taken: Sequence[Taken]) -> None:
    found = [
        tag("summary", text("Dezelfde cijfers als tabel, per jaar en afzender")),
        table("Dagen tot het eerste antwoord", PACES, map(_pace_row, paces)),
        table("Standpunten over de punten", TAKEN, map(_taken_row, taken)),
    ]
    st.html(tag("details", found, "cijfers"))


def _pace_row(one: Pace) -> tuple[Html, ...]:
    days = number(one.median, _decimals(one.median))
    values = (str(one.year), one.body or ALL, number(one.answered), days, number(one.longest))
    return tuple(map(text, values))


def _taken_row(one: Taken) -> tuple[Html, ...]:
    counted = dict(one.positions)
    return tuple(map(text, (str(one.year), one.body or ALL, *(number(counted.get(each, 0)) for each in Position))))


def _decimals(value: float) -> int:
    return 0 if value == int(value) else 1
