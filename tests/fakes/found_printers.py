"""The printers that an assistant finds, tries and writes down, in memory."""

from __future__ import annotations

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from printing.config import Printer
from printing.delivery import Delivery, Outcome
from printing.discovery import FoundPrinter
from printing.languages import PrinterLanguage
from printing.paper_setup import MediaKind
from printing.status import PrinterCondition, status_of
from ui.printerassistant.services import OwnPrinter

ZEBRA = FoundPrinter(name="ZD421 front desk", uri="tcp://192.168.1.50:9100", language=PrinterLanguage.ZPL)
QUEUE = FoundPrinter(name="Badges", uri="cups:Badges", language=PrinterLanguage.PDF)
USB = FoundPrinter(name="lp0", uri="usb:/dev/usb/lp0")
OUT_OF_PAPER = Delivery(outcome=Outcome.NOT_SENT, status=status_of({PrinterCondition.PAPER_OUT}), claimed=False)
PRINTED = Delivery(outcome=Outcome.PRINTED, status=status_of(set()), claimed=True)
SENT = Delivery(outcome=Outcome.UNCONFIRMED, status=status_of(set()), claimed=True)
LOST = EnvironmentProblem(ProblemKind.PRINTER, "Printer B can't be reached", "check its cable")


class FakePrinters:
    """`delivery` is what becomes of the next test page; with a `problem` everything fails."""

    def __init__(self, *found: FoundPrinter) -> None:
        self.found = list(found)
        self.delivery = PRINTED
        self.problem: EnvironmentProblem | None = None
        self.kept: list[Printer] = [Printer(name="A", uri="tcp://192.168.1.49:9100")]
        self.rolls: dict[str, int] = {}
        self.tried: list[Printer] = []
        self.saved: list[Printer] = []
        self.set_ups: list[tuple[str, MediaKind, int, bool]] = []
        self.calibrations: list[MediaKind] = []

    def own(self) -> list[OwnPrinter]:
        return [OwnPrinter(printer=one, labels_left=self.rolls.get(one.name)) for one in self.kept]

    def new_roll(self, name: str, labels: int) -> None:
        self._fail()
        self.rolls[name] = labels

    def remove(self, name: str) -> None:
        self._fail()
        self.kept = [one for one in self.kept if one.name != name]

    def known(self) -> tuple[Printer, ...]:
        return (*self.kept, *self.saved)

    def find(self) -> list[FoundPrinter]:
        self._fail()
        return self.found

    def test(self, printer: Printer) -> Delivery:
        self._fail()
        self.tried.append(printer)
        return self.delivery

    def set_up(self, printer: Printer, kind: MediaKind, darkness: int, *, ribbon: bool) -> None:
        self._fail()
        self.set_ups.append((printer.name, kind, darkness, ribbon))

    def calibrate(self, printer: Printer, kind: MediaKind) -> None:
        self._fail()
        self.calibrations.append(kind)

    def save(self, printer: Printer) -> None:
        self._fail()
        self.saved.append(printer)

    def _fail(self) -> None:
        if self.problem is not None:
            raise self.problem
