"""How long badges have waited, by a clock that nobody sets.

The clock of a machine without a battery is put right by hours when the network comes, often with the first guests at
the door: badges must neither be given up at once nor wait for hours because of that.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import timedelta

from kiosk.domain.badges import PrintJob
from kiosk.domain.clock import Clock


class Ages:
    """The ages of the badges in the queue; used under the board's lock."""

    def __init__(self, clock: Clock, steady: Callable[[], float]) -> None:
        """`steady` tells seconds, those asleep too: a laptop closed in the evening must not print in the morning."""
        self._clock = clock
        self._steady = steady
        self._born: dict[str, float] = {}

    def of(self, job: PrintJob) -> timedelta:
        """How long `job` has waited: at first sight by the time it was made at, from then on by the steady clock."""
        now = self._steady()
        if job.job_id not in self._born:
            waited = (self._clock.now() - job.created_at).total_seconds()
            self._born[job.job_id] = now - max(0.0, waited)
        return timedelta(seconds=now - self._born[job.job_id])

    def forget_all_but(self, job_ids: Collection[str]) -> None:
        """The others have left the queue."""
        self._born = {job_id: born for job_id, born in self._born.items() if job_id in job_ids}
