"""The badge exactly as it prints: the very dots that go to the printer, on white paper."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import tokens
from ui.style import palette_now
from ui.typeface import font

_USUAL_SHEET = QSize(800, 600)
_TALLEST = 420
_EDGES = 8


class BadgePreview(QWidget):
    """Shows a PNG of the renderer, scaled down to fit and never up; an outline with words when there is none."""

    def __init__(self) -> None:
        super().__init__()
        self.dots: QPixmap | None = None
        self.absence = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(180)

    def sizeHint(self) -> QSize:
        return QSize(260, self.heightForWidth(260))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        sheet = self._sheet()
        return min(_TALLEST, round((width - 4) * sheet.height() / sheet.width()) + _EDGES)

    def show_png(self, png: bytes) -> None:
        """Shows the renderer's PNG, one pixel a dot."""
        dots = QPixmap()
        dots.loadFromData(png, "PNG")
        self.dots = dots
        self.updateGeometry()
        self.update()

    def show_none(self, words: str) -> None:
        """No badge: says why."""
        self.dots, self.absence = None, words
        self.updateGeometry()
        self.update()

    def paper(self) -> QRect:
        """Where the sheet lies in the widget, top-aligned and centred."""
        area = self.rect().adjusted(2, 2, -2, -6)
        size = self._sheet()
        ratio = self.devicePixelRatioF()
        size = QSize(round(size.width() / ratio), round(size.height() / ratio))
        if size.width() > area.width() or size.height() > area.height():
            size.scale(area.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRect(area.x() + (area.width() - size.width()) // 2, area.y(), size.width(), size.height())

    def _sheet(self) -> QSize:
        return self.dots.size() if self.dots is not None else _USUAL_SHEET

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        sheet = self.paper()
        if self.dots is None:
            self._paint_absence(painter, sheet)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette_now().shadow))
            painter.drawRoundedRect(QRectF(sheet).translated(0, 3), 3, 3)
            painter.drawPixmap(sheet, self.dots)
            painter.setPen(QColor(palette_now().line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(sheet)
        painter.end()

    def _paint_absence(self, painter: QPainter, sheet: QRect) -> None:
        colours = palette_now()
        pen = painter.pen()
        pen.setColor(QColor(colours.line))
        pen.setWidthF(1.5)
        pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRoundedRect(sheet, tokens.RADIUS, tokens.RADIUS)
        painter.setPen(QColor(colours.quiet))
        painter.setFont(font(tokens.DESK.body))
        flags = Qt.AlignmentFlag.AlignCenter.value | Qt.TextFlag.TextWordWrap.value
        inner = sheet.adjusted(tokens.SPACE, tokens.SPACE, -tokens.SPACE, -tokens.SPACE)
        painter.drawText(inner, flags, self.absence)
