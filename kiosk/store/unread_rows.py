"""Rows of the server that this station can't read, by name, until they can be read or are gone: a person must know.

They are part of the cache, and staged and swapped like its other rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.store.database import Connection


def put_unread(connection: Connection, rows: Sequence[tuple[str, str, str]], *, tables: str = "") -> None:
    """Adds kind, key and what is wrong of each, inside the writer's transaction."""
    connection.executemany(f"INSERT OR REPLACE INTO {tables}unread_rows VALUES (?, ?, ?)", rows)


def forget_unread(connection: Connection, names: Sequence[tuple[str, str]], *, tables: str = "") -> None:
    """Kind and key of rows that were read now, or are gone."""
    if count_unread(connection, tables=tables):
        connection.executemany(f"DELETE FROM {tables}unread_rows WHERE kind = ? AND key = ?", names)


def count_unread(connection: Connection, *, tables: str = "") -> int:
    return int(connection.execute(f"SELECT count(*) FROM {tables}unread_rows").fetchone()[0])


def unread_rows(connection: Connection, limit: int) -> list[tuple[str, str, str]]:
    """Kind, key and what is wrong, in the order of their names."""
    rows = connection.execute("SELECT kind, key, detail FROM unread_rows ORDER BY kind, key LIMIT ?", (limit,))
    return [(row[0], row[1], row[2]) for row in rows]
