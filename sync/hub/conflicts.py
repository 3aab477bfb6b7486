"""Double entries: finding them when scans arrive late and in any order, and closing them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from kiosk.domain.admission import entry_in_the_way
from kiosk.domain.event import Gate
from kiosk.domain.scans import Direction, Outcome, Passage, Reason, Scan, ScanKind
from sync.hub.ledger import Ledger


def double_entries(gate: Gate, history: Sequence[Passage]) -> dict[str, str]:
    """Scan id of each entry that its ticket did not have any more -> scan id of the entry before it."""
    doubles = {}
    for position, passage in enumerate(history):
        if passage.direction is Direction.ENTRY:
            previous = entry_in_the_way(gate, history[:position])
            if previous is not None:
                doubles[passage.scan_id] = previous.scan_id
    return doubles


def winner_over(ledger: Ledger, scan: Scan) -> str | None:
    """The scan that stands against `scan` as it arrives; None when it makes no double entry.

    A person who let somebody in a second time knowingly made no conflict.
    """
    gate = ledger.gates.get(scan.gate)
    if gate is None or scan.ticket_code is None or not _is_unknowing_entry(scan):
        return None
    before = ledger.history(scan.ticket_code, scan.area, without=scan.scan_id)
    after = ledger.history(scan.ticket_code, scan.area, without=scan.scan_id, including=scan)
    doubles = double_entries(gate, after)
    fresh = [scan_id for scan_id in doubles if scan_id not in double_entries(gate, before)]
    if not fresh:
        return None
    return doubles[scan.scan_id] if scan.scan_id in fresh else fresh[0]


def open_conflict(ledger: Ledger, scan_id: str, winner: str) -> None:
    ledger.connection.execute(
        "INSERT OR IGNORE INTO conflicts (scan_id, sequence, winner) VALUES (?, ?, ?)",
        (scan_id, ledger.advance(), winner),
    )


def close_conflict(ledger: Ledger, scan_id: str, by: str, note: str) -> bool:
    """A person's word on a double entry; False when there is no such open one."""
    return _close(ledger, scan_id, by, note, ledger.clock.now())


def close_explained(ledger: Ledger, scan: Scan) -> None:
    """An undo or an exit that came late may show that nobody entered twice: such conflicts are closed."""
    gate = ledger.gates.get(scan.gate)
    rows = ledger.connection.execute(
        """SELECT conflicts.scan_id, conflicts.winner FROM conflicts JOIN scans USING (scan_id)
           WHERE closed_at IS NULL AND ticket_code = ? AND area = ?""",
        (scan.ticket_code, scan.area),
    ).fetchall()
    if not rows or gate is None or scan.ticket_code is None:
        return
    doubles = double_entries(gate, ledger.history(scan.ticket_code, scan.area))
    for row in rows:
        if row["scan_id"] not in doubles and row["winner"] not in doubles:
            _close(ledger, row["scan_id"], "", f"explained by {scan.scan_id}", ledger.clock.now())


def _close(ledger: Ledger, scan_id: str, by: str, note: str, at: datetime) -> bool:
    cursor = ledger.connection.execute(
        """UPDATE conflicts SET closed_at = ?, closed_by = ?, note = ?, sequence = ?
           WHERE scan_id = ? AND closed_at IS NULL""",
        (at.isoformat(), by, note, ledger.advance(), scan_id),
    )
    return cursor.rowcount > 0


def _is_unknowing_entry(scan: Scan) -> bool:
    is_entry = scan.kind is ScanKind.PASSAGE and scan.direction is Direction.ENTRY
    return is_entry and scan.verdict is Outcome.ADMITTED and scan.reason is not Reason.ALREADY_ADMITTED
