"""One writer at a time for `hub.db`, and one commit for all the requests that wait.

A durable commit costs a disk flush whatever it holds. While one flush runs on its own thread, requests queue on the
event loop; the next transaction takes them all, and each gets its answer only after its commit. The work itself is
done on the event loop: handing each statement of it to another thread and back would cost more than the work.
"""

from __future__ import annotations

import asyncio
import queue
import threading
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from kiosk.domain.problems import EnvironmentProblem
from kiosk.store.database import DatabaseError, database_problems
from sync.hub.ahead import NOTHING, Wanted
from sync.hub.ledger import Ledger

Result = TypeVar("Result")

_GROUP = 128
"""Pieces of work in one transaction at most, so that the event loop comes back to its sockets."""


@dataclass(slots=True)
class _Item:
    work: Callable[[Ledger], Any]
    future: asyncio.Future[Any]
    result: Any = None
    error: BaseException | None = None

    def finish(self) -> None:
        if self.future.done():
            return  # its request was cut off while the disk worked; what was stored stays stored
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class GroupWriter:
    """Does work on the ledger in durable transactions. `close` finishes what has begun.

    Work is a function of the ledger alone: it may be done twice, when the first time was rolled back.
    """

    def __init__(self, path: Path, ledger: Ledger) -> None:
        self._path = path
        self._ledger = ledger
        self._owned = threading.Lock()
        """Held from the beginning of a transaction to its end, by whichever thread has it."""
        self._waiting: deque[_Item] = deque()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._begun: queue.SimpleQueue[list[_Item] | None] = queue.SimpleQueue()
        self._closed = False
        self._stale = False
        """A transaction was not taken back yet: the disk did not let us."""
        self.problem: EnvironmentProblem | None = None
        """Why the last transaction could not be stored; None when it was."""
        self._thread = threading.Thread(target=self._commit_groups, name=f"commits of {path.name}", daemon=True)
        self._thread.start()

    def run(self, work: Callable[[Ledger], Result]) -> Result:
        """Does `work` on the calling thread, commits, and gives its result; not for the event loop's thread."""
        with self._owned:
            if self._closed:
                raise RuntimeError(f"the writer of {self._path.name} is closed")
            result = self._transact(work)
        self._wake_loop()
        return result

    def submit(self, work: Callable[[Ledger], Result], _wanted: Wanted = NOTHING) -> asyncio.Future[Result]:
        """Does `work` on the event loop; done with its commit, which it shares with all that wait at the moment.

        What it wants to look up is at hand here: there is no way to a server to be saved.
        """
        if self._closed:
            raise RuntimeError(f"the writer of {self._path.name} is closed")
        loop = self._loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._waiting.append(_Item(work, future))
        if len(self._waiting) == 1:
            loop.call_soon(self._begin_group)
        return future

    def close(self) -> None:
        """Ends after the commit under way; calling twice is harmless."""
        if self._closed:
            return
        self._closed = True
        self._begun.put(None)
        self._thread.join()
        with self._owned:
            self._ledger.connection.close()

    def _begin_group(self) -> None:
        """On the event loop: does the work that waits, and leaves the commit to its thread.

        When somebody else is writing, nothing happens: who has finished wakes the loop.
        """
        if not self._waiting or not self._owned.acquire(blocking=False):
            return
        group = [self._waiting.popleft() for _ in range(min(_GROUP, len(self._waiting)))]
        try:
            with database_problems(self._path):
                self._work_through(group)
        except Exception as error:  # noqa: BLE001 - each caller of the group is told
            self._give_up(group, error)
        self._begun.put(group)

    def _work_through(self, group: list[_Item]) -> None:
        """All in one go; when one fails, all over again, each in a savepoint of its own.

        A savepoint keeps a copy of every page that its work changes, which costs a third of a verdict.
        """
        try:
            self._begin()
            for item in group:
                item.result = item.work(self._ledger)
        except Exception:  # noqa: BLE001 - who failed is found out and told
            self._stale = True
            self._begin()
            for item in group:
                self._attempt(item)

    def _attempt(self, item: _Item) -> None:
        """Work that fails is taken back alone."""
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

    def _commit_groups(self) -> None:
        while (group := self._begun.get()) is not None:
            try:
                if self._ledger.connection.in_transaction and not self._stale:
                    with database_problems(self._path):
                        self._commit()
            except Exception as error:  # noqa: BLE001 - each caller of the group is told
                self._give_up(group, error)
            self._owned.release()
            self._answer(group)

    def _commit(self) -> None:
        self._ledger.before_commit()
        self._ledger.connection.execute("COMMIT")
        self._ledger.after_commit()
        self.problem = None

    def _give_up(self, group: list[_Item], error: BaseException) -> None:
        """Nothing of the group is stored."""
        self._note(error)
        for item in group:
            item.error = error
        self._take_back_or_later()

    def _answer(self, group: list[_Item]) -> None:
        loop = self._loop
        if loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._finish, group)

    def _finish(self, group: list[_Item]) -> None:
        self._begin_group()  # the disk works on while the answers are written
        for item in group:
            item.finish()

    def _wake_loop(self) -> None:
        loop = self._loop
        if self._waiting and loop is not None and not loop.is_closed():
            loop.call_soon_threadsafe(self._begin_group)

    def _transact(self, work: Callable[[Ledger], Result]) -> Result:
        try:
            with database_problems(self._path):
                try:
                    self._begin()
                    result = work(self._ledger)
                    self._commit()
                except BaseException:
                    self._take_back_or_later()
                    raise
        except EnvironmentProblem as problem:
            self._note(problem)
            raise
        return result

    def _note(self, error: BaseException) -> None:
        """The disk's own troubles; what work refuses by itself is none."""
        if isinstance(error, EnvironmentProblem) and isinstance(error.__cause__, (DatabaseError, OSError)):
            self.problem = error

    def _begin(self) -> None:
        if self._stale:
            self._take_back()
        self._ledger.connection.execute("BEGIN IMMEDIATE")

    def _take_back_or_later(self) -> None:
        """A disk that fails here too must not keep those who wait from their answers."""
        self._stale = True
        with suppress(DatabaseError):
            self._take_back()

    def _take_back(self) -> None:
        """What is not committed, and what the ledger remembers of it."""
        if self._ledger.connection.in_transaction:
            self._ledger.connection.execute("ROLLBACK")
        self._ledger.load()
        self._stale = False
