"""A place beside the cache for a full snapshot, swapped in when it is whole.

The staging tables have the shape of the real ones under another name, search index included, so the swap is a
matter of names: doors and search see the old state until the new one is complete, and never a half one. A snapshot
that was cut off goes on where it stopped. All functions run inside the cache writer's transaction.
"""

from __future__ import annotations

from kiosk.store.cache import people_changed, put_meta
from kiosk.store.database import Connection

STAGED = "staged_"
SNAPSHOTS = "snapshots"
"""How often rows of the cache were replaced or taken back; who counts from its rows begins anew when this changes."""

_TABLES = ("attendees", "people_index", "people_names", "credentials", "other_scans", "conflicts", "unread_rows")

_INDEX_WHILE_STAGING = (("automerge", 0), ("crisismerge", 500), ("hashsize", 16 * 1024 * 1024))
_INDEX_IN_USE = (("automerge", 4), ("crisismerge", 16), ("hashsize", 1024 * 1024))
"""SQLite's defaults (FTS5 section 6). Merging once at the swap costs less than along the way."""


def begin_staging(connection: Connection) -> None:
    """Empty staging tables; what an earlier snapshot left there is dropped."""
    drop_staging(connection)
    for table in _TABLES:
        _make_like(connection, table)
    for option, value in _INDEX_WHILE_STAGING:
        _set_index(connection, f"{STAGED}people_index", option, value)


def drop_staging(connection: Connection) -> None:
    for table in _TABLES:
        connection.execute(f"DROP TABLE IF EXISTS {STAGED}{table}")


def swap_in(connection: Connection) -> None:
    """The staged rows become the cache; the former ones are gone."""
    for option, value in _INDEX_IN_USE:
        _set_index(connection, f"{STAGED}people_index", option, value)
    connection.execute(f"INSERT INTO {STAGED}people_index ({STAGED}people_index) VALUES ('optimize')")
    for table in _TABLES:
        indexes = _indexes(connection, table)
        connection.execute(f"DROP TABLE {table}")
        connection.execute(f"ALTER TABLE {STAGED}{table} RENAME TO {table}")
        for statement in indexes:
            connection.execute(statement)
    people_changed(connection)
    count_anew(connection)


def count_anew(connection: Connection) -> None:
    """Rows that were counted may be gone."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (SNAPSHOTS,)).fetchone()
    put_meta(connection, SNAPSHOTS, str(int(row[0]) + 1 if row else 1))


def _set_index(connection: Connection, table: str, option: str, value: int) -> None:
    connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES (?, ?)", (option, value))


def _make_like(connection: Connection, table: str) -> None:
    """Indexes come with the swap: sorted once they cost less than row by row."""
    row = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    head, found, tail = row["sql"].partition(table)
    # A table that was swapped in before has its name in quotes.
    connection.execute(f"{head.rstrip().rstrip(chr(34))} {STAGED}{found}{tail.removeprefix(chr(34))}")


def _indexes(connection: Connection, table: str) -> list[str]:
    rows = connection.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    )
    return [row["sql"] for row in rows]
