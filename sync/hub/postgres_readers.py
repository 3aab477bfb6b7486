"""A few reading connections for all threads of a process: PostgreSQL has a limited number of them."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from sync.hub.books import Cursor
from sync.hub.postgres import PostgresAddress, PostgresConnection

_CONNECTIONS = 4
_PATIENCE_S = 10.0
_NEXT_TRY_S = 1.0


class PostgresReaders:
    """Lends connections; all see one state of the books from BEGIN to COMMIT and can't write."""

    def __init__(self, address: PostgresAddress) -> None:
        self._address = address
        self._free: queue.LifoQueue[PostgresConnection | None] = queue.LifoQueue()
        for _ in range(_CONNECTIONS):
            self._free.put(None)
        self._local = threading.local()
        self._lost: tuple[float, EnvironmentProblem] | None = None

    def connection(self) -> PostgresReader:
        """The calling thread's own way in; it holds a connection only while it reads."""
        reader: PostgresReader | None = getattr(self._local, "reader", None)
        if reader is None:
            reader = self._local.reader = PostgresReader(self)
        return reader

    def borrow(self) -> PostgresConnection:
        """Waits for a free connection and opens it on its first use. Raises EnvironmentProblem."""
        try:
            connection = self._free.get(timeout=_PATIENCE_S)
        except queue.Empty:
            raise EnvironmentProblem(
                ProblemKind.NETWORK, "all readers of the database are busy", "wait, or start more hub processes"
            ) from None
        try:
            return connection if connection is not None and not connection.is_lost else self._connect()
        except BaseException:
            self._free.put(None)
            raise

    def give_back(self, connection: PostgresConnection) -> None:
        """When one is lost, so are the others that idle: they are opened anew at their next use."""
        if connection.is_lost:
            self.close()
        elif connection.in_transaction:
            connection.close()
        self._free.put(connection)

    def close(self) -> None:
        """Closes the connections that nobody has."""
        idle = []
        with suppress(queue.Empty):
            while True:
                idle.append(self._free.get_nowait())
        for connection in idle:
            if connection is not None:
                connection.close()
            self._free.put(None)

    def _connect(self) -> PostgresConnection:
        if self._lost is not None and time.monotonic() < self._lost[0]:
            raise self._lost[1]
        try:
            return self._address.connect(read_only=True)
        except EnvironmentProblem as problem:
            self._lost = (time.monotonic() + _NEXT_TRY_S, problem)
            raise


class PostgresReader:
    """The `Connection` of one thread: borrows for a statement, or from BEGIN to COMMIT."""

    def __init__(self, readers: PostgresReaders) -> None:
        self._readers = readers
        self._held: PostgresConnection | None = None

    @property
    def in_transaction(self) -> bool:
        return self._held is not None

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> Cursor:
        connection = self._held
        if connection is None:
            return self._begin(statement, values)
        try:
            return connection.execute(statement, values)
        finally:
            if statement == "COMMIT" or connection.is_lost:
                self._held = None
                self._readers.give_back(connection)

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]], /) -> object:
        raise NotImplementedError("readers don't write")

    def close(self) -> None:
        """Nothing is held between statements."""

    def _begin(self, statement: str, values: Sequence[Any], *, again: bool = False) -> Cursor:
        """Once more when the connection was lost while it idled: the server may be there again."""
        connection = self._readers.borrow()
        try:
            found = connection.execute(statement, values)
        except EnvironmentProblem:
            was_lost = connection.is_lost
            self._readers.give_back(connection)
            if again or not was_lost:
                raise
            return self._begin(statement, values, again=True)
        except BaseException:
            self._readers.give_back(connection)
            raise
        if statement == "BEGIN":
            self._held = connection
        else:
            self._readers.give_back(connection)
        return found
