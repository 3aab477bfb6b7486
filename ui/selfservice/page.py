"""The one form of every kiosk screen: a big picture of the step, then one sentence, then what to press.

On a portrait display they stand below each other, on a landscape one side by side; buttons are always in the
lower half, where a person in a wheelchair reaches them.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui import tokens
from ui.direction import Line
from ui.style import set_role
from ui.widgets.touch import TouchButton, gap_px, is_small


class Page(QWidget):
    """`picture` takes what room is left. Subclasses word themselves in `reword`, called again on LanguageChange."""

    def __init__(self, picture: QWidget) -> None:
        super().__init__()
        self.title = Line("display", bold=True, wrap=True)
        self.sentence = Line("large", wrap=True)
        self.buttons: list[TouchButton] = []
        self.picture = picture
        self._actions = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._words = QVBoxLayout()
        self._words.setSpacing(tokens.SPACE)
        self._words.addStretch()
        self._words.addWidget(self.title)
        self._words.addWidget(self.sentence)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(tokens.SPACE_HUGE)
        self._box.addWidget(picture, stretch=1)
        self._box.addLayout(self._words)

    def add_body(self, widget: QWidget) -> None:
        """A part between the sentence and the buttons that takes room."""
        self._words.setStretch(0, 0)
        self._words.addSpacing(tokens.SPACE)
        self._words.addWidget(widget, stretch=1)

    def add_button(self, button: TouchButton) -> TouchButton:
        """One more thing to press, below the ones before."""
        if not self.buttons:
            self._words.addSpacing(tokens.SPACE)
            self._words.addLayout(self._actions)
        policy = button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        button.setSizePolicy(policy)
        self.buttons.append(button)
        self._actions.addWidget(button)
        return button

    @property
    def first_focus(self) -> QWidget | None:
        """Where the keyboard and a screen reader begin."""
        return self.buttons[0] if self.buttons else None

    def reword(self) -> None:
        """Puts every text of the page into the language spoken now."""
        raise NotImplementedError

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.reword()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._actions.setSpacing(gap_px(self))
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        upright = self.height() >= self.width()
        direction = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        if self._box.direction() is not direction:
            self._box.setDirection(direction)
            self._actions.setDirection(direction)
        self._box.setStretch(1, 0 if upright else 1)
        self._size_title("title" if is_small(self.window()) else "display")
        super().resizeEvent(event)

    def _size_title(self, role: str) -> None:
        if self.title.property("role") != role:
            set_role(self.title, role, bold=True)
            self.title.style().polish(self.title)

    def say(self, title: str, sentence: str) -> None:
        """Sets both texts; what a screen reader says for the page is both of them."""
        self.title.setText(title)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))
        self.setAccessibleName(f"{title}. {sentence}" if sentence else title)
