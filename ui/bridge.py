"""Carries plain callbacks of engine threads into Qt signals of the window's thread.

The engines know nothing of Qt: they are given ordinary functions. A call only leaves a note and wakes the event
loop; every signal is emitted in the thread that made the bridge. After `close()` calls fall silent, so that an
engine may outlive the window.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from queue import SimpleQueue

from PySide6.QtCore import QObject, Qt, Signal


class Bridge(QObject):
    """One per window. `caller(signal)` makes the plain function to hand to an engine."""

    frame_seen = Signal(object)
    code_scanned = Signal(object)
    code_heard = Signal(object)
    verdict_given = Signal(object)
    badge_printed = Signal(object)
    printer_changed = Signal(object)
    sync_changed = Signal(object)
    camera_lost = Signal(object)
    scanner_lost = Signal(object)
    _noted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notes: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._noted.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def caller(self, signal: str) -> Callable[[object], None]:
        """A function for any thread that emits the named signal with its one argument, here."""
        emit = getattr(self, signal).emit
        return lambda payload: self.call(lambda: emit(payload))

    def newest_caller(self, signal: str) -> Callable[[object], None]:
        """Like `caller`, for a flood such as camera frames: what was not delivered yet is replaced."""
        emit = getattr(self, signal).emit
        slot: deque[object] = deque(maxlen=1)

        def deliver() -> None:
            if slot:
                emit(slot.pop())

        def put(payload: object) -> None:
            waiting = bool(slot)
            slot.append(payload)
            if not waiting:
                self.call(deliver)

        return put

    def call(self, action: Callable[[], None]) -> None:
        """Runs `action` in the bridge's own thread, soon and in order; does nothing once closed."""
        with self._lock:
            if not self._closed:
                self._notes.put(action)
                self._noted.emit()

    def close(self) -> None:
        """Silences the bridge for good; may be called from any thread, more than once."""
        with self._lock:
            self._closed = True

    def _deliver(self) -> None:
        if not self._closed and not self._notes.empty():
            self._notes.get()()
