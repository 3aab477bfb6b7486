"""Read-only connections, one a thread: readers never wait for the writer in WAL mode."""

from __future__ import annotations

import threading
from collections.abc import Callable

from kiosk.store.database import Connection


class Readers:
    """Hands each thread its own connection; `close` closes them all."""

    def __init__(self, connect: Callable[[], Connection]) -> None:
        self._connect = connect
        self._local = threading.local()
        self._lock = threading.Lock()
        self._all: list[Connection] = []

    def connection(self) -> Connection:
        """The calling thread's connection, opened on its first use."""
        connection: Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = self._connect()
            self._local.connection = connection
            with self._lock:
                self._all.append(connection)
        return connection

    def close(self) -> None:
        with self._lock:
            for connection in self._all:
                connection.close()
            self._all.clear()
        self._local = threading.local()
