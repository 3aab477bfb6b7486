"""Joins camera, decoder and presence on one thread: frames come in, codes that are news go out."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event, Thread

from kiosk.devices.camera import monotonic_ms
from kiosk.devices.codes import Corners, Sight
from kiosk.devices.decoder import Decoder
from kiosk.devices.frames import Frame, FrameSource, SourceState
from kiosk.devices.presence import Presence
from kiosk.domain.clock import Clock
from kiosk.domain.problems import EnvironmentProblem

_PATIENCE_S = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeScanned:
    """A code was presented. `text` is unchecked. `decode_ms` is the time spent on the frame that gave it, `captured_at`
    the moment (UTC) at which that frame arrived."""

    text: str
    format: str
    corners: Corners
    frame_index: int
    decode_ms: float
    captured_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class FrameSeen:
    """A frame with what was found in it, for a preview."""

    frame: Frame
    sight: Sight


class CodeReader:
    """Watches a source until it ends or `stop` is called.

    The callables run on the reader's thread and must be quick: `on_code` for each code that is news, `on_frame`
    for each frame, `on_trouble` with the problem when the camera is lost and with None when it is back.
    """

    def __init__(
        self,
        source: FrameSource,
        decoder: Decoder,
        presence: Presence,
        clock: Clock,
        *,
        on_code: Callable[[CodeScanned], None],
        on_frame: Callable[[FrameSeen], None],
        on_trouble: Callable[[EnvironmentProblem | None], None],
    ) -> None:
        self._source = source
        self._decoder = decoder
        self._presence = presence
        self._clock = clock
        self._on_code = on_code
        self._on_frame = on_frame
        self._on_trouble = on_trouble
        self._stop = Event()
        self._troubled = False
        self._thread = Thread(target=self._run, name="code reader", daemon=True)

    def start(self) -> None:
        """Starts source and thread; raises EnvironmentProblem when the source is a clip that can't be read."""
        self._source.start()
        self._thread.start()

    def wait(self, timeout_s: float | None = None) -> bool:
        """Waits for the end of a clip; True when it was reached."""
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def stop(self) -> None:
        """Ends thread and source; not to be called from a callback."""
        self._stop.set()
        self._source.stop()
        if self._thread.ident is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._stop.is_set():
            frame = self._source.take(_PATIENCE_S)
            self._tell_trouble()
            if frame is not None:
                self._examine(frame)
            elif self._source.state is SourceState.ENDED:
                return

    def _tell_trouble(self) -> None:
        trouble = self._source.trouble
        if (trouble is not None) != self._troubled:
            self._troubled = trouble is not None
            self._on_trouble(trouble)

    def _examine(self, frame: Frame) -> None:
        began = time.perf_counter()
        sight = self._decoder.look(frame.image)
        decode_ms = (time.perf_counter() - began) * 1000
        age = timedelta(milliseconds=monotonic_ms() - frame.at_monotonic_ms)
        captured_at = self._clock.now() - age
        for code in self._presence.see(sight.codes, sight.located, frame.at_monotonic_ms):
            self._on_code(
                CodeScanned(
                    text=code.text,
                    format=code.format,
                    corners=code.corners,
                    frame_index=frame.index,
                    decode_ms=decode_ms,
                    captured_at=captured_at,
                )
            )
        self._on_frame(FrameSeen(frame=frame, sight=sight))
