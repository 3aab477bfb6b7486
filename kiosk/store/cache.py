"""`cache.db`: what the server said. Disposable; a damaged one is rebuilt by the next sync or import.

Readers ask from any thread; every change goes through the one writer thread.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kiosk.domain.event import Setup
from kiosk.domain.people import Attendee, Credential, CredentialState
from kiosk.domain.scans import Scan
from kiosk.store.database import Connection, Durability, check_pages, database_problems, marks, open_database
from kiosk.store.name_words import NameWords
from kiosk.store.people_rows import PreparedPerson, identities, prepare, prepare_gently, put_prepared
from kiosk.store.readers import Readers
from kiosk.store.schema import cache_migrations, migrate
from kiosk.store.search import Found, find_people
from kiosk.store.unread_rows import count_unread, unread_rows
from kiosk.store.values import decode_attendee, decode_scan, decode_setup, encode
from kiosk.store.writer import Priority, Writer

Result = TypeVar("Result")

_CHUNK = 2_000


class CacheStore:
    """People, codes, set-up and other stations' scans."""

    def __init__(self, path: Path, key: str, *, check: bool = True) -> None:
        """Opens or makes the file. Raises EnvironmentProblem (DATABASE_DAMAGED when it must be rebuilt)."""
        self.path = path
        self._key = key
        with closing(open_database(path, key, durability=Durability.NORMAL)) as connection, database_problems(path):
            if check:
                check_pages(connection, path)
            migrate(connection, cache_migrations)
        self.writer = Writer(path, lambda: open_database(path, key, durability=Durability.NORMAL))
        self._readers = Readers(lambda: open_database(path, key, durability=Durability.NORMAL, read_only=True))
        self._names = NameWords()
        self._setup: tuple[str, Setup | None] = ("", None)

    def close(self) -> None:
        self._readers.close()  # before the writer: only the last writing connection can fold the WAL in
        self.writer.close()

    def attendee(self, ticket_code: str) -> Attendee | None:
        row = self._one("SELECT data FROM attendees WHERE ticket_code = ?", ticket_code)
        return decode_attendee(row[0]) if row else None

    def credential(self, code: str) -> Credential | None:
        row = self._one("SELECT code, ticket_code, state FROM credentials WHERE code = ?", code)
        return Credential(code=row[0], ticket_code=row[1], state=CredentialState(row[2])) if row else None

    def other_scans(self, ticket_code: str, *areas: str) -> list[Scan]:
        """What other stations scanned of this ticket in some areas."""
        statement = f"SELECT data FROM other_scans WHERE ticket_code = ? AND area IN ({marks(areas)})"
        return [decode_scan(row[0]) for row in self._all(statement, ticket_code, *areas)]

    def other_scans_of_areas(self, areas: Sequence[str], after: int = 0) -> list[tuple[int, Scan]]:
        """Other stations' scans of some areas with their server sequence numbers, from the first after `after`."""
        statement = f"""SELECT sequence, data FROM other_scans
                        WHERE area IN ({marks(areas)}) AND sequence > ? ORDER BY sequence"""
        return [(row[0], decode_scan(row[1])) for row in self._all(statement, *areas, after)]

    def setup(self) -> Setup | None:
        """The event with its gates and programme; None before the first import or sync."""
        value = self.meta("setup")
        if value is None:
            return None
        text, setup = self._setup
        if text != value:
            setup = decode_setup(value.encode())
            self._setup = (value, setup)
        return setup

    def meta(self, key: str) -> str | None:
        row = self._one("SELECT value FROM meta WHERE key = ?", key)
        return row[0] if row else None

    def people_count(self) -> int:
        row = self._one("SELECT count(*) FROM attendees")
        return row[0] if row else 0

    def people(self) -> Iterator[Attendee]:
        """Everybody, in the order of their ticket codes."""
        return (decode_attendee(row[0]) for row in self._all("SELECT data FROM attendees ORDER BY ticket_code"))

    def find(self, words: str, limit: int) -> list[Found]:
        """The desk's search, best first."""
        connection = self._readers.connection()
        version = int(self.meta("people_version") or 0)
        with database_problems(self.path):
            return find_people(connection, self._names, version, words, limit)

    def save_people(self, people: Iterable[Attendee], progress: Callable[[int], None] = lambda _: None) -> int:
        """Adds or replaces people by ticket code, in chunks that let others in between; gives their number.

        `progress` is called with the number of people stored since its last call.
        """
        saved = 0
        remaining = iter(people)
        while chunk := list(itertools.islice(remaining, _CHUNK)):
            prepared = prepare_gently(chunk, prepare)
            self.writer.run(partial(_put_chunk, prepared), Priority.BACKGROUND)
            saved += len(chunk)
            progress(len(chunk))
        return saved

    def save_setup(self, setup: Setup) -> None:
        text = encode(setup).decode()
        self.writer.run(lambda connection: put_meta(connection, "setup", text))

    def lend(self, work: Callable[[Path, str], Result]) -> Future[Result]:
        """Has another process write the file, given its path and key; nobody here writes until `work` is done."""
        return self.writer.lend(lambda: work(self.path, self._key))

    def open_conflicts(self) -> list[bytes]:
        """Double entries that nobody has closed, the newest first, as the sync stored them."""
        rows = self._all("SELECT data FROM conflicts WHERE is_open ORDER BY sequence DESC")
        return [row[0] for row in rows]

    def open_conflict_count(self, but: Collection[str] = ()) -> int:
        """Their number, without those whose scan ids are in `but`."""
        row = self._one(f"SELECT count(*) FROM conflicts WHERE is_open AND scan_id NOT IN ({marks(tuple(but))})", *but)
        return row[0] if row else 0

    def unread_rows(self, limit: int) -> list[tuple[str, str, str]]:
        """Kind, key and what is wrong of rows that the server has and this station can't read."""
        with database_problems(self.path):
            return unread_rows(self._readers.connection(), limit)

    def unread_count(self) -> int:
        with database_problems(self.path):
            return count_unread(self._readers.connection())

    def _one(self, statement: str, *arguments: str) -> tuple[Any, ...] | None:
        return next(iter(self._all(statement, *arguments)), None)

    def _all(self, statement: str, *arguments: str | int) -> list[tuple[Any, ...]]:
        with database_problems(self.path):
            return self._readers.connection().execute(statement, arguments).fetchall()


def _put_chunk(people: list[PreparedPerson], connection: Connection) -> None:
    put_prepared(connection, people)
    people_changed(connection)


def remove_people(connection: Connection, ticket_codes: list[str]) -> None:
    """Takes people out, inside the writer's transaction."""
    gone = [(identity,) for identity in identities(connection, ticket_codes).values()]
    connection.executemany("DELETE FROM people_index WHERE rowid = ?", gone)
    connection.executemany("DELETE FROM people_names WHERE id = ?", gone)
    connection.executemany("DELETE FROM attendees WHERE id = ?", gone)
    people_changed(connection)


def put_meta(connection: Connection, key: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def people_changed(connection: Connection) -> None:
    """Tells the list of names in memory that it is out of date."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'people_version'").fetchone()
    put_meta(connection, "people_version", str(int(row[0]) + 1 if row else 1))
