"""A handheld scanner is told from a person by the time stamps of its keys; its characters reach no field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from ui.scanner_keys import ScannerKeys


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    line = QLineEdit()
    qtbot.addWidget(line)
    line.show()
    qtbot.waitActive(line)
    return line


@pytest.fixture
def scanner(field: QLineEdit) -> ScannerKeys:
    keys = ScannerKeys(lambda text: text.startswith("CSC-"), field)
    keys.watch(field)
    return keys


def _send(field: QLineEdit, text: str, *, gap_ms: int, start_ms: int = 10_000) -> None:
    """Key presses as the system delivers them, with their own time stamps."""
    for number, letter in enumerate(text):
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter.upper()))
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(start_ms + number * gap_ms)
        QApplication.sendEvent(field.window().windowHandle(), event)


def test_scan_becomes_one_code_and_no_text(qtbot: QtBot, field: QLineEdit, scanner: ScannerKeys) -> None:
    codes: list[str] = []
    scanner.code_scanned.connect(codes.append)
    _send(field, "CSC-7K2M-04\r", gap_ms=8)
    assert codes == ["CSC-7K2M-04"]
    assert field.text() == ""


def test_person_types_as_usual(qtbot: QtBot, field: QLineEdit, scanner: ScannerKeys) -> None:
    codes: list[str] = []
    scanner.code_scanned.connect(codes.append)
    _send(field, "fatima", gap_ms=140)
    qtbot.waitUntil(lambda: field.text() == "fatima")
    assert codes == []


def test_enter_of_a_person_reaches_the_field_after_the_letters(
    qtbot: QtBot, field: QLineEdit, scanner: ScannerKeys
) -> None:
    heard: list[str] = []
    field.returnPressed.connect(lambda: heard.append(field.text()))
    _send(field, "ali\r", gap_ms=150)
    qtbot.waitUntil(lambda: heard == ["ali"])
