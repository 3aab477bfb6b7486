"""What a code says is shown as letters: no list obeys, follows or is painted over by it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QTextDocument
from PySide6.QtWidgets import QApplication

from ui.tokens import Tone
from ui.typeface import font
from ui.widgets.painted_text import paint_line
from ui.widgets.scan_list import ScanModel, ScanRow
from ui.widgets.verdict_shape import Shape


@pytest.mark.parametrize("code", ["<img src=//10.0.0.1/x>", "<b>in</b>", "a & b", "&lt;b&gt;"])
def test_tool_tip_of_a_scan_shows_the_tags_of_a_code(code: str) -> None:
    model = ScanModel()
    model.replace([ScanRow(key="", time="08:42", name=code, note="no", shape=Shape.CROSS_OCTAGON, tone=Tone.STOP)])
    shown = QTextDocument()
    shown.setHtml(str(model.index(0).data(Qt.ItemDataRole.ToolTipRole)))
    assert shown.toPlainText() == f"08:42 {code} no"


def test_marks_piled_on_a_letter_stay_in_their_line(dressed: QApplication) -> None:
    picture = QImage(200, 120, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    paint_line(painter, QRectF(0, 48, 200, 24), "a" + "\u0301" * 40, font(16), "#000000", mirrored=False)
    painter.end()
    rows = [y for y in range(120) for x in range(200) if picture.pixelColor(x, y).lightness() < 200]
    assert rows
    assert min(rows) > 40
    assert max(rows) < 80
