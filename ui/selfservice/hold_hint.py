"""The moving hint: a phone with a code glides to the camera, so that nothing needs to be read or known."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import tokens
from ui.selfservice.services import Lens
from ui.style import palette_now

LOOP_S = 2.8
_GLIDE = 0.55
"""Share of the loop in which the phone moves; then it rests before the camera."""
_PHONE = QSize(220, 380)
_RATIO = 2.0


class HoldHint(QWidget):
    """`show_moment` is given the seconds since the loop began; with reduced motion the phone rests at its goal."""

    def __init__(self, lens: Lens, *, reduce_motion: bool) -> None:
        super().__init__()
        self._lens = lens
        self._still = reduce_motion
        self._moment = LOOP_S * _GLIDE
        self._phone: tuple[str, QPixmap] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(280, 300)

    def show_moment(self, seconds: float) -> None:
        """Moves the phone; cheap, because it is one pixmap."""
        if not self._still:
            self._moment = seconds % LOOP_S
            self.update()

    @property
    def progress(self) -> float:
        """How near the phone is to the camera: 0 far, 1 there."""
        share = min(1.0, self._moment / (LOOP_S * _GLIDE))
        return (1 - math.cos(math.pi * share)) / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = palette_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ground = QPainterPath()
        ground.addRoundedRect(QRectF(self.rect()), tokens.RADIUS, tokens.RADIUS)
        painter.setClipPath(ground)
        painter.fillPath(ground, QColor(colours.mist))
        size = min(self.height() / 560, self.width() / 420)
        painter.translate(self.width() / 2, 0 if self._lens is Lens.ABOVE else self.height())
        painter.scale(size, size)
        reach = self.height() / size
        self._paint_scene(painter, reach, 1 if self._lens is Lens.ABOVE else -1)
        painter.end()

    def _paint_scene(self, painter: QPainter, reach: float, down: int) -> None:
        """`reach` is the free length, `down` the sign of the way from the camera to the visitor."""
        near, far = 150.0, max(170.0, reach - _PHONE.height() - 30)
        top = far + (near - far) * self.progress
        self._paint_chevrons(painter, down)
        self._paint_camera(painter, down)
        y = top if down > 0 else -top - _PHONE.height()
        painter.drawPixmap(QPointF(-_PHONE.width() / 2, y), self._phone_picture())

    def _paint_camera(self, painter: QPainter, down: int) -> None:
        colours = palette_now()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ink))
        painter.drawRoundedRect(QRectF(-90, -40 if down > 0 else -48, 180, 88), 24, 24)
        middle = QPointF(0, 8 * down)
        painter.setBrush(QColor(colours.paper))
        painter.drawEllipse(middle, 27, 27)
        painter.setBrush(QColor(colours.accent))
        painter.drawEllipse(middle, 20, 20)
        painter.setBrush(QColor(colours.paper))
        painter.drawEllipse(middle + QPointF(-6, -6), 5, 5)

    def _paint_chevrons(self, painter: QPainter, down: int) -> None:
        pen = QPen(QColor(palette_now().accent), 9)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for i in range(2):
            y = (82 + 30 * i) * down
            painter.setPen(pen)
            painter.drawPolyline([QPointF(-26, y + 18 * down), QPointF(0, y), QPointF(26, y + 18 * down)])

    def _phone_picture(self) -> QPixmap:
        theme = palette_now().name
        if self._phone is None or self._phone[0] != theme:
            self._phone = theme, _draw_phone()
        return self._phone[1]


def _draw_phone() -> QPixmap:
    colours = palette_now()
    picture = QPixmap(_PHONE * _RATIO)
    picture.setDevicePixelRatio(_RATIO)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(colours.paper), 4))
    painter.setBrush(QColor(colours.ink))
    painter.drawRoundedRect(QRectF(2, 2, _PHONE.width() - 4, _PHONE.height() - 4), 30, 30)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(tokens.PAPER_WHITE))
    painter.drawRoundedRect(QRectF(16, 28, _PHONE.width() - 32, _PHONE.height() - 56), 14, 14)
    _draw_code(painter, QRectF(36, 60, 148, 148))
    painter.setBrush(QColor(tokens.LIGHT.line))
    for i, width in enumerate((148, 110)):
        painter.drawRoundedRect(QRectF(36, 236 + 34 * i, width, 16), 8, 8)
    painter.end()
    return picture


def _draw_code(painter: QPainter, box: QRectF) -> None:
    """A code's look, not a code: nobody should scan the hint."""
    modules = 21
    side = box.width() / modules
    painter.setBrush(QColor(tokens.LIGHT.ink))
    for column in range(modules):
        for row in range(modules):
            if _is_dark(column, row, modules):
                painter.drawRect(QRectF(box.x() + column * side, box.y() + row * side, side + 0.3, side + 0.3))


def _is_dark(column: int, row: int, modules: int) -> bool:
    for left, top in ((0, 0), (modules - 7, 0), (0, modules - 7)):
        x, y = column - left, row - top
        if -1 <= x <= 7 and -1 <= y <= 7:
            ring = max(abs(x - 3), abs(y - 3))
            return ring in (0, 1, 3)
    return (column * 7 + row * 13 + column * row * 3) % 5 in (0, 2)
