"""The keypad for the PIN of staff."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from ui import tokens
from ui.direction import Line, ltr
from ui.icons import Icon
from ui.pin import LONGEST_PIN, PinAnswer, PinLock
from ui.style import palette_now
from ui.widgets.touch import TouchButton, gap_px

translate = QCoreApplication.translate

_WIDEST = 640


class PinPage(QWidget):
    """Digits by finger or keyboard, at once forgotten. `granted` when the PIN was right, `left` to go back,
    `touched` at each digit."""

    granted = Signal()
    left = Signal()
    touched = Signal()

    def __init__(self, lock: PinLock) -> None:
        super().__init__()
        self._lock = lock
        self._typed = ""
        self.title = Line("title", bold=True, centred=True, wrap=True)
        self.told = Line("body", centred=True, wrap=True)
        self.dots = _Dots()
        self.digits: dict[str, TouchButton] = {}
        self._pad = QGridLayout()
        for i, digit in enumerate("123456789"):
            self._add_digit(digit, i // 3, i % 3)
        self._add_digit("0", 3, 1)
        self.erase = self._add(TouchButton(Icon.BACK), 3, 0, self._forget_last)
        self.enter = self._add(TouchButton(Icon.CHECK, kind="primary"), 3, 2, self._try)
        self.back = TouchButton(kind="quiet")
        self.back.clicked.connect(self.left)
        self._build()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.reword()

    def _build(self) -> None:
        keypad = QWidget()
        keypad.setLayout(self._pad)
        keypad.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        keypad.setMaximumWidth(_WIDEST)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addStretch()
        for widget in (self.title, self.dots, self.told):
            column.addWidget(widget)
        column.addWidget(keypad, alignment=Qt.AlignmentFlag.AlignHCenter)
        self.back.setMinimumWidth(_WIDEST)
        column.addWidget(self.back, alignment=Qt.AlignmentFlag.AlignHCenter)

    def _add_digit(self, digit: str, row: int, column: int) -> None:
        button = TouchButton()
        button.set_words(digit)
        self.digits[digit] = self._add(button, row, column, lambda: self._type(digit))

    def _add(self, button: TouchButton, row: int, column: int, pressed: Callable[[], None]) -> TouchButton:
        button.clicked.connect(pressed)
        button.setMinimumWidth(_WIDEST // 4)
        self._pad.addWidget(button, row, column)
        return button

    def clear(self) -> None:
        """Forgets what was typed and said."""
        self._typed = ""
        self.told.setText("")
        self.dots.show_count(0)

    def _type(self, digit: str) -> None:
        self._typed = (self._typed + digit)[:LONGEST_PIN]
        self.touched.emit()
        self.dots.show_count(len(self._typed))

    def _forget_last(self) -> None:
        self._typed = self._typed[:-1]
        self.dots.show_count(len(self._typed))

    def _try(self) -> None:
        answer = self._lock.attempt(self._typed)
        self.clear()
        if answer is PinAnswer.GRANTED:
            self.granted.emit()
        elif self._lock.seconds_locked > 0:
            told = translate("StaffExit", "Too many tries. Try again in %1 s.")
            self.told.setText(told.replace("%1", ltr(str(self._lock.seconds_locked))))
        else:
            self.told.setText(translate("StaffExit", "This PIN is not right."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() in self.digits:
            self._type(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._forget_last()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._try()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def reword(self) -> None:
        """Puts every text into the language spoken now."""
        self.title.setText(translate("StaffExit", "Staff: enter the PIN"))
        self.erase.setAccessibleName(translate("StaffExit", "Delete the last digit"))
        self.enter.setAccessibleName(translate("StaffExit", "Enter"))
        self.back.set_words(translate("StaffExit", "Back to the kiosk"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.reword()
        super().changeEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        self._pad.setSpacing(gap_px(self))
        layout = self.layout()
        if layout is not None:
            layout.setSpacing(gap_px(self))
        super().showEvent(event)


class _Dots(QWidget):
    """How many digits were typed, and never which."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(400, tokens.SPACE_HUGE)

    def show_count(self, count: int) -> None:
        self._count = count
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = palette_now()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shown = max(4, self._count)
        step = 44
        left = self.width() / 2 - step * (shown - 1) / 2 - 12
        for i in range(shown):
            painter.setBrush(QColor(colours.ink if i < self._count else colours.line))
            painter.drawEllipse(QRectF(left + i * step, self.height() / 2 - 12, 24, 24))
        painter.end()
