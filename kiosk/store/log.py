"""`log.db`: what happened here. Precious, small, never rebuilt.

One transaction holds a scan, its place in the outbox and its print job, so a crash at any point loses nothing
that was answered.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from kiosk.domain.badges import PrintJob
from kiosk.domain.scans import Scan, UploadState
from kiosk.store import outbox, scan_log
from kiosk.store.database import Connection, Durability, check_pages, database_problems, open_database
from kiosk.store.outbox import UploadResult
from kiosk.store.print_jobs import PrintJobs, put_print_job
from kiosk.store.readers import Readers
from kiosk.store.scan_log import BrokenLink
from kiosk.store.schema import log_migrations, migrate
from kiosk.store.writer import Priority, Writer

Result = TypeVar("Result")


class LogStore:
    """Scans, outbox, print jobs and settings of this station."""

    def __init__(self, path: Path, key: str) -> None:
        """Opens or makes the file. Raises EnvironmentProblem."""
        self.path = path
        with closing(open_database(path, key, durability=Durability.FULL)) as connection, database_problems(path):
            check_pages(connection, path)
            migrate(connection, log_migrations)
        self.writer = Writer(path, lambda: open_database(path, key, durability=Durability.FULL))
        self._readers = Readers(lambda: open_database(path, key, durability=Durability.FULL, read_only=True))
        self.print_jobs = PrintJobs(self.writer, self.read)

    def close(self) -> None:
        self._readers.close()  # before the writer: only the last writing connection can fold the WAL in
        self.writer.close()

    def at_the_door(self, work: Callable[[Connection], Result]) -> Result:
        """Runs `work` in one durable transaction, before anything else that waits."""
        return self.writer.run(work, Priority.DOOR)

    def recent_scans(self, limit: int) -> list[Scan]:
        """The newest scans first."""
        return self.read(lambda connection: scan_log.recent_scans(connection, limit))

    def scan(self, scan_id: str) -> Scan | None:
        return self.read(lambda connection: scan_log.scan_by_id(connection, scan_id))

    def all_scans(self) -> list[tuple[Scan, UploadState]]:
        """Every scan in the order of the log, with what the server said of it."""
        return self.read(scan_log.scans_with_state)

    def scans_of_ticket(self, ticket_code: str, *areas: str) -> list[Scan]:
        return self.read(lambda connection: scan_log.scans_of_ticket(connection, ticket_code, *areas))

    def waiting_uploads(self, limit: int) -> list[Scan]:
        """The oldest scans that the server has not heard of."""
        return self.read(lambda connection: outbox.waiting(connection, limit))

    def settle_uploads(self, results: list[UploadResult], at: datetime) -> None:
        """Stores the server's answers."""
        self.writer.run(lambda connection: outbox.settle(connection, results, at), Priority.BACKGROUND)

    def upload_counts(self) -> dict[UploadState, int]:
        return self.read(outbox.counts)

    def first_broken_link(self) -> BrokenLink | None:
        """Walks the hash chain; None when the log is whole."""
        return self.read(scan_log.first_broken_link)

    def setting(self, key: str) -> str | None:
        row = self.read(
            lambda connection: connection.execute("SELECT value FROM settings WHERE key = ?", (key,)).fetchone()
        )
        return row["value"] if row else None

    def save_setting(self, key: str, value: str) -> None:
        self.writer.run(lambda connection: connection.execute("REPLACE INTO settings VALUES (?, ?)", (key, value)))

    def read(self, question: Callable[[Connection], Result]) -> Result:
        """Asks `question` on the calling thread's read-only connection."""
        with database_problems(self.path):
            return question(self._readers.connection())


def record_scan(connection: Connection, scan: Scan, print_job: PrintJob | None = None) -> None:
    """Writes a scan with its upload and its badge, inside one transaction of the log's writer."""
    sequence = scan_log.append_scan(connection, scan)
    outbox.enqueue(connection, scan.scan_id, sequence, scan.at)
    if print_job is not None:
        put_print_job(connection, print_job)
