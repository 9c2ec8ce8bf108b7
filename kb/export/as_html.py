"""A report to send on: one page of HTML with all in it, without scripts, that opens anywhere and prints on A4."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from kb import labels
from kb.export.markup import NOTHING, Html, join, tag, text
from kb.export.rows import decided_value, title_of
from kb.export.selection import Selection, selected
from kb.knowledge import KnowledgeBase
from kb.labels import NO_TERM, RELATIONS, amount, day, moved_day, number, numbered, standing
from kb.model import Advice, Answer, Basis, Citation, Commitment, Coverage, Decision, Filter, Trail, Verdict
from kb.trails.timeline import timeline
from kb.trails.told import main_points, summary

# Nothing from elsewhere is ever loaded, also not by what a letter says.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
PROPOSAL = "voorstel van het programma, niet beoordeeld"
CASES = "Suggesties bij een casus"


def write(kb: KnowledgeBase, out: Path, where: Filter) -> None:
    """The advices that pass, newest first, each with its course and its points."""
    out.write_text(page(selected(kb, where)), encoding="utf-8", errors="replace")


def page(chosen: Selection, today: date | None = None) -> str:
    """The whole document."""
    when = today or date.today()
    one = chosen.advices[0] if len(chosen.advices) == 1 else None
    title = title_of(one) if one else "Adviezen en antwoorden"
    head = [
        Html('<meta charset="utf-8">'),
        Html(f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'),
        Html('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Html('<meta name="referrer" content="no-referrer">'),
        tag("title", text(title)),
        tag("style", Html(Path(__file__).with_name("report.css").read_text(encoding="utf-8"))),
    ]
    body = [tag("main", list(_content(chosen, when))), _footer(chosen.coverage, when)]
    return f"<!DOCTYPE html>\n{tag('html', [tag('head', head), tag('body', body)], lang='nl')}\n"


def _content(chosen: Selection, today: date) -> Iterator[Html]:
    if not chosen.advices:
        yield join([tag("h1", text("Adviezen en antwoorden")), tag("p", text("Geen adviezen in wat is geladen."))])
    if len(chosen.advices) > 1:
        yield tag("h1", text("Adviezen en antwoorden"))
        items = [tag("li", tag("a", text(title_of(each)), href=f"#{each.document.id}"), "") for each in chosen.advices]
        yield tag("nav", tag("ul", items), aria_label="Adviezen in dit verslag")
    level = 1 if len(chosen.advices) < 2 else 2
    for advice in chosen.advices:
        yield tag("article", list(_advice(advice, chosen, today, level)), "advies", id=advice.document.id)


def _advice(advice: Advice, chosen: Selection, today: date, level: int) -> Iterator[Html]:
    main, cases = main_points(advice)
    yield tag(f"h{level}", text(title_of(advice)))
    yield tag("p", text(f"Opgemaakt op {day(today)} met Adviesspoor"), "gemaakt")
    yield tag("p", text(summary(main)), "samen")
    yield _facts(advice)
    yield _course(advice, chosen.commitments, today)
    yield tag(f"h{level + 1}", text("Punt voor punt"))
    if chosen.choice:
        yield tag("p", text(f"Alleen deze punten: {chosen.choice}."), "klein")
    asked = {point.id for point in chosen.points}
    apart = {trail.recommendation.id for _, _, trail in numbered(cases)}
    named = [one for one in numbered(advice.trails) if one[2].recommendation.id in asked]
    for label, depth, trail in named:
        if trail.recommendation.id not in apart:
            yield _point(label, trail, level + 2 + min(depth, 1))
    if cases:
        yield tag(f"h{level + 1}", text(CASES))
        yield tag("p", text(summary(cases)), "klein")
        for label, depth, trail in named:
            if trail.recommendation.id in apart:
                yield _point(label, trail, level + 2 + min(depth, 1))


def _facts(advice: Advice) -> Html:
    document = advice.document
    waited = f"na {amount(advice.days, 'dag', 'dagen')}" if advice.days is not None else ""
    late = ", na het verstrijken van de termijn" if waited and advice.answered_late else ""
    term = f"{day(advice.due)}{f' ({advice.term_source})' if advice.term_source else ''}" if advice.due else NO_TERM
    pairs = (
        ("Status", str(advice.status)), ("Van", labels.sender(document)), ("Aan", document.addressed_body),
        ("Datum", day(document.date) or "zonder datum"), ("Kenmerk", document.our_reference),
        ("Termijn", "" if advice.missing_original else term), ("Toegezegd vóór", day(advice.expected)),
        ("Eerste antwoord", waited + late),
    )  # fmt: skip
    return tag("dl", [join([tag("dt", text(name)), tag("dd", text(value))]) for name, value in pairs if value])


def _course(advice: Advice, commitments: Sequence[Commitment], today: date) -> Html:
    events = timeline(advice, commitments, today)
    if not events:
        return NOTHING
    head = tag("tr", [tag("th", text(name), scope="col") for name in ("Wanneer", "Wat", "Waar")])
    rows = []
    for one in events:
        when = day(one.day) + (" (komt nog)" if one.ahead else "")
        place = f"{one.place.title}, {one.place.place}" if one.place else ""
        what = f"{one.moment.value[:1].upper()}{one.moment.value[1:]}: {one.words}"
        rows.append(tag("tr", [tag("th", text(when), scope="row"), tag("td", text(what)), tag("td", text(place))]))
    return tag("table", [tag("caption", text("Verloop")), tag("thead", head), tag("tbody", rows)])


def _point(label: str, trail: Trail, level: int) -> Html:
    name = f"{'Onderdeel' if trail.recommendation.parent_id else 'Punt'} {label or 'zonder nummer'}"
    kind = "Weergegeven advies" if trail.recommendation.restated else ""
    parts = [
        tag(f"h{level}", text(f"{name}: {standing(trail)}")),
        tag("p", text(kind), "klein") if kind else NOTHING,
        _quote(trail.recommendation.text, trail.citation),
        *map(_answer, trail.answers),
    ]
    if trail.commitments:
        items = [tag("li", text(f"“{one.text}”{_until(one.due, one.due_text)}")) for one in trail.commitments]
        parts += [tag("p", text("Toegezegd in dit antwoord:"), "klein"), tag("ul", items)]
    if trail.related:
        items = [
            tag("li", text(f"{RELATIONS[one.link.relation].capitalize()}: “{one.statement.text}” "
                           f"({_source(one.citation)})"))
            for one in trail.related
        ]  # fmt: skip
        parts += [tag("p", text("Komt ook terug in:"), "klein"), tag("ul", items)]
    return tag("section", parts)


def _until(due: date | None, words: str | None) -> str:
    term = moved_day(due, due) or words
    return f", termijn: {term}" if term else ""


def _answer(answer: Answer) -> Html:
    """What was said, and who says that this is what was said."""
    whose = tag("span", text(f"({_origin(answer)})"), "voorstel")
    notes = []
    if answer.in_general:
        notes.append("Dit is van alle punten samen gezegd; op dit punt zelf is geen antwoord gevonden.")
    if answer.suspect:
        notes.append("De tekst is veranderd nadat hierover is besloten; kijk het opnieuw na.")
    return tag(
        "div",
        [
            tag("p", [text(f"Antwoord: {answer.position} "), whose], "stand"),
            _quote(answer.response.text, answer.citation),
            *(tag("p", text(note), "klein") for note in notes),
        ],
        "antwoord",
    )


def _origin(answer: Answer) -> str:
    """A proposal is called one until a person decided."""
    decision = answer.decision
    if decision is None or answer.suspect:
        return PROPOSAL
    words = _decided(decision)
    if answer.link.basis is not Basis.PERSON and decision.verdict is Verdict.CORRECTED and answer.link.position:
        words += f"; het programma las: {answer.link.position}"
    return words


def _decided(decision: Decision) -> str:
    value = f": {decided_value(decision)}" if decision.verdict is Verdict.CORRECTED and decision.value else ""
    reason = f", reden: {decision.reason}" if decision.reason else ""
    return f"{decision.verdict}{value} door {decision.by} op {day(decision.at.date())}{reason}"


def _quote(words: str, source: Citation) -> Html:
    return join([tag("blockquote", tag("p", text(words))), tag("p", text(_source(source)), "bron")])


def _source(source: Citation) -> str:
    reference = f"kenmerk {source.reference}" if source.reference else None
    return ", ".join(filter(None, (source.title, day(source.date), reference, source.place)))


def _footer(loaded: Coverage, today: date) -> Html:
    """Without what is loaded, "geen reactie gevonden" says nothing."""
    words = (
        f"Opgemaakt op {day(today)} met Adviesspoor uit {labels.loaded(loaded)} "
        f"({number(loaded.pages)} bladzijden). “Geen reactie gevonden” betekent: niet gevonden in wat is geladen. Elk "
        "citaat staat letterlijk op de genoemde plaats. Een standpunt is een voorstel van het programma, tot iemand "
        "het heeft beoordeeld."
    )
    return tag("footer", tag("p", text(words), "gemaakt"))
