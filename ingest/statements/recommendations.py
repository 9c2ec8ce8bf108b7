"""Finds recommendations, also as an answer repeats them: by structure first, by words where there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.dutch.orders import (
    adds_order,
    is_duty,
    is_imperative,
    is_infinitive,
    is_order,
    is_phrase,
    is_task,
    opens_with_order,
)
from ingest.dutch.pipeline import Sentence
from ingest.dutch.rule_ids import RuleId
from ingest.passages.voice import AFTERWORD, HEARING, Voice
from ingest.statements.clause_signs import is_title, tells_of_advice
from ingest.statements.draft import Draft, Part
from ingest.statements.remarks import ASKING
from ingest.statements.requests import ANSWER, QUESTION
from ingest.statements.table_columns import is_header_of_points, points
from ingest.statements.writer import Writer, advisers
from kb.model import BlockKind, Document, DocumentKind, GroundKind, Position, StatementKind

RECOMMENDATION = StatementKind.RECOMMENDATION
# "Aanbeveling 3: …", also after some debris of OCR; not "aanbeveling 3 gaat over …" in a sentence.
# A line that OCR glued to the one above still has it with colon and capital, whatever stands before.
NUMBERED = re.compile(
    r"^.{0,12}?\b(?:Aanbeveling|Adviespunt|Advies)\s+(?:nr\.\s*)?(\d{1,2}(?:\.\d{1,2})?[a-z]?)"
    r"(?:\s+(?:aan|voor)\s+[^:.]{2,40}:|\s*(?:[:.–—-](?!\d)|$))"
    r"|^(?:Aanbeveling|Adviespunt|Advies)\s+([A-Z]|[IVX]{2,5})(?:\s*:|\s+[–—-]\s|$)"
    r"|\bAanbeveling\s+(\d{1,2}[a-z]?):\s+(?=[A-Z])"
)
# "Aanbeveling 3 Stel een kader vast": without a sign only a heading or an order is a recommendation.
UNSIGNED = re.compile(
    r"(?:Aanbeveling|Adviespunt|Advies(?=\s+\d+\.\d))\s+(\d{1,2}(?:\.\d{1,2})?[a-z]?|[A-Z]|[IVX]{2,5})\s+(?=[A-Z])"
)
ADVICE_SECTION = re.compile(
    r"\baanbeveling|\badviezen\b|\b(?:ons|het|conclusie en) advies\b|^\W*+\d*+\W*+advies\W*+$"
    r"|^\W*+[\d.]*+\s*+(?:te nemen |voorgestelde |noodzakelijke |aanbevolen )?maatregelen\b"
    r"|\bsuggesties?\b|\badvies aan (?:u|het|de)\b|\b(?:wij adviseren|adviseren wij|wij vragen|vragen wij|roepen wij)\b"
    r"|\bconclusies? en advies\b|\bonze (?:oproep|wensen)\b|\bwat moet er gebeuren\b"
    r"|\bverbeterpunten\b|\baandachtspunten\b|\bversterken beleid\b|\bwat (?:moet|kan) (?:er )?beter\b",
    re.I,
)
# the heading says of all that is listed under it that it is advised, also of "Meer aandacht voor jonge mantelzorgers."
LIST_OF_ADVICE = re.compile(
    r"^\W*+[\d.]*+\s*+(?:(?:onze|ons|de|het|overige|concrete|samenvatting|belangrijkste|conclusies? en)\s+)*+"
    r"(?:aanbeveling(?:en)?|advies|adviezen|adviespunten|verbeterpunten)\b(?:\s+(?:aan|voor)\s.{2,60})?\W*$",
    re.I,
)
_TITLE = re.compile(r"[^\W\d_]{3,}")  # "Ad 4." repeats nothing
_VERDICT = re.compile(  # behind "Aanbeveling 3": what became of it
    r"\W*(?:x\W+)?(?:(?:is|wordt|worden)\s+)?(?:(?:niet|deels|gedeeltelijk|grotendeels|geheel|volledig|reeds|al)\s+)*"
    r"(?:overgenomen|opgevolgd|afgewezen|verworpen|aangehouden|uitgevoerd|afgerond|akkoord)\b",
    re.I,
)
ANSWERING = tuple(position.value for position in Position)  # kinds of rules: "Advies 2: dit nemen wij over."
FINDING = re.compile(  # what stands beside "Aanbeveling:"
    r"\W*(?:bevinding|constatering|risico|oorzaak|gevolg|norm)\s*:", re.I
)
_FOUND = r"bevindingen|ervaringen|signalen"
_OF_ITSELF = r"achtergrond|aanleiding|inleiding|leeswijzer|verantwoording|werkwijze|bijlagen?|taken|samenstelling"
OF_ITSELF = re.compile(rf"\b(?:{_OF_ITSELF})\b", re.I)  # headings under which a paper tells of itself
TELLING = re.compile(rf"\b(?:{_FOUND}|{_OF_ITSELF})\b", re.I)  # and under which even an adviser tells of others
# A report's norms and findings fit as well.
DUTIES = frozenset({RuleId.OBLIGES, RuleId.DUTY_OF_BOARD, RuleId.IMPORTANT})
ANNOUNCES = re.compile(r"(?:het volgende|als volgt|volgende \w+)\W*$", re.I)
# "Aanbevelingen voor het college: Zet …", "Aanbeveling: stel een meldpunt in."
ADDRESSED = re.compile(
    r"^(?:(?:Onze )?[Aa]anbeveling(?:en)?|(?:Ons )?[Aa]dvie(?:s|zen)|Verbeterpunt(?:en)?)"
    r"(?:\s+(?:aan|voor)\s+[^:.]{2,50})?:\s+(?=\w+ \w+ \w+ \w)"
)
# Headings of an answer that are the letter's own, whatever their number.
OF_A_LETTER = re.compile(
    r"(?:inleiding|aanleiding|achtergrond|algeme\w+|context|proces|procedure|financi\w+|planning|communicatie|vervolg"
    r"|samenvatting|conclusie|tot slot|slot|afsluiting|bijlagen?|leeswijzer|ontwikkelingen)\b",
    re.I,
)
LONGEST_HEADING = 30  # words: a numbered recommendation longer than this is a paragraph
BACK = re.compile(r"\b(?:daar|hier)(?:bij|voor|mee|toe|naast)\b", re.I)  # goes on with what stands above
LONGEST_SUBJECT = 5  # words, of what a numbered recommendation is about
LONGEST_TITLE = 8  # words, of the title that opens an item
FINITE = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|heeft|hebben|kan|kunnen|moet|moeten|zal|zullen|luidt|blijkt)\b", re.I
)
ROMAN = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
    "XVIII",
    "XIX",
    "XX",
]
SHORT = 1500  # words: in so short a letter "moet" says what the reader is to do; a longer text tells of norms too
OF_OTHERS = re.compile(  # what a law or somebody else demands, or what is told of
    r"\b(?:artikel|art\.|wet|wetgeving|avg|verordening\w*|richtlijn\w*|volgens|op grond van|ingevolge)\b|[“„\"«]", re.I
)
ORDINAL = re.compile(r"^(\d+)(?:e|de|ste|°|º|o)$")  # "2e" counts as 2
RUN, WINDOW = 3, 8  # this many imperatives within so many passages are a list of suggestions, heading or not


def recommendations(parts: Sequence[Part], document: Document) -> Iterator[Draft]:
    """Recommendations in the adviser's own words, with sub-items as children of their numbered heading.

    In a letter of advice each order and, when it is short, each duty is advice, and so in a short document whose kind
    is not clear; a report also tells of duties and norms, so there only what stands in a section of advice.
    """
    short = sum(len(part.passage.text.split()) for part in parts) <= SHORT
    letter = document.kind is DocumentKind.ADVICE or (document.kind is DocumentKind.OTHER and short)
    writer = Writer.of(document, parts)
    advised = {draft.part.passage.id: draft for draft in points(parts, Voice.ADVISER)}
    suggesting = _runs_of_imperatives(parts)
    main: Draft | None = None
    last: Draft | None = None  # the sub-item before, to rebuild lost labels
    listing: Draft | None = None  # the lead-in ("… adviseert:") of the list that is being read
    previous: str | None = None  # the label of its last item
    numbered: Draft | None = None  # the numbered recommendation before, to which lettered items belong
    for index, part in enumerate(parts):
        if part.voice is not Voice.ADVISER or is_header_of_points(part):
            continue
        if part.passage.id in advised:
            yield advised[part.passage.id]
            continue
        number = NUMBERED.search(part.passage.text) or _unsigned(part)
        if number and not part.under(re.compile(r"\binhoud")):
            main = _below_bare_heading(part, number, parts[index + 1 : index + 2]) or numbered_heading(part, number)
            listing, last = None, None
            yield main
            continue
        if part.heading:
            if main and part.passage.level is not None and not _within(part, main):
                main = None
            listing = last = numbered = None
            continue
        if main and _within(part, main):
            item = _sub_item(part, main, last)
            if item:
                last = item
                yield item
            continue
        if listing and _is_item(part) and _continues(previous, part.passage.label):
            previous = part.passage.label
            yield _first_sentence(part, listing, numbered)
            continue
        following = parts[index + 1] if index + 1 < len(parts) else None
        opening = _lead_in(
            part, following, is_advice=document.kind is DocumentKind.ADVICE or part.under(ADVICE_SECTION)
        )
        if opening or part.passage.kind is BlockKind.LIST_ITEM:
            listing, previous = opening, None
        for draft in _by_words(part, opening, writer, suggesting=index in suggesting, letter=letter, short=short):
            numbered = draft if (draft.label or "").isdigit() else numbered
            yield draft


def unsigned(parts: Sequence[Part], document: Document) -> Iterator[Draft]:
    """Recommendations in a document of which is not known who speaks: those in a table that calls them so, and those
    that say in so many words that they advise. Duties and norms may be anybody's."""
    if document.kind is not DocumentKind.OTHER:
        return
    rows = list(points(parts, Voice.REPORT))
    yield from rows
    taken, writer = {draft.part.passage.id for draft in rows}, Writer.of(document, parts)
    for part in parts:
        if part.voice is not Voice.REPORT or part.heading or part.passage.id in taken or part.under(TELLING):
            continue
        for sentence in part.sentences:
            rule = sentence.rule("recommendation")
            if rule is None or rule.id in DUTIES or _only_announces(sentence, writer):
                continue
            if any(advisers(sentence, ASKING)):  # who is named may be another than who writes
                continue
            yield Draft(RECOMMENDATION, part, sentence.start, sentence.end, rule.id, rule.score, soft=rule.soft)


def _only_announces(sentence: Sentence, writer: Writer) -> bool:
    """Whether a sentence asks, quotes, names or announces advice, or tells of another's, and gives none itself."""
    text = sentence.text.strip()
    if text.endswith("?") or text.startswith(("“", '"')) or FINDING.match(text):
        return True
    if sentence.rule("opening", "recommendation") and ANNOUNCES.search(text):
        return True
    return writer.leaves_to_others(sentence) or is_title(sentence) or tells_of_advice(sentence)


def restated(parts: Sequence[Part]) -> Iterator[Draft]:
    """Recommendations as the answering letter repeats them; in a numbered section without such words, the heading."""
    answered = list(points(parts, Voice.AUTHORITY))
    yield from answered
    rows = {draft.part.passage.id for draft in answered}
    for section in _sections([part for part in parts if part.passage.id not in rows]):
        found = list(_restated_sentences(section))
        head = section[0]
        number = NUMBERED.search(head.passage.text) or _unsigned(head)
        if number and head.voice is Voice.AUTHORITY and not _says_what_becomes(head, number):
            below = _below_bare_heading(head, number, section[1:2], advised=True)
            if below or not _is_bare(head, number):
                yield replace(below or numbered_heading(head, number), restated=True)
                continue
        if any(pattern.search(head.passage.text) for pattern in (QUESTION, ANSWER, HEARING, AFTERWORD)):
            continue
        bare = head.passage.text[_bare(head)[0] :]
        titled = head.heading and head.passage.label and not number and _TITLE.search(bare)
        if not found and titled and not OF_A_LETTER.match(bare) and _mentions_you(section):
            yield Draft(RECOMMENDATION, head, *_bare(head), GroundKind.NUMBERED, 0.7, head.passage.label, restated=True)
        firm = [d for d in found if d.score >= 0.85]
        if not found:
            continue
        # "U vraagt aandacht voor …" is left out where the advice after it makes it concrete
        first, *others = found[found.index(firm[0]) :] if firm else found
        main = replace(first, label=head.passage.label if head.heading else None)
        yield main
        yield from (replace(draft, parent=None if draft.score >= 0.85 else main) for draft in others)


def _is_bare(part: Part, number: re.Match[str]) -> bool:
    """Whether a line is only the number of a point: "Aanbeveling 3." repeats nothing, and what stands below answers."""
    return not part.passage.text[number.end() :].strip(" :.–—-")


def numbered_heading(part: Part, number: re.Match[str]) -> Draft:
    """The recommendation that a line "Aanbeveling 3: …" is, with the words "Aanbeveling 3"."""
    word = re.compile(r"Aanbeveling|Adviespunt|Advies").search(part.passage.text, number.start())
    start = word.start() if word else number.start()
    end = len(part.passage.text.rstrip())
    paragraph = number.re is UNSIGNED and not part.heading
    if paragraph or len(part.passage.text[start:].split()) > LONGEST_HEADING:
        end = next((s.end for s in part.sentences if s.end > number.end() + 1), end)
    return Draft(RECOMMENDATION, part, start, end, GroundKind.NUMBERED, 0.97, _number(number))


def _unsigned(part: Part) -> re.Match[str] | None:
    found = UNSIGNED.match(part.passage.text)
    return found if found and (part.heading or opens_with_order(part.passage.text[found.end() :])) else None


def _number(found: re.Match[str]) -> str:
    return next(str(group) for group in found.groups() if group)


def _below_bare_heading(
    part: Part, number: re.Match[str], below: Sequence[Part], *, advised: bool = False
) -> Draft | None:
    """The recommendation under a heading that only numbers it: "Aanbeveling 3:" with "Stel een kader vast." below, or
    says its subject ("Aanbeveling 3: inhuur").

    The sentence that advises, else the first; None when nothing stands below, or a list. With `advised`, and below a
    subject, only a sentence that advises: an answering letter may well go on with its answer, and "Aanbeveling 3: meer
    regie" may be all.
    """
    if not below or below[0].passage.kind is not BlockKind.TEXT:
        return None
    if subject := part.passage.text[number.end() :].strip(" :.–—-"):
        first = below[0].sentences[:1]
        ordered = bool(first) and is_order(first[0], True, False) and not BACK.search(first[0].text)
        if advised or not ordered or not _is_subject(part, subject):
            return None
    orders = [one for one in below[0].sentences if is_order(one, True, False)]  # "Onderzoek of …" puts nothing off
    under = [one for one in below[0].sentences if one in orders or not one.rule(*ANSWERING)]
    advising = [one for one in under if one in orders or one.rule("recommendation")]
    for sentence in (*advising, *(() if advised else under)):
        return Draft(RECOMMENDATION, below[0], sentence.start, sentence.end, GroundKind.NUMBERED, 0.9, _number(number))
    return None


def _is_subject(part: Part, text: str) -> bool:
    """A few words without a verb: what a recommendation is about, not what it recommends."""
    sentence = part.sentences[-1] if part.sentences else None
    short = len(text.split()) <= LONGEST_SUBJECT and not opens_with_order(text, least=2)
    return short and sentence is not None and not (sentence.finite or sentence.infinitive or sentence.imperative)


def _sub_item(part: Part, main: Draft, last: Draft | None) -> Draft | None:
    """A lettered or bulleted item under a numbered recommendation, also when OCR lost its letter."""
    text = part.passage.text
    words = text.split()
    lettered = re.match(r"([A-Ha-h])[.)]\s+(?=[A-Z])", text)
    start = lettered.end() if lettered else 0
    label = lettered.group(1).lower() if lettered else part.passage.label
    if (lettered or part.passage.kind is BlockKind.LIST_ITEM) and len(words) >= 4:
        return Draft(RECOMMENDATION, part, start, len(text.rstrip()), GroundKind.SUB_ITEM, 0.95, label, main)
    lost = last is not None and len(words) >= 12 and text.rstrip()[-1] in ".!?" and _is_titled(part)
    if lost and last is not None:
        return Draft(
            RECOMMENDATION, part, 0, len(text.rstrip()), GroundKind.UNLETTERED, 0.8, _next_label(last.label), main
        )
    return None


def _is_titled(part: Part) -> bool:
    """Opens like an item of which the letter was lost: with a short title ("Duurzame relaties. …") or with an order."""
    first = part.sentences[0]
    title = len(first.text.split()) <= LONGEST_TITLE and first.text[0].isupper() and len(part.sentences) > 1
    return is_imperative(first) or (title and not FINITE.search(first.text))


def _next_label(label: str | None) -> str | None:
    return chr(ord(label) + 1) if label and len(label) == 1 and label.isalpha() and label not in "zZ" else None


def _within(part: Part, main: Draft) -> bool:
    heading = main.part.passage
    if heading.kind is BlockKind.HEADING:
        return heading.text in part.passage.section
    return part.passage.section == heading.section


def _lead_in(part: Part, following: Part | None, *, is_advice: bool) -> Draft | None:
    """The sentence that opens a list of recommendations: "Wij adviseren u:", "… brengt het volgende advies uit."."""
    if not part.sentences or following is None or not _is_item(following):
        return None
    sentence = part.sentences[-1]
    rule = sentence.rule("opening") or (sentence.rule("recommendation") if _goes_on(sentence, following) else None)
    if rule is None or rule.soft or (rule.id in DUTIES and not is_advice):  # what a duty opens may be conditions
        return None
    return Draft(RECOMMENDATION, part, sentence.start, sentence.end, GroundKind.LISTED_AFTER, 0.93, cue=rule.id)


def _goes_on(sentence: Sentence, following: Part) -> bool:
    """Whether a sentence goes on in the list below it: behind a colon, or without a sign and in small letters, as in
    "De commissie adviseert het college om" and "– het bezwaar gegrond te verklaren;"."""
    bare = following.passage.text.lstrip("-–—•* ")
    return sentence.text.endswith(":") or (sentence.text[-1:].isalpha() and bare[:1].islower())


def _is_item(part: Part) -> bool:
    """An item of a list, also one of which the mark was lost: "het bezwaar ongegrond te verklaren;"."""
    return part.passage.kind is BlockKind.LIST_ITEM or (
        part.passage.kind is BlockKind.TEXT and bool(part.sentences) and is_task(part.sentences[0])
        and not part.sentences[0].text.lstrip()[:1].isupper()
    )  # fmt: skip


def _continues(previous: str | None, label: str | None) -> bool:
    """Whether an item with this label goes on with a list, also after a paragraph in between ("1.", uitleg, "2.")."""
    if previous is None or label is None or previous == label:
        return True
    previous, label = (ORDINAL.sub(r"\1", each) for each in (previous, label))
    if previous.isdigit() and label.isdigit():
        return int(label) == int(previous) + 1
    if previous.upper() in ROMAN and label.upper() in ROMAN:
        return ROMAN.index(label.upper()) == ROMAN.index(previous.upper()) + 1
    return label == _next_label(previous) or previous.isdigit() != label.isdigit()


def _first_sentence(part: Part, listing: Draft, numbered: Draft | None) -> Draft:
    sentence, label = part.sentences[0], part.passage.label
    parent = numbered if label and label.isalpha() else None
    return replace(listing, part=part, start=sentence.start, end=sentence.end, label=label, parent=parent)


def _by_words(
    part: Part, leave_out: Draft | None, writer: Writer, *, suggesting: bool, letter: bool, short: bool
) -> Iterator[Draft]:
    advising = part.under(ADVICE_SECTION) or suggesting
    letter = letter and not part.under(TELLING)
    listed = part.passage.kind is BlockKind.LIST_ITEM and any(
        LIST_OF_ADVICE.match(h) for h in part.passage.section[-1:]
    )
    addressed = ADDRESSED.match(part.passage.text)
    if addressed:
        end = next((s.end for s in part.sentences if s.end > addressed.end() + 1), len(part.passage.text))
        yield Draft(RECOMMENDATION, part, addressed.end(), end, GroundKind.ADDRESSED, 0.9, part.passage.label)
        return
    for sentence in part.sentences:
        if leave_out and sentence.start == leave_out.start:
            continue
        if _only_announces(sentence, writer):
            continue
        rule = sentence.rule("recommendation", "endorsement")
        label = part.passage.label if sentence is part.sentences[0] else None
        if rule and (advising or rule.id not in DUTIES or (letter and rule.id != RuleId.OBLIGES)):
            yield Draft(RECOMMENDATION, part, sentence.start, sentence.end, rule.id, rule.score, label, soft=rule.soft)
            advising = advising or not rule.soft or rule.id == RuleId.ASKS_ATTENTION  # "… Bied hun de zekerheid dat …"
        elif (
            short
            and letter
            and not sentence.text.rstrip().endswith(":")
            and is_duty(sentence)
            and not OF_OTHERS.search(sentence.text)
        ):
            yield Draft(RECOMMENDATION, part, sentence.start, sentence.end, GroundKind.DUTY, 0.7, label)
        elif is_order(sentence, advising, letter) or (letter and adds_order(sentence)):
            yield Draft(RECOMMENDATION, part, sentence.start, sentence.end, GroundKind.IMPERATIVE, 0.9, label)
        elif advising and part.passage.kind is BlockKind.LIST_ITEM and is_infinitive(sentence):
            yield Draft(RECOMMENDATION, part, sentence.start, sentence.end, GroundKind.INFINITIVE, 0.7, label)
        elif listed and sentence is part.sentences[0] and (is_phrase(sentence) or sentence.text.startswith("Dat ")):
            yield Draft(RECOMMENDATION, part, sentence.start, sentence.end, GroundKind.BELOW_ADVICE, 0.7, label)


def _runs_of_imperatives(parts: Sequence[Part]) -> frozenset[int]:
    """Indexes of passages in a run of orders: a list of suggestions whose heading did not come through."""
    orders = [i for i, p in enumerate(parts) if not p.heading and p.sentences and is_imperative(p.sentences[0])]
    near = {i: [j for j in orders if abs(i - j) <= WINDOW] for i in orders}
    return frozenset(i for i, others in near.items() if len(others) >= RUN)


def _sections(parts: Sequence[Part]) -> Iterator[list[Part]]:
    """Passages of the answering voice, cut at headings; a section begins with its heading."""
    section: list[Part] = []
    for part in parts:
        if part.heading and section:
            yield section
            section = []
        if part.voice is Voice.AUTHORITY:
            section.append(part)
    if section:
        yield section


def _restated_sentences(section: Sequence[Part]) -> Iterator[Draft]:
    for part in section:
        number = NUMBERED.match(part.passage.text) or _unsigned(part)
        if number and not part.heading and not _says_what_becomes(part, number) and not _is_bare(part, number):
            yield replace(numbered_heading(part, number), restated=True)
            continue
        for sentence in part.sentences:
            rule = sentence.rule("restated")
            said = not sentence.text.rstrip().endswith("?") and not tells_of_advice(sentence)
            if rule and said and not part.heading:
                yield Draft(RECOMMENDATION, part, sentence.start, sentence.end, rule.id, rule.score, restated=True)


def _says_what_becomes(part: Part, number: re.Match[str]) -> bool:
    """Whether a numbered line answers the point instead of repeating it: "Advies 1 – Overgenomen. Wij starten"."""
    if part.heading:
        return False
    answers = any(sentence.rule(*ANSWERING) for sentence in part.sentences)
    return answers or _VERDICT.match(part.passage.text[number.end() :]) is not None


def _mentions_you(section: Sequence[Part]) -> bool:
    return any(re.search(r"\b[Uu]w?\b", part.passage.text) for part in section[1:])


def _bare(part: Part) -> tuple[int, int]:
    """The heading without its number."""
    text = part.passage.text
    label = part.passage.label
    found = re.match(rf"\W*{re.escape(label)}\W*\s", text) if label else None
    return (found.end() if found else 0), len(text.rstrip())
