"""The person's badge on a calm ground, dot for dot what will be printed, as large as the room allows."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, tokens
from ui.icons import Icon
from ui.style import palette_now

BLANK = QSize(812, 609)
"""Paper of 4 x 3 inches at 203 dpi, where the real badge is not known."""
_ICON = 220


class BadgeStage(QWidget):
    """Shows the renderer's PNG; without one a figure stands for the person."""

    def __init__(self) -> None:
        super().__init__()
        self.dots: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 240)

    def show_png(self, png: bytes | None) -> None:
        """One pixel a dot; None takes the badge away."""
        self.dots = pixmap_of(png)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        if self.dots is None:
            corner = QPointF(self.width() - _ICON, self.height() - _ICON) / 2
            painter.drawPixmap(corner, icons.pixmap(Icon.OPERATOR, _ICON, palette_now().accent))
        else:
            room = QRectF(self.rect()).adjusted(*_MARGINS)
            size = QSizeF(self.dots.size()).scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            sheet = QRectF(QPointF(), size)
            sheet.moveCenter(room.center())
            paint_sheet(painter, sheet, self.dots)
        painter.end()


_MARGINS = (tokens.SPACE_HUGE, tokens.SPACE_HUGE, -tokens.SPACE_HUGE, -tokens.SPACE_HUGE)


def pixmap_of(png: bytes | None) -> QPixmap | None:
    """The dots of a badge."""
    if png is None:
        return None
    dots = QPixmap()
    dots.loadFromData(png, "PNG")
    return dots


def begin(widget: QWidget) -> QPainter:
    """A smooth painter on the stage's ground."""
    painter = QPainter(widget)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette_now().mist))
    painter.drawRoundedRect(QRectF(widget.rect()), tokens.RADIUS, tokens.RADIUS)
    return painter


def paint_sheet(painter: QPainter, sheet: QRectF, dots: QPixmap | None) -> None:
    """White paper with the badge on it."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette_now().shadow))
    painter.drawRoundedRect(sheet.translated(0, 6), 4, 4)
    painter.setBrush(QColor(tokens.PAPER_WHITE))
    painter.setPen(QPen(QColor(palette_now().line), 2))
    painter.drawRect(sheet)
    if dots is not None:
        painter.drawPixmap(sheet, dots, QRectF(dots.rect()))
