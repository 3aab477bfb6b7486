"""How full the room is, as a bar that is read from afar."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.direction import is_mirrored
from ui.session.door import NEARLY_FULL, Crowd
from ui.session.ground import Ground, ground_of
from ui.session.painting import scale_of
from ui.style import palette_now

_HEIGHT = 28


class CountBar(QWidget):
    """Fills from where lines begin; amber when a person should act, red when nobody more may go in."""

    def __init__(self) -> None:
        super().__init__()
        self.crowd = Crowd()
        self._ground: Ground = ground_of(None)
        self._at_rest = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(300, round(_HEIGHT * scale_of(self.window())))

    def show_crowd(self, crowd: Crowd) -> None:
        """Changes the fill."""
        self.crowd = crowd
        self.setVisible(crowd.capacity is not None)
        self.update()

    def show_ground(self, ground: Ground, *, at_rest: bool) -> None:
        """On a verdict's ground the bar has that ground's colours."""
        self._ground, self._at_rest = ground, at_rest
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        rounded = QPainterPath()
        rounded.addRoundedRect(whole, whole.height() / 2, whole.height() / 2)
        painter.fillPath(rounded, QColor(self._ground.faint))
        painter.setClipPath(rounded)
        filled = QRectF(0, 0, whole.width() * self.crowd.share, whole.height())
        if is_mirrored(self):
            filled.moveRight(whole.right())
        painter.fillRect(filled, QColor(self._colour()))
        painter.end()

    def _colour(self) -> str:
        if not self._at_rest:
            return self._ground.ink
        colours = palette_now()
        if self.crowd.is_full:
            return colours.stop
        return colours.wait if self.crowd.share >= NEARLY_FULL else colours.accent
