"""One printer's lane: asks how the printer is, takes the badges that it should print, and brings each to paper.

The printer may be set up anew or taken away while the lane runs: that counts from the next badge on, the one in hand
ends where it was begun.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from kiosk.domain.badges import PrintJob
from kiosk.domain.clock import Clock
from kiosk.domain.problems import EnvironmentProblem
from printing.board import Board
from printing.config import Printer
from printing.delivery import Delivery, Outcome, Pace, deliver
from printing.endings import Endings
from printing.events import JobPrinted, JobStarted, PrintEvent
from printing.line import Patience, PrinterLine, visit_status
from printing.lines import line_to
from printing.status import SILENCE, PrinterStatus

_log = logging.getLogger(__name__)


class Claims(Protocol):
    """The part of `kiosk.store.print_jobs.PrintJobs` that is needed here."""

    def claim(self, job_id: str, printer: str, at: datetime) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often an idle printer is asked how it is, in ms: when all is well, and in trouble.

    `look` is how often an idle lane looks for jobs that another program queued, and for the turn to print.
    """

    well: int = 15_000
    trouble: int = 2_000
    look: int = 1_000


Render = Callable[[PrintJob, Printer], bytes]
"""Draws one badge in the language and the dots of a printer: the bytes of exactly one label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """What all lanes of a station share."""

    board: Board
    claims: Claims
    endings: Endings
    render: Render
    clock: Clock
    tell: Callable[[PrintEvent], None]
    patience: Patience
    rhythm: Rhythm
    pace: Pace
    stopping: threading.Event


class PrintingLane:
    """The lane called `name`; `run` works until the station stops or has no printer of that name any more."""

    def __init__(self, name: str, shop: Workshop) -> None:
        self._name = name
        self._shop = shop
        self._at: tuple[Printer, PrinterLine] | None = None
        self._due = time.monotonic()
        self._complaint = ""

    def run(self) -> None:
        """Works, on the calling thread."""
        board, look_s = self._shop.board, self._shop.rhythm.look / 1000
        while not self._shop.stopping.is_set():
            seen = board.news
            printer = board.printer(self._name)
            if printer is None:
                return
            line = self._line_to(printer)
            if time.monotonic() >= self._due:
                board.note(self._name, self._ask(line))
                self._rest()
            if not self._print_next(printer, line):
                board.wait(seen, min(self._due - time.monotonic(), look_s))

    def _line_to(self, printer: Printer) -> PrinterLine:
        """The line of before, or a new one when the printer is set up otherwise: then it is asked at once."""
        if self._at is None or self._at[0] != printer:
            self._at = printer, line_to(printer, self._shop.patience)
            self._due = time.monotonic()
        return self._at[1]

    def _ask(self, line: PrinterLine) -> PrinterStatus:
        try:
            return visit_status(line)
        except Exception:  # noqa: BLE001 whatever a printer answers, it must not end its lane; it is logged whole
            _log.exception("The answer of printer %s trips a bug", self._name)
            return SILENCE

    def _rest(self) -> None:
        """Sets when the printer is asked again."""
        status = self._shop.board.statuses().get(self._name)
        well = status is not None and status.can_print
        self._due = time.monotonic() + (self._shop.rhythm.well if well else self._shop.rhythm.trouble) / 1000

    def _print_next(self, printer: Printer, line: PrinterLine) -> bool:
        """Prints one badge; False when there is none for this lane, or when the table can't be reached."""
        try:
            job = self._shop.board.take(self._name)
            if job is None:
                return False
            self._print(job, printer, line)
        except EnvironmentProblem as problem:
            self._complain(str(problem))
            self._shop.stopping.wait(self._shop.rhythm.trouble / 1000)  # lanes would wake each other without end
            return False
        self._complaint = ""
        self._rest()
        return True

    def _complain(self, problem: str) -> None:
        """Once a trouble, or a full disk would fill the log."""
        if problem != self._complaint:
            _log.error("The print worker can't reach its table: %s", problem)
            self._complaint = problem

    def _print(self, job: PrintJob, printer: Printer, line: PrinterLine) -> None:
        try:
            begun = time.monotonic() * 1000
            data = self._draw(job, printer)
            if data is not None:
                self._deliver(job, line, data, begun)
        except EnvironmentProblem:
            raise
        except Exception as bug:  # noqa: BLE001 a lane that ends would leave the badge "on its way" for ever
            _log.exception("Printing job %s failed", job.job_id)
            self._shop.endings.ask_person(job, repr(bug), self._name)
            self._shop.board.note(self._name, SILENCE)
        finally:
            self._shop.board.release(self._name, job)

    def _draw(self, job: PrintJob, printer: Printer) -> bytes | None:
        """The job's bytes; None when it can't be drawn, which is told and stops no other badge."""
        try:
            return self._shop.render(job, printer)
        except EnvironmentProblem as problem:
            detail = str(problem)
        except Exception as bug:  # noqa: BLE001 one badge that trips a bug must not stop the lane; it is logged whole
            _log.exception("Drawing the badge of job %s failed", job.job_id)
            detail = repr(bug)
        self._shop.endings.failed(job, detail, printer.name)
        return None

    def _deliver(self, job: PrintJob, line: PrinterLine, data: bytes, begun: float) -> None:
        board, endings = self._shop.board, self._shop.endings
        age_ms = (self._shop.clock.now() - job.created_at).total_seconds() * 1000
        drawn = time.monotonic() * 1000
        delivery = deliver(
            data,
            line,
            labels=1,
            claim=lambda: self._claim(job),
            pace=self._shop.pace,
            watch=lambda status: board.note(self._name, status),
        )
        if delivery.outcome is not Outcome.NOT_SENT:
            board.use_label(self._name)
        board.note(self._name, delivery.status)
        if delivery.outcome is Outcome.PRINTED:
            endings.printed(job)
            self._shop.tell(_printed(self._name, job, delivery, begun=begun, drawn=drawn, age_ms=age_ms))
        elif delivery.outcome is Outcome.UNCONFIRMED:
            line.revoke()
            endings.ask_person(job, _words(delivery.status), self._name)
        elif delivery.claimed:
            endings.give_back(job, _words(delivery.status))

    def _claim(self, job: PrintJob) -> bool:
        if not self._shop.claims.claim(job.job_id, self._name, self._shop.clock.now()):
            return False
        elsewhere = job.printer if job.printer not in {"", self._name} else None
        self._shop.tell(JobStarted(job=job, printer=self._name, instead_of=elsewhere))
        return True


def _words(status: PrinterStatus) -> str:
    return ", ".join(status.troubles) or "no confirmation in time"


def _printed(name: str, job: PrintJob, delivery: Delivery, *, begun: float, drawn: float, age_ms: float) -> JobPrinted:
    return JobPrinted(
        job=job,
        printer=name,
        render_ms=drawn - begun,
        first_byte_ms=age_ms + (delivery.first_byte_at or drawn) - drawn,
        confirmed_ms=age_ms + (delivery.confirmed_at or drawn) - drawn,
    )
