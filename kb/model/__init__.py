"""The nouns of Adviesspoor: frozen dataclasses and enums, standard library only.

Positions in text are Unicode code points, end exclusive. Boxes are in points (1/72 inch) with the origin at the top
left of the page; whatever a file format uses instead is turned into this by its reader.
"""

from kb.model.body import Alike, Body, Likeness, NameInLetters
from kb.model.bundle import PROPOSE, BundlePart, Cuts, CutSign, PageRange
from kb.model.decision import Agreement, Anchor, CommitmentStatus, Decision, DecisionState, Judged, Proof, Verdict
from kb.model.document import (
    UNKNOWN_AUTHORITY,
    Document,
    DocumentKind,
    FileReport,
    Forgotten,
    Outcome,
    Passage,
    PassagePlace,
    TextBox,
    place_of,
)
from kb.model.find import EVERYTHING, Filter, Hit, Listing
from kb.model.grounds import Basis, Ground, GroundKind, Shared, basis_of
from kb.model.hidden import Correction, Hidden
from kb.model.kept import NOTHING_KEPT, Kept
from kb.model.linked import Keys, Linked, keys
from kb.model.overview import (
    Answering,
    Coverage,
    Excluded,
    Extent,
    Missing,
    Overview,
    Pace,
    Problem,
    Promised,
    ReadingQuality,
    Since,
    Taken,
)
from kb.model.page import GAP, BBox, Block, BlockKind, HowRead, Line, LinePart, Page, PageSource
from kb.model.person import Person, Role
from kb.model.point import EVERY_POINT, Point, PointFilter, TermState
from kb.model.proposed import Proposed
from kb.model.quote import Difference, Quote, QuotedLine
from kb.model.statement import (
    CAUTION,
    Link,
    Position,
    Reading,
    Relation,
    Statement,
    StatementKind,
    whole_of,
)
from kb.model.trail import Advice, Answer, Citation, Commitment, Related, Status, Trail
from kb.model.words import Apart, WordCount

__all__ = [
    "CAUTION",
    "EVERYTHING",
    "EVERY_POINT",
    "GAP",
    "NOTHING_KEPT",
    "PROPOSE",
    "UNKNOWN_AUTHORITY",
    "Advice",
    "Agreement",
    "Alike",
    "Anchor",
    "Answer",
    "Answering",
    "Apart",
    "BBox",
    "Basis",
    "Block",
    "BlockKind",
    "Body",
    "BundlePart",
    "Citation",
    "Commitment",
    "CommitmentStatus",
    "Correction",
    "Coverage",
    "CutSign",
    "Cuts",
    "Decision",
    "DecisionState",
    "Difference",
    "Document",
    "DocumentKind",
    "Excluded",
    "Extent",
    "FileReport",
    "Filter",
    "Forgotten",
    "Ground",
    "GroundKind",
    "Hidden",
    "Hit",
    "HowRead",
    "Judged",
    "Kept",
    "Keys",
    "Likeness",
    "Line",
    "LinePart",
    "Link",
    "Linked",
    "Listing",
    "Missing",
    "NameInLetters",
    "Outcome",
    "Overview",
    "Pace",
    "Page",
    "PageRange",
    "PageSource",
    "Passage",
    "PassagePlace",
    "Person",
    "Point",
    "PointFilter",
    "Position",
    "Problem",
    "Promised",
    "Proof",
    "Proposed",
    "Quote",
    "QuotedLine",
    "Reading",
    "ReadingQuality",
    "Related",
    "Relation",
    "Role",
    "Shared",
    "Since",
    "Statement",
    "StatementKind",
    "Status",
    "Taken",
    "TermState",
    "TextBox",
    "Trail",
    "Verdict",
    "WordCount",
    "basis_of",
    "keys",
    "place_of",
    "whole_of",
]
