"""Which printer takes which badge: the healthy one with the right paper that has least to do."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kiosk.domain.badges import PrintJob
from printing.config import Printer
from printing.status import PrinterStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A printer as the choice sees it; `status` is None until it was asked for the first time."""

    printer: Printer
    status: PrinterStatus | None = None
    busy: bool = False

    @property
    def healthy(self) -> bool:
        """True when the printer's last word was that it can print."""
        return self.status is not None and self.status.can_print


def suitable(job: PrintJob, lanes: Collection[Lane]) -> list[Lane]:
    """Every lane whose paper fits; a job meant for one printer stays within that printer's pool."""
    fitting = [lane for lane in lanes if lane.printer.takes(job.layout)]
    pools = {lane.printer.pool for lane in lanes if lane.printer.name == job.printer}
    return [lane for lane in fitting if lane.printer.pool in pools] if pools else fitting


def choose(job: PrintJob, lanes: Collection[Lane]) -> Lane | None:
    """The lane that should take the job now, or None while it has to wait.

    Free and healthy lanes only; the wished printer first, then the one with least inside, then in their order.
    """
    free = [lane for lane in suitable(job, lanes) if lane.healthy and not lane.busy]
    return min(free, key=lambda lane: (lane.printer.name != job.printer, _load(lane)), default=None)


def _load(lane: Lane) -> int:
    return (lane.status.queued or 0) if lane.status else 0


def next_job(name: str, jobs: Iterable[PrintJob], lanes: Collection[Lane]) -> PrintJob | None:
    """The first of `jobs` (oldest first) that lane `name` should take.

    Older jobs that other lanes are about to take make those lanes busy for this choice.
    """
    free = list(lanes)
    for job in jobs:
        lane = choose(job, free)
        if lane is None:
            continue
        if lane.printer.name == name:
            return job
        free.remove(lane)
    return None


def out_of_reach(job: PrintJob, lanes: Collection[Lane]) -> bool:
    """True when every printer that fits is in trouble (or none fits): somebody should be told."""
    return not any(lane.healthy or lane.status is None for lane in suitable(job, lanes))
