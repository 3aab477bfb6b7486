"""The station's two files as the sync sees them: what is stored together with which cursor.

Rows and the cursor behind them go into one transaction of `cache.db`; the server's answers to uploads into one of
`log.db`. A crash between any two steps repeats work and loses none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future, wait
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

import msgspec

from kiosk.domain.edits import EditState
from kiosk.domain.scans import Scan, UploadState
from kiosk.store import edit_log
from kiosk.store.database import Connection
from kiosk.store.outbox import UploadResult, clock_moves, note_clock_set, upload_again
from kiosk.store.people_rows import prepare_gently
from kiosk.store.station import StationStore
from kiosk.store.writer import Priority
from sync.clock_watch import ClockSet
from sync.engine import Progress
from sync.intake import Intake
from sync.messages import Changes, Conflict, PushResult, SnapshotPage
from sync.port import not_understood
from sync.raw_pages import RawPage
from sync.side import upload_state
from sync.stored_rows import (
    CURSOR,
    LOADED,
    PAGE,
    TOTAL,
    PagePlace,
    PreparedRows,
    prepare_raw_rows,
    prepare_rows,
    put_changes,
    stage_page,
)

_BOOKS_SETTING = "server.books"
_WORTH_A_PROCESS = 10_000
"""People; fewer are stored before a process has started."""

_conflicts = msgspec.json.Decoder(Conflict)


@dataclass(frozen=True, slots=True)
class _Storing:
    """A page on its way to the disk. Its number of rows is None when another process could not store it."""

    place: PagePlace
    page: SnapshotPage | RawPage
    rows: Future[int | None]


class StationSide:
    """Reads and writes of one station."""

    def __init__(self, store: StationStore) -> None:
        self._store = store
        self._intake = Intake()
        self._storing: _Storing | None = None
        self.rows_staged = 0

    def progress(self) -> Progress:
        """How far the download has come."""
        cache = self._store.cache
        return Progress(cursor=cache.meta(CURSOR) or None, page=cache.meta(PAGE) or None)

    def loaded(self) -> tuple[int | None, int | None]:
        """People staged so far, and of how many; None and None while no snapshot comes."""
        cache = self._store.cache
        if not cache.meta(PAGE):
            return None, None
        total = cache.meta(TOTAL)
        return int(cache.meta(LOADED) or 0), int(total) if total else None

    def store_page(self, page: SnapshotPage | RawPage, *, name: str | None) -> None:
        """Stages the page of that name (None: the first); the last one swaps all of them in.

        Other books than before get every scan again. A page that is not the last may still be on its way to the
        disk: the next one is fetched meanwhile, and stored only after it. Raises EnvironmentProblem, or ServerTrouble
        for rows that are none, also for the page before.
        """
        if name is None:
            self.know_books(page.books)
        place = PagePlace(name=name, next_page=page.next_page, cursor=page.cursor, total=page.total)
        if isinstance(page, RawPage) and self._is_large(place):
            self.finish_storing()
            rows = self._store.cache.lend(lambda path, key: self._intake.store(path, key, place, memoryview(page.rows)))
        else:
            prepared = _prepared(page)
            self.finish_storing()
            rows = self._stage(place, prepared)
        self._storing = _Storing(place, page, rows)
        if page.next_page is None:
            self.finish_storing()
            self._intake.close()
            self._show_edits()

    def finish_storing(self) -> None:
        """Waits until the page before is on disk. Raises like `store_page`."""
        storing, self._storing = self._storing, None
        if storing is not None:
            rows = storing.rows.result()
            if rows is None:
                rows = self._stage(storing.place, _prepared(storing.page)).result()
            self.rows_staged += rows or 0

    def give_up_storing(self) -> bool:
        """Waits for the page under way, whatever comes of it; True when there was one: what is on disk counts then."""
        storing, self._storing = self._storing, None
        if storing is not None:
            wait([storing.rows])
        self._intake.close()
        return storing is not None

    def taken_edits(self) -> tuple[str, ...]:
        """The edits that changes which are asked for now do tell, once nothing `more` comes."""
        return self._store.log.read(edit_log.taken_edits)

    def store_changes(self, changes: Changes, taken: Sequence[str] = ()) -> None:
        """Stores the rows and moves the cursor with them; own edits but `taken` are newer than any of them."""
        prepared = prepare_rows(changes.rows, prepare_gently)
        self._store.cache.writer.run(lambda connection: put_changes(connection, changes, prepared), Priority.BACKGROUND)
        if prepared.people or changes.rows.removed:
            self._show_edits(() if changes.more else taken)

    def note_told(self, taken: Sequence[str]) -> None:
        """The rows stored so far tell these edits."""
        if taken:
            self._store.log.writer.run(lambda log: edit_log.note_told(log, taken), Priority.BACKGROUND)

    def waiting(self, limit: int, held: frozenset[str]) -> list[Scan]:
        """The oldest scans that wait for upload, without the held ones."""
        scans = self._store.log.waiting_uploads(limit + len(held))
        free = [scan for scan in scans if scan.scan_id not in held][:limit]
        moves = self._clock_moves(free)
        return list(takewhile(lambda scan: moves[scan.scan_id] == moves[free[0].scan_id], free))

    def waiting_one(self, scan_id: str) -> list[Scan]:
        """One scan that was held back."""
        scan = self._store.log.scan(scan_id)
        return [scan] if scan else []

    def clock_was_set(self, clock_set: ClockSet) -> None:
        self._store.log.writer.run(
            lambda log: note_clock_set(log, clock_set.by_s, clock_set.is_before), Priority.BACKGROUND
        )

    def clock_moved_s(self, scans: Sequence[Scan]) -> float:
        return self._clock_moves(scans[:1])[scans[0].scan_id]

    def _clock_moves(self, scans: Sequence[Scan]) -> dict[str, float]:
        return self._store.log.read(lambda log: clock_moves(log, [scan.scan_id for scan in scans]))

    def settle(self, results: Iterable[PushResult], at: datetime) -> int:
        """Stores the server's final answers and gives their number; retryable rejections stay waiting."""
        final = [_upload_result(result) for result in results if not result.retryable]
        if final:
            self._store.log.settle_uploads(final, at)
        return len(final)

    def upload_counts(self) -> dict[UploadState, int]:
        """Scans in each state, and with them the edits that wait or are parked."""
        counts, edits = self._store.log.upload_counts(), self._store.log.read(edit_log.edit_counts)
        counts[UploadState.PENDING] += edits[EditState.QUEUED]
        counts[UploadState.PARKED] += edits[EditState.PARKED]
        return counts

    def open_conflicts(self) -> list[Conflict]:
        """Double entries that nobody has closed, the newest first."""
        return [_conflicts.decode(row) for row in self._store.cache.open_conflicts()]

    def open_conflict_count(self) -> int:
        """The same as a number; told after every exchange, and a bad morning has thousands."""
        return self._store.cache.open_conflict_count()

    def unread_count(self) -> int:
        """Rows of the server that can't be read, and stand in nobody's way."""
        return self._store.cache.unread_count()

    def know_books(self, books: str) -> bool:
        """Whether the server's books are other ones than before: then every scan and edit is queued again."""
        known = self._store.log.setting(_BOOKS_SETTING)
        if known == books:
            return False
        if known is not None:
            self._store.log.writer.run(_all_again, Priority.BACKGROUND)
        self._store.log.save_setting(_BOOKS_SETTING, books)
        return known is not None

    def _show_edits(self, but: Sequence[str] = ()) -> None:
        if self._store.log.read(edit_log.edits_to_show):
            self._store.show_edits(but).result()

    def _is_large(self, place: PagePlace) -> bool:
        total = place.total if place.name is None else self._store.cache.meta(TOTAL)
        return int(total or 0) >= _WORTH_A_PROCESS

    def _stage(self, place: PagePlace, rows: PreparedRows) -> Future[int | None]:
        def stage(connection: Connection) -> int | None:
            stage_page(connection, place, rows)
            return len(rows)

        return self._store.cache.writer.submit(stage, Priority.BACKGROUND)


def _all_again(log: Connection) -> None:
    upload_again(log)
    edit_log.send_all_again(log)


def _prepared(page: SnapshotPage | RawPage) -> PreparedRows:
    if isinstance(page, SnapshotPage):
        return prepare_rows(page.rows, prepare_gently)
    try:
        return prepare_raw_rows(memoryview(page.rows), prepare_gently)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise not_understood(error) from error


def _upload_result(result: PushResult) -> UploadResult:
    detail = result.winner if result.winner is not None else result.detail
    return UploadResult(scan_id=result.scan_id, state=upload_state(result.state), detail=detail)
