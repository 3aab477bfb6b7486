"""The writer of a hub whose books are in PostgreSQL, where other processes write as well.

A thread does all requests that wait in one transaction. It begins with the lock that every process takes, so that only
one writes at a time: numbers become visible in their order, and of two doors with one ticket exactly one hears yes.
Who came while another process had the lock is in the group as well. One way to the server fetches what the group will
look up, one sends what it stores with the commit, however many they are. Answers leave when the commit is durable.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import queue
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TypeVar

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from sync.hub.ahead import NOTHING, Asking, Wanted
from sync.hub.ledger import Ledger
from sync.hub.postgres import PostgresAddress, PostgresConnection

Result = TypeVar("Result")

LOCK = 0x6B696F736B  # "kiosk"; locks are told apart by database
BEGIN = "BEGIN ISOLATION LEVEL READ COMMITTED"
TAKE_LOCK = "SELECT pg_advisory_xact_lock(?)"

_GROUP = 256
_NEXT_TRY_S = 1.0
_IDLE_S = 1.0


@dataclass(slots=True)
class _Item:
    work: Callable[[Ledger], Any]
    wanted: Wanted
    future: asyncio.Future[Any] | concurrent.futures.Future[Any]
    loop: asyncio.AbstractEventLoop | None = None
    result: Any = None
    error: BaseException | None = None

    def finish(self) -> None:
        if self.future.done():
            return  # its request was cut off meanwhile; what was stored stays stored
        if self.error is not None:
            self.future.set_exception(self.error)
        else:
            self.future.set_result(self.result)


class PostgresWriter:
    """Does work on the ledger in durable transactions, as `GroupWriter` does. `close` finishes what has begun.

    Work is a function of the ledger alone: it may be done twice, when the first time was rolled back. When the server
    is lost, all that wait hear of it at once, and a new connection is tried a second later at the earliest.
    """

    def __init__(self, address: PostgresAddress, connection: PostgresConnection, ledger: Ledger) -> None:
        self._address = address
        self._connection = connection
        self._ledger = ledger
        self._waiting: queue.SimpleQueue[_Item | None] = queue.SimpleQueue()
        self._lost: tuple[float, EnvironmentProblem] | None = None
        self._used = time.monotonic()
        self._closed = self._ending = False
        self.problem: EnvironmentProblem | None = None
        """Why the last transaction could not be stored; None when it was."""
        self._thread = threading.Thread(target=self._serve, name="writer to PostgreSQL", daemon=True)
        self._thread.start()

    def run(self, work: Callable[[Ledger], Result]) -> Result:
        """Does `work` and gives its result after the commit; not for the event loop's thread."""
        future: concurrent.futures.Future[Result] = concurrent.futures.Future()
        self._put(_Item(work, NOTHING, future))
        return future.result()

    def submit(self, work: Callable[[Ledger], Result], wanted: Wanted = NOTHING) -> asyncio.Future[Result]:
        """Done with the commit of `work`, which it shares with all that wait at the moment."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Result] = loop.create_future()
        self._put(_Item(work, wanted, future, loop))
        return future

    def close(self) -> None:
        """Ends after what was put before; calling twice is harmless."""
        if self._closed:
            return
        self._closed = True
        self._waiting.put(None)
        self._thread.join()
        self._connection.close()

    def _put(self, item: _Item) -> None:
        if self._closed:
            raise RuntimeError("the writer to PostgreSQL is closed")
        self._waiting.put(item)

    def _serve(self) -> None:
        while not self._ending and (first := self._waiting.get()) is not None:
            group = [first]
            self._do(group)
            _answer(group)

    def _do(self, group: list[_Item]) -> None:
        """All in one transaction; when one fails by itself, each in its own, so that only the faulty one does."""
        try:
            self._transact(group, more=True)
            self.problem = None
        except Exception as error:  # noqa: BLE001 - each caller is told
            if isinstance(error, EnvironmentProblem) and error.__context__ is not None:
                self.problem = error  # the server's; what work refuses by itself has no other error behind it
            if len(group) > 1 and not self._is_of_all(error):
                for item in group:
                    self._do_alone(item)
            else:
                for item in group:
                    item.error = error

    def _do_alone(self, item: _Item) -> None:
        try:
            self._transact([item])
        except Exception as error:  # noqa: BLE001 - its caller is told
            item.error = error

    def _is_of_all(self, error: Exception) -> bool:
        """Whether the server was the trouble, not one piece of work."""
        kind = error.kind if isinstance(error, EnvironmentProblem) else None
        return self._connection.is_lost or kind in (ProblemKind.NETWORK, ProblemKind.DISK_FULL)

    def _take_more(self, group: list[_Item]) -> None:
        """Adds what waits by now."""
        while len(group) < _GROUP and not self._waiting.empty():
            item = self._waiting.get()
            if item is None:
                self._ending = True
                return
            group.append(item)

    def _transact(self, group: list[_Item], *, more: bool = False) -> None:
        """With `more` all join the group that wait when this process is let in."""
        connection, ledger = self._connected(), self._ledger
        try:
            with connection.together():
                connection.execute(BEGIN)
                connection.execute(TAKE_LOCK, (LOCK,)).fetchone()
                if more:
                    self._take_more(group)
                asking = Asking(connection, [item.wanted for item in group])
                ledger.catch_up()
                asking.keep_in(ledger.ahead)
                for item in group:
                    item.result = item.work(ledger)
                ledger.before_commit()
                connection.execute("COMMIT")
        except BaseException:
            self._take_back()
            raise
        finally:
            ledger.ahead.clear()
        ledger.after_commit()

    def _take_back(self) -> None:
        """Nothing of the group is stored; what the ledger remembers of it is dropped with the next transaction."""
        self._ledger.distrust()
        if not self._connection.is_lost:
            self._connection.roll_back()

    def _connected(self) -> PostgresConnection:
        if self._lost is not None and time.monotonic() < self._lost[0]:
            raise self._lost[1]
        if time.monotonic() - self._used > _IDLE_S:
            with suppress(EnvironmentProblem):
                self._connection.execute("SELECT 1")  # the server may have been restarted meanwhile
        if self._connection.is_lost:
            self._connect()
        self._used = time.monotonic()
        return self._connection

    def _connect(self) -> None:
        try:
            self._connection = self._ledger.connection = self._address.connect()
        except EnvironmentProblem as problem:
            self._lost = (time.monotonic() + _NEXT_TRY_S, problem)
            raise
        self._lost = None


def _answer(group: Iterable[_Item]) -> None:
    """Hands the results over, once for each event loop that waits."""
    loops: dict[asyncio.AbstractEventLoop, list[_Item]] = {}
    for item in group:
        if item.loop is None:
            item.finish()
        else:
            loops.setdefault(item.loop, []).append(item)
    for loop, items in loops.items():
        if not loop.is_closed():
            loop.call_soon_threadsafe(_finish, items)


def _finish(items: Iterable[_Item]) -> None:
    for item in items:
        item.finish()
