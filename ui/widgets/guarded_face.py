"""A face that only staff leave: a hidden gesture, then a PIN."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.direction import is_mirrored
from ui.pin import PinLock
from ui.widgets.pin_page import PinPage

GESTURE_TAPS = 5
GESTURE_S = 3.0
_CORNER = 140
_PIN_IDLE_S = 30.0


class HiddenCorner(QWidget):
    """Five quick taps in the screen's leading upper corner; nothing shows that it is there."""

    opened = Signal()

    def __init__(self, parent: QWidget, monotonic: Callable[[], float]) -> None:
        super().__init__(parent)
        self._monotonic = monotonic
        self._taps: list[float] = []
        self.setFixedSize(_CORNER, _CORNER)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        now = self._monotonic()
        self._taps = [tap for tap in self._taps if now - tap < GESTURE_S] + [now]
        if len(self._taps) >= GESTURE_TAPS:
            self._taps = []
            self.opened.emit()


class GuardedFace(QStackedWidget):
    """Shows `face`, or the keypad after the gesture; `staff_left` once the PIN was right.

    `pass_time` is to be called a few times a second: a keypad that nobody touches goes away.
    """

    staff_left = Signal()

    def __init__(self, face: QWidget, pin_hash: str, monotonic: Callable[[], float]) -> None:
        super().__init__()
        self._monotonic = monotonic
        self._open_until = 0.0
        self.pin = PinPage(PinLock(pin_hash, monotonic))
        self.addWidget(face)
        self.addWidget(self.pin)
        self.corner = HiddenCorner(self, monotonic)
        self.corner.opened.connect(self.ask_pin)
        self.pin.left.connect(self.back)
        self.pin.touched.connect(self._keep_open)
        self.pin.granted.connect(self._grant)

    @property
    def asks_pin(self) -> bool:
        """Whether the keypad stands in front of the face."""
        return self.currentWidget() is self.pin

    def ask_pin(self) -> None:
        """The gesture was made."""
        self.pin.clear()
        self._keep_open()
        self.setCurrentWidget(self.pin)
        self.pin.setFocus()

    def back(self) -> None:
        """To the face; nothing of what was typed remains."""
        self.pin.clear()
        self.setCurrentIndex(0)

    def pass_time(self) -> None:
        """Looks at the clock."""
        if self.asks_pin and self._monotonic() >= self._open_until:
            self.back()

    def _keep_open(self) -> None:
        self._open_until = self._monotonic() + _PIN_IDLE_S

    def _grant(self) -> None:
        self.back()
        self.staff_left.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place_corner()
        super().changeEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_corner()

    def _place_corner(self) -> None:
        self.corner.move(self.width() - self.corner.width() if is_mirrored(self) else 0, 0)
        self.corner.raise_()
