"""Questions to the server that have no verdict in the log yet.

The intent with its scan id is on disk before the server is asked. When the answer is lost, or the program dies, the
next scan of the same code at the same gate has the same id, whether the server can be asked again or not: it says
again what it said, or counts the station's own verdict as that one scan. One that nobody comes back for is settled
(`kiosk.store.undecided`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from kiosk.domain.live import Intent
from kiosk.domain.scans import Direction
from kiosk.store.database import Connection, Row


def open_intent(connection: Connection, intent: Intent) -> Intent:
    """Keeps a new intent, or gives `intent` the scan id of the one that is undecided for this code and gate."""
    undecided = undecided_intent(connection, intent.code, intent.gate, intent.direction)
    if undecided is not None:
        return replace(intent, scan_id=undecided)
    values = (intent.scan_id, intent.code, intent.gate, _word(intent.direction), intent.at.isoformat())
    connection.execute(
        """INSERT INTO intents (scan_id, code, gate, direction, at, station, operator, session)
           VALUES (?, ?, ?, ?, ?, ?, ?, ?)""",
        (*values, intent.station, intent.operator, intent.session),
    )
    return intent


def is_open(connection: Connection, scan_id: str) -> bool:
    """Whether no verdict has followed this intent so far."""
    return connection.execute("SELECT 1 FROM intents WHERE scan_id = ?", (scan_id,)).fetchone() is not None


def open_intents(connection: Connection) -> list[Intent]:
    """Every question that no verdict has followed so far, oldest first."""
    return [_read(row) for row in connection.execute("SELECT * FROM intents ORDER BY at, scan_id")]


def undecided_intent(connection: Connection, code: str, gate: str, direction: Direction | None) -> str | None:
    """The scan id under which the server was asked for this code at this gate without a verdict in the log so far."""
    row = connection.execute(
        "SELECT scan_id FROM intents WHERE code = ? AND gate = ? AND direction = ?", (code, gate, _word(direction))
    ).fetchone()
    return row["scan_id"] if row else None


def close_intent(connection: Connection, scan_id: str) -> None:
    """The scan of this intent is in the log; called in its transaction."""
    connection.execute("DELETE FROM intents WHERE scan_id = ?", (scan_id,))


def _read(row: Row) -> Intent:
    return Intent(
        scan_id=row["scan_id"],
        code=row["code"],
        gate=row["gate"],
        at=datetime.fromisoformat(row["at"]),
        station=row["station"],
        direction=Direction(row["direction"]) if row["direction"] else None,
        operator=row["operator"],
        session=row["session"],
    )


def _word(direction: Direction | None) -> str:
    return direction.value if direction else ""
