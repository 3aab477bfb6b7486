"""The books of a hub as the sync of its upstream connection sees them: the hub is a station of the organiser's server.

People and set-up that come down are changes of these books, so they reach the hub's own stations like any other. The
scans of its stations go up once each; what the server said of each is kept beside it.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial

from kiosk.domain.edits import EditState
from kiosk.domain.people import Attendee, Credential
from kiosk.domain.scans import Scan, UploadState
from kiosk.store.database import marks
from sync.clock_watch import ClockSet
from sync.engine import Progress
from sync.hub.books import Connection
from sync.hub.conflicts import close_conflict
from sync.hub.ledger import Ledger, meta, put_meta
from sync.hub.people import remove_people, take_credentials, take_people
from sync.hub.scan_rows import read_scan
from sync.hub.scans import take_told_scan
from sync.hub.store import HubStore
from sync.hub.upstream_closings import tell_closings_again
from sync.hub.upstream_edits import as_edited_here, edit_counts
from sync.hub.upstream_queue import UPSTREAM, fill_queue, upload_again
from sync.messages import Changes, Conflict, PushResult, Rows, SnapshotPage
from sync.side import upload_state

_CURSOR, _PAGE, _ROUND, _BOOKS = "upstream.cursor", "upstream.page", "upstream.round", "upstream.books"
_LOADED, _TOTAL = "upstream.loaded", "upstream.total"
_AT_ONCE = 500
_log = logging.getLogger(__name__)
_CLEAR_AT_ONCE = 500


class UpstreamSide:
    """`sync.side.Side` over a hub's books."""

    def __init__(self, store: HubStore) -> None:
        self._store = store
        self.rows_staged = 0

    def progress(self) -> Progress:
        return Progress(cursor=self._meta(_CURSOR) or None, page=self._meta(_PAGE) or None)

    def loaded(self) -> tuple[int | None, int | None]:
        if not self._meta(_PAGE):
            return None, None
        total = self._meta(_TOTAL)
        return int(self._meta(_LOADED) or 0), int(total) if total else None

    def store_page(self, page: SnapshotPage, *, name: str | None) -> None:
        """People are taken in page by page; who came from upstream before and is on none of them is removed."""
        if name is None:
            self.know_books(page.books)
            self._store.writer.run(lambda ledger: _begin_round(ledger, page.total))
        self._take_people(page.rows.people)
        self._store.writer.run(lambda ledger: _finish_page(ledger, page))
        self.rows_staged += len(page.rows)

    def finish_storing(self) -> None:
        """Everything is on disk already."""

    def give_up_storing(self) -> bool:
        return False

    def taken_edits(self) -> tuple[str, ...]:
        return ()

    def note_told(self, taken: Sequence[str]) -> None:
        """The people of a hub's books have its edits in them; nothing is put over them."""

    def store_changes(self, changes: Changes, taken: Sequence[str] = ()) -> None:
        self._take_people(changes.rows.people)

        def work(ledger: Ledger) -> None:
            _remove(ledger, changes.rows.removed)
            _take_rows(ledger, changes.rows)
            put_meta(ledger.connection, _CURSOR, changes.cursor)

        self._store.writer.run(work)

    def waiting(self, limit: int, held: frozenset[str]) -> list[Scan]:
        rows = self._store.reader().execute(
            """SELECT scans.* FROM upstream_scans JOIN scans ON scans.scan_id = upstream_scans.scan_id
               WHERE upstream_scans.state = 'pending' ORDER BY upstream_scans.sequence LIMIT ?""",
            (limit + len(held),),
        )
        scans = [read_scan(row).scan for row in rows]
        return [scan for scan in scans if scan.scan_id not in held][:limit]

    def waiting_one(self, scan_id: str) -> list[Scan]:
        row = self._store.reader().execute("SELECT * FROM scans WHERE scan_id = ?", (scan_id,)).fetchone()
        return [read_scan(row).scan] if row else []

    def clock_was_set(self, clock_set: ClockSet) -> None:
        """The books have the stations' scans in the hub's time as it was then."""

    def clock_moved_s(self, scans: Sequence[Scan]) -> float:
        return 0.0

    def settle(self, results: Iterable[PushResult], at: datetime) -> int:
        final = [
            (upload_state(result.state).value, result.winner or result.detail, result.scan_id)
            for result in results
            if not result.retryable
        ]
        if final:
            self._store.writer.run(
                lambda ledger: ledger.connection.executemany(
                    "UPDATE upstream_scans SET state = ?, detail = ? WHERE scan_id = ? AND state = 'pending'", final
                )
            )
        return len(final)

    def upload_counts(self) -> dict[UploadState, int]:
        rows = self._store.reader().execute("SELECT state, count(*) AS number FROM upstream_scans GROUP BY state")
        found = {row["state"]: int(row["number"]) for row in rows}
        counts, edits = {state: found.get(state.value, 0) for state in UploadState}, edit_counts(self._store.reader())
        counts[UploadState.PENDING] += edits[EditState.QUEUED]
        counts[UploadState.PARKED] += edits[EditState.PARKED]
        return counts

    def open_conflicts(self) -> list[Conflict]:
        """The hub finds double entries itself, with the scans that came down."""
        return []

    def open_conflict_count(self) -> int:
        return 0

    def unread_count(self) -> int:
        """Told in the program's own log as they come; the hub's page has no place for them."""
        return 0

    def know_books(self, books: str) -> bool:
        known = self._meta(_BOOKS)
        if known == books:
            return False

        def work(ledger: Ledger) -> None:
            upload_again(ledger.connection)
            fill_queue(ledger.connection)
            tell_closings_again(ledger.connection)
            put_meta(ledger.connection, _BOOKS, books)

        self._store.writer.run(work)
        return known is not None

    def _take_people(self, people: Sequence[Attendee]) -> None:
        """In chunks that let the doors in between."""
        for start in range(0, len(people), _AT_ONCE):
            self._store.writer.run(partial(_take_people, people[start : start + _AT_ONCE]))

    def _meta(self, key: str) -> str | None:
        return meta(self._store.reader(), key)


def forget_progress(connection: Connection) -> None:
    """The next download begins with a snapshot; people stay until it is whole."""
    put_meta(connection, _CURSOR, "")
    put_meta(connection, _PAGE, "")


def _begin_round(ledger: Ledger, total: int | None) -> None:
    connection = ledger.connection
    put_meta(connection, _ROUND, str(_round(connection) + 1))
    put_meta(connection, _LOADED, "0")
    put_meta(connection, _TOTAL, str(total or ""))
    put_meta(connection, _CURSOR, "")


def _round(connection: Connection) -> int:
    return int(meta(connection, _ROUND) or 0)


def _take_people(people: Sequence[Attendee], ledger: Ledger) -> None:
    take_people(ledger, as_edited_here(ledger.connection, people))
    number = _round(ledger.connection)
    ledger.connection.executemany(
        """INSERT INTO upstream_people (ticket_code, round) VALUES (?, ?)
           ON CONFLICT (ticket_code) DO UPDATE SET round = excluded.round""",
        [(person.ticket_code, number) for person in people],
    )


def _finish_page(ledger: Ledger, page: SnapshotPage) -> None:
    connection = ledger.connection
    _take_rows(ledger, page.rows)
    _keep_unread_people(ledger, page.rows)
    put_meta(connection, _LOADED, str(int(meta(connection, _LOADED) or 0) + len(page.rows.people)))
    put_meta(connection, _PAGE, page.next_page or "")
    if page.next_page is None:
        rows = connection.execute("SELECT ticket_code FROM upstream_people WHERE round < ?", (_round(connection),))
        _remove(ledger, [row["ticket_code"] for row in rows.fetchall()])
        put_meta(connection, _CURSOR, page.cursor)


def _keep_unread_people(ledger: Ledger, rows: Rows) -> None:
    """Whose row can't be read is still there, as known before."""
    number = _round(ledger.connection)
    ledger.connection.executemany(
        "UPDATE upstream_people SET round = ? WHERE ticket_code = ?",
        [(number, row.key) for row in rows.unread if row.kind == "people"],
    )


def _remove(ledger: Ledger, ticket_codes: Sequence[str]) -> None:
    remove_people(ledger, ticket_codes)
    for start in range(0, len(ticket_codes), _CLEAR_AT_ONCE):
        some = ticket_codes[start : start + _CLEAR_AT_ONCE]
        ledger.connection.execute(f"DELETE FROM upstream_people WHERE ticket_code IN ({marks(some)})", list(some))


def _take_rows(ledger: Ledger, rows: Rows) -> None:
    """All but the people."""
    for row in rows.unread:
        _log.warning("A row of the organiser's server can't be read: %s %s (%s)", row.kind, row.key, row.detail)
    if rows.setup is not None:
        ledger.save_setup(rows.setup)
    take_credentials(ledger, [item for item in rows.credentials if not _is_known(ledger.connection, item)])
    for told in rows.scans:
        take_told_scan(ledger, UPSTREAM, told.scan)
    for conflict in rows.conflicts:
        if conflict.closed_at is not None and conflict.closed_by:
            for scan_id in (conflict.scan.scan_id, conflict.winner.scan_id):
                close_conflict(ledger, scan_id, conflict.closed_by, conflict.note)


def _is_known(connection: Connection, credential: Credential) -> bool:
    row = connection.execute("SELECT ticket_code, state FROM credentials WHERE code = ?", (credential.code,)).fetchone()
    return row is not None and (row["ticket_code"], row["state"]) == (credential.ticket_code, credential.state.value)
