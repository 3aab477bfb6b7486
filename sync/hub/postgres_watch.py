"""What the processes of one hub know of each other, through the database that they share.

A thread looks for the newest number ten times a second. Once a second it tells which stations this process has heard,
and hears what the others tell, who was paired by them, and whether the hub is still in charge. What only one of them
may do is done by the first: it has a lock that the database gives to the next one when it ends or is cut off.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from kiosk.domain.problems import EnvironmentProblem
from sync.hub.books import Connection
from sync.hub.devices import Doorkeeper, Sighting
from sync.hub.postgres import PostgresAddress, PostgresConnection
from sync.hub.postgres_writer import LOCK
from sync.page_messages import StationReport

_LOOK_EVERY_S = 0.1
_TELL_EVERY = 10
"""Looks."""

_TELL = """
    INSERT INTO stations (device, last_seen, report) VALUES (?, ?, ?)
    ON CONFLICT (device) DO UPDATE
    SET last_seen = greatest(stations.last_seen, excluded.last_seen),
        report = coalesce(excluded.report, stations.report)
"""
_FIRST = LOCK + 1
_reports = msgspec.json.Decoder(StationReport)
_encoder = msgspec.json.Encoder()


class PostgresWatch:
    """`newest` is the last number that any process has committed, a tenth of a second old at most.

    `is_first` is true in one process at most.
    """

    def __init__(self, address: PostgresAddress, doorkeeper: Doorkeeper, refresh: Callable[[Connection], None]) -> None:
        """`refresh` is called on the watch's thread about once a second, with a connection to read from."""
        self._address = address
        self._doorkeeper = doorkeeper
        self._refresh = refresh
        self.newest = 0
        self.is_first = False
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._keep_on, name="watch on PostgreSQL", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Tells once more what was heard; calling twice is harmless."""
        self._stopping.set()
        self._thread.join()

    def _keep_on(self) -> None:
        """A lost server is tried again and again; the writer is who tells the stations of it."""
        while not self._stopping.is_set():
            connection = None
            try:
                connection = self._address.connect()
                self._watch(connection)
            except EnvironmentProblem:
                self._stopping.wait(1.0)
            finally:
                self.is_first = False
                if connection is not None:
                    connection.close()

    def _watch(self, connection: PostgresConnection) -> None:
        looks = 0
        self._exchange(connection)
        while not self._stopping.wait(_LOOK_EVERY_S):
            for row in connection.execute("SELECT value FROM meta WHERE key = 'sequence'"):
                self.newest = int(row["value"])
            looks += 1
            if looks % _TELL_EVERY == 0:
                self._exchange(connection)
        self._exchange(connection)

    def _exchange(self, connection: PostgresConnection) -> None:
        """Devices in one order in all processes, so that none waits for another in a circle."""
        for sighting in sorted(self._doorkeeper.news(), key=lambda one: one.device):
            said = None if sighting.report is None else _encoder.encode(sighting.report)
            connection.execute(_TELL, (sighting.device, sighting.seen.timestamp(), said))
        for row in connection.execute("SELECT device, last_seen, report FROM stations"):
            report = None if row["report"] is None else _reports.decode(row["report"])
            seen = datetime.fromtimestamp(row["last_seen"], UTC)
            self._doorkeeper.hear(Sighting(device=row["device"], seen=seen, report=report))
        self._refresh(connection)
        if not self.is_first:
            (row,) = connection.execute("SELECT pg_try_advisory_lock(?) AS is_first", (_FIRST,))
            self.is_first = row["is_first"]
