"""The power goes at two hundred random instants of a real station's life; each time its files are rebuilt as a disk
may hold them, and opened.

`KIOSK_POWER_CUTS` sets the number of cuts, `KIOSK_CHAOS_SEED` repeats the dice of a run.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kiosk.domain.clock import SystemClock
from kiosk.domain.problems import EnvironmentProblem
from kiosk.service.check_in import Admissions, Door
from kiosk.store.station import StationStore
from tests.fakes.venue import SETUP, people
from tests.system.chaos.power_cut import rebuild, said_before
from tests.system.chaos.recorder import record
from tests.system.chaos.trace import Recording, read_recording

CUTS = int(os.environ.get("KIOSK_POWER_CUTS", "200"))
SEED = int(os.environ.get("KIOSK_CHAOS_SEED", "0")) or random.SystemRandom().randrange(1, 1_000_000)
SCANS = (60, 400)
PEOPLE = 500

_IMPORT = """
import sys
from pathlib import Path
from kiosk.store.station import StationStore
from tests.fakes.venue import SETUP, people
with StationStore(Path(sys.argv[1])) as store:
    store.cache.save_setup(SETUP)
    store.cache.save_people(people(int(sys.argv[2])))
"""


@dataclass(slots=True)
class Found:
    """What the cuts did."""

    cuts: int = 0
    said: int = 0
    lost: int = 0
    unopenable: int = 0
    broken_chains: int = 0
    caches_begun_anew: int = 0

    def table(self) -> str:
        rows = [f"  {name.replace('_', ' '):20} {getattr(self, name)}" for name in self.__slots__]
        return "\n".join([f"power cuts, seed {SEED}", *rows])


@pytest.fixture(scope="module")
def recording(tmp_path_factory: pytest.TempPathFactory) -> Recording:
    """From an empty directory: people are taken in, then two mornings at the door, the second past a checkpoint."""
    directory = tmp_path_factory.mktemp("recorded") / "station"
    directory.mkdir()
    trace = directory.parent / "trace"
    lines = record(trace, [sys.executable, "-c", _IMPORT, str(directory), str(PEOPLE)], "")
    for number in SCANS:
        codes = "".join(f"T{index % PEOPLE:05}\n" for index in range(number))
        lines += record(trace, [sys.executable, "-m", "ui.cli.main", "gate", "--data", str(directory)], codes)
    return read_recording(lines, directory, {})


def cut_the_power(recording: Recording, directory: Path, *, cuts: int, syncs_count: bool = True) -> Found:
    dice = random.Random(SEED)
    found = Found()
    for number in range(cuts):
        cut = dice.randrange(recording.length)
        place = directory / str(number)
        rebuild(recording, cut, place, dice, syncs_count=syncs_count)
        said = [json.loads(line) for line in said_before(recording, cut)]
        found.cuts += 1
        found.said += len(said)
        _look_into(place, said, found)
        shutil.rmtree(place)
    return found


def _look_into(place: Path, said: list[dict[str, str]], found: Found) -> None:
    try:
        store = StationStore(place)
    except EnvironmentProblem as problem:
        found.unopenable += 1
        sys.stdout.write(f"\n{problem}: {sorted((path.name, path.stat().st_size) for path in place.iterdir())}\n")
        return
    with store:
        kept = {scan.scan_id: scan for scan, _ in store.log.all_scans()}
        found.lost += sum(
            one["scan_id"] not in kept or kept[one["scan_id"]].verdict.value != one["verdict"] for one in said
        )
        found.broken_chains += store.log.first_broken_link() is not None
        found.caches_begun_anew += store.cache_was_rebuilt
        assert len(store.log.waiting_uploads(10_000)) == len(kept)
        _goes_on(store)


def _goes_on(store: StationStore) -> None:
    """The door opens again; a station whose people were not all taken in yet takes them in again."""
    if store.cache.setup() is None:
        store.cache.save_setup(SETUP)
        store.cache.save_people(people(1))
    door = Door(gate="north", station="after the cut")
    scan = Admissions(store, SystemClock()).check_in("T00000", door).scan
    assert store.log.scan(scan.scan_id) == scan


@pytest.mark.timeout(1800)
def test_no_power_cut_loses_a_verdict_or_a_file(recording: Recording, tmp_path: Path) -> None:
    assert len(said_before(recording, recording.length)) == sum(SCANS)
    found = cut_the_power(recording, tmp_path, cuts=CUTS)
    sys.stdout.write(f"\n{found.table()}\n")
    assert found.said > CUTS * 10
    assert (found.lost, found.unopenable, found.broken_chains) == (0, 0, 0)


@pytest.mark.timeout(600)
def test_disk_that_lies_about_its_syncs_is_found_out(recording: Recording, tmp_path: Path) -> None:
    """The replay can fail: without fsync verdicts are lost."""
    found = cut_the_power(recording, tmp_path, cuts=20, syncs_count=False)
    assert found.lost + found.unopenable > 0
