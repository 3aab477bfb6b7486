"""What the volunteer touches: the way that scans count, and the clicker for people without a badge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from kiosk.domain.event import PassageMode
from ui import tokens
from ui.direction import Line, ltr
from ui.widgets.touch import TouchButton

translate = QCoreApplication.translate

_STEP_WIDTH = 120


class ModeSwitch(QWidget):
    """Entry, exit, or the opposite of the last passage."""

    mode_chosen = Signal(object)

    def __init__(self, modes: Sequence[PassageMode], mode: PassageMode) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE)
        self._group = QButtonGroup(self)
        self.buttons: dict[PassageMode, TouchButton] = {}
        for choice in modes:
            button = TouchButton()
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCheckable(True)
            button.setChecked(choice is mode)
            button.clicked.connect(lambda _=False, chosen=choice: self.mode_chosen.emit(chosen))
            self._group.addButton(button)
            self.buttons[choice] = button
            row.addWidget(button)
        self._reword()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _reword(self) -> None:
        for mode, button in self.buttons.items():
            button.set_words(_MODE_WORDS[mode]())


_MODE_WORDS: dict[PassageMode, Callable[[], str]] = {
    PassageMode.ENTRY: lambda: translate("Door", "In"),
    PassageMode.EXIT: lambda: translate("Door", "Out"),
    PassageMode.TOGGLE: lambda: translate("Door", "In and out"),
}


class ClickerRow(QWidget):
    """Minus, how many, plus."""

    clicked = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self.minus = self._button("−", -1)
        self.plus = self._button("+", +1)
        self.figure = Line("body", centred=True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE)
        for widget in (self.minus, self.figure, self.plus):
            row.addWidget(widget)
        self.show_count(0)

    def _button(self, sign: str, by: int) -> TouchButton:
        button = TouchButton()
        button.setText(sign)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setFixedWidth(_STEP_WIDTH)
        button.clicked.connect(lambda: self.clicked.emit(by))
        return button

    def show_count(self, count: int) -> None:
        """People without a badge in this session."""
        self._count = count
        self._reword()

    def show_colour(self, colour: str) -> None:
        """The figure's colour on a verdict's ground."""
        self.figure.setStyleSheet(f"color: {colour};")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _reword(self) -> None:
        words = translate("Door", "Without a badge: %1")
        self.figure.setText(words.replace("%1", ltr(str(self._count))))
        self.minus.setAccessibleName(translate("Door", "One person without a badge fewer"))
        self.plus.setAccessibleName(translate("Door", "One more person without a badge"))
        self.minus.setEnabled(self._count > 0)
