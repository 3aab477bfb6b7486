"""Drains the table of print jobs: one thread a printer, so that a failed printer never blocks another.

A job crosses from the door to here as a row. Whoever queues one calls `wake()`. Every job ends PRINTED or in a
state that asks a person; what is QUEUED survives any crash, what was SENDING becomes UNCONFIRMED.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import Protocol

from kiosk.domain.badges import PrintJob, PrintState
from kiosk.domain.clock import Clock
from kiosk.domain.problems import EnvironmentProblem
from printing.backlog import waiting_long
from printing.board import Board, Queue
from printing.config import Printer
from printing.delivery import SystemPace
from printing.endings import Endings, Results
from printing.events import PrintEvent
from printing.line import Patience
from printing.printing_lane import Claims, PrintingLane, Render, Rhythm, Workshop
from printing.status import PrinterStatus
from printing.turn import PrintTurn

_log = logging.getLogger(__name__)
EXPIRE_AFTER = timedelta(minutes=30)


class JobTable(Queue, Results, Claims, Protocol):
    """The worker's side of `kiosk.store.print_jobs.PrintJobs`; called from several threads."""

    def in_state(self, *states: PrintState) -> list[PrintJob]: ...


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
        self._clock = clock
        self._rhythm = rhythm or Rhythm()
        self._stopping = threading.Event()
        self._board = Board(queue=jobs, printers=printers, clock=clock, tell=on_event, expire_after=expire_after)
        pace = SystemPace(self._stopping)
        self._endings = Endings(jobs, clock, on_event, pace, self._rhythm.trouble)
        self._shop = Workshop(
            board=self._board,
            claims=jobs,
            endings=self._endings,
            render=render,
            clock=clock,
            tell=on_event,
            patience=patience or Patience(),
            rhythm=self._rhythm,
            pace=pace,
            stopping=self._stopping,
        )
        self._threads: list[threading.Thread] = []
        self._lanes_lock = threading.Lock()
        self._lanes: set[str] = set()
        self._begun = False

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

    def renew(self, printers: Sequence[Printer]) -> None:
        """The station has these printers from now on; not to be called while or after it stops.

        New ones begin at once. A badge that is on its way to a changed or removed printer ends where it was begun.
        """
        with self._lanes_lock:
            self._board.renew(printers)
            if self._begun:
                self._open_lanes()

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
            self._endings.ask_person(job, "the program stopped while the badge was being sent")
        self._board.hold_back(frozenset(job.job_id for job in waiting_long(self._jobs, self._clock.now())))
        with self._lanes_lock:
            self._begun = True
            self._open_lanes()

    def _wait_for_turn(self) -> None:
        while not self._stopping.wait(self._rhythm.look / 1000):
            try:
                if self._turn is not None and self._turn.take():
                    self._begin()
                    return
            except EnvironmentProblem as problem:
                _log.error("The print worker can't take its turn: %s", problem)

    def _open_lanes(self) -> None:
        for name in self._board.statuses():
            if name not in self._lanes:
                self._lanes.add(name)
                self._run(partial(self._keep_lane, name), f"printer-{name}")

    def _keep_lane(self, name: str) -> None:
        """Runs one lane; a printer that is taken away and put back at once finds it still there."""
        lane = PrintingLane(name, self._shop)
        while True:
            lane.run()
            with self._lanes_lock:
                if self._stopping.is_set() or self._board.printer(name) is None:
                    self._lanes.discard(name)
                    return

    def _run(self, work: Callable[[], None], name: str) -> None:
        thread = threading.Thread(target=work, name=name)
        self._threads.append(thread)
        thread.start()
