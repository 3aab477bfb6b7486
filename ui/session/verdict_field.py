"""The verdict as a place that fills the door: shape, one word, the category, and what the volunteer should know."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import tokens
from ui.direction import is_mirrored
from ui.session.ground import ground_of
from ui.session.painting import LINE, SMALL, WORD, fitted, scale_of
from ui.tokens import Tone
from ui.widgets.verdict_shape import Shape, paint_shape
from ui.widgets.wrapped_text import paint_wrapped

_LINE_HEIGHT = 1.4


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorWords:
    """`word` is for the visitor, `group` the category, `detail` for the volunteer (name, reason); may be empty."""

    tone: Tone
    shape: Shape
    word: str
    group: str = ""
    detail: str = ""


class VerdictField(QWidget):
    """Paints on the ground that its window has taken."""

    def __init__(self) -> None:
        super().__init__()
        self.words: DoorWords | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_words(self, words: DoorWords) -> None:
        """Another verdict."""
        self.words = words
        self.setAccessibleName(". ".join(filter(None, (words.word, words.group, words.detail))))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.words is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = ground_of(self.words.tone)
        mark, place = self._places()
        paint_shape(painter, self.words.shape, mark, colours.ink, colours.ground)
        self._paint_lines(painter, place, self.words, colours.ink)
        painter.end()

    def _places(self) -> tuple[QRectF, QRectF]:
        """The shape and the room for the words: beside each other on a wide door, else below each other."""
        whole = QRectF(self.rect())
        gap = tokens.SPACE_HUGE * scale_of(self.window())
        if whole.width() > whole.height() * 1.3:
            side = min(whole.height() * 0.86, whole.width() * 0.28)
            mark = QRectF(0, (whole.height() - side) / 2, side, side)
            words = whole.adjusted(side + gap, 0, 0, 0)
            if is_mirrored(self):
                mark.moveRight(whole.right())
                words.moveLeft(0)
            return mark, words
        side = min(whole.height() * 0.42, whole.width() * 0.6)
        return QRectF((whole.width() - side) / 2, gap, side, side), whole.adjusted(0, side + gap, 0, 0)

    def _paint_lines(self, painter: QPainter, place: QRectF, words: DoorWords, colour: str) -> None:
        scale = scale_of(self.window())
        sizes = ((words.word, WORD, True), (words.group, LINE, True), (words.detail, SMALL, False))
        lines = [(text, size * scale, bold) for text, size, bold in sizes if text]
        needed = sum(size * _LINE_HEIGHT for _, size, _ in lines)
        squeeze = min(1.0, place.height() / needed)
        y = place.y() + (place.height() - needed * squeeze) / 2
        for text, wanted, bold in lines:
            size = wanted * squeeze
            box = QRectF(place.x(), y, place.width(), size * _LINE_HEIGHT)
            shape = fitted(text, box, size, bold=bold)
            paint_wrapped(painter, box, text, shape, colour=colour, side=Qt.AlignmentFlag.AlignHCenter)
            y += box.height()
