"""`hub.db`: one writing thread with group commit, readers beside it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from kiosk.domain.clock import Clock
from kiosk.store.database import Durability, check_pages, database_problems, make_directory, open_database, station_key
from kiosk.store.readers import Readers
from kiosk.store.schema import migrate
from sync.hub.books import Connection
from sync.hub.group_writer import GroupWriter
from sync.hub.ledger import Ledger
from sync.hub.schema import hub_migrations

HUB_FILE = "hub.db"
_CACHE_KB = 128 * 1024
_WAL_PAGES = 8_000
"""32 MB; folding them in takes about as long as one slow commit."""


class SqliteBooks:
    """The books of one hub process. What its writer has committed is on disk (`synchronous=FULL`)."""

    def __init__(self, directory: Path, clock: Clock) -> None:
        """Opens or makes the file in a data directory. Raises EnvironmentProblem."""
        make_directory(directory)
        self.path = directory / HUB_FILE
        key = self._key = station_key(directory)
        connection = open_database(self.path, key, durability=Durability.FULL)
        with database_problems(self.path):
            migrate(connection, hub_migrations)
            _keep_at_hand(connection)
            self._ledger = Ledger(connection=connection, clock=clock)
            self._ledger.load()
        self.writer = GroupWriter(self.path, self._ledger)
        self._readers = Readers(lambda: open_database(self.path, key, durability=Durability.FULL, read_only=True))

    def check(self) -> None:
        """Every page of the file, while nobody else writes in it. Raises EnvironmentProblem (DATABASE_DAMAGED)."""
        with closing(open_database(self.path, self._key, durability=Durability.FULL)) as connection:
            check_pages(connection, self.path)

    @property
    def newest(self) -> int:
        """The last number that is committed; a moment behind the writing thread at most."""
        return self._ledger.committed

    def reader(self) -> Connection:
        """The calling thread's read-only connection."""
        return self._readers.connection()

    def close(self) -> None:
        """Finishes what is queued and closes the file."""
        self._readers.close()  # before the writer: only the last writing connection can fold the WAL in
        self.writer.close()


@contextmanager
def hub_books(directory: Path) -> Iterator[Connection]:
    """The books of a hub for one look; the hub may go on serving. Raises EnvironmentProblem."""
    path = directory / HUB_FILE
    books = open_database(path, station_key(directory), durability=Durability.FULL, read_only=True)
    with closing(books), database_problems(path):
        yield books


def _keep_at_hand(connection: Connection) -> None:
    """A hub has a machine to itself: its pages stay decrypted in memory, and the WAL is folded in seldom."""
    connection.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
    connection.execute(f"PRAGMA wal_autocheckpoint = {_WAL_PAGES}")
    connection.execute("SELECT count(*) FROM people WHERE ticket_code > ''").fetchone()
    connection.execute("SELECT sum(length(data)) FROM people").fetchone()
