"""The screen on which a scanner is tried out says what arrived and what is to be set."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kiosk.devices.keyboards import ENTER
from kiosk.devices.scanner_trial import TrialVerdict, judge
from kiosk.devices.wedge import Stroke
from ui.scannertest.window import ScannerTestWindow

PLACES = {"c": 0x2E, "s": 0x1F, "4": 0x05, "2": 0x03, "a": 0x1E}


def strokes(text: str, gap_ms: int, *, shown: str = "", enter: bool = True) -> list[Stroke]:
    letters = [
        Stroke(at_ms=1000 + n * gap_ms, place=PLACES[letter], text=(shown or text)[n]) for n, letter in enumerate(text)
    ]
    end = Stroke(at_ms=1000 + len(text) * gap_ms, place=ENTER, text="\r")
    return [*letters, end] if enter else letters


def test_scanner_with_enter_works() -> None:
    trial = judge(strokes("csca42", 6))
    assert (trial.text, trial.pause_ms, trial.ended, trial.verdict) == ("csca42", 6.0, True, TrialVerdict.WORKS)


def test_scanner_without_enter_should_add_it() -> None:
    assert judge(strokes("csca42", 6, enter=False)).verdict is TrialVerdict.ADD_ENTER


def test_desk_with_another_layout_is_noticed_and_the_code_still_right() -> None:
    trial = judge(strokes("csca42", 6, shown="cscq'é"))
    assert (trial.text, trial.on_this_desk) == ("csca42", "cscq'é")
    assert trial.verdict is TrialVerdict.TWO_READINGS


def test_person_is_not_taken_for_a_scanner() -> None:
    assert judge(strokes("csca42", 120)).verdict is TrialVerdict.BY_HAND


@pytest.fixture
def window(qtbot: QtBot) -> ScannerTestWindow:
    made = ScannerTestWindow("serial:COM3")
    qtbot.addWidget(made)
    made.show()
    return made


def test_keys_of_a_scan_are_shown_as_one_trial(window: ScannerTestWindow) -> None:
    for number, letter in enumerate("CSC-42\r"):
        key = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter))
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(5000 + 8 * number)
        QApplication.sendEvent(window, event)
    assert window.trial is not None
    assert window.trial.on_this_desk == "CSC-42"
    assert window.trial.pause_ms == 8.0
    assert "CSC-42" in window.values[0].text()


def test_code_of_the_serial_line_is_shown_with_its_way(window: ScannerTestWindow) -> None:
    window.hear("CSC-7\x00")
    assert "CSC-7\ufffd" in window.values[0].text()
    assert "COM3" in window.values[1].text()
    assert window.banner.title.text()
