"""Badges that wait since before this start: who asked for them has most likely left, so a person is asked first.

A station without a printer queues badges all the same. Without this, a printer that is added later would put them
all out at once. What is put aside is found with the badges to hand out, each to be printed or dropped there.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.domain.badges import PrintJob, PrintState

WAITED_LONG = timedelta(minutes=2)
"""A start after a crash or a new printer takes less: those badges are still waited for."""
MOST = 5_000


class JobTable(Protocol):
    """The part of `kiosk.store.print_jobs.PrintJobs` that is needed here."""

    def queued(self, limit: int = 50) -> list[PrintJob]: ...

    def claim(self, job_id: str, printer: str, at: datetime) -> bool: ...

    def finish(self, job_id: str, state: PrintState, at: datetime, detail: str = "") -> bool: ...


def waiting_long(jobs: JobTable, now: datetime) -> list[PrintJob]:
    """The badges that wait for so long that a person should be asked, oldest first."""
    return [job for job in jobs.queued(MOST) if now - job.created_at >= WAITED_LONG]


def put_aside(jobs: JobTable, waiting: Iterable[PrintJob], now: datetime) -> list[PrintJob]:
    """Moves badges from the queue to those that a person settles; returns which. One that is being printed stays."""
    aside = [job for job in waiting if jobs.claim(job.job_id, job.printer, now)]
    for job in aside:
        jobs.finish(job.job_id, PrintState.EXPIRED, now, "waited since before the printer was there")
    return aside
