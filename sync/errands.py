"""What a station tells its server besides scans: which double entries are closed, and how the station is.

A closing waits in the station's log until the server has taken it, so the desk may close one without a network.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from kiosk.store.log import LogStore
from sync.page_messages import StationReport
from sync.port import ServerTrouble, TakesErrands, Trouble

_SETTING = "conflicts.closings"
_KEPT_SETTING = "uploads.kept"
_REPORT_EVERY_S = 10.0
_storing = threading.Lock()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingClosing:
    """A person's word on a double entry that the server has not heard yet."""

    scan_id: str
    by: str
    note: str


_closings = msgspec.json.Decoder(tuple[WaitingClosing, ...])
_ids = msgspec.json.Decoder(list[str])


class Closings:
    """The closings of one station that wait. Used from any thread."""

    def __init__(self, log: LogStore) -> None:
        self._log = log

    def waiting(self) -> tuple[WaitingClosing, ...]:
        """Oldest first."""
        text = self._log.setting(_SETTING)
        return _closings.decode(text) if text else ()

    def add(self, closing: WaitingClosing) -> None:
        """On disk when it returns; a second word on the same entry replaces the first."""
        self._replace(closing.scan_id, (closing,))

    def forget(self, scan_id: str) -> None:
        """The server knows."""
        self._replace(scan_id, ())

    def _replace(self, scan_id: str, by: tuple[WaitingClosing, ...]) -> None:
        with _storing:
            kept = tuple(closing for closing in self.waiting() if closing.scan_id != scan_id)
            self._log.save_setting(_SETTING, msgspec.json.encode(kept + by).decode())


class KeptHere:
    """Refused uploads that a person has decided to keep at this station; they stay parked. Used from any thread."""

    def __init__(self, log: LogStore) -> None:
        self._log = log

    def ids(self) -> frozenset[str]:
        """Their scan ids and edit ids."""
        text = self._log.setting(_KEPT_SETTING)
        return frozenset(_ids.decode(text)) if text else frozenset()

    def add(self, case_id: str) -> None:
        """On disk when it returns."""
        with _storing:
            self._log.save_setting(_KEPT_SETTING, msgspec.json.encode(sorted(self.ids() | {case_id})).decode())


class Errands:
    """Does what waits, on the sync worker's thread, after the server was heard."""

    def __init__(self, log: LogStore, server: object, *, monotonic: Callable[[], float] = time.monotonic) -> None:
        """A `server` that takes no errands is left alone."""
        self._closings = Closings(log)
        self._server = server if isinstance(server, TakesErrands) else None
        self._monotonic = monotonic
        self._told: StationReport | None = None
        self._told_at = float("-inf")

    def run(self, report: StationReport) -> None:
        """Closes what waits, and reports when something changed or some time went by. Raises ServerTrouble."""
        if self._server is None:
            return
        for closing in self._closings.waiting():
            self._close(self._server, closing)
        if report != self._told or self._monotonic() - self._told_at >= _REPORT_EVERY_S:
            self._tell(self._server, report)

    def _close(self, server: TakesErrands, closing: WaitingClosing) -> None:
        try:
            server.close_conflict(closing.scan_id, closing.by, closing.note)
        except ServerTrouble as trouble:
            if trouble.trouble is not Trouble.REFUSED:
                raise
            # somebody else closed it, or it explained itself: nothing is left to say
        self._closings.forget(closing.scan_id)

    def _tell(self, server: TakesErrands, report: StationReport) -> None:
        self._told, self._told_at = report, self._monotonic()
        try:
            server.report(report)
        except ServerTrouble as trouble:
            if trouble.trouble is not Trouble.REFUSED:
                raise
