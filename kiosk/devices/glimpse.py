"""Where something like a code is held before the lens, though no part of a code can be made out.

Blur, glare, distance and the picture's edge hide the finder patterns, and then nobody could say what would help. What
is new in the picture, square and full of contrast is taken for a code: good enough for advice, for nothing else.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from kiosk.devices.codes import Corners, same_place
from kiosk.devices.frames import Image

_WIDTH = 320
"""Pixels: the picture is looked at in this width."""
_EVERY_MS = 90.0
_STAYS_MS = 500.0
_LEARNING = 0.01
_NEW = 12
_REACH = 13
_BUSY = (44, 32, 22, 15, 10)
"""Mean local contrasts, in grey values, from which a place counts as busy: a sharp code stands out of its phone at the
higher ones, a blurred one is whole at the lower ones only."""
_BURNT = 250
_LEAST_SIDE = 16
_SURE_SIDE = 32
_SQUARE = 1.7
_FULL = 0.72
_EDGE = 2

Grey = npt.NDArray[np.float32]
_Box = tuple[int, int, int, int]


class Glimpse:
    """Watches one stream. Times are monotonic ms."""

    def __init__(self) -> None:
        self._usual: Grey | None = None
        self._looked_ms = -_EVERY_MS
        self._place: Corners | None = None
        self._since_ms = 0.0

    def look(self, image: Image, now_ms: float) -> Corners | None:
        """The upright square (in pixels of `image`, BGR or grey) where something has been held for half a second."""
        if now_ms - self._looked_ms >= _EVERY_MS:
            self._looked_ms = now_ms
            self._note(self._find(image), now_ms)
        return self._place if now_ms - self._since_ms >= _STAYS_MS else None

    def _note(self, place: Corners | None, now_ms: float) -> None:
        if place is None or self._place is None or not same_place(place, self._place):
            self._since_ms = now_ms
        self._place = place

    def _find(self, image: Image) -> Corners | None:
        scale = image.shape[1] / _WIDTH
        thin = cv2.resize(image, (_WIDTH, max(1, round(image.shape[0] / scale))), interpolation=cv2.INTER_LINEAR)
        grey: Grey = (thin if thin.ndim == 2 else cv2.cvtColor(thin, cv2.COLOR_BGR2GRAY)).astype(np.float32)
        if self._usual is None or self._usual.shape != grey.shape:
            self._usual = grey
            return None
        light = float(np.median(grey)) / max(float(np.median(self._usual)), 1.0)  # the camera adapts its exposure
        changed = cv2.blur(cv2.absdiff(grey, self._usual * light), (9, 9)) > _NEW
        self._usual += _LEARNING * (grey - self._usual)
        if not changed.any():
            return None
        contrast = cv2.blur(cv2.absdiff(grey, cv2.GaussianBlur(grey, (0, 0), 4)), (_REACH, _REACH))
        burnt = cv2.blur((grey >= _BURNT).astype(np.float32), (_REACH, _REACH)) > 0
        found: _Box | None = None
        for busy in _BUSY:
            box = _largest_square((changed & ((contrast > busy) | burnt)).astype(np.uint8))
            if box is not None and min(box[2:]) >= _SURE_SIDE:
                return _corners(box, grey.shape, scale)
            found = found or box  # small: it may be a crumb of something larger
        return None if found is None else _corners(found, grey.shape, scale)


def _largest_square(busy: Image) -> _Box | None:
    """Left, top, width and height of the largest full and square patch."""
    whole = cv2.morphologyEx(busy, cv2.MORPH_OPEN, np.ones((7, 7), np.uint8))
    _, _, patches, _ = cv2.connectedComponentsWithStats(whole)
    for x, y, w, h, area in sorted(patches[1:].tolist(), key=lambda patch: -patch[4]):
        if min(w, h) >= _LEAST_SIDE and max(w, h) <= _SQUARE * min(w, h) and area >= _FULL * w * h:
            return x, y, w, h
    return None


def _corners(box: _Box, shape: tuple[int, ...], scale: float) -> Corners:
    """The patch in pixels of the picture, without the margin that looking around each pixel adds; what the edge cuts
    off ends there."""
    x, y, w, h = box
    across, down = min(_REACH, w) / 4, min(_REACH, h) / 4
    left, right = (0 if x <= _EDGE else x + across), (shape[1] if x + w >= shape[1] - _EDGE else x + w - across)
    top, bottom = (0 if y <= _EDGE else y + down), (shape[0] if y + h >= shape[0] - _EDGE else y + h - down)
    left, top, right, bottom = (side * scale for side in (left, top, right, bottom))
    return (left, top), (right, top), (right, bottom), (left, bottom)
