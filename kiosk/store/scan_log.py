"""The append-only log of scans, chained by hashes.

Each line's hash covers its content and the hash before it, so a line changed or taken out later breaks the chain
from there on. Functions take a connection of `log.db`; the ones that write run inside the writer's transaction.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from kiosk.domain.scans import DecidedBy, Direction, Outcome, Reason, Scan, ScanKind, UploadState
from kiosk.store.database import Connection, Row, marks

CHAIN_START = "0" * 64
_COLUMNS = tuple(field.name for field in fields(Scan))
_INSERT = f"INSERT INTO scans ({', '.join(_COLUMNS)}, hash) VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})"


@dataclass(frozen=True, slots=True)
class BrokenLink:
    """The first line of the log whose hash does not follow from what stands before it, or that was cut off.

    `scan_id` is empty for a missing line of which nothing else is left.
    """

    sequence: int
    scan_id: str


def append_scan(connection: Connection, scan: Scan) -> int:
    """Writes one scan as the next link of the chain and gives its sequence number."""
    row = _values(scan)
    last = connection.execute("SELECT hash FROM scans ORDER BY sequence DESC LIMIT 1").fetchone()
    link = _link(last["hash"] if last else CHAIN_START, row)
    cursor = connection.execute(_INSERT, (*row.values(), link))
    return cursor.lastrowid or 0


def read_scan(row: Row) -> Scan:
    """A scan from a row that has all its columns."""
    return Scan(
        scan_id=row["scan_id"],
        code=row["code"],
        ticket_code=row["ticket_code"],
        gate=row["gate"],
        area=row["area"],
        direction=Direction(row["direction"]),
        verdict=Outcome(row["verdict"]),
        reason=Reason(row["reason"]) if row["reason"] else None,
        at=datetime.fromisoformat(row["at"]),
        station=row["station"],
        operator=row["operator"],
        decided_by=DecidedBy(row["decided_by"]),
        kind=ScanKind(row["kind"]),
        undoes=row["undoes"],
        note=row["note"],
        session=row["session"],
    )


def scans_of_ticket(connection: Connection, ticket_code: str, *areas: str) -> list[Scan]:
    """All scans of one ticket in some areas, in the order of the log."""
    rows = connection.execute(
        f"SELECT * FROM scans WHERE ticket_code = ? AND area IN ({marks(areas)}) ORDER BY sequence",
        (ticket_code, *areas),
    )
    return [read_scan(row) for row in rows]


def scans_of_areas(connection: Connection, areas: Sequence[str], after: int = 0) -> list[tuple[int, Scan]]:
    """The scans of some areas with their sequence numbers, from the first one after `after`."""
    rows = connection.execute(
        f"SELECT * FROM scans WHERE area IN ({marks(areas)}) AND sequence > ? ORDER BY sequence", (*areas, after)
    )
    return [(row["sequence"], read_scan(row)) for row in rows]


def scan_by_id(connection: Connection, scan_id: str) -> Scan | None:
    row = connection.execute("SELECT * FROM scans WHERE scan_id = ?", (scan_id,)).fetchone()
    return read_scan(row) if row else None


def recent_scans(connection: Connection, limit: int) -> list[Scan]:
    """The newest scans first."""
    rows = connection.execute("SELECT * FROM scans ORDER BY sequence DESC LIMIT ?", (limit,))
    return [read_scan(row) for row in rows]


def scans_with_state(connection: Connection) -> list[tuple[Scan, UploadState]]:
    """Every scan in the order of the log, with the state of its upload."""
    rows = connection.execute("SELECT scans.*, state FROM scans JOIN outbox USING (scan_id) ORDER BY scans.sequence")
    return [(read_scan(row), UploadState(row["state"])) for row in rows]


def first_broken_link(connection: Connection) -> BrokenLink | None:
    """Walks the whole chain; None when it is whole."""
    previous, sequence = CHAIN_START, 0
    for row in connection.execute("SELECT * FROM scans ORDER BY sequence"):
        expected = _link(previous, {column: row[column] for column in _COLUMNS})
        if row["hash"] != expected:
            return BrokenLink(row["sequence"], row["scan_id"])
        previous, sequence = expected, row["sequence"]
    return _missing_end(connection, sequence)


def _missing_end(connection: Connection, last: int) -> BrokenLink | None:
    """Lines cut off at the end leave the chain whole, but not the table's counter, which only ever grows."""
    counter = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'scans'").fetchone()
    if counter is None or counter["seq"] <= last:
        return None
    waiting = connection.execute("SELECT scan_id FROM outbox WHERE sequence = ?", (last + 1,)).fetchone()
    return BrokenLink(last + 1, waiting["scan_id"] if waiting else "")


def _values(scan: Scan) -> dict[str, Any]:
    """Column values, times as ISO 8601 with microseconds so that their text order is their order in time."""
    row = {column: getattr(scan, column) for column in _COLUMNS}
    row["at"] = scan.at.isoformat(timespec="microseconds")
    return {column: (value.value if hasattr(value, "value") else value) for column, value in row.items()}


def _link(previous: str, row: dict[str, Any]) -> str:
    content = json.dumps(row, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()
