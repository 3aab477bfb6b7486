"""The tables of both files as named migrations; a migration that was released is never edited."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

from kiosk.store.database import Connection

cache_migrations = Migrations("cache")
log_migrations = Migrations("log")


def migrate(connection: Connection, migrations: Migrations) -> None:
    """Brings a database to the newest schema; does nothing when it is there already."""
    migrations.apply(Database(connection))


def _run(db: Database, *statements: str) -> None:
    for statement in statements:
        db.execute(statement)


@cache_migrations()
def people_and_setup(db: Database) -> None:
    _run(
        db,
        "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE attendees (id INTEGER PRIMARY KEY, ticket_code TEXT NOT NULL UNIQUE, data BLOB NOT NULL)",
        """CREATE TABLE credentials (code TEXT PRIMARY KEY, ticket_code TEXT NOT NULL, state TEXT NOT NULL)
           WITHOUT ROWID""",
        """CREATE VIRTUAL TABLE people_index USING fts5(
               name, company, codes, keys, content='', contentless_delete=1,
               tokenize="unicode61 remove_diacritics 0 tokenchars '@.'", prefix='1 2 3')""",
        """CREATE TABLE other_scans (
               scan_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, ticket_code TEXT, area TEXT NOT NULL,
               data BLOB NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX other_scans_by_ticket ON other_scans (ticket_code, area)",
        "CREATE INDEX other_scans_by_area ON other_scans (area, sequence)",
    )


@cache_migrations()
def double_entries_of_all_stations(db: Database) -> None:
    _run(
        db,
        """CREATE TABLE conflicts (
               scan_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, is_open INTEGER NOT NULL, data BLOB NOT NULL)
           WITHOUT ROWID""",
    )


@cache_migrations()
def names_in_alphabetical_order(db: Database) -> None:
    _run(
        db,
        "CREATE TABLE people_names (id INTEGER PRIMARY KEY, folded TEXT NOT NULL)",
        "CREATE INDEX people_names_by_alphabet ON people_names (folded)",
    )


@cache_migrations()
def rows_that_can_not_be_read(db: Database) -> None:
    _run(
        db,
        """CREATE TABLE unread_rows (kind TEXT NOT NULL, key TEXT NOT NULL, detail TEXT NOT NULL,
               PRIMARY KEY (kind, key)) WITHOUT ROWID""",
    )


@cache_migrations()
def codes_of_a_ticket(db: Database) -> None:
    _run(db, "CREATE INDEX credentials_by_ticket ON credentials (ticket_code)")


@log_migrations()
def scans_outbox_and_print_jobs(db: Database) -> None:
    _run(
        db,
        """CREATE TABLE scans (
               sequence INTEGER PRIMARY KEY AUTOINCREMENT, scan_id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
               code TEXT NOT NULL, ticket_code TEXT, gate TEXT NOT NULL, area TEXT NOT NULL,
               direction TEXT NOT NULL, verdict TEXT NOT NULL, reason TEXT, at TEXT NOT NULL,
               station TEXT NOT NULL, operator TEXT NOT NULL, decided_by TEXT NOT NULL, undoes TEXT,
               note TEXT NOT NULL, session TEXT, hash TEXT NOT NULL)""",
        "CREATE INDEX scans_by_ticket ON scans (ticket_code, area)",
        "CREATE INDEX scans_by_area ON scans (area, sequence)",
        """CREATE TRIGGER scans_are_never_changed BEFORE UPDATE ON scans
           BEGIN SELECT raise(ABORT, 'scans are append-only'); END""",
        """CREATE TRIGGER scans_are_never_deleted BEFORE DELETE ON scans
           BEGIN SELECT raise(ABORT, 'scans are append-only'); END""",
        """CREATE TABLE outbox (
               scan_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, state TEXT NOT NULL, detail TEXT NOT NULL,
               updated_at TEXT NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX outbox_by_state ON outbox (state, sequence)",
        """CREATE TABLE print_jobs (
               job_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL, scan_id TEXT, badge BLOB NOT NULL,
               ticket_code TEXT NOT NULL, layout TEXT NOT NULL, cause TEXT NOT NULL, note TEXT NOT NULL,
               operator TEXT NOT NULL, created_at TEXT NOT NULL, state TEXT NOT NULL, printer TEXT NOT NULL,
               attempts INTEGER NOT NULL, updated_at TEXT, detail TEXT NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX print_jobs_by_state ON print_jobs (state, sequence)",
        "CREATE INDEX print_jobs_by_ticket ON print_jobs (ticket_code)",
        "CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    )


@log_migrations()
def scans_are_never_replaced(db: Database) -> None:
    """REPLACE INTO takes the old row out without asking the trigger on DELETE."""
    _run(
        db,
        """CREATE TRIGGER scans_are_never_replaced BEFORE INSERT ON scans
           WHEN EXISTS (SELECT 1 FROM scans WHERE scan_id = new.scan_id OR sequence = new.sequence)
           BEGIN SELECT raise(ABORT, 'scans are append-only'); END""",
    )


@log_migrations()
def intents_and_order_of_print_jobs(db: Database) -> None:
    _run(
        db,
        """CREATE TABLE intents (
               scan_id TEXT PRIMARY KEY, code TEXT NOT NULL, gate TEXT NOT NULL, direction TEXT NOT NULL,
               at TEXT NOT NULL) WITHOUT ROWID""",
        "CREATE INDEX intents_by_code ON intents (code, gate)",
        "CREATE INDEX print_jobs_by_sequence ON print_jobs (sequence)",
    )


@log_migrations()
def people_registered_and_corrected_here(db: Database) -> None:
    """Like scans: what an edit says is kept as it is, only its way to the server goes on."""
    said = "edit_id, sequence, kind, ticket_code, at, station, operator, data"
    _run(
        db,
        """CREATE TABLE edits (
               sequence INTEGER PRIMARY KEY AUTOINCREMENT, edit_id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,
               ticket_code TEXT NOT NULL, at TEXT NOT NULL, station TEXT NOT NULL, operator TEXT NOT NULL,
               data BLOB NOT NULL, state TEXT NOT NULL, detail TEXT NOT NULL, updated_at TEXT NOT NULL)""",
        "CREATE INDEX edits_by_ticket ON edits (ticket_code)",
        "CREATE INDEX edits_by_state ON edits (state, sequence)",
        f"""CREATE TRIGGER edits_are_never_changed BEFORE UPDATE OF {said} ON edits
            BEGIN SELECT raise(ABORT, 'edits are append-only'); END""",
        """CREATE TRIGGER edits_are_never_deleted BEFORE DELETE ON edits
           BEGIN SELECT raise(ABORT, 'edits are append-only'); END""",
        """CREATE TRIGGER edits_are_never_replaced BEFORE INSERT ON edits
           WHEN EXISTS (SELECT 1 FROM edits WHERE edit_id = new.edit_id OR sequence = new.sequence)
           BEGIN SELECT raise(ABORT, 'edits are append-only'); END""",
    )


@log_migrations()
def intents_tell_who_asked(db: Database) -> None:
    """A question that no verdict followed becomes a scan of its own one day."""
    _run(
        db,
        "ALTER TABLE intents ADD COLUMN station TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE intents ADD COLUMN operator TEXT NOT NULL DEFAULT ''",
        "ALTER TABLE intents ADD COLUMN session TEXT",
    )


@log_migrations()
def scans_whose_clock_was_set_later(db: Database) -> None:
    """What a scan says of its time stays as it is; how far its clock was set afterwards stands beside its upload."""
    _run(db, "ALTER TABLE outbox ADD COLUMN clock_moved_s REAL NOT NULL DEFAULT 0")
