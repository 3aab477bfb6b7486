"""One of a few: all choices in view, each one click or arrow key away, none hidden in a list that pops up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QWidget

from ui import tokens
from ui.widgets.action_button import ActionButton

_FORWARD = {Qt.Key.Key_Down, Qt.Key.Key_Right}
_BACK = {Qt.Key.Key_Up, Qt.Key.Key_Left}


class Choice(QWidget):
    """Chips in `columns` columns; the chosen one takes the focus for all, arrows move it. The owner words it."""

    chosen_changed = Signal()

    def __init__(self, ids: Sequence[str], *, columns: int) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self.chips = {identity: _Chip(self._step) for identity in ids}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(tokens.SPACE_SMALL)
        grid.setVerticalSpacing(tokens.SPACE_HAIR)
        for number, chip in enumerate(self.chips.values()):
            self._group.addButton(chip)
            grid.addWidget(chip, number // columns, number % columns)
            chip.toggled.connect(self._tell)
        grid.setColumnStretch(columns, 1)

    @property
    def chosen(self) -> str:
        """The id of the chosen chip; empty when none is."""
        return next((identity for identity, chip in self.chips.items() if chip.isChecked()), "")

    def choose(self, identity: str) -> None:
        """Chooses by id; one that is not among them leaves nothing chosen."""
        self._group.setExclusive(False)
        for other, chip in self.chips.items():
            chip.setChecked(other == identity)
        self._group.setExclusive(True)

    def word(self, words: dict[str, str], name: str) -> None:
        """The captions by id, and what is chosen here."""
        for identity, chip in self.chips.items():
            chip.set_words(words[identity])
            chip.setAccessibleDescription(name)
        self.setAccessibleName(name)

    def _tell(self, chosen: bool) -> None:
        if chosen:
            self.chosen_changed.emit()

    def _step(self, event: QKeyEvent) -> bool:
        """An arrow goes on to the next chip in reading order, round and round."""
        if event.key() not in _FORWARD | _BACK:
            return False
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        sideways = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
        by = 1 if (event.key() in _FORWARD) != (sideways and mirrored) else -1
        ids = list(self.chips)
        at = ids.index(self.chosen) if self.chosen else -1 if by > 0 else 0
        chip = self.chips[ids[(at + by) % len(ids)]]
        chip.setChecked(True)
        chip.setFocus(Qt.FocusReason.TabFocusReason)
        return True


class _Chip(ActionButton):
    """Enter belongs to the form, arrows to the row of chips."""

    def __init__(self, step: Callable[[QKeyEvent], bool]) -> None:
        super().__init__(kind="chip")
        self.setCheckable(True)
        self._step = step

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        elif not self._step(event):
            super().keyPressEvent(event)
