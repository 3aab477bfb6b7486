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

    def feed(self, image: Image, now_ms: float) -> None:
        """Notes a picture. The noise of a sensor makes any two differ, so a sample of the pixels is enough."""
        fingerprint = zlib.crc32(image[::_STEP, ::_STEP].tobytes())
        self._same = self._same + 1 if fingerprint == self._fingerprint else 0
        self._fingerprint = fingerprint
        self._last_ms = now_ms

    def restarted(self, now_ms: float) -> None:
        """Grants a source that was opened again its time; pictures like the old ones still count as the same."""
        self._last_ms = now_ms

    @property
    def frozen(self) -> bool:
        """Whether the source repeats itself."""
        return self._same >= SAME_FRAMES

    def lost(self, now_ms: float) -> bool:
        """Whether the source must be taken for dead."""
        return self.frozen or now_ms - self._last_ms >= SILENCE_MS
