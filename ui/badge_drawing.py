"""From a print job to the bytes of one label, and to the preview of the same dots."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence

from kiosk.domain.badges import Badge, PrintJob
from printing.bitmap import Bitmap
from printing.config import Printer
from printing.drawing import Artist, Drawn, Order
from printing.drawing_process import DrawingProcess
from printing.languages import encode

_KEPT = 8
"""Badges drawn last: the preview and the printer ask for the same one within a moment."""


class BadgeDrawing:
    """The badges of one station, each drawn once for its preview and its printer. Safe to share between threads."""

    def __init__(self, printers: Sequence[Printer] = (), *, own_process: bool = False) -> None:
        """With `own_process` a second process draws; without it, or when it fails, the thread that asks."""
        self._printers = tuple(printers)
        self._artist = Artist()
        self._recent: OrderedDict[Order, Drawn] = OrderedDict()
        self._lock = threading.Lock()
        self._process = DrawingProcess() if own_process else None

    def close(self) -> None:
        """Ends the second process."""
        with self._lock:
            if self._process is not None:
                self._process.close()
                self._process = None

    def renew(self, printers: Sequence[Printer], *, own_process: bool) -> None:
        """The station has these printers from now on; with `own_process` they get the second process, if none is."""
        with self._lock:
            self._printers = tuple(printers)
            if own_process and self._process is None:
                self._process = DrawingProcess()

    def pages(self, badge: Badge, layout: str) -> tuple[Bitmap, ...]:
        """The badge as the first printer with this paper prints it. Raises EnvironmentProblem (BAD_LAYOUT)."""
        return self._drawn(self._order(badge, layout)).pages

    def label(self, job: PrintJob, printer: Printer) -> bytes:
        """The bytes of one label in the printer's language. Raises EnvironmentProblem (BAD_LAYOUT)."""
        order = Order(badge=job.badge, layout=job.layout, dpi=printer.dpi, language=printer.language)
        drawn = self._drawn(order)
        return encode(printer.language, drawn.pages) if drawn.label is None else drawn.label

    def ahead(self, badge: Badge, layout: str) -> None:
        """A badge that will likely be asked for in a moment: the second process begins with it; never waits."""
        order, process = self._order(badge, layout), self._process
        if process is None or order in self._recent or process.owes(order):
            return
        if self._lock.acquire(blocking=False):  # else somebody collects right now
            try:
                while self._collect(process, patient=False):
                    pass
            finally:
                self._lock.release()
        process.ask(order)

    def wait_for_process(self, timeout_s: float) -> bool:
        """Waits for the second process to have drawn something; False when there is none or it takes longer."""
        with self._lock:
            return self._process is not None and self._process.wait(timeout_s)

    def warm_up(self, layout: str) -> None:
        """Reads the fonts and draws `layout` once on every printer that takes it."""
        badge = Badge(ticket_code="WARM-UP", code="WARM-UP", name="A ا")
        for printer in self._printers:
            if printer.takes(layout):
                order = Order(badge=badge, layout=layout, dpi=printer.dpi, language=printer.language)
                if self._process is None:
                    self._drawn(order)
                else:
                    self._process.ask(order)

    def _order(self, badge: Badge, layout: str) -> Order:
        printer = next((one for one in self._printers if one.takes(layout)), None)
        if printer is None:
            return Order(badge=badge, layout=layout)
        return Order(badge=badge, layout=layout, dpi=printer.dpi, language=printer.language)

    def _drawn(self, order: Order) -> Drawn:
        """One at a time: whoever asks for a badge that is being drawn gets that one."""
        with self._lock:
            if order not in self._recent and self._process is not None:
                self._wait_for(order, self._process)
            if order not in self._recent:
                self._keep(order, self._artist.draw(order))
            self._recent.move_to_end(order)
            return self._recent[order]

    def _wait_for(self, order: Order, process: DrawingProcess) -> None:
        """Leaves the badge among the recent ones, unless the process could not draw it."""
        if process.owes(order) or process.ask(order):
            while process.owes(order) and self._collect(process, patient=True):
                pass

    def _collect(self, process: DrawingProcess, *, patient: bool) -> bool:
        found = process.collect(patient=patient)
        if found is not None and found[1] is not None:
            self._keep(found[0], found[1])
        return found is not None

    def _keep(self, order: Order, drawn: Drawn) -> None:
        self._recent[order] = drawn
        while len(self._recent) > _KEPT:
            self._recent.popitem(last=False)
