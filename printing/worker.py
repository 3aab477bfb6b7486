"""Drains the table of print jobs: one thread a printer, so that a failed printer never blocks another.

A job crosses from the door to here as a row. Whoever queues one calls `wake()`. Every job ends PRINTED or in a
state that asks a person; what is QUEUED survives any crash, what was SENDING becomes UNCONFIRMED.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

from kiosk.domain.badges import PrintJob, PrintState
from kiosk.domain.clock import Clock
from kiosk.domain.problems import EnvironmentProblem
from printing.backlog import waiting_long
from printing.board import Board, Queue
from printing.config import Printer
from printing.delivery import Delivery, Outcome, SystemPace, deliver
from printing.events import JobPrinted, JobStarted, JobTrouble, PrintEvent, Trouble
from printing.line import Patience, visit_status
from printing.lines import line_to
from printing.status import PrinterStatus
from printing.turn import PrintTurn

_log = logging.getLogger(__name__)
EXPIRE_AFTER = timedelta(minutes=30)


class JobTable(Queue, Protocol):
    """The worker's side of `kiosk.store.print_jobs.PrintJobs`; called from several threads."""

    def in_state(self, *states: PrintState) -> list[PrintJob]: ...

    def claim(self, job_id: str, printer: str, at: datetime) -> bool: ...

    def requeue(self, job_id: str, at: datetime, detail: str = "") -> bool: ...


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


class PrintWorker:
    """Prints what is queued until stopped. `on_event` is called from the worker's threads."""

    def __init__(
        self,
        *,
        jobs: JobTable,
        printers: Sequence[Printer],
        render: Render,
        clock: Clock,
        on_event: Callable[[PrintEvent], None],
        patience: Patience | None = None,
        rhythm: Rhythm | None = None,
        expire_after: timedelta = EXPIRE_AFTER,
        turn: PrintTurn | None = None,
    ) -> None:
        """Without a `turn` nobody else may have the table open to print from it."""
        self._jobs = jobs
        self._turn = turn
        self._printers = {printer.name: printer for printer in printers}
        self._lines = {printer.name: line_to(printer, patience or Patience()) for printer in printers}
        self._render = render
        self._clock = clock
        self._tell = on_event
        self._rhythm = rhythm or Rhythm()
        self._stopping = threading.Event()
        self._pace = SystemPace(self._stopping)
        self._board = Board(queue=jobs, printers=printers, clock=clock, tell=on_event, expire_after=expire_after)
        self._threads: list[threading.Thread] = []

    def start(self) -> None:
        """Sorts out what a crash left behind, then prints on own threads; waits for its turn while another prints."""
        if self._turn is None or self._turn.take():
            self._begin()
        else:
            self._run(self._wait_for_turn, "printing-turn")

    def stop(self) -> None:
        """Ends all threads; a badge that is not confirmed within 3 s more becomes UNCONFIRMED."""
        self._stopping.set()
        self._board.wake()
        for thread in self._threads:  # the one that waits for the turn may still add the lanes' while it ends
            thread.join()
        self._threads.clear()
        if self._turn is not None:
            self._turn.give_back()

    def wake(self) -> None:
        """A job was queued: look at once."""
        self._board.wake()

    def load_roll(self, printer: str, labels: int) -> None:
        """Staff put a roll with `labels` labels in; each status then tells how many are left, a warning at 20."""
        self._board.load_roll(printer, labels)

    def held_back(self) -> list[PrintJob]:
        """Badges that waited for long when this worker began; a person says whether they are printed."""
        return self._board.held_back()

    def statuses(self) -> Mapping[str, PrinterStatus | None]:
        """The last word of every printer; None before its first."""
        return self._board.statuses()

    def _begin(self) -> None:
        for job in self._jobs.in_state(PrintState.SENDING):
            self._ask_person(job, "the program stopped while the badge was being sent")
        self._board.hold_back(frozenset(job.job_id for job in waiting_long(self._jobs, self._clock.now())))
        for name in self._printers:
            self._run(partial(self._run_lane, name), f"printer-{name}")

    def _wait_for_turn(self) -> None:
        while not self._stopping.wait(self._rhythm.look / 1000):
            try:
                if self._turn is not None and self._turn.take():
                    self._begin()
                    return
            except EnvironmentProblem as problem:
                _log.error("The print worker can't take its turn: %s", problem)

    def _run(self, work: Callable[[], None], name: str) -> None:
        thread = threading.Thread(target=work, name=name)
        self._threads.append(thread)
        thread.start()

    def _run_lane(self, name: str) -> None:
        due = time.monotonic()
        while not self._stopping.is_set():
            seen = self._board.news
            if time.monotonic() >= due:
                self._board.note(name, visit_status(self._lines[name]))
                due = self._next_question(name)
            try:
                job = self._board.take(name)
                if job is not None:
                    self._print(name, job)
                    due = self._next_question(name)
                    continue
            except EnvironmentProblem as problem:
                _log.error("The print worker can't reach its table: %s", problem)
                seen = self._board.news
            self._board.wait(seen, min(due - time.monotonic(), self._rhythm.look / 1000))

    def _next_question(self, name: str) -> float:
        status = self._board.statuses()[name]
        well = status is not None and status.can_print
        return time.monotonic() + (self._rhythm.well if well else self._rhythm.trouble) / 1000

    def _print(self, name: str, job: PrintJob) -> None:
        try:
            begun = time.monotonic() * 1000
            data = self._draw(job, self._printers[name])
            if data is not None:
                self._deliver(name, job, data, begun)
        finally:
            self._board.release(name, job)

    def _draw(self, job: PrintJob, printer: Printer) -> bytes | None:
        """The job's bytes; None when it can't be drawn, which is told and stops no other badge."""
        try:
            return self._render(job, printer)
        except EnvironmentProblem as problem:
            detail = str(problem)
        except Exception as bug:  # noqa: BLE001 one badge that trips a bug must not stop the lane; it is logged whole
            _log.exception("Drawing the badge of job %s failed", job.job_id)
            detail = repr(bug)
        self._finish(job, PrintState.FAILED, detail)
        self._tell(JobTrouble(job=job, trouble=Trouble.FAILED, printer=printer.name, detail=detail))
        return None

    def _deliver(self, name: str, job: PrintJob, data: bytes, begun: float) -> None:
        age_ms = (self._clock.now() - job.created_at).total_seconds() * 1000
        drawn = time.monotonic() * 1000
        delivery = deliver(
            data,
            self._lines[name],
            labels=1,
            claim=lambda: self._claim(name, job),
            pace=self._pace,
            watch=lambda status: self._board.note(name, status),
        )
        if delivery.outcome is not Outcome.NOT_SENT:
            self._board.use_label(name)
        self._board.note(name, delivery.status)
        if delivery.outcome is Outcome.PRINTED:
            self._finish(job, PrintState.PRINTED, "")
            self._tell(_printed(name, job, delivery, begun=begun, drawn=drawn, age_ms=age_ms))
        elif delivery.outcome is Outcome.UNCONFIRMED:
            self._ask_person(job, _words(delivery.status), name)
        elif delivery.claimed:
            self._store(lambda: self._jobs.requeue(job.job_id, self._clock.now(), _words(delivery.status)))

    def _claim(self, name: str, job: PrintJob) -> bool:
        if not self._jobs.claim(job.job_id, name, self._clock.now()):
            return False
        elsewhere = job.printer if job.printer not in {"", name} else None
        self._tell(JobStarted(job=job, printer=name, instead_of=elsewhere))
        return True

    def _ask_person(self, job: PrintJob, detail: str, printer: str = "") -> None:
        self._finish(job, PrintState.UNCONFIRMED, detail)
        event = JobTrouble(job=job, trouble=Trouble.UNCONFIRMED, printer=printer or job.printer, detail=detail)
        self._tell(event)

    def _finish(self, job: PrintJob, state: PrintState, detail: str) -> None:
        self._store(lambda: self._jobs.finish(job.job_id, state, self._clock.now(), detail))

    def _store(self, write: Callable[[], bool]) -> None:
        """Writes until it is on disk; a full disk must not lose the printer's word."""
        while True:
            try:
                write()
            except EnvironmentProblem as problem:
                _log.error("A print result can't be stored yet: %s", problem)
                if self._pace.wait(self._rhythm.trouble):
                    return
            else:
                return


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
