"""A job table in memory, with the rules of the real one."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime

from kiosk.domain.badges import Badge, PrintJob, PrintState

MORNING = datetime.fromisoformat("2023-06-07T08:30:00+00:00")


def job(number: int, *, layout: str = "4x3", printer: str = "", created_at: datetime = MORNING) -> PrintJob:
    """A queued job `J-00001` for ticket `T-00001`."""
    badge = Badge(ticket_code=f"T-{number:05d}", code=f"T-{number:05d}", name=f"Visitor {number}")
    return PrintJob(job_id=f"J-{number:05d}", badge=badge, layout=layout, created_at=created_at, printer=printer)


class FakeJobTable:
    """Keeps jobs in a dict; thread-safe."""

    def __init__(self, *jobs: PrintJob) -> None:
        self._lock = threading.Lock()
        self._jobs = {each.job_id: each for each in jobs}

    def add(self, new: PrintJob) -> None:
        with self._lock:
            self._jobs[new.job_id] = new

    def of(self, job_id: str) -> PrintJob:
        with self._lock:
            return self._jobs[job_id]

    def queued(self, limit: int = 50) -> list[PrintJob]:
        return self.in_state(PrintState.QUEUED)[:limit]

    def in_state(self, *states: PrintState) -> list[PrintJob]:
        with self._lock:
            return [each for each in self._jobs.values() if each.state in states]

    def claim(self, job_id: str, printer: str, at: datetime) -> bool:
        with self._lock:
            found = self._jobs[job_id]
            if found.state is not PrintState.QUEUED:
                return False
            self._jobs[job_id] = replace(
                found, state=PrintState.SENDING, printer=printer, attempts=found.attempts + 1, updated_at=at
            )
            return True

    def finish(self, job_id: str, state: PrintState, at: datetime, detail: str = "") -> bool:
        return self._set(job_id, state, at, detail)

    def requeue(self, job_id: str, at: datetime, detail: str = "") -> bool:
        return self._set(job_id, PrintState.QUEUED, at, detail)

    def _set(self, job_id: str, state: PrintState, at: datetime, detail: str) -> bool:
        with self._lock:
            self._jobs[job_id] = replace(self._jobs[job_id], state=state, updated_at=at, detail=detail)
            return True
