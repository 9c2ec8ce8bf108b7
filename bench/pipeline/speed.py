"""How fast, and with how much memory, letters are tagged.

python -m bench.pipeline.speed [FILE …] [--pages N]

Compares our pipeline (sentence ends, model, table of lemmas, cues) with the bare model (tok2vec, morphologizer, tagger,
parser, lemmatizer) on the same texts, in turn and in one process; the ratio is ours to bare, below 1 is slower. With
--pages N the texts are repeated until they fill N pages of 350 words, and only the peak of memory is measured.
Without files it reads the texts of the demonstration letters.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import cycle
from pathlib import Path
from statistics import median

SOURCES = Path(__file__).parents[1] / "corpus" / "teksten"
OURS = ["adviesspoor_sentences", "adviesspoor_lemmas", "adviesspoor_cues"]
ROUNDS = 7
WORDS_PER_PAGE = 350


def main() -> None:
    """Print the ratio, or the peak."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--pages", type=int)
    chosen = parser.parse_args()
    texts = paragraphs(chosen.files or sorted(SOURCES.glob("*.txt")))
    if chosen.pages:
        print_peak(texts, chosen.pages)
    else:
        print_ratio(texts)


def paragraphs(files: Iterable[Path]) -> list[str]:
    """The paragraphs of text files, as long as passages are."""
    pieces = (piece for path in files for piece in path.read_text(encoding="utf-8").split("\n\n"))
    return [" ".join(piece.split()) for piece in pieces if piece.strip()]


def print_ratio(texts: Sequence[str]) -> None:
    """Words per second of processor time, ours and bare, and the median of their ratios."""
    from ingest.dutch.pipeline import BATCH, analyse, pipeline

    nlp, words = pipeline(), sum(len(text.split()) for text in texts)

    def ours() -> None:
        for _ in analyse(texts):
            pass

    def bare() -> None:
        with nlp.select_pipes(disable=OURS):
            for _ in nlp.pipe(texts, batch_size=BATCH):
                pass

    ours()  # both meet known words from here on
    bare()
    rounds = [(seconds(bare), seconds(ours)) for _ in range(ROUNDS)]
    ratio = median(b / o for b, o in rounds)
    print(f"{words} words; bare {words / median(b for b, _ in rounds):,.0f} words a second, ", end="")
    print(f"ours {words / median(o for _, o in rounds):,.0f}, ratio {ratio:.2f}")


def print_peak(texts: Sequence[str], pages: int) -> None:
    """The most memory that this process ever held, while it analysed so many pages."""
    from ingest.dutch.pipeline import analyse

    wanted, kept = pages * WORDS_PER_PAGE, []
    for text in cycle(texts):
        kept.append(text)
        wanted -= len(text.split())
        if wanted <= 0:
            break
    found = sum(len(sentences) for sentences in analyse(kept))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    print(f"{pages} pages, {found} sentences, at most {peak:,.0f} MB of memory")


def seconds(work: Callable[[], None]) -> float:
    """Processor time, which a busy machine hardly changes."""
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
