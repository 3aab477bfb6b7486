"""A list of things that wait for a person, each settled with one press: the page and its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui import tokens
from ui.direction import Line, breakable
from ui.icons import Icon
from ui.widgets.action_button import ActionButton

translate = QCoreApplication.translate


class _WholeLine(Line):
    """Shows what other machines have said, however long its words are."""

    def setText(self, text: str) -> None:
        super().setText(breakable(text))


class SettlingRow(QFrame):
    """One thing to settle: a name, one or more lines of what happened, and the answers. Children put in the words."""

    def __init__(self, *, lines: int, icons: Sequence[Icon]) -> None:
        super().__init__()
        self.setProperty("panel", True)
        self.name = _WholeLine("body", bold=True, wrap=True)
        self.story = [_WholeLine("small", quiet=True, wrap=True) for _ in range(lines)]
        self.buttons = [ActionButton(icon, kind="plain") for icon in icons]
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens.SPACE, tokens.SPACE_SMALL, tokens.SPACE, tokens.SPACE_MEDIUM)
        column.setSpacing(tokens.SPACE_HAIR)
        for line in (self.name, *self.story):
            column.addWidget(line)
        if self.buttons:
            column.addSpacing(tokens.SPACE_SMALL)
            column.addLayout(self._answers())

    def _answers(self) -> QHBoxLayout:
        answers = QHBoxLayout()
        answers.setSpacing(tokens.SPACE_SMALL)
        for button in self.buttons:
            answers.addWidget(button)
        answers.addStretch()
        return answers

    def reword(self) -> None:
        """Puts everything into the language spoken now."""
        raise NotImplementedError


class SettlingPage(QWidget):
    """Title, advice and the rows; rows that do not fit are scrolled. `left` when somebody wants back."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.title = Line("large", bold=True)
        self.back = ActionButton(kind="quiet", key="Esc")
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.clicked.connect(self.left)
        self.advice = Line("body", quiet=True, wrap=True)
        self.rows: Sequence[SettlingRow] = ()
        self._list = QVBoxLayout()
        self._list.setSpacing(tokens.SPACE_SMALL)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens.SPACE_MEDIUM)
        head = QHBoxLayout()
        head.addWidget(self.title, stretch=1)
        head.addWidget(self.back)
        column.addLayout(head)
        column.addWidget(self.advice)
        column.addWidget(_scrolled(self._list), stretch=1)
        self.reword()

    def put_rows(self, rows: Sequence[SettlingRow]) -> None:
        """Shows these rows instead of the ones before; the first button gets the keys."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = rows
        for number, row in enumerate(rows):
            self._list.insertWidget(number, row)
            row.show()  # a layout shows it an event later only: a Tab pressed meanwhile would leave the list
        self.reword()
        self.take_keys()

    def take_keys(self) -> None:
        """Puts the keys on the first button, when the page is in view."""
        first = next((button for row in self.rows for button in row.buttons), None)
        if first is not None and self.isVisible():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def words(self) -> tuple[str, str]:
        """Title and advice for what is listed now."""
        raise NotImplementedError

    def reword(self) -> None:
        """Puts everything into the language spoken now."""
        title, advice = self.words()
        self.title.setText(title)
        self.advice.setText(advice)
        self.back.set_words(translate("Desk", "Back"))
        for row in self.rows:
            row.reword()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.reword()
        super().changeEvent(event)


def _scrolled(rows: QVBoxLayout) -> QScrollArea:
    inside = QWidget()
    beside_bar = QHBoxLayout(inside)
    beside_bar.setContentsMargins(0, 0, 0, 0)
    column = QVBoxLayout()
    column.addLayout(rows)
    column.addStretch()
    beside_bar.addLayout(column, stretch=1)
    beside_bar.addSpacing(tokens.SPACE_SMALL)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    return area
