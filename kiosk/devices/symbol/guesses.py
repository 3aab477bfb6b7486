"""Puts finder patterns together to symbols.

Each pattern is a square seen from its own side, so it tells directions and distances in modules about itself,
however much the symbol is tilted. Three that agree make a symbol; two make a guess that the grid confirms or refutes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.symbol.finders import Finder
from kiosk.devices.symbol.grid import Matrix

Floats = npt.NDArray[np.float64]

_CENTRE = 3.5
_ENOUGH_POINTS = 9
_SHORTEST, _LONGEST = 9.5, 195.0
"""Modules between two finder patterns of a symbol: 14 to 170, and what tilt and blur make of them."""
_HALF_LONGEST = 75.0
_ASKEW = 0.3
_DIAGONAL = 0.45
_UNLIKE = 0.75
_MODULES_UNLIKE = 2.6
_FAR = 300.0
"""Of two guesses that fit alike the smaller one is likelier: codes in rows make large false ones."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Guess:
    """Where a symbol may lie: its three finders (top left, top right, bottom left) and how badly they agree."""

    corner: Finder
    right: Finder
    below: Finder
    misfit: float

    @property
    def finders(self) -> tuple[Finder, Finder, Finder]:
        return self.corner, self.right, self.below

    @property
    def inverted(self) -> bool:
        return self.corner.inverted

    def versions(self) -> list[int]:
        """The versions that fit the distances, likeliest first."""
        exact = (float(np.mean([_apart(self.corner, other) for other in (self.right, self.below)])) - 10) / 4
        near = sorted(range(1, 41), key=lambda version: abs(version - exact))
        spread = 1 if exact < 6 else 2
        return [version for version in near if abs(version - exact) <= spread + 0.5][: 2 * spread + 1]

    def to_picture(self, version: int) -> Matrix:
        """Modules to pixels."""
        modules, points = self.seen_points(version)
        affine = cv2.getAffineTransform(_floats(modules[:3]), _floats(points[:3]))
        if len(points) < _ENOUGH_POINTS:
            return np.vstack([affine, [0, 0, 1]])
        found, _ = cv2.findHomography(_floats(modules), _floats(points))
        return np.vstack([affine, [0, 0, 1]]) if found is None else np.asarray(found)

    def seen_points(self, version: int) -> tuple[list[Matrix], list[Matrix]]:
        """Places in modules and where they are seen: the centres of the finder patterns, then their corners."""
        size = 17 + 4 * version
        far = size - _CENTRE
        modules = [np.array(each) for each in ((_CENTRE, _CENTRE), (far, _CENTRE), (_CENTRE, far))]
        points = [finder.centre for finder in self.finders]
        affine = cv2.getAffineTransform(_floats(modules), _floats(points))
        for finder, (x, y) in zip(self.finders, ((0, 0), (size - 7, 0), (0, size - 7)), strict=True):
            square = np.array([[x, y], [x + 7, y], [x + 7, y + 7], [x, y + 7]], dtype=float)
            about = square @ affine[:, :2].T + affine[:, 2]
            for module, expected in zip(square, about, strict=True):
                nearest = finder.corners[np.argmin(((finder.corners - expected) ** 2).sum(axis=1))]
                if np.hypot(*(nearest - expected)) < 2.5 * finder.module:
                    modules.append(module)
                    points.append(nearest)
        return modules, points


def _floats(points: Sequence[Sequence[float] | Matrix]) -> npt.NDArray[np.float32]:
    return np.array(points, dtype=np.float32)


def _apart(one: Finder, other: Finder) -> float:
    """How many modules two finder patterns are apart. Of what either says the geometric mean is taken: along a line,
    perspective makes one too large by what it makes the other too small."""
    way = other.centre - one.centre
    return float(np.sqrt(np.hypot(*(one.to_modules @ way)) * np.hypot(*(other.to_modules @ way))))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Pairs:
    """What the patterns say of each other (n x n): `askew` is 0 where one lies along the axes of the other and 1 where
    it lies on its diagonal, both ways together; `apart` in modules; `sideways` whether it lies along the first axis."""

    askew: Floats
    apart: Floats
    sideways: npt.NDArray[np.bool_]
    alike: npt.NDArray[np.bool_]


def _pairs(finders: Sequence[Finder]) -> _Pairs:
    centres = np.array([finder.centre for finder in finders])
    ways = np.einsum("nij,nmj->nmi", np.array([f.to_modules for f in finders]), centres[None] - centres[:, None])
    lengths = np.hypot(ways[..., 0], ways[..., 1]) + 1e-9
    off = np.abs(ways).min(axis=-1) / np.maximum(np.abs(ways).max(axis=-1), 1e-9)
    modules, inverted = np.array([f.module for f in finders]), np.array([f.inverted for f in finders])
    ratio = modules[:, None] / modules[None]
    alike = (inverted[:, None] == inverted[None]) & (np.maximum(ratio, 1 / ratio) < _MODULES_UNLIKE)
    apart = np.sqrt(lengths * lengths.T)
    alike &= (apart > _SHORTEST) & (apart < _LONGEST)
    sideways = np.abs(ways[..., 0]) > np.abs(ways[..., 1])
    return _Pairs(askew=off + off.T, apart=apart, sideways=sideways, alike=alike)


def guesses(finders: Sequence[Finder], limit: int) -> list[Guess]:
    """The likeliest symbols among some finder patterns, best first."""
    if len(finders) < 3:
        return []
    pairs = _pairs(finders)
    found: list[tuple[float, int, int, int]] = []
    for corner in range(len(finders)):
        found += _about(corner, pairs)
    found.sort()
    return [_oriented(finders[a], finders[b], finders[c], misfit) for misfit, a, b, c in found[:limit]]


def _about(corner: int, pairs: _Pairs) -> Iterator[tuple[float, int, int, int]]:
    """The symbols that may have a pattern at their corner."""
    near = np.nonzero(pairs.alike[corner] & (pairs.askew[corner] < 2 * _ASKEW))[0]
    first, second = near[pairs.sideways[corner, near]], near[~pairs.sideways[corner, near]]
    if not len(first) or not len(second):
        return
    a, b = pairs.apart[corner, first][:, None], pairs.apart[corner, second][None]
    unlike = np.abs(np.log(a / b))
    misfit = pairs.askew[corner, first][:, None] + pairs.askew[corner, second][None] + unlike + (a + b) / _FAR
    fits = (unlike < _UNLIKE) & pairs.alike[first][:, second]
    for row, column in np.argwhere(fits):
        yield float(misfit[row, column]), corner, int(first[row]), int(second[column])


def half_guesses(finders: Sequence[Finder], limit: int) -> list[Guess]:
    """Symbols of which only two finder patterns are to be seen: each pair is tried as neighbours on both sides, or as
    the ends of the diagonal."""
    if len(finders) < 2:
        return []
    pairs = _pairs(finders)
    askew = pairs.askew / 2
    side, diagonal = askew < _ASKEW, askew > _DIAGONAL
    misfit = np.where(side, askew, 1 - askew) + pairs.apart / _FAR
    usable = np.argwhere(np.triu(pairs.alike & (pairs.apart < _HALF_LONGEST) & (side | diagonal), 1))
    likeliest = usable[np.argsort(misfit[usable[:, 0], usable[:, 1]], kind="stable")][:limit]
    found: list[Guess] = []
    for one, other in likeliest:
        how = float(misfit[one, other])
        if side[one, other]:
            found += _as_side(finders[one], finders[other], how, float(pairs.apart[one, other]))
        else:
            found += _as_diagonal(finders[one], finders[other], how)
    return found[:limit]


def _as_side(one: Finder, other: Finder, misfit: float, apart: float) -> Iterator[Guess]:
    """Both patterns on one side; the third lies across it from either of them."""
    for near, far in ((one, other), (other, one)):
        ways = near.to_modules @ (far.centre - near.centre)
        across = np.linalg.inv(near.to_modules)[:, 0 if abs(ways[1]) > abs(ways[0]) else 1]
        for turn in (1, -1):
            yield _oriented(near, far, _moved(near, turn * apart * across), misfit)


def _as_diagonal(one: Finder, other: Finder, misfit: float) -> Iterator[Guess]:
    """The patterns at the ends of the diagonal; the third is where an axis of one meets the other axis of the other."""
    way = other.centre - one.centre
    first, second = np.linalg.inv(one.to_modules), np.linalg.inv(other.to_modules)
    for axis in (0, 1):
        along = first[:, axis]
        across = second[:, int(np.argmin(np.abs(along @ second) / np.hypot(*second)))]
        crossing = np.column_stack([along, -across])
        if abs(np.linalg.det(crossing)) > 1e-3:
            share = np.linalg.solve(crossing, way)[0]
            yield _oriented(_moved(one, share * along), one, other, misfit)


def _moved(finder: Finder, step: npt.NDArray[np.floating]) -> Finder:
    return replace(finder, centre=finder.centre + step, corners=finder.corners + step)


def _oriented(corner: Finder, one: Finder, other: Finder, misfit: float) -> Guess:
    first, second = one.centre - corner.centre, other.centre - corner.centre
    right, below = (one, other) if first[0] * second[1] > first[1] * second[0] else (other, one)
    return Guess(corner=corner, right=right, below=below, misfit=misfit)
