"""Tells a dead camera from a quiet one.

`isOpened()` stays true after the plug was pulled, and some drivers repeat their last picture for ever: so
silence and sameness decide, not the driver.
"""

from __future__ import annotations

import zlib

from kiosk.devices.frames import Image

SILENCE_MS = 2000.0
SAME_FRAMES = 60
_STEP = 8


class Watchdog:
    """Fed with each picture of a live source and asked for its opinion. Times are monotonic ms."""

    def __init__(self, now_ms: float) -> None:
        self._last_ms = now_ms
        self._fingerprint: int | None = None
        self._same = 0
        self._suspect = False

    def feed(self, image: Image, now_ms: float) -> None:
        """Notes a picture. The noise of a sensor makes any two differ, so a sample of the pixels is enough."""
        fingerprint = zlib.crc32(image[::_STEP, ::_STEP].tobytes())
        if fingerprint == self._fingerprint:
            self._same += 1
        else:
            self._same, self._suspect = 0, False
        self._fingerprint = fingerprint
        self._last_ms = now_ms

    def restarted(self, now_ms: float) -> None:
        """Grants a source that was opened again its time; one that was frozen stays suspect until it moves."""
        self._suspect = self._suspect or self._same >= SAME_FRAMES
        self._same = 0
        self._last_ms = now_ms

    @property
    def suspect(self) -> bool:
        """Whether the pictures so far are the ones that the source froze at before it was opened again."""
        return self._suspect

    def lost(self, now_ms: float) -> bool:
        """Whether the source must be taken for dead."""
        return self._same >= SAME_FRAMES or now_ms - self._last_ms >= SILENCE_MS
