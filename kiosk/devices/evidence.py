"""Adds up what several frames show of one symbol that none of them shows well enough.

Noise is different in each frame and glare wanders over the code; the modules stay. So the soft modules of
neighbouring frames are averaged, each as far as it was sure.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.devices.codes import Corners, same_place
from kiosk.devices.symbol.grid import doubt_blots
from kiosk.devices.symbol.recover import Reading
from kiosk.devices.symbol.softread import Soft, read_soft

_FORGET_FRAMES = 12
_FADE = 0.9


@dataclass(slots=True, kw_only=True)
class _Track:
    version: int
    corners: Corners
    total: Soft
    weight: float
    last: int


class Evidence:
    """The unread symbols of one stream. Frames are counted, not timed."""

    def __init__(self) -> None:
        self._tracks: list[_Track] = []

    def add(self, reading: Reading, frame: int) -> str | None:
        """Adds an unread symbol; its text when all that was seen of it together is enough."""
        self._tracks = [track for track in self._tracks if frame - track.last <= _FORGET_FRAMES]
        track = self._track_of(reading)
        weight = reading.score**2
        if track is None:
            total = weight * reading.soft
            self._tracks.append(
                _Track(version=reading.version, corners=reading.corners, total=total, weight=weight, last=frame)
            )
            return None
        track.total = _FADE * track.total + weight * reading.soft
        track.weight = _FADE * track.weight + weight
        track.corners, track.last = reading.corners, frame
        return read_soft(doubt_blots(track.total / track.weight), track.version)

    def drop(self, corners: Corners) -> None:
        """Forgets the symbol at a place where a code was read."""
        self._tracks = [track for track in self._tracks if not same_place(track.corners, corners)]

    def _track_of(self, reading: Reading) -> _Track | None:
        for track in self._tracks:
            if track.version == reading.version and same_place(track.corners, reading.corners):
                return track
        return None
