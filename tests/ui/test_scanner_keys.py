"""A handheld scanner is told from a person by the time stamps of its keys; its characters reach no field."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
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


@pytest.fixture
def codes(scanner: ScannerKeys) -> list[str]:
    heard: list[str] = []
    scanner.code_scanned.connect(heard.append)
    return heard


def _key(window: QWidget, kind: QEvent.Type, key: Qt.Key, text: str, at_ms: int) -> None:
    shifted = text.isupper()
    event = QKeyEvent(kind, key, Qt.KeyboardModifier.ShiftModifier if shifted else Qt.KeyboardModifier(0), text)
    event.setTimestamp(at_ms)
    QApplication.sendEvent(window.windowHandle(), event)


def _scan(window: QWidget, code: str, start_ms: int = 10_000) -> None:
    """What a scanner does: each key goes down and up, Shift around each capital, Enter at the end."""
    down, up = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
    for number, letter in enumerate(code + "\r"):
        at = start_ms + 8 * number
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter.upper()))
        if letter.isupper():
            _key(window, down, Qt.Key.Key_Shift, "", at - 1)
        _key(window, down, key, letter, at)
        _key(window, up, key, letter, at + 3)
        if letter.isupper():
            _key(window, up, Qt.Key.Key_Shift, "", at + 4)


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


def test_shift_that_a_scanner_presses_for_its_capitals_does_not_tear_the_code(
    field: QLineEdit, codes: list[str]
) -> None:
    _scan(field, "CSC-7k2M-Ab")
    assert codes == ["CSC-7k2M-Ab"]
    assert (field.text(), field.isUndoAvailable()) == ("", False)


def test_tap_of_the_space_bar_presses_a_button_once(qtbot: QtBot, field: QLineEdit, codes: list[str]) -> None:
    button = QPushButton("Print", field)
    button.show()
    button.setFocus()
    pressed: list[str] = []
    button.clicked.connect(lambda: pressed.append("Print"))
    _key(field, QEvent.Type.KeyPress, Qt.Key.Key_Space, " ", 10_000)
    _key(field, QEvent.Type.KeyRelease, Qt.Key.Key_Space, " ", 10_015)
    qtbot.waitUntil(lambda: pressed == ["Print"])
    assert not button.isDown()


def test_scan_into_a_window_that_opened_beside_is_a_scan_and_leaves_nothing_there(
    qtbot: QtBot, field: QLineEdit, codes: list[str]
) -> None:
    dialog = QWidget()
    qtbot.addWidget(dialog)
    other = QLineEdit(dialog)
    dialog.show()
    qtbot.waitActive(dialog)
    dialog.activateWindow()
    other.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is other)
    _scan(dialog, "CSC-7K2M-04")
    assert codes == ["CSC-7K2M-04"]
    assert other.text() == ""


def test_characters_that_had_reached_a_field_are_taken_back_for_good(
    qtbot: QtBot, field: QLineEdit, codes: list[str]
) -> None:
    field.setText("ali")
    _send(field, "CSC", gap_ms=5)
    qtbot.waitUntil(lambda: field.text() == "aliCSC")
    _send(field, "-7K2M-04\r", gap_ms=5, start_ms=10_015)
    assert codes == ["CSC-7K2M-04"]
    assert (field.text(), field.isUndoAvailable()) == ("ali", False)


def test_prefix_of_the_scanner_is_no_part_of_the_code(field: QLineEdit) -> None:
    keys = ScannerKeys(lambda text: text == "CSC-7", field, prefix="]Q1")
    keys.watch(field)
    heard: list[str] = []
    keys.code_scanned.connect(heard.append)
    _scan(field, "]Q1CSC-7")
    assert heard == ["CSC-7"]
