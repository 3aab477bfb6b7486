"""Keeps a handheld scanner's characters out of the text fields and turns them into one code.

Sits before a whole window. Keys that may belong to a scan are held for an instant; a person's
keys are then handed on unchanged, in their order.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kiosk.devices.keyboards import place_of
from kiosk.devices.wedge import Dropped, Scanned, Stroke, Typed, Wedge, WedgeEvent

_TICK_MS = 10
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class ScannerKeys(QObject):
    """Watches the keys of one window. `known` tells whether a text is a ticket."""

    code_scanned = Signal(str)

    def __init__(self, known: Callable[[str], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wedge = Wedge(known)
        self._held: deque[tuple[QWindow, QKeyEvent]] = deque()
        self._replaying = False
        self._last_arrival = 0.0
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._idle)

    def watch(self, window: QWidget) -> None:
        """Listens to a window that is about to be shown; may be called each time it is."""
        window.winId()
        window.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        taken = (
            not self._replaying
            and event.type() == QEvent.Type.KeyPress
            and isinstance(watched, QWindow)
            and isinstance(event, QKeyEvent)
        )
        if taken:
            self._take(watched, event)  # type: ignore[arg-type]
        return taken

    def _take(self, window: QWindow, event: QKeyEvent) -> None:
        self._last_arrival = time.monotonic()
        self._held.append((window, event.clone()))
        self._carry_out(self._wedge.feed(stroke_of(event, self._last_arrival)))
        if self._wedge.holds and not self._ticks.isActive():
            self._ticks.start()

    def _idle(self) -> None:
        self._carry_out(self._wedge.idle((time.monotonic() - self._last_arrival) * 1000))
        if not self._wedge.holds:
            self._ticks.stop()

    def _carry_out(self, events: list[WedgeEvent]) -> None:
        for event in events:
            held = [self._held.popleft() for _ in range(event.held)]
            match event:
                case Typed():
                    self._replay(held)
                case Scanned():
                    _take_back(event.retract)
                    self.code_scanned.emit(event.text)
                case Dropped():
                    pass

    def _replay(self, held: list[tuple[QWindow, QKeyEvent]]) -> None:
        self._replaying = True
        try:
            for window, event in held:
                QApplication.sendEvent(QGuiApplication.focusWindow() or window, event)
        finally:
            self._replaying = False


def stroke_of(event: QKeyEvent, arrival_s: float) -> Stroke:
    """A key press as the judge of a keyboard takes it; `arrival_s` (monotonic) stands in where the event has no time
    stamp."""
    modifiers = event.modifiers()
    return Stroke(
        at_ms=event.timestamp() or round(arrival_s * 1000),
        place=place_of(sys.platform, event.nativeScanCode(), event.nativeVirtualKey()),
        text=event.text(),
        shift=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
        command=bool(modifiers & _COMMANDS),
        repeat=event.isAutoRepeat(),
    )


def _take_back(characters: int) -> None:
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        for _ in range(characters):
            field.backspace()
