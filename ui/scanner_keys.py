"""Keeps a handheld scanner's characters out of the text fields and turns them into one code.

Sits before a whole window. Keys that may belong to a scan are held for an instant; a person's
keys are then handed on unchanged, in their order.
"""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable
from itertools import chain

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from kiosk.devices.keyboards import place_of
from kiosk.devices.wedge import Dropped, Scanned, Stroke, Typed, Wedge, WedgeEvent

_TICK_MS = 10
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
MODIFIERS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Mode_switch,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
    }
)
"""Keys that write nothing themselves. A scanner presses Shift before each capital: that must not tear its code."""


_Delivery = tuple[QWindow, QKeyEvent]


class ScannerKeys(QObject):
    """Watches the keys of one window, and of whatever opens beside it. `known` tells whether a text is a ticket,
    `prefix` is what the scanner writes before each code."""

    code_scanned = Signal(str)

    def __init__(self, known: Callable[[str], bool], parent: QObject | None = None, *, prefix: str = "") -> None:
        super().__init__(parent)
        self._wedge = Wedge(known, prefix=prefix)
        self._held: deque[list[_Delivery]] = deque()
        self._replaying = False
        self._last_arrival = 0.0
        self._ticks = QTimer(self)
        self._ticks.setInterval(_TICK_MS)
        self._ticks.timeout.connect(self._idle)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._follow)

    def watch(self, window: QWidget) -> None:
        """Listens to a window that is about to be shown; may be called each time it is."""
        window.winId()
        self._follow(window.windowHandle())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._replaying or not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if event.key() in MODIFIERS:
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._take(watched, event)
            return True
        return event.type() == QEvent.Type.KeyRelease and self._take_release(watched, event)

    def _follow(self, window: QWindow | None) -> None:
        """A scan belongs to the desk whichever of its windows has the keys: a dialog's fields and buttons get none."""
        if window is not None:
            window.installEventFilter(self)

    def _take(self, window: QWindow, event: QKeyEvent) -> None:
        self._last_arrival = time.monotonic()
        self._held.append([(window, event.clone())])
        self._carry_out(self._wedge.feed(stroke_of(event, self._last_arrival)))
        if self._wedge.holds and not self._ticks.isActive():
            self._ticks.start()

    def _take_release(self, window: QWindow, event: QKeyEvent) -> bool:
        """A key that is held is let go after it was pressed, or a button would stay down."""
        if self._held:
            self._held[-1].append((window, event.clone()))
        return bool(self._held)

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

    def _replay(self, held: list[list[_Delivery]]) -> None:
        self._replaying = True
        try:
            for window, event in chain.from_iterable(held):
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
    """Removes what the field took for typing, from what can be undone too."""
    field = QApplication.focusWidget()
    if characters and isinstance(field, QLineEdit):
        for _ in range(characters):
            field.backspace()
        place = field.cursorPosition()
        field.setText(field.text())
        field.setCursorPosition(place)
