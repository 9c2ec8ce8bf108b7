"""The nouns of Adviesspoor: frozen dataclasses and enums, standard library only.

Positions in text are Unicode code points, end exclusive. Boxes are in points (1/72 inch) with the origin at the top
left of the page; whatever a file format uses instead is turned into this by its reader.
"""

from kb.model.decision import Agreement, Anchor, CommitmentStatus, Decision, DecisionState, Judged, Proof, Verdict
from kb.model.document import Document, DocumentKind, FileReport, Outcome, Passage, TextBox
from kb.model.find import Filter, Hit
from kb.model.kept import NOTHING_KEPT, Kept
from kb.model.overview import Answering, Coverage, Excluded, Missing, Problem, ReadingQuality
from kb.model.page import GAP, BBox, Block, BlockKind, Line, Page, PageSource
from kb.model.statement import (
    ALIGNED,
    HEARSAY,
    Link,
    Position,
    Reading,
    Relation,
    Statement,
    StatementKind,
    whole_of,
)
from kb.model.trail import Advice, Answer, Citation, Commitment, Related, Status, Trail

__all__ = [
    "ALIGNED",
    "GAP",
    "HEARSAY",
    "NOTHING_KEPT",
    "Advice",
    "Agreement",
    "Anchor",
    "Answer",
    "Answering",
    "BBox",
    "Block",
    "BlockKind",
    "Citation",
    "Commitment",
    "CommitmentStatus",
    "Coverage",
    "Decision",
    "DecisionState",
    "Document",
    "DocumentKind",
    "Excluded",
    "FileReport",
    "Filter",
    "Hit",
    "Judged",
    "Kept",
    "Line",
    "Link",
    "Missing",
    "Outcome",
    "Page",
    "PageSource",
    "Passage",
    "Position",
    "Problem",
    "Proof",
    "Reading",
    "ReadingQuality",
    "Related",
    "Relation",
    "Statement",
    "StatementKind",
    "Status",
    "TextBox",
    "Trail",
    "Verdict",
    "whole_of",
]
