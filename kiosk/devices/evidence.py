"""Follows the symbols of a stream, and adds up what several frames show of one that none shows well enough.

Noise is different in each frame and glare wanders over the code; the modules stay. So the soft modules of
neighbouring frames are averaged, each as far as it was sure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np

from kiosk.devices.codes import Corners, Decoded, Point, centre, extent, same_place
from kiosk.devices.frames import Image
from kiosk.devices.symbol.grid import doubt_blots
from kiosk.devices.symbol.recover import Reading
from kiosk.devices.symbol.softread import Content, Soft, read_soft, shows

_FORGET_FRAMES = 8
_FADE = 0.9
_MOST_TRACKS = 4
_THIN = 3
_SEEK = 48
_LEAST_LOOK = 24
_LIKE = 0.5


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
    text: str | None = None
    content: Content | None = None
    look: Image | None = None
    doubtful: tuple[str, int] | None = None

    def believes(self, text: str, frame: int, *, sure: bool) -> bool:
        """Whether a text is proved, by itself or because another frame gave it too."""
        if sure:
            return True
        before = self.doubtful
        if before is None or before[0] != text:
            self.doubtful = (text, frame)
        return before is not None and before[0] == text and before[1] != frame

    def expected(self, grey: Image, frame: int) -> Corners:
        """Where the symbol should be: as far as it was going, and where the picture looks like it there."""
        frames = frame - self.last
        points = zip(self.corners, self.speed, strict=True)
        a, b, c, d = ((x + frames * dx, y + frames * dy) for (x, y), (dx, dy) in points)
        if self.look is None:
            return a, b, c, d
        dx, dy = _sought(grey, self.look, centre((a, b, c, d)))
        a, b, c, d = ((x + dx, y + dy) for x, y in (a, b, c, d))
        return a, b, c, d

    def remember(self, grey: Image) -> None:
        """Keeps what the symbol looks like in this frame."""
        reach = max(_LEAST_LOOK, int(extent(self.corners) / 2))
        x, y = (int(value) for value in centre(self.corners))
        look = grey[max(y - reach, 0) : y + reach : _THIN, max(x - reach, 0) : x + reach : _THIN]
        whole = x >= reach and y >= reach and y + reach <= grey.shape[0] and x + reach <= grey.shape[1]
        self.look = np.ascontiguousarray(look) if whole else None

    def is_same(self, reading: Reading) -> bool:
        """Whether an unread symbol shows what was read here, and could not be the next ticket of the series."""
        if self.content is None or reading.version != self.version:
            return False
        return shows(doubt_blots(reading.soft), self.version, self.content)

    def moved_to(self, corners: Corners, frame: int) -> None:
        """Notes a new place."""
        frames = max(frame - self.last, 1)
        pairs = zip(corners, self.corners, strict=True)
        self.speed = [((x - old_x) / frames, (y - old_y) / frames) for (x, y), (old_x, old_y) in pairs]
        self.corners, self.last = corners, frame


def _sought(grey: Image, look: Image, about: Point) -> Point:
    """How far from `about` the picture looks most like `look`; nothing when it does not."""
    height, width = (_THIN * side for side in look.shape)
    left, top = int(about[0] - width / 2) - _SEEK, int(about[1] - height / 2) - _SEEK
    x0, y0 = max(left, 0), max(top, 0)
    field = grey[y0 : top + height + 2 * _SEEK : _THIN, x0 : left + width + 2 * _SEEK : _THIN]
    if field.shape[0] < look.shape[0] or field.shape[1] < look.shape[1]:
        return 0.0, 0.0
    _, likeness, _, place = cv2.minMaxLoc(cv2.matchTemplate(field, look, cv2.TM_CCOEFF_NORMED))
    if likeness < _LIKE:
        return 0.0, 0.0
    return x0 + _THIN * place[0] + width / 2 - about[0], y0 + _THIN * place[1] + height / 2 - about[1]


class Evidence:
    """The symbols of one stream. Frames are counted, not timed."""

    def __init__(self) -> None:
        self._tracks: list[Track] = []

    def tracks(self, frame: int) -> list[Track]:
        """The symbols of the last frames."""
        self._tracks = [track for track in self._tracks if frame - track.last <= _FORGET_FRAMES][-_MOST_TRACKS:]
        return list(self._tracks)

    def add(self, reading: Reading, frame: int) -> str | None:
        """Takes what was made of a symbol. Its text when it was read, when it is still the one that was read here, or
        when all that was seen of it together is enough."""
        track = self._track_at(reading.corners, reading.version, reading.inverted, frame)
        if reading.text is not None and track.believes(reading.text, frame, sure=reading.sure):
            track.text, track.content = reading.text, reading.content
            return reading.text
        if track.is_same(reading):
            return track.text
        weight = reading.score**2
        if track.total is None:
            track.total, track.weight = weight * reading.soft, weight
            return None
        track.total = np.asarray(_FADE * track.total + weight * reading.soft, dtype=np.float32)
        track.weight = _FADE * track.weight + weight
        found = read_soft(doubt_blots(track.total / track.weight), track.version)
        return found.text if found is not None and track.believes(found.text, frame, sure=found.sure) else None

    def settle(self, grey: Image, codes: Sequence[Decoded], frame: int) -> None:
        """Takes the codes that were read: they are followed, and what had been gathered of them is done with."""
        for code in codes:
            if code.version is None:
                continue
            known = [track for track in self._tracks if same_place(track.corners, code.corners)]
            inverted = any(track.inverted for track in known)
            track = self._track_at(code.corners, code.version, inverted, frame)
            if track.text != code.text:
                track.text, track.content = code.text, None
            track.total, track.weight = None, 0.0
            self._tracks = [other for other in self._tracks if other is track or other not in known]
        for track in self._tracks:
            if track.last == frame:
                track.remember(grey)

    def _track_at(self, corners: Corners, version: int, inverted: bool, frame: int) -> Track:
        for track in self._tracks:
            if track.version == version and same_place(track.corners, corners):
                if track.last != frame:
                    track.moved_to(corners, frame)
                return track
        track = Track(version=version, inverted=inverted, corners=corners, last=frame)
        self._tracks.append(track)
        return track
