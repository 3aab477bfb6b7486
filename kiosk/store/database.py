"""Opening the encrypted SQLite files of a station, and naming their troubles.

sqlcipher3 carries a SQLite without the WAL-reset bug and checks every page by HMAC. The key lies beside the
files: it protects a database that travels alone (a copy, a backup), not a stolen disk.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sqlcipher3 import dbapi2 as sqlite

from kiosk.domain.problems import EnvironmentProblem, ProblemKind

if TYPE_CHECKING:  # sqlcipher3 has the interface of the standard module and no type hints of its own
    from sqlite3 import Connection as Connection
    from sqlite3 import DatabaseError as DatabaseError
    from sqlite3 import IntegrityError as IntegrityError
    from sqlite3 import Row as Row
else:
    Connection, DatabaseError, Row = sqlite.Connection, sqlite.DatabaseError, sqlite.Row
    IntegrityError = sqlite.IntegrityError

KEY_FILE = "station.key"
_KEY_PATTERN = re.compile(r"[0-9a-f]{64}")
_BUSY_TIMEOUT_MS = 10_000
_READ_CACHE_KB = 16_384
"""Kept by each reader: decrypting a page again costs more than all the rest of a look-up."""


class Durability(StrEnum):
    """FULL survives a power cut with every commit; NORMAL may lose the last ones but never the file."""

    FULL = "FULL"
    NORMAL = "NORMAL"


def make_directory(directory: Path) -> None:
    """Makes a data directory where it is missing. Raises EnvironmentProblem."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            ProblemKind.NOT_WRITABLE,
            f"the data directory {directory} can't be made ({error.strerror})",
            "choose another one with --data",
        ) from error


def station_key(directory: Path) -> str:
    """The 256-bit key of a data directory as 64 hex digits; made on first use, readable by its owner only.

    A directory that has databases but no key is a problem: a new key would only hide that the old one is missing.
    """
    path = directory / KEY_FILE
    try:
        in_use = any(directory.glob("*.db"))
        if not path.exists():
            if in_use:
                raise EnvironmentProblem(
                    ProblemKind.DATABASE_DAMAGED, f"{path} is missing", "put back the station.key of this directory"
                )
            _write_key(path)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _file_problem(path, error) from error
    if not _KEY_PATTERN.fullmatch(key):
        raise EnvironmentProblem(
            ProblemKind.DATABASE_DAMAGED, f"{path} is not a key", "put back the station.key of this directory"
        )
    return key


def _write_key(path: Path) -> None:
    """Writes aside and links into place, so that two programs starting at once agree on one key."""
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(aside, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secrets.token_hex(32))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(aside, path)
    except FileExistsError:
        pass
    finally:
        aside.unlink()


def open_database(path: Path, key: str, *, durability: Durability, read_only: bool = False) -> Connection:
    """A connection in autocommit mode with named rows; transactions are begun by the caller.

    Raises EnvironmentProblem when the file can't be opened or is not a database of this key.
    """
    target = f"file:{_uri_path(path)}{'?mode=ro' if read_only else ''}"
    with database_problems(path):
        connection: Connection = sqlite.connect(target, uri=True, isolation_level=None, check_same_thread=False)
        try:
            _prepare(connection, key, durability, read_only=read_only)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: Connection, key: str, durability: Durability, *, read_only: bool) -> None:
    connection.row_factory = Row
    connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong key is told by the error, not on the terminal
    connection.execute(f"PRAGMA key = \"x'{key}'\"")
    connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if read_only:
        connection.execute(f"PRAGMA cache_size = -{_READ_CACHE_KB}")
    else:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {durability.value}")


def check_pages(connection: Connection, path: Path) -> None:
    """Reads every page against its HMAC (some 0.3 s for 100,000 people). Raises EnvironmentProblem when one fails.

    Opening a file reads its first page only; damage further in would show in the middle of a check-in. The check
    reads the file alone. When the power went in the middle of a checkpoint, pages there may be torn whose whole
    versions still stand in the write-ahead log: these are written again before a page counts as damaged.
    """
    if _has_torn_page(connection):
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        if _has_torn_page(connection):
            raise EnvironmentProblem(ProblemKind.DATABASE_DAMAGED, f"{path} is damaged", _repair(path))


def _has_torn_page(connection: Connection) -> bool:
    """Read to its end: an unfinished statement would keep the checkpoint from its work."""
    return bool(connection.execute("PRAGMA cipher_integrity_check").fetchall())


def marks(values: Sequence[object]) -> str:
    """The question marks of an SQL list for `values`."""
    return ", ".join("?" * len(values))


def _uri_path(path: Path) -> str:
    return str(path.absolute()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")


@contextmanager
def database_problems(path: Path) -> Iterator[None]:
    """Turns SQLite's environment errors into an EnvironmentProblem that names the file; bugs pass through."""
    try:
        yield
    except DatabaseError as error:
        problem = _database_problem(path, str(error))
        if problem is None:
            raise
        raise problem from error
    except OSError as error:
        raise _file_problem(path, error) from error


def _database_problem(path: Path, words: str) -> EnvironmentProblem | None:
    for fragment, kind, what, remedy in _WORDS_OF_SQLITE:
        if fragment in words:
            return EnvironmentProblem(kind, f"{path} {what}", remedy or _repair(path))
    return None


def _repair(path: Path) -> str:
    """A cache comes again from the server or the spreadsheet; every other file is the only one of its kind."""
    if path.name == "cache.db":
        return "start this station again: the cache is set aside and filled anew; nothing that happened here is lost"
    if path.name == "hub.db":
        return "let its standby take over, or move the file away, begin anew and pair again: stations bring their scans"
    if path.name == "log.db":
        return "put a copy back; without one move it and cache.db aside, keep the files, and pair or import again"
    return "keep the file, put back a copy of it if there is one, or call support"


# what SQLite says, the kind, what we say, and the remedy (empty: it depends on the file)
_WORDS_OF_SQLITE = (
    ("is full", ProblemKind.DISK_FULL, "can't grow, the disk is full", "free some space; nothing stored is lost"),
    ("disk I/O error", ProblemKind.DISK_FULL, "can't be written", "check the disk and its free space"),
    ("readonly", ProblemKind.NOT_WRITABLE, "is read-only", "give this account the right to write there"),
    ("unable to open", ProblemKind.NOT_WRITABLE, "can't be opened", "check that the folder exists and is writable"),
    ("not a database", ProblemKind.DATABASE_DAMAGED, "can't be read with this key", ""),
    ("malformed", ProblemKind.DATABASE_DAMAGED, "is damaged", ""),
    ("is locked", ProblemKind.NOT_WRITABLE, "is held by another program", "stop the other program and try again"),
)


def _file_problem(path: Path, error: Exception) -> EnvironmentProblem:
    if isinstance(error, OSError) and error.errno == 28:  # ENOSPC
        return EnvironmentProblem(ProblemKind.DISK_FULL, f"no space left for {path}", "free some space and try again")
    return EnvironmentProblem(
        ProblemKind.NOT_WRITABLE, f"{path} can't be used ({error})", "check that the folder exists and is writable"
    )
