"""Which scans the server still has to hear of, and what it said of the others.

A row is written in the transaction of its scan, so a scan that was answered can't miss its upload.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from kiosk.domain.scans import Scan, UploadState
from kiosk.store.database import Connection, marks
from kiosk.store.scan_log import read_scan


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadResult:
    """The server's word on one scan. `detail` names the winner of a conflict or says why a row is parked."""

    scan_id: str
    state: UploadState
    detail: str = ""


def enqueue(connection: Connection, scan_id: str, sequence: int, at: datetime) -> None:
    """Marks a scan as waiting for upload."""
    connection.execute(
        "INSERT INTO outbox (scan_id, sequence, state, detail, updated_at) VALUES (?, ?, ?, '', ?)",
        (scan_id, sequence, UploadState.PENDING.value, at.isoformat()),
    )


def waiting(connection: Connection, limit: int) -> list[Scan]:
    """The oldest scans that wait for upload, in the order of the log."""
    rows = connection.execute(
        """SELECT scans.* FROM outbox JOIN scans USING (scan_id)
           WHERE state = ? ORDER BY outbox.sequence LIMIT ?""",
        (UploadState.PENDING.value, limit),
    )
    return [read_scan(row) for row in rows]


def clock_moves(connection: Connection, scan_ids: Sequence[str]) -> dict[str, float]:
    """How many seconds the station's clock was set forward since each of these scans."""
    rows = connection.execute(
        f"SELECT scan_id, clock_moved_s FROM outbox WHERE scan_id IN ({marks(scan_ids)})", tuple(scan_ids)
    )
    return {row["scan_id"]: row["clock_moved_s"] for row in rows}


def note_clock_set(connection: Connection, by_s: float, is_before: Callable[[datetime], bool]) -> None:
    """The clock was set after all scans but the newest: those after it are the last whose time is not before."""
    newest = connection.execute("SELECT sequence, at FROM scans ORDER BY sequence DESC")
    before = next((row["sequence"] for row in newest if is_before(datetime.fromisoformat(row["at"]))), 0)
    connection.execute("UPDATE outbox SET clock_moved_s = clock_moved_s + ? WHERE sequence <= ?", (by_s, before))


def settle(connection: Connection, results: Iterable[UploadResult], at: datetime) -> None:
    """Stores the server's answers; only a waiting row changes, so an answer that comes twice changes nothing."""
    connection.executemany(
        "UPDATE outbox SET state = ?, detail = ?, updated_at = ? WHERE scan_id = ? AND state = 'pending'",
        [(result.state.value, result.detail, at.isoformat(), result.scan_id) for result in results],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedScan:
    """A scan that the server can't take, with the server's own word on it."""

    scan: Scan
    detail: str


def parked(connection: Connection) -> list[ParkedScan]:
    """What waits for a person, oldest first."""
    rows = connection.execute(
        "SELECT scans.*, outbox.detail FROM outbox JOIN scans USING (scan_id) WHERE state = ? ORDER BY outbox.sequence",
        (UploadState.PARKED.value,),
    )
    return [ParkedScan(scan=read_scan(row), detail=row["detail"]) for row in rows]


def try_again(connection: Connection, scan_id: str) -> None:
    """A person lets a parked scan go up once more; others stay as they are."""
    connection.execute("UPDATE outbox SET state = 'pending' WHERE scan_id = ? AND state = 'parked'", (scan_id,))


def upload_again(connection: Connection) -> None:
    """Everything that a server had taken waits again: the server has lost it, or is another one."""
    connection.execute(
        "UPDATE outbox SET state = 'pending', detail = '' WHERE state IN ('accepted', 'duplicate', 'conflict')"
    )


def counts(connection: Connection) -> dict[UploadState, int]:
    """How many scans are in each state; every state has a number."""
    found = {row[0]: row[1] for row in connection.execute("SELECT state, count(*) FROM outbox GROUP BY state")}
    return {state: found.get(state.value, 0) for state in UploadState}
