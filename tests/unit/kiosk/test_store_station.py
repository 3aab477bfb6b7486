"""A data directory in trouble: damaged, without its key, read-only, full. Nothing precious is ever touched."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.store.log import record_scan
from kiosk.store.station import StationStore
from tests.fakes.door import AMINA, KARIM, SETUP, scan


@pytest.fixture(autouse=True)
def no_thread_is_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """A station with an event, two people and a scan, closed."""
    directory = tmp_path / "station"
    with StationStore(directory) as store:
        store.cache.save_setup(SETUP)
        store.cache.save_people([AMINA, KARIM])
        store.log.at_the_door(lambda connection: record_scan(connection, scan("a")))
    return directory


def damage(path: Path, *, offset: int) -> None:
    content = bytearray(path.read_bytes())
    content[offset : offset + 32] = os.urandom(32)
    path.write_bytes(content)


def problem_of(directory: Path) -> EnvironmentProblem:
    with pytest.raises(EnvironmentProblem) as caught:
        StationStore(directory).close()
    return caught.value


@pytest.mark.parametrize("offset", [100, 4096 * 3 + 500, -600])
def test_damaged_cache_is_set_aside_and_begun_anew(directory: Path, offset: int) -> None:
    damage(directory / "cache.db", offset=offset % (directory / "cache.db").stat().st_size)
    with StationStore(directory) as store:
        assert store.cache_was_rebuilt
        assert store.cache.people_count() == 0
        assert [one.scan_id for one, _ in store.log.all_scans()] == ["a"]
    assert list(directory.glob("cache.db.damaged-*"))
    with StationStore(directory) as store:
        assert not store.cache_was_rebuilt


def test_cache_that_is_no_database_at_all_is_begun_anew(directory: Path) -> None:
    (directory / "cache.db").write_bytes(b"not a database" * 1000)
    with StationStore(directory) as store:
        assert store.cache_was_rebuilt


@pytest.mark.parametrize("offset", [100, 4096 * 2 + 500, -600])
def test_damaged_log_is_a_clear_problem_and_stays_untouched(directory: Path, offset: int) -> None:
    path = directory / "log.db"
    damage(path, offset=offset % path.stat().st_size)
    before = path.read_bytes()
    problem = problem_of(directory)
    assert problem.kind is ProblemKind.DATABASE_DAMAGED
    assert "log.db" in problem.what
    assert path.read_bytes() == before


@pytest.mark.parametrize("lose", [Path.unlink, lambda path: path.write_bytes(b"")])
def test_lost_log_is_said_and_no_new_one_hides_it(directory: Path, lose: Callable[[Path], object]) -> None:
    lose(directory / "log.db")
    assert "log.db is missing or empty" in problem_of(directory).what
    (directory / "cache.db").unlink()
    (directory / "log.db").unlink(missing_ok=True)
    StationStore(directory).close()


def test_only_a_damaged_cache_may_be_deleted(directory: Path, capfd: pytest.CaptureFixture[str]) -> None:
    damage(directory / "log.db", offset=30)
    problem = problem_of(directory)
    assert "keep the file" in problem.remedy
    assert "delete" not in problem.remedy
    assert capfd.readouterr().err == ""


def test_page_torn_in_a_checkpoint_is_mended_from_the_write_ahead_log(directory: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut"
    cut.mkdir()
    with StationStore(directory) as store:
        for number in range(5):
            store.log.at_the_door(partial(record_scan, scan=scan(f"{number}", minutes=number)))
        for name in ("log.db", "log.db-wal", "cache.db", "station.key"):
            (cut / name).write_bytes((directory / name).read_bytes())
    frame = (cut / "log.db-wal").read_bytes()[32:]  # SQLite file format, section 4.1: the page number comes first
    damage(cut / "log.db", offset=(int.from_bytes(frame[:4], "big") - 1) * 4096 + 1024)
    with StationStore(cut) as store:
        assert _ids(store) == ["a", "0", "1", "2", "3", "4"]
        assert store.log.first_broken_link() is None


def test_wrong_key_is_a_clear_problem_and_touches_nothing(directory: Path) -> None:
    (directory / "station.key").write_text("0" * 64)
    before = {path.name: path.read_bytes() for path in directory.glob("*.db")}
    assert problem_of(directory).kind is ProblemKind.DATABASE_DAMAGED
    assert {path.name: path.read_bytes() for path in directory.glob("*.db")} == before


def test_missing_key_is_said_and_no_new_one_is_made(directory: Path) -> None:
    (directory / "station.key").unlink()
    problem = problem_of(directory)
    assert "station.key is missing" in problem.what
    assert not (directory / "station.key").exists()


def test_key_that_is_no_key_is_said(directory: Path) -> None:
    (directory / "station.key").write_text("open sesame")
    assert "is not a key" in problem_of(directory).what


def test_key_is_for_its_owner_only(directory: Path) -> None:
    assert (directory / "station.key").stat().st_mode & 0o077 == 0


def test_files_are_not_readable_without_the_key(directory: Path) -> None:
    assert not any(
        b"SQLite format" in path.read_bytes() or b"AMINA1" in path.read_bytes() for path in directory.iterdir()
    )


def test_mistyped_directory_is_not_made_into_a_station(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentProblem) as caught:
        StationStore.existing(tmp_path / "mistyped")
    assert caught.value.kind is ProblemKind.CONFIGURATION
    assert not (tmp_path / "mistyped").exists()


def test_directory_that_is_a_file_is_a_clear_problem(tmp_path: Path) -> None:
    (tmp_path / "station").write_text("a file")
    assert problem_of(tmp_path / "station").kind is ProblemKind.NOT_WRITABLE


@contextmanager
def mounted(directory: Path, options: str) -> Iterator[None]:
    """A small file system of its own; for root only, others skip."""
    directory.mkdir(exist_ok=True)
    if os.name != "posix" or os.geteuid() != 0:
        pytest.skip("only root may mount")
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", options, "tmpfs", directory], check=False, capture_output=True
    ).returncode:
        pytest.skip("this machine does not let us mount")
    try:
        yield
    finally:
        subprocess.run(["umount", directory], check=True)


def test_read_only_directory_is_a_clear_problem(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "size=1m,ro"):
        assert problem_of(tmp_path / "disk").kind is ProblemKind.NOT_WRITABLE


def test_station_on_a_disk_that_became_read_only_is_a_clear_problem(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "size=2m"):
        StationStore(disk).close()
        subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        assert problem_of(disk).kind is ProblemKind.NOT_WRITABLE


def test_full_disk_refuses_scans_whole_and_recovers_when_there_is_space(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    with mounted(disk, "size=2m"), StationStore(disk) as store:
        ballast = disk / "ballast"
        with ballast.open("wb", buffering=0) as file, pytest.raises(OSError, match="No space"):
            while file.write(bytes(4096)):
                pass
        answered, problem = _scan_until_refused(store)
        assert problem.kind is ProblemKind.DISK_FULL
        assert _ids(store) == answered
        ballast.unlink()
        store.log.at_the_door(lambda connection: record_scan(connection, scan("after")))
        assert _ids(store) == [*answered, "after"]
        assert store.log.first_broken_link() is None
        assert [one.scan_id for one in store.log.waiting_uploads(10_000)] == [*answered, "after"]


def test_file_that_may_not_grow_refuses_scans_whole_and_recovers(tmp_path: Path) -> None:
    with StationStore(tmp_path / "station") as store:
        store.log.writer.run(lambda connection: connection.execute("PRAGMA max_page_count = 1"))
        answered, problem = _scan_until_refused(store)
        assert problem.kind is ProblemKind.DISK_FULL
        assert _ids(store) == answered
        store.log.writer.run(lambda connection: connection.execute("PRAGMA max_page_count = 1000000"))
        store.log.at_the_door(lambda connection: record_scan(connection, scan("after")))
        assert _ids(store) == [*answered, "after"]
        assert store.log.first_broken_link() is None


def _scan_until_refused(store: StationStore) -> tuple[list[str], EnvironmentProblem]:
    answered: list[str] = []
    for number in range(10_000):
        one = scan(f"{number:05}", minutes=number)
        try:
            store.log.at_the_door(partial(record_scan, scan=one))
        except EnvironmentProblem as problem:
            return answered, problem
        answered.append(one.scan_id)
    raise AssertionError("the disk never filled")


def _ids(store: StationStore) -> list[str]:
    return [one.scan_id for one, _ in store.log.all_scans()]
