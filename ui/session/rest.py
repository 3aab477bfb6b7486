"""The door between two scans: what to do, what the camera sees, and for volunteers the last passages."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import tokens
from ui.direction import leading
from ui.eventwords import EventWords
from ui.session.painting import LINE, fitted, scale_of
from ui.session.recent import RecentPassages
from ui.style import palette_now
from ui.widgets.camera_preview import CameraPreview
from ui.widgets.exchange_line import ExchangeLine
from ui.widgets.wrapped_text import paint_wrapped

translate = QCoreApplication.translate


_LINE_PX = 16
"""The state of the station is for the volunteer beside it, not for the visitor three metres away."""


class Prompt(QWidget):
    """One line that the visitor reads from where they stand."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_text(self, text: str) -> None:
        """What to do."""
        self._text = text
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(self.rect())
        shape = fitted(self._text, box, LINE * scale_of(self.window()))
        paint_wrapped(painter, box, self._text, shape, colour=palette_now().ink, side=leading(self))
        painter.end()


class RestField(QWidget):
    """Words and list where lines begin, the mirror where they end; below each other on a portrait display.

    Under them the state of the station, for volunteers.
    """

    def __init__(self, event: EventWords, *, attended: bool) -> None:
        super().__init__()
        self.line = ExchangeLine(event, text_px=_LINE_PX)
        self.line.setVisible(attended)
        self.prompt = Prompt()
        self.recent = RecentPassages()
        self.recent.setVisible(attended)
        self.camera = CameraPreview(ratio=None)
        words = QVBoxLayout()
        words.setSpacing(tokens.SPACE)
        words.addWidget(self.prompt, stretch=2)
        words.addWidget(self.recent, stretch=3)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(tokens.SPACE_WIDE)
        self._box.addLayout(words, stretch=3)
        self._box.addWidget(self.camera, stretch=2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE)
        column.addLayout(self._box, stretch=1)
        column.addWidget(self.line)
        self._reword()

    def resizeEvent(self, event: QResizeEvent) -> None:
        wide = self.width() > self.height() * 1.2
        self._box.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _reword(self) -> None:
        self.prompt.show_text(translate("Door", "Show your badge"))
