"""JSON-LD for linked data: Web Annotation (what stands where), PROV-O (who proposed, who decided), and the tables.

The context stands in the file itself, so that reading it fetches nothing. docs/jsonld.md describes the graph.
"""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path

from kb import labels
from kb.decisions.snapshot import citation
from kb.decisions.state import by_hand
from kb.export import rows
from kb.export.cells import writable
from kb.export.selection import evidence, selected
from kb.export.selectors import Node, targets
from kb.export.urns import urn
from kb.knowledge import KnowledgeBase
from kb.letters.authorities import identifier
from kb.model import Basis, Document, Filter, Judged, Link, Passage, Relation, Statement, Verdict
from kb.why import why

# What a row of a table adds to the statements and links that it names.
TRAIL_FACTS = ("advice", "status", "position", "looked_in", "due", "term_source", "expected", "suspect")
PROMISE_FACTS = ("kind", "status", "overdue", "due", "later")


def write(kb: KnowledgeBase, out: Path, where: Filter) -> None:
    context = json.loads(files("kb.export").joinpath("context.json").read_text(encoding="utf-8"))
    content = {"@context": context, "@graph": list(_graph(kb, where))}
    out.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _graph(kb: KnowledgeBase, where: Filter) -> Iterator[Node]:
    """Each thing once: agents and activities are named where they are used, and described at the end."""
    chosen = selected(kb, where)
    documents = {document.id: document for document in chosen.documents}
    found = evidence(kb, chosen.documents)
    statements, links = found.statements, found.links
    names = {each.id: urn("statement", each.id) for each in statements} | {
        each.id: urn("link", each.id) for each in links
    }
    people = {by_hand(each.decision): each.decision.by for each in kb.judged()}
    finders = {(each.found_by, each.basis) for each in statements} | {(each.found_by, each.basis) for each in links}
    made = {people[found_by] for found_by, basis in finders if basis is Basis.PERSON}
    makers = {found_by for found_by, basis in finders if basis is not Basis.PERSON}
    yield from map(_document, documents.values())
    for id_ in dict.fromkeys(statement.passage_id for statement in statements):
        yield _passage(found.passages[id_])
    for each in statements:
        yield _statement(each, documents[each.document_id], found.passages[each.passage_id])
    yield from map(_link, links)
    yield from (_decision(judged, names, chosen.titles) for judged in found.judged)
    for number, row in enumerate(rows.advices(chosen).rows, 1):
        yield _trail_row(number, row)
    for number, row in enumerate(rows.commitments(chosen).rows, 1):
        yield _commitment_row(number, row)
    yield from _finding(documents.values(), statements, people)
    yield from _linking(links, people)
    yield from (_agent("Organization", name) for name in sorted({d.body for d in documents.values() if d.body}))
    yield from (_agent("Person", name) for name in sorted(made | {each.decision.by for each in found.judged}))
    yield from (_agent("SoftwareAgent", name) for name in sorted(makers))


# -- what was read ----------------------------------------------------------------------------------------------------
def _document(document: Document) -> Node:
    return _node(
        urn("document", document.id),
        ["Document", "Entity"],
        title=document.title,
        date=document.date.isoformat() if document.date else None,
        identifier=document.our_reference,
        creator=urn("organization", document.body) if document.body else None,
        kind=str(document.kind),
        addressee=document.addressed_body,
        authority=list(document.belongs_to) or None,
        spatial=[code for code in map(identifier, document.belongs_to) if code] or None,
        yourReference=document.your_reference,
        subject=document.subject,
        file=document.file,
        format=mimetypes.guess_type(document.file)[0],
        sha256=document.sha256,
        pages=document.page_count if document.paged else None,
    )


def _passage(passage: Passage) -> Node:
    document = urn("document", passage.document_id)
    facts = {"isPartOf": document, "wasDerivedFrom": document, "sequence": passage.number, "text": passage.text}
    return _node(urn("passage", passage.id), ["Passage", "Entity"], **facts)


# -- what the machine proposes ----------------------------------------------------------------------------------------
def _statement(statement: Statement, document: Document, passage: Passage) -> Node:
    """Classified as a recommendation, a commitment and so on: an annotation of its words."""
    cited = citation(document, passage, statement.start, statement.end)
    return _node(
        urn("statement", statement.id),
        ["Annotation", "Entity"],
        motivation="classifying",
        body=_text(labels.STATEMENT_KINDS[statement.kind], "classifying"),
        target=list(targets(document, passage, statement)),
        kind=str(statement.kind),
        isPartOf=urn("document", document.id),
        place=cited.place,
        page=cited.page,
        number=statement.label,
        parent=urn("statement", statement.parent_id) if statement.parent_id else None,
        restated=statement.restated or None,
        actor=statement.actor,
        addressee=statement.addressee,
        due=statement.due.isoformat() if statement.due else None,
        dueText=statement.due_text,
        score=statement.score,
        wasGeneratedBy=urn("finding", document.id, statement.found_by),
    )


def _link(link: Link) -> Node:
    """From the later statement, the body, to the earlier, the target; the proposed position is a second body."""
    answers = link.relation is Relation.ANSWERS
    body: list[Node | str] = [urn("statement", link.source_id)]
    proposed = rows.proposed_position(link) if answers else None
    if proposed:
        body.append(_text(proposed, "assessing"))
    return _node(
        urn("link", link.id),
        ["Annotation", "Entity"],
        motivation="replying" if answers else "linking",
        body=body,
        target=urn("statement", link.target_id),
        relation=str(link.relation),
        evidence=why(link.grounds),
        score=link.score,
        wasGeneratedBy=urn("linking", link.found_by),
    )


def _text(value: str, purpose: str) -> Node:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain", "language": "nl"}


def _finding(
    documents: Iterable[Document], statements: Iterable[Statement], people: Mapping[str, str]
) -> Iterator[Node]:
    """The activity in which a rule, model or person found statements in a document; a rule does so when it is added."""
    added = {document.id: document.added for document in documents}
    for id_, found_by, basis in dict.fromkeys((each.document_id, each.found_by, each.basis) for each in statements):
        when = None if basis is Basis.PERSON else added[id_]
        yield _node(
            urn("finding", id_, found_by),
            ["Activity"],
            label=found_by,
            wasAssociatedWith=_maker(found_by, basis, people),
            used=urn("document", id_),
            endedAtTime=when.isoformat() if when else None,
        )


def _linking(links: Iterable[Link], people: Mapping[str, str]) -> Iterator[Node]:
    for found_by, basis in dict.fromkeys((link.found_by, link.basis) for link in links):
        maker = _maker(found_by, basis, people)
        yield _node(urn("linking", found_by), ["Activity"], label=found_by, wasAssociatedWith=maker)


def _maker(found_by: str, basis: Basis, people: Mapping[str, str]) -> str:
    return urn("person", people[found_by]) if basis is Basis.PERSON else urn("softwareagent", found_by)


# -- what people decide, and what counts ------------------------------------------------------------------------------
def _decision(judged: Judged, names: Mapping[str, str], titles: Mapping[str, str]) -> Node:
    """`used` is what it is about now; left out when that is gone, as in a new version: the quotes stay."""
    decision = judged.decision
    return _node(
        urn("decision", decision.id),
        ["Activity"],
        used=names.get(judged.subject_id or decision.subject_id),
        quote=list(decision.quotes),
        state=str(judged.state),
        wasAssociatedWith=urn("person", decision.by),
        endedAtTime=decision.at.isoformat(),
        verdict=str(decision.verdict),
        newValue=rows.decided_value(decision) if decision.verdict is not Verdict.WITHDRAWN else None,
        proof=rows.proof_of(decision, titles),
        comment=decision.reason or None,
        fingerprint=decision.fingerprint,
    )


def _trail_row(number: int, row: rows.Row) -> Node:
    """A row of the table of trails: what is derived, and by their names the things that the rest stands in."""
    values = row.values
    point, link = str(values["recommendation_id"]), values.get("link_id")
    return _node(
        urn("trail", point, str(link or "open")),
        ["TrailRow", "Entity"],
        sequence=number,
        recommendation=urn("statement", point),
        answer=urn("link", str(link)) if link else None,
        decision=urn("decision", row.decision.id) if row.decision else None,
        **{key: _plain(values.get(key)) for key in TRAIL_FACTS},
    )


def _commitment_row(number: int, row: rows.Row) -> Node:
    values = row.values
    point = values["recommendation_id"]
    return _node(
        urn("promise", str(values["id"])),
        ["CommitmentRow", "Entity"],
        sequence=number,
        commitment=urn("statement", str(values["id"])),
        recommendation=urn("statement", str(point)) if point else None,
        decision=urn("decision", row.decision.id) if row.decision else None,
        **{key: _plain(values.get(key)) for key in PROMISE_FACTS},
    )


def _plain(value: rows.Value) -> str | None:
    return None if value is None else str(value)


def _agent(kind: str, name: str) -> Node:
    node = _node(urn(kind.lower(), name), [kind])
    return {**node, "label" if kind == "SoftwareAgent" else "name": writable(name)}


def _node(id_: str, types: list[str], **facts: object) -> Node:
    """What is not known is left out."""
    return {"id": id_, "type": types, **{name: value for name, value in facts.items() if value is not None}}
