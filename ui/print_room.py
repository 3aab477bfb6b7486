"""The printing side of a running station: its print worker and the counts of its rolls, from the first printer on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kiosk.domain.badges import PrintJob
from kiosk.domain.clock import Clock
from kiosk.store.station import StationStore
from printing.config import Printer
from printing.events import JobPrinted, JobTrouble, PrintersRenewed, PrintEvent
from printing.printing_lane import Render
from printing.rolls import Rolls, save_roll
from printing.status import PrinterStatus
from printing.turn import PrintTurn
from printing.worker import PrintWorker


class PrintRoom:
    """Empty until it is given printers; these may come, change and go while it is open."""

    def __init__(self, store: StationStore, clock: Clock, on_print: Callable[[PrintEvent], None]) -> None:
        self._store = store
        self._clock = clock
        self._on_print = on_print
        self._printers: tuple[Printer, ...] = ()
        self._worker: PrintWorker | None = None
        self._rolls: Rolls | None = None

    def furnish(self, printers: Sequence[Printer], render: Render) -> None:
        """Prints on these printers from now on; the badge in hand ends at the printer where it was begun."""
        known = {printer.name for printer in self._printers}
        self._printers = tuple(printers)
        if self._worker is not None and self._rolls is not None:
            self._rolls.bring_back([printer.name for printer in printers if printer.name not in known])
            self._worker.renew(printers)
            self._on_print(PrintersRenewed(printers=tuple(printer.name for printer in printers)))
        elif printers:
            self._begin(render)

    def close(self) -> None:
        """Stops printing."""
        if self._worker is not None:
            self._worker.stop()

    @property
    def worker(self) -> PrintWorker | None:
        """The print worker, from the first printer on."""
        return self._worker

    def held_back(self) -> list[PrintJob]:
        """The badges that waited for long when printing began, and wait for a person's word."""
        return self._worker.held_back() if self._worker is not None else []

    def statuses(self) -> Mapping[str, PrinterStatus | None]:
        """The last word of every printer."""
        return self._worker.statuses() if self._worker is not None else {}

    def own_printer(self) -> tuple[str, PrinterStatus | None]:
        """The first printer with its last word; empty without a printer.

        Its trouble is somebody's business also while another printer stands in for it.
        """
        statuses = self.statuses()
        name = next(iter(statuses), "")
        return name, statuses.get(name)

    def wake(self) -> None:
        """A badge was queued."""
        if self._worker is not None:
            self._worker.wake()

    def new_roll(self, printer: str, labels: int) -> None:
        """Staff put a roll with so many labels into `printer`; from now on they are counted, also after a restart."""
        if self._rolls is not None:
            self._rolls.put_in(printer, labels)
        else:
            save_roll(self._store.log, printer, labels)

    def _begin(self, render: Render) -> None:
        worker = PrintWorker(
            jobs=self._store.log.print_jobs,
            printers=self._printers,
            render=render,
            clock=self._clock,
            on_event=self._take,
            turn=PrintTurn(self._store.directory),
        )
        self._rolls = Rolls(self._store.log, worker.load_roll)
        self._rolls.bring_back([printer.name for printer in self._printers])
        self._worker = worker
        self._on_print(PrintersRenewed(printers=tuple(printer.name for printer in self._printers)))
        worker.start()

    def _take(self, event: PrintEvent) -> None:
        self._on_print(event)
        if self._rolls is not None and isinstance(event, JobPrinted | JobTrouble) and event.printer in self.statuses():
            self._rolls.note(event.printer, self.statuses()[event.printer])
