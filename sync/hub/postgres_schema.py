"""The tables of a hub in PostgreSQL as named migrations; a migration that was released is never edited.

They are those of `sync.hub.schema` in a schema of their own, so that a database may be shared with other programs.
Texts compare by their bytes, as in SQLite. `stations` holds what each process of a hub has heard of the stations.
"""

from __future__ import annotations

SCHEMA = "kiosk_hub"

_CODE = 'TEXT COLLATE "C"'

MIGRATIONS: dict[str, tuple[str, ...]] = {
    "people_scans_and_devices": (
        f"CREATE TABLE meta (key {_CODE} PRIMARY KEY, value TEXT NOT NULL)",
        f"""CREATE TABLE people (
                ticket_code {_CODE} PRIMARY KEY, sequence BIGINT NOT NULL, removed INTEGER NOT NULL DEFAULT 0,
                data BYTEA NOT NULL)""",
        "CREATE INDEX people_by_sequence ON people (sequence)",
        f"""CREATE TABLE credentials (
                code {_CODE} PRIMARY KEY, sequence BIGINT NOT NULL, ticket_code {_CODE} NOT NULL,
                state TEXT NOT NULL)""",
        "CREATE INDEX credentials_by_sequence ON credentials (sequence)",
        f"""CREATE TABLE scans (
                sequence BIGINT PRIMARY KEY, scan_id {_CODE} NOT NULL UNIQUE, device {_CODE} NOT NULL,
                ticket_code {_CODE}, area {_CODE} NOT NULL, confirmed INTEGER NOT NULL, winner {_CODE},
                received_at TEXT NOT NULL, clock_offset_s DOUBLE PRECISION, data BYTEA NOT NULL,
                gate {_CODE} NOT NULL, direction TEXT NOT NULL, verdict TEXT NOT NULL, kind TEXT NOT NULL)""",
        "CREATE INDEX scans_by_ticket ON scans (ticket_code)",
        f"""CREATE TABLE conflicts (
                scan_id {_CODE} PRIMARY KEY, sequence BIGINT NOT NULL, winner {_CODE} NOT NULL, closed_at TEXT,
                closed_by TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT '')""",
        "CREATE INDEX conflicts_by_sequence ON conflicts (sequence)",
        f"""CREATE TABLE devices (
                device {_CODE} PRIMARY KEY, name TEXT NOT NULL, token_hash {_CODE} NOT NULL UNIQUE,
                paired_at TEXT NOT NULL)""",
        f"""CREATE TABLE stations (
                device {_CODE} PRIMARY KEY, last_seen DOUBLE PRECISION NOT NULL, report BYTEA)""",
    ),
    "edits_of_stations": (
        f"""CREATE TABLE edits (
                edit_id {_CODE} PRIMARY KEY, sequence BIGINT NOT NULL, device {_CODE} NOT NULL,
                ticket_code {_CODE} NOT NULL, received_at TEXT NOT NULL, detail TEXT NOT NULL, data BYTEA NOT NULL)""",
        "CREATE INDEX edits_by_sequence ON edits (sequence)",
    ),
    "what_goes_to_and_comes_from_the_organisers_server": (
        f"""CREATE TABLE upstream_scans (
                scan_id {_CODE} PRIMARY KEY, sequence BIGINT NOT NULL, state {_CODE} NOT NULL,
                detail TEXT NOT NULL DEFAULT '')""",
        "CREATE INDEX upstream_scans_by_state ON upstream_scans (state, sequence)",
        f"CREATE TABLE upstream_people (ticket_code {_CODE} PRIMARY KEY, round BIGINT NOT NULL)",
    ),
    "edits_go_to_the_organisers_server": (
        f"""CREATE TABLE upstream_edits (
                edit_id {_CODE} PRIMARY KEY, sequence BIGINT NOT NULL, state {_CODE} NOT NULL,
                detail TEXT NOT NULL DEFAULT '')""",
        "CREATE INDEX upstream_edits_by_state ON upstream_edits (state, sequence)",
    ),
}
"""Statements by name, in the order in which they are run."""
