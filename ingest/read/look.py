"""A first look at a scan: how far it lies askew, whether on its side, and whether it is unevenly lit.

Seen along its lines, a page of type is dark and white in turn; seen askew it is evenly grey. So every tilt is tried on
a small picture, and the one with the sharpest profile is that of the lines (after Postl, 1986).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DPI = 75  # enough: a line of type is then still eight dots high
LEAST = 0.25  # degrees: with less Tesseract copes by itself
_MOST = 10.0  # degrees: further askew lies no sheet that somebody scanned as a page
_FEWEST, _SAMPLE = 500, 30_000  # dark dots that are needed, and that are looked at
_CLEAR = 1.15  # by how much a profile has to be sharper than the level one: else it is no page of type
_SIDEWAYS = 1.5  # by how much the columns have to be sharper than the rows
_SHADE = 0.7  # brightness of the paper where it is darkest, of that where it is brightest


@dataclass(frozen=True, slots=True)
class Look:
    """`tilt` is how many degrees clockwise the page has to be turned to lie level, 0 when that is not clear;
    `sideways`, that its lines then run from top to bottom or the other way; `shaded`, that some paper is dark."""

    tilt: float = 0.0
    sideways: bool = False
    shaded: bool = False


PLAIN = Look()


def look_at(grey: NDArray[np.uint8]) -> Look:
    """What a small grey picture (DPI) shows, a row of dots a row."""
    import numpy as np

    edge = max(2, min(grey.shape) // 40)  # the shadow along the edges of a scan is no type
    inner = grey[edge:-edge, edge:-edge]
    shaded = _is_shaded(inner)
    dark = inner < np.median(inner) - max(25.0, 0.7 * float(np.std(inner)))
    ys, xs = (places.astype(np.float64) for places in np.nonzero(dark))
    if len(ys) < _FEWEST:
        return Look(shaded=shaded)
    if len(ys) > _SAMPLE:
        keep = np.random.default_rng(0).choice(len(ys), _SAMPLE, replace=False)
        ys, xs = ys[keep], xs[keep]
    (tilt, sharp), level = _sharpest(ys, xs)
    (across, sharp_across), _ = _sharpest(xs, -ys)
    if sharp_across > _SIDEWAYS * sharp:
        return Look(across, sideways=True, shaded=shaded)
    return Look(tilt if sharp > _CLEAR * level and abs(tilt) >= LEAST else 0.0, shaded=shaded)


def _is_shaded(grey: NDArray[np.uint8]) -> bool:
    """By the brightness of the paper in the parts of a page."""
    import numpy as np

    parts = [part for band in np.array_split(grey, 8) for part in np.array_split(band, 6, axis=1) if part.size]
    paper = [float(np.percentile(part, 90)) for part in parts]
    return bool(paper) and min(paper) < _SHADE * max(paper)


def _sharpest(ys: NDArray[np.float64], xs: NDArray[np.float64]) -> tuple[tuple[float, float], float]:
    """((tilt in degrees, its sharpness), sharpness without a tilt)"""
    import numpy as np

    def sharpness(degrees: float) -> float:
        places = ys + xs * np.tan(np.radians(degrees))
        counts = np.bincount((places - places.min()).astype(np.int64)).astype(np.float64)
        return float(np.square(np.diff(counts)).sum())

    coarse = max(np.arange(-_MOST, _MOST + 0.1, 0.5), key=sharpness)
    fine = max(np.arange(coarse - 0.45, coarse + 0.5, 0.1), key=sharpness)
    return (round(float(fine), 2), sharpness(fine)), sharpness(0.0)
