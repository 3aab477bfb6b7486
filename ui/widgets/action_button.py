"""A button with its icon and the key that presses it, in the colours of the theme."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QPushButton

from ui import icons
from ui.direction import is_mirrored, ltr
from ui.icons import Icon
from ui.keycaps import keycap
from ui.style import palette_now

_ICON_GAP = "\u2002"
"""Fusion sets the caption right against its icon."""
_KEY_GAP = "\u2003"


class ActionButton(QPushButton):
    """`kind` is primary (the one thing to do next), plain, quiet or chip; `key` is shown after the words.

    The owner words it with `set_words` and again on LanguageChange.
    """

    def __init__(self, icon: Icon | None = None, *, kind: str = "plain", key: str = "", icon_px: int = 20) -> None:
        super().__init__()
        self._icon, self._kind, self._key = icon, kind, key
        self.setProperty("kind", kind)
        self.setIconSize(QSize(icon_px, icon_px))
        self.setAutoDefault(False)
        self._tint()

    def set_words(self, words: str) -> None:
        """Sets the caption, and the accessible name without the key."""
        gap = _ICON_GAP if self._icon is not None else ""
        self.setText(f"{gap}{words}{_KEY_GAP}{ltr(keycap(self._key))}" if self._key else f"{gap}{words}")
        self.setAccessibleName(words)

    def sizeHint(self) -> QSize:
        """Has room for the bold words of a chosen button, so that choosing neither clips them nor moves the others."""
        size = super().sizeHint()
        if self.isCheckable():
            bold = QFont(self.font())
            bold.setBold(True)
            words = self.text()
            more = QFontMetrics(bold).horizontalAdvance(words) - self.fontMetrics().horizontalAdvance(words)
            size.setWidth(size.width() + max(0, more))
        return size

    def changeEvent(self, event: QEvent) -> None:
        kinds = (QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange, QEvent.Type.EnabledChange)
        if event.type() in kinds and hasattr(self, "_kind"):
            self._tint()
        super().changeEvent(event)

    def _tint(self) -> None:
        if self._icon is None:
            return
        colours = palette_now()
        colour = colours.on_accent if self._kind == "primary" else colours.ink
        shown = colour if self.isEnabled() else colours.quiet
        self.setIcon(icons.icon(self._icon, self.iconSize().width(), shown, mirrored=is_mirrored(self)))
