"""The one line of typing that finds anybody."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from ui import icons
from ui.direction import leading
from ui.icons import Icon
from ui.style import palette_now


class SearchField(QLineEdit):
    """A large line edit with a magnifier; the owner words its invitation and listens to `textEdited`."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("size", "large")
        self.setClearButtonEnabled(False)
        self._magnifier = QAction(self)
        self.addAction(self._magnifier, QLineEdit.ActionPosition.LeadingPosition)
        self._dress()

    def invite(self, words: str) -> None:
        """Says what to type, a little beside the cursor, which would hide the first Arabic letter."""
        self.setPlaceholderText(f"\u2002{words}")
        self.setAccessibleName(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """An empty field has nothing to undo: the key is left to the desk."""
        if event.matches(QKeySequence.StandardKey.Undo) and not self.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange) and hasattr(self, "_magnifier"):
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        self._magnifier.setIcon(icons.icon(Icon.SEARCH, 24, palette_now().quiet))
        self.setAlignment(leading(self))
