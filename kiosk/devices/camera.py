"""The source of frames of a station: reads whatever `capture` opened on a thread of its own.

Clips play at their own pace, so that they take the very path of a camera. A live source that falls silent or
freezes is lost and opened again each second until it gives pictures: unplugging needs no restart.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread

from kiosk.devices.capture import Capture, SourceKind, camera_lost, kind_of, open_capture
from kiosk.devices.frames import Frame, Image, Mailbox, SourceState
from kiosk.devices.watchdog import Watchdog
from kiosk.devices.webcam import CameraSettings
from kiosk.domain.problems import EnvironmentProblem

RETRY_S = 1.0
STOP_S = 3.0
_BREATH_S = 0.1
"""Between two attempts, when the first of them took a second or more by itself."""
DEFAULT_FPS = 30.0
_LIVE_KINDS = frozenset({SourceKind.CAMERA, SourceKind.STREAM})


def monotonic_ms() -> float:
    """The time that frames are stamped with."""
    return time.monotonic() * 1000


class CameraSource:
    """A `FrameSource` over a camera number, a clip, a folder of images or an http/rtsp address.

    With `every_frame` each frame of a clip or folder is handed over as fast as it is taken; otherwise clips play
    in real time and the newest frame wins.
    """

    def __init__(
        self,
        source: str,
        *,
        every_frame: bool = False,
        settings: CameraSettings | None = None,
        opened: Callable[[str, CameraSettings], Capture] = open_capture,
    ) -> None:
        self._source = source
        self._opened = opened
        self._settings = settings or CameraSettings()
        self._live = kind_of(source) in _LIVE_KINDS
        self._every_frame = every_frame and not self._live
        self._mailbox = Mailbox()
        self._stop = Event()
        self._thread: Thread | None = None
        self._state = SourceState.STARTING
        self._watchdog = Watchdog(monotonic_ms())
        self._index = 0

    @property
    def state(self) -> SourceState:
        """What the source is doing; a live one is LOST as soon as the watchdog says so, even while a read hangs."""
        if self._live and self._state is SourceState.LIVE and self._watchdog.lost(monotonic_ms()):
            return SourceState.LOST
        return self._state

    @property
    def trouble(self) -> EnvironmentProblem | None:
        """Why there are no pictures, while the state is LOST."""
        return camera_lost(self._source) if self.state is SourceState.LOST else None

    def start(self) -> None:
        """Starts the thread; a clip or folder that can't be read raises EnvironmentProblem here."""
        capture = None if self._live else self._opened(self._source, self._settings)
        self._thread = Thread(target=self._run, args=(capture,), name=f"camera {self._source}", daemon=True)
        self._thread.start()

    def take(self, timeout_s: float) -> Frame | None:
        """The next frame for this reader, or None when none came in time (see `state` for why)."""
        return self._mailbox.take(timeout_s)

    def stop(self) -> None:
        """Ends the thread. A read that hangs is waited for (2 s as a rule), but not for ever: a name that no server
        answers for can't be interrupted, and the window must close."""
        self._stop.set()
        self._mailbox.close()
        if self._thread is not None:
            self._thread.join(STOP_S)
            self._thread = None

    def _run(self, capture: Capture | None) -> None:
        if capture is not None:
            self._play(capture)
            return
        while not self._stop.is_set():
            began = time.monotonic()
            self._watch()
            self._state = SourceState.LOST
            self._stop.wait(max(_BREATH_S, began + RETRY_S - time.monotonic()))

    def _watch(self) -> None:
        """One life of a live source: from opening to its loss."""
        try:
            capture = self._opened(self._source, self._settings)
        except EnvironmentProblem:
            return
        try:
            self._watchdog.restarted(monotonic_ms())
            while not self._stop.is_set() and not self._watchdog.lost(monotonic_ms()):
                image = capture.read()
                if image is None:
                    return
                self._deliver(image)
        finally:
            capture.release()

    def _deliver(self, image: Image) -> None:
        now = monotonic_ms()
        self._watchdog.feed(image, now)
        if not self._watchdog.suspect:  # a frozen picture is no news: nobody is to take it for a camera that is back
            self._state = SourceState.LIVE
            self._mailbox.put(self._frame(image, now))

    def _play(self, capture: Capture) -> None:
        """A clip or folder from its first picture to its last."""
        interval_s = 1 / (capture.fps if 1 <= capture.fps <= 240 else DEFAULT_FPS)
        due = time.monotonic()
        while not self._stop.is_set() and (image := capture.read()) is not None:
            self._state = SourceState.LIVE
            frame = self._frame(image, monotonic_ms())
            if self._every_frame:
                self._mailbox.put_when_empty(frame)
                continue
            self._mailbox.put(frame)
            due += interval_s
            self._stop.wait(max(0.0, due - time.monotonic()))
        capture.release()
        self._state = SourceState.ENDED
        self._mailbox.close()

    def _frame(self, image: Image, now_ms: float) -> Frame:
        frame = Frame(image=image, index=self._index, at_monotonic_ms=now_ms)
        self._index += 1
        return frame
