"""Finds symbols by their finder patterns: a dark square in a light one in a dark one (or the reverse).

Works on outlines, where zxing-cpp works on lines through the middle: a pattern that is partly hidden from the one
is often seen by the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.codes import Point
from kiosk.devices.frames import Image
from kiosk.devices.symbol.grid import Matrix

_LEAST_CORE = 4.0
_LEAST_MODULE = 0.8
_LEAST_SIDE = 4.5
_OFF_CENTRE = 1.0
_LEAST_CORE_SHARE, _MOST_CORE_SHARE = 0.42, 0.69
_LEAST_SHARE = 0.3
_LONG = 2.2
_SOLID = 0.85
_LEAST_SQUARE, _MOST_SQUARE = 0.85, 1.15
_MOST_UNLIKE = 1.4
_MOST_GROWTH = 0.9


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Finder:
    """One finder pattern: its centre, its four outer corners (4 x 2, clockwise), a module's width, in pixels, whether
    it is light on dark, whether all of its outlines are to be seen and whether they are round. `to_modules` (2 x 2)
    turns steps in pixels to steps in modules along its sides."""

    centre: Matrix
    corners: Matrix
    module: float
    inverted: bool
    whole: bool = True
    round: bool = False
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
    found = (_finder(nest, [outlines[n] for n in nest.outlines]) for nest in _nests(outlines, tree[0]))
    return _distinct([finder for finder in found if finder is not None])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Nest:
    """Three outlines in each other that may be those of a finder pattern: their numbers (core, hole, ring), the sides
    in pixels of squares as large, and how well those are as 3 : 5 : 7."""

    outlines: tuple[int, int, int]
    sides: tuple[float, float, float]
    inverted: bool
    ring_fits: bool
    inner_fits: bool


def _nests(outlines: Sequence[Matrix], tree: npt.NDArray[np.int32]) -> Iterator[_Nest]:
    """Noise makes thousands of outlines, and three that are in each other of most of them: so areas come first, each
    of them worked out once. The picture's edge may cut off a ring: then its core is all that is in its hole."""
    parents = tree[:, 3]
    cores = np.nonzero(parents >= 0)[0]
    alone = (tree[cores, 0] < 0) & (tree[cores, 1] < 0)
    rings = parents[parents[cores]]
    cores, rings = (each[(rings >= 0) | alone] for each in (cores, rings))
    nests = np.stack([cores, parents[cores], np.where(rings < 0, parents[cores], rings)])
    needed, places = np.unique(nests, return_inverse=True)
    areas = np.array([cv2.contourArea(outlines[n]) for n in needed])[places.reshape(nests.shape)]
    large = areas[0] >= _LEAST_CORE
    nests, areas = nests[:, large], areas[:, large]
    inverted = ~_depths(parents)[nests[0]]
    # Outlines run through the light pixels: those of light areas lie half a pixel in, those of dark ones out.
    core, hole, ring = np.sqrt(areas) + np.where(inverted, 1.0, -1.0) * np.array([[1], [-1], [1]])
    inner, outer = (core + hole) / 8, (hole + ring) / 12
    ring_fits = (
        (nests[2] != nests[1])
        & (core > _LEAST_SHARE * hole)
        & (outer < _MOST_UNLIKE * inner)
        & (inner < _MOST_UNLIKE * outer)
    )
    ring_fits &= abs(ring - hole - 2 * outer) < _MOST_GROWTH * 2 * outer
    inner_fits = (_LEAST_CORE_SHARE * hole < core) & (core < _MOST_CORE_SHARE * hole)
    for n in np.nonzero((inner >= _LEAST_MODULE) & (ring_fits | inner_fits))[0]:
        yield _Nest(
            outlines=(int(nests[0, n]), int(nests[1, n]), int(nests[2, n])),
            sides=(float(core[n]), float(hole[n]), float(ring[n])),
            inverted=bool(inverted[n]),
            ring_fits=bool(ring_fits[n]),
            inner_fits=bool(inner_fits[n]),
        )


def _depths(parents: npt.NDArray[np.int32]) -> npt.NDArray[np.bool_]:
    """Whether each outline has an odd number of ancestors (then it bounds a dark area)."""
    odd = np.zeros(len(parents), dtype=bool)
    above = parents.copy()
    while (alive := above >= 0).any():
        odd[alive] = ~odd[alive]
        above[alive] = parents[above[alive]]
    return odd


def _finder(nest: _Nest, outlines: Sequence[Matrix]) -> Finder | None:
    """A finder pattern when the three outlines are as 3 : 5 : 7 and about one centre, or would be if its ink had not
    run or its paper not been burnt out: then each edge is off by as much. Where blur or dirt has joined the ring to
    what lies beside it, the inner two have to be the clearer."""
    (core, hole, ring), sides = outlines, nest.sides
    inner = (sides[0] + sides[1]) / 8
    middle = _middle(core)
    if _distance(middle, _middle(hole)) > _OFF_CENTRE * inner:
        return None
    if nest.ring_fits and _distance(middle, _middle(ring)) < 1.3 * inner:
        return _made(middle, ring, 7 / sides[2], (sides[1] + sides[2]) / 12, inverted=nest.inverted, whole=True)
    if nest.inner_fits and _is_whole(core) and _is_whole(hole):
        return _made(middle, hole, 7 / sides[1], inner, inverted=nest.inverted, whole=False)
    return None


def _made(middle: Point, outline: Matrix, grow: float, module: float, *, inverted: bool, whole: bool) -> Finder | None:
    """The finder pattern whose corners are those of `outline`, `grow` x `module` times as far from their centre."""
    corners = _four_corners(outline)
    if corners is None:
        return None
    edges = np.hypot(*(np.roll(corners, -1, axis=0) - corners).T)
    if edges.min() < _LEAST_SIDE or (not whole and edges.max() > _LONG * edges.min()):
        return None
    about = corners.mean(axis=0)
    spread = about + (corners - about) * grow * module
    return Finder(
        centre=(2 * np.array(middle) + about) / 3,
        corners=spread,
        module=module,
        inverted=inverted,
        whole=whole,
        round=_is_round(outline, corners),
    )


def _is_round(outline: Matrix, corners: Matrix) -> bool:
    """Whether four corners are not enough: they lie in a circle, or about it."""
    share = cv2.contourArea(corners.astype(np.float32)) / max(cv2.contourArea(outline), 1.0)
    return not _LEAST_SQUARE < share < _MOST_SQUARE


def _is_whole(outline: Matrix) -> bool:
    """Whether an outline has no dents."""
    return bool(cv2.contourArea(outline) > _SOLID * cv2.contourArea(cv2.convexHull(outline)))


def _middle(outline: Matrix) -> Point:
    moments = cv2.moments(outline)
    if moments["m00"] == 0:
        x, y = outline.reshape(-1, 2).mean(axis=0)
        return float(x), float(y)
    return moments["m10"] / moments["m00"], moments["m01"] / moments["m00"]


def _distance(one: Point, other: Point) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


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
    for finder in sorted(found, key=lambda each: not each.whole):
        if not is_known(finder, kept):
            kept.append(finder)
    return kept


def is_known(finder: Finder, others: Iterable[Finder]) -> bool:
    """Whether one of the others is the same pattern, seen no worse."""
    return any(
        np.hypot(*(finder.centre - other.centre)) < 2 * other.module
        and (other.whole or not finder.whole)
        and other.module < 1.6 * finder.module < 2.56 * other.module
        for other in others
    )
