"""The books of a hub in PostgreSQL, shared by as many hub processes as serve one event."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager

from kiosk.domain.clock import Clock
from sync.hub.books import Connection
from sync.hub.ledger import Ledger
from sync.hub.postgres import PostgresAddress, PostgresConnection
from sync.hub.postgres_readers import PostgresReaders
from sync.hub.postgres_schema import MIGRATIONS, SCHEMA
from sync.hub.postgres_writer import BEGIN, LOCK, TAKE_LOCK, PostgresWriter


class PostgresBooks:
    """One process's way to them. What its writer has committed is durable at the server."""

    def __init__(self, url: str, clock: Clock) -> None:
        """Connects, and makes or completes the tables. Raises EnvironmentProblem."""
        self.address = PostgresAddress(url)
        connection = self.address.connect()
        try:
            _migrate(connection)
            self._ledger = Ledger(connection=connection, clock=clock)
            self._ledger.load()
        except BaseException:
            connection.close()
            raise
        self.writer = PostgresWriter(self.address, connection, self._ledger)
        self._readers = PostgresReaders(self.address)

    @property
    def newest(self) -> int:
        """The last number that this process has committed or seen when it did."""
        return self._ledger.committed

    def reader(self) -> Connection:
        """The calling thread's way to read."""
        return self._readers.connection()

    def close(self) -> None:
        """Finishes what is queued."""
        self.writer.close()
        self._readers.close()


@contextmanager
def shared_hub_books(url: str) -> Iterator[Connection]:
    """The books for one look; hubs may go on serving. Raises EnvironmentProblem."""
    books = PostgresAddress(url).connect(read_only=True)
    with closing(books):
        yield books


def _migrate(connection: PostgresConnection) -> None:
    """Under the writers' lock: several processes may start at once."""
    connection.execute(BEGIN)
    try:
        connection.execute(TAKE_LOCK, (LOCK,))
        if connection.execute("SELECT to_regnamespace(?) AS found", (SCHEMA,)).fetchall()[0]["found"] is None:
            connection.execute(f"CREATE SCHEMA {SCHEMA}")
        connection.execute("CREATE TABLE IF NOT EXISTS migrations (name TEXT PRIMARY KEY)")
        done = {row["name"] for row in connection.execute("SELECT name FROM migrations")}
        for name, statements in MIGRATIONS.items():
            if name not in done:
                for statement in statements:
                    connection.execute(statement)
                connection.execute("INSERT INTO migrations (name) VALUES (?)", (name,))
        connection.execute("COMMIT")
    except BaseException:
        connection.roll_back()
        raise
