"""The people found: best first, matched letters marked, chosen with arrows and Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kiosk.domain.people import Attendee, TicketStatus
from kiosk.store.search import Found
from ui import tokens
from ui.direction import is_mirrored, ltr
from ui.eventwords import EventWords
from ui.style import palette_now
from ui.typeface import font
from ui.widgets.matching import spans
from ui.widgets.painted_text import paint_line
from ui.words import names_of, ticket_status

Index = QModelIndex | QPersistentModelIndex
_PADDING = tokens.SPACE
_GAP = tokens.SPACE


class PeopleModel(QAbstractListModel):
    """The found people and the words that found them."""

    def __init__(self) -> None:
        super().__init__()
        self.people: Sequence[Attendee] = ()
        self.words = ""

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.people)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        person = self.people[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return person
        spoken = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return f"{person.name} {person.name_ar} {person.company}" if role in spoken else None

    def replace(self, words: str, found: Sequence[Found]) -> None:
        """Shows the answer to another question."""
        self.beginResetModel()
        self.words, self.people = words, [entry.attendee for entry in found]
        self.endResetModel()


class ResultList(QListView):
    """Never takes the focus: the search field keeps it and passes arrows and Enter on."""

    person_chosen = Signal(str)

    def __init__(self, event: EventWords) -> None:
        super().__init__()
        self.found = PeopleModel()
        self.setModel(self.found)
        self.setItemDelegate(_PersonDelegate(self, event))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.clicked.connect(self._choose)

    def show_found(self, words: str, found: Sequence[Found]) -> None:
        """Shows people and puts the cursor on the best one."""
        self.found.replace(words, found)
        self.step(0)

    def step(self, by: int) -> None:
        """Moves the cursor down (or up, if negative), stopping at both ends."""
        rows = len(self.found.people)
        if rows:
            row = self.currentIndex().row() + by if self.currentIndex().isValid() else 0
            self.setCurrentIndex(self.found.index(max(0, min(rows - 1, row)), 0))

    def choose_current(self) -> None:
        """Takes the person under the cursor."""
        if self.currentIndex().isValid():
            self._choose(self.currentIndex())

    def _choose(self, index: QModelIndex) -> None:
        self.person_chosen.emit(self.found.people[index.row()].ticket_code)


class _PersonDelegate(QStyledItemDelegate):
    def __init__(self, view: ResultList, event: EventWords) -> None:
        super().__init__(view)
        self._view = view
        self._event = event

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, 68)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        person: Attendee = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect).adjusted(0, 1, 0, -1)
        self._ground(painter, box, option)
        inner = box.adjusted(_PADDING, 6, -_PADDING, -6)
        upper = QRectF(inner.left(), inner.top(), inner.width(), 30)
        lower = QRectF(inner.left(), inner.top() + 30, inner.width(), inner.height() - 30)
        self._names(painter, upper, person)
        self._details(painter, lower, person)

    def _ground(self, painter: QPainter, box: QRectF, option: QStyleOptionViewItem) -> None:
        colours = palette_now()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if not chosen and not option.state & QStyle.StateFlag.State_MouseOver:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.mist))
        painter.drawRoundedRect(box, tokens.RADIUS, tokens.RADIUS)
        if chosen:
            x = box.right() - 4 if is_mirrored(self._view) else box.left()
            painter.setBrush(QColor(colours.accent))
            painter.drawRoundedRect(QRectF(x, box.top() + 8, 4, box.height() - 16), 2, 2)

    def _names(self, painter: QPainter, box: QRectF, person: Attendee) -> None:
        status = ticket_status(person.status) if person.status is not TicketStatus.VALID else ""
        taken = self._at_the_end(painter, box, status, palette_now().stop)
        rest = self._shortened(box, taken)
        bold = font(tokens.DESK.large, bold=True)
        name, other_name = names_of(person)
        used = self._text(painter, rest, name, bold, palette_now().ink)
        after = self._after(rest, used)
        if other_name and after.width() > 60:
            self._text(painter, after, other_name, font(tokens.DESK.large), palette_now().ink)

    def _details(self, painter: QPainter, box: QRectF, person: Attendee) -> None:
        colours, small = palette_now(), font(tokens.DESK.small)
        taken = self._at_the_end(painter, box, ltr(person.ticket_code), colours.quiet)
        parts = (self._event.category(person.category), person.company or person.job_title)
        line = " · ".join(filter(None, parts))
        self._text(painter, self._shortened(box, taken), line, small, colours.quiet)

    def _text(self, painter: QPainter, box: QRectF, text: str, face: QFont, colour: str) -> float:
        return paint_line(
            painter,
            box,
            text,
            face,
            colour,
            mirrored=is_mirrored(self._view),
            marks=spans(text, self._view.found.words),
            mark_colour=palette_now().accent,
        )

    def _at_the_end(self, painter: QPainter, box: QRectF, text: str, colour: str) -> float:
        """Paints at the trailing side; returns the width taken with its gap."""
        if not text:
            return 0.0
        face = font(tokens.DESK.small, bold=colour != palette_now().quiet)
        taken = paint_line(painter, box, text, face, colour, mirrored=not is_mirrored(self._view))
        return taken + _GAP

    def _shortened(self, box: QRectF, by: float) -> QRectF:
        return box.adjusted(by, 0, 0, 0) if is_mirrored(self._view) else box.adjusted(0, 0, -by, 0)

    def _after(self, box: QRectF, used: float) -> QRectF:
        step = used + _GAP
        return box.adjusted(0, 0, -step, 0) if is_mirrored(self._view) else box.adjusted(step, 0, 0, 0)
