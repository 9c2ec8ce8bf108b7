"""An answer that a person gives to a point: in which letter it stands, then which of its words are the answer. So a
letter that the program did not lay beside the advice is joined to it by hand."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from app_pages import _words
from app_pages._asked import LISTED, ask_listed, ask_position, holds, short
from app_pages._form import NOT_CHOSEN, Fields
from app_pages._judge import NARROWED, Question, narrowed
from kb import KnowledgeBase
from kb.labels import day
from kb.model import (
    Advice,
    BlockKind,
    Decision,
    Document,
    DocumentKind,
    Filter,
    Passage,
    Position,
    Relation,
    Statement,
    StatementKind,
    Status,
    Trail,
)

ADD = "Voeg een antwoord toe"
HINT = "Een antwoord dat het programma niet vond of niet bij dit punt zette."
WHICH = "In welk document staat het antwoord?"
NO_LETTER = "Kies eerst hierboven in welk document het antwoord staat."
WORDS = "Woorden uit het antwoord"
LETTER = "antwoord-brief"  # in the session, before the id of an advice: the letter in which somebody looks
USED = "antwoord-brieven"  # in the session: by advice in which letter an answer was found last
REPLIES = (StatementKind.RESPONSE, StatementKind.COMMITMENT, StatementKind.INTENTION)
ADVISING = (DocumentKind.ADVICE, DocumentKind.AUDIT_REPORT)
SHORT = 5  # words: a passage below this is no answer
BY_ANOTHER = {
    Status.ANSWERED,
    Status.IN_GENERAL,
    Status.PARTLY_ANSWERED,
    Status.DEFERRED,
}  # without an answer of its own


def lacks_answer(trail: Trail) -> bool:
    """Whether nothing at all was found that answers it, neither itself nor through its parts or its main point."""
    return not trail.answers and trail.status not in BY_ANOTHER


def adds_answer(kb: KnowledgeBase, point: Statement, advice: Advice) -> Question:
    """Give this point an answer by hand."""
    return Question(
        ADD, HINT,
        lambda value, **who: _add(kb, point, advice, value, **who),
        lambda fields: _choose_passage(fields, kb, advice), lambda value: f"antwoord toegevoegd ({value[1]})",
        before=lambda: _choose_letter(kb, advice), about="antwoord",
    )  # fmt: skip


# -- the letter -------------------------------------------------------------------------------------------------------
def _choose_letter(kb: KnowledgeBase, advice: Advice) -> None:
    """Above the form, because what is chosen in a form counts only when it is sent."""
    letters = _letters(kb, advice)
    letter = _letter(kb, advice)
    if len(letters) > LISTED or (letter and len(_candidates(kb, letter)) > LISTED):
        st.text_input(WORDS, key=NARROWED)
    offered = _offered(kb, advice)
    st.selectbox(
        WHICH, list(offered), _first(advice, offered), lambda id_: _named(offered[id_]), key=_key(advice),
        placeholder="kies of typ", filter_mode="fuzzy",
    )  # fmt: skip


def _letter(kb: KnowledgeBase, advice: Advice) -> Document | None:
    """The one that was chosen; before the field is drawn that with which it opens."""
    offered = _offered(kb, advice)
    first = _first(advice, offered)
    opened = None if first is None else list(offered)[first]
    return offered.get(st.session_state.get(_key(advice), opened) or "")


def _first(advice: Advice, offered: Mapping[str, Document]) -> int | None:
    """With which the field opens: where an answer was found last, a letter that is known to answer, the one that has
    the words, or the only one. Else nothing: whoever joins a letter knows which."""
    used = st.session_state.get(USED, {}).get(advice.document.id)
    if used in offered:
        return list(offered).index(used)
    known = advice.replies and advice.replies[0].id in offered
    return 0 if offered and (known or narrowed() or len(offered) == 1) else None


def _key(advice: Advice) -> str:
    """Of the field: other words are another list."""
    return "-".join((LETTER, advice.document.id, *narrowed()))


def _named(letter: Document) -> str:
    kind = "" if letter.kind is DocumentKind.OTHER else f" ({letter.kind.value})"
    return f"{day(letter.date) or 'zonder datum'}: {_words.title_of(letter)}{kind}"


def _offered(kb: KnowledgeBase, advice: Advice) -> dict[str, Document]:
    """Those that can be chosen; of many the first, or those in which the words are found that somebody looks for."""
    letters = _letters(kb, advice)
    words = " ".join(narrowed())
    if len(letters) > LISTED and words:
        hits = kb.search(words, Filter(document_ids=tuple(letters)), LISTED)
        found = dict.fromkeys(hit.citation.document_id for hit in hits)
        letters = {id_: letters[id_] for id_ in found if id_ in letters}
    return dict(list(letters.items())[:LISTED])


def _letters(kb: KnowledgeBase, advice: Advice) -> dict[str, Document]:
    """By id all that may answer: what is known to first, then what is not older and what has no date; of these those of
    the same municipality first and those of another last, advices behind letters. A report prints the answer as a
    chapter."""
    own, known = advice.document, {one.id: one for one in advice.replies}

    def rank(one: Document) -> tuple[bool, bool, bool, object]:
        here = bool(own.belongs_to) and one.is_of(own.belongs_to)
        elsewhere = bool(own.belongs_to and one.belongs_to) and not here
        return not here, elsewhere, one.kind in ADVISING, one.place

    later = [
        one
        for one in kb.documents()
        if one.id not in {own.id, *known} and not (one.date and own.date and one.date < own.date)
    ]
    itself = [own] if own.kind is DocumentKind.AUDIT_REPORT or advice.missing_original else []
    return known | {one.id: one for one in (*itself, *sorted(later, key=rank))}


# -- the words in it --------------------------------------------------------------------------------------------------
def _choose_passage(fields: Fields, kb: KnowledgeBase, advice: Advice) -> tuple[Statement | Passage | None, str | None]:
    """What answers, and with what position."""
    letter = _letter(kb, advice)
    found = _candidates(kb, letter) if letter else {}
    fitting = {id_: label for id_, (label, said) in found.items() if holds(said.text, narrowed())}
    listed = fitting or {id_: label for id_, (label, _) in found.items()}
    chosen = ask_listed("Antwoord", "antwoord", fields, listed, missing=NOT_CHOSEN if letter else NO_LETTER)
    return found[chosen][1] if chosen else None, ask_position(fields)


def _candidates(kb: KnowledgeBase, letter: Document) -> Mapping[str, tuple[str, Statement | Passage]]:
    """By id, in the order of the letter, what it says and where: every reply that was recognised, and the paragraphs
    in which none was."""
    statements = kb.statements(Filter(document_ids=(letter.id,)))
    taken = {one.passage_id for one in statements}
    found: dict[str, tuple[str, Statement | Passage]] = {}
    for passage in kb.passages(letter.id):
        for one in statements:
            if one.passage_id == passage.id and one.kind in REPLIES:
                found[one.id] = _label(letter, passage, one.text), one
        long = len(passage.text.split()) >= SHORT
        if long and passage.id not in taken and passage.kind is not BlockKind.HEADING:
            found[passage.id] = _label(letter, passage, passage.text), passage
    return found


def _label(letter: Document, passage: Passage, words: str) -> str:
    """The place first: lists show the beginning of a line."""
    place = f"p. {passage.page}" if letter.paged else f"alinea {passage.number}"
    return f"{place}: {short(words)}"


def _add(
    kb: KnowledgeBase, point: Statement, advice: Advice, value: tuple[Statement | Passage | None, str | None], *,
    by: str, reason: str,
) -> Decision:  # fmt: skip
    """A paragraph that was not recognised becomes a response first."""
    answer, position = value
    assert answer is not None  # the form asks for both
    assert position is not None
    source = answer.id
    if isinstance(answer, Passage):
        made = kb.add_statement(answer.id, 0, len(answer.text), StatementKind.RESPONSE, by=by, reason=reason)
        source = made.subject_id
    decision = kb.add_link(source, point.id, Relation.ANSWERS, position=Position(position), by=by, reason=reason)
    st.session_state.setdefault(USED, {})[advice.document.id] = answer.document_id
    return decision
