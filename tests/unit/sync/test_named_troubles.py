"""Disk, cache, log and clock in trouble while a station exchanges with its hub: each has a name, none touches the log,
and each is over without a new installation."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from kiosk.domain.clock import SystemClock
from kiosk.domain.problems import EnvironmentProblem, ProblemKind
from kiosk.domain.scans import Outcome
from kiosk.store.station import StationStore
from sync.hub.scan_rows import read_scan
from sync.pairing import pair, paired_server, read_pairing_text
from tests.fakes.venue import VenueClock, VenueStation, people

TWO_HOURS_S = 7200.0
A_FEW_PASSES_S = 400.0
"""The stations of these tests let a minute go by at each pass."""


def scan_ids(station: VenueStation) -> list[str]:
    return [scan.scan_id for scan, _ in station.store.log.all_scans()]


def limit_cache(station: VenueStation, pragma: str) -> None:
    """On the idle writer's own connection: in a transaction it could not be taken back."""
    station.store.cache.writer._connection.execute(pragma).fetchall()


@pytest.mark.parametrize(
    ("trouble", "cure", "kind", "words"),
    [
        ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", ProblemKind.DISK_FULL, "the disk is full"),
        ("PRAGMA query_only = 1", "PRAGMA query_only = 0", ProblemKind.NOT_WRITABLE, "read-only"),
    ],
)
def test_cache_that_takes_no_more_rows_is_named_and_filled_later(station, books, trouble, cure, kind, words):
    one = station("A")
    shown = one.check_in("T00001").scan.scan_id
    books.import_people(people(3_000))
    limit_cache(one, trouble)
    with pytest.raises(EnvironmentProblem) as caught:
        one.sync()
    assert caught.value.kind is kind
    assert "cache.db" in caught.value.what and words in caught.value.what
    assert caught.value.remedy
    assert one.check_in("T00002").verdict.outcome is Outcome.ADMITTED
    limit_cache(one, cure)
    one.engine.resume(one.worker._side.progress())
    one.sync()
    assert one.store.cache.people_count() == 3_000
    assert scan_ids(one)[0] == shown


def test_damaged_cache_is_filled_again_by_the_next_sync(station):
    one = station("A")
    shown = one.check_in("T00001").scan.scan_id
    one.close()
    path = one.directory / "cache.db"
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 3 + 64] = os.urandom(64)
    path.write_bytes(content)
    one.open()
    assert one.store.cache_was_rebuilt
    one.sync()
    assert one.store.cache.people_count() == 10
    assert scan_ids(one) == [shown]
    assert one.check_in("T00001").verdict.outcome is Outcome.REFUSED


@pytest.mark.parametrize("tail", [b"", b"\x00" * 5000, os.urandom(9000)])
def test_log_whose_newest_pages_are_torn_keeps_every_verdict_before_them(station, tmp_path, tail):
    """What a power cut leaves at the end of the log's journal: half a frame, zeros, or anything."""
    one = station("A")
    shown = [one.check_in(f"T0000{number}").scan.scan_id for number in range(5)]
    torn = tmp_path / "torn"
    torn.mkdir()
    for path in one.directory.iterdir():
        if not path.name.endswith("-shm"):
            (torn / path.name).write_bytes(path.read_bytes())
    journal = torn / "log.db-wal"
    journal.write_bytes(journal.read_bytes()[: -100 if not tail else None] + tail)
    with StationStore(torn) as store:
        kept = [scan.scan_id for scan, _ in store.log.all_scans()]
        assert store.log.first_broken_link() is None
    assert kept == (shown if tail else shown[:-1])


@pytest.mark.parametrize("wrong_by_s", [TWO_HOURS_S, -TWO_HOURS_S])
def test_clock_that_is_two_hours_wrong_is_told_and_its_door_times_are_corrected(tmp_path, hub, wrong_by_s):
    now = SystemClock().now()
    with StationStore(tmp_path / "wrong") as store:
        pair(store, read_pairing_text(hub.pairing_text), "wrong")
        server = paired_server(store)
    assert server is not None
    one = VenueStation(tmp_path / "wrong", server, "wrong", VenueClock(now + timedelta(seconds=wrong_by_s)))
    one.sync()
    shown = one.check_in("T00001").scan
    one.sync()
    offset = one.worker.status.clock_offset_s
    (kept,) = (read_scan(row) for row in hub.store.reader().execute("SELECT * FROM scans"))
    one.close()
    assert offset == pytest.approx(-wrong_by_s, abs=A_FEW_PASSES_S)
    assert kept.clock_corrected
    assert (kept.scan.at - now).total_seconds() == pytest.approx(0, abs=A_FEW_PASSES_S)
    assert (shown.at - now).total_seconds() == pytest.approx(wrong_by_s, abs=A_FEW_PASSES_S)
