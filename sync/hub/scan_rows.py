"""Scans as the hub keeps them, read the same way by its writing thread and its readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from kiosk.domain.scans import Scan
from kiosk.store.database import marks
from kiosk.store.values import decode_scan, encode
from sync.hub.books import Connection, Row

CLOCK_TOLERANCE_S = 2.0
"""A door's clock that is nearer to the hub's than this is right: networks and people are slower."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptScan:
    """A scan with what the hub adds to it.

    `scan.at` is in the hub's time: the door's time corrected by `clock_offset_s` when the door's clock was wrong by
    more than the tolerance. A scan is `confirmed` when the station itself has uploaded it; until then it is the hub's
    own answer to a question.
    """

    scan: Scan
    sequence: int
    device: str
    confirmed: bool
    winner: str | None
    clock_offset_s: float | None

    @property
    def clock_corrected(self) -> bool:
        return self.clock_offset_s is not None and abs(self.clock_offset_s) > CLOCK_TOLERANCE_S


def scan_json(row: Row) -> bytes:
    """The scan of `read_scan` as JSON: as it is stored, unless its time is to be corrected."""
    offset = row["clock_offset_s"]
    if offset is None or abs(offset) <= CLOCK_TOLERANCE_S:
        return bytes(row["data"])
    return encode(read_scan(row).scan)


def read_scan(row: Row) -> KeptScan:
    kept = KeptScan(
        scan=decode_scan(row["data"]),
        sequence=row["sequence"],
        device=row["device"],
        confirmed=bool(row["confirmed"]),
        winner=row["winner"],
        clock_offset_s=row["clock_offset_s"],
    )
    if not kept.clock_corrected:
        return kept
    offset = timedelta(seconds=kept.clock_offset_s or 0.0)
    return replace(kept, scan=replace(kept.scan, at=kept.scan.at + offset))


def find_scan(connection: Connection, scan_id: str) -> KeptScan | None:
    row = connection.execute("SELECT * FROM scans WHERE scan_id = ?", (scan_id,)).fetchone()
    return read_scan(row) if row else None


def find_scans(connection: Connection, scan_ids: Sequence[str]) -> list[KeptScan]:
    """Those of these scans that the books have, in no order."""
    if not scan_ids:
        return []
    rows = connection.execute(f"SELECT * FROM scans WHERE scan_id IN ({marks(scan_ids)})", list(scan_ids))
    return [read_scan(row) for row in rows]


def scans_of(connection: Connection, ticket_code: str, areas: Sequence[str]) -> list[Scan]:
    """All scans of a ticket in these areas."""
    marks = ", ".join("?" * len(areas))
    rows = connection.execute(f"SELECT * FROM scans WHERE ticket_code = ? AND area IN ({marks})", (ticket_code, *areas))
    return [read_scan(row).scan for row in rows]


def scans_through(connection: Connection, areas: Sequence[str]) -> Iterator[Scan]:
    """All scans of these areas, in the order of the hub."""
    marks = ", ".join("?" * len(areas))
    rows = connection.execute(f"SELECT * FROM scans WHERE area IN ({marks}) ORDER BY sequence", tuple(areas))
    return (read_scan(row).scan for row in rows)


def scans_after(connection: Connection, sequence: int) -> Iterator[Scan]:
    """All scans that were stored or changed after a sequence number, in the order of the hub."""
    rows = connection.execute("SELECT * FROM scans WHERE sequence > ? ORDER BY sequence", (sequence,))
    return (read_scan(row).scan for row in rows)
