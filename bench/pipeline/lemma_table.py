"""The table of lemmas that stands beside the model: words as the treebanks have them, and a list for the rest."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path

from bench.pipeline.treebank import Row, sentences
from kb.text.sorted_lines import by_word


def write_lemma_table(train: Path, target: Path, listed: Mapping[str, str]) -> None:
    """Write FORM, part of speech and what to cut and add, a line each; without part of speech: from the list.

    A proper name is left out when it is its own lemma, a treebank word when the list says the same.
    """
    seen = {
        (form, upos): lemma
        for (form, upos), lemma in _seen(train).items()
        if (lemma != form if upos == "PROPN" else listed.get(form.lower()) != lemma)
    }
    lines = [f"{form}\t{upos}\t{_edit(form, lemma)}\n" for (form, upos), lemma in seen.items()]
    lines += [f"{form}\t\t{_edit(form, lemma)}\n" for form, lemma in listed.items()]
    with target.open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb", mtime=0) as packed:
        packed.write("".join(sorted(lines, key=by_word)).encode())


def _seen(train: Path) -> dict[tuple[str, str], str]:
    """The most frequent lemma of each word and part of speech, without the particle of a verb that stands apart."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for path in sorted(train.glob("*.conllu")):
        for sentence in sentences(path):
            for (form, upos), lemma in _bare_lemmas(sentence):
                counts[form, upos][lemma] += 1
    return {key: lemmas.most_common(1)[0][0] for key, lemmas in counts.items()}


def _bare_lemmas(sentence: list[Row]) -> Iterator[tuple[tuple[str, str], str]]:
    particles = {row[5]: row[0].lower() for row in sentence if row[6] == "compound:prt"}
    for place, (form, lemma, upos, *_) in enumerate(sentence):
        particle = particles.get(place, "")
        apart = particle and lemma.startswith(particle) and not form.lower().startswith(particle)
        yield (form, upos), lemma[len(particle) :] if apart else lemma


def listed_lemmas() -> dict[str, str]:
    """spaCy's list of Dutch forms and their lemmas (MIT), from the package spacy-lookups-data."""
    found = find_spec("spacy_lookups_data")
    if found is None or found.origin is None:
        raise SystemExit('The table of lemmas needs: pip install "adviesspoor[bench]"')
    with gzip.open(Path(found.origin).parent / "data" / "nl_lemma_lookup.json.gz", "rt", encoding="utf-8") as file:
        listed: dict[str, str] = json.load(file)
    return {form: lemma for form, lemma in listed.items() if "\t" not in form + lemma and form and lemma}


def _edit(form: str, lemma: str) -> str:
    """How many characters to cut from the form's end and what to add: "huizen" to "huis" is "3s"."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return f"{len(form) - same} {lemma[same:]}"
