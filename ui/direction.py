"""Reading direction: where a line begins, and how codes and times stay left-to-right inside Arabic.

Qt aligns a label by the direction of its *text*, so that an Arabic name in a French window would jump to the
other side. `leading` and `Line` follow the window instead.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.style import set_role
from ui.widgets.wrapped_text import paint_wrapped

_LTR_ISOLATE, _AUTO_ISOLATE, _END = "\u2066", "\u2068", "\u2069"
_LTR_MARK, _RTL_MARK = "\u200e", "\u200f"
_LONG_WORD = re.compile(r"\S{32}(?=\S)")


def ltr(text: str) -> str:
    """A code, time or figure that keeps its order inside a sentence of any direction."""
    return f"{_LTR_ISOLATE}{text}{_END}" if text else ""


def isolated(text: str) -> str:
    """A name whose own direction must not disturb the sentence around it."""
    return f"{_AUTO_ISOLATE}{text}{_END}" if text else ""


def breakable(text: str) -> str:
    """`text` with places to break in words that are longer than a narrow line: codes, and what machines say."""
    return _LONG_WORD.sub("\\g<0>\u200b", text)


def joined(*parts: str) -> str:
    """Facts in one line with dots between, in the order of the window's direction whatever each part's own is."""
    mark = _RTL_MARK if QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft else _LTR_MARK
    told = " · ".join(isolated(part) for part in parts if part)
    return f"{mark}{told}" if told else ""


def is_mirrored(widget: QWidget) -> bool:
    """Whether the widget reads from right to left."""
    return widget.layoutDirection() == Qt.LayoutDirection.RightToLeft


def leading(widget: QWidget) -> Qt.AlignmentFlag:
    """Alignment to the side where the window's lines begin, whatever the text's own direction."""
    side = Qt.AlignmentFlag.AlignRight if is_mirrored(widget) else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute


def trailing(widget: QWidget) -> Qt.AlignmentFlag:
    """Alignment to the side where the window's lines end."""
    side = Qt.AlignmentFlag.AlignLeft if is_mirrored(widget) else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignAbsolute


class Line(QLabel):
    """A plain-text label that starts where the window's lines start and is read in its own direction.

    `wrap` lets it grow downwards; text is never cut silently. Wrapped lines are painted one by one, because Qt
    moves an Arabic line by the width of the space that it broke at.
    """

    def __init__(
        self,
        role: str = "body",
        *,
        quiet: bool = False,
        bold: bool = False,
        wrap: bool = False,
        centred: bool = False,
    ) -> None:
        super().__init__()
        self._centred = centred
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        set_role(self, role, quiet=quiet, bold=bold)
        if wrap:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._align()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        box, colour = QRectF(self.contentsRect()), self.palette().color(self.foregroundRole()).name()
        paint_wrapped(painter, box, self.text(), self.font(), colour=colour, side=self._side())
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._align()
        super().changeEvent(event)

    def _align(self) -> None:
        self.setAlignment(self._side() | Qt.AlignmentFlag.AlignVCenter)

    def _side(self) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignHCenter if self._centred else leading(self)
