"""Finder patterns that somebody has drawn round: a ring has no corners, so it can't tell which way its symbol lies.

Three of them can: their middles make the right angle that the sides of each should have made.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations, permutations

import numpy as np

from kiosk.devices.symbol.finders import Finder
from kiosk.devices.symbol.grid import Matrix

_MOST = 12
_UNLIKE_LEGS = 1.6
_MOST_COSINE = 0.35
_UNLIKE_MODULES = 1.5
_SHORTEST = 10.0
"""Modules between two patterns of the smallest symbol, less a margin."""
_TO_SQUARE = float(np.sqrt(4 / np.pi))
"""A circle's width against that of a square as large."""


def squared(finders: Sequence[Finder], fresh: Sequence[Finder]) -> list[Finder]:
    """Each three round patterns that may be a symbol's (one of `fresh` among them), as squares turned along it."""
    found: list[Finder] = []
    for trio in combinations([finder for finder in finders if finder.round][-_MOST:], 3):
        if any(finder is each for finder in trio for each in fresh):
            found += _along_their_corner(trio)
    return found


def _along_their_corner(trio: tuple[Finder, ...]) -> Iterator[Finder]:
    for corner, one, other in permutations(trio, 3):
        right, down = one.centre - corner.centre, other.centre - corner.centre
        if right[0] * down[1] > right[1] * down[0] and _are_legs(right, down, [finder.module for finder in trio]):
            for finder in trio:
                yield _turned(finder, right / np.hypot(*right), down / np.hypot(*down))


def _are_legs(right: Matrix, down: Matrix, modules: list[float]) -> bool:
    long, short = sorted((float(np.hypot(*right)), float(np.hypot(*down))), reverse=True)
    if long > _UNLIKE_LEGS * short or short < _SHORTEST * min(modules) or max(modules) > _UNLIKE_MODULES * min(modules):
        return False
    return abs(float(right @ down)) < _MOST_COSINE * long * short


def _turned(finder: Finder, right: Matrix, down: Matrix) -> Finder:
    module = finder.module * _TO_SQUARE
    corners = [x * right + y * down for x, y in ((-3.5, -3.5), (3.5, -3.5), (3.5, 3.5), (-3.5, 3.5))]
    return replace(finder, corners=finder.centre + module * np.array(corners), module=module, round=False)
