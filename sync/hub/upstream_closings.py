"""Double entries that a person closed at this hub are closed at the organiser's server as well.

Nothing is queued: what was closed after the last number told is looked up. A closing is told when the server has both
scans, and only for a double entry of the same two scans: another one of the same ticket is for another person.
"""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from sync.hub.books import Connection, Row
from sync.hub.ledger import meta, put_meta
from sync.hub.store import HubStore
from sync.messages import Conflict
from sync.port import ServerTrouble, Trouble

_TOLD = "upstream.closings_told"
_CLOSED = """
    SELECT scan_id, winner, sequence, closed_by, note FROM conflicts
    WHERE sequence > ? AND closed_at IS NOT NULL AND closed_by != '' ORDER BY sequence
"""
_STILL_GOES_UP = "SELECT 1 FROM upstream_scans WHERE scan_id IN (?, ?) AND state = 'pending'"


@runtime_checkable
class KnowsConflicts(Protocol):
    """A server that is asked for double entries and told of those that are closed. Calls raise ServerTrouble."""

    def conflicts(self) -> list[Conflict]: ...

    def close_conflict(self, scan_id: str, by: str, note: str) -> None: ...


class UpstreamClosings:
    """On the thread of the connection to the organiser's server."""

    def __init__(self, store: HubStore, server: object) -> None:
        """A `server` that knows no double entries is left alone."""
        self._store = store
        self._server = server if isinstance(server, KnowsConflicts) else None

    def send(self) -> None:
        """Tells what is new, up to the first closing whose scans are still on their way. Raises ServerTrouble."""
        closed = self._ready(self._store.reader())
        if not closed or self._server is None:
            return
        open_there = {
            frozenset((one.scan.scan_id, one.winner.scan_id)): one.scan.scan_id
            for one in self._server.conflicts()
            if one.closed_at is None
        }
        for row in closed:
            scan_id = open_there.get(frozenset((row["scan_id"], row["winner"])))
            if scan_id is not None:
                _close(self._server, scan_id, row)
        newest = str(closed[-1]["sequence"])
        self._store.writer.run(lambda ledger: put_meta(ledger.connection, _TOLD, newest))

    def _ready(self, connection: Connection) -> list[Row]:
        ready: list[Row] = []
        for row in connection.execute(_CLOSED, (int(meta(connection, _TOLD) or 0),)).fetchall():
            if connection.execute(_STILL_GOES_UP, (row["scan_id"], row["winner"])).fetchone():
                break
            ready.append(row)
        return ready


def tell_closings_again(connection: Connection) -> None:
    """The server has other books than before."""
    put_meta(connection, _TOLD, "0")


def _close(server: KnowsConflicts, scan_id: str, row: Row) -> None:
    try:
        server.close_conflict(scan_id, row["closed_by"], row["note"])
    except ServerTrouble as trouble:
        if trouble.trouble is not Trouble.REFUSED:
            raise
        # somebody else has closed it meanwhile
