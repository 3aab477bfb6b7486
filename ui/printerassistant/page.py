"""What every step has: a title, one sentence, its own content, and whether one may go on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import tokens
from ui.direction import Line

_LOWEST_PX = 600


class StepPage(QWidget):
    """One step. `changed` tells that what was entered changed; subclasses word themselves in `reword`."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = Line("title", bold=True, wrap=True)
        self.sentence = Line("body", quiet=True, wrap=True)
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(tokens.SPACE_MEDIUM)
        self.box.addWidget(self.title)
        self.box.addWidget(self.sentence)
        self.box.addSpacing(tokens.SPACE_SMALL)

    @property
    def is_ready(self) -> bool:
        """Whether the next step may come."""
        return True

    def minimumSizeHint(self) -> QSize:
        """Qt reckons wrapped lines at their narrowest: at its word, a page would be taller than a small screen."""
        hint = super().minimumSizeHint()
        return QSize(hint.width(), min(hint.height(), _LOWEST_PX))

    def reword(self) -> None:
        """In the language spoken now."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.reword()
        super().changeEvent(event)

    def field(self, name: Line, content: QWidget) -> None:
        """A named field below what is there."""
        self.box.addWidget(name)
        self.box.addWidget(content)
        self.box.addSpacing(tokens.SPACE_HAIR)
