"""The printer assistant in the gallery: the station's own, what was found, what it is, a page, and nothing found."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from kiosk.domain.event import Language
from printing.config import Printer
from printing.delivery import Delivery, Outcome
from printing.discovery import FoundPrinter
from printing.languages import PrinterLanguage
from printing.paper_setup import MediaKind
from printing.status import status_of
from ui import language
from ui.app import prepare
from ui.bridge import Bridge
from ui.gallery.stage import wait_until
from ui.printerassistant.services import OwnPrinter
from ui.printerassistant.test_page import Seen
from ui.printerassistant.window import PrinterAssistant
from ui.screens import grab


class _Hall:
    """Printers that exist in pictures alone."""

    def __init__(self) -> None:
        self.found: list[FoundPrinter] = []
        self.may_be_found = threading.Event()

    def own(self) -> list[OwnPrinter]:
        return [OwnPrinter(printer=one, labels_left=labels) for one, labels in _OWN]

    def new_roll(self, name: str, labels: int) -> None: ...

    def remove(self, name: str) -> None: ...

    def known(self) -> tuple[Printer, ...]:
        return ()

    def find(self) -> list[FoundPrinter]:
        self.may_be_found.wait()
        return self.found

    def test(self, printer: Printer) -> Delivery:
        return Delivery(outcome=Outcome.PRINTED, status=status_of(set()), claimed=True)

    def set_up(self, printer: Printer, kind: MediaKind, darkness: int, *, ribbon: bool) -> None: ...

    def calibrate(self, printer: Printer, kind: MediaKind) -> None: ...

    def save(self, printer: Printer) -> None: ...


_OWN = (
    (Printer(name="A", uri="tcp://192.168.1.49:9100"), 212),
    (Printer(name="B", uri="tcp://192.168.1.48:9100", language=PrinterLanguage.BROTHER), None),
)
_FOUND = [
    FoundPrinter(name="ZD421 front desk", uri="tcp://192.168.1.50:9100", language=PrinterLanguage.ZPL),
    FoundPrinter(name="Brother QL-820NWB", uri="tcp://192.168.1.51:9100", language=PrinterLanguage.BROTHER),
    FoundPrinter(name="lp0", uri="usb:/dev/usb/lp0"),
]


def shoot_printers(folder: Path, shown: Sequence[Language]) -> None:
    """Writes printers-STATE-LANGUAGE.png."""
    app, bridge, hall = prepare(shown[0]), Bridge(), _Hall()
    window = PrinterAssistant(hall, bridge, own_first=True)
    window.show()

    def shoot(state: str) -> None:
        for spoken in shown:
            language.speak(app, spoken)
            grab(window, folder / f"printers-{state}-{spoken.value}.png")

    wait_until(lambda: bool(window.own.rows))
    shoot("own")
    window.onward.click()
    shoot("searching")
    hall.may_be_found.set()
    wait_until(window.finding.absence.isVisible)
    shoot("none")
    hall.found = _FOUND
    window.search()
    wait_until(lambda: window.finding.list.count() == len(_FOUND))
    shoot("found")
    window.onward.click()
    shoot("what")
    window.onward.click()
    window.onward.click()
    wait_until(lambda: window.test.was_sent)
    shoot("test")
    window.test.question.answers[Seen.WRONG_PAPER].click()
    shoot("paper")
    window.back.click()
    window.test.question.answers[Seen.ALL_WELL].click()
    wait_until(lambda: window.step is window.saved)
    shoot("kept")
    window.close()
    bridge.close()
