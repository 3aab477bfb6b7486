"""Keys as a person or a handheld scanner strikes them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.gallery.stage import live

_AFTER_KEY_S, _AFTER_LETTER_S = 0.05, 0.15


def strike(target: QWidget, key: int, text: str = "", *, at_ms: int = 0) -> None:
    """Presses and lets go of one key; `at_ms` is the time that the keyboard tells."""
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(at_ms)
        QApplication.sendEvent(target, event)


def press(window: QWidget, key: Qt.Key) -> None:
    """A person presses a key where the keys go."""
    strike(QApplication.focusWidget() or window, key)
    live(_AFTER_KEY_S)


def type_slowly(window: QWidget, text: str) -> None:
    """A person types."""
    for letter in text:
        strike(QApplication.focusWidget() or window, ord(letter.upper()), letter)
        live(_AFTER_LETTER_S)
