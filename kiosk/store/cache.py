"""`cache.db`: what the server said. Disposable; a damaged one is rebuilt by the next sync or import.

Readers ask from any thread; every change goes through the one writer thread.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from kiosk.domain.event import Setup
from kiosk.domain.people import Attendee, Credential, CredentialState
from kiosk.domain.scans import Scan
from kiosk.store.database import Connection, Durability, database_problems, open_database
from kiosk.store.readers import Readers
from kiosk.store.schema import cache_migrations, migrate
from kiosk.store.search import Found, NameList, find_people, index_row
from kiosk.store.values import decode_attendee, decode_scan, decode_setup, encode
from kiosk.store.writer import Priority, Writer

_CHUNK = 2_000


class CacheStore:
    """People, codes, set-up and other stations' scans."""

    def __init__(self, path: Path, key: str) -> None:
        """Opens or makes the file. Raises EnvironmentProblem (DATABASE_DAMAGED when it must be rebuilt)."""
        self.path = path
        connection = open_database(path, key, durability=Durability.NORMAL)
        with database_problems(path):
            migrate(connection, cache_migrations)
        connection.close()
        self.writer = Writer(path, lambda: open_database(path, key, durability=Durability.NORMAL))
        self._readers = Readers(lambda: open_database(path, key, durability=Durability.NORMAL, read_only=True))
        self._names = NameList()
        self._setup: tuple[str, Setup | None] = ("", None)

    def close(self) -> None:
        self.writer.close()
        self._readers.close()

    def attendee(self, ticket_code: str) -> Attendee | None:
        row = self._one("SELECT data FROM attendees WHERE ticket_code = ?", ticket_code)
        return decode_attendee(row[0]) if row else None

    def credential(self, code: str) -> Credential | None:
        row = self._one("SELECT code, ticket_code, state FROM credentials WHERE code = ?", code)
        return Credential(code=row[0], ticket_code=row[1], state=CredentialState(row[2])) if row else None

    def other_scans(self, ticket_code: str, area: str) -> list[Scan]:
        """What other stations scanned of this ticket in this area."""
        rows = self._readers.connection().execute(
            "SELECT data FROM other_scans WHERE ticket_code = ? AND area = ?", (ticket_code, area)
        )
        return [decode_scan(row[0]) for row in rows]

    def other_scans_of_area(self, area: str, after: int = 0) -> Iterator[tuple[int, Scan]]:
        """Other stations' scans of an area with their server sequence numbers, the first after `after`."""
        rows = self._readers.connection().execute(
            "SELECT sequence, data FROM other_scans WHERE area = ? AND sequence > ? ORDER BY sequence", (area, after)
        )
        return ((row[0], decode_scan(row[1])) for row in rows)

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
        rows = self._readers.connection().execute("SELECT data FROM attendees ORDER BY ticket_code")
        return (decode_attendee(row[0]) for row in rows)

    def find(self, words: str, limit: int) -> list[Found]:
        """The desk's search, best first."""
        connection = self._readers.connection()
        version = int(self.meta("people_version") or 0)
        with database_problems(self.path):
            return find_people(connection, self._names, version, words, limit)

    def save_people(self, people: Iterable[Attendee]) -> int:
        """Adds or replaces people by ticket code, in chunks that let others write in between; gives their number."""
        saved = 0
        remaining = iter(people)
        while chunk := list(itertools.islice(remaining, _CHUNK)):
            self.writer.run(partial(_put_chunk, chunk), Priority.BACKGROUND)
            saved += len(chunk)
        return saved

    def save_setup(self, setup: Setup) -> None:
        text = encode(setup).decode()
        self.writer.run(lambda connection: put_meta(connection, "setup", text))

    def _one(self, statement: str, *arguments: str) -> tuple[Any, ...] | None:
        with database_problems(self.path):
            row: tuple[Any, ...] | None = self._readers.connection().execute(statement, arguments).fetchone()
        return row


def _put_chunk(people: list[Attendee], connection: Connection) -> None:
    put_people(connection, people)


def put_people(connection: Connection, people: list[Attendee]) -> None:
    """Adds or replaces people and their search rows, inside the writer's transaction."""
    connection.executemany(
        """INSERT INTO attendees (ticket_code, data) VALUES (?, ?)
           ON CONFLICT (ticket_code) DO UPDATE SET data = excluded.data""",
        [(person.ticket_code, encode(person)) for person in people],
    )
    identities = _identities(connection, [person.ticket_code for person in people])
    rows = [(identities[person.ticket_code], index_row(person)) for person in people]
    connection.executemany(
        "INSERT OR REPLACE INTO people_index (rowid, name, company, codes, keys) VALUES (?, ?, ?, ?, ?)",
        [(identity, row.name, row.company, row.codes, row.keys) for identity, row in rows],
    )
    _people_changed(connection)


def remove_people(connection: Connection, ticket_codes: list[str]) -> None:
    """Takes people out, inside the writer's transaction."""
    identities = [(identity,) for identity in _identities(connection, ticket_codes).values()]
    connection.executemany("DELETE FROM people_index WHERE rowid = ?", identities)
    connection.executemany("DELETE FROM attendees WHERE id = ?", identities)
    _people_changed(connection)


def put_credentials(connection: Connection, credentials: Iterable[Credential]) -> None:
    """Adds or replaces codes that are not simply ticket codes."""
    connection.executemany(
        "INSERT OR REPLACE INTO credentials VALUES (?, ?, ?)",
        [(credential.code, credential.ticket_code, credential.state.value) for credential in credentials],
    )


def put_other_scans(connection: Connection, scans: Iterable[tuple[int, Scan]]) -> None:
    """Adds other stations' scans with their server sequence numbers; known ones are left as they are."""
    connection.executemany(
        "INSERT OR IGNORE INTO other_scans VALUES (?, ?, ?, ?, ?)",
        [(scan.scan_id, sequence, scan.ticket_code, scan.area, encode(scan)) for sequence, scan in scans],
    )


def put_meta(connection: Connection, key: str, value: str) -> None:
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def _identities(connection: Connection, ticket_codes: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for start in range(0, len(ticket_codes), 500):
        some = ticket_codes[start : start + 500]
        marks = ", ".join("?" * len(some))
        rows = connection.execute(f"SELECT ticket_code, id FROM attendees WHERE ticket_code IN ({marks})", some)
        found.update((row[0], row[1]) for row in rows)
    return found


def _people_changed(connection: Connection) -> None:
    row = connection.execute("SELECT value FROM meta WHERE key = 'people_version'").fetchone()
    put_meta(connection, "people_version", str(int(row[0]) + 1 if row else 1))
