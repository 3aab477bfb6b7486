"""Questions to the server that have no verdict in the log yet.

The intent with its scan id is on disk before the server is asked. When the answer is lost, or the program dies, the
next scan of the same code at the same gate asks under the same id: the server then says again what it said.
"""

from __future__ import annotations

from dataclasses import replace

from kiosk.domain.live import Intent
from kiosk.store.database import Connection


def open_intent(connection: Connection, intent: Intent) -> Intent:
    """Keeps a new intent, or gives `intent` the scan id of the one that is undecided for this code and gate."""
    direction = intent.direction.value if intent.direction else ""
    row = connection.execute(
        "SELECT scan_id FROM intents WHERE code = ? AND gate = ? AND direction = ?",
        (intent.code, intent.gate, direction),
    ).fetchone()
    if row is not None:
        return replace(intent, scan_id=row["scan_id"])
    connection.execute(
        "INSERT INTO intents VALUES (?, ?, ?, ?, ?)",
        (intent.scan_id, intent.code, intent.gate, direction, intent.at.isoformat()),
    )
    return intent


def close_intent(connection: Connection, scan_id: str) -> None:
    """The scan of this intent is in the log; called in its transaction."""
    connection.execute("DELETE FROM intents WHERE scan_id = ?", (scan_id,))
