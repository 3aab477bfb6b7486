"""The big picture of a message: a verdict's shape, an icon in a disc, a number to say at the desk, a running time."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, tokens
from ui.icons import Icon
from ui.style import palette_now
from ui.tokens import Tone
from ui.typeface import font
from ui.widgets.verdict_shape import Shape, paint_shape

_LARGEST = 760


class Emblem(QWidget):
    """Shows one thing at a time in the middle of its room, on a calm ground of the tone."""

    def __init__(self) -> None:
        super().__init__()
        self._shape: Shape | None = None
        self._icon: Icon | None = None
        self._tone = Tone.PLAIN
        self._count: tuple[int, int] | None = None
        self.number: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 220)

    def sizeHint(self) -> QSize:
        return QSize(_LARGEST, _LARGEST)

    def show_shape(self, shape: Shape, tone: Tone) -> None:
        """A verdict's shape."""
        self._shape, self._icon, self._count, self._tone = shape, None, None, tone
        self.update()

    def show_icon(self, icon: Icon, tone: Tone = Tone.PLAIN) -> None:
        """An icon in a disc."""
        self._shape, self._icon, self._count, self._tone = None, icon, None, tone
        self.update()

    def show_number(self, number: int | None) -> None:
        """A number below the picture, to be read aloud at the desk; None takes it away."""
        self.number = number
        self.update()

    def show_count(self, left: int, of: int) -> None:
        """Seconds that run out, as a ring and a figure."""
        self._shape, self._icon, self._count, self._tone = None, None, (left, of), Tone.PLAIN
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette_now().tone(self._tone)[1]))
        painter.drawRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
        side = min(self.width(), self.height(), _LARGEST) * (0.56 if self.number is None else 0.44)
        figure = 0.0 if self.number is None else side * 0.72
        box = QRectF((self.width() - side) / 2, (self.height() - side - figure) / 2, side, side)
        if self.number is not None:
            self._paint_number(painter, self.number, box.translated(0, side).adjusted(-side, 0, side, figure - side))
        painter.setPen(Qt.PenStyle.NoPen)
        if self._shape is not None:
            colour, ground = palette_now().tone(self._tone)
            paint_shape(painter, self._shape, box, colour, ground)
        elif self._icon is not None:
            self._paint_icon(painter, self._icon, box)
        elif self._count is not None:
            self._paint_count(painter, self._count, box)
        painter.end()

    def _paint_number(self, painter: QPainter, number: int, box: QRectF) -> None:
        painter.setPen(QColor(palette_now().ink))
        painter.setFont(font(round(box.height() * 0.66), bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom, str(number))

    def _paint_icon(self, painter: QPainter, icon: Icon, box: QRectF) -> None:
        colours = palette_now()
        colour = colours.accent if self._tone is Tone.PLAIN else colours.tone(self._tone)[0]
        painter.setBrush(QColor(colour))
        painter.drawEllipse(box)
        side = round(box.width() * 0.5)
        corner = box.center() - QPointF(side / 2, side / 2)
        painter.drawPixmap(corner, icons.pixmap(icon, side, colours.tone(self._tone)[1]))

    def _paint_count(self, painter: QPainter, count: tuple[int, int], box: QRectF) -> None:
        left, of = count
        colours = palette_now()
        ring = box.adjusted(12, 12, -12, -12)
        pen = QPen(QColor(colours.line), 22)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(pen)
        painter.drawEllipse(ring)
        pen.setColor(QColor(colours.accent))
        painter.setPen(pen)
        painter.drawArc(ring, 90 * 16, round(-360 * 16 * left / of))
        painter.setPen(QColor(colours.ink))
        painter.setFont(font(round(box.height() * 0.36), bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(left))
