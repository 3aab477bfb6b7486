"""Watches a demo from the window's own event loop and ends it when everything has come to its end."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from kiosk.domain.scans import UploadState
from ui.app import App
from ui.demo.report import DemoReport

_LOOK_MS = 100
_LONGEST_AFTER_CLIP_S = 90.0


class Director(QObject):
    """Calls `on_end(complete)` once: when the clip is over, no badge is on its way and no upload waits, or when
    that took too long."""

    def __init__(self, app: App, report: DemoReport, on_end: Callable[[bool], None]) -> None:
        super().__init__()
        self._app = app
        self._report = report
        self._on_end = on_end
        self._clip_ended: float | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def _look(self) -> None:
        if not self._app.eyes_closed(0):
            return
        if self._clip_ended is None:
            self._clip_ended = time.monotonic()
        complete = self._is_complete()
        if complete or time.monotonic() - self._clip_ended > _LONGEST_AFTER_CLIP_S:
            self._timer.stop()
            self._on_end(complete)

    def _is_complete(self) -> bool:
        waiting = self._app.station.store.log.upload_counts()[UploadState.PENDING]
        return waiting == 0 and self._report.wait_for_badges(0)
