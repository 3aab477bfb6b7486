"""Finds symbols by their finder patterns: a dark square in a light one in a dark one (or the reverse).

Works on outlines, where zxing-cpp works on lines through the middle: a pattern that is partly hidden from the one
is often seen by the other. Three patterns make a symbol; two make a guess that the grid confirms or refutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.frames import Image
from kiosk.devices.symbol.grid import Matrix

_LEAST_CORE = 4.0
_CENTRE = 3.5
_FEW = 14
_NEIGHBOURS = 8


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Finder:
    """One finder pattern: its centre, its four outer corners (4 x 2, clockwise), a module's width, in pixels, and
    whether it is light on dark."""

    centre: Matrix
    corners: Matrix
    module: float
    inverted: bool


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Guess:
    """Where a symbol may lie: its three finders' centres (top left, top right, bottom left) and all the corners that
    are known as pairs of (finder number, corners)."""

    corner: Finder
    right: Finder
    below: Finder
    misfit: float

    @property
    def inverted(self) -> bool:
        return self.corner.inverted

    def versions(self) -> list[int]:
        """The versions that fit the distances, likeliest first."""
        across = []
        for other in (self.right, self.below):
            way = other.centre - self.corner.centre
            step = (_reach(self.corner, way) + _reach(other, way)) / 2
            across.append(float(np.hypot(*way)) / step + 7)
        exact = (float(np.mean(across)) - 17) / 4
        near = sorted(range(1, 41), key=lambda version: abs(version - exact))
        spread = 1 if exact < 6 else 2
        return [version for version in near if abs(version - exact) <= spread + 0.5][: 2 * spread + 1]

    def to_picture(self, version: int) -> Matrix:
        """Modules to pixels."""
        size = 17 + 4 * version
        far = size - _CENTRE
        modules = [[_CENTRE, _CENTRE], [far, _CENTRE], [_CENTRE, far]]
        points = [self.corner.centre, self.right.centre, self.below.centre]
        affine = cv2.getAffineTransform(_floats(modules), _floats(points))
        known_modules, known_points = list(modules), list(points)
        for finder, (x, y) in ((self.corner, (0, 0)), (self.right, (size - 7, 0)), (self.below, (0, size - 7))):
            square = np.array([[x, y], [x + 7, y], [x + 7, y + 7], [x, y + 7]], dtype=float)
            about = square @ affine[:, :2].T + affine[:, 2]
            for module, expected in zip(square, about, strict=True):
                nearest = finder.corners[np.argmin(((finder.corners - expected) ** 2).sum(axis=1))]
                if np.hypot(*(nearest - expected)) < 2.5 * finder.module:
                    known_modules.append(module)
                    known_points.append(nearest)
        if len(known_points) < 9:
            return np.vstack([affine, [0, 0, 1]])
        found, _ = cv2.findHomography(_floats(known_modules), _floats(known_points))
        return np.vstack([affine, [0, 0, 1]]) if found is None else np.asarray(found)


def _floats(points: Sequence[Sequence[float] | Matrix]) -> npt.NDArray[np.float32]:
    return np.array(points, dtype=np.float32)


def _reach(finder: Finder, way: Matrix) -> float:
    """A module's width along a direction."""
    unit = way / max(float(np.hypot(*way)), 1e-6)
    edges = np.roll(finder.corners, -1, axis=0) - finder.corners
    along = np.abs(edges @ unit)
    across = np.sqrt(np.maximum((edges**2).sum(axis=1) - along**2, 0))
    best = int(np.argmax(along - across))
    return float(along[best]) / 7 if along[best] > 0 else finder.module


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
    """A finder pattern when the three outlines are as 3 : 5 : 7 and about one centre."""
    small = cv2.contourArea(core)
    if small < _LEAST_CORE:
        return None
    # Outlines run through the light pixels: those of light areas lie half a pixel in, those of dark ones out.
    grow = 1.0 if outer else -1.0
    sides = [np.sqrt(cv2.contourArea(each)) + grow * sign for each, sign in ((core, 1), (hole, -1), (ring, 1))]
    if not (0.4 < sides[0] / sides[1] < 0.78 and 0.55 < sides[1] / sides[2] < 0.88):
        return None
    middles = [_middle(each) for each in (core, ring)]
    module = sides[2] / 7
    if np.hypot(*(middles[0] - middles[1])) > 1.3 * module:
        return None
    corners = _four_corners(ring)
    if corners is None:
        return None
    return Finder(centre=(2 * middles[0] + middles[1]) / 3, corners=corners, module=module, inverted=outer)


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


def guesses(finders: Sequence[Finder], limit: int) -> list[Guess]:
    """The likeliest symbols among some finder patterns, best first."""
    found = [guess for three in _triples(finders) for guess in _arranged(three)]
    return sorted(found, key=lambda guess: guess.misfit)[:limit]


def _triples(finders: Sequence[Finder]) -> Iterator[tuple[Finder, Finder, Finder]]:
    """Three of them at a time; among many, each with its neighbours only: a sheet of 60 codes has 180 patterns."""
    if len(finders) <= _FEW:
        yield from combinations(finders, 3)
        return
    middles = np.array([finder.centre for finder in finders])
    given: set[tuple[int, ...]] = set()
    for number, middle in enumerate(middles):
        near = np.argsort(((middles - middle) ** 2).sum(axis=1))[1 : _NEIGHBOURS + 1]
        for one, other in combinations((int(n) for n in near), 2):
            key = tuple(sorted((number, one, other)))
            if key not in given:
                given.add(key)
                yield finders[number], finders[one], finders[other]


def half_guesses(finders: Sequence[Finder], limit: int) -> list[Guess]:
    """Symbols of which only two finder patterns are to be seen: each pair is tried as neighbours on both sides, or as
    the ends of the diagonal."""
    found: list[Guess] = []
    for one, other in combinations(finders, 2):
        alike = one.inverted == other.inverted and max(one.module, other.module) < 1.5 * min(one.module, other.module)
        if alike and 8 * one.module < np.hypot(*(other.centre - one.centre)) < 60 * one.module:
            found += _completed(one, other)
    return sorted(found, key=lambda guess: guess.misfit)[:limit]


def _completed(one: Finder, other: Finder) -> list[Guess]:
    way = other.centre - one.centre
    across = np.array([-way[1], way[0]])
    skew = _skew(one, way) + _skew(other, way)
    if skew < 0.1:
        thirds = [(one, across), (one, -across), (other, across), (other, -across)]
        triples = [(near, one if near is other else other, _moved(near, step)) for near, step in thirds]
    elif skew > 0.4:
        triples = [(_moved(one, (way + turn * across) / 2), one, other) for turn in (1, -1)]
    else:
        return []
    return [_oriented(corner, first, second, skew) for corner, first, second in triples]


def _moved(finder: Finder, step: Matrix) -> Finder:
    return Finder(
        centre=finder.centre + step, corners=finder.corners + step, module=finder.module, inverted=finder.inverted
    )


def _oriented(corner: Finder, one: Finder, other: Finder, misfit: float) -> Guess:
    first, second = one.centre - corner.centre, other.centre - corner.centre
    right, below = (one, other) if first[0] * second[1] > first[1] * second[0] else (other, one)
    return Guess(corner=corner, right=right, below=below, misfit=misfit)


def _arranged(three: tuple[Finder, Finder, Finder]) -> Iterator[Guess]:
    modules = [finder.module for finder in three]
    if len({finder.inverted for finder in three}) > 1 or max(modules) > 1.9 * min(modules):
        return
    a, b, c = (finder.centre for finder in three)
    lengths = [np.hypot(*(b - c)), np.hypot(*(a - c)), np.hypot(*(a - b))]
    at = int(np.argmax(lengths))
    corner, one, other = three[at], three[at - 2], three[at - 1]
    first, second = one.centre - corner.centre, other.centre - corner.centre
    long, short = max(np.hypot(*first), np.hypot(*second)), min(np.hypot(*first), np.hypot(*second))
    if short < 8 * min(modules) or long > 170 * 1.3 * max(modules) or long > 2.2 * short:
        return
    cosine = float(first @ second) / (long * short)
    if abs(cosine) > 0.75:
        return
    misfit = abs(cosine) + (long / short - 1) + 2 * (max(modules) / min(modules) - 1)
    misfit += _skew(corner, first) + _skew(corner, second)
    yield _oriented(corner, one, other, float(misfit))


def _skew(finder: Finder, way: Matrix) -> float:
    """How far a direction is from the nearest edge direction of a finder, 0 to about 0.7."""
    edges = np.roll(finder.corners, -1, axis=0) - finder.corners
    units = edges / np.maximum(np.hypot(*edges.T), 1e-6)[:, None]
    return 1 - float(np.abs(units @ (way / np.hypot(*way))).max())
