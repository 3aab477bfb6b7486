"""Tells a person what would make an unreadable symbol readable: nearer, further, still, brighter, less glare.

A hint that changes ten times a second helps nobody: it has to hold for a while before it is given, and stays for a
while once it is. Words are the window's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import cv2
import numpy as np

from kiosk.devices.codes import Corners, Located, Sight, extent
from kiosk.devices.frames import Image

AGREE_MS = 400.0
STAY_MS = 1500.0
_SMALL_PX = 90
_LARGE_SHARE = 0.8
_EDGE_PX = 6
_BURNT = 250
_BURNT_SHARE = 0.06
_DARK = 70
_FLAT = 40
_SOFT = 0.16


class Hint(StrEnum):
    """What helps."""

    NEARER = "nearer"
    FURTHER = "further"
    HOLD_STILL = "hold-still"
    BRIGHTER_SCREEN = "brighter-screen"
    LESS_GLARE = "less-glare"
    INTO_FRAME = "into-frame"


class Coach:
    """Watches one stream of sights. Times are monotonic ms."""

    def __init__(self) -> None:
        self._candidate: Hint | None = None
        self._since_ms = 0.0
        self._shown: Hint | None = None
        self._shown_ms = 0.0

    def watch(self, image: Image, sight: Sight, now_ms: float) -> Hint | None:
        """The hint to show now, if any. A code that was read takes every hint away at once."""
        if sight.codes:
            self._candidate = self._shown = None
            return None
        hint = hint_for(image, sight.located)
        if hint != self._candidate:
            self._candidate, self._since_ms = hint, now_ms
        agreed = now_ms - self._since_ms >= AGREE_MS
        stayed = self._shown is None or now_ms - self._shown_ms >= STAY_MS
        if self._candidate is not self._shown and agreed and stayed:
            self._shown, self._shown_ms = self._candidate, now_ms
        return self._shown


def hint_for(image: Image, located: Sequence[Located]) -> Hint | None:
    """What would help the largest symbol that was found and not read in `image` (BGR or grey)."""
    if not located:
        return None
    corners = max((symbol.corners for symbol in located), key=extent)
    height, width = image.shape[:2]
    if _touches_edge(corners, width, height):
        return Hint.FURTHER if extent(corners) > _LARGE_SHARE * height else Hint.INTO_FRAME
    if extent(corners) < _SMALL_PX:
        return Hint.NEARER
    return _light_hint(_cut(image, corners))


def _touches_edge(corners: Corners, width: int, height: int) -> bool:
    return any(x < _EDGE_PX or y < _EDGE_PX or x > width - _EDGE_PX or y > height - _EDGE_PX for x, y in corners)


def _cut(image: Image, corners: Corners) -> Image:
    """The symbol's upright bounding box in grey."""
    points = np.array(corners)
    x0, y0 = np.maximum(points.min(axis=0), 0).astype(int)
    x1, y1 = points.max(axis=0).astype(int) + 1
    cut = image[y0:y1, x0:x1]
    return cut if cut.ndim == 2 else cv2.cvtColor(cut, cv2.COLOR_BGR2GRAY)


def _light_hint(cut: Image) -> Hint | None:
    if _has_glare(cut):
        return Hint.LESS_GLARE
    dark, light = np.percentile(cut, (10, 90))
    if light < _DARK or light - dark < _FLAT:
        return Hint.BRIGHTER_SCREEN
    return Hint.HOLD_STILL if _sharpness(cut, light - dark) < _SOFT else None


def _has_glare(cut: Image) -> bool:
    """Whether a burnt-out spot wider than any module lies on the symbol."""
    burnt = (cut >= _BURNT).astype(np.uint8)
    size = max(3, min(cut.shape) // 6)
    core = cv2.erode(burnt, np.ones((size, size), np.uint8), borderValue=0)
    spot = cv2.dilate(core, np.ones((size, size), np.uint8))
    return float(spot.mean()) > _BURNT_SHARE


def _sharpness(cut: Image, contrast: float) -> float:
    """The steepest steps between neighbouring pixels, in shares of the symbol's contrast."""
    steps = np.abs(np.diff(cut.astype(np.int16), axis=1))
    return float(np.percentile(steps, 97)) / max(contrast, 1.0)
