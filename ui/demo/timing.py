"""The demo's desk: the real one, with a stop-watch on each answer."""

from __future__ import annotations

import threading
import time

from kiosk.devices.reader import CodeScanned
from kiosk.domain.scans import Direction
from kiosk.service.check_in import CheckedIn, Door
from ui.demo.report import DemoReport
from ui.desk import StationDesk
from ui.station import Station


class TimedDesk(StationDesk):
    """Reports each answer to a scanned code together with the code's own time in the decoder."""

    def __init__(self, station: Station, door: Door, report: DemoReport) -> None:
        super().__init__(station, door)
        self._report = report
        self._lock = threading.Lock()
        self._seen: dict[str, CodeScanned] = {}

    def code_seen(self, code: CodeScanned) -> None:
        """A code left the reader; called on the reader's thread before the window hears of it."""
        with self._lock:
            self._seen[code.text] = code

    def check_in(self, code: str, direction: Direction | None = None) -> CheckedIn:
        began = time.perf_counter()
        checked_in = super().check_in(code, direction)
        decide_ms = (time.perf_counter() - began) * 1000
        with self._lock:
            seen = self._seen.pop(code, None)
        if seen is not None:
            self._report.answered(seen, checked_in, decide_ms)
        return checked_in
