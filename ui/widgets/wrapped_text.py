"""Wrapped text for painted widgets, each line flush with its side.

Qt's own wrapping moves a right-to-left line by the width of the space that it broke at; here every line is laid
out for itself, without that space, in the direction of the whole text.
"""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextOption

_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_STRONG = frozenset({"L", "R", "AL"})


def wrapped(text: str, shape: QFont, width: float) -> list[str]:
    """The lines of `text` in `width` px, without the spaces at their ends."""
    layout = QTextLayout(text, shape)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WordWrap)
    layout.setTextOption(option)
    layout.beginLayout()
    lines: list[str] = []
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        lines.append(text[line.textStart() : line.textStart() + line.textLength()].strip())
        line = layout.createLine()
    layout.endLayout()
    return lines


def line_height(shape: QFont) -> float:
    """Px from line to line; Arabic letters and their marks have room."""
    return QFontMetricsF(shape).lineSpacing()


def paint_wrapped(
    painter: QPainter, box: QRectF, text: str, shape: QFont, *, colour: str, side: Qt.AlignmentFlag
) -> None:
    """Draws `text` in the vertical middle of `box`; `side` is its horizontal alignment, absolute or centred."""
    option = QTextOption(side | Qt.AlignmentFlag.AlignVCenter)
    right_to_left = Qt.LayoutDirection.RightToLeft if _is_right_to_left(text) else Qt.LayoutDirection.LeftToRight
    option.setTextDirection(right_to_left)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    painter.setFont(shape)
    painter.setPen(QColor(colour))
    lines, height = wrapped(text, shape, box.width()), line_height(shape)
    y = box.y() + (box.height() - height * len(lines)) / 2
    for i, line in enumerate(lines):
        painter.drawText(QRectF(box.x(), y + i * height, box.width(), height), line, option)


def _is_right_to_left(text: str) -> bool:
    """The direction of the first letter that has one, isolated parts left out (UAX #9, rules P2 and P3)."""
    depth = 0
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in _ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(0, depth - 1)
        elif depth == 0 and kind in _STRONG:
            return kind != "L"
    return False
