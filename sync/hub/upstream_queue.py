"""Which scans and edits of this hub wait for the organiser's server; nothing is queued at a hub that has none.

A scan is queued in the transaction that confirms it, so one that a station got its answer for can't miss its way up.
"""

from __future__ import annotations

from sync.hub.books import Connection

UPSTREAM = "upstream"
"""The device of scans that came from upstream; they don't go back."""

URL_KEY = "upstream.server.url"
_SERVED = f"EXISTS (SELECT 1 FROM meta WHERE key = '{URL_KEY}')"


def queue_upstream(connection: Connection, scan_id: str, device: str) -> None:
    """Inside the transaction that stores the scan as its station's own word."""
    if device != UPSTREAM:
        connection.execute(
            f"""INSERT INTO upstream_scans (scan_id, sequence, state)
                SELECT scan_id, sequence, 'pending' FROM scans WHERE scan_id = ? AND {_SERVED}
                ON CONFLICT (scan_id) DO UPDATE SET state = 'pending'""",
            (scan_id,),
        )


def queue_edit_upstream(connection: Connection, edit_id: str, device: str) -> None:
    """Inside the transaction that takes the edit."""
    if device != UPSTREAM:
        connection.execute(
            f"""INSERT INTO upstream_edits (edit_id, sequence, state)
                SELECT edit_id, sequence, 'queued' FROM edits WHERE edit_id = ? AND {_SERVED}
                ON CONFLICT (edit_id) DO NOTHING""",
            (edit_id,),
        )


def fill_queue(connection: Connection) -> None:
    """Everything that stations uploaded before this hub had a server."""
    connection.execute(
        """INSERT INTO upstream_scans (scan_id, sequence, state)
           SELECT scan_id, sequence, 'pending' FROM scans WHERE confirmed = 1 AND device != ?
           ON CONFLICT (scan_id) DO NOTHING""",
        (UPSTREAM,),
    )
    connection.execute(
        """INSERT INTO upstream_edits (edit_id, sequence, state)
           SELECT edit_id, sequence, 'queued' FROM edits WHERE device != ?
           ON CONFLICT (edit_id) DO NOTHING""",
        (UPSTREAM,),
    )


def upload_again(connection: Connection) -> None:
    """The server has other books than before: what the former had taken waits again."""
    connection.execute(
        "UPDATE upstream_scans SET state = 'pending', detail = '' WHERE state IN ('accepted', 'duplicate', 'conflict')"
    )
    connection.execute("UPDATE upstream_edits SET state = 'queued', detail = '' WHERE state IN ('taken', 'uploaded')")


def try_again(connection: Connection, scan_id: str) -> bool:
    """A person lets a parked scan go up once more; False when there is none."""
    cursor = connection.execute(
        "UPDATE upstream_scans SET state = 'pending' WHERE scan_id = ? AND state = 'parked'", (scan_id,)
    )
    return cursor.rowcount > 0
