"""Finds the alignment patterns of a squared symbol, further off than a fit by slopes can reach.

The corner without a finder pattern is where tilt and bent paper move the modules most; its alignment pattern tells
how far.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.symbol.structure import alignment_centres

_REACH = 3.5
"""Modules."""
_LIKE = 0.55


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Anchors:
    """Where alignment patterns should be (m x 2, modules) and how far from there they are."""

    expected: npt.NDArray[np.float64]
    moved: npt.NDArray[np.float64]


def find_anchors(
    squared: npt.NDArray[np.float32], version: int, offsets: npt.NDArray[np.float64], per_module: int, margin: int
) -> Anchors:
    """The alignment patterns that are to be seen in a squared symbol (`per_module` pixels a module, `margin` modules
    about it). `offsets` (one for each of `expected_of`) tell how far from their squares they are supposed already."""
    expected = expected_of(version)
    found: list[int] = []
    moved: list[npt.NDArray[np.float64]] = []
    for number, (middle, offset) in enumerate(zip(expected, offsets, strict=True)):
        step = _sought(squared, (middle + offset + margin) * per_module, per_module)
        if step is not None:
            found.append(number)
            moved.append(offset + step / per_module)
    return Anchors(expected=expected[found], moved=np.array(moved).reshape(-1, 2))


@cache
def expected_of(version: int) -> npt.NDArray[np.float64]:
    """The middles of the alignment patterns (m x 2: right, down, in modules) that no finder pattern is near to."""
    centres = alignment_centres(version)
    inner = centres[1:]
    return np.array([(x + 0.5, y + 0.5) for y in inner for x in inner], dtype=float).reshape(-1, 2)


def _sought(
    squared: npt.NDArray[np.float32], middle: npt.NDArray[np.float64], per_module: int
) -> npt.NDArray[np.float64] | None:
    """How many pixels from `middle` a pattern is, or None when there is none."""
    half = int((_REACH + 2.5) * per_module)
    x, y = (round(float(value)) for value in middle)
    cut = squared[max(y - half, 0) : y + half, max(x - half, 0) : x + half]
    template = alignment_pattern(per_module)
    if min(cut.shape) < len(template):
        return None
    _, likeness, _, place = cv2.minMaxLoc(cv2.matchTemplate(cut, template, cv2.TM_CCOEFF_NORMED))
    if likeness < _LIKE:
        return None
    at = np.array(place) + len(template) / 2 + np.array([max(x - half, 0), max(y - half, 0)])
    return np.asarray(at - middle)


@cache
def alignment_pattern(per_module: int) -> npt.NDArray[np.float32]:
    """A picture of the pattern: -1 dark, 1 light, a little soft."""
    modules = np.full((5, 5), -1, dtype=np.float32)
    modules[1:4, 1:4] = 1
    modules[2, 2] = -1
    large = modules.repeat(per_module, axis=0).repeat(per_module, axis=1)
    return np.asarray(cv2.GaussianBlur(large, (0, 0), 0.3 * per_module), dtype=np.float32)
