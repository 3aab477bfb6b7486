"""The one thread that writes `hub.db`, one commit for all the work that waits.

A durable commit costs a disk flush whatever it holds. While one flush runs, requests queue; the next transaction
takes them all, and each gets its answer only after the commit. Work that fails is taken back alone.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kiosk.store.database import database_problems
from sync.hub.ledger import Ledger

Result = TypeVar("Result")

_GROUP = 256
"""Pieces of work in one transaction at most, so that nobody waits for a long one."""


@dataclass(slots=True)
class _Item:
    work: Callable[[Ledger], Any]
    done: Callable[[Any, BaseException | None], None]
    loop: asyncio.AbstractEventLoop | None
    result: Any = None
    error: BaseException | None = None

    def finish(self) -> None:
        self.done(self.result, self.error)


class GroupWriter:
    """Runs work on the ledger; `close` finishes what is queued."""

    def __init__(self, path: Path, ledger: Ledger) -> None:
        self._path = path
        self._ledger = ledger
        self._queue: queue.SimpleQueue[_Item | None] = queue.SimpleQueue()
        self._closed = False
        self._thread = threading.Thread(target=self._serve, name=f"writer of {path.name}", daemon=True)
        self._thread.start()

    def run(self, work: Callable[[Ledger], Result]) -> Result:
        """Does `work` and waits for its commit; for threads without an event loop."""
        future: Future[Result] = Future()

        def done(result: Result, error: BaseException | None) -> None:
            if error is not None:
                future.set_exception(error)
            else:
                future.set_result(result)

        self._put(_Item(work, done, None))
        return future.result()

    async def submit(self, work: Callable[[Ledger], Result]) -> Result:
        """Does `work` and awaits its commit; for the event loop."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._put(_Item(work, partial(_settle, future), loop))
        return await future

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        self._queue.put(None)
        self._thread.join()
        self._ledger.connection.close()

    def _put(self, item: _Item) -> None:
        if self._closed:
            raise RuntimeError(f"the writer of {self._path.name} is closed")
        self._queue.put(item)

    def _serve(self) -> None:
        open_for_work = True
        while open_for_work:
            group, open_for_work = self._next_group()
            if group:
                self._commit(group)
                _answer(group)

    def _next_group(self) -> tuple[list[_Item], bool]:
        """What waits now, at least one; False when nothing will follow."""
        item = self._queue.get()
        group: list[_Item] = []
        while item is not None:
            group.append(item)
            if len(group) == _GROUP:
                return group, True
            try:
                item = self._queue.get_nowait()
            except queue.Empty:
                return group, True
        return group, False

    def _commit(self, group: list[_Item]) -> None:
        connection = self._ledger.connection
        try:
            with database_problems(self._path):
                connection.execute("BEGIN IMMEDIATE")
                for item in group:
                    self._attempt(item)
                self._ledger.before_commit()
                connection.execute("COMMIT")
            self._ledger.after_commit()
        except Exception as error:  # noqa: BLE001 - nothing of the group is stored, each of its callers is told
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            self._ledger.load()
            for item in group:
                item.error = error

    def _attempt(self, item: _Item) -> None:
        connection = self._ledger.connection
        connection.execute("SAVEPOINT work")
        try:
            item.result = item.work(self._ledger)
        except Exception as error:
            if not connection.in_transaction:
                raise  # a full disk ended the whole transaction
            item.error = error
            connection.execute("ROLLBACK TO work")
            self._ledger.forget()
        connection.execute("RELEASE work")


def _answer(group: list[_Item]) -> None:
    """Wakes each event loop once for all its answers."""
    by_loop: dict[asyncio.AbstractEventLoop, list[_Item]] = {}
    for item in group:
        if item.loop is None:
            item.finish()
        else:
            by_loop.setdefault(item.loop, []).append(item)
    for loop, items in by_loop.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_finish_all, items)


def _finish_all(items: list[_Item]) -> None:
    for item in items:
        item.finish()


def _settle(future: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    if future.done():
        return  # its request was cut off while the disk worked; what was stored stays stored
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(result)
