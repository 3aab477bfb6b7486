"""What the server told of tickets besides people: codes that stand for them, and other stations' scans."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kiosk.domain.people import Credential
from kiosk.domain.scans import Scan
from kiosk.store.database import Connection, marks
from kiosk.store.values import encode


def put_credentials(connection: Connection, credentials: Iterable[Credential], *, tables: str = "") -> None:
    """Adds or replaces codes that are not simply ticket codes."""
    connection.executemany(
        f"INSERT OR REPLACE INTO {tables}credentials VALUES (?, ?, ?)",
        [(credential.code, credential.ticket_code, credential.state.value) for credential in credentials],
    )


def put_other_scans(connection: Connection, scans: Iterable[tuple[int | None, Scan]], *, tables: str = "") -> None:
    """Adds other stations' scans with their sequence numbers; a later word on a scan replaces the earlier.

    One without a number gets the next, unless it says what is known already.
    """
    unnumbered: list[Scan] = []
    numbered: list[tuple[int, Scan]] = []
    for sequence, scan in scans:
        if sequence is None:
            unnumbered.append(scan)
        else:
            numbered.append((sequence, scan))
    connection.executemany(_PUT_SCAN.format(tables=tables), (_row(sequence, scan) for sequence, scan in numbered))
    for scan in unnumbered:
        if not _is_known(connection, scan, tables):
            connection.execute(_PUT_SCAN.format(tables=tables), _row(_next_number(connection, tables), scan))


def forget_others(connection: Connection, ticket_code: str, codes: Sequence[str], scan_ids: Sequence[str]) -> bool:
    """Takes out of a ticket all codes but `codes`, and all scans and double entries but `scan_ids`.

    True when there was such a scan.
    """
    kept = marks(scan_ids)
    connection.execute(
        f"DELETE FROM credentials WHERE ticket_code = ? AND code NOT IN ({marks(codes)})", (ticket_code, *codes)
    )
    connection.execute(
        f"""DELETE FROM conflicts WHERE json_extract(CAST(data AS TEXT), '$.scan.ticket_code') = ?
            AND scan_id NOT IN ({kept})""",
        (ticket_code, *scan_ids),
    )
    gone = connection.execute(
        f"DELETE FROM other_scans WHERE ticket_code = ? AND scan_id NOT IN ({kept})", (ticket_code, *scan_ids)
    )
    return gone.rowcount > 0


_PUT_SCAN = "INSERT OR REPLACE INTO {tables}other_scans VALUES (?, ?, ?, ?, ?)"


def _row(sequence: int, scan: Scan) -> tuple[str, int, str | None, str, bytes]:
    return scan.scan_id, sequence, scan.ticket_code, scan.area, encode(scan)


def _is_known(connection: Connection, scan: Scan, tables: str) -> bool:
    statement = f"SELECT data FROM {tables}other_scans WHERE scan_id = ?"
    known = connection.execute(statement, (scan.scan_id,)).fetchone()
    return known is not None and known["data"] == encode(scan)


def _next_number(connection: Connection, tables: str) -> int:
    return int(connection.execute(f"SELECT coalesce(max(sequence), 0) + 1 FROM {tables}other_scans").fetchone()[0])
