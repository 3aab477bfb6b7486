"""The books of one hub as its interface uses them, whichever database keeps them."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from kiosk.domain.clock import Clock
from kiosk.domain.event import Setup
from kiosk.domain.people import Attendee, Credential
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.store.values import decode_setup
from sync.hub.books import Connection
from sync.hub.devices import PAIRING_CODE, Doorkeeper, new_pairing_code
from sync.hub.ledger import Ledger, meta, meta_or_new
from sync.hub.pairing_codes import try_code
from sync.hub.people import remove_people, take_credentials, take_people
from sync.hub.postgres_books import PostgresBooks
from sync.hub.postgres_watch import PostgresWatch
from sync.hub.sqlite_books import HUB_FILE, SqliteBooks
from sync.hub.standing import read_standing
from sync.messages import PeopleTaken
from sync.page_messages import ImportProgress
from sync.terms import Role

Result = TypeVar("Result")

_IMPORT_CHUNK = 2_000


class HubStore:
    """The books of one hub. Every answer that a station got is durable."""

    def __init__(self, directory: Path, clock: Clock, database: str | None = None) -> None:
        """Opens or makes the hub of a data directory, or of a PostgreSQL `database`. Raises EnvironmentProblem."""
        self.path = directory / HUB_FILE
        self.clock = clock
        self._books = SqliteBooks(directory, clock) if database is None else PostgresBooks(database, clock)
        self._watch: PostgresWatch | None = None
        self.writer = self._books.writer
        self.importing = ImportProgress()
        try:
            self.doorkeeper = Doorkeeper(*self.writer.run(_own_secrets))
            self._go_by(self.reader())
        except BaseException:
            self.close()
            raise
        if isinstance(self._books, PostgresBooks):
            self._watch = PostgresWatch(self._books.address, self.doorkeeper, self._go_by)

    @property
    def is_shared(self) -> bool:
        """Whether other processes write in these books."""
        return self._watch is not None

    @property
    def problem(self) -> EnvironmentProblem | None:
        """Why nothing can be stored at the moment, as far as the last try tells."""
        return self.writer.problem

    @property
    def is_first(self) -> bool:
        """Whether this process does what only one of a hub's processes may do."""
        return self._watch is None or self._watch.is_first

    @property
    def epoch(self) -> str:
        """The name of these books."""
        return self.standing.term.epoch

    def stand(self, change: Callable[[Ledger], Result]) -> Result:
        """Does what may change this hub's place among the venue's hubs, and goes by it from then on."""
        result = self.writer.run(change)
        self._go_by(self.reader())
        return result

    async def check_code(self, code: str, address: str) -> None:
        """Raises Refused unless `code` is the pairing code and codes from this address are looked at now."""
        tried = await self.writer.submit(lambda ledger: try_code(ledger, code, address))
        tried.check()

    def reader(self) -> Connection:
        """The calling thread's read-only connection."""
        return self._books.reader()

    @property
    def newest_cursor(self) -> str:
        """Where a station is that knows everything; a moment behind the books at most."""
        newest = self._books.newest if self._watch is None else max(self._books.newest, self._watch.newest)
        return f"{self.epoch}.{newest}"

    def load(
        self, setup: Setup | None, people: Iterable[Attendee], progress: Callable[[int], None] = lambda _: None
    ) -> PeopleTaken:
        """Takes the event (None keeps the known one) and its people; who is not among them stays.

        This and the following raise EnvironmentProblem at a hub that is not in charge.
        """
        self._check_in_charge()
        if setup is not None:
            self.writer.run(lambda ledger: ledger.save_setup(setup))
        return self.import_people(people, progress)

    def import_people(
        self, people: Iterable[Attendee], progress: Callable[[int], None] = lambda _: None
    ) -> PeopleTaken:
        """Adds or replaces people, in chunks that let the doors in between.

        `progress` is called with the number of people stored since its last call.
        """
        self._check_in_charge()
        everybody = list(people)
        total = PeopleTaken(added=0, changed=0, unchanged=0)
        for start in range(0, len(everybody), _IMPORT_CHUNK):
            self.importing = ImportProgress(done=start, total=len(everybody))
            chunk = everybody[start : start + _IMPORT_CHUNK]
            total = _sum(total, self._take(chunk))
            progress(len(chunk))
        self.importing = ImportProgress(done=len(everybody))
        return total

    def remove_people(self, ticket_codes: list[str]) -> int:
        self._check_in_charge()
        return self.writer.run(lambda ledger: remove_people(ledger, ticket_codes))

    def import_credentials(self, credentials: list[Credential]) -> None:
        self._check_in_charge()
        self.writer.run(lambda ledger: take_credentials(ledger, credentials))

    def setup(self) -> Setup | None:
        """The event; None before the first load."""
        text = meta(self.reader(), "setup")
        return decode_setup(text.encode()) if text else None

    def check(self) -> None:
        """The whole file, before it serves; a PostgreSQL sees to its own. Raises EnvironmentProblem."""
        if isinstance(self._books, SqliteBooks):
            self._books.check()

    def close(self) -> None:
        """Finishes what is queued and closes the books."""
        if self._watch is not None:
            self._watch.close()
        self._books.close()

    def _check_in_charge(self) -> None:
        """The numbers of a copy are those of the hub it follows; its own would hide rows of that one from it."""
        if self.standing.role is not Role.IN_CHARGE:
            raise EnvironmentProblem(
                ProblemKind.CONFIGURATION,
                f"this hub is {self.standing.role.value}: people are imported at the hub in charge",
                "start it without --import; it copies what that one has",
            )

    def _take(self, people: list[Attendee]) -> PeopleTaken:
        return self.writer.run(lambda ledger: take_people(ledger, people))

    def _go_by(self, connection: Connection) -> None:
        """Reads what may have changed without this process."""
        self.standing = read_standing(connection)
        self.doorkeeper.pairing_code = meta(connection, PAIRING_CODE) or self.doorkeeper.pairing_code
        self.doorkeeper.load(connection)


def _own_secrets(ledger: Ledger) -> tuple[str, str]:
    """The pairing code, and what seals the keys of the hub's page; made with the name of the books on first use."""
    connection = ledger.connection
    meta_or_new(connection, "epoch")
    code = meta_or_new(connection, PAIRING_CODE, new_pairing_code())
    return code, meta_or_new(connection, "page_secret", secrets.token_hex(32))


def _sum(one: PeopleTaken, other: PeopleTaken) -> PeopleTaken:
    return PeopleTaken(
        added=one.added + other.added, changed=one.changed + other.changed, unchanged=one.unchanged + other.unchanged
    )
