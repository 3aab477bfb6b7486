"""What the printer assistant asks of the machine: look around, print a test page, set up, calibrate, write down."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from printing.config import Printer, read_printers
from printing.config_writing import save_printer
from printing.delivery import Delivery
from printing.discovery import FoundPrinter, find_printers
from printing.paper_setup import DARKNESS, MediaKind
from printing.transports import open_transport
from ui.cli.printer_chores import Details, calibrate, print_trial, set_up
from ui.configuration import FILE_NAME

_LISTEN_S = 3.0
_CONFIRM_S = 20


class PrinterServices(Protocol):
    """Every method may take seconds and is called on a lane; trouble from outside is an EnvironmentProblem."""

    def known(self) -> tuple[Printer, ...]:
        """The printers that this station has already."""
        ...

    def find(self) -> list[FoundPrinter]:
        """What can be seen from here."""
        ...

    def test(self, printer: Printer) -> Delivery:
        """Prints the test page and waits for the printer's word."""
        ...

    def set_up(self, printer: Printer, kind: MediaKind, darkness: int, *, ribbon: bool) -> None:
        """Tells the printer its paper for good; `darkness` in percent."""
        ...

    def calibrate(self, printer: Printer, kind: MediaKind) -> None:
        """Lets it feed and measure its labels."""
        ...

    def save(self, printer: Printer) -> None:
        """Writes it into the station's file."""
        ...


class StationPrinters:
    """The printers of one data directory."""

    def __init__(self, directory: Path) -> None:
        self._file = directory / FILE_NAME

    def known(self) -> tuple[Printer, ...]:
        return read_printers(self._file)

    def find(self) -> list[FoundPrinter]:
        return find_printers(_LISTEN_S)

    def test(self, printer: Printer) -> Delivery:
        open_transport(printer.uri)
        return print_trial(printer, _CONFIRM_S)

    def set_up(self, printer: Printer, kind: MediaKind, darkness: int = DARKNESS, *, ribbon: bool = False) -> None:
        set_up(printer, Details(media_kind=kind.value, darkness=darkness, ribbon=ribbon))

    def calibrate(self, printer: Printer, kind: MediaKind) -> None:
        calibrate(printer, Details(media_kind=kind.value))

    def save(self, printer: Printer) -> None:
        save_printer(self._file, printer)
