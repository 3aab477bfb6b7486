"""The scan log: append-only, chained, with its outbox and badge in one transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from kiosk.domain.badges import Badge, PrintCause, PrintJob, PrintState
from kiosk.domain.clock import SystemClock
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import UploadState
from kiosk.service.badges import BadgeDesk
from kiosk.store.database import Connection, DatabaseError, Durability, open_database, station_key
from kiosk.store.log import LogStore, record_scan
from kiosk.store.outbox import UploadResult
from kiosk.store.print_jobs import has_badge
from kiosk.store.station import StationStore
from tests.fakes.door import NINE, scan


@pytest.fixture
def log(tmp_path: Path) -> Iterator[LogStore]:
    log = LogStore(tmp_path / "log.db", station_key(tmp_path))
    yield log
    log.close()


def record(log: LogStore, *scan_ids: str) -> None:
    for minute, scan_id in enumerate(scan_ids):
        log.at_the_door(partial(record_scan, scan=scan(scan_id, minutes=minute)))


def tamper(log: LogStore, statement: str) -> None:
    """What somebody with the key and the will can do to the file."""
    with closing(open_database(log.path, station_key(log.path.parent), durability=Durability.FULL)) as connection:
        connection.execute("DROP TRIGGER scans_are_never_changed")
        connection.execute("DROP TRIGGER scans_are_never_deleted")
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement", ["UPDATE scans SET verdict = 'refused'", "DELETE FROM scans", "REPLACE INTO scans SELECT * FROM scans"]
)
def test_scans_are_never_changed_nor_deleted(log: LogStore, statement: str) -> None:
    record(log, "a", "b")
    with pytest.raises(DatabaseError, match="append-only"):
        log.at_the_door(lambda connection: connection.execute(statement))
    assert [one.scan_id for one, _ in log.all_scans()] == ["a", "b"]
    assert log.first_broken_link() is None


def test_scan_comes_back_as_it_was_written(log: LogStore) -> None:
    written = scan("a", minutes=0.001)
    log.at_the_door(lambda connection: record_scan(connection, written))
    assert log.scan("a") == written
    assert log.scans_of_ticket("AMINA1", "venue") == [written]
    assert log.recent_scans(5) == [written]


def test_whole_chain_is_whole_and_so_is_an_empty_one(log: LogStore) -> None:
    assert log.first_broken_link() is None
    record(log, "a", "b", "c")
    assert log.first_broken_link() is None


@pytest.mark.parametrize(
    ("statement", "sequence", "scan_id"),
    [
        ("UPDATE scans SET verdict = 'refused' WHERE scan_id = 'b'", 2, "b"),
        ("UPDATE scans SET at = replace(at, '09:01', '09:02') WHERE scan_id = 'b'", 2, "b"),
        ("UPDATE scans SET note = 'by order' WHERE scan_id = 'a'", 1, "a"),
        ("DELETE FROM scans WHERE scan_id = 'b'", 3, "c"),
        ("DELETE FROM scans WHERE scan_id = 'a'", 2, "b"),
        ("DELETE FROM scans WHERE scan_id = 'd'", 4, "d"),
        ("DELETE FROM scans WHERE sequence >= 3", 3, "c"),
        ("DELETE FROM scans", 1, "a"),
        ("UPDATE scans SET scan_id = 'x' WHERE scan_id = 'c'", 3, "x"),
    ],
)
def test_chain_names_the_first_record_that_was_changed_or_is_missing(
    log: LogStore, statement: str, sequence: int, scan_id: str
) -> None:
    record(log, "a", "b", "c", "d")
    tamper(log, statement)
    broken = log.first_broken_link()
    assert broken is not None
    assert (broken.sequence, broken.scan_id) == (sequence, scan_id)


def test_every_scan_waits_for_upload_in_the_order_of_the_log(log: LogStore) -> None:
    record(log, "b", "a", "c")
    assert [one.scan_id for one in log.waiting_uploads(2)] == ["b", "a"]
    assert log.upload_counts()[UploadState.PENDING] == 3


def test_answer_of_the_server_settles_a_scan_once(log: LogStore) -> None:
    record(log, "a", "b")
    log.settle_uploads([UploadResult(scan_id="a", state=UploadState.PARKED, detail="unknown ticket")], NINE)
    log.settle_uploads([UploadResult(scan_id="a", state=UploadState.ACCEPTED)], NINE)
    assert [(one.scan_id, state) for one, state in log.all_scans()] == [
        ("a", UploadState.PARKED),
        ("b", UploadState.PENDING),
    ]
    assert [one.scan_id for one in log.waiting_uploads(9)] == ["b"]


def badge_of(scan_id: str) -> PrintJob:
    badge = Badge(ticket_code="AMINA1", code="AMINA1", name="Amina Bennani")
    return PrintJob(job_id="job", badge=badge, layout="4x3", created_at=NINE, scan_id=scan_id)


def test_scan_upload_and_badge_are_written_together(log: LogStore) -> None:
    log.at_the_door(lambda connection: record_scan(connection, scan("a"), badge_of("a")))
    assert [one.scan_id for one in log.waiting_uploads(9)] == ["a"]
    assert [job.scan_id for job in log.print_jobs.queued()] == ["a"]


@pytest.mark.parametrize("table", ["outbox", "print_jobs"])
def test_failure_at_any_of_the_three_leaves_none_of_them(log: LogStore, table: str) -> None:
    log.writer.run(
        lambda connection: connection.execute(
            f"CREATE TRIGGER jam BEFORE INSERT ON {table} BEGIN SELECT raise(ABORT, 'jam'); END"
        )
    )
    with pytest.raises(DatabaseError, match="jam"):
        log.at_the_door(lambda connection: record_scan(connection, scan("a"), badge_of("a")))
    assert (log.all_scans(), log.waiting_uploads(9), log.print_jobs.queued()) == ([], [], [])
    log.writer.run(lambda connection: connection.execute("DROP TRIGGER jam"))
    record(log, "b")
    assert log.first_broken_link() is None


def test_same_scan_id_is_never_written_twice(log: LogStore) -> None:
    record(log, "a")
    with pytest.raises(DatabaseError, match="append-only"):
        record(log, "a")
    assert len(log.all_scans()) == 1


def test_readers_see_only_what_is_committed(log: LogStore) -> None:
    def look_while_writing(connection: Connection) -> int:
        record_scan(connection, scan("a"))
        return len(log.all_scans())

    assert log.at_the_door(look_while_writing) == 0
    assert len(log.all_scans()) == 1


def test_damage_under_a_running_station_is_named_when_badges_are_asked_for(tmp_path: Path) -> None:
    with closing(LogStore(tmp_path / "log.db", station_key(tmp_path))) as log:
        log.print_jobs.add(
            PrintJob(job_id="j", badge=Badge(ticket_code="T", code="T", name="T"), layout="4x3", created_at=NINE)
        )
    with closing(LogStore(tmp_path / "log.db", station_key(tmp_path))) as log:
        size = log.path.stat().st_size
        with log.path.open("r+b") as file:
            file.write(b"\x5a" * size)
        with pytest.raises(EnvironmentProblem, match=r"log\.db"):
            log.print_jobs.queued()


NEEDING = (PrintState.UNCONFIRMED, PrintState.FAILED, PrintState.EXPIRED)


def lost_badge(store: StationStore, state: PrintState) -> PrintJob:
    job = PrintJob(job_id="lost", badge=Badge(ticket_code="T", code="T", name="T"), layout="4x3", created_at=NINE)
    store.log.print_jobs.add(job)
    store.log.print_jobs.finish("lost", state, NINE, "paper-out")
    return job


@pytest.mark.parametrize("state", NEEDING)
def test_badge_that_needs_a_person_is_printed_again_as_a_new_job_and_only_once(
    tmp_path: Path, state: PrintState
) -> None:
    with StationStore(tmp_path) as store:
        desk = BadgeDesk(store, SystemClock())
        lost = lost_badge(store, state)
        again = desk.print_again("lost", operator="Salma")
        assert again is not None
        assert (again.badge, again.layout, again.cause) == (lost.badge, lost.layout, PrintCause.REPRINT)
        assert again.note == f"{state.value}: paper-out"
        assert desk.print_again("lost") is None
        assert [job.job_id for job in store.log.print_jobs.queued()] == [again.job_id]
        assert desk.needing_a_person() == []


def test_badge_that_came_out_is_handed_out_and_one_that_nobody_wants_is_dropped(tmp_path: Path) -> None:
    with StationStore(tmp_path) as store:
        desk = BadgeDesk(store, SystemClock())
        lost_badge(store, PrintState.UNCONFIRMED)
        assert desk.came_out("lost")
        assert not desk.drop("lost")
        assert [job.state for job in store.log.print_jobs.of_ticket("T")] == [PrintState.HANDED_OUT]


def test_badge_that_prints_by_itself_is_nobodys_to_settle(tmp_path: Path) -> None:
    with StationStore(tmp_path) as store:
        desk = BadgeDesk(store, SystemClock())
        lost_badge(store, PrintState.QUEUED)
        assert not desk.drop("lost")
        assert desk.print_again("lost") is None
        assert desk.print_again("unknown") is None


def test_dropped_badge_counts_as_none(tmp_path: Path) -> None:
    with StationStore(tmp_path) as store:
        lost_badge(store, PrintState.FAILED)
        BadgeDesk(store, SystemClock()).drop("lost")
        assert not store.log.read(lambda connection: has_badge(connection, "T"))
