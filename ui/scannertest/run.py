"""Opens the screen on which a scanner is tried out."""

from __future__ import annotations

from kiosk.devices.scanner_address import SerialLine, parse_scanner
from kiosk.domain.event import Language
from ui import language
from ui.app import ending_by_signal, prepare
from ui.bridge import Bridge
from ui.ears import listen
from ui.scannertest.window import ScannerTestWindow


def run_scanner_test(scanner: str, chosen: Language) -> int:
    """Shows it until its window is closed; the exit status. `scanner` is the station's setting: a serial line is
    listened to as well. Raises EnvironmentProblem."""
    app = prepare(chosen)
    line = parse_scanner(scanner)
    window = ScannerTestWindow(scanner if isinstance(line, SerialLine) else "")
    window.languages.language_chosen.connect(lambda wanted: language.speak(app, wanted))
    bridge = Bridge()
    bridge.code_heard.connect(window.hear)
    ear = listen(line, on_code=bridge.caller("code_heard")) if isinstance(line, SerialLine) else None
    if ear is not None:
        ear.start()
    window.show()
    try:
        with ending_by_signal(app):
            return app.exec()
    finally:
        if ear is not None:
            ear.stop()
        bridge.close()
