"""Opens the printer assistant by itself: `kiosk run --printers`."""

from __future__ import annotations

from pathlib import Path

from kiosk.domain.event import Language
from ui import language
from ui.app import ending_by_signal, prepare
from ui.bridge import Bridge
from ui.printerassistant.services import StationPrinters
from ui.printerassistant.window import PrinterAssistant


def run_printer_assistant(directory: Path, chosen: Language) -> int:
    """Shows it until its window is closed; the exit status."""
    app = prepare(chosen)
    bridge = Bridge()
    window = PrinterAssistant(StationPrinters(directory), bridge, own_first=True)
    window.languages.language_chosen.connect(lambda wanted: language.speak(app, wanted))
    window.show()
    try:
        with ending_by_signal(app):
            return app.exec()
    finally:
        window.close()
        bridge.close()
