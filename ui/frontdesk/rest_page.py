"""Nobody is at the desk: the keys that a volunteer needs, so that ten minutes of training are enough."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from ui import icons, tokens
from ui.direction import Line
from ui.icons import Icon
from ui.keycaps import keycap
from ui.style import palette_now, set_role

translate = QCoreApplication.translate

_KEYS: tuple[tuple[Callable[[], str], Callable[[], str]], ...] = (
    (lambda: translate("Desk", "A name"), lambda: translate("Desk", "finds anybody, in any script, from two letters")),
    (lambda: keycap("Enter"), lambda: translate("Desk", "opens the person found, then checks in")),
    (lambda: keycap("Esc"), lambda: translate("Desk", "goes back")),
    (lambda: "F2", lambda: translate("Desk", "registers a new guest")),
    (lambda: "F3", lambda: translate("Desk", "corrects the person before you")),
    (lambda: "F4", lambda: translate("Desk", "admits anyway, with a reason")),
    (lambda: "F8", lambda: translate("Desk", "prints the badge again")),
    (lambda: "Ctrl+Z", lambda: translate("Desk", "takes the last passage back")),
)


class RestPage(QWidget):
    """An icon, a line, the keys."""

    def __init__(self) -> None:
        super().__init__()
        self._icon = QLabel()
        self._icon.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._invitation = Line("large", bold=True, centred=True)
        self._keys = [QLabel() for _ in _KEYS]
        self._meanings = [Line("body", quiet=True) for _ in _KEYS]
        column = QVBoxLayout(self)
        column.addStretch(2)
        column.addWidget(self._icon)
        column.addSpacing(tokens.SPACE)
        column.addWidget(self._invitation)
        column.addSpacing(tokens.SPACE_LARGE)
        column.addWidget(self._legend(), alignment=Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self._reword()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "_meanings"):
            self._reword()
        super().changeEvent(event)

    def _legend(self) -> QFrame:
        legend = QFrame()
        grid = QGridLayout(legend)
        grid.setHorizontalSpacing(tokens.SPACE)
        grid.setVerticalSpacing(tokens.SPACE_SMALL)
        for row, (key, meaning) in enumerate(zip(self._keys, self._meanings, strict=True)):
            set_role(key, "small", bold=True)
            key.setProperty("keycap", True)
            key.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(key, row, 0)
            grid.addWidget(meaning, row, 1)
        return legend

    def _reword(self) -> None:
        self._icon.setPixmap(icons.pixmap(Icon.CODE, tokens.SPACE_VAST, palette_now().quiet))
        self._invitation.setText(translate("Desk", "Scan a code or type a name"))
        for key, meaning, (key_words, meaning_words) in zip(self._keys, self._meanings, _KEYS, strict=True):
            key.setText(key_words())
            meaning.setText(meaning_words())
