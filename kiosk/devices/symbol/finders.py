"""Finds symbols by their finder patterns: a dark square in a light one in a dark one (or the reverse).

Works on outlines, where zxing-cpp works on lines through the middle: a pattern that is partly hidden from the one
is often seen by the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.frames import Image
from kiosk.devices.symbol.grid import Matrix

_LEAST_CORE = 4.0
_LEAST_EDGE = 0.8
_MOST_UNLIKE = 1.4
_MOST_GROWTH = 0.9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Finder:
    """One finder pattern: its centre, its four outer corners (4 x 2, clockwise), a module's width, in pixels, and
    whether it is light on dark. `to_modules` (2 x 2) turns steps in pixels to steps in modules along its sides."""

    centre: Matrix
    corners: Matrix
    module: float
    inverted: bool
    to_modules: Matrix = field(init=False)

    def __post_init__(self) -> None:
        a, b, c, d = self.corners
        sides = np.column_stack([b - a + c - d, d - a + c - b]) / 14
        object.__setattr__(self, "to_modules", np.linalg.pinv(sides))


def find_finders(binary: Image) -> list[Finder]:
    """The finder patterns in a picture of 0 (dark) and 255."""
    outlines, tree = cv2.findContours(binary, cv2.RETR_TREE, cv2.CHAIN_APPROX_SIMPLE)
    if tree is None:
        return []
    parents = tree[0, :, 3]
    inner = np.nonzero(parents >= 0)[0]
    inner = inner[parents[parents[inner]] >= 0]
    depth_odd = _depths(parents)
    found: list[Finder] = []
    for core in inner:
        hole, ring = parents[core], parents[parents[core]]
        finder = _finder(outlines[core], outlines[hole], outlines[ring], outer=not depth_odd[core])
        if finder is not None:
            found.append(finder)
    return _distinct(found)


def _depths(parents: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Whether each outline has an odd number of ancestors (then it bounds a dark area)."""
    odd = np.zeros(len(parents), dtype=bool)
    above = parents.copy()
    while (alive := above >= 0).any():
        odd[alive] = ~odd[alive]
        above[alive] = parents[above[alive]]
    return odd


def _finder(core: Matrix, hole: Matrix, ring: Matrix, *, outer: bool) -> Finder | None:
    """A finder pattern when the three outlines are as 3 : 5 : 7 and about one centre, or would be if its ink had not
    run or its paper not been burnt out: then each edge is off by as much."""
    small = cv2.contourArea(core)
    if small < _LEAST_CORE:
        return None
    # Outlines run through the light pixels: those of light areas lie half a pixel in, those of dark ones out.
    grow = 1.0 if outer else -1.0
    sides = [np.sqrt(cv2.contourArea(each)) + grow * sign for each, sign in ((core, 1), (hole, -1), (ring, 1))]
    module = (sides[1] + sides[2]) / 12
    inner = (sides[0] + sides[1]) / 8
    grown = abs(sides[2] - sides[1] - 2 * module) / (2 * module)
    if not (module < _MOST_UNLIKE * inner and inner < _MOST_UNLIKE * module and grown < _MOST_GROWTH):
        return None
    middles = [_middle(each) for each in (core, ring)]
    if np.hypot(*(middles[0] - middles[1])) > 1.3 * module:
        return None
    corners = _four_corners(ring)
    if corners is None or np.hypot(*(np.roll(corners, -1, axis=0) - corners).T).min() < 7 * _LEAST_EDGE:
        return None
    spread = corners.mean(axis=0) + (corners - corners.mean(axis=0)) * 7 * module / max(sides[2], 1.0)
    return Finder(centre=(2 * middles[0] + middles[1]) / 3, corners=spread, module=module, inverted=outer)


def _middle(outline: Matrix) -> Matrix:
    moments = cv2.moments(outline)
    if moments["m00"] == 0:
        return np.asarray(outline.reshape(-1, 2).mean(axis=0))
    return np.array([moments["m10"] / moments["m00"], moments["m01"] / moments["m00"]])


def _four_corners(ring: Matrix) -> Matrix | None:
    """The corners of a ring, clockwise; its smallest box where the outline is too ragged for corners."""
    hull = cv2.convexHull(ring)
    area = cv2.contourArea(hull)
    length = cv2.arcLength(hull, True)
    for share in (0.04, 0.07, 0.1):
        corners = cv2.approxPolyDP(hull, share * length, True)
        if len(corners) == 4:
            break
    else:
        corners = cv2.boxPoints(cv2.minAreaRect(hull))
    points = corners.reshape(4, 2).astype(float)
    if area < 0.6 * cv2.contourArea(points.astype(np.float32)) or area < 20:
        return None
    middle = points.mean(axis=0)
    turn = np.arctan2(*(points - middle).T[::-1])
    return np.asarray(points[np.argsort(turn)])


def _distinct(found: list[Finder]) -> list[Finder]:
    kept: list[Finder] = []
    for finder in found:
        if all(np.hypot(*(finder.centre - other.centre)) > 3 * finder.module for other in kept):
            kept.append(finder)
    return kept
