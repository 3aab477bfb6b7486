"""Pictures of windows for the gallery, the demo's report and the eye of whoever changes them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget


def settle() -> None:
    """Two event passes: the first delivers a language or theme switch, the second the layout that follows."""
    for _ in range(2):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.None_)
        QCoreApplication.processEvents()


def grab(widget: QWidget, path: Path) -> Path:
    """Writes the widget as it would stand on the screen into a PNG; returns the path."""
    settle()
    widget.grab().save(str(path), "PNG")
    return path
