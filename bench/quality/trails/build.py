"""Write documents/, reference/ and gold.json of a half from source/, in which every annotated span is marked in place.

usage: build.py open|kept

A source file is one trail: a line `%% TRAIL | form, form`, then per document a line `#### LETTER FILE.txt|docx`, fields
`name: value`, an empty line and the text. The marks, where `a.R2` is R2 of document a of the trail:
  {R1 l=2 k=restated same=a.R2}…{/R1}          recommendation (label, kind, what it repeats)
  {A1 a.R1,a.R2 deels implicit n="…"}…{/A1}    response (what it answers, stance, note)
  {C1 t d=2024-07-01 to=a.R1}…{/C1}            commitment (t toezegging, v voornemen; deadline)
  {N1 bevinding rec}…{/N1}                     hard negative (type, what it is not)
  {I1 "why"}…{/I1}                             ignored
In a docx a table stands between the lines `<<<` and `>>>`, its rows parted by `==` and its cells by `||`.
"""

import hashlib
import json
import re
import shlex
import sys
from pathlib import Path
from typing import Any

MARK = re.compile(r"\{(/?)([RACNI]\d+)([^{}]*)\}")
LISTS = {"R": "recommendations", "A": "responses", "C": "commitments", "N": "hard_negatives", "I": "ignore"}
STANCES = ["overgenomen", "deels", "niet", "toegezegd", "aangehouden", "geen oordeel"]
CLASSES = {"t": "toezegging", "v": "voornemen"}
NOT_A = {"rec": "recommendation", "com": "commitment", "req": "request", "-": None}
KINDS = {"original", "restated", "reported", "suggestion", "endorsement"}
LEVELS = {"main", "sub", "case"}
LAYOUT = {"<<<", ">>>", "==", "||"}


def options(words: list[str], flags: set[str]) -> tuple[list[str], dict[str, str]]:
    """Words without a name, and `name=value` pairs; an unknown name is an error."""
    named = dict(word.split("=", 1) for word in words if re.match(r"[a-z]+=", word))
    if set(named) - flags:
        raise ValueError(f"unknown mark {set(named) - flags} in {words}")
    return [word for word in words if not re.match(r"[a-z]+=", word)], named


def identity(trail: str, letter: str, name: str) -> str:
    """Id of `a.R1` or, in the document itself, of `R1`."""
    document, _, mark = name.rpartition(".")
    return f"{trail}{document or letter}-{mark}"


def item(trail: str, letter: str, mark: str, words: list[str], actor: str) -> dict[str, Any]:
    """What the mark says of its span, without the span."""

    def many(text: str) -> list[str]:
        return [identity(trail, letter, name) for name in text.split(",") if name]

    if mark[0] == "R":
        plain, named = options(words, {"l", "k", "p", "lv", "same"})
        parent = identity(trail, letter, named["p"]) if "p" in named else None
        kind, level = named.get("k", "original"), named.get("lv", "sub" if parent else "main")
        assert (kind in KINDS, level in LEVELS, set(plain) <= {"soft"}) == (True, True, True), (mark, words)
        found: dict[str, Any] = {"label": named.get("l"), "parent": parent, "kind": kind, "level": level}
        found |= {"soft": True} if plain else {}
        return found | ({"same_as": many(named["same"])} if "same" in named else {})
    if mark[0] == "A":
        plain, named = options(words, {"n", "v"})
        stance = plain[1].replace("_", " ")
        assert (stance in STANCES, set(plain[2:]) <= {"implicit", "blanket"}) == (True, True), (mark, words)
        found = {"answers": many(plain[0]), "stance": stance} | dict.fromkeys(plain[2:], True)
        found |= {"note": named["n"]} if "n" in named else {}
        return found | ({"voice": named["v"]} if "v" in named else {})
    if mark[0] == "C":
        plain, named = options(words, {"d", "to", "actor"})
        return {
            "class": CLASSES[plain[0]],
            "actor": named.get("actor", actor),
            "deadline": named.get("d"),
            "linked": many(named.get("to", "")),
        }
    if mark[0] == "N":
        return {"type": words[0], "not_a": NOT_A[words[1]]}
    return {"why": words[0]}


def unmark(trail: str, letter: str, marked: str, actor: str) -> tuple[str, dict[str, list[dict[str, Any]]]]:
    """The text without marks, and the items with their spans in it."""
    text, last = "", 0
    opened: dict[str, tuple[int, list[str]]] = {}
    items: dict[str, list[dict[str, Any]]] = {name: [] for name in LISTS.values()}
    for match in MARK.finditer(marked):
        text, last = text + marked[last : match.start()], match.end()
        closing, mark = match.group(1), match.group(2)
        if not closing:
            assert mark not in opened, f"{trail}{letter}: {mark} twice"
            opened[mark] = (len(text), shlex.split(match.group(3)))
            continue
        start, words = opened[mark]
        span: dict[str, Any] = {
            "id": identity(trail, letter, mark),
            "start": start,
            "end": len(text),
            "text": text[start:],
        }
        assert span["text"] == span["text"].strip() != "", span
        items[LISTS[mark[0]]].append(span | item(trail, letter, mark, words, actor))
    text += marked[last:]
    assert not set("{}") & set(text), f"{trail}{letter}: mark not understood"
    assert sum(map(len, items.values())) == len(opened), f"{trail}{letter}: mark not closed"
    return text, items


def without_layout(marked: str) -> str:
    return "\n".join(line for line in marked.split("\n") if line not in LAYOUT)


def write_docx(marked: str, path: Path) -> None:
    import docx

    page = docx.Document()
    for part in re.split(r"\n(?=<<<\n)|(?<=\n>>>)\n", MARK.sub("", marked)):
        if not part.startswith("<<<"):
            for line in part.split("\n"):
                page.add_paragraph(line)
            continue
        rows = [row.split("\n||\n") for row in part[len("<<<\n") : -len("\n>>>")].split("\n==\n")]
        table = page.add_table(len(rows), len(rows[0]), "Table Grid")
        for cells, row in zip(rows, table.rows, strict=True):
            for text, cell in zip(cells, row.cells, strict=True):
                cell.text = text
    page.save(str(path))


def document(trail: str, forms: list[str], block: str, folder: Path) -> dict[str, Any]:
    head, _, marked = block.partition("\n\n")
    (letter, name), *fields = (line.split(None, 1) for line in head.split("\n"))
    known = {key.rstrip(":"): value.strip() for key, value in fields}
    text, items = unmark(trail, letter, without_layout(marked.strip("\n") + "\n"), known.get("actor", "college"))
    stem, kind = name.rsplit(".", 1)
    (folder / "reference" / f"{stem}.txt").write_text(text, encoding="utf-8", newline="")
    if kind == "docx":
        write_docx(marked.strip("\n"), folder / "documents" / name)
    else:
        (folder / "documents" / name).write_text(text, encoding="utf-8", newline="")
    reference = {"ons_kenmerk": known.get("ons"), "uw_kenmerk": known.get("uw")}
    meta: dict[str, Any] = {key: known.get(key) for key in ("title", "type", "sender", "addressee", "date")}
    meta |= {"reference": reference if any(reference.values()) else None}
    meta |= {"date_note": known["date_note"]} if "date_note" in known else {}
    return {
        "id": f"{trail}{letter}",
        "trail": trail,
        "form": forms,
        "half": folder.name,
        "meta": meta,
        "file": stem,
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "scored_ranges": [[0, len(text)]],
        "recommendations": items["recommendations"],
        "requests": [],
        "responses": items["responses"],
        "commitments": items["commitments"],
        "hard_negatives": items["hard_negatives"],
        "ignore": items["ignore"],
    }


def join(documents: list[dict[str, Any]]) -> None:
    """Let an answer to a point also answer its restated form in the same letter; check that every named id exists."""
    known = {found["id"] for one in documents for found in one["recommendations"]}
    for one in documents:
        for answer in one["responses"]:
            restated = [r["id"] for r in one["recommendations"] if set(r.get("same_as", [])) & set(answer["answers"])]
            answer["answers"] = list(dict.fromkeys(answer["answers"] + restated))
        named = [name for answer in one["responses"] for name in answer["answers"]]
        named += [name for promise in one["commitments"] for name in promise["linked"]]
        named += [name for point in one["recommendations"] for name in point.get("same_as", [])]
        named += [point["parent"] for point in one["recommendations"] if point["parent"]]
        assert set(named) <= known, f"{one['id']}: {set(named) - known}"


def main() -> None:
    folder = Path(__file__).parent / sys.argv[1]
    for name in ("documents", "reference"):
        (folder / name).mkdir(exist_ok=True)
    documents = []
    for source in sorted((folder / "source").glob("*.txt")):
        head, *blocks = source.read_text(encoding="utf-8").split("\n#### ")
        trail, forms = (part.strip() for part in head.removeprefix("%%").split("|"))
        documents += [document(trail, forms.split(", "), block, folder) for block in blocks]
    join(documents)
    gold = {
        "version": "1.0",
        "offsets": "Unicode code points into reference/FILE.txt (UTF-8, no newline translation); end exclusive",
        "stance_labels": STANCES,
        "commitment_classes": list(CLASSES.values()),
        "documents": documents,
    }
    (folder / "gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
