"""What one transaction of `cache.db` stores of a server's answer: rows, and the cursor behind them.

Runs wherever the file is written: on the cache's writer thread, or in the process that takes in a first sync.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec

from kiosk.domain.event import Setup
from kiosk.domain.people import Credential
from kiosk.store.cache import people_changed, put_meta, remove_people
from kiosk.store.database import Connection
from kiosk.store.people_rows import PreparedPerson, prepare, prepare_read, put_prepared
from kiosk.store.staging import STAGED, begin_staging, count_anew, swap_in
from kiosk.store.told_rows import forget_others, put_credentials, put_other_scans
from kiosk.store.unread_rows import forget_unread, put_unread
from kiosk.store.values import decode_attendee, encode
from sync.messages import Changes, Conflict, Rows, SequencedScan, UnreadRow
from sync.reading import read_person, read_rows, require_people

CURSOR = "sync.cursor"
PAGE = "sync.page"
LOADED = "sync.loaded"
TOTAL = "sync.total"
_SETUP = "setup"
_STAGED_SETUP = "sync.setup"
_encoder = msgspec.json.Encoder()

Form = TypeVar("Form")
Prepared = TypeVar("Prepared")


class Preparing(Protocol):
    """How many people are prepared: gently, or all at once."""

    def __call__(self, people: Iterable[Form], how: Callable[[Form], Prepared], /) -> list[Prepared]: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PreparedRows:
    """Rows of an answer, ready to be put into the tables."""

    people: Sequence[PreparedPerson]
    setup: Setup | None
    credentials: Sequence[Credential]
    scans: Sequence[SequencedScan]
    conflicts: Sequence[Conflict]
    unread: Sequence[UnreadRow]

    def __len__(self) -> int:
        return len(self.people) + len(self.credentials) + len(self.scans) + len(self.conflicts) + len(self.unread)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlace:
    """Where a page of a snapshot belongs: its own name (None: the first), and what comes after it."""

    name: str | None
    next_page: str | None
    cursor: str
    total: int | None


def prepare_rows(rows: Rows, many: Preparing) -> PreparedRows:
    """Rows of an answer that was read."""
    return _prepared(rows, many(rows.people, prepare), rows.unread)


def prepare_raw_rows(rows: memoryview, many: Preparing) -> PreparedRows:
    """Rows of a page that nobody has read. Raises msgspec.DecodeError or UnicodeDecodeError for what is none."""
    read, people = read_rows(rows)
    found = many(people, read_person)
    known = [person for person in found if isinstance(person, PreparedPerson)]
    unread = [person for person in found if isinstance(person, UnreadRow)]
    require_people(len(known), unread)
    return _prepared(read, known, [*read.unread, *unread])


def stage_page(connection: Connection, place: PagePlace, rows: PreparedRows) -> None:
    """Stages a page; after the last one all of them are swapped in.

    A page that another process stored a moment before it was killed is not stored again.
    """
    if place.name is None:
        _begin(connection, place)
    elif _is_stored(connection, place):
        return
    _put_rows(connection, rows, STAGED)
    if rows.setup is not None:
        put_meta(connection, _STAGED_SETUP, encode(rows.setup).decode())
    put_meta(connection, LOADED, str(int(meta(connection, LOADED) or 0) + len(rows.people)))
    put_meta(connection, PAGE, place.next_page or "")
    if place.next_page is None:
        _keep_unread_people(connection)
        swap_in(connection)
        setup = meta(connection, _STAGED_SETUP)
        if setup:
            put_meta(connection, _SETUP, setup)
        put_meta(connection, CURSOR, place.cursor)


def _keep_unread_people(connection: Connection) -> None:
    """Whose row of the snapshot can't be read stays as this station knows them: a door must not say "unknown"."""
    unread = f"SELECT key FROM {STAGED}unread_rows WHERE kind = 'people'"
    rows = connection.execute(f"SELECT data FROM attendees WHERE ticket_code IN ({unread})").fetchall()
    put_prepared(connection, [prepare_read(decode_attendee(row[0]), row[0]) for row in rows], tables=STAGED)


def put_changes(connection: Connection, changes: Changes, rows: PreparedRows) -> None:
    """Stores what changed and moves the cursor with it."""
    if changes.rows.removed:
        remove_people(connection, list(changes.rows.removed))
        forget_unread(connection, [("people", code) for code in changes.rows.removed])
    _put_rows(connection, rows, "")
    _forget_the_rest(connection, changes.rows)
    if rows.people:
        people_changed(connection)
    if rows.setup is not None:
        put_meta(connection, _SETUP, encode(rows.setup).decode())
    put_meta(connection, CURSOR, changes.cursor)


def _forget_the_rest(connection: Connection, rows: Rows) -> None:
    """A snapshot needs no such thing, it holds nothing of before."""
    codes, scan_ids = _by_ticket(rows)
    gone = [forget_others(connection, code, codes.get(code, ()), scan_ids.get(code, ())) for code in rows.whole]
    if any(gone):
        count_anew(connection)


def _by_ticket(rows: Rows) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The codes of each ticket, and the ids of its scans and double entries."""
    codes: dict[str, list[str]] = {}
    scan_ids: dict[str, list[str]] = {}
    for credential in rows.credentials:
        codes.setdefault(credential.ticket_code, []).append(credential.code)
    for scan in (*(told.scan for told in rows.scans), *(conflict.scan for conflict in rows.conflicts)):
        scan_ids.setdefault(scan.ticket_code or "", []).append(scan.scan_id)
    return codes, scan_ids


def forget_progress(connection: Connection) -> None:
    """The next download begins with a snapshot; people stay until it is whole."""
    put_meta(connection, CURSOR, "")
    put_meta(connection, PAGE, "")


def meta(connection: Connection, key: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def _is_stored(connection: Connection, place: PagePlace) -> bool:
    if place.next_page is not None:
        return meta(connection, PAGE) == place.next_page
    return not meta(connection, PAGE) and meta(connection, CURSOR) == place.cursor


def _begin(connection: Connection, place: PagePlace) -> None:
    begin_staging(connection)
    put_meta(connection, LOADED, "0")
    put_meta(connection, TOTAL, str(place.total or ""))
    put_meta(connection, _STAGED_SETUP, "")
    put_meta(connection, CURSOR, "")


def _prepared(rows: Rows, people: list[PreparedPerson], unread: Sequence[UnreadRow]) -> PreparedRows:
    return PreparedRows(
        people=people,
        setup=rows.setup,
        credentials=rows.credentials,
        scans=rows.scans,
        conflicts=rows.conflicts,
        unread=unread,
    )


def _put_rows(connection: Connection, rows: PreparedRows, tables: str) -> None:
    put_prepared(connection, rows.people, tables=tables)
    put_credentials(connection, rows.credentials, tables=tables)
    put_other_scans(connection, ((item.sequence, item.scan) for item in rows.scans), tables=tables)
    connection.executemany(
        f"INSERT OR REPLACE INTO {tables}conflicts VALUES (?, ?, ?, ?)",
        [
            (conflict.scan.scan_id, conflict.sequence, conflict.closed_at is None, _encoder.encode(conflict))
            for conflict in rows.conflicts
        ],
    )
    forget_unread(connection, list(_names(rows)), tables=tables)
    put_unread(connection, [(row.kind, row.key, row.detail) for row in rows.unread], tables=tables)


def _names(rows: PreparedRows) -> Iterator[tuple[str, str]]:
    """Kind and key of all that was read, as `UnreadRow` names what was not."""
    if rows.setup is not None:
        yield "setup", "setup"
    yield from (("people", person.ticket_code) for person in rows.people)
    yield from (("credentials", credential.code) for credential in rows.credentials)
    yield from (("scans", told.scan.scan_id) for told in rows.scans)
    yield from (("conflicts", conflict.scan.scan_id) for conflict in rows.conflicts)
