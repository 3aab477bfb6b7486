"""The one thread that writes a database file, with a queue that serves the door first.

A second writer in a bulk sync was seen to delay check-ins by half a second; one writer that takes check-ins
before pages of a sync keeps them within a few milliseconds.
"""

from __future__ import annotations

import itertools
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from enum import IntEnum
from pathlib import Path
from typing import Any, TypeVar

from kiosk.store.database import Connection, DatabaseError, database_problems

Result = TypeVar("Result")


class Priority(IntEnum):
    """Who is served first."""

    DOOR = 0
    DESK = 1
    BACKGROUND = 2
    STOP = 9


class Writer:
    """Runs pieces of work one after the other, each in one transaction of its own connection.

    A piece of work is a function of the connection. Its result comes back through a Future after the commit, so a
    result that was seen is durable. When it raises, its transaction is rolled back and the Future raises the same.
    """

    def __init__(self, path: Path, connect: Callable[[], Connection]) -> None:
        self._path = path
        self._queue: queue.PriorityQueue[tuple[Priority, int, Callable[[], Any] | None, Future[Any]]]
        self._queue = queue.PriorityQueue()
        self._order = itertools.count()
        self._connection = connect()
        self._closed = False
        self._closing = threading.Lock()
        self._thread = threading.Thread(target=self._serve, name=f"writer of {path.name}", daemon=True)
        self._thread.start()

    def submit(self, work: Callable[[Connection], Result], priority: Priority = Priority.DESK) -> Future[Result]:
        """Queues `work`; the Future is done after its commit."""
        return self._enqueue(lambda: transact(self._connection, work), priority)

    def lend(self, work: Callable[[], Result], priority: Priority = Priority.BACKGROUND) -> Future[Result]:
        """Queues `work` that has the file written by another process: nobody here writes until it is done."""
        return self._enqueue(work, priority)

    def run(self, work: Callable[[Connection], Result], priority: Priority = Priority.DESK) -> Result:
        """Queues `work` and waits for it."""
        return self.submit(work, priority).result()

    def close(self) -> None:
        """Finishes what is queued, then closes the connection."""
        with self._closing:
            if self._closed:
                return
            self._closed = True
            self._queue.put((Priority.STOP, next(self._order), None, Future()))
        self._thread.join()
        self._connection.close()

    def _enqueue(self, task: Callable[[], Result], priority: Priority) -> Future[Result]:
        future: Future[Result] = Future()
        with self._closing:  # nothing may queue up behind the stop, it would wait for ever
            if self._closed:
                raise RuntimeError(f"the writer of {self._path.name} is closed")
            self._queue.put((priority, next(self._order), task, future))
        return future

    def _serve(self) -> None:
        while True:
            _, _, task, future = self._queue.get()
            if task is None:
                return
            if future.set_running_or_notify_cancel():
                self._attempt(task, future)

    def _attempt(self, task: Callable[[], Any], future: Future[Any]) -> None:
        try:
            with database_problems(self._path):
                result = task()
        except Exception as error:  # noqa: BLE001 - it is raised again where the result is asked for
            future.set_exception(error)
        else:
            future.set_result(result)


def transact(connection: Connection, work: Callable[[Connection], Result]) -> Result:
    """Runs `work` in one transaction; when it raises, the transaction is rolled back."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        result = work(connection)
        connection.execute("COMMIT")
    except BaseException:
        _roll_back(connection)
        raise
    return result


def _roll_back(connection: Connection) -> None:
    """A full disk may have ended the transaction already; then there is nothing to take back."""
    if connection.in_transaction:
        try:
            connection.execute("ROLLBACK")
        except DatabaseError:
            if connection.in_transaction:
                raise
