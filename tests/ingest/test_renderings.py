"""One letter three ways: as text, as PDF with a margin column, and as a skewed and dirty scan. All three say the same.

The letter of this project is rendered here; an annotated one stands beside the project and is used when it is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import pytest

from bench.corpus.build import TEXTS
from bench.corpus.letters import render_letter
from bench.corpus.source import Shape, Source, plain, read_blocks, read_source
from ingest.read.scan import can_read_scans
from ingest.reading import read_file
from kb.model import GroundKind, Reading
from kb.settings import Limits

OWN = TEXTS / "2025-03-27_collegereactie_toegankelijkheid.txt"
ANNOTATED = "college_reactie_advies_bezuinigingen_jeugdhulp"
MARGIN = ("Datum", "Uw brief van", "Uw kenmerk", "Ons kenmerk", "Bijlage(n)", "Portefeuille", "Contact", "Pagina")
HEAD = ("title", "kind", "sender", "addressee", "date", "our_reference", "your_reference", "subject", "answers")
ALIKE = {"pdf": 0.995, "scan": 0.97}  # share of words that agree with the text

needs_ocr = pytest.mark.skipif(not can_read_scans(), reason="tesseract with Dutch data is not on this machine")
WAYS = ["pdf", pytest.param("scan", marks=needs_ocr)]


@cache
def reading(path: Path) -> Reading:
    read = read_file(path.name, path.read_bytes(), Limits()).reading
    assert read is not None
    return read


def typed(source: Source) -> str:
    """A letter as its writer would mail it: the fields, the address, then the text."""
    fields = [f"{name}: {source.get(name.lower())}" for name in ("Datum", "Uw kenmerk", "Ons kenmerk")]
    blocks: list[str] = []
    for block in read_blocks(plain(source.body)):
        words = block.text.replace(" | ", "\n").replace(", ", "\n") if block.shape is Shape.CLOSING else block.text
        blocks.append(f"{block.label} {words}".strip())
    return "\n\n".join(["\n".join(fields), source.get("aan"), source.get("onderwerp"), *blocks]) + "\n"


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    folder = tmp_path_factory.mktemp("brief")
    source = read_source(OWN)
    ways = {"text": folder / "brief.txt", "pdf": folder / "brief.pdf", "scan": folder / "scan.pdf"}
    ways["text"].write_text(typed(source), "utf-8")
    render_letter(source, ways["pdf"])
    render_letter(replace(source, head={**source.head, "scan": "ja"}), ways["scan"])
    return ways


@pytest.fixture
def annotated(shared: Path) -> Mapping[str, Path]:
    dev = shared / "data" / "dev"
    if not (dev / "renderings").is_dir():
        pytest.skip("shared data not present: ../shared/data/dev/renderings holds the annotated letter three ways")
    return {
        "text": dev / "documents" / f"{ANNOTATED}.txt",
        "pdf": dev / "renderings" / "born_digital" / f"{ANNOTATED}.pdf",
        "scan": dev / "renderings" / "scan" / f"{ANNOTATED}.pdf",
    }


@pytest.fixture(params=["own", "annotated"])
def letter(request: pytest.FixtureRequest) -> Mapping[str, Path]:
    ways: Mapping[str, Path] = request.getfixturevalue(request.param)
    return ways


def words(reading: Reading) -> list[str]:
    return re.findall(r"\w+", " ".join(passage.text for passage in reading.passages))


def agreement(one: list[str], other: list[str]) -> float:
    """The share of words of the longer of two texts that stand in the other, in the same order."""
    same = sum(block.size for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks())
    return same / max(len(one), len(other), 1)


def said(reading: Reading) -> Iterator[tuple[str, list[str]]]:
    """Without what was weighed: a sign that a scan reads wrongly may take it over what is asked, or below it."""
    for statement in reading.statements:
        if statement.rests_on(GroundKind.WEIGHED):
            continue
        yield str(statement.kind), re.findall(r"\w+", statement.text.lower())


@pytest.mark.parametrize("way", WAYS)
def test_three_renderings_say_the_same(letter: Mapping[str, Path], way: str) -> None:
    text, other = reading(letter["text"]), reading(letter[way])
    assert {name: getattr(other.document, name) for name in HEAD} == {
        name: getattr(text.document, name) for name in HEAD
    }
    assert agreement(words(text), words(other)) >= ALIKE[way]
    expected, found = list(said(text)), list(said(other))
    assert [kind for kind, _ in found] == [kind for kind, _ in expected]
    assert expected, "a letter without statements shows nothing"
    for (_, wanted), (_, got) in zip(expected, found, strict=True):
        assert agreement(wanted, got) >= (1.0 if way == "pdf" else 0.9), (wanted, got)


@pytest.mark.parametrize("way", WAYS)
def test_no_word_of_the_margin_stands_in_the_text(letter: Mapping[str, Path], way: str) -> None:
    texts = [passage.text for passage in reading(letter[way]).passages]
    assert [text for text in texts if text.startswith(MARGIN) or re.search(r"\b(?:Ons|Uw) kenmerk\b", text)] == []
    assert all(len(text) > 1 and not re.fullmatch(r"\d+/\d+", text) for text in texts)
