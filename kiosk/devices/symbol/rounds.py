"""Finder patterns that somebody has drawn round: a ring has no corners, so it can't tell which way its symbol lies.

Three of them can: their middles make the right angle that the sides of each should have made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from kiosk.devices.symbol.finders import Finder
from kiosk.devices.symbol.grid import Matrix

_MOST = 12
_MOST_SYMBOLS = 6
"""Rings may be a shirt's pattern: a dozen of them make a hundred right angles, and a frame has no time for those."""
_UNLIKE_LEGS = 1.6
_MOST_COSINE = 0.35
_UNLIKE_MODULES = 1.5
_SHORTEST = 10.0
"""Modules between two patterns of the smallest symbol, less a margin."""
_FAR = 300.0
"""Of two that fit alike the smaller one is likelier, as in `guesses`."""
_TO_SQUARE = float(np.sqrt(4 / np.pi))
"""A circle's width against that of a square as large."""


def squared(finders: Sequence[Finder], fresh: Sequence[Finder]) -> list[Finder]:
    """The round patterns of the likeliest symbols (one of `fresh` in each), as squares turned along them."""
    rings = [finder for finder in finders if finder.round][-_MOST:]
    is_fresh = [any(ring is each for each in fresh) for ring in rings]
    if len(rings) < 3 or not any(is_fresh):
        return []
    found: list[Finder] = []
    for numbers in _corners(rings):
        if any(is_fresh[number] for number in numbers):
            found += _turned(*(rings[number] for number in numbers))
        if len(found) >= 3 * _MOST_SYMBOLS:
            break
    return found


def _corners(rings: Sequence[Finder]) -> list[tuple[int, int, int]]:
    """The numbers of the rings at the corner, to the right of it and below it of what may be a symbol, likeliest
    first."""
    centres, modules = np.array([ring.centre for ring in rings]), np.array([ring.module for ring in rings])
    ways = centres[None] - centres[:, None]
    lengths = np.hypot(ways[..., 0], ways[..., 1]) + 1e-9
    right, below = lengths[:, :, None], lengths[:, None]
    short, long = np.minimum(right, below), np.maximum(right, below)
    cosine = np.abs(np.einsum("nij,nmj->nim", ways, ways)) / (right * below)
    clockwise = ways[:, :, None, 0] * ways[:, None, :, 1] > ways[:, :, None, 1] * ways[:, None, :, 0]
    trios = np.stack(np.broadcast_arrays(modules[:, None, None], modules[:, None], modules))
    least, most = trios.min(axis=0), trios.max(axis=0)
    fits = clockwise & (cosine < _MOST_COSINE) & (long <= _UNLIKE_LEGS * short)
    fits &= (short >= _SHORTEST * least) & (most <= _UNLIKE_MODULES * least)
    misfit = cosine + np.log(long / short) + (right + below) / (least * _FAR)
    places = np.argwhere(fits)[np.argsort(misfit[fits], kind="stable")]
    return [(int(corner), int(one), int(other)) for corner, one, other in places]


def _turned(corner: Finder, right: Finder, below: Finder) -> Iterator[Finder]:
    across, down = (_direction(other.centre - corner.centre) for other in (right, below))
    square = np.array([x * across + y * down for x, y in ((-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5))])
    for ring in (corner, right, below):
        module = ring.module * _TO_SQUARE
        yield replace(ring, corners=ring.centre + module * square, module=module, round=False)


def _direction(way: Matrix) -> Matrix:
    return np.asarray(way / np.hypot(*way))
