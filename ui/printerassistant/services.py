"""What the printer assistant asks of the machine: look around, print a test page, set up, calibrate, write down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from printing.config import Printer, printer_named, read_printers
from printing.config_writing import remove_printer, save_printer
from printing.delivery import Delivery
from printing.discovery import FoundPrinter, find_printers
from printing.paper_setup import DARKNESS, MediaKind
from printing.transports import open_transport
from ui.cli.printer_chores import Details, calibrate, load_roll, look_into_log, print_trial, set_up
from ui.configuration import FILE_NAME

_LISTEN_S = 3.0
_CONFIRM_S = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPrinter:
    """A printer of the station with the labels left on its roll; None where they are not counted."""

    printer: Printer
    labels_left: int | None = None


class PrinterServices(Protocol):
    """Every method may take seconds and is called on a lane; trouble from outside is an EnvironmentProblem."""

    def known(self) -> tuple[Printer, ...]:
        """The printers that this station has already."""
        ...

    def own(self) -> list[OwnPrinter]:
        """The same with what is left on their rolls."""
        ...

    def new_roll(self, name: str, labels: int) -> None:
        """A roll with so many labels is in the printer of this name."""
        ...

    def remove(self, name: str) -> None:
        """Takes the printer of this name out of the station's file."""
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

    def __init__(self, directory: Path, new_roll: Callable[[str, int], None] | None = None) -> None:
        """`new_roll` tells a station that runs in this program; any other one hears of a roll with its next badge."""
        self._directory = directory
        self._file = directory / FILE_NAME
        self._new_roll = new_roll

    def known(self) -> tuple[Printer, ...]:
        return read_printers(self._file)

    def own(self) -> list[OwnPrinter]:
        printers = self.known()
        _, rolls = look_into_log(self._directory, printers)
        return [OwnPrinter(printer=printer, labels_left=rolls.get(printer.name)) for printer in printers]

    def new_roll(self, name: str, labels: int) -> None:
        if self._new_roll is not None:
            self._new_roll(name, labels)
        else:
            load_roll(self._directory, printer_named(self._file, name), labels)

    def remove(self, name: str) -> None:
        remove_printer(self._file, name)

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
