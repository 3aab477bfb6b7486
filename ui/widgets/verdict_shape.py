"""The four shapes of a verdict, so that no answer rests on colour alone."""

from __future__ import annotations

import math
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from kiosk.domain.scans import Outcome, Reason


class Shape(StrEnum):
    """Tick in a circle, cross in an octagon, clock in a diamond, person in a square."""

    TICK_CIRCLE = "tick-circle"
    CROSS_OCTAGON = "cross-octagon"
    CLOCK_DIAMOND = "clock-diamond"
    PERSON_SQUARE = "person-square"


_NOT_NOW = frozenset({Reason.OUTSIDE_TIME, Reason.ROOM_FULL, Reason.SERVER_AWAY})


def shape_of(outcome: Outcome, reason: Reason | None) -> Shape:
    """The clock says "not now", the person "somebody must look"."""
    if outcome is Outcome.ADMITTED:
        return Shape.TICK_CIRCLE
    if outcome is Outcome.ASK:
        return Shape.PERSON_SQUARE
    return Shape.CLOCK_DIAMOND if reason in _NOT_NOW else Shape.CROSS_OCTAGON


def paint_shape(painter: QPainter, shape: Shape, box: QRectF, colour: str, mark: str) -> None:
    """Fills the shape with `colour` and draws its mark in `mark`, centred in the square `box`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.center())
    side = min(box.width(), box.height())
    painter.scale(side / 100, side / 100)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawPath(_outline(shape))
    pen = QPen(QColor(mark), 10, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _MARKS[shape](painter)
    painter.restore()


def _outline(shape: Shape) -> QPainterPath:
    path = QPainterPath()
    if shape is Shape.TICK_CIRCLE:
        path.addEllipse(QPointF(0, 0), 48, 48)
    elif shape is Shape.PERSON_SQUARE:
        path.addRoundedRect(QRectF(-45, -45, 90, 90), 14, 14)
    else:
        corners, turn, reach = (8, math.pi / 8, 50) if shape is Shape.CROSS_OCTAGON else (4, 0.0, 50)
        path.addPolygon(_regular(corners, turn, reach))
        path.closeSubpath()
    return path


def _regular(corners: int, turn: float, reach: float) -> QPolygonF:
    angles = (turn + 2 * math.pi * i / corners for i in range(corners))
    return QPolygonF([QPointF(reach * math.cos(angle), reach * math.sin(angle)) for angle in angles])


def _tick(painter: QPainter) -> None:
    painter.drawPolyline(QPolygonF([QPointF(-21, 2), QPointF(-6, 17), QPointF(22, -15)]))


def _cross(painter: QPainter) -> None:
    painter.drawLine(QPointF(-17, -17), QPointF(17, 17))
    painter.drawLine(QPointF(17, -17), QPointF(-17, 17))


def _clock(painter: QPainter) -> None:
    pen = painter.pen()
    pen.setWidthF(7)
    painter.setPen(pen)
    painter.drawEllipse(QPointF(0, 0), 21, 21)
    painter.drawPolyline(QPolygonF([QPointF(0, -11), QPointF(0, 1), QPointF(8, 6)]))


def _person(painter: QPainter) -> None:
    painter.setBrush(QBrush(painter.pen().color()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.drawEllipse(QPointF(0, -14), 13, 13)
    body = QPainterPath(QPointF(-25, 28))
    body.arcTo(QRectF(-25, 5, 50, 46), 180, -180)
    body.closeSubpath()
    painter.drawPath(body)


_MARKS = {
    Shape.TICK_CIRCLE: _tick,
    Shape.CROSS_OCTAGON: _cross,
    Shape.CLOCK_DIAMOND: _clock,
    Shape.PERSON_SQUARE: _person,
}
