"""Asks for the reason of an exception in the place of the action bar: nothing pops up over the work.

The usual reasons are one key away (1, 2, 3); another one is typed.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout

from ui import tokens
from ui.direction import Line, leading
from ui.icons import Icon
from ui.widgets.action_button import ActionButton

translate = QCoreApplication.translate

Worded = Callable[[], str]


class ReasonPanel(QFrame):
    """Open with `ask`; tells the reason by `reason_given`, or that nobody wanted to by `dismissed`."""

    reason_given = Signal(str)
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self._title: Worded = lambda: ""
        self._usual: tuple[Worded, ...] = ()
        self.question = Line("body", bold=True)
        self.field = _ReasonField(self._answer_key)
        self.confirm = ActionButton(Icon.CHECK, kind="primary", key="Enter")
        self.cancel = ActionButton(kind="quiet", key="Esc")
        self.usual = [ActionButton(kind="chip", key=str(number)) for number in (1, 2, 3)]
        self._assemble()
        for number, button in enumerate(self.usual):
            button.clicked.connect(lambda _=False, chosen=number: self._give(self._usual[chosen]()))
        self.field.returnPressed.connect(self._give_typed)
        self.field.textChanged.connect(lambda text: self.confirm.setEnabled(bool(text.strip())))
        self.confirm.clicked.connect(self._give_typed)
        self.cancel.clicked.connect(self.dismissed)

    def ask(self, title: Worded, usual: tuple[Worded, ...]) -> None:
        """Opens with up to three usual reasons; the words are asked for again on LanguageChange."""
        self._title, self._usual = title, usual
        self.field.clear()
        self.field.setAlignment(leading(self.field))
        self.confirm.setEnabled(False)
        self._reword()
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._reword()
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.field.setAlignment(leading(self.field))
        super().changeEvent(event)

    def _assemble(self) -> None:
        head, chips, entry, column = QHBoxLayout(), QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE, tokens.SPACE_MEDIUM, tokens.SPACE, tokens.SPACE_MEDIUM)
        column.setSpacing(tokens.SPACE_SMALL)
        for button in self.usual:
            chips.addWidget(button)
        chips.addStretch()
        entry.addWidget(self.field, stretch=1)
        entry.addWidget(self.confirm)
        head.addWidget(self.question, stretch=1)
        head.addWidget(self.cancel)
        column.addLayout(head)
        column.addLayout(chips)
        column.addLayout(entry)

    def _reword(self) -> None:
        self.question.setText(self._title())
        self.field.setPlaceholderText(translate("Desk", "or type another reason"))
        self.field.setAccessibleName(translate("Desk", "Reason"))
        self.confirm.set_words(translate("Desk", "Confirm"))
        self.cancel.set_words(translate("Desk", "Cancel"))
        for number, button in enumerate(self.usual):
            button.setVisible(number < len(self._usual))
            button.set_words(self._usual[number]() if number < len(self._usual) else "")

    def _answer_key(self, event: QKeyEvent) -> bool:
        """Escape dismisses; a digit in the empty field takes a usual reason."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
            return True
        digit = event.key() - Qt.Key.Key_1
        if not self.field.text() and 0 <= digit < len(self._usual):
            self._give(self._usual[digit]())
            return True
        return False

    def _give_typed(self) -> None:
        if self.field.text().strip():
            self._give(self.field.text().strip())

    def _give(self, reason: str) -> None:
        self.reason_given.emit(reason)


class _ReasonField(QLineEdit):
    """A line edit that lets the panel see its keys first, and keeps its Enter from the desk's actions."""

    def __init__(self, first: Callable[[QKeyEvent], bool]) -> None:
        super().__init__()
        self._first = first

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._first(event):
            super().keyPressEvent(event)
        event.accept()
