"""The books of a hub as a standby copies them: every row with the hub's own state, in the order of their numbers.

A standby asks for what lies behind the last number it has. Rows that changed since come with their new numbers, so a
copy that was interrupted goes on where it stopped. What only confirms a scan has no number of its own: the standby
asks again about the scans that it knows as unconfirmed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from kiosk.store.database import marks
from sync.hub.books import Connection
from sync.hub.changes import number_of, one_moment
from sync.hub.devices import DEVICES_SEQUENCE, PAIRING_CODE
from sync.hub.ledger import Ledger, meta, put_meta
from sync.hub.standing import RIVALS, STANDBYS, WHOLE, Standing, follow
from sync.terms import Term

PAGE = 4_000
_UPSTREAM_META = tuple(f"upstream.server.{name}" for name in ("url", "venue", "token", "device"))
_COPIED_META = ("setup", "setup_sequence", PAIRING_CODE, DEVICES_SEQUENCE, *_UPSTREAM_META)
_DATA = "data"

_TABLES = {
    "people": ("ticket_code", "sequence", "removed", _DATA),
    "credentials": ("code", "sequence", "ticket_code", "state"),
    "scans": (
        *("scan_id", "sequence", "device", "ticket_code", "area", "confirmed", "winner", "received_at"),
        *("clock_offset_s", _DATA, "gate", "direction", "verdict", "kind"),
    ),
    "edits": ("edit_id", "sequence", "device", "ticket_code", "received_at", "detail", _DATA),
    "conflicts": ("scan_id", "sequence", "winner", "closed_at", "closed_by", "note"),
}
"""The columns of each table, its key first."""

_DEVICES = ("device", "name", "token_hash", "paired_at")


class ReplicaPage(msgspec.Struct, kw_only=True):
    """Rows as lists of their columns. `start_over` says that the standby's copy is of other books: drop it first.

    `upto` is the number that the copy has after this page; `more` follows at once.
    """

    lineage: str
    term: str
    upto: int
    start_over: bool = False
    more: bool = False
    meta: dict[str, str] = {}
    tables: dict[str, list[list[Any]]] = {}
    devices: list[list[str]] = []


class Unconfirmed(msgspec.Struct):
    """Scan ids that a standby knows only as the hub's own answers."""

    scan_ids: list[str]


class ScanRows(msgspec.Struct):
    """Those of them that their stations have uploaded meanwhile."""

    scans: list[list[Any]]


def replica_page(connection: Connection, standing: Standing, cursor: str) -> ReplicaPage:
    """The rows behind `cursor` (`EPOCH.SEQUENCE`); from the beginning when it is of other books."""
    with one_moment(connection):
        newest = int(meta(connection, "sequence") or 0)
        told = number_of(cursor, standing.term.epoch)
        is_copy = told is not None and told <= newest
        after = told if told is not None and is_copy else 0
        found = {table: _after(connection, table, after) for table in _TABLES}
        upto = min((rows[-1]["sequence"] for rows in found.values() if len(rows) == PAGE), default=newest)
        known = {key: meta(connection, key) for key in (*_COPIED_META, STANDBYS)}
        devices = _devices(connection) if after == 0 or int(known[DEVICES_SEQUENCE] or 0) > after else []
    return ReplicaPage(
        lineage=standing.lineage,
        term=str(standing.term),
        upto=upto,
        start_over=not is_copy,
        more=upto < newest,
        meta={key: value for key, value in known.items() if value is not None},
        tables={table: _listed(table, rows, upto) for table, rows in found.items()},
        devices=devices,
    )


def confirmed_rows(connection: Connection, scan_ids: Sequence[str]) -> ScanRows:
    """The rows of those scans that are confirmed by now."""
    if not scan_ids:
        return ScanRows(scans=[])
    rows = connection.execute(
        f"SELECT * FROM scans WHERE scan_id IN ({marks(scan_ids)}) AND confirmed = 1", list(scan_ids)
    )
    return ScanRows(scans=[_values("scans", row) for row in rows])


def take_replica(ledger: Ledger, page: ReplicaPage) -> None:
    """Stores a page with the numbers that its rows have at the hub."""
    connection = ledger.connection
    if page.start_over:
        for table in (*_TABLES, "devices"):
            connection.execute(f"DELETE FROM {table}")
        put_meta(connection, WHOLE, "0")
    follow(ledger, page.lineage, Term.read(page.term))
    for key in _COPIED_META:
        if key in page.meta:
            put_meta(connection, key, page.meta[key])
    put_meta(connection, RIVALS, page.meta.get(STANDBYS, "{}"))
    for table, rows in page.tables.items():
        _put(connection, table, _TABLES[table], rows)
    if page.devices:  # all of them: one that is missing was revoked
        connection.execute("DELETE FROM devices")
    _put(connection, "devices", _DEVICES, page.devices)
    ledger.sequence = page.upto
    if not page.more:
        put_meta(connection, WHOLE, "1")
    ledger.forget()


def take_confirmed(ledger: Ledger, rows: ScanRows) -> None:
    """Stores what became of scans that were unconfirmed here.

    A number behind this copy's last one comes with its page: stored before, a promoted hub would give it out again.
    """
    place = _TABLES["scans"].index("sequence")
    _put(ledger.connection, "scans", _TABLES["scans"], [row for row in rows.scans if row[place] <= ledger.sequence])


def unconfirmed(connection: Connection) -> list[str]:
    """The scans that are known only as the hub's own answers."""
    return [row["scan_id"] for row in connection.execute("SELECT scan_id FROM scans WHERE confirmed = 0")]


def _after(connection: Connection, table: str, after: int) -> list[Any]:
    return connection.execute(
        f"SELECT * FROM {table} WHERE sequence > ? ORDER BY sequence LIMIT {PAGE}", (after,)
    ).fetchall()


def _listed(table: str, rows: Sequence[Any], upto: int) -> list[list[Any]]:
    return [_values(table, row) for row in rows if row["sequence"] <= upto]


def _values(table: str, row: Any) -> list[Any]:
    return [bytes(row[name]).decode() if name == _DATA else row[name] for name in _TABLES[table]]


def _devices(connection: Connection) -> list[list[str]]:
    rows = connection.execute("SELECT device, name, token_hash, paired_at FROM devices")
    return [[row[name] for name in _DEVICES] for row in rows]


def _put(connection: Connection, table: str, columns: tuple[str, ...], rows: Sequence[Sequence[Any]]) -> None:
    if not rows:
        return
    place = columns.index(_DATA) if _DATA in columns else None
    kept = ", ".join(f"{name} = excluded.{name}" for name in columns[1:])
    connection.executemany(
        f"""INSERT INTO {table} ({", ".join(columns)}) VALUES ({", ".join("?" * len(columns))})
            ON CONFLICT ({columns[0]}) DO UPDATE SET {kept}""",
        [_bytes_at(place, row) for row in rows],
    )


def _bytes_at(place: int | None, row: Sequence[Any]) -> list[Any]:
    return [value.encode() if position == place else value for position, value in enumerate(row)]
