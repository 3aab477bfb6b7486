"""One line of text for painted rows: starts on the window's side, shortened with an ellipsis, marks in accent."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from ui.widgets.matching import Span

_OVERHANG = 4
"""Pixels by which a letter may lean out of its line."""


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
    """Draws `text` in `box`, at its right side when `mirrored`; returns the width that it took in px. Nothing is drawn
    above or below the line: a code may pile up marks on a letter."""
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
    top = box.center().y() - line.height() / 2
    painter.save()
    room = QRectF(box.left(), top, box.width(), line.height()).adjusted(-_OVERHANG, 0, _OVERHANG, 0)
    painter.setClipRect(room, Qt.ClipOperation.IntersectClip)
    painter.setPen(QColor(colour))
    layout.draw(painter, QPointF(x - taken.x(), top))
    painter.restore()
    return taken.width()


def _mark(span: Span, colour: str) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = span.start, span.length
    look = QTextCharFormat()
    look.setForeground(QColor(colour))
    look.setFontUnderline(True)
    made.format = look
    return made
