"""A search that found nobody, and the next thing to do: register the guest who stands there."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import tokens
from ui.direction import Line, isolated
from ui.icons import Icon
from ui.widgets.action_button import ActionButton

translate = QCoreApplication.translate


class NobodyFound(QWidget):
    """`name_them` says what was searched; the owner listens to the button."""

    def __init__(self) -> None:
        super().__init__()
        self._searched = ""
        self.words = Line("large", wrap=True, centred=True)
        self.register = ActionButton(Icon.NEW_GUEST, kind="primary", key="Enter")
        self.register.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setSpacing(tokens.SPACE)
        column.addStretch(2)
        column.addWidget(self.words)
        column.addWidget(self.register, alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._reword()

    def name_them(self, searched: str) -> None:
        """The words that found nobody."""
        self._searched = searched.strip()
        self._reword()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _reword(self) -> None:
        self.words.setText(translate("Guest", "Nobody is called “%1”.").replace("%1", isolated(self._searched)))
        self.register.set_words(translate("Guest", "Register as a new guest"))
