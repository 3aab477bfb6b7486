"""The hub's writing thread on a disk that fails: everybody who waits is told, and the next ones are served."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.domain.problems import EnvironmentProblem
from kiosk.store.database import DatabaseError
from sync.hub.group_writer import GroupWriter
from sync.hub.ledger import Ledger, meta, put_meta
from sync.hub.store import HubStore
from tests.fakes.venue import VenueClock


class FailingDisk:
    """A connection whose statements of the names in `fails` fail, each as often as it is named."""

    def __init__(self, books: HubStore) -> None:
        self._inner = books.writer._ledger.connection
        self.fails: list[str] = []

    @property
    def in_transaction(self) -> bool:
        return self._inner.in_transaction

    def execute(self, statement: str, values=(), /):
        name = statement.split(maxsplit=1)[0]
        if name in self.fails:
            self.fails.remove(name)
            raise DatabaseError("disk I/O error")
        return self._inner.execute(statement, values)

    def executemany(self, statement: str, rows, /):
        return self._inner.executemany(statement, rows)

    def close(self) -> None:
        self._inner.close()


@pytest.fixture
def disk(tmp_path: Path, clock: VenueClock) -> Iterator[tuple[GroupWriter, FailingDisk]]:
    books = HubStore(tmp_path, clock)
    disk = FailingDisk(books)
    writer = books.writer
    assert isinstance(writer, GroupWriter)
    writer._ledger.connection = disk
    yield writer, disk
    books.close()


def keep(ledger: Ledger) -> str:
    ledger.advance()
    put_meta(ledger.connection, "word", "kept")
    return "done"


def word(ledger: Ledger) -> str | None:
    return meta(ledger.connection, "word")


async def _two_after_each_other(writer: GroupWriter) -> list[object]:
    first = await asyncio.gather(writer.submit(keep), return_exceptions=True)
    return [*first, await writer.submit(word), await writer.submit(keep)]


@pytest.mark.parametrize(
    "fails", [["COMMIT"], ["COMMIT", "SELECT"], ["COMMIT", "ROLLBACK"], ["BEGIN", "BEGIN", "SELECT"]]
)
def test_whoever_waited_for_a_failed_commit_is_told_and_the_next_are_served(disk, fails):
    writer, broken = disk
    broken.fails = list(fails)
    told, stored, later = asyncio.run(asyncio.wait_for(_two_after_each_other(writer), 5))
    assert isinstance(told, EnvironmentProblem)
    assert (stored, later) == (None, "done")
