"""A connection to PostgreSQL that takes the hub's one set of SQL, and that says what is wrong in plain words.

Everything goes through psycopg 3 with the values in the protocol's own places ($1, $2, ...); repeated statements are
prepared by it.
"""

from __future__ import annotations

import logging
import weakref
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import groupby
from typing import Any

import psycopg
from psycopg import RawCursor
from psycopg.conninfo import conninfo_to_dict
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row

from sync.hub.postgres_problems import bad_address, postgres_problem, unreachable
from sync.hub.postgres_schema import SCHEMA

logging.getLogger("psycopg").setLevel(logging.ERROR)
"""A lost connection is told by whoever waits for it, in words of our own."""

_DEFAULTS: dict[str, Any] = {
    "application_name": "kiosk hub",
    "client_encoding": "UTF8",
    "connect_timeout": 5,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,
}
"""A server that is gone without a word is noticed within some ten seconds; the address may say otherwise."""

_SETTINGS = f"""
    SET search_path = {SCHEMA};
    SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') = 'off';
    SET lock_timeout = '5s';
    SET statement_timeout = '30s';
    SET idle_in_transaction_session_timeout = '15s';
    SET enable_seqscan = off;
    SET jit = off;
"""
"""A hub that hangs in the middle of a transaction is cut off, so that the others go on.

A writer looks for single rows only. Plans are kept with prepared statements: made while a table was small, they would
read all of it for the rest of the day.
"""

_READING = f"""
    SET search_path = {SCHEMA};
    SET default_transaction_isolation = 'repeatable read';
    SET default_transaction_read_only = on;
    SET idle_in_transaction_session_timeout = '60s';
"""


class PostgresAddress:
    """Where the books are: a URL that is never shown, and `place`, which may be."""

    def __init__(self, url: str) -> None:
        """Raises EnvironmentProblem when `url` is not one of PostgreSQL."""
        scheme, _, rest = url.partition("://")
        if scheme not in ("postgresql", "postgres"):
            raise bad_address("is not one of PostgreSQL")
        if rest.partition("/")[0].count("@") > 1:
            raise bad_address("has an @ in its password")
        try:
            given = conninfo_to_dict(url)
        except psycopg.Error:  # its words repeat the address
            raise bad_address("can't be read") from None
        self._parameters = _DEFAULTS | given
        host, port = given.get("host") or "localhost", given.get("port") or 5432
        self.place = f"{host}:{port}/{given.get('dbname') or given.get('user') or ''}"

    def connect(self, *, read_only: bool = False) -> PostgresConnection:
        """A new connection. Raises EnvironmentProblem."""
        try:
            connection = psycopg.connect(
                autocommit=True, row_factory=dict_row, cursor_factory=RawCursor, **self._parameters
            )
        except psycopg.Error as error:
            raise postgres_problem(self.place, error) or unreachable(self.place) from None
        return PostgresConnection(connection, self.place, _READING if read_only else _SETTINGS)


class PostgresConnection:
    """The `Connection` of `sync.hub.books`. Used by one thread at a time; `is_lost` means that it is of no use."""

    def __init__(self, connection: psycopg.Connection[DictRow], place: str, settings: str) -> None:
        self._connection = connection
        self._place = place
        self._pipeline: psycopg.Pipeline | None = None
        self._unsent: list[tuple[str, Sequence[Any], weakref.ref[PostgresCursor]]] = []
        try:
            connection.execute(settings)
        except psycopg.Error as error:
            connection.close()
            raise self.told(error) from None

    @property
    def is_lost(self) -> bool:
        return self._connection.closed

    @property
    def in_transaction(self) -> bool:
        return self._connection.info.transaction_status not in (TransactionStatus.IDLE, TransactionStatus.UNKNOWN)

    def execute(self, statement: str, values: Sequence[Any] = (), /) -> PostgresCursor:
        """Inside `together` a statement waits until a result is asked for, and so may its fault."""
        cursor = PostgresCursor(self)
        if self._pipeline is None:
            self._send(statement, values, cursor)
        else:
            self._unsent.append((statement, values, weakref.ref(cursor)))
        return cursor

    def executemany(self, statement: str, rows: Sequence[Sequence[Any]], /) -> None:
        self.send()
        self._send_many(statement, rows)

    def send(self) -> None:
        """What waits goes to the server, in its order; statements that differ in their values only, together.

        Only those, though, whose cursor nobody has any more: together they give no results.
        """
        unsent, self._unsent = self._unsent, []
        for (statement, _), some in groupby(unsent, lambda one: (one[0], one[2]() is None)):
            alike = list(some)
            asked = alike[0][2]()
            if asked is None and len(alike) > 1:
                self._send_many(statement, [values for _, values, _ in alike])
                continue
            for _, values, cursor in alike:
                self._send(statement, values, cursor() or PostgresCursor(self))

    def _send(self, statement: str, values: Sequence[Any], cursor: PostgresCursor) -> None:
        try:
            cursor.sent = self._connection.execute(_numbered(statement), values, binary=True)
        except psycopg.Error as error:
            raise self.told(error) from None

    def _send_many(self, statement: str, rows: Sequence[Sequence[Any]]) -> None:
        try:
            with self._connection.cursor() as cursor:
                cursor.executemany(_numbered(statement), rows)
        except psycopg.Error as error:
            raise self.told(error) from None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Statements go to the server without waiting for each other's results; all have been done at the end."""
        try:
            with self._connection.pipeline() as pipeline:
                self._pipeline = pipeline
                yield
                self.send()
        except psycopg.Error as error:
            raise self.told(error) from None
        finally:
            self._pipeline = None
            self._unsent.clear()

    def roll_back(self) -> None:
        """Ends a transaction, whatever state it is in."""
        if self.in_transaction:
            self.execute("ROLLBACK")

    def wait(self) -> None:
        """Until the server has done all that was sent."""
        try:
            if self._pipeline is not None:
                self._pipeline.sync()
        except psycopg.Error as error:
            raise self.told(error) from None

    def told(self, error: psycopg.Error) -> Exception:
        """An error in plain words; one that is a bug of ours as it is."""
        return postgres_problem(self._place, error) or error

    def close(self) -> None:
        with suppress(psycopg.Error):
            self._connection.close()


class PostgresCursor:
    """What a statement has found or done; waits for the server when it is asked."""

    __slots__ = ("__weakref__", "_connection", "sent")

    def __init__(self, connection: PostgresConnection) -> None:
        self._connection = connection
        self.sent: psycopg.Cursor[DictRow] | None = None

    @property
    def rowcount(self) -> int:
        sent = self._sent()
        self._connection.wait()
        return sent.rowcount

    def fetchone(self) -> DictRow | None:
        try:
            return self._sent().fetchone()
        except psycopg.Error as error:
            raise self._connection.told(error) from None

    def fetchall(self) -> list[DictRow]:
        try:
            return self._sent().fetchall()
        except psycopg.Error as error:
            raise self._connection.told(error) from None

    def __iter__(self) -> Iterator[DictRow]:
        return iter(self.fetchall())

    def _sent(self) -> psycopg.Cursor[DictRow]:
        if self.sent is None:
            self._connection.send()
        assert self.sent is not None
        return self.sent


@cache
def _numbered(statement: str) -> str:
    """The hub's statements have no question mark but for values."""
    parts = statement.split("?")
    return "".join(f"{part}${number}" for number, part in enumerate(parts[:-1], 1)) + parts[-1]
