"""The station's two files as the sync sees them: what is stored together with which cursor.

Rows and the cursor behind them go into one transaction of `cache.db`; the server's answers to uploads into one of
`log.db`. A crash between any two steps repeats work and loses none.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from datetime import datetime

import msgspec

from kiosk.domain.scans import Scan, UploadState
from kiosk.store.cache import (
    PreparedPerson,
    people_changed,
    prepare_people,
    put_credentials,
    put_meta,
    put_other_scans,
    put_prepared,
    remove_people,
)
from kiosk.store.database import Connection
from kiosk.store.outbox import UploadResult, upload_again
from kiosk.store.staging import STAGED, begin_staging, swap_in
from kiosk.store.station import StationStore
from kiosk.store.values import encode
from kiosk.store.writer import Priority
from sync.engine import Progress
from sync.messages import Changes, Conflict, PushResult, PushState, Rows, SnapshotPage

CURSOR = "sync.cursor"
PAGE = "sync.page"
_LOADED = "sync.loaded"
_TOTAL = "sync.total"
_SETUP = "setup"
_STAGED_SETUP = "sync.setup"
_BOOKS_SETTING = "server.books"
_conflicts = msgspec.json.Decoder(Conflict)
_encoder = msgspec.json.Encoder()

_UPLOAD_STATES = {
    PushState.APPLIED: UploadState.ACCEPTED,
    PushState.DUPLICATE: UploadState.DUPLICATE,
    PushState.CONFLICT: UploadState.CONFLICT,
    PushState.REJECTED: UploadState.PARKED,
}


class StationSide:
    """Reads and writes of one station."""

    def __init__(self, store: StationStore) -> None:
        self._store = store
        self._storing: Future[None] | None = None

    def progress(self) -> Progress:
        """How far the download has come."""
        cache = self._store.cache
        return Progress(cursor=cache.meta(CURSOR) or None, page=cache.meta(PAGE) or None)

    def loaded(self) -> tuple[int | None, int | None]:
        """People staged so far, and of how many; None and None while no snapshot comes."""
        cache = self._store.cache
        if not cache.meta(PAGE):
            return None, None
        total = cache.meta(_TOTAL)
        return int(cache.meta(_LOADED) or 0), int(total) if total else None

    def store_page(self, page: SnapshotPage, *, first: bool) -> None:
        """Stages a page; the last one swaps all of them in. Other books than before get every scan again.

        A page that is not the last may still be on its way to the disk: the next one is fetched and prepared
        meanwhile, and stored only after it.
        """
        if first:
            self.know_books(page.books)
        prepared = prepare_people(page.rows.people)
        self.finish_storing()
        self._storing = self._store.cache.writer.submit(
            lambda connection: _stage(connection, page, prepared, first=first), Priority.BACKGROUND
        )
        if page.next_page is None:
            self.finish_storing()

    def finish_storing(self) -> None:
        """Waits until the page before is on disk. Raises EnvironmentProblem when it could not be stored."""
        storing, self._storing = self._storing, None
        if storing is not None:
            storing.result()

    def store_changes(self, changes: Changes) -> None:
        """Stores the rows and moves the cursor with them."""
        prepared = prepare_people(changes.rows.people)
        self._store.cache.writer.run(
            lambda connection: _put_changes(connection, changes, prepared), Priority.BACKGROUND
        )

    def waiting(self, limit: int, held: frozenset[str]) -> list[Scan]:
        """The oldest scans that wait for upload, without the held ones."""
        scans = self._store.log.waiting_uploads(limit + len(held))
        return [scan for scan in scans if scan.scan_id not in held][:limit]

    def waiting_one(self, scan_id: str) -> list[Scan]:
        """One scan that was held back."""
        scan = self._store.log.scan(scan_id)
        return [scan] if scan else []

    def settle(self, results: Iterable[PushResult], at: datetime) -> int:
        """Stores the server's final answers and gives their number; retryable rejections stay waiting."""
        final = [_upload_result(result) for result in results if not result.retryable]
        if final:
            self._store.log.settle_uploads(final, at)
        return len(final)

    def upload_counts(self) -> dict[UploadState, int]:
        return self._store.log.upload_counts()

    def open_conflicts(self) -> list[Conflict]:
        """Double entries that nobody has closed, the newest first."""
        return [_conflicts.decode(row) for row in self._store.cache.open_conflicts()]

    def open_conflict_count(self) -> int:
        """The same as a number; told after every exchange, and a bad morning has thousands."""
        return self._store.cache.open_conflict_count()

    def know_books(self, books: str) -> bool:
        """Whether the server's books are other ones than before: then every scan is put into the queue again."""
        known = self._store.log.setting(_BOOKS_SETTING)
        if known == books:
            return False
        if known is not None:
            self._store.log.writer.run(upload_again, Priority.BACKGROUND)
        self._store.log.save_setting(_BOOKS_SETTING, books)
        return known is not None


def forget_progress(connection: Connection) -> None:
    """The next download begins with a snapshot; people stay until it is whole."""
    put_meta(connection, CURSOR, "")
    put_meta(connection, PAGE, "")


def _stage(connection: Connection, page: SnapshotPage, people: list[PreparedPerson], *, first: bool) -> None:
    if first:
        begin_staging(connection)
        put_meta(connection, _LOADED, "0")
        put_meta(connection, _TOTAL, str(page.total or ""))
        put_meta(connection, _STAGED_SETUP, "")
        put_meta(connection, CURSOR, "")
    _put_rows(connection, page.rows, people, STAGED)
    if page.rows.setup is not None:
        put_meta(connection, _STAGED_SETUP, encode(page.rows.setup).decode())
    put_meta(connection, _LOADED, str(int(_meta(connection, _LOADED) or 0) + len(page.rows.people)))
    put_meta(connection, PAGE, page.next_page or "")
    if page.next_page is None:
        swap_in(connection)
        setup = _meta(connection, _STAGED_SETUP)
        if setup:
            put_meta(connection, _SETUP, setup)
        put_meta(connection, CURSOR, page.cursor)


def _put_changes(connection: Connection, changes: Changes, people: list[PreparedPerson]) -> None:
    rows = changes.rows
    if rows.removed:
        remove_people(connection, list(rows.removed))
    _put_rows(connection, rows, people, "")
    if people:
        people_changed(connection)
    if rows.setup is not None:
        put_meta(connection, _SETUP, encode(rows.setup).decode())
    put_meta(connection, CURSOR, changes.cursor)


def _put_rows(connection: Connection, rows: Rows, people: list[PreparedPerson], tables: str) -> None:
    put_prepared(connection, people, tables=tables)
    put_credentials(connection, rows.credentials, tables=tables)
    put_other_scans(connection, ((item.sequence, item.scan) for item in rows.scans), tables=tables)
    connection.executemany(
        f"INSERT OR REPLACE INTO {tables}conflicts VALUES (?, ?, ?, ?)",
        [
            (conflict.scan.scan_id, conflict.sequence, conflict.closed_at is None, _encoder.encode(conflict))
            for conflict in rows.conflicts
        ],
    )


def _meta(connection: Connection, key: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def _upload_result(result: PushResult) -> UploadResult:
    detail = result.winner if result.winner is not None else result.detail
    return UploadResult(scan_id=result.scan_id, state=_UPLOAD_STATES[result.state], detail=detail)
