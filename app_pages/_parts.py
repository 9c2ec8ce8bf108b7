"""What several screens show in the same way: badges, quotes, citations, headings, empty states."""

from __future__ import annotations

import time
from collections.abc import Sequence

from app_pages import _links, _words
from app_pages._html import NOTHING, Html, join, link, tag, text
from kb import labels
from kb.model import Basis, Citation, CommitmentStatus, Link, Position, Statement, StatementKind, Status, Trail

# Tone and icon per word: the tone colours, the icon and the word say the same without colour.
POSITIONS = {
    Position.ADOPTED: ("goed", "vink"),
    Position.PARTLY: ("deels", "half"),
    Position.REJECTED: ("fout", "kruis"),
    Position.DEFERRED: ("wacht", "klok"),
    Position.EXISTING: ("bekend", "gelijk"),
    Position.UNCLEAR: ("stil", "vraag"),
}
STATUSES = {
    Status.ANSWERED: ("goed", "vink"),
    Status.IN_GENERAL: ("deels", "half"),
    Status.PARTLY_ANSWERED: ("deels", "half"),
    Status.DEFERRED: ("wacht", "klok"),
    Status.WAITING: ("bekend", "klok"),
    Status.OVERDUE: ("fout", "uitroep"),
    Status.NOT_IN_REPLY: ("stil", "vraag"),
    Status.NOT_FOUND: ("stil", "leeg"),
}
COMMITMENT_STATUSES = {
    CommitmentStatus.OPEN: ("bekend", "leeg"),
    CommitmentStatus.IN_PROGRESS: ("wacht", "klok"),
    CommitmentStatus.PARTLY_DONE: ("deels", "half"),
    CommitmentStatus.DONE: ("goed", "vink"),
    CommitmentStatus.LAPSED: ("stil", "kruis"),
}
STATEMENT_TONES = {
    StatementKind.RECOMMENDATION: "wacht",
    StatementKind.REQUEST: "deels",
    StatementKind.COMMITMENT: "goed",
    StatementKind.INTENTION: "stil",
    StatementKind.RESPONSE: "bekend",
}
BEGIN = "Begin met een advies en de brief waarin erop is geantwoord: wat bij elkaar hoort, vindt het programma zelf."


def badge(label: str, tone: str, icon: str) -> Html:
    """A word with a colour and an icon that say the same."""
    return tag("span", [tag("span", NOTHING, f"icoon {icon}", aria_hidden="true"), text(label)], f"label {tone}")


def position_badge(position: Position) -> Html:
    return badge(position.value, *POSITIONS[position])


def status_badge(status: Status) -> Html:
    return badge(status.value, *STATUSES[status])


def standing_badge(trail: Trail) -> Html:
    """Where a point stands; when its answer was not found, also in which letter it was looked for."""
    return badge(labels.standing(trail), *STATUSES[trail.status])


def commitment_badge(status: CommitmentStatus, overdue: bool = False) -> Html:
    """The status, and beside it that the term is over when it is."""
    late = badge("te laat", "fout", "uitroep") if overdue else NOTHING
    return join([badge(status.value, *COMMITMENT_STATUSES[status]), late], " ")


def chip(statement: Statement) -> Html:
    """What a statement does, in a word."""
    return tag("span", text(_words.statement_name(statement)), f"soort {STATEMENT_TONES[statement.kind]}")


def chip_link(statement: Statement, page: int | None) -> Html:
    """The same as a link that marks the statement where it stands."""
    href = _links.document(statement.document_id, page, statement.id)
    return tag("a", text(_words.statement_name(statement)), f"soort {STATEMENT_TONES[statement.kind]}", href=href)


def place_link(source: Citation, statement_id: str | None = None) -> Html:
    """Opens the document there, with the statement marked."""
    href = _links.document(source.document_id, source.page, statement_id)
    return link(href, f"Bekijk {source.place}", spoken=f"Bekijk {source.place} van {source.title}")


def quote(words: str) -> Html:
    """Literal words of a document."""
    return tag("blockquote", tag("p", text(words)), "citaat")


def citation(source: Citation, statement_id: str | None = None) -> Html:
    """Title, date, reference and place, ending in a link to that place."""
    words = tag("span", text(_words.source_line(source)))
    return tag("p", join([words, place_link(source, statement_id)], " "), "bron")


def how_found(found: Statement | Link) -> Html:
    """That the programme proposes it and how sure it is, with the way to what that means; or which person did."""
    if found.basis is Basis.PERSON:
        return text(found.found_by)
    said = f"voorstel van het programma, {_words.how_sure(found.score)}"
    more = link(_links.explained("zekerheid"), "uitleg", spoken="Uitleg van hoe zeker het programma is")
    return tag("span", join([text(said), more], " · "))


def heading(title: str, level: int = 1, at: str | None = None) -> Html:
    """`at`: what a link to it says behind the "#"."""
    return tag(f"h{level}", text(title), "kop", id=at, tabindex="-1" if at else None)


def way_back() -> Html:
    """Room for the way back to the point where somebody came from; only the browser knows it."""
    return tag("p", NOTHING, "terug", data_terug="")


def ways_back(href: str, label: str) -> Html:
    """The way back, and beside it the way to the list that this is one of."""
    return tag("div", [way_back(), tag("p", link(href, label), "terug")], "terugwegen")


def lead(words: str) -> Html:
    """The one sentence under a heading that says what is here."""
    return tag("p", text(words), "intro")


def notice(words: str) -> Html:
    """Something that the reader must know before reading on."""
    return tag("p", [tag("span", NOTHING, "icoon uitroep", aria_hidden="true"), text(words)], "let-op")


def problem(words: str) -> Html:
    """What went wrong. Not `st.error`: that renders markdown, and the words may come from a letter or an address."""
    icon = tag("span", NOTHING, "icoon uitroep", aria_hidden="true")
    return tag("p", [icon, tag("span", text(words))], "let-op fout", role="alert")


def problem_at(field: str, words: str, focus: str | None = None) -> Html:
    """The same below the field with this key (as a class); with `focus`, that of `attention`, the field gets it."""
    icon = tag("span", NOTHING, "icoon uitroep", aria_hidden="true")
    said = [icon, tag("span", text(words))]
    return tag("p", said, "let-op fout", role="alert", id=f"fout-{field}", data_fout=field, data_aandacht=focus,
               data_aan=field if focus else None)  # fmt: skip


def saved(words: str) -> Html:
    """What was just decided, where the focus goes: what was pressed may be gone."""
    return tag("p", text(words), "wenk", role="status", tabindex="-1", data_aandacht=attention())


def attention() -> str:
    """A word that is new each time: the browser gives the focus once to what asks for it with this."""
    return str(time.time_ns())


def empty(what: str, hint: str, href: str | None = None, label: str = "") -> Html:
    """Nothing to show: what is missing and what to do next, ending in a link when there is one."""
    action = join([text(hint), join([link(href, label), text(".")])], " ") if href else text(hint)
    return tag("div", [tag("p", text(what), "wat", data_telling=""), tag("p", action)], "leegte groot")


def none_chosen(what: str, path: str) -> Html:
    """Nothing passes the filters of this screen: the way to the list without any, also without the municipality that
    was chosen elsewhere."""
    return empty(what, "Maak een filter leeg om meer te zien, of", _links.whole(path), "wis alle filters")


def no_documents(then: str) -> Html:
    """What whoever begins does first, and what this screen shows `then`."""
    first = [text("Voeg ze toe bij "), link(_links.documents(), "Documenten"), text(f". {BEGIN}")]
    after = [
        text(f"{then} Wat het programma doet, leest u bij "),
        link(_links.explained("werking"), "Uitleg"),
        text("."),
    ]
    what = tag("p", text("Nog geen documenten."), "wat", data_telling="")
    return tag("div", [what, tag("p", first), tag("p", after)], "leegte groot")


def facts(pairs: Sequence[tuple[str, Html]]) -> Html:
    """Names and values; a pair without a value is left out."""
    rows = [join([tag("dt", text(name)), tag("dd", value)]) for name, value in pairs if value]
    return tag("dl", [tag("div", row) for row in rows], "feiten")
