"""Session, room, time, and how many are inside: the line above every door."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.direction import is_mirrored, leading, ltr, trailing
from ui.session.door import Crowd
from ui.session.ground import Ground, ground_of
from ui.session.painting import LINE, SMALL, fitted, fitted_lines, scale_of
from ui.widgets.wrapped_text import paint_wrapped

_HEIGHT = 176
_COUNT_SHARE = 0.34


class DoorHeader(QWidget):
    """Painted in the colours of the ground that it stands on."""

    def __init__(self) -> None:
        super().__init__()
        self._title = ""
        self._place = ""
        self.count = ""
        self._ground: Ground = ground_of(None)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(600, round(_HEIGHT * scale_of(self.window())))

    def show_session(self, title: str, place: str) -> None:
        """The session's title, and its room and time."""
        self._title, self._place = title, place
        self._tell()

    def show_crowd(self, crowd: Crowd) -> None:
        """How many are inside, of how many."""
        self.count = ltr(f"{crowd.inside}/{crowd.capacity}") if crowd.capacity else ltr(str(crowd.inside))
        self._tell()

    def show_ground(self, ground: Ground) -> None:
        """Takes the colours of a verdict or of the door at rest."""
        self._ground = ground
        self.update()

    def _tell(self) -> None:
        told = " · ".join(filter(None, (self._title, self._place, self.count)))
        if told != self.accessibleName():
            self.setAccessibleName(told)
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        scale = scale_of(self.window())
        whole = QRectF(self.rect())
        count = QRectF(0, 0, whole.width() * _COUNT_SHARE, whole.height())
        words = QRectF(0, 0, whole.width() - count.width(), whole.height())
        if is_mirrored(self):
            words.moveLeft(count.width())
        else:
            count.moveLeft(words.width())
        shape = fitted(self.count, count, LINE * scale)
        paint_wrapped(painter, count, self.count, shape, colour=self._ground.ink, side=trailing(self))
        self._paint_words(painter, words, scale)
        painter.end()

    def _paint_words(self, painter: QPainter, box: QRectF, scale: float) -> None:
        place_height = SMALL * 1.1 * scale
        title = box.adjusted(0, 0, 0, -place_height)
        shape = fitted_lines(self._title, title, SMALL * scale)
        paint_wrapped(painter, title, self._title, shape, colour=self._ground.ink, side=leading(self))
        place = QRectF(box.x(), title.bottom(), box.width(), place_height)
        small = fitted(self._place, place, SMALL * 0.75 * scale, bold=False)
        paint_wrapped(painter, place, self._place, small, colour=self._ground.quiet, side=leading(self))
