"""The languages of the kiosk, big enough for every finger."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from kiosk.domain.event import Language
from ui.language import NATIVE_NAMES, spoken
from ui.widgets.touch import TouchButton, gap_px

_LANGUAGES = (Language.FRENCH, Language.ARABIC, Language.ENGLISH)


class LanguageRow(QWidget):
    """The three languages, each named in itself."""

    language_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._group = QButtonGroup(self)
        self.buttons: dict[Language, TouchButton] = {}
        for language in _LANGUAGES:
            button = TouchButton()
            button.set_words(NATIVE_NAMES[language])
            button.setCheckable(True)
            button.clicked.connect(lambda _=False, chosen=language: self.language_chosen.emit(chosen))
            self._group.addButton(button)
            self.buttons[language] = button
            self._row.addWidget(button)
        self._mark()

    def showEvent(self, event: QShowEvent) -> None:
        self._row.setSpacing(gap_px(self))
        super().showEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._mark()
        super().changeEvent(event)

    def _mark(self) -> None:
        self.buttons[spoken()].setChecked(True)
