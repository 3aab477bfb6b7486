"""Looks for the third finder pattern where two of them say that it should be.

Tilt moves it by modules from the place that a flat symbol would give it, and dirt, glare or blur have hidden its
outline: its likeness is sought in a squared cut of the picture instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import cv2
import numpy as np

from kiosk.devices.frames import Image
from kiosk.devices.symbol.finders import Finder
from kiosk.devices.symbol.guesses import Guess

_SCALE = 4
"""Pixels a module in the squared cut."""
_REACH = 6
"""How far off the pattern may be, in modules."""
_LIKE = 0.45


def with_third_found(grey: Image, guess: Guess, seen: Sequence[Finder]) -> Guess:
    """A guess with its supposed finder pattern (the one that is not in `seen`) moved to where the picture has one."""
    corner, right, below = (
        finder if any(finder is each for each in seen) else _sought(grey, finder)
        for finder in (guess.corner, guess.right, guess.below)
    )
    return replace(guess, corner=corner, right=right, below=below)


def _sought(grey: Image, finder: Finder) -> Finder:
    square = np.array([[0, 0], [7, 0], [7, 7], [0, 7]], dtype=np.float32)
    to_cut = (square + _REACH + 1) * _SCALE
    warp = cv2.getPerspectiveTransform(finder.corners.astype(np.float32), to_cut.astype(np.float32))
    side = (9 + 2 * _REACH) * _SCALE
    cut = cv2.warpPerspective(grey, warp, (side, side), borderMode=cv2.BORDER_REPLICATE)
    template = 255 - _pattern() if finder.inverted else _pattern()
    _, likeness, _, place = cv2.minMaxLoc(cv2.matchTemplate(cut, template, cv2.TM_CCOEFF_NORMED))
    if likeness < _LIKE:
        return finder
    step = np.array(place) / _SCALE - _REACH
    right, down = (finder.corners[1] - finder.corners[0]) / 7, (finder.corners[3] - finder.corners[0]) / 7
    moved = step[0] * right + step[1] * down
    return replace(finder, centre=finder.centre + moved, corners=finder.corners + moved)


@cache
def _pattern() -> Image:
    """A finder pattern with a light module all around, slightly soft."""
    modules = np.full((9, 9), 255, dtype=np.uint8)
    modules[1:8, 1:8] = 0
    modules[2:7, 2:7] = 255
    modules[3:6, 3:6] = 0
    large = modules.repeat(_SCALE, axis=0).repeat(_SCALE, axis=1)
    return np.asarray(cv2.GaussianBlur(large, (0, 0), 0.35 * _SCALE), dtype=np.uint8)
