"""What can be done with the person before the desk; each action carries its key."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import tokens
from ui.icons import Icon
from ui.widgets.action_button import ActionButton

translate = QCoreApplication.translate


class Action(StrEnum):
    """The actions of the card, in their order on the screen."""

    CHECK_IN = "check-in"
    ADMIT_ANYWAY = "admit-anyway"
    CHECK_OUT = "check-out"
    UNDO = "undo"
    CORRECT = "correct"


_ICONS = {
    Action.CHECK_IN: Icon.CHECK,
    Action.ADMIT_ANYWAY: Icon.ADMIT_ANYWAY,
    Action.CHECK_OUT: Icon.OUT,
    Action.UNDO: Icon.UNDO,
    Action.CORRECT: Icon.CORRECT,
}
_KEYS = {
    Action.CHECK_IN: "Enter",
    Action.ADMIT_ANYWAY: "F4",
    Action.CHECK_OUT: "F6",
    Action.UNDO: "Ctrl+Z",
    Action.CORRECT: "F3",
}
REPRINT_KEY = "F8"

_WORDS: dict[Action, Callable[[], str]] = {
    Action.CHECK_IN: lambda: translate("Desk", "Check in"),
    Action.ADMIT_ANYWAY: lambda: translate("Desk", "Admit anyway"),
    Action.CHECK_OUT: lambda: translate("Desk", "Check out"),
    Action.UNDO: lambda: translate("Desk", "Undo"),
    Action.CORRECT: lambda: translate("Desk", "Correct"),
}


class ActionBar(QWidget):
    """One row of buttons; only what is possible now is there."""

    action_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(tokens.SPACE_SMALL)
        self.buttons: dict[Action, ActionButton] = {}
        for action in Action:
            kind = "primary" if action is Action.CHECK_IN else "plain"
            button = ActionButton(_ICONS[action], kind=kind, key=_KEYS[action])
            button.clicked.connect(lambda _=False, chosen=action: self.action_chosen.emit(chosen))
            self.buttons[action] = button
            row.addWidget(button)
        row.addStretch()
        self._reword()
        self.offer(frozenset())

    def offer(self, possible: frozenset[Action]) -> None:
        """Shows these actions and hides the others."""
        for action, button in self.buttons.items():
            button.setVisible(action in possible)

    def action_of(self, event: QKeyEvent) -> Action | None:
        """The offered action that a key means."""
        pressed = QKeySequence(event.keyCombination())
        for action, button in self.buttons.items():
            if not button.isHidden() and _presses(event, pressed, _KEYS[action]):
                return action
        return None

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        super().changeEvent(event)

    def _reword(self) -> None:
        for action, button in self.buttons.items():
            button.set_words(_WORDS[action]())


def _presses(event: QKeyEvent, pressed: QKeySequence, key: str) -> bool:
    if key == "Enter":
        return event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
    return pressed == QKeySequence(key)
