"""What one side tells its server besides scans: a station its errands and edits, a hub the edits of its stations."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from kiosk.domain.clock import Clock
from kiosk.store.station import StationStore
from kiosk.store.undecided import settle_undecided
from sync.edit_uploads import EditUploads, StationEdits
from sync.errands import Errands
from sync.page_messages import StationReport
from sync.port import ServerTrouble


class Talk(Protocol):
    """On the sync worker's thread. `trouble` is why edits could not be sent, None when they could."""

    @property
    def trouble(self) -> ServerTrouble | None: ...

    def send_edits(self, at: datetime) -> None: ...

    def run_errands(self, report: StationReport) -> None:
        """Raises ServerTrouble."""
        ...

    def settle_undecided(self) -> bool:
        """Whether scans were recorded that wait for their upload now. Raises EnvironmentProblem."""
        ...

    def server_moved(self) -> None:
        """Another server takes the calls."""
        ...


class StationTalk:
    """Of a station, from its log."""

    def __init__(
        self,
        store: StationStore,
        server: object,
        clock: Clock,
        *,
        monotonic: Callable[[], float],
        jitter: Callable[[], float],
    ) -> None:
        self._store, self._clock = store, clock
        self._errands = Errands(store.log, server, monotonic=monotonic)
        self._edits = EditUploads(StationEdits(store), server, monotonic=monotonic, jitter=jitter)

    @property
    def trouble(self) -> ServerTrouble | None:
        return self._edits.trouble

    def send_edits(self, at: datetime) -> None:
        self._edits.send(at)

    def run_errands(self, report: StationReport) -> None:
        self._errands.run(report)

    def settle_undecided(self) -> bool:
        return settle_undecided(self._store, self._clock) > 0

    def server_moved(self) -> None:
        self._edits.server_moved()


class NoTalk:
    """Of a side that has none."""

    trouble: ServerTrouble | None = None

    def send_edits(self, at: datetime) -> None: ...

    def run_errands(self, report: StationReport) -> None: ...

    def settle_undecided(self) -> bool:
        return False

    def server_moved(self) -> None: ...
