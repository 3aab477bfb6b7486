"""The status of an exchange: put together after each step, told when something in it has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from kiosk.domain.clock import Clock
from kiosk.domain.scans import UploadState
from sync.page_messages import StationReport
from sync.port import ServerTrouble
from sync.side import Side
from sync.status import SyncStatus

_BEST_ROUND_TRIP_S = 2.0
"""An answer that took longer tells too little about the server's clock."""


class StatusBoard:
    """Written on the worker's thread; `status` is safe from any."""

    def __init__(self, side: Side, server: str, clock: Clock, on_status: Callable[[SyncStatus], None]) -> None:
        """`on_status` is called whenever the status changed."""
        self.status = SyncStatus(server=server)
        self._side = side
        self._clock = clock
        self._on_status = on_status
        self._shown: SyncStatus | None = None

    def heard(self, asked: datetime, server_time: datetime | None) -> None:
        """The server answered: its clock was read somewhere between asking and now."""
        now = self._clock.now()
        status = replace(self.status, last_success=now)
        if server_time is not None and abs((now - asked).total_seconds()) <= _BEST_ROUND_TRIP_S:
            middle = asked + (now - asked) / 2
            status = replace(status, clock_offset_s=round((server_time - middle).total_seconds(), 1))
        self.status = status

    def clock_was_set(self, by_s: float) -> None:
        """What was measured before tells of the clock as it was."""
        offset = self.status.clock_offset_s
        if offset is not None:
            self.status = replace(self.status, clock_offset_s=round(offset - by_s, 1))

    def moved(self, server: str) -> None:
        """Another server takes the calls."""
        self.status = replace(self.status, server=server)

    def tell(self, trouble: ServerTrouble | None) -> None:
        """How it is after a step; `trouble` is what a lane waits out."""
        counts = self._side.upload_counts()
        loaded, total = self._side.loaded()
        self._show(
            replace(
                self.status,
                connected=trouble is None and self.status.last_success is not None,
                waiting=counts[UploadState.PENDING],
                parked=counts[UploadState.PARKED],
                open_conflicts=self._side.open_conflict_count(),
                unread=self._side.unread_count(),
                loaded=loaded,
                total=total,
                problem=trouble.trouble if trouble else None,
                detail=str(trouble) if trouble else "",
            )
        )

    def tell_of_own(self, detail: str) -> None:
        """The station itself fails, its files or its program, so that nothing can be counted."""
        self._show(replace(self.status, connected=False, problem=None, detail=detail))

    def own_report(self) -> StationReport:
        """What the exchange knows for the server's page."""
        status = self.status
        return StationReport(waiting=status.waiting, parked=status.parked, clock_offset_s=status.clock_offset_s)

    def _show(self, status: SyncStatus) -> None:
        """Tells what changed; that time went by is no news."""
        former, self.status = self._shown, status
        if former is None or replace(former, last_success=None) != replace(status, last_success=None):
            self._shown = status
            self._on_status(status)
