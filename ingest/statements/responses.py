"""Finds responses: the passage in which the authority answers what it just repeated, was asked, or was told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterator, Sequence
from itertools import dropwhile, pairwise

from ingest.dutch.pipeline import Sentence
from ingest.passages.voice import Voice
from ingest.statements.cross_reference import referred
from ingest.statements.draft import Draft, Part
from ingest.statements.named_points import named
from ingest.statements.position import takes_position
from ingest.statements.recommendations import ANSWERING, OF_A_LETTER
from ingest.statements.requests import ANSWER, QUESTION
from ingest.statements.table_columns import answers_beside, reactions
from kb.model import BlockKind, GroundKind, Position, StatementKind

CLOSING = re.compile(r"(?:hoogachtend|met vriendelijke groet|namens (?:het|de)|burgemeester en wethouders)\b", re.I)
REACTION = re.compile(  # "Reactie college: …", below a point
    r"(?:bestuurlijke\s+|college)?(?:reactie|antwoord|standpunt)(?:\s+(?:van\s+)?(?:het\s+|de\s+)?[\w&]+)?:\s+\w", re.I
)
QUOTATION = re.compile(r"\s*[“\"„‘][^“”\"„]*[”\"’][.,]?\s*")  # a paragraph that is quoted as a whole
_OF_THE_WHOLE = re.compile(
    r"(?:onderwerp|betreft|betreffende)\b|.*\b(?:uw|jullie) (?:\w+ )?(?:advies|adviezen)\b", re.I
)
YOUR_ADVICE = re.compile(
    r"\b(?:[Uu]w|[Jj]ullie)\s+(?:\w+\s+){0,2}(?:advies|adviezen|aanbeveling(?:en)?|rapport)\b"
    r"|\b(?:heeft|hebt) u (?:ons )?[^.]{0,80}geadviseerd\b|\bU (?:heeft|hebt) (?:ons )?[^.]{0,80}geadviseerd\b"
)
# Kinds of rules by which an authority says what it thinks of a point or does about it.
SPEAKING = (*ANSWERING, "daad", "instemming", "bijval", "tegenstelling", "commitment", "intention")
DECIDED = tuple(p.value for p in Position if p not in (Position.DEFERRED, Position.UNCLEAR))
SHORTEST = 5  # words: what is shorter answers nothing
DEFERRAL = re.compile(r"\baanbevelingen?\b|\breactie\b|\brapport\b|\badvies\b", re.I)


def responses(parts: Sequence[Part], asked: Sequence[Draft]) -> Iterator[Draft]:
    """Responses in order. `asked` are the restated recommendations and requests of the same document."""
    found = [
        *_answers_to_questions(parts),
        *answers_beside(parts),
        *_after_restatements(parts, [d for d in asked if d.restated]),
        *_in_a_hearing(parts, asked),
        *_after_requests(parts, [d for d in asked if d.kind is StatementKind.REQUEST]),
    ]
    yield from found
    if all(part.voice is Voice.AUTHORITY for part in parts):
        yield from _unrepeated(parts, {draft.part.passage.id for draft in (*found, *asked)})


def _answers_to_questions(parts: Sequence[Part]) -> Iterator[Draft]:
    """Under "Antwoord op vraag 9": the first paragraph, with the number as label."""
    done = ""
    for part in parts:
        heading = part.passage.section[-1] if part.passage.section else ""
        number = ANSWER.match(heading)
        if number and heading != done and not part.heading:
            done = heading
            yield _whole(part, GroundKind.BELOW_QUESTION, 0.9, number.group(1))


def _after_restatements(parts: Sequence[Part], restated: Sequence[Draft]) -> Iterator[Draft]:
    """After the last restated point of a run: the rest of that paragraph, else the next paragraph in own words."""
    places = {part.passage.number: index for index, part in enumerate(parts)}
    ends: dict[int, int] = {}
    rows = {draft.part.passage.id for draft in restated if draft.rule is GroundKind.ROW}
    answers = reactions(parts) if rows else {}
    for draft in restated:
        at = draft.part.passage.number
        ends[at] = max(ends.get(at, 0), draft.end)
    for draft_at, end in sorted(ends.items()):
        part = parts[places[draft_at]]
        in_row = part.passage.id in rows
        last = next((s for s in part.sentences if s.end == end and not in_row and _answers_too(s)), None)
        start = last.start if last else end
        rest = _own_words([s for s in part.sentences if s.start >= start])
        rest = [*(tick for tick in part.ticked if tick.start >= start), *rest]
        if rest:
            yield Draft(StatementKind.RESPONSE, part, rest[0].start, rest[-1].end, GroundKind.AFTER_RESTATEMENT, 0.8)
            continue
        if in_row:  # the next row is about something else
            beside = answers.get(part.passage.id)
            if beside and beside.start >= end:
                yield Draft(StatementKind.RESPONSE, part, beside.start, beside.end, GroundKind.ROW, 0.8)
            continue
        for following in parts[places[draft_at] + 1 :]:
            if following.heading or following.passage.number in ends or following.voice is not Voice.AUTHORITY:
                break
            if following.passage.kind is part.passage.kind is BlockKind.LIST_ITEM:
                break
            if QUOTATION.fullmatch(following.passage.text):
                continue
            own = _own_words(following.sentences)
            if own:
                kind = GroundKind.AFTER_RESTATEMENT
                yield Draft(StatementKind.RESPONSE, following, own[0].start, own[-1].end, kind, 0.8)
                break


def _in_a_hearing(parts: Sequence[Part], asked: Sequence[Draft]) -> Iterator[Draft]:
    """The college's own words in a *hoor- en wederhoor* chapter that repeats no points. Sentences that name numbers
    ("Voor de aanbevelingen 2 tot en met 5 …") answer those, with the numbers as label; others the whole report."""
    own = [part for part in parts if part.voice is Voice.AUTHORITY and not part.heading and _speaks_for_itself(part)]
    if all(part.voice is Voice.AUTHORITY for part in parts) or any(draft.restated for draft in asked):
        return
    numbered = [draft for part in own for draft in _by_number(part)]
    yield from numbered or (_whole(part, GroundKind.HEARD, 0.75) for part in own if DEFERRAL.search(part.passage.text))


def _speaks_for_itself(part: Part) -> bool:
    text = part.passage.text.lstrip()
    return text.startswith(("“", '"', "‘")) or bool(re.match(r"(?:Wij|We|Ons|Onze)\b", text)) or any(_by_number(part))


def _by_number(part: Part) -> Iterator[Draft]:
    for first, last in _stretches(part, lambda sentence: bool(_numbers_in(sentence))):
        if re.search(r"\b(?:wij|we|ons|onze)\b", part.passage.text[first.start : last.end], re.I):
            label = ",".join(_numbers_in(first))
            yield Draft(StatementKind.RESPONSE, part, first.start, last.end, GroundKind.HEARD, 0.85, label)


def _numbers_in(sentence: Sentence) -> tuple[str, ...]:
    what = named(sentence.text)
    return what.numbers if what else ()


def _stretches(part: Part, begins: Callable[[Sentence], bool]) -> Iterator[tuple[Sentence, Sentence]]:
    """The first and last sentence of each stretch of a passage that begins so and lasts until the next."""
    starts = [n for n, sentence in enumerate(part.sentences) if begins(sentence)]
    for start, end in pairwise([*starts, len(part.sentences)] if starts else []):
        yield part.sentences[start], part.sentences[end - 1]


def _unrepeated(parts: Sequence[Part], taken: Container[str]) -> Iterator[Draft]:
    """In a letter of the authority's own: answers that name the points they are about, and in a reply in which nothing
    says what is answered, those that stand under a number or a subject or take a position. `taken` are the passages
    that are answers already, or what they answer."""
    free = [
        part for part in parts
        if part.sentences and not part.heading and part.passage.id not in taken
        and not CLOSING.match(part.passage.text) and not (part.under(QUESTION) or part.under(ANSWER))
    ]  # fmt: skip
    headed = {part.passage.section for part in parts if part.passage.id in taken}
    pointing = list(_pointing(free, headed))
    yield from pointing
    replies = any(YOUR_ADVICE.search(part.passage.text) for part in parts)
    reactions = [part for part in free if replies and REACTION.match(part.passage.text)]
    pointed = [draft.part for draft in pointing]
    yield from (_whole(part, GroundKind.LOOSE, 0.6) for part in reactions if part not in pointed)
    if replies and not headed and all(_is_whole(draft) for draft in pointing):
        named_in = {draft.part.passage.id for draft in pointing}
        yield from _loose([part for part in free if part.passage.id not in named_in and part not in reactions])


def _pointing(parts: Sequence[Part], headed: Container[tuple[str, ...]]) -> Iterator[Draft]:
    """Stretches that begin with a sentence that names points, and the first passage below a heading that does, unless
    it is `headed`: answered in another way."""
    above: tuple[str, ...] | None = None
    for part in parts:
        stretches = list(_stretches(part, _points))
        for first, last in stretches:
            yield Draft(StatementKind.RESPONSE, part, first.start, last.end, GroundKind.POINTING, 0.8)
        section = part.passage.section
        what = named(section[-1]) if section and section != above and section not in headed else None
        above = section
        if what and not what.every and not stretches:
            yield _whole(part, GroundKind.POINTING, 0.8)


def _is_whole(draft: Draft) -> bool:
    what = named(draft.text)
    return what is not None and (what.every or bool(what.whose))


def own_heading(section: Sequence[str]) -> str:
    """The heading of a part of a letter; empty where that is the subject of the whole letter, or there is none."""
    return section[-1] if section and not _OF_THE_WHOLE.match(section[-1]) else ""


def _loose(parts: Sequence[Part]) -> Iterator[Draft]:
    """Answers of which only the number of the item, the heading or the words themselves can say what they are about:
    items, what opens a section in which the authority says what it thinks or does, or that stands among several of
    those, and whatever takes a position."""
    above: tuple[str, ...] | None = None
    speaking = {part.passage.section for part in parts if any(sentence.rule(*SPEAKING) for sentence in part.sentences)}
    beside = Counter(section[:-1] for section in speaking if own_heading(section))
    for part in parts:
        section, opens = part.passage.section, part.passage.section != above
        above = section
        if part.passage.kind is BlockKind.LIST_ITEM and re.fullmatch(r"[\d.]+", part.passage.label or ""):
            if len(part.passage.text.split()) < SHORTEST and not any(takes_position(each) for each in part.sentences):
                continue  # of a list of enclosures
            yield _whole(part, GroundKind.LOOSE, 0.5, part.passage.label)
        elif any(takes_position(each) or each.rule("instemming") for each in part.sentences) or (
            opens and own_heading(section)
            and (section in speaking or (beside[section[:-1]] > 1 and not OF_A_LETTER.match(section[-1])))
        ):  # fmt: skip
            yield _whole(part, GroundKind.LOOSE, 0.5)


def _points(sentence: Sentence) -> bool:
    """Whether a sentence says which points it answers; all of them only where it says what becomes of them."""
    what = named(sentence.text)
    if what is None or referred(sentence.text) or sentence.rule("restated") or sentence.text.rstrip().endswith("?"):
        return False
    return not what.every or takes_position(sentence)


def _after_requests(parts: Sequence[Part], requests: Sequence[Draft]) -> Iterator[Draft]:
    """In minutes and decision lists: the commitment that follows a request under the same agenda item."""
    for part in parts:
        if part.voice is not Voice.REPORT or part.passage.kind is BlockKind.HEADING:
            continue
        before = [
            r for r in requests if r.part.passage.section == part.passage.section and r.place < (part.passage.number, 0)
        ]
        if before and part.sentences and any(s.rule("commitment") for s in part.sentences):
            sentence = next(s for s in part.sentences if s.rule("commitment"))
            yield Draft(StatementKind.RESPONSE, part, sentence.start, sentence.end, GroundKind.AFTER_REQUEST, 0.7)


def _is_yours(text: str) -> bool:
    """Whether a sentence still speaks of the adviser: "U noemt …", "Daarbij verwijst u naar …", "Uw publicatie …"."""
    opening = " ".join(text.split()[:5])
    return bool(re.search(r"\b[Uu]\b|^Uw\b", opening)) and not re.search(r"\b(?:wij|we|ik)\b", opening, re.I)


def _answers_too(sentence: Sentence) -> bool:
    """Whether a sentence that repeats a point answers it in the same breath: "Uw advies om … nemen wij over.", but not
    "U adviseert …", nor "De adviesraad vraagt te onderzoeken of …", in which nobody else puts anything off."""
    if re.search(r"\b[Uu]\b", sentence.text) and not re.match(r"(?:Wat|Hetgeen) u\b", sentence.text):
        return False
    own = re.search(r"\b(?:wij|we|ik)\b", sentence.text, re.I)
    return takes_position(sentence) and bool(own or sentence.rule(*DECIDED))


def _own_words(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences from the first that takes a position or does not speak of the adviser; none in a signature, caption
    or announcement."""
    own = list(dropwhile(lambda sentence: _is_yours(sentence.text) and not _is_answer(sentence), sentences))
    if not own or _announces(own[-1].text) or _announces(own[0].text):
        return ()
    long_enough = sum(len(sentence.text.split()) for sentence in own) >= SHORTEST
    return own if long_enough or any(takes_position(each) or referred(each.text) for each in own) else ()


def _is_answer(sentence: Sentence) -> bool:
    """Whether it says what the writer thinks of the point: "U wijst er terecht op …" is agreement."""
    return takes_position(sentence) or sentence.rule("instemming", "bijval") is not None


def _announces(text: str) -> bool:
    """Whether a text only opens or closes something: "Onze reactie is als volgt:", "Hoogachtend, …"."""
    return text.rstrip().endswith(":") or bool(CLOSING.match(text.strip()))


def _whole(part: Part, rule: str, score: float, label: str | None = None) -> Draft:
    first, last = part.sentences[0], part.sentences[-1]
    return Draft(StatementKind.RESPONSE, part, first.start, last.end, rule, score, label)
