"""FR, ع, EN: each language named in itself, one press away on every screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from kiosk.domain.event import Language
from ui import tokens
from ui.language import NATIVE_NAMES, SHORT_NAMES, spoken

_ORDER = (Language.FRENCH, Language.ARABIC, Language.ENGLISH)


class LanguageSwitch(QWidget):
    """Three buttons. Says which one was pressed; whoever owns the application switches."""

    language_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_HAIR)
        self._group = QButtonGroup(self)
        self.buttons: dict[Language, QPushButton] = {}
        for language in _ORDER:
            button = QPushButton(SHORT_NAMES[language])
            button.setProperty("kind", "quiet")
            button.setCheckable(True)
            button.setAccessibleName(NATIVE_NAMES[language])
            button.setToolTip(NATIVE_NAMES[language])
            button.clicked.connect(lambda _=False, chosen=language: self.language_chosen.emit(chosen))
            self._group.addButton(button)
            self.buttons[language] = button
            row.addWidget(button)
        self._mark()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._mark()
        super().changeEvent(event)

    def _mark(self) -> None:
        self.buttons[spoken()].setChecked(True)
