"""Words and meaning together, and why a passage was found.

Both halves are brought to a scale from 0 to 1 within the question, because a cosine says nothing by itself, and added;
that ranked better than the fusion of ranks (bench/embedding_model/README.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from kb.decisions.snapshot import citation
from kb.model import BlockKind, Document, Filter, Hit, Passage
from kb.search.answered import MOST, is_answered
from kb.search.asked import Asked
from kb.search.embedding import Embedder
from kb.search.exact import Exact, Named
from kb.search.index import Index
from kb.search.letters import Letters
from kb.search.listing import hit
from kb.search.reasons import LIKE, meaning, reason
from kb.store import Store

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

POOL = 100  # passages that each half looks at
WORDS = 0.3  # weight of the words beside the meaning: measured, and flat between 0.2 and 0.8
ONE_WORD = 2.0  # that weight when a single word is asked: who types a name wants the places where it stands
HEADED = 0.5  # of what the best passage has by its words, for a letter that has them all in its head
FRAGMENT = 600  # characters: some eight lines, what a reader takes in at once
AROUND = 12  # passages on either side that a fragment can reach
HEADING = 6  # words: a shorter heading is no answer by itself
SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])[\"”’')]*\s+(?=[\"“‘'(]?[A-ZÀ-Ý])|(?<=\d[.!?])\s+(?=[A-ZÀ-Ý])")
Among = Callable[[Filter], set[str] | None]


class Search:
    """One question put to the index."""

    def __init__(
        self,
        store: Store,
        index: Index,
        embedder: Embedder,
        letters: Letters,
        among: Among,
    ) -> None:
        """`among`: the passages that a filter leaves; None when it leaves all."""
        self._store = store
        self._index = index
        self._embedder = embedder
        self._letters = letters
        self._among = among

    def hits(self, text: str, where: Filter, limit: int) -> tuple[Hit, ...]:
        """Best first; nothing for a text without any letter or digit. Raises OtherEmbedder."""
        if not re.search(r"\w", text) or limit < 1:
            return ()
        self._index.require_usable()
        among = self._among(where)
        if among is not None and not among:
            return ()
        asked = self._index.asked(text)
        vector = self._embedder.queries([asked.meant])[0]
        heads = self._index.by_heads(asked)
        exact = Exact(text, self._letters, self._index, heads)
        headed = {id_ for id_ in heads.values() if among is None or id_ in among}
        cosines, bm25 = self._scores(asked, vector, headed, among)
        if exact:
            theirs = self._store.passage_ids(sorted(exact.documents)) | exact.passages.keys()
            theirs = theirs if among is None else theirs & among
            cosines |= dict(self._index.nearest(vector, len(theirs), theirs)) if theirs else {}
        # The index also holds older versions, and it may hold what was added after this question was put.
        found = self._store.passages_by_id(list(cosines)).values()
        documents = self._letters.counting({each.document_id for each in found})
        passages = {each.id: each for each in found if each.document_id in documents}
        cosines, bm25 = ({id_: s for id_, s in half.items() if id_ in passages} for half in (cosines, bm25))
        scores = _together(cosines, bm25, max(WORDS, ONE_WORD / max(1, len(asked.words))))
        named = exact.kept(passages.values())
        if named:
            scores = {id_: _lifted(scores[id_], passages[id_], named.get(id_, 0), text) for id_ in passages}
        found_over = bool(passages.keys() & headed) or self._answers(asked, passages.values(), cosines, among)
        answers = bool(named) or (found_over and not exact.all_missed)
        ranked = sorted(passages.values(), key=lambda passage: (-scores[passage.id], passage.id))
        hits: list[Hit] = []
        shown: set[str] = set()
        every = bool(where.statement_kinds or where.positions or where.statuses)  # each statement is asked for itself
        for passage in ranked:
            if len(hits) == limit:
                break
            if (passage.id in shown and not every) or not self._says_something(passage):
                continue
            before, after = fragment(passage, self._store.passages_around(passage, AROUND))
            shown.update(each.id for each in (*before, passage, *after))
            why = reason(
                exact.reasons(passage), exact.beside(asked.in_common(passage.searchable)), passage.id in headed,
                meaning(cosines[passage.id], self._embedder.least),
            )  # fmt: skip
            found_hit = self._hit(documents[passage.document_id], passage, asked, vector, scores[passage.id], why)
            marks = found_hit.marks if answers else ()
            hits.append(replace(found_hit, before=before, after=after, marks=marks, answers=answers))
        return tuple(hits)

    def like(self, passage: Passage, where: Filter, limit: int) -> tuple[Hit, ...]:
        """The nearest in meaning to a passage, without itself and what is shown with it."""
        self._index.require_usable()
        among = self._among(where)
        vector = self._embedder.passages([passage.searchable])[0]
        cosines = dict(self._index.nearest(vector, POOL * self._letters.most_versions, among))
        own = {each.id for each in self._store.passages_around(passage, 1)}
        found = self._store.passages_by_id([id_ for id_ in cosines if id_ not in own])
        documents = self._letters.counting({each.document_id for each in found.values()})
        near = (each for id_, each in sorted(found.items(), key=lambda pair: -cosines[pair[0]])
                if each.document_id in documents and self._says_something(each))  # fmt: skip
        return tuple(
            hit(
                documents[each.document_id],
                each,
                self._letters.said_in(each),
                LIKE,
                max(0.0, min(1.0, cosines[each.id])),
            )
            for each in islice(near, limit)
        )

    def _answers(
        self, asked: Asked, passages: Collection[Passage], cosines: Mapping[str, float], among: Collection[str] | None
    ) -> bool:
        """Whether any passage is about the question; always, of a model of which it is not known how near that is."""
        least = self._embedder.least
        if least is None or not cosines:
            return True
        count = self._index.size(MOST) if among is None else len(among)
        return is_answered(asked, passages, cosines.values(), count, least)

    def _scores(
        self, asked: Asked, vector: NDArray[np.float32], headed: Collection[str], among: set[str] | None
    ) -> tuple[dict[str, float], dict[str, float]]:
        """Cosine of every passage that either half found, and BM25 of those that the words found. The passages that
        stand for a letter over which all words stand (`headed`) have a share of what the best passage has."""
        pool = POOL * self._letters.most_versions  # each passage can have a twin in every older version
        bm25 = dict(self._index.by_words(asked, pool, among))
        over = HEADED * max(bm25.values(), default=1.0)
        bm25 |= {id_: max(bm25.get(id_, 0.0), over) for id_ in headed}
        cosines = dict(self._index.nearest(vector, pool, among))
        missing = bm25.keys() - cosines.keys()
        cosines |= dict(self._index.nearest(vector, len(missing), missing)) if missing else {}
        return cosines, {id_: score for id_, score in bm25.items() if id_ in cosines}

    def _says_something(self, passage: Passage) -> bool:
        """A short heading is left out, unless it is itself a statement ("Aanbeveling 2: Meer regie")."""
        short = passage.kind is BlockKind.HEADING and len(passage.text.split()) < HEADING
        return not short or bool(self._letters.said_in(passage))

    def _hit(
        self, document: Document, passage: Passage, asked: Asked, vector: NDArray[np.float32], score: float, why: str
    ) -> Hit:
        start, end = self._best_sentence(passage.text, asked, vector)
        return Hit(
            passage=passage,
            document=document,
            citation=citation(document, passage, start, end),
            score=score,
            why=why,
            statements=self._letters.said_in(passage),
            marks=((start, end),),
        )

    def _best_sentence(self, passage: str, asked: Asked, vector: NDArray[np.float32]) -> tuple[int, int]:
        """The range of the sentence that is nearest in meaning and has most words in common."""
        ranges = list(sentences(passage))
        if len(ranges) == 1:
            return ranges[0]
        parts = [passage[start:end] for start, end in ranges]
        near = self._embedder.passages(parts) @ vector
        many = max(1, len(asked.words))
        same = [len(asked.in_common(part)) / many for part in parts]
        best = max(range(len(parts)), key=lambda number: float(near[number]) + WORDS * same[number])
        return ranges[best]


def fragment(passage: Passage, passages: Sequence[Passage]) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """What stands before and after a passage, to about FRAGMENT characters in all, what follows first.

    `passages` are those around it, itself included, in the order of the document. Letters are cut into short paragraphs
    and slides into shorter ones, while a reader wants the point with its surroundings.
    """
    at = first = last = [each.id for each in passages].index(passage.id)
    length = len(passage.text)
    while length < FRAGMENT and (first > 0 or last < len(passages) - 1):
        if last < len(passages) - 1:
            last += 1
            length += len(passages[last].text)
        if length < FRAGMENT and first > 0:
            first -= 1
            length += len(passages[first].text)
    return tuple(passages[first:at]), tuple(passages[at + 1 : last + 1])


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences of a passage, without the white space between them."""
    start = 0
    for gap in SENTENCE_END.finditer(text):
        end = gap.start() + len(gap.group().rstrip())
        yield start, end
        start = gap.end()
    yield start, len(text)


def _lifted(score: float, passage: Passage, place: int, text: str) -> float:
    """The score, 0 to 1, with what a question names above the rest; of a question that is nothing but a reference in
    the order of the letter, for then no passage answers it more than another."""
    if place and len(text.split()) == 1:
        score = 1 / passage.number
    return (place + score) / (1 + max(Named))


def _together(cosines: dict[str, float], bm25: dict[str, float], weight: float) -> dict[str, float]:
    """Between 0 and 1: meaning from the last of the pool to the nearest, words from nothing to the best, by weight."""
    ordered: Sequence[float] = sorted(cosines.values(), reverse=True)[:POOL]
    if not ordered:
        return {}
    top, low = ordered[0], ordered[-1]
    most = max(bm25.values(), default=0.0)
    return {
        id_: (
            max(0.0, (cosine - low) / (top - low) if top > low else 1.0)
            + weight * (bm25.get(id_, 0.0) / most if most > 0 else 0.0)
        )
        / (1 + weight)
        for id_, cosine in cosines.items()
    }
