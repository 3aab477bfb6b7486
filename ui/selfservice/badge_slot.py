"""The badge leaves the printer's slot line by line, as far as the printer's own words allow to say."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import tokens
from ui.selfservice.badge_stage import BLANK, begin, paint_sheet, pixmap_of
from ui.selfservice.steps import Stage
from ui.style import palette_now

_SLOT_HEIGHT = 56.0
_MOUTH = 34.0
_SIDE = 96.0
_ARROW_ROOM = 150.0
_PACE_S = 2.0
_UNCONFIRMED_MOST = 0.85
"""While the printer has not confirmed, the badge never looks finished."""


class BadgeSlot(QWidget):
    """`show_stage` for what is known, `pass_time` for the seconds since then, `show_out` once it is confirmed."""

    def __init__(self, *, reduce_motion: bool) -> None:
        super().__init__()
        self._still = reduce_motion
        self._dots: QPixmap | None = None
        self._stage = Stage.QUEUED
        self._is_out, self._is_here = False, True
        self._seconds = 0.0
        self.share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 320)

    def show_badge(self, png: bytes | None) -> None:
        """A new badge, still wholly inside the printer; None shows blank paper."""
        self._dots = pixmap_of(png)
        self._is_out, self._is_here = False, True
        self.share = 0.0
        self.show_stage(Stage.QUEUED)

    def show_stage(self, stage: Stage) -> None:
        """What the print worker says."""
        self._stage, self._seconds = stage, 0.0
        if stage is Stage.SENDING and self._still:
            self.share = _UNCONFIRMED_MOST / 2
        self.update()

    def show_out(self, *, here: bool = True) -> None:
        """The printer confirmed: the badge is whole, and an arrow points at it unless it lies at another printer."""
        self._is_here = here
        self._is_out, self.share, self._seconds = True, 1.0, 0.0
        self.update()

    def pass_time(self, seconds: float) -> None:
        """Lets the picture move on."""
        if self._still:
            return
        self._seconds += seconds
        if self._stage is Stage.SENDING and not self._is_out:
            self.share += (_UNCONFIRMED_MOST - self.share) * (1 - math.exp(-seconds / _PACE_S))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = begin(self)
        sheet = self._sheet()
        painter.save()
        painter.setClipRect(QRectF(0, sheet.y(), self.width(), self.height()))
        paint_sheet(painter, sheet.translated(0, (self.share - 1) * sheet.height()), self._dots)
        painter.restore()
        if self._is_here:
            self._paint_slot(painter, sheet)
        if self._is_out and self._is_here:
            self._paint_arrow(painter, sheet)
        painter.end()

    def _sheet(self) -> QRectF:
        """The badge at rest below the slot; slot, badge and arrow stand in the middle together."""
        room = QSizeF(self.width() - 2 * _SIDE, self.height() - _SLOT_HEIGHT - _ARROW_ROOM - 2 * tokens.SPACE_WIDE)
        dots = self._dots.size() if self._dots is not None else BLANK
        size = QSizeF(dots).scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        top = (self.height() - size.height() - _ARROW_ROOM + _SLOT_HEIGHT) / 2
        return QRectF((self.width() - size.width()) / 2, top, size.width(), size.height())

    def _paint_slot(self, painter: QPainter, sheet: QRectF) -> None:
        colours = palette_now()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.ink))
        top = sheet.y() - _MOUTH
        body = QRectF(sheet.x() - 40, top, sheet.width() + 80, _SLOT_HEIGHT)
        painter.drawRoundedRect(body, _SLOT_HEIGHT / 2, _SLOT_HEIGHT / 2)
        painter.setBrush(QColor(colours.quiet))
        painter.drawRoundedRect(QRectF(sheet.x() - 12, sheet.y() - 4, sheet.width() + 24, 8), 4, 4)

    def _paint_arrow(self, painter: QPainter, sheet: QRectF) -> None:
        """Down and away from the slot, towards the hand."""
        bob = 0.0 if self._still else 8 * math.sin(self._seconds * 4)
        pen = QPen(QColor(palette_now().accent), 14)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        tip = QPointF(self.width() / 2, sheet.bottom() + 116 + bob)
        painter.drawLine(tip - QPointF(0, 70), tip)
        painter.drawPolyline([tip + QPointF(-34, -34), tip, tip + QPointF(34, -34)])
