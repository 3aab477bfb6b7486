"""What the hub tells its stations: a snapshot in pages, then changes in the order of their sequence numbers.

A snapshot is read page by page over minutes while people change. Its cursor is the number before its first page:
whatever changes meanwhile comes again with the changes after it. Cursors are `EPOCH.SEQUENCE`; another epoch means
another set of books, and a station that comes with one starts over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from kiosk.domain.people import Credential, CredentialState
from kiosk.store.values import decode_attendee, decode_setup
from sync.hub.books import Connection, Row
from sync.hub.ledger import meta
from sync.hub.scan_rows import read_scan
from sync.messages import Changes, Conflict, Rows, SequencedScan, SnapshotPage

PAGE = 4_000
"""Rows of one kind in one answer: about a megabyte of people."""

_KINDS = ("people", "credentials", "scans", "conflicts")
_START = "people:"


def snapshot_page(connection: Connection, epoch: str, device: str, page: str | None) -> SnapshotPage:
    """One page; kinds come one after the other. The page's name is `SEQUENCE/KIND:KEY`, the last key it holds."""
    with _one_moment(connection):
        upto, _, place = (page or f"{_sequence(connection)}/{_START}").partition("/")
        kind, _, after = place.partition(":")
        rows, last = _SNAPSHOT_READERS[kind](connection, device, after, int(upto))
        setup = _setup(connection) if page is None else None
        total = _people_count(connection) if page is None else None
    next_place = f"{kind}:{last}" if last is not None else _kind_after(kind)
    return SnapshotPage(
        rows=Rows(setup=setup, **rows),
        cursor=f"{epoch}.{upto}",
        next_page=f"{upto}/{next_place}" if next_place else None,
        total=total,
        books=epoch,
    )


def changes_after(connection: Connection, epoch: str, device: str, cursor: str) -> Changes:
    """The rows after `cursor`, scans of `device` itself left out."""
    known_epoch, _, number = cursor.partition(".")
    if known_epoch != epoch or not number.isdigit():
        return Changes(rows=Rows(), cursor=cursor, start_over=True)
    after = int(number)
    with _one_moment(connection):
        newest = _sequence(connection)
        if after > newest:
            return Changes(rows=Rows(), cursor=cursor, start_over=True)
        found = {kind: _after(connection, kind, device, after) for kind in _KINDS}
        upto = min((rows[-1]["sequence"] for rows in found.values() if len(rows) == PAGE), default=newest)
        kept = {kind: [row for row in rows if row["sequence"] <= upto] for kind, rows in found.items()}
        setup = _setup(connection) if int(meta(connection, "setup_sequence") or 0) > after else None
        conflicts = tuple(read_conflict(connection, row) for row in kept["conflicts"])
    rows = Rows(
        setup=setup,
        people=tuple(decode_attendee(row["data"]) for row in kept["people"] if not row["removed"]),
        removed=tuple(row["ticket_code"] for row in kept["people"] if row["removed"]),
        credentials=tuple(map(_credential, kept["credentials"])),
        scans=tuple(map(_scan, kept["scans"])),
        conflicts=conflicts,
    )
    return Changes(rows=rows, cursor=f"{epoch}.{upto}", more=upto < newest)


def all_conflicts(connection: Connection) -> list[Conflict]:
    """Every double entry, the newest first."""
    with _one_moment(connection):
        rows = connection.execute("SELECT * FROM conflicts ORDER BY sequence DESC").fetchall()
        return [read_conflict(connection, row) for row in rows]


def read_conflict(connection: Connection, row: Row) -> Conflict:
    """A conflict with both its scans."""
    scans = {
        found["scan_id"]: read_scan(found).scan
        for found in connection.execute("SELECT * FROM scans WHERE scan_id IN (?, ?)", (row["scan_id"], row["winner"]))
    }
    return Conflict(
        sequence=row["sequence"],
        scan=scans[row["scan_id"]],
        winner=scans[row["winner"]],
        closed_at=datetime.fromisoformat(row["closed_at"]) if row["closed_at"] else None,
        closed_by=row["closed_by"],
        note=row["note"],
    )


@contextmanager
def _one_moment(connection: Connection) -> Iterator[None]:
    """All reads inside see the same state of the books."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.execute("COMMIT")


def _after(connection: Connection, kind: str, device: str, after: int) -> list[Row]:
    own = " AND device != ?" if kind == "scans" else ""
    return connection.execute(
        f"SELECT * FROM {kind} WHERE sequence > ?{own} ORDER BY sequence LIMIT {PAGE}",
        (after, device) if own else (after,),
    ).fetchall()


_Page = tuple[dict[str, Any], str | None]


def _people_page(connection: Connection, _device: str, after: str, _upto: int) -> _Page:
    rows = connection.execute(
        f"SELECT ticket_code, data FROM people WHERE ticket_code > ? AND removed = 0 ORDER BY ticket_code LIMIT {PAGE}",
        (after,),
    ).fetchall()
    return {"people": tuple(decode_attendee(row["data"]) for row in rows)}, _last(rows, "ticket_code")


def _credentials_page(connection: Connection, _device: str, after: str, _upto: int) -> _Page:
    rows = connection.execute(
        f"SELECT * FROM credentials WHERE code > ? ORDER BY code LIMIT {PAGE}", (after,)
    ).fetchall()
    return {"credentials": tuple(map(_credential, rows))}, _last(rows, "code")


def _scans_page(connection: Connection, device: str, after: str, upto: int) -> _Page:
    rows = connection.execute(
        f"""SELECT * FROM scans WHERE sequence > ? AND sequence <= ? AND device != ?
            ORDER BY sequence LIMIT {PAGE}""",
        (int(after or 0), upto, device),
    ).fetchall()
    return {"scans": tuple(map(_scan, rows))}, _last(rows, "sequence")


def _conflicts_page(connection: Connection, _device: str, after: str, upto: int) -> _Page:
    rows = connection.execute(
        f"SELECT * FROM conflicts WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT {PAGE}",
        (int(after or 0), upto),
    ).fetchall()
    return {"conflicts": tuple(read_conflict(connection, row) for row in rows)}, _last(rows, "sequence")


_SNAPSHOT_READERS: dict[str, Callable[[Connection, str, str, int], _Page]] = {
    "people": _people_page,
    "credentials": _credentials_page,
    "scans": _scans_page,
    "conflicts": _conflicts_page,
}


def _last(rows: list[Row], key: str) -> str | None:
    """The key to go on after; None when these rows were the last of their kind."""
    return str(rows[-1][key]) if len(rows) == PAGE else None


def _kind_after(kind: str) -> str | None:
    following: Iterable[str] = _KINDS[_KINDS.index(kind) + 1 :]
    return next((f"{name}:" for name in following), None)


def _credential(row: Row) -> Credential:
    return Credential(code=row["code"], ticket_code=row["ticket_code"], state=CredentialState(row["state"]))


def _scan(row: Row) -> SequencedScan:
    return SequencedScan(sequence=row["sequence"], scan=read_scan(row).scan)


def _setup(connection: Connection) -> Any:
    text = meta(connection, "setup")
    return decode_setup(text.encode()) if text else None


def _people_count(connection: Connection) -> int:
    row = connection.execute("SELECT count(*) AS number FROM people WHERE removed = 0").fetchone()
    return int(row["number"])


def _sequence(connection: Connection) -> int:
    return int(meta(connection, "sequence") or 0)
