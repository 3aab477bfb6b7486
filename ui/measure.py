"""Millimetres on the real display, for targets that fingers must hit and text that is read from afar."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_PLAUSIBLE = (60.0, 400.0)
_ASSUMED = 96.0


def pixels(widget: QWidget, millimetres: float) -> int:
    """Length in px on the widget's screen; screens that report nonsense count as 96 dpi."""
    reported = widget.screen().physicalDotsPerInch()
    dpi = reported if _PLAUSIBLE[0] <= reported <= _PLAUSIBLE[1] else _ASSUMED
    return round(millimetres / 25.4 * dpi)
