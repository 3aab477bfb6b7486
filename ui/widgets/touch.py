"""Things to touch: at least 15 mm high on the real display, 8 mm apart, readable at arm's length."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import tokens
from ui.icons import Icon
from ui.measure import pixels
from ui.style import palette_now
from ui.widgets.action_button import ActionButton

TARGET_MM = 15
GAP_MM = 8
_LEAST_HEIGHT, _LEAST_HEIGHT_SMALL = 104, 72
_SMALL = 1000
_LEAST_GAP = tokens.SPACE_LARGE
_ICON = 40


def is_small(window: QWidget) -> bool:
    """Whether a face stands on a display with little room, such as a tablet."""
    return min(window.width(), window.height()) < _SMALL


def target_px(widget: QWidget) -> int:
    """The height of a touch target on the widget's screen."""
    return max(pixels(widget, TARGET_MM), _LEAST_HEIGHT_SMALL if is_small(widget.window()) else _LEAST_HEIGHT)


def gap_px(widget: QWidget) -> int:
    """The distance between two touch targets."""
    return max(pixels(widget, GAP_MM), _LEAST_GAP)


class TouchButton(ActionButton):
    """A button for fingers of every age."""

    def __init__(self, icon: Icon | None = None, *, kind: str = "plain") -> None:
        super().__init__(icon, kind=kind, icon_px=_ICON)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._height = _LEAST_HEIGHT
        self._small: bool | None = None

    def _dress(self) -> None:
        self._small = is_small(self.window())
        self._height = target_px(self)
        self.setFixedHeight(self._height)
        accent = palette_now().accent
        heavy = "font-weight: bold;" if self.property("kind") == "primary" else ""
        size = tokens.KIOSK.body if self._small else tokens.KIOSK.large
        self.setStyleSheet(
            f"QPushButton {{ font-size: {size}px; border-width: 2px; {heavy} }}"
            f"QPushButton:checked {{ border-color: {accent}; color: {accent}; font-weight: bold; }}"
            "QPushButton:focus { border-width: 4px; }"
        )

    def showEvent(self, event: QShowEvent) -> None:
        self._dress()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._small is not None and self._small != is_small(self.window()):
            self._dress()
        super().resizeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width() + tokens.SPACE_WIDE, self._height)
