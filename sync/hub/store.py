"""`hub.db`: one writing thread with group commit, readers beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TypeVar

from kiosk.domain.clock import Clock
from kiosk.domain.event import Setup
from kiosk.domain.people import Attendee, Credential
from kiosk.store.database import Connection, Durability, database_problems, make_directory, open_database, station_key
from kiosk.store.readers import Readers
from kiosk.store.schema import migrate
from kiosk.store.values import decode_setup
from sync.hub.devices import Doorkeeper, new_pairing_code
from sync.hub.group_writer import GroupWriter
from sync.hub.ledger import Ledger, meta, meta_or_new
from sync.hub.people import remove_people, take_credentials, take_people
from sync.hub.schema import hub_migrations
from sync.hub.standing import read_standing
from sync.messages import ImportProgress, PeopleTaken

Result = TypeVar("Result")

HUB_FILE = "hub.db"
_IMPORT_CHUNK = 2_000
_CACHE_KB = 128 * 1024
_WAL_PAGES = 8_000
"""32 MB; folding them in takes about as long as one slow commit."""


class HubStore:
    """The books of one hub. Every answer that a station got is on disk (`synchronous=FULL`)."""

    def __init__(self, directory: Path, clock: Clock) -> None:
        """Opens or makes the hub of a data directory. Raises EnvironmentProblem."""
        make_directory(directory)
        self.path = directory / HUB_FILE
        self.clock = clock
        key = station_key(directory)
        connection = open_database(self.path, key, durability=Durability.FULL)
        with database_problems(self.path):
            migrate(connection, hub_migrations)
            _keep_at_hand(connection)
            meta_or_new(connection, "epoch")
            self.standing = read_standing(connection)
            self.doorkeeper = Doorkeeper(meta_or_new(connection, "pairing_code", new_pairing_code()))
            self.doorkeeper.load(connection)
            ledger = Ledger(connection=connection, clock=clock)
            ledger.load()
        self._ledger = ledger
        self.importing = ImportProgress()
        self.writer = GroupWriter(self.path, ledger)
        self._readers = Readers(lambda: open_database(self.path, key, durability=Durability.FULL, read_only=True))

    @property
    def epoch(self) -> str:
        """The name of these books."""
        return self.standing.term.epoch

    def stand(self, change: Callable[[Ledger], Result]) -> Result:
        """Does what may change this hub's place among the venue's hubs, and goes by it from then on."""
        result = self.writer.run(change)
        connection = self.reader()
        self.standing = read_standing(connection)
        self.doorkeeper.pairing_code = meta(connection, "pairing_code") or self.doorkeeper.pairing_code
        self.doorkeeper.load(connection)
        return result

    def reader(self) -> Connection:
        """The calling thread's read-only connection."""
        return self._readers.connection()

    @property
    def newest_cursor(self) -> str:
        """Where a station is that knows everything; a moment behind the writing thread at most."""
        return f"{self.epoch}.{self._ledger.committed}"

    def load(self, setup: Setup | None, people: Iterable[Attendee]) -> PeopleTaken:
        """Takes the event (None keeps the known one) and its people; who is not among them stays."""
        if setup is not None:
            self.writer.run(lambda ledger: ledger.save_setup(setup))
        return self.import_people(people)

    def import_people(self, people: Iterable[Attendee]) -> PeopleTaken:
        """Adds or replaces people, in chunks that let the doors in between."""
        everybody = list(people)
        total = PeopleTaken(added=0, changed=0, unchanged=0)
        for start in range(0, len(everybody), _IMPORT_CHUNK):
            self.importing = ImportProgress(done=start, total=len(everybody))
            total = _sum(total, self._take(everybody[start : start + _IMPORT_CHUNK]))
        self.importing = ImportProgress(done=len(everybody))
        return total

    def remove_people(self, ticket_codes: list[str]) -> int:
        return self.writer.run(lambda ledger: remove_people(ledger, ticket_codes))

    def import_credentials(self, credentials: list[Credential]) -> None:
        self.writer.run(lambda ledger: take_credentials(ledger, credentials))

    def setup(self) -> Setup | None:
        """The event; None before the first load."""
        text = meta(self.reader(), "setup")
        return decode_setup(text.encode()) if text else None

    def close(self) -> None:
        """Finishes what is queued and closes the file."""
        self._readers.close()  # before the writer: only the last writing connection can fold the WAL in
        self.writer.close()

    def _take(self, people: list[Attendee]) -> PeopleTaken:
        return self.writer.run(lambda ledger: take_people(ledger, people))


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


def _sum(one: PeopleTaken, other: PeopleTaken) -> PeopleTaken:
    return PeopleTaken(
        added=one.added + other.added, changed=one.changed + other.changed, unchanged=one.unchanged + other.unchanged
    )
