"""`decide` on the command line: every decision that a person can take, one at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from cli_parts.choosing import PLACED_IN, authorities_typed
from cli_parts.opening import open_seen
from cli_parts.words import count, day, one_of, say
from kb.errors import BadDecision
from kb.model import Decision, Position, Proof, Relation, StatementKind, Verdict

if TYPE_CHECKING:
    from kb import KnowledgeBase

JUDGEMENTS = (Verdict.CONFIRMED, Verdict.REJECTED, Verdict.CORRECTED)
WAYS = "--verdict, --move-to, --link-to, --add, --split-at, --merge-with, --in of --undo"
NEEDS = {
    "--value": "--verdict gecorrigeerd", "--relation": "--link-to", "--position": "--link-to", "--quote": "--add",
    "--proof-page": "--verdict", "--done-on": "--verdict", "--proof-document": "--verdict",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed after `decide ID`."""

    subject_id: str
    by: str
    reason: str
    verdict: Verdict | None
    value: str | None
    proof: Proof | None
    move_to: str | None
    link_to: str | None
    relation: Relation
    position: Position | None
    add: StatementKind | None
    quote: str | None
    split_at: str | None
    merge_with: str | None
    placed_in: list[str] | None


def decide(
    context: typer.Context,
    subject_id: Annotated[
        str,
        typer.Argument(metavar="ID", help="De uitspraak of het verband; bij --add de passage, bij --in het document."),
    ],
    by: Annotated[str, typer.Option(metavar="NAAM", help="Wie dit besluit.")],
    reason: Annotated[str, typer.Option(metavar="TEKST", help="Waarom.")],
    verdict: Annotated[
        Verdict | None,
        typer.Option(parser=one_of(Verdict, JUDGEMENTS), metavar="OORDEEL", help=f"{', '.join(JUDGEMENTS)}."),
    ] = None,
    value: Annotated[
        str | None,
        typer.Option(metavar="WAARDE", help="Bij gecorrigeerd: het juiste standpunt, de soort of de status."),
    ] = None,
    proof_document: Annotated[
        str | None, typer.Option(metavar="ID", help="Bij afgedaan: het document dat het bewijst.")
    ] = None,
    proof_page: Annotated[
        int | None,
        typer.Option(parser=count, metavar="N", help="De bladzijde (zonder bladzijden: de alinea) van het bewijs."),
    ] = None,
    done_on: Annotated[date | None, typer.Option(parser=day, metavar="DATUM", help="Wanneer het klaar was.")] = None,
    move_to: Annotated[
        str | None, typer.Option(metavar="ID", help="Dit antwoord hoort bij een andere aanbeveling.")
    ] = None,
    link_to: Annotated[
        str | None, typer.Option(metavar="ID", help="Leg een verband van deze uitspraak naar een eerdere.")
    ] = None,
    relation: Annotated[
        Relation | None,
        typer.Option(parser=one_of(Relation), metavar="SOORT", help=f"Soort verband: {', '.join(Relation)}."),
    ] = None,
    position: Annotated[
        Position | None,
        typer.Option(parser=one_of(Position), metavar="STANDPUNT", help=f"Standpunt: {', '.join(Position)}."),
    ] = None,
    add: Annotated[
        StatementKind | None,
        typer.Option(
            parser=one_of(StatementKind), metavar="SOORT", help=f"Nieuwe uitspraak: {', '.join(StatementKind)}."
        ),
    ] = None,
    quote: Annotated[
        str | None, typer.Option(metavar="TEKST", help="De woorden van de nieuwe uitspraak, letterlijk.")
    ] = None,
    split_at: Annotated[
        str | None, typer.Option(metavar="TEKST", help="Splits: de eerste woorden van het tweede deel.")
    ] = None,
    merge_with: Annotated[
        str | None, typer.Option(metavar="ID", help="Voeg samen met een andere uitspraak in dezelfde alinea.")
    ] = None,
    in_: Annotated[list[str] | None, typer.Option("--in", metavar="GEMEENTE", help=PLACED_IN)] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help="Trek het laatste besluit hierover in, of het besluit met deze code.")
    ] = False,
) -> None:
    """Leg vast wat een mens besluit: beoordelen, verplaatsen, toevoegen, splitsen, samenvoegen, een document bij een
    gemeente indelen, of intrekken."""
    typed = {
        "--verdict": verdict, "--move-to": move_to, "--link-to": link_to, "--add": add, "--split-at": split_at,
        "--merge-with": merge_with, "--in": in_, "--undo": undo or None, "--value": value, "--relation": relation,
        "--position": position, "--quote": quote, "--proof-page": proof_page, "--done-on": done_on,
        "--proof-document": proof_document,
    }  # fmt: skip
    from ingest.pipeline import keep_linked

    _check(typed)
    proof = Proof(proof_document, done_on, page=proof_page) if proof_document and done_on else None
    asked = Asked(
        subject_id, by, reason, verdict, value, proof, move_to, link_to, relation or Relation.ANSWERS, position, add,
        quote, split_at, merge_with, in_,
    )  # fmt: skip
    with open_seen(context) as kb:
        made = _decided(kb, asked)
        keep_linked(kb)
    say(f"Vastgelegd: {made.verdict} door {made.by} ({made.subject_id}).")


def _check(typed: Mapping[str, object]) -> None:
    """Raises BadParameter: exactly one thing is decided at a time, and what belongs to another thing is refused."""
    given = {name for name, value in typed.items() if value is not None}
    ways = given - NEEDS.keys()
    if len(ways) != 1:
        raise typer.BadParameter(f"Kies één van {WAYS}.")
    for name in sorted(given & NEEDS.keys()):
        if NEEDS[name].split()[0] not in given:
            raise typer.BadParameter(f"{name} hoort bij {NEEDS[name]}.")
    if "--add" in given and "--quote" not in given:
        raise typer.BadParameter("Bij --add hoort --quote: de woorden van de uitspraak.")
    proof = {"--proof-document", "--proof-page", "--done-on"}
    if proof & given and not proof <= given:
        raise typer.BadParameter("Een bewijs vraagt om --proof-document, --proof-page en --done-on.")


def _decided(kb: KnowledgeBase, asked: Asked) -> Decision:
    id_, by, reason = asked.subject_id, asked.by, asked.reason
    if asked.verdict:
        proof = _in_its_form(kb, asked.proof)
        return kb.decide(id_, asked.verdict, by=by, reason=reason, value=asked.value, proof=proof)
    if asked.move_to:
        return kb.move_answer(id_, asked.move_to, by=by, reason=reason)
    if asked.link_to:
        return kb.add_link(id_, asked.link_to, asked.relation, position=asked.position, by=by, reason=reason)
    if asked.add and asked.quote:
        start = _place(kb.passage(id_).text, asked.quote, "deze passage")
        return kb.add_statement(id_, start, start + len(asked.quote), asked.add, by=by, reason=reason)
    if asked.split_at:
        at = _place(kb.statement(id_).text, asked.split_at, "deze uitspraak")
        return kb.split(id_, at, by=by, reason=reason)
    if asked.merge_with:
        return kb.merge(id_, asked.merge_with, by=by, reason=reason)
    if asked.placed_in:
        return kb.place_document(id_, authorities_typed(asked.placed_in), by=by, reason=reason)
    return kb.withdraw(id_, by=by, reason=reason)


def _in_its_form(kb: KnowledgeBase, proof: Proof | None) -> Proof | None:
    """A document without pages has paragraphs."""
    if proof is None or kb.document(proof.document_id).paged:
        return proof
    return Proof(proof.document_id, proof.done_on, paragraph=proof.page)


def _place(text: str, words: str, where: str) -> int:
    """Where the words begin; BadDecision when they stand there not at all or more than once."""
    if text.count(words) != 1:
        often = "niet letterlijk" if words not in text else "meer dan één keer"
        raise BadDecision(f'"{words}" staat {often} in {where}.')
    return text.index(words)
