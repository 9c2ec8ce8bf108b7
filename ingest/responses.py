"""Finds responses: the passage in which the authority answers what it just repeated, was asked, or was told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, pairwise

from ingest.drafts import Draft, Part
from ingest.dutch.pipeline import Sentence
from ingest.position import takes_position
from ingest.recommendations import ANSWER
from ingest.referrals import referred
from ingest.rows import ROW
from ingest.voices import Voice
from kb.model import BlockKind, StatementKind

HEARD = "bestuurlijke reactie"  # rule: the college answers inside somebody else's report
NUMBERS = re.compile(r"\baanbeveling(?:en)?\s+((?:\d{1,2}|tot en met|t/m|en|,|-|–|\s)+)", re.I)
CLOSING = re.compile(r"(?:hoogachtend|met vriendelijke groet|namens (?:het|de)|burgemeester en wethouders)\b", re.I)
SHORTEST = 5  # words: what is shorter answers nothing
DEFERRAL = re.compile(r"\baanbevelingen?\b|\breactie\b|\brapport\b|\badvies\b", re.I)


def responses(parts: Sequence[Part], asked: Sequence[Draft]) -> Iterator[Draft]:
    """Responses in order. `asked` are the restated recommendations and requests of the same document."""
    yield from _answers_to_questions(parts)
    yield from _after_restatements(parts, [d for d in asked if d.restated])
    yield from _in_a_hearing(parts, asked)
    yield from _after_requests(parts, [d for d in asked if d.kind is StatementKind.REQUEST])


def _answers_to_questions(parts: Sequence[Part]) -> Iterator[Draft]:
    """Under "Antwoord op vraag 9": the first paragraph, with the number as label."""
    done = ""
    for part in parts:
        heading = part.passage.section[-1] if part.passage.section else ""
        number = ANSWER.match(heading)
        if number and heading != done and not part.heading:
            done = heading
            yield _whole(part, "antwoord onder vraag", 0.9, number.group(1))


def _after_restatements(parts: Sequence[Part], restated: Sequence[Draft]) -> Iterator[Draft]:
    """After the last restated point of a run: the rest of that paragraph, else the next paragraph in own words."""
    places = {part.passage.number: index for index, part in enumerate(parts)}
    ends: dict[int, int] = {}
    rows = {draft.part.passage.id for draft in restated if draft.rule == ROW}
    for draft in restated:
        at = draft.part.passage.number
        ends[at] = max(ends.get(at, 0), draft.end)
    for draft_at, end in sorted(ends.items()):
        part = parts[places[draft_at]]
        last = next((s for s in part.sentences if s.end == end and _answers_too(s)), None)
        start = last.start if last else end
        rest = _own_words([s for s in part.sentences if s.start >= start])
        if rest:
            yield Draft(StatementKind.RESPONSE, part, rest[0].start, rest[-1].end, "na weergave", 0.8)
            continue
        if part.passage.id in rows:
            continue  # the next row is about something else
        for following in parts[places[draft_at] + 1 :]:
            if following.heading or following.passage.number in ends or following.voice is not Voice.AUTHORITY:
                break
            own = _own_words(following.sentences)
            if own:
                yield Draft(StatementKind.RESPONSE, following, own[0].start, own[-1].end, "na weergave", 0.8)
                break


def _in_a_hearing(parts: Sequence[Part], asked: Sequence[Draft]) -> Iterator[Draft]:
    """The college's own words in a *hoor- en wederhoor* chapter that repeats no points. Sentences that name numbers
    ("Voor de aanbevelingen 2 tot en met 5 …") answer those, with the numbers as label; others the whole report."""
    own = [part for part in parts if part.voice is Voice.AUTHORITY and not part.heading and _speaks_for_itself(part)]
    if len(own) == len(parts) or any(draft.restated for draft in asked):
        return
    numbered = [draft for part in own for draft in _by_number(part)]
    yield from numbered or (_whole(part, HEARD, 0.75) for part in own if DEFERRAL.search(part.passage.text))


def _speaks_for_itself(part: Part) -> bool:
    text = part.passage.text.lstrip()
    return text.startswith(("“", '"', "‘")) or bool(re.match(r"(?:Wij|We|Ons|Onze)\b", text)) or any(_by_number(part))


def _by_number(part: Part) -> Iterator[Draft]:
    starts = [n for n, sentence in enumerate(part.sentences) if numbers_in(sentence.text)]
    for start, end in pairwise([*starts, len(part.sentences)] if starts else []):
        first, last = part.sentences[start], part.sentences[end - 1]
        if re.search(r"\b(?:wij|we|ons|onze)\b", part.passage.text[first.start : last.end], re.I):
            label = ",".join(map(str, numbers_in(first.text)))
            yield Draft(StatementKind.RESPONSE, part, first.start, last.end, HEARD, 0.85, label)


def numbers_in(text: str) -> list[int]:
    """The recommendations that a sentence names by number: "aanbevelingen 2 tot en met 5" gives 2, 3, 4 and 5."""
    found = NUMBERS.search(text)
    if not found:
        return []
    numbers: list[int] = []
    for first, last in re.findall(r"(\d{1,2})(?:\s*(?:tot en met|t/m|-|–)\s*(\d{1,2}))?", found.group(1)):
        numbers += range(int(first), int(last or first) + 1)
    return numbers


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
            yield Draft(StatementKind.RESPONSE, part, sentence.start, sentence.end, "toezegging na verzoek", 0.7)


def _is_yours(text: str) -> bool:
    """Whether a sentence still speaks of the adviser: "U noemt …", "Daarbij verwijst u naar …", "Uw publicatie …"."""
    opening = " ".join(text.split()[:5])
    return bool(re.search(r"\b[Uu]\b|^Uw\b", opening)) and not re.search(r"\b(?:wij|we|ik)\b", opening, re.I)


def _answers_too(sentence: Sentence) -> bool:
    """Whether a sentence that repeats a point answers it in the same breath: "Uw advies om … nemen wij over.", but not
    "U adviseert …"."""
    named = re.search(r"\b[Uu]\b", sentence.text)
    return takes_position(sentence) and (not named or bool(re.match(r"(?:Wat|Hetgeen) u\b", sentence.text)))


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
