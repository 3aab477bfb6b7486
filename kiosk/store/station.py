"""A data directory of one station: both databases and their key."""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.store import edit_log
from kiosk.store.cache import CacheStore
from kiosk.store.database import Connection, make_directory, station_key
from kiosk.store.edited_people import put_edited
from kiosk.store.log import LogStore


class StationStore:
    """Opens `cache.db` and `log.db` of one directory.

    A cache that can't be read is set aside and begun anew (`cache_was_rebuilt`): the next sync fills it. A log that
    can't be read, or is gone, raises EnvironmentProblem: it is the only copy of what happened here.
    """

    def __init__(self, directory: Path, *, check_cache: bool = True) -> None:
        """Raises EnvironmentProblem. `check_cache` reads all of the cache once: a second for 100,000 people."""
        self.directory = directory
        make_directory(directory)
        _require_log(directory)
        key = station_key(directory)
        self.log = LogStore(directory / "log.db", key)
        self.cache_was_rebuilt = False
        self._check_cache = check_cache
        try:
            self.cache = self._open_cache(directory / "cache.db", key)
        except BaseException:
            self.log.close()
            raise
        if check_cache:
            self._bring_edits_back()

    @classmethod
    def existing(cls, directory: Path) -> StationStore:
        """Opens a station that is there already for one short look. Raises EnvironmentProblem."""
        require_station(directory)
        return cls(directory, check_cache=False)

    def show_edits(self, but: Collection[str] = ()) -> Future[int]:
        """Has the cache show this station's edits that the server's rows don't tell yet; done after its commit.

        `but` names edits that these rows do tell.
        """

        def put(connection: Connection) -> int:
            edits = self.log.read(edit_log.edits_to_show)
            return put_edited(connection, [edit for edit in edits if edit.edit_id not in but])

        return self.cache.writer.submit(put)

    def show_edits_of(self, ticket_code: str) -> Future[int]:
        """The same for one ticket, right after an edit of it."""
        return self.cache.writer.submit(
            lambda connection: put_edited(connection, self.log.read(lambda log: edit_log.edits_of(log, ticket_code)))
        )

    def close(self) -> None:
        """Finishes what is queued and closes both files; the log first, its last verdicts still read the cache."""
        self.log.close()
        self.cache.close()
        self.log.close()  # the last edits were read from it once more

    def __enter__(self) -> StationStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _bring_edits_back(self) -> None:
        """The last edits may not have reached the cache before a crash, or it is a new one."""
        try:
            if self.log.read(edit_log.edits_to_show):
                self.show_edits().result()
        except BaseException:
            self.close()
            raise

    def _open_cache(self, path: Path, key: str) -> CacheStore:
        try:
            return CacheStore(path, key, check=self._check_cache)
        except EnvironmentProblem as problem:
            if problem.kind is not ProblemKind.DATABASE_DAMAGED:
                raise
        _set_aside(path)
        self.cache_was_rebuilt = True
        return CacheStore(path, key)


def require_station(directory: Path) -> None:
    """A mistyped directory is not a new station: raises EnvironmentProblem where there is none."""
    _require_log(directory)
    if not (directory / "log.db").exists():
        raise EnvironmentProblem(
            ProblemKind.CONFIGURATION,
            f"there is no station in {directory}",
            "check --data, or make one with kiosk import or kiosk pair",
        )


def _require_log(directory: Path) -> None:
    """The log is made before the cache: a cache without a log says that the log was lost, with all that happened."""
    log, cache = directory / "log.db", directory / "cache.db"
    if cache.exists() and not (log.exists() and log.stat().st_size):
        raise EnvironmentProblem(
            ProblemKind.DATABASE_DAMAGED,
            f"{log} is missing or empty, with every scan made here",
            "put back a copy of it, or move cache.db away too to begin anew",
        )


def _set_aside(path: Path) -> None:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    path.rename(path.with_name(f"{path.name}.damaged-{stamp}"))
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
