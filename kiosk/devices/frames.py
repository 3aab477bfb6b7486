"""What a camera gives and how it is handed over: one frame at a time, the newest one wins.

A reader that is busy for 40 ms must find the present when it comes back, not a queue of the past. A clip that is
examined frame by frame (`kiosk scan`) hands over each of them instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from threading import Condition
from typing import Protocol

import numpy as np
import numpy.typing as npt

from kiosk.domain.problems import EnvironmentProblem

Image = npt.NDArray[np.uint8]
"""Pixels, height x width x 3 in BGR order (or height x width in grey), 8 bits each."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Frame:
    """One picture (BGR), its number since the source started, and the monotonic time of its arrival in ms."""

    image: Image
    index: int
    at_monotonic_ms: float


class SourceState(StrEnum):
    """What a source is doing: not yet delivering, delivering, lost (being retried), or at its end."""

    STARTING = "starting"
    LIVE = "live"
    LOST = "lost"
    ENDED = "ended"


class FrameSource(Protocol):
    """A camera, a clip, a folder or a stream.

    `start` raises EnvironmentProblem for a clip that can't be read; a live source never raises: it is LOST,
    `trouble` says why, and it is tried again each second. `take` waits up to `timeout_s` for a frame that was
    not taken yet. `stop` may be called at any time and joins the thread.
    """

    @property
    def state(self) -> SourceState: ...

    @property
    def trouble(self) -> EnvironmentProblem | None: ...

    def start(self) -> None: ...

    def take(self, timeout_s: float) -> Frame | None: ...

    def stop(self) -> None: ...


class Mailbox:
    """One slot between the capture thread and its reader."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._frame: Frame | None = None
        self._closed = False

    def put(self, frame: Frame) -> None:
        """Replaces whatever waits in the slot."""
        with self._changed:
            self._frame = frame
            self._changed.notify_all()

    def put_when_empty(self, frame: Frame) -> bool:
        """Waits until the slot was emptied; False when the box was closed meanwhile."""
        with self._changed:
            self._changed.wait_for(lambda: self._frame is None or self._closed)
            if self._closed:
                return False
            self._frame = frame
            self._changed.notify_all()
            return True

    def take(self, timeout_s: float) -> Frame | None:
        """The waiting frame, else the first one within `timeout_s`; None when none came or the box is closed."""
        with self._changed:
            self._changed.wait_for(lambda: self._frame is not None or self._closed, timeout_s)
            frame, self._frame = self._frame, None
            self._changed.notify_all()
            return frame

    def close(self) -> None:
        """Wakes everybody; a frame that still waits can be taken."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
