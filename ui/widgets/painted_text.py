"""One line of text for painted rows: starts on the window's side, shortened with an ellipsis, marks in accent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.widgets.matching import Span


def paint_line(
    painter: QPainter,
    box: QRectF,
    text: str,
    font: QFont,
    colour: str,
    *,
    mirrored: bool,
    marks: Sequence[Span] = (),
    mark_colour: str = "",
) -> float:
    """Draws `text` in `box`, at its right side when `mirrored`; returns the width that it took in px."""
    shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideRight, box.width())
    layout = QTextLayout(shown, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_mark(span, mark_colour) for span in marks if span.start + span.length <= len(shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(box.width() + 1)
    layout.endLayout()
    taken = line.naturalTextRect()
    x = box.right() - taken.width() if mirrored else box.left()
    painter.setPen(QColor(colour))
    layout.draw(painter, QPointF(x - taken.x(), box.center().y() - line.height() / 2))
    return taken.width()


def _mark(span: Span, colour: str) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = span.start, span.length
    look = QTextCharFormat()
    look.setForeground(QColor(colour))
    look.setFontUnderline(True)
    made.format = look
    return made
