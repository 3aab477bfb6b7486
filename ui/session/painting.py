"""Text that is read from three metres: as large as its place allows, never cut silently."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QWidget

from ui import tokens
from ui.typeface import font
from ui.widgets.wrapped_text import line_height, wrapped

_DESIGNED = (1280, 800)
"""The screen that the door's type scale was drawn for, in px, lying or standing."""


_LEAST = 12
_MARGIN = 0.97
"""Hinting makes letters a little wider than measured at another size."""


def scale_of(window: QWidget) -> float:
    """How much larger or smaller than designed everything is on this window."""
    longer, shorter = max(window.width(), window.height()), min(window.width(), window.height())
    return max(0.4, min(longer / _DESIGNED[0], shorter / _DESIGNED[1]))


def fitted(text: str, box: QRectF, largest: float, *, bold: bool = True) -> QFont:
    """The largest font up to `largest` px in which `text` stays on one line of the box; half of it at the least."""
    size = max(8, round(min(largest, box.height() * 0.72)))
    wide = QFontMetricsF(font(size, bold=bold)).horizontalAdvance(text)
    if wide > box.width():
        size = max(int(size * _MARGIN * box.width() / wide), size // 2)
    return font(size, bold=bold)


def fitted_lines(text: str, box: QRectF, largest: float) -> QFont:
    """The largest bold font up to `largest` px in which `text` stays inside the box, on as many lines as it takes."""
    size = round(largest)
    while (
        size > _LEAST
        and line_height(font(size)) * len(wrapped(text, font(size, bold=True), box.width())) > box.height()
    ):
        size -= 2
    return font(size, bold=True)


WORD, LINE, SMALL = tokens.DOOR.display, tokens.DOOR.large, tokens.DOOR.body
"""Sizes in px on the designed screen."""
