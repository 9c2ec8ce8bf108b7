"""Damaged and hostile files, the same 300 from the same seed, made out of the letters of `corpus/`.

    python -m bench.damage [--count N] [--seed N]

Adds them to a knowledge base together with whole letters, and says what became of them: every file has to end with a
sentence or as a document, and every whole letter has to be there. A run ends with exit code 1 when that is not so.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import random
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator, Sequence
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).parents[1] / "corpus"
SEED, COUNT = 20261122, 300
BOUND, GRACE = 20, 20  # seconds that a file may be silent, and what starting anew and a busy machine may add
Maker = Callable[[random.Random, list[tuple[str, bytes]]], tuple[str, bytes]]


def damaged(count: int = COUNT, seed: int = SEED) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of so many files; the kinds take turns."""
    chance = random.Random(seed)
    letters = [(path.name, path.read_bytes()) for path in sorted(CORPUS.iterdir()) if path.suffix in SUFFIXES]
    for number in range(count):
        kind, maker = list(KINDS.items())[number % len(KINDS)]
        name, data = maker(chance, letters)
        yield f"{number:03} {kind}{Path(name).suffix}", data


def _truncated(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    name, data = chance.choice(letters)
    return name, data[: chance.randrange(1, len(data))]


def _flipped(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    name, data = chance.choice(letters)
    broken = bytearray(data)
    for _ in range(chance.choice((1, 20, 500))):
        broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
    return name, bytes(broken)


def _holed(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    name, data = chance.choice(letters)
    start = chance.randrange(len(data))
    return name, data[:start] + bytes(chance.randrange(1, 4000)) + data[start + chance.randrange(1, 4000) :]


def _other_suffix(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    _, data = chance.choice(letters)
    return f"x{chance.choice(('.pdf', '.docx', '.eml', '.msg', '.rtf', '.odt', '.html', '.txt', '.doc', '.exe'))}", data


def _noise(chance: random.Random, _: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    marks = (b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf1", b"\xff\xd8\xff", b"")
    mark = chance.choice(marks)
    return f"x{chance.choice(('.pdf', '.docx', '.msg', '.rtf', '.jpg', '.txt'))}", mark + chance.randbytes(20_000)


def _locked(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Behind a password: a PDF, a ZIP, an ODT."""
    import pymupdf

    library: Any = pymupdf
    form = chance.choice(("pdf", "zip", "odt"))
    if form == "zip":
        data = bytearray(_zip({"brief.txt": chance.choice(letters)[1][:500]}))
        data[6] |= 1  # the mark of encryption, in the head of the file and in the directory
        data[data.index(b"PK\x01\x02") + 8] |= 1
        return "slot.zip", bytes(data)
    if form == "odt":
        manifest = b"<m><file-entry><encryption-data/></file-entry></m>"
        return "slot.odt", _zip({"content.xml": chance.randbytes(500), "META-INF/manifest.xml": manifest})
    name, data = chance.choice([letter for letter in letters if letter[0].endswith(".pdf")])
    with library.open(stream=data, filetype="pdf") as document:
        return name, bytes(document.tobytes(encryption=library.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y"))


def _bomb(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    del letters
    name = chance.choice(("word/document.xml", "content.xml", "brief.txt"))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(_member("META-INF/manifest.xml"), "<m/>")
        with archive.open(_member(name), "w", force_zip64=True) as member:
            for _ in range(600):
                member.write(bytes(1_000_000))
    return "bom.zip", target.getvalue()


def _laughs(chance: random.Random, _: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lines}]><x>&l9;</x>'
    name = chance.choice(("content.xml", "word/document.xml"))
    return "lach.odt", _zip({name: xml.encode(), "META-INF/manifest.xml": b"<m/>"})


def _many_pages(chance: random.Random, _: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    if chance.random() < 0.5:
        return "lang.txt", b"Wij adviseren u de wachttijd te verkorten.\n\f" * 10_000
    return "lang.pdf", _long_pdf()


@cache
def _long_pdf() -> bytes:
    import pymupdf

    library: Any = pymupdf
    document = library.open()
    for _ in range(10_000):
        document.new_page()
    return bytes(document.tobytes())


def _one_line(chance: random.Random, _: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    words = chance.choice(("adviseert ", "x", "wij zullen; ", "((((", "1. ", "- a- "))
    line = (words * (5_000_000 // len(words))).encode()
    forms = (("regel.txt", line), ("regel.html", b"<html>" + line), ("regel.rtf", b"{\\rtf1 " + line + b"}"))
    return chance.choice(forms)


def _controls(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    text = next(data for name, data in letters if name.endswith(".txt")).decode()
    odd = "\x00\x01\x07\x08\x1b\x7f\u202e\u200f\u2066\u2069\ufeff\u00ad\ufffd\u0301"
    strewn = (letter + (chance.choice(odd) if chance.random() < 0.1 else "") for letter in text)
    return "tekens.txt", "".join(strewn).encode()


def _slip(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    paths = ("../../../x.txt", "/etc/x.txt", "C:\\Windows\\x.txt", "..\\..\\x.txt", "a/" * 500 + "x.txt")
    path = chance.choice(paths)
    text = f"Wij adviseren u om nummer {chance.random()} te bellen.".encode()
    return "pad.zip", _zip({path: text, "con.txt": b"\x00", chance.choice(letters)[0]: text[:10]})


def _marks(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Marks that turn the direction of writing, in the text and in the names of files."""
    turned = f"\u202eWij adviseren \u2067u\u2069 om nummer {chance.random()} \u200fte bellen.\u202c"
    name, data = chance.choice(letters)
    return "omgekeerd.zip", _zip(
        {"advies\u202etxt.exe": data[:50], "fdp.\u202etxt": turned.encode(), f"\u200f{name}": b""}
    )


def _carrier(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """A PDF with hostile files packed in it: a path, a bomb, half a letter, the PDF itself as it was."""
    import pymupdf

    library: Any = pymupdf
    document = library.open()
    document.new_page().insert_text((72, 100), f"Bijgaand advies {chance.randrange(10**6)} van de adviesraad.")
    whole = chance.choice(letters)[1]
    for name, data in (
        ("../../x.txt", b"Wij adviseren u om te bellen."), ("bom.txt", bytes(20_000_000)), ("half.pdf", whole[:900]),
        ("zelf.pdf", bytes(document.tobytes())), ("\u202efdp.exe", chance.randbytes(400)),
    ):  # fmt: skip
        document.embfile_add(name, data, filename=name)
    return "pakket.pdf", bytes(document.tobytes(deflate=True))


def _objects(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """A Word file with hostile files put into it: half a letter, a broken object, noise, a bomb."""
    word = next(data for name, data in letters if name.endswith(".docx"))
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    inside = {
        "half.pdf": chance.choice(letters)[1][:900], "oleObject1.bin": ole + chance.randbytes(2_000),
        "ruis.xlsx": chance.randbytes(400), "bom.txt": bytes(20_000_000), "leeg.docx": b"",
    }  # fmt: skip
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
    relations = "".join(
        f'<Relationship Id="h{number}" Type="{kind}" Target="embeddings/{name}"/>' for number, name in enumerate(inside)
    )
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    place, types = "word/_rels/document.xml.rels", "[Content_Types].xml"
    members[place] = members[place].replace(b"</Relationships>", f"{relations}</Relationships>".encode())
    default = b'<Default Extension="%s" ContentType="application/octet-stream"/></Types>'
    for suffix in (b"pdf", b"bin", b"xlsx", b"txt", b"docx"):
        members[types] = members[types].replace(b"</Types>", default % suffix)
    members |= {f"word/embeddings/{name}": data for name, data in inside.items()}
    return "ingevoegd.docx", _zip(members)


def _endless(chance: random.Random, _: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """A paragraph of many lines without an end to its sentences, or of what makes expressions run back and forth."""
    words = chance.choice(
        ("wij zullen adviseren om ", "zie aanbeveling 1, ", "((((", "<!---->", "Betreft    ", "de A. ")
    )
    rows = [words * (79 // len(words)) for _ in range(900)]
    return chance.choice((("stroom.txt", "\n".join(rows).encode()), ("stroom.html", " ".join(rows).encode())))


def _quine(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    data = chance.choice(letters)[1][:2000]
    for level in range(30):
        data = _zip({f"laag{level}.zip": data, "ruis.bin": chance.randbytes(50)})
    return "lagen.zip", data


def _mail_loop(chance: random.Random, _: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    depth = chance.choice((10, 60, 2000))
    head = b"From: a@voorbeeld.nl\nSubject: Fwd\nMIME-Version: 1.0\n"
    if chance.random() < 0.5:
        return "lus.eml", (head + b"Content-Type: message/rfc822\n\n") * depth + head + b"\nEinde"
    parts = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth))
    return "lus.eml", head + parts + b"Content-Type: text/plain\n\nEinde"


def _bad_mail(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "x@voorbeeld.nl", "Advies \u202e", "32 foo 99999"
    message.set_content("Bijgaand.")
    name, data = chance.choice(letters)
    message.add_attachment(data[: len(data) // 2], maintype="application", subtype="pdf", filename=f"../../{name}")
    raw = bytearray(message.as_bytes())
    for _ in range(40):
        raw[chance.randrange(len(raw))] = chance.randrange(256)
    return "bericht.eml", bytes(raw)


def _deep(chance: random.Random, _: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    kind = chance.randrange(3)
    if kind == 0:
        return "diep.html", b"<html><body>" + b"<div><table><tr><td>" * 20_000 + b"einde"
    if kind == 1:
        return "diep.rtf", b"{\\rtf1" + b"{" * 100_000 + b"einde" + b"}" * 100_000 + b"}"
    return "diep.pdf", b"%PDF-1.4\n1 0 obj" + b"[" * 200_000 + b"endobj\ntrailer<</Root 1 0 R>>"


def _huge_picture(chance: random.Random, _: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    import struct
    import zlib

    side = chance.choice((12_000, 60_000))
    packed = zlib.compress(bytes(4_000_000), 9)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0))
    return "foto.png", b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def _misnamed_data(chance: random.Random, letters: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    return "brief.txt", base64.b64encode(chance.choice(letters)[1])


def _zip(members: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data in members.items():
            archive.writestr(_member(name), data)
    return target.getvalue()


def _member(name: str) -> zipfile.ZipInfo:
    """Without the time of day, so that the same seed gives the same bytes."""
    member = zipfile.ZipInfo(name)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


SUFFIXES = {".pdf", ".docx", ".txt"}
KINDS: dict[str, Maker] = {
    "afgebroken": _truncated, "omgevallen bits": _flipped, "gat": _holed, "andere naam": _other_suffix, "ruis": _noise,
    "op slot": _locked, "bom": _bomb, "duizend keer lachen": _laughs, "veel bladzijden": _many_pages,
    "lange regel": _one_line, "tekens": _controls, "leesrichting": _marks, "pad": _slip,
    "pakket": _carrier, "ingevoegd": _objects, "zonder einde": _endless, "lagen": _quine, "lus": _mail_loop,
    "kapotte mail": _bad_mail, "diep": _deep, "grote foto": _huge_picture, "base64": _misnamed_data,
}  # fmt: skip


def _are_sentences(messages: Sequence[str]) -> bool:
    """Whether each is a Dutch sentence, and not what a library said."""
    return bool(messages) and all(
        message.endswith(".") and "Error" not in message and "Traceback" not in message for message in messages
    )


def main() -> None:
    """Print what became of each kind, and what is wrong."""
    from ingest.work.batch import Batch
    from ingest.work.processes import reading
    from kb.knowledge import KnowledgeBase
    from kb.model import Outcome
    from kb.settings import settings

    parser = argparse.ArgumentParser(description="Add damaged files between whole ones.")
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=SEED)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        post, home = Path(folder) / "post", Path(folder) / "kennisbank"
        post.mkdir()
        home.mkdir()
        (home / "instellingen.toml").write_text(f"max_seconds = {BOUND}\n", "utf-8")
        for name, data in damaged(given.count, given.seed):
            (post / name).write_bytes(data)
        whole = [path for path in sorted(CORPUS.iterdir()) if path.suffix in SUFFIXES]
        begun = last = time.perf_counter()
        slowest, finished = 0.0, 0

        def note(done: int, total: int, file: str) -> None:
            nonlocal last, slowest, finished
            slowest = max(slowest, time.perf_counter() - last)
            if done > finished:
                finished, last = done, time.perf_counter()

        with KnowledgeBase(home) as kb, reading() as pool:
            files = [(path, path.name) for path in [*sorted(post.iterdir()), *whole]]
            reports = Batch(kb, pool, settings(home).limits, note).add(files)
            lost = [path.name for path in whole if kb.find(hashlib.sha256(path.read_bytes()).hexdigest()) is None]
            problems = [problem.message for problem in kb.check()]
        seconds = time.perf_counter() - begun
    for report in reports:
        if report.outcome is Outcome.FAILED:
            print(f"{report.file}: {' '.join(report.messages)}")
            if not _are_sentences(report.messages):
                problems.append(f"{report.file}: no sentence")
    silent = {name for _, name in files} - {report.file for report in reports}
    problems += [f"{name} has no report" for name in sorted(silent)]
    if slowest > BOUND + GRACE:
        problems.append(f"{slowest:.0f} s without a file that was finished, with a bound of {BOUND} s")
    outcomes = [report.outcome for report in reports]
    problems += [f"{name} is lost" for name in lost]
    print(f"\n{len(reports)} reports in {seconds:.0f} s, at most {slowest:.1f} s between two:", end=" ")
    print(", ".join(f"{outcomes.count(outcome)} {outcome}" for outcome in Outcome))
    print("\n".join(problems) or "nothing lost, every file with its sentence")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
