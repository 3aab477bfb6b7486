"""How a badge's way to paper ends: written to the table until it is on disk, then told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from kiosk.domain.badges import PrintJob, PrintState
from kiosk.domain.clock import Clock
from kiosk.domain.problems import EnvironmentProblem
from printing.delivery import Pace
from printing.events import JobTrouble, PrintEvent, Trouble

_log = logging.getLogger(__name__)


class Results(Protocol):
    """The part of `kiosk.store.print_jobs.PrintJobs` that is needed here."""

    def finish(self, job_id: str, state: PrintState, at: datetime, detail: str = "") -> bool: ...

    def requeue(self, job_id: str, at: datetime, detail: str = "") -> bool: ...


class Endings:
    """Used by all lanes. What can't be stored is tried again until the program stops."""

    def __init__(
        self, jobs: Results, clock: Clock, tell: Callable[[PrintEvent], None], pace: Pace, rest_ms: int
    ) -> None:
        """`rest_ms` passes before a result that could not be stored is written again."""
        self._jobs = jobs
        self._clock = clock
        self._tell = tell
        self._pace = pace
        self._rest_ms = rest_ms

    def printed(self, job: PrintJob) -> None:
        """The printer said that it is out."""
        self._store(lambda: self._jobs.finish(job.job_id, PrintState.PRINTED, self._clock.now()))

    def give_back(self, job: PrintJob, detail: str) -> None:
        """No byte of it left: it waits again."""
        self._store(lambda: self._jobs.requeue(job.job_id, self._clock.now(), detail))

    def ask_person(self, job: PrintJob, detail: str, printer: str = "") -> None:
        """Nobody but a person can say whether it came out."""
        self._store(lambda: self._jobs.finish(job.job_id, PrintState.UNCONFIRMED, self._clock.now(), detail))
        self._tell(JobTrouble(job=job, trouble=Trouble.UNCONFIRMED, printer=printer or job.printer, detail=detail))

    def failed(self, job: PrintJob, detail: str, printer: str) -> None:
        """It can't be drawn."""
        self._store(lambda: self._jobs.finish(job.job_id, PrintState.FAILED, self._clock.now(), detail))
        self._tell(JobTrouble(job=job, trouble=Trouble.FAILED, printer=printer, detail=detail))

    def _store(self, write: Callable[[], bool]) -> None:
        """Writes until it is on disk; a full disk must not lose the printer's word."""
        while True:
            try:
                write()
            except EnvironmentProblem as problem:
                _log.error("A print result can't be stored yet: %s", problem)
                if self._pace.wait(self._rest_ms):
                    return
            else:
                return
