"""The shared view of the print worker's lanes: who is free, who is well, and which job is in whose hands.

One lock guards the choice, so that a job is in one hand only; the table's own claim makes it durable.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from kiosk.domain.badges import PrintJob, PrintState
from kiosk.domain.clock import Clock, steady_s
from printing.ages import Ages
from printing.config import Printer
from printing.events import JobTrouble, PrinterStatusChanged, PrintEvent, Trouble
from printing.pools import Lane, next_job, out_of_reach
from printing.status import PrinterCondition, PrinterStatus

NEARLY_OUT_AT = 20
"""Labels left on a roll at which staff are warned."""
FEW, MANY = 50, 5_000
"""Jobs looked at first, and when none of those fits a free printer."""


class Queue(Protocol):
    """The queued side of the job table; called from several threads."""

    def queued(self, limit: int = 50) -> list[PrintJob]: ...

    def finish(self, job_id: str, state: PrintState, at: datetime, detail: str = "") -> bool: ...


class Board:
    """Gives each job to the lane that should print it. Safe from any thread; events are told outside the lock."""

    def __init__(
        self,
        *,
        queue: Queue,
        printers: Sequence[Printer],
        clock: Clock,
        tell: Callable[[PrintEvent], None],
        expire_after: timedelta,
        steady: Callable[[], float] = steady_s,
    ) -> None:
        self._queue = queue
        self._ages = Ages(clock, steady)
        self._clock = clock
        self._tell = tell
        self._expire_after = expire_after
        self._changed = threading.Condition()
        self._news = 0
        self._lanes = {printer.name: Lane(printer=printer) for printer in printers}
        self._rolls: dict[str, int] = {}
        self._told: dict[str, frozenset[PrinterCondition]] = {}
        self._in_hand: set[str] = set()
        self._held_back: frozenset[str] = frozenset()
        self._told_waiting: set[str] = set()

    @property
    def news(self) -> int:
        """A number that grows with every change; give it to `wait`."""
        return self._news

    def statuses(self) -> Mapping[str, PrinterStatus | None]:
        """The last known status of every printer; None before the first answer."""
        with self._changed:
            return {
                name: with_roll(lane.status, self._rolls.get(name)) if lane.status else None
                for name, lane in self._lanes.items()
            }

    def printer(self, name: str) -> Printer | None:
        """The printer of lane `name` as it is set up now; None when the station has none of that name any more."""
        with self._changed:
            return self._lanes[name].printer if name in self._lanes else None

    def renew(self, printers: Sequence[Printer]) -> None:
        """The station has these printers from now on; what a lane has in its hand stays there.

        A changed printer has said nothing yet: it gets no job before its first word.
        """
        with self._changed:
            before, self._lanes = self._lanes, {}
            for printer in printers:
                lane = before.get(printer.name, Lane(printer=printer))
                if lane.printer != printer:
                    lane = Lane(printer=printer, busy=lane.busy)
                self._lanes[printer.name] = lane
            same = {name for name, lane in self._lanes.items() if lane.status is not None}
            self._told = {name: told for name, told in self._told.items() if name in same}
            self._told_waiting.clear()
            self._wake()

    def wake(self) -> None:
        """Something changed: every idle lane looks again."""
        with self._changed:
            self._wake()

    def wait(self, seen: int, seconds: float) -> None:
        """Blocks until there is news since `seen`, at most `seconds`."""
        with self._changed:
            self._changed.wait_for(lambda: self._news != seen, max(0.0, seconds))

    def take(self, name: str) -> PrintJob | None:
        """The job that lane `name` should print now; the lane is busy with it until `release`."""
        events: list[PrintEvent] = []
        with self._changed:
            job = self._pick(name, events)
            if job is not None:
                self._in_hand.add(job.job_id)
                self._told_waiting.discard(job.job_id)
                self._lanes[name] = replace(self._lanes[name], busy=True)
        for event in events:
            self._tell(event)
        return job

    def hold_back(self, job_ids: frozenset[str]) -> None:
        """These jobs wait for a person's word; they expire like the others."""
        with self._changed:
            self._held_back = job_ids

    def held_back(self) -> list[PrintJob]:
        """Those of them that still wait."""
        held = self._held_back
        return [job for job in self._queue.queued(MANY) if job.job_id in held] if held else []

    def release(self, name: str, job: PrintJob) -> None:
        """Lane `name` is done with `job`, however it ended."""
        with self._changed:
            self._in_hand.discard(job.job_id)
            if name in self._lanes:
                self._lanes[name] = replace(self._lanes[name], busy=False)
            self._wake()

    def load_roll(self, name: str, labels: int) -> None:
        """A roll with so many labels was put into printer `name`; from now on they are counted."""
        with self._changed:
            self._rolls[name] = labels
            status = self._lanes[name].status if name in self._lanes else None
        if status is not None:
            self.note(name, status)

    def use_label(self, name: str) -> None:
        """A label left the roll of printer `name`, when its labels are counted."""
        with self._changed:
            if name in self._rolls:
                self._rolls[name] = max(0, self._rolls[name] - 1)

    def note(self, name: str, status: PrinterStatus) -> None:
        """Remembers the printer's last word and tells it when its conditions changed.

        The word of a printer that the station has no more is of no use.
        """
        with self._changed:
            if name not in self._lanes:
                return
            before = self._lanes[name].status
            self._lanes[name] = replace(self._lanes[name], status=status)
            shown = with_roll(status, self._rolls.get(name))
            changed = self._told.get(name) != shown.conditions
            self._told[name] = shown.conditions
            if before is None or before.can_print != status.can_print:
                self._wake()
        if changed:
            self._tell(PrinterStatusChanged(printer=name, status=shown))

    def _wake(self) -> None:
        self._news += 1
        self._changed.notify_all()

    def _pick(self, name: str, events: list[PrintEvent]) -> PrintJob | None:
        if name not in self._lanes:
            return None
        lanes = list(self._lanes.values())
        for limit in (FEW, MANY):
            found = self._queue.queued(limit)
            if len(found) < limit:
                self._ages.forget_all_but({job.job_id for job in found} | self._in_hand)
            at_hand = [job for job in found if job.job_id not in self._in_hand and not self._expired(job, events)]
            waiting = [job for job in at_hand if job.job_id not in self._held_back]
            self._notice_unreachable(waiting, lanes, events)
            job = next_job(name, waiting, lanes)
            if job is not None or len(found) < limit:
                return job
        return None

    def _expired(self, job: PrintJob, events: list[PrintEvent]) -> bool:
        if self._ages.of(job) < self._expire_after:
            return False
        self._queue.finish(job.job_id, PrintState.EXPIRED, self._clock.now(), "waited too long")
        events.append(JobTrouble(job=job, trouble=Trouble.EXPIRED))
        return True

    def _notice_unreachable(self, jobs: list[PrintJob], lanes: list[Lane], events: list[PrintEvent]) -> None:
        for job in jobs:
            if job.job_id not in self._told_waiting and out_of_reach(job, lanes):
                self._told_waiting.add(job.job_id)
                events.append(JobTrouble(job=job, trouble=Trouble.WAITING))


def with_roll(status: PrinterStatus, labels: int | None) -> PrinterStatus:
    """The status with our own count of the roll, where the printer has none; few left is a warning."""
    if labels is None or status.labels_left is not None:
        return status
    low = {PrinterCondition.NEARLY_OUT} if labels <= NEARLY_OUT_AT else set()
    return replace(status, labels_left=labels, conditions=status.conditions | low)
