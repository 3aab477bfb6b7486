"""A row of buttons of which one is chosen; arrow keys move the choice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QPushButton, QWidget

from ui import tokens

Value = TypeVar("Value")
_A_ROW = 4


class ChoiceRow(QWidget):
    """`chosen` tells that a person chose another one; up to four buttons a row."""

    chosen = Signal()

    def __init__(self, a_row: int = _A_ROW) -> None:
        super().__init__()
        self._a_row = a_row
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(tokens.SPACE_SMALL)
        self._group = QButtonGroup(self)
        self.buttons: list[QPushButton] = []

    def put(self, count: int) -> None:
        """So many buttons, without words yet."""
        for column in range(min(count, self._a_row)):
            self._grid.setColumnStretch(column, 1)
        for number in range(count):
            button = QPushButton()
            button.setCheckable(True)
            button.setProperty("kind", "choice")
            button.clicked.connect(self.chosen)
            self._group.addButton(button)
            self._grid.addWidget(button, number // self._a_row, number % self._a_row)
            self.buttons.append(button)


class Choice(Generic[Value]):
    """A ChoiceRow with what its buttons stand for."""

    def __init__(self, values: tuple[Value, ...], a_row: int = _A_ROW) -> None:
        self._values = values
        self.row = ChoiceRow(a_row)
        self.row.put(len(values))

    @property
    def value(self) -> Value:
        """What is chosen; the first one as long as nobody chose."""
        chosen = [value for value, button in zip(self._values, self.row.buttons, strict=True) if button.isChecked()]
        return chosen[0] if chosen else self._values[0]

    def choose(self, value: Value) -> None:
        """Checks the button of `value`."""
        self.row.buttons[self._values.index(value)].setChecked(True)

    def reword(self, name: str, words: Mapping[Value, str]) -> None:
        """Captions, and what the row as a whole is called by a screen reader."""
        self.row.setAccessibleName(name)
        for value, button in zip(self._values, self.row.buttons, strict=True):
            button.setText(words[value])
            button.setAccessibleName(f"{name}: {words[value]}")
