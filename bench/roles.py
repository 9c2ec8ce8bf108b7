"""Learn by which signs a paper gives advice or answers it, and say how that does on folders it was not learnt from.

python -m bench.roles FOLDER ... [--write]

Each FOLDER has `gold.json`, as for `python -m bench.quality`. A paper with answers to the points of another one
answers, one with only points of its own advises; what holds points and the answers to them is left out. With --write
the weights of all folders are put into ingest/letterhead/role_weights.toml. Needs `pip install "adviesspoor[bench]"`.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ingest.letterhead.head import head_of
from ingest.letterhead.roles import ROLES, WEIGHTS, Table, chances, signs
from ingest.reading import read_file
from kb.model import DocumentKind
from kb.settings import Limits

ADVISES, ANSWERS = ROLES
NEITHER = ""
STRENGTH = 0.3  # how far the papers at hand move a weight (C)
SURE = (0.5, 0.6, 0.7, 0.8)
ROLE = {
    DocumentKind.ADVICE: ADVISES, DocumentKind.AUDIT_REPORT: ADVISES, DocumentKind.RESPONSE_LETTER: ANSWERS,
    DocumentKind.COUNCIL_LETTER: ANSWERS, DocumentKind.OTHER: NEITHER,
}  # fmt: skip
HEAD = """# What each sign of a paper adds to the logarithm of the odds of each role, as `python -m bench.roles`
# learnt it (logistic regression). The columns are {columns}.
"""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with the signs that it shows, its role, and the role that its kind gives it now."""

    folder: str
    signs: Mapping[str, float]
    role: str
    now: str


def main() -> None:
    """Gather, learn, print, and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    given = [paper for folder in chosen.folders for paper in papers(folder)]
    found = left_out(given)
    print(f"{len(given)} papers; their kind as it is now right: {sum(each.now == each.role for each in given)}")
    for least in SURE:
        right = sum(role_of(each, least) == paper.role for each, paper in zip(found, given, strict=True))
        print(f"weights alone, each folder left out, a chance of {least} asked: {right} right")
    if chosen.write:
        WEIGHTS.write_text(written(learn(given)), encoding="utf-8")


def papers(folder: Path) -> Iterator[Paper]:
    """The annotated papers of a folder whose kind is not said by their title, and that have one role."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))["documents"]
    holder = {each["id"]: one["id"] for one in gold for each in (*one["recommendations"], *one.get("requests", ()))}
    for one in gold:
        path = next((folder / "documents").glob(f"{one['file']}.*"))
        reading = read_file(path.name, path.read_bytes(), Limits()).reading
        role = role_in(one, holder)
        if reading is None or role is None or reading.document.kind not in ROLE:
            continue
        about, text = reading.document, "\n".join(page.text for page in reading.pages)
        shown = signs(head_of(reading.pages), text, about.title, about.sender, about.addressee)
        yield Paper(folder.resolve().parts[-1], shown, role, ROLE[about.kind])


def role_in(one: Mapping[str, Any], holder: Mapping[str, str]) -> str | None:
    """What an annotated document does, from `holder`, the document of each point; None where it answers itself."""
    answers = one.get("responses", ())
    if any(holder.get(point, one["id"]) != one["id"] for each in answers for point in each.get("answers", ())):
        return ANSWERS
    own = any(each.get("level") not in ("restated", "reported") for each in one["recommendations"])
    if own and answers:
        return None
    return ANSWERS if answers else ADVISES if own else NEITHER


def left_out(given: Sequence[Paper]) -> list[dict[str, float]]:
    """The chances of each paper, by weights that its folder had no part in."""
    tables = {name: learn([each for each in given if each.folder != name]) for name in {each.folder for each in given}}
    return [chances(each.signs, tables[each.folder]) for each in given]


def role_of(found: Mapping[str, float], least: float) -> str:
    """The likelier role, where its chance is high enough."""
    role = max(found, key=lambda name: found[name])
    return role if found[role] >= least else NEITHER


def learn(given: Sequence[Paper]) -> Table:
    """The weight of each sign for each of ROLES."""
    from sklearn.feature_extraction import DictVectorizer  # type: ignore[import-untyped]
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    columns = DictVectorizer()
    matrix = columns.fit_transform([dict(each.signs) for each in given])
    fits = [
        LogisticRegression(C=STRENGTH, max_iter=3000).fit(matrix, [p.role == role for p in given]) for role in ROLES
    ]
    rows = {"": tuple(float(fit.intercept_[0]) for fit in fits)}
    names = columns.get_feature_names_out()
    return rows | {str(name): tuple(float(fit.coef_[0][at]) for fit in fits) for at, name in enumerate(names)}


def written(table: Table) -> str:
    """The weights as they stand in the file."""
    rows = (f'"{name}" = [{", ".join(f"{weight:.2f}" for weight in row)}]' for name, row in sorted(table.items()))
    return "\n".join([HEAD.format(columns=", ".join(ROLES)).rstrip("\n"), *rows, ""])


if __name__ == "__main__":
    main()
