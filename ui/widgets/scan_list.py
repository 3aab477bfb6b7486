"""The last scans of a door: shape of the verdict and name, then time and answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import tokens
from ui.direction import is_mirrored
from ui.style import palette_now
from ui.tokens import Tone
from ui.typeface import font
from ui.widgets.painted_text import paint_line
from ui.widgets.verdict_shape import Shape, paint_shape

Index = QModelIndex | QPersistentModelIndex
_TIME_WIDTH = 46
_SHAPE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanRow:
    """One line, in words already. `struck` is a scan that was taken back."""

    key: str
    time: str
    name: str
    note: str
    shape: Shape
    tone: Tone
    struck: bool = False


class ScanModel(QAbstractListModel):
    """The rows, newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[ScanRow] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        told = f"{row.time} {row.name} {row.note}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"<p>{escape(told)}</p>"  # a name may be a stranger's code: its tags are letters
        return told if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None

    def replace(self, rows: Sequence[ScanRow]) -> None:
        """Shows other rows; the same ones are not painted again."""
        if rows == self.rows:
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()


class ScanList(QListView):
    """The painted list. A click tells the key of its row; `absence` are the words shown while there is none."""

    row_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.scans = ScanModel()
        self.absence = ""
        self.setModel(self.scans)
        self.setItemDelegate(_ScanDelegate(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setMinimumHeight(120)
        self.clicked.connect(lambda index: self.row_chosen.emit(self.scans.rows[index.row()].key))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.scans.rows and self.absence:
            painter = QPainter(self.viewport())
            box = QRectF(4, 4, self.viewport().width() - 8, 24)
            paint_line(
                painter, box, self.absence, font(tokens.DESK.small), palette_now().quiet, mirrored=is_mirrored(self)
            )
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.viewport().update()
        super().changeEvent(event)


class _ScanDelegate(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 52)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: ScanRow = index.data(Qt.ItemDataRole.UserRole)
        view: QWidget = option.widget
        mirrored = is_mirrored(view)
        box = QRectF(option.rect)
        colours = palette_now()
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.mist))
            painter.drawRoundedRect(box, 6, 6)
        column = _columns(box.adjusted(4, 4, -4, -4), mirrored)
        small, body = font(tokens.DESK.small), font(tokens.DESK.body)
        body.setStrikeOut(row.struck)
        paint_line(painter, column.time, row.time, small, colours.quiet, mirrored=mirrored)
        colour, ground = colours.tone(Tone.PLAIN if row.struck else row.tone)
        paint_shape(painter, row.shape, column.shape, colour, ground)
        name = colours.quiet if row.struck else colours.ink
        paint_line(painter, column.name, row.name, body, name, mirrored=mirrored)
        paint_line(painter, column.note, row.note, small, colour, mirrored=mirrored)


@dataclass(frozen=True, slots=True)
class _Columns:
    time: QRectF
    shape: QRectF
    name: QRectF
    note: QRectF


def _columns(box: QRectF, mirrored: bool) -> _Columns:
    """The places in a row, drawn from the left and mirrored as a whole."""
    upper = QRectF(box.left(), box.top(), box.width(), 24)
    text_at = box.left() + _SHAPE + tokens.SPACE_MEDIUM
    note_at = text_at + _TIME_WIDTH
    places = (
        QRectF(text_at, upper.bottom(), _TIME_WIDTH, 20),
        QRectF(box.left(), upper.center().y() - _SHAPE / 2 + 1, _SHAPE, _SHAPE),
        QRectF(text_at, upper.top(), box.right() - text_at, 24),
        QRectF(note_at, upper.bottom(), box.right() - note_at, 20),
    )
    return _Columns(*(_mirror(place, box) if mirrored else place for place in places))


def _mirror(place: QRectF, box: QRectF) -> QRectF:
    return QRectF(box.left() + box.right() - place.right(), place.top(), place.width(), place.height())
