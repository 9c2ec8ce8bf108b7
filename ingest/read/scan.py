"""OCR of page pictures with Tesseract, which is a program beside this one: used when it is there with Dutch data."""

from __future__ import annotations

import csv
import io
import os
import shutil
import statistics
import subprocess
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from ingest.layout.pages import RawLine, tidy
from ingest.read.look import PLAIN, Look
from ingest.read.quality import PARAGRAPH
from kb.model import BBox, BlockKind

DPI = 300
_SECONDS = 180  # per page; a picture that takes longer is not a page of text
_NOISE = 0.35  # mean confidence under which a line is crumbs of a picture
_MAYBE = 0.5  # confidence of a sign that may be another, below what is shown as sure
_READ = 0.6  # mean confidence under which a page may stand on its head: upside down, type gives 0.2 to 0.3


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a grey picture, a byte a dot, with its dots per inch, made level after a first look."""

    dots: bytes
    width: int
    height: int
    dpi: int
    look: Look = PLAIN

    @property
    def data(self) -> bytes:
        """A file that Tesseract reads."""
        return b"P5 %d %d 255\n" % (self.width, self.height) + self.dots

    def turned(self, degrees: int) -> Picture:
        """The same, turned clockwise by a multiple of 90 degrees."""
        import numpy as np

        grey = np.frombuffer(self.dots, np.uint8).reshape(self.height, self.width)
        turned = np.rot90(grey, -degrees // 90)
        return replace(self, dots=turned.tobytes(), width=turned.shape[1], height=turned.shape[0])


@dataclass(frozen=True, slots=True)
class Scan:
    """What stands on a picture: lines with boxes in points from the top left of the picture once it is turned so many
    degrees clockwise and made level by `tilt`, and its size in points then. No lines: nothing could be read."""

    lines: tuple[RawLine, ...]
    turn: int = 0
    tilt: float = 0.0
    size: tuple[float, float] = (0.0, 0.0)


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    box: BBox
    confidence: float


@cache
def can_read_scans() -> bool:
    """Whether `tesseract` stands on this machine with its Dutch data."""
    return "nld" in languages()


@cache
def languages() -> tuple[str, ...]:
    """The models that Tesseract reads with: Dutch, and English where it is there, for it can write a § and the Dutch
    one cannot; Dutch words are read as well with both. None without Tesseract or its Dutch data."""
    if shutil.which("tesseract") is None:
        return ()
    command = ["tesseract", "--list-langs"]
    listed = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    there = (listed.stdout + listed.stderr).split()
    return tuple(each for each in ("nld", "eng") if each in there) if "nld" in there else ()


def read_pictures(pictures: Iterable[Picture]) -> Iterator[Scan]:
    """What stands on each picture, in order. All cores work, and no more pictures are held than they need."""
    cores = os.cpu_count() or 1
    waiting: deque[Future[Scan]] = deque()
    with ThreadPoolExecutor(max_workers=cores) as pool:
        for picture in pictures:
            waiting.append(pool.submit(_scan, picture))
            if len(waiting) > cores:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


def _scan(picture: Picture) -> Scan:
    """A page that lies on its side or upside down is turned until it can be read; which way is only seen by trying."""
    best, most = Scan(()), -1.0
    turns = deque((90, 270, 0) if picture.look.sideways else (0, 180))
    while turns:
        turn = turns.popleft()
        upright = picture.turned(turn) if turn else picture
        lines = _lines(upright)
        marks = [mark for line in lines for mark in line.sure]
        standing = _stands(lines)
        sure = 0.0 if standing or not marks else sum(marks) / len(marks)
        if sure > most:
            size = upright.width * 72 / picture.dpi, upright.height * 72 / picture.dpi
            best, most = Scan(lines, turn, picture.look.tilt, size), sure
        if sure >= _READ or not lines:
            break
        if standing and turns == deque((180,)):
            turns = deque((90, 270))
    return best


def _stands(lines: Sequence[RawLine]) -> bool:
    """Whether most lines run up or down: Tesseract reads some of these too, in any order."""
    long = [line.bbox for line in lines if line.bbox and len(line.text) >= 8]
    return 2 * sum(box.y1 - box.y0 > box.x1 - box.x0 for box in long) > len(long)


def _lines(picture: Picture) -> tuple[RawLine, ...]:
    command = ["tesseract", "stdin", "stdout", "-l", "+".join(languages()), "--dpi", str(picture.dpi)]
    if picture.look.shaded:
        command += ["-c", "thresholding_method=2"]  # Sauvola: what is ink depends on the paper around it
    command.append("tsv")
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(
            command, input=picture.data, capture_output=True, check=False, timeout=_SECONDS, env=environment
        )
    except subprocess.TimeoutExpired:
        return ()
    return lines_of(done.stdout.decode("utf-8", "replace"), picture.dpi) if done.returncode == 0 else ()


def lines_of(table: str, dpi: int = DPI) -> tuple[RawLine, ...]:
    """The lines in Tesseract's table of words. All have one size: OCR does not know type sizes well enough."""
    rows: dict[tuple[str, ...], list[_Word]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        text = tidy(row["text"] or "")
        if row["level"] == "5" and text and float(row["conf"]) >= 0:
            key = (row["block_num"], row["par_num"], row["line_num"])
            rows[key].append(_Word(text, _box(row, dpi), float(row["conf"]) / 100))
    pieces = [piece for words in rows.values() for piece in _pieces(_with_doubt(words))]
    if not pieces:
        return ()
    size = statistics.median(
        max(word.box.y1 for word in piece) - min(word.box.y0 for word in piece) for piece in pieces
    )
    return tuple(_line(piece, size) for piece in pieces)


def _with_doubt(words: list[_Word]) -> list[_Word]:
    """The words of a line; a lone sign before a number that may be a § is doubtful, however sure OCR is of it."""
    starts = list(accumulate((len(word.text) + 1 for word in words), initial=0))
    signs = {found.start() for found in PARAGRAPH.finditer(" ".join(word.text for word in words))}
    return [
        replace(word, confidence=min(word.confidence, _MAYBE))
        if "§" not in word.text and any(start <= sign < start + len(word.text) for sign in signs)
        else word
        for start, word in zip(starts, words, strict=False)
    ]


def _box(row: dict[str, str], dpi: int) -> BBox:
    left, top, width, height = (float(row[name]) * 72 / dpi for name in ("left", "top", "width", "height"))
    return BBox(round(left, 2), round(top, 2), round(left + width, 2), round(top + height, 2))


def _pieces(words: Sequence[_Word]) -> Iterator[list[_Word]]:
    """The words of a line, cut where the white between them is wider than a word space can be."""
    height = statistics.median(word.box.y1 - word.box.y0 for word in words)
    piece = [words[0]]
    for word in words[1:]:
        if word.box.x0 - piece[-1].box.x1 > 3 * height:
            yield piece
            piece = []
        piece.append(word)
    yield piece


def _line(words: Sequence[_Word], size: float) -> RawLine:
    box = words[0].box
    for word in words[1:]:
        box = box | word.box
    confidence = sum(word.confidence * len(word.text) for word in words) / sum(len(word.text) for word in words)
    kind = BlockKind.FURNITURE if confidence < _NOISE else None
    sure = tuple(round(word.confidence, 2) for word in words for _ in word.text.split())
    return RawLine(" ".join(word.text for word in words), box, size, kind=kind, sure=sure)
