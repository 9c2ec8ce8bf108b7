"""The report: everything in one file, nothing of it active, proposals named as proposals."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kb.export import export
from kb.knowledge import KnowledgeBase
from kb.labels import day
from kb.model import DocumentKind, Filter, PointFilter, Position, Verdict
from tests.kb.builders import PAGE, answer, answers, letter, promises, recommends, together
from tests.kb.builders import day as on

ELSEWHERE = "http://elders.example"
TRAP = f"<script src='{ELSEWHERE}/x.js'></script><img src={ELSEWHERE}/a.png onerror=alert(1)> & \"zo\" <b>vet</b>"
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "main", "nav", "article", "section", "footer", "h1", "h2", "h3",
    "h4", "p", "div", "span", "a", "ul", "li", "dl", "dt", "dd", "table", "caption", "thead", "tbody", "tr", "th", "td",
    "blockquote",
}  # fmt: skip


class Seen(HTMLParser):
    """Which tags and attributes a browser would see."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str]] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {(name, value or "") for name, value in attrs}


@pytest.fixture
def report(kb: KnowledgeBase, tmp_path: Path) -> Path:
    kb.put(letter(
        "advies.pdf", recommends("r1", f"Wij adviseren u {TRAP} te openen.", label="1"), PAGE,
        recommends("r2", "Wij adviseren u te tellen.", label="2"), recommends("r3", "Bel terug.", label="3"),
        title=f"Advies {TRAP}", kind=DocumentKind.ADVICE, date=on("2026-01-05"), sender=f"Raad {TRAP}",
        our_reference="AW-1",
    ))  # fmt: skip
    kb.put(letter(
        "reactie.pdf", together(answers("a1", "Dat doen wij."), promises("c1", "Wij sturen een kaart.")),
        answers("a2", "Dat doen wij niet."), title="Reactie op uw advies", kind=DocumentKind.RESPONSE_LETTER,
        date=on("2026-03-03"), our_reference="Z-9", your_reference="AW-1", answers=("AW-1",),
    ))  # fmt: skip
    kb.put_links([answer("a1", "r1", Position.ADOPTED), answer("a2", "r2", Position.ADOPTED)])
    kb.decide("a2-answers-r2", Verdict.CORRECTED, by=f"Ans {TRAP}", value=Position.REJECTED, reason=f"zie {TRAP}")
    kb.put(letter("ander.pdf", recommends("x1", "Iets heel anders."), title="Ander advies", kind=DocumentKind.ADVICE))
    out = tmp_path / "verslag.html"
    export(kb, "html", out, Filter(document_ids=("advies",)))
    return out


def read(page: str) -> str:
    """What a reader reads, with single spaces."""
    body = page[page.index("<body") :]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def test_nothing_in_it_is_active_or_comes_from_elsewhere(report: Path) -> None:
    page = report.read_text("utf-8")
    seen = Seen(page)
    assert seen.tags <= ALLOWED
    assert not [name for name, _ in seen.attributes if name.startswith("on") or name == "src"]
    assert all(value.startswith("#") for name, value in seen.attributes if name == "href")
    assert ("content", "default-src 'none'; style-src 'unsafe-inline'") in seen.attributes
    assert "url(" not in page
    assert "@import" not in page


def test_what_a_letter_says_is_shown_literally(report: Path) -> None:
    told = read(report.read_text("utf-8"))
    plain = " ".join(TRAP.split())
    for words in (f"Advies {plain}", f"Raad {plain}", f"Wij adviseren u {plain} te openen.", f"Ans {plain}"):
        assert words in told


def test_every_quote_has_its_place_and_every_position_its_author(report: Path) -> None:
    told = read(report.read_text("utf-8"))
    assert "Antwoord: overgenomen (voorstel van het programma, niet beoordeeld) Dat doen wij. " in told
    assert "Dat doen wij. Reactie op uw advies, 3 maart 2026, kenmerk Z-9, p. 1" in told
    assert "5 januari 2026, kenmerk AW-1, p. 2" in told
    assert "Antwoord: niet overgenomen (gecorrigeerd: niet overgenomen door Ans" in told
    assert "het programma las: overgenomen)" in told
    assert "Toegezegd in dit antwoord: “Wij sturen een kaart.”" in told
    assert "Punt 3: geen antwoord gevonden in de reactie van 3 maart 2026 – controleer" in told
    assert "2 van 3 punten beantwoord: 1 overgenomen, 1 niet overgenomen; 1 niet gevonden in de reactie." in told
    assert "Iets heel anders" not in told


def test_with_a_filter_it_has_those_points_and_says_so(report: Path, kb: KnowledgeBase, tmp_path: Path) -> None:
    export(kb, "html", tmp_path / "keuze.html", Filter(points=PointFilter(positions=(Position.REJECTED,))))
    told = read((tmp_path / "keuze.html").read_text("utf-8"))
    assert "Alleen deze punten: " in told
    assert "Wij adviseren u te tellen." in told
    assert "Bel terug." not in told
    assert "Alleen deze punten" not in read(report.read_text("utf-8"))


def test_it_says_when_it_was_made_and_what_was_loaded(report: Path) -> None:
    told = read(report.read_text("utf-8"))
    assert told.count(f"Opgemaakt op {day(date.today())} met Adviesspoor") == 2
    assert "uit 3 documenten, van 5 januari 2026 tot en met 3 maart 2026" in told


def test_it_prints_on_a4(report: Path) -> None:
    page = report.read_text("utf-8")
    assert "@page { size: A4;" in page
    assert "@media print" in page


def test_several_advices_have_a_list_that_leads_to_each(report: Path, kb: KnowledgeBase, tmp_path: Path) -> None:
    export(kb, "html", tmp_path / "alle.html")
    page = (tmp_path / "alle.html").read_text("utf-8")
    seen = Seen(page)
    assert {("href", "#advies"), ("id", "advies"), ("href", "#ander"), ("id", "ander")} <= seen.attributes
    assert page.count("<h1") == 1


def test_nothing_loaded_is_said(kb: KnowledgeBase, tmp_path: Path) -> None:
    export(kb, "html", tmp_path / "leeg.html")
    assert "Geen adviezen in wat is geladen." in (tmp_path / "leeg.html").read_text("utf-8")
