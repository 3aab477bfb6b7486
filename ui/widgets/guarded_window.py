"""A window in front of strangers: only its owner closes it, only staff leave it."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from kiosk.domain.clock import Clock, SystemClock
from ui.widgets.guarded_face import GuardedFace


class GuardedWindow(QWidget):
    """Children `guard_face` what they show, and stop their timers and workers in `finish`.

    `staff_left` says that staff left it by gesture and PIN; whoever owns the application decides what follows.
    """

    staff_left = Signal()

    def __init__(self, clock: Clock | None, monotonic: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock or SystemClock()
        self._monotonic = monotonic

    def guard_face(self, face: QWidget, pin_hash: str) -> None:
        """Fills the window with `face`, behind the hidden gesture and the PIN."""
        self.guard = GuardedFace(face, pin_hash, self._monotonic)
        self.guard.staff_left.connect(self.staff_left)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        whole.addWidget(self.guard)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Alt+F4 and a window manager's cross are not a way out; the owner's `close()` is."""
        if event.spontaneous():
            event.ignore()
        else:
            self.finish()
            super().closeEvent(event)

    def finish(self) -> None:
        """Stops what runs; may be called more than once, and before the bridge and the services go away."""
        raise NotImplementedError
