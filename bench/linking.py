"""What does linking cost? Laying an answer of five pages beside an advice of five pages, and embedding their passages.

    python -m bench.linking

Both are measured in turn, so the ratio holds on a busy machine. Above 2 linking takes less than half of the embedding.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.timing import Compared, compare
from ingest.pipeline import add, link_all
from kb import KnowledgeBase
from kb.model import DocumentKind

CORPUS = Path(__file__).parents[1] / "corpus"
CHARACTERS = 5 * 2_800  # of five pages of a letter
HEADS = {
    "advies.txt": "Adviesraad Waterstad\n\nAan het college van burgemeester en wethouders van Waterstad\n\n"
    "Datum: 4 maart 2024\nOns kenmerk: AW-24-7\nOnderwerp: Advies over van alles\n\nGeacht college,",
    "reactie.txt": "Gemeente Waterstad\n\nAan de Adviesraad Waterstad\n\nDatum: 2 mei 2024\nUw kenmerk: AW-24-7\n"
    "Ons kenmerk: Z24-3\nOnderwerp: Reactie op uw advies over van alles\n\nGeachte leden,",
}  # fmt: skip
KINDS = {"advies.txt": DocumentKind.ADVICE, "reactie.txt": DocumentKind.RESPONSE_LETTER}


def main() -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as name:
        print(measured(Path(name)))


def measured(folder: Path) -> str:
    """How much time linking takes, as a share of the time that embedding takes."""
    letters = written(folder)
    with KnowledgeBase(folder / "kennisbank") as kb:
        add(kb, letters)
        texts = [passage.text for document in kb.documents() for passage in kb.passages(document.id)]
        found: Compared = compare(lambda: link_all(kb), lambda: kb.embedder.passages(texts), turns=5)
        counts = f"{len(kb.links())} links, {len(texts)} passages"
    return f"linking takes {found.ours / found.theirs:.2f} of embedding the passages ({counts})"


def written(folder: Path) -> list[Path]:
    """An advice and its answer of five pages each, from the letters of the demonstration."""
    with KnowledgeBase(folder / "demo") as kb:
        add(kb, sorted(CORPUS.glob("*asd*.pdf")) + sorted(CORPUS.glob("*collegereactie*.pdf")))
        texts = {
            name: "\n\n".join(
                passage.text
                for document in kb.documents()
                if document.kind is kind
                for passage in kb.passages(document.id)
            )
            for name, kind in KINDS.items()
        }
    for name, text in texts.items():
        (folder / name).write_text(f"{HEADS[name]}\n\n{text[:CHARACTERS]}\n", encoding="utf-8")
    return [folder / name for name in texts]


if __name__ == "__main__":
    main()
