"""What the hub tells its stations: a snapshot in pages, then changes in the order of their sequence numbers.

A snapshot is read page by page over minutes while people change. Its cursor is the number before its first page:
whatever changes meanwhile comes again with the changes after it. Cursors are `EPOCH.SEQUENCE`; another epoch means
another set of books, and a station that comes with one starts over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime

import msgspec
from msgspec import Raw

from kiosk.domain.people import Credential, CredentialState
from sync.hub.books import Connection, Row
from sync.hub.ledger import meta
from sync.hub.scan_rows import read_scan, scan_json
from sync.hub.sent import SentChanges, SentPage, SentRow, SentRows, listed
from sync.messages import Conflict

PAGE = 4_000
"""Rows of one kind in one answer: about a megabyte of people."""

_KINDS = ("people", "credentials", "scans", "conflicts")
_START = "people:"
_LONGEST_NUMBER = 18
_encoder = msgspec.json.Encoder()


def snapshot_page(connection: Connection, epoch: str, device: str, page: str | None) -> SentPage:
    """One page; kinds come one after the other. The page's name is `SEQUENCE/KIND:KEY`, the last key it holds."""
    with one_moment(connection):
        upto, _, place = (page or f"{sequence(connection)}/{_START}").partition("/")
        kind, _, after = place.partition(":")
        rows, last = _SNAPSHOT_READERS[kind](connection, device, after, _number(upto))
        setup = _setup(connection) if page is None else None
        total = _people_count(connection) if page is None else None
    next_place = f"{kind}:{last}" if last is not None else _kind_after(kind)
    return SentPage(
        rows=SentRows(setup=setup, **{kind: rows}),
        cursor=f"{epoch}.{upto}",
        next_page=f"{upto}/{next_place}" if next_place else None,
        total=total,
        books=epoch,
    )


def changes_after(connection: Connection, epoch: str, device: str, cursor: str) -> SentChanges:
    """The rows after `cursor`, scans of `device` itself left out."""
    after = number_of(cursor, epoch)
    with one_moment(connection):
        newest = sequence(connection)
        if after is None or after > newest:
            return SentChanges(rows=SentRows(), cursor=cursor, start_over=True)
        rows, upto = fresh_rows(connection, after, without=device)
    return SentChanges(rows=listed(rows), cursor=f"{epoch}.{upto}", more=upto < newest)


def number_of(cursor: str, epoch: str) -> int | None:
    """The sequence number of a cursor; None when it is of other books, or of none."""
    known_epoch, _, number = cursor.partition(".")
    try:
        return _number(number) if known_epoch == epoch else None
    except ValueError:
        return None


def fresh_rows(connection: Connection, after: int, *, without: str = "") -> tuple[list[SentRow], int]:
    """What changed after a number in the order of the numbers, and how far that goes; scans of `without` left out.

    The caller holds the books at one moment. A page that is full ends before its last number, of which there may be
    more rows.
    """
    found = {kind: _after(connection, kind, without, after) for kind in _KINDS}
    upto = min((rows[-1]["sequence"] - 1 for rows in found.values() if len(rows) == PAGE), default=sequence(connection))
    rows = [_sent(connection, kind, row) for kind in _KINDS for row in found[kind] if row["sequence"] <= upto]
    setup_sequence = int(meta(connection, "setup_sequence") or 0)
    setup = _setup(connection) if after < setup_sequence <= upto else None
    if setup is not None:
        rows.append(SentRow(setup_sequence, "setup", "setup", setup))
    return sorted(rows, key=lambda row: row.sequence), upto


def sequence(connection: Connection) -> int:
    """The newest number of the books."""
    return int(meta(connection, "sequence") or 0)


def all_conflicts(connection: Connection) -> list[Conflict]:
    """Every double entry, the newest first."""
    with one_moment(connection):
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
def one_moment(connection: Connection) -> Iterator[None]:
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


_Page = tuple[list[Raw], str | None]


def _people_page(connection: Connection, _device: str, after: str, _upto: int) -> _Page:
    rows = connection.execute(
        f"SELECT ticket_code, data FROM people WHERE ticket_code > ? AND removed = 0 ORDER BY ticket_code LIMIT {PAGE}",
        (after,),
    ).fetchall()
    return [Raw(row["data"]) for row in rows], _last(rows, "ticket_code")


def _credentials_page(connection: Connection, _device: str, after: str, _upto: int) -> _Page:
    rows = connection.execute(
        f"SELECT * FROM credentials WHERE code > ? ORDER BY code LIMIT {PAGE}", (after,)
    ).fetchall()
    return list(map(_credential, rows)), _last(rows, "code")


def _scans_page(connection: Connection, device: str, after: str, upto: int) -> _Page:
    rows = connection.execute(
        f"""SELECT * FROM scans WHERE sequence > ? AND sequence <= ? AND device != ?
            ORDER BY sequence LIMIT {PAGE}""",
        (_number(after or "0"), upto, device),
    ).fetchall()
    return list(map(_scan, rows)), _last(rows, "sequence")


def _conflicts_page(connection: Connection, _device: str, after: str, upto: int) -> _Page:
    rows = connection.execute(
        f"SELECT * FROM conflicts WHERE sequence > ? AND sequence <= ? ORDER BY sequence LIMIT {PAGE}",
        (_number(after or "0"), upto),
    ).fetchall()
    return [_conflict(connection, row) for row in rows], _last(rows, "sequence")


_SNAPSHOT_READERS: dict[str, Callable[[Connection, str, str, int], _Page]] = {
    "people": _people_page,
    "credentials": _credentials_page,
    "scans": _scans_page,
    "conflicts": _conflicts_page,
}


def _number(text: str) -> int:
    """A sequence number that a station has told. Raises ValueError for what no database would take."""
    if len(text) > _LONGEST_NUMBER or not text.isdecimal():
        raise ValueError(text[:_LONGEST_NUMBER])
    return int(text)


def _last(rows: list[Row], key: str) -> str | None:
    """The key to go on after; None when these rows were the last of their kind."""
    return str(rows[-1][key]) if len(rows) == PAGE else None


def _kind_after(kind: str) -> str | None:
    following: Iterable[str] = _KINDS[_KINDS.index(kind) + 1 :]
    return next((f"{name}:" for name in following), None)


def _sent(connection: Connection, kind: str, row: Row) -> SentRow:
    number = row["sequence"]
    match kind:
        case "people" if row["removed"]:
            return SentRow(number, "removed", f"people:{row['ticket_code']}", _json(row["ticket_code"]))
        case "people":
            return SentRow(number, kind, f"people:{row['ticket_code']}", Raw(row["data"]))
        case "credentials":
            return SentRow(number, kind, f"credentials:{row['code']}", _credential(row))
        case "scans":
            return SentRow(number, kind, f"scans:{row['scan_id']}", _scan(row), row["device"])
        case _:
            return SentRow(number, kind, f"conflicts:{row['scan_id']}", _conflict(connection, row))


def _credential(row: Row) -> Raw:
    return _json(Credential(code=row["code"], ticket_code=row["ticket_code"], state=CredentialState(row["state"])))


def _scan(row: Row) -> Raw:
    return Raw(b'{"sequence":%d,"scan":%b}' % (row["sequence"], scan_json(row)))


def _conflict(connection: Connection, row: Row) -> Raw:
    return _json(read_conflict(connection, row))


def _json(value: object) -> Raw:
    return Raw(_encoder.encode(value))


def _setup(connection: Connection) -> Raw | None:
    text = meta(connection, "setup")
    return Raw(text.encode()) if text else None


def _people_count(connection: Connection) -> int:
    row = connection.execute("SELECT count(*) AS number FROM people WHERE removed = 0").fetchone()
    return int(row["number"])
