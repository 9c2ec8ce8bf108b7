"""What *Zoeken* found: a part per document, its best place first and the others folded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from app_pages import _links, _words
from app_pages._authority import named
from app_pages._html import NOTHING, Html, join, link, marked, tag, text
from app_pages._parts import chip_link, commitment_badge, position_badge, standing_badge
from kb import KnowledgeBase
from kb.labels import number
from kb.model import Filter, Hit, Passage, Statement, Trail
from kb.search.listing import by_day, by_document
from kb.standings import Standing, standing_of

MOST = 20  # hits of a question
PART = 25  # of a list without one


@dataclass(frozen=True, slots=True)
class Results:
    """The hits that are shown. `total`: of a list how many there are in all, `first` the place of the first of them."""

    hits: tuple[Hit, ...]
    total: int
    newest_first: bool
    of_statements: bool
    listed: bool = False
    first: int = 0

    @property
    def answers(self) -> bool:
        """Whether they are about what was asked."""
        return self.hits[0].answers


def found(kb: KnowledgeBase, question: str, like: str, where: Filter, newest_first: bool) -> Results:
    """By a question, by a passage, or by the filters alone."""
    of_statements = bool(where.statement_kinds or where.positions or where.statuses)
    if not question and not like:
        named = st.query_params.get("deel", "")
        first = (max(1, int(named[:9])) - 1) * PART if named.isdecimal() else 0
        listing = kb.listed(where, first, PART)
        if not listing.hits and first:  # the filters leave less than the address says
            first, listing = 0, kb.listed(where, 0, PART)
        return Results(listing.hits, listing.total, True, of_statements, True, first)
    hits = kb.search(question, where, MOST) if question else kb.like(like, where, MOST)
    if newest_first:
        hits = by_day(hits)
    return Results(hits, len(hits), newest_first, of_statements)


def show_hits(kb: KnowledgeBase, results: Results) -> None:
    """A list has its parts below it."""
    standings = standing_of(kb, results.hits)
    groups = [tag("li", _group(kb, hits, standings)) for hits in by_document(results.hits)]
    st.html(tag("ol", groups, "treffers" if results.answers else "treffers verwant"))
    if results.listed and results.total > len(results.hits):
        st.html(_steps(results))


def _group(kb: KnowledgeBase, hits: Sequence[Hit], standings: Mapping[str, Standing]) -> Html:
    best, others = hits[0], hits[1:]
    source = best.citation
    place = _links.document(source.document_id, source.page, paragraph=best.passage.number)
    more = NOTHING
    if others:
        summary = tag("summary", text(f"nog {number(len(others))} in dit stuk"))
        rest = [tag("li", _place(hit, standings, _link_to(hit))) for hit in others]
        more = tag("details", [summary, tag("ol", rest, "meer-treffers")])
    within = link(_links.here(document=best.document.id, deel=None, zoals=None), "Zoek alleen in dit stuk",
                  spoken=f"Zoek alleen in {source.title}")  # fmt: skip
    head = tag("p", text(", ".join(filter(None, (_words.place_line(source), named(kb, best.document))))), "klein")
    return join([tag("h2", link(place, source.title)), _place(best, standings, head), more, tag("p", within, "fijn")])


def _link_to(hit: Hit) -> Html:
    """Where a folded hit stands, which opens it there."""
    source = hit.citation
    place = _links.document(source.document_id, source.page, paragraph=hit.passage.number)
    return tag("p", link(place, source.place, spoken=f"{source.place} van {source.title}"), "klein")


def _place(hit: Hit, standings: Mapping[str, Standing], head: Html) -> Html:
    said = [_said(statement, hit, standings.get(statement.id)) for statement in hit.statements]
    alike = link(_links.here(q=None, zoals=hit.passage.id, document=None, deel=None), "Meer zoals deze passage",
                 spoken=f"Meer zoals deze passage op {hit.citation.place} van {hit.citation.title}")  # fmt: skip
    return join(
        [
            head,
            *_around(hit.before),
            tag("p", marked(hit.passage.text, hit.marks), "fragment"),
            *_around(hit.after),
            tag("p", join(said, " "), "soorten") if said else NOTHING,
            tag("p", join([text(f"Waarom: {hit.why}.") if hit.why else NOTHING, alike], " "), "fijn"),
        ]
    )


def _said(statement: Statement, hit: Hit, standing: Standing | None) -> Html:
    """What the statement is, and how far it is."""
    return join([chip_link(statement, hit.citation.page), _badges(standing)], " ")


def _badges(standing: Standing | None) -> Html:
    if standing is None:
        return NOTHING
    if isinstance(standing, Trail):
        position = position_badge(standing.position) if standing.position else NOTHING
        proposed = tag("span", text("voorstel, niet beoordeeld"), "fijn") if standing.is_proposal else NOTHING
        return join([standing_badge(standing), position, proposed], " ")
    if isinstance(standing, tuple):
        return commitment_badge(*standing)
    return position_badge(standing)


def _around(passages: tuple[Passage, ...]) -> list[Html]:
    """What stands before or after the hit, in softer letters."""
    return [tag("p", text(one.text), "fragment rondom") for one in passages]


def _steps(results: Results) -> Html:
    """To the part before and after this one."""
    part, last = results.first // PART + 1, -(-results.total // PART)
    said = f"{number(results.first + 1)} tot en met {number(results.first + len(results.hits))}"
    before = link(_links.here(deel=str(part - 1)), "Vorige") if part > 1 else NOTHING
    after = link(_links.here(deel=str(part + 1)), "Volgende") if part < last else NOTHING
    whole = text(f"{said} van {number(results.total)}")
    return tag("nav", join([tag("span", whole), before, after], " "), "paginas", aria_label="Delen van de lijst")
