"""The last passages, for the volunteer beside the door; an unattended door never shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kiosk.service.check_in import CheckedIn
from ui import tokens
from ui.direction import is_mirrored, isolated
from ui.eventwords import EventWords
from ui.session.painting import scale_of
from ui.style import palette_now
from ui.tokens import Tone
from ui.typeface import font
from ui.widgets.painted_text import paint_line
from ui.widgets.verdict_shape import Shape, paint_shape, shape_of
from ui.words import in_list, names_of, tone_of

_ROW = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One passage in words."""

    shape: Shape
    tone: Tone
    time: str
    name: str
    answer: str


def row_of(answer: CheckedIn, words: EventWords) -> Row:
    """Words one passage; a code without a person shows itself."""
    verdict, scan = answer.verdict, answer.scan
    return Row(
        shape=shape_of(verdict.outcome, verdict.reason),
        tone=tone_of(verdict.outcome),
        time=words.time(scan.at),
        name=isolated(names_of(verdict.attendee)[0] if verdict.attendee else scan.code) or "–",
        answer=in_list(verdict.outcome, verdict.reason, verdict.direction),
    )


class RecentPassages(QWidget):
    """As many whole rows as there is room for, the newest first."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_rows(self, rows: Iterable[Row]) -> None:
        """Replaces the list."""
        self.rows = list(rows)
        self.setAccessibleName("; ".join(f"{row.time} {row.name} {row.answer}" for row in self.rows))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height = _ROW * scale_of(self.window())
        for i, row in enumerate(self.rows[: int(self.height() // height)]):
            self._paint_row(painter, row, QRectF(0, i * height, self.width(), height))
        painter.end()

    def _paint_row(self, painter: QPainter, row: Row, box: QRectF) -> None:
        colours = palette_now()
        colour, ground = colours.tone(row.tone)
        size = round(box.height() * 0.44)
        mark, time, name, answer = self._columns(box, size)
        paint_shape(painter, row.shape, mark, colour, ground)
        mirrored = is_mirrored(self)
        paint_line(painter, time, row.time, font(size), colours.quiet, mirrored=mirrored)
        paint_line(painter, name, row.name, font(size, bold=True), colours.ink, mirrored=mirrored)
        paint_line(painter, answer, row.answer, font(size), colour, mirrored=mirrored)

    def _columns(self, box: QRectF, size: int) -> tuple[QRectF, QRectF, QRectF, QRectF]:
        """Shape, time, name and answer, from where the window's lines begin."""
        gap = float(tokens.SPACE)
        widths = [box.height() * 0.66, size * 2.9]
        rest = box.width() - sum(widths) - 3 * gap
        widths += [rest * 0.56, rest * 0.44]
        x, places = box.x(), list[QRectF]()
        for width in widths:
            left = box.right() - (x - box.x()) - width if is_mirrored(self) else x
            places.append(QRectF(left, box.y(), width, box.height()))
            x += width + gap
        square = QRectF(0, 0, widths[0], widths[0])
        square.moveCenter(places[0].center())
        return square, places[1], places[2], places[3]
