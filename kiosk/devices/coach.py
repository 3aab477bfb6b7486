"""Tells a person what would make an unreadable symbol readable: nearer, further, still, brighter, less glare.

A hint that changes ten times a second helps nobody: it has to hold for a while before it is given, and stays for a
while once it is. A hard symbol is found in some frames only, so the last few sightings decide, and a code of which
nothing can be made out is looked for as what it is: something square and new (`glimpse`). Words are the window's
business.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Sequence
from enum import StrEnum

import cv2
import numpy as np

from kiosk.devices.codes import Corners, Located, Sight, extent
from kiosk.devices.frames import Image
from kiosk.devices.glimpse import Glimpse

AGREE_MS = 400.0
STAY_MS = 1500.0
GONE_MS = 500.0
"""A symbol that was not found for so long is gone."""
_SIGHTINGS = 5
_SMALL_PX = 90
_LARGE_SHARE = 0.8
_EDGE_PX = 6
_BURNT = 250
_BURNT_SHARE = 0.06
_DARK = 70
_FLAT = 40
_SOFT = 0.16
_NEAR_SHARE = 0.4
"""Of the picture's height: an unsharp code that is larger is too near for the lens."""


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
        self._glimpse = Glimpse()
        self._sightings: deque[Hint | None] = deque(maxlen=_SIGHTINGS)
        self._sighted_ms = 0.0
        self._candidate: Hint | None = None
        self._since_ms = 0.0
        self._shown: Hint | None = None
        self._shown_ms = 0.0

    def watch(self, image: Image, sight: Sight, now_ms: float) -> Hint | None:
        """The hint to show now, if any. A code that was read takes every hint away at once."""
        glimpsed = self._glimpse.look(image, now_ms)
        if sight.codes:
            self._candidate = self._shown = None
            self._sightings.clear()
            return None
        located = sight.located or (() if glimpsed is None else (Located(corners=glimpsed),))
        if located:
            self._sightings.append(hint_for(image, located))
            self._sighted_ms = now_ms
        elif now_ms - self._sighted_ms >= GONE_MS:
            self._sightings.clear()
        return self._steady(now_ms)

    def _steady(self, now_ms: float) -> Hint | None:
        hint = Counter(self._sightings).most_common(1)[0][0] if self._sightings else None
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
    hint = _light_hint(_cut(image, corners))
    too_near = hint is Hint.HOLD_STILL and extent(corners) > _NEAR_SHARE * height
    return Hint.FURTHER if too_near else hint


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
    """The steepest steps between neighbouring pixels, in shares of the symbol's contrast. Across or down, whichever is
    less: movement blurs one of them."""
    values = cut.astype(np.int16)
    steps = (np.abs(np.diff(values, axis=axis)) for axis in (0, 1))
    return min(float(np.percentile(step, 97)) for step in steps if step.size) / max(contrast, 1.0)
