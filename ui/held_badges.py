"""What a person said of badges that wait since before the printer was there: print them, or put them aside."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.domain.badges import PrintJob
from kiosk.domain.clock import Clock
from kiosk.service.badges import BadgeDesk
from kiosk.store.station import StationStore
from printing.backlog import put_aside, waiting_long


class HeldBadges:
    """The held-back badges of one data directory; any program may answer, whichever of them prints."""

    def __init__(self, store: StationStore, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def waiting(self) -> list[PrintJob]:
        """Badges in the queue that wait for so long that a person should be asked."""
        return waiting_long(self._store.log.print_jobs, self._clock.now())

    def print_them(self, waiting: Iterable[PrintJob], operator: str = "") -> int:
        """Queues each anew, which any running print worker takes for fresh; returns how many."""
        desk = BadgeDesk(self._store, self._clock)
        aside = put_aside(self._store.log.print_jobs, waiting, self._clock.now())
        return sum(desk.print_again(job.job_id, operator=operator) is not None for job in aside)

    def put_aside(self, waiting: Iterable[PrintJob]) -> int:
        """Moves them to the badges to hand out, where each can be printed or dropped; returns how many."""
        return len(put_aside(self._store.log.print_jobs, waiting, self._clock.now()))
