"""The tables of `hub.db` as named migrations; a migration that was released is never edited.

Every row that stations must hear of carries the hub's sequence number of its last change.
"""

# mypy: disallow-untyped-decorators=False

from __future__ import annotations

from sqlite_utils import Database, Migrations

hub_migrations = Migrations("hub")


@hub_migrations()
def people_scans_and_devices(db: Database) -> None:
    statements = (
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        """CREATE TABLE people (
               ticket_code TEXT PRIMARY KEY, sequence INTEGER NOT NULL, removed INTEGER NOT NULL DEFAULT 0,
               data BLOB NOT NULL)""",
        "CREATE INDEX people_by_sequence ON people (sequence)",
        """CREATE TABLE credentials (
               code TEXT PRIMARY KEY, sequence INTEGER NOT NULL, ticket_code TEXT NOT NULL, state TEXT NOT NULL)""",
        "CREATE INDEX credentials_by_sequence ON credentials (sequence)",
        """CREATE TABLE scans (
               scan_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, device TEXT NOT NULL, ticket_code TEXT,
               area TEXT NOT NULL, confirmed INTEGER NOT NULL, winner TEXT, received_at TEXT NOT NULL,
               clock_offset_s REAL, data BLOB NOT NULL)""",
        "CREATE INDEX scans_by_sequence ON scans (sequence)",
        "CREATE INDEX scans_by_ticket ON scans (ticket_code, area)",
        "CREATE INDEX scans_by_area ON scans (area)",
        """CREATE TABLE conflicts (
               scan_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, winner TEXT NOT NULL, closed_at TEXT,
               closed_by TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '')""",
        "CREATE INDEX conflicts_by_sequence ON conflicts (sequence)",
        """CREATE TABLE devices (
               device TEXT PRIMARY KEY, name TEXT NOT NULL, token_hash TEXT NOT NULL UNIQUE,
               paired_at TEXT NOT NULL)""",
    )
    for statement in statements:
        db.execute(statement)


@hub_migrations()
def scans_lie_in_the_order_of_their_numbers(db: Database) -> None:
    """Three trees a scan instead of five: a third less work and disk for each verdict."""
    columns = "sequence, scan_id, device, ticket_code, area, confirmed, winner, received_at, clock_offset_s, data"
    statements = (
        """CREATE TABLE ordered_scans (
               sequence INTEGER PRIMARY KEY, scan_id TEXT NOT NULL UNIQUE, device TEXT NOT NULL, ticket_code TEXT,
               area TEXT NOT NULL, confirmed INTEGER NOT NULL, winner TEXT, received_at TEXT NOT NULL,
               clock_offset_s REAL, data BLOB NOT NULL)""",
        f"INSERT INTO ordered_scans ({columns}) SELECT {columns} FROM scans",
        "DROP TABLE scans",
        "ALTER TABLE ordered_scans RENAME TO scans",
        "CREATE INDEX scans_by_ticket ON scans (ticket_code)",
    )
    for statement in statements:
        db.execute(statement)


@hub_migrations()
def scans_tell_their_kind_without_being_decoded(db: Database) -> None:
    """The live counts group by these."""
    for column in ("gate", "direction", "verdict", "kind"):
        db.execute(f"ALTER TABLE scans ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
        db.execute(f"UPDATE scans SET {column} = data ->> '$.{column}'")


@hub_migrations()
def edits_of_stations(db: Database) -> None:
    """Which edits were taken, and what could not be: one that comes again gets the same answer."""
    db.execute(
        """CREATE TABLE edits (
               edit_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, device TEXT NOT NULL, ticket_code TEXT NOT NULL,
               received_at TEXT NOT NULL, detail TEXT NOT NULL, data BLOB NOT NULL)"""
    )
    db.execute("CREATE INDEX edits_by_sequence ON edits (sequence)")


@hub_migrations()
def what_goes_to_and_comes_from_the_organisers_server(db: Database) -> None:
    """`upstream_people` names those who came from there, with the last snapshot that had them."""
    db.execute(
        """CREATE TABLE upstream_scans (
               scan_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, state TEXT NOT NULL,
               detail TEXT NOT NULL DEFAULT '')"""
    )
    db.execute("CREATE INDEX upstream_scans_by_state ON upstream_scans (state, sequence)")
    db.execute("CREATE TABLE upstream_people (ticket_code TEXT PRIMARY KEY, round INTEGER NOT NULL)")


@hub_migrations()
def edits_go_to_the_organisers_server(db: Database) -> None:
    db.execute(
        """CREATE TABLE upstream_edits (
               edit_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, state TEXT NOT NULL,
               detail TEXT NOT NULL DEFAULT '')"""
    )
    db.execute("CREATE INDEX upstream_edits_by_state ON upstream_edits (state, sequence)")
