"""The scanner test in the gallery: waiting, a scanner that is read right, and keys at a person's pace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from kiosk.domain.event import Language
from ui import language
from ui.app import prepare
from ui.gallery.keys import strike
from ui.scannertest.window import ScannerTestWindow
from ui.screens import grab

_CODE = "VLE58WZQ58XT"
_SCANNER_MS, _PERSON_MS = 8, 180


def shoot_scanner_test(folder: Path, shown: Sequence[Language]) -> None:
    """Writes scanner-test-STATE-LANGUAGE.png."""
    app = prepare(shown[0])
    window = ScannerTestWindow()
    window.show()

    def shoot(state: str) -> None:
        for spoken in shown:
            language.speak(app, spoken)
            grab(window, folder / f"scanner-test-{state}-{spoken.value}.png")

    shoot("waiting")
    at_ms = 10_000
    for pause_ms, state in ((_SCANNER_MS, "works"), (_PERSON_MS, "too-slow")):
        for letter in _CODE:
            at_ms += pause_ms
            strike(window, ord(letter), letter, at_ms=at_ms)
        strike(window, Qt.Key.Key_Return, "\r", at_ms=at_ms + pause_ms)
        shoot(state)
    window.close()
