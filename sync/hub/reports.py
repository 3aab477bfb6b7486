"""Figures of the hub: its export of all scans, and the live counts."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kiosk.domain.people import Attendee
from kiosk.domain.scans import Outcome, UploadState
from kiosk.store.database import Connection
from kiosk.store.values import decode_attendee, decode_setup
from sync.hub.ledger import Ledger, meta
from sync.hub.scan_rows import KeptScan, read_scan


def event_slug(connection: Connection) -> str:
    """The name of the event on the wire; empty while the hub has none."""
    text = meta(connection, "setup")
    return decode_setup(text.encode()).event.slug if text else ""


def scan_export(connection: Connection) -> list[dict[str, Any]]:
    """Every scan in the hub's order, in the export form of the command line with the hub's own additions."""
    rows = connection.execute("SELECT * FROM scans ORDER BY sequence")
    return [_exported(read_scan(row)) for row in rows]


def people_export(connection: Connection) -> list[Attendee]:
    """Everybody whom the hub knows, in the order of their ticket codes."""
    rows = connection.execute("SELECT data FROM people WHERE NOT removed ORDER BY ticket_code")
    return [decode_attendee(row["data"]) for row in rows]


def counts(ledger: Ledger) -> dict[str, Any]:
    """Persons inside each area, and how many scans there are by their verdict."""
    areas = {gate.area for gate in ledger.gates.values()}
    connection = ledger.connection
    found = connection.execute(
        "SELECT json_extract(data, '$.verdict') AS verdict, count(*) AS number FROM scans GROUP BY verdict"
    )
    scans = {outcome.value: 0 for outcome in Outcome} | {row["verdict"]: row["number"] for row in found}
    open_conflicts = connection.execute("SELECT count(*) FROM conflicts WHERE closed_at IS NULL").fetchone()[0]
    return {
        "inside": {area: ledger.inside(area) for area in sorted(areas)},
        "scans": scans,
        "open_conflicts": open_conflicts,
    }


def _exported(kept: KeptScan) -> dict[str, Any]:
    state = UploadState.ACCEPTED if kept.winner is None else UploadState.CONFLICT
    return {
        **asdict(kept.scan),
        "state": state.value if kept.confirmed else UploadState.PENDING.value,
        "winner": kept.winner,
        "sequence": kept.sequence,
        "clock_corrected": kept.clock_corrected,
    }
