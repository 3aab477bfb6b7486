"""Follows the symbols of a stream, and adds up what several frames show of one that none shows well enough.

Noise is different in each frame and glare wanders over the code; the modules stay. So the soft modules of
neighbouring frames are averaged, each as far as it was sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from kiosk.devices.codes import Corners, Decoded, same_place
from kiosk.devices.symbol.grid import doubt_blots
from kiosk.devices.symbol.recover import Reading
from kiosk.devices.symbol.softread import Soft, read_soft

_FORGET_FRAMES = 8
_FADE = 0.9
_MOST_TRACKS = 4


@dataclass(slots=True, kw_only=True, eq=False)
class Track:
    """One symbol over several frames. `speed` is the movement of each corner per frame."""

    version: int
    inverted: bool
    corners: Corners
    last: int
    speed: list[tuple[float, float]] = field(default_factory=lambda: [(0.0, 0.0)] * 4)
    total: Soft | None = None
    weight: float = 0.0

    def expected(self, frame: int) -> Corners:
        """Where the symbol should be if it went on as it did."""
        frames = frame - self.last
        points = zip(self.corners, self.speed, strict=True)
        a, b, c, d = ((x + frames * dx, y + frames * dy) for (x, y), (dx, dy) in points)
        return a, b, c, d

    def moved_to(self, corners: Corners, frame: int) -> None:
        """Notes a new place."""
        frames = max(frame - self.last, 1)
        pairs = zip(corners, self.corners, strict=True)
        self.speed = [((x - old_x) / frames, (y - old_y) / frames) for (x, y), (old_x, old_y) in pairs]
        self.corners, self.last = corners, frame


class Evidence:
    """The symbols of one stream. Frames are counted, not timed."""

    def __init__(self) -> None:
        self._tracks: list[Track] = []

    def tracks(self, frame: int) -> list[Track]:
        """The symbols of the last frames."""
        self._tracks = [track for track in self._tracks if frame - track.last <= _FORGET_FRAMES][-_MOST_TRACKS:]
        return list(self._tracks)

    def add(self, reading: Reading, frame: int) -> str | None:
        """Adds an unread symbol; its text when all that was seen of it together is enough."""
        track = self._track_at(reading.corners, reading.version, reading.inverted, frame)
        weight = reading.score**2
        if track.total is None:
            track.total, track.weight = weight * reading.soft, weight
            return None
        track.total = np.asarray(_FADE * track.total + weight * reading.soft, dtype=np.float32)
        track.weight = _FADE * track.weight + weight
        return read_soft(doubt_blots(track.total / track.weight), track.version)

    def settle(self, codes: Sequence[Decoded], frame: int) -> None:
        """Takes the codes that were read: they are followed, and what had been gathered of them is done with."""
        for code in codes:
            if code.version is None:
                continue
            known = [track for track in self._tracks if same_place(track.corners, code.corners)]
            inverted = any(track.inverted for track in known)
            track = self._track_at(code.corners, code.version, inverted, frame)
            track.total, track.weight = None, 0.0
            self._tracks = [other for other in self._tracks if other is track or other not in known]

    def _track_at(self, corners: Corners, version: int, inverted: bool, frame: int) -> Track:
        for track in self._tracks:
            if track.version == version and same_place(track.corners, corners):
                if track.last != frame:
                    track.moved_to(corners, frame)
                return track
        track = Track(version=version, inverted=inverted, corners=corners, last=frame)
        self._tracks.append(track)
        return track
