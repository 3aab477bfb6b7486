"""Five hundred badges through every mishap of a hall: each came out once, or a person is asked; none is in neither.

Real store, real processes, real TCP. `-s` prints the figures. The seed is fixed; the instants are not.
"""

from __future__ import annotations

import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.domain.badges import PrintState
from kiosk.store.database import station_key
from kiosk.store.log import LogStore
from printing.simulator import SimulatedPrinter
from tests.fakes.job_table import job

BADGES = 500
SETTLED = {PrintState.PRINTED, PrintState.UNCONFIRMED}
STATION = Path(__file__).with_name("print_station.py")


class Hall:
    """A data directory with queued badges, simulated printers, and the station's process."""

    def __init__(self, directory: Path, printers: int, badges: int) -> None:
        self.directory = directory
        self.machines = [SimulatedPrinter().start() for _ in range(printers)]
        self._uris = [machine.uri for machine in self.machines]
        now = datetime.now(UTC)
        with self._store() as store:
            for number in range(badges):
                store.print_jobs.add(replace(job(number), created_at=now))

    def _store(self) -> OpenLog:
        return OpenLog(self.directory)

    def station(self) -> subprocess.Popen[str]:
        """Starts the printing process and waits until it works."""
        process = subprocess.Popen(
            [sys.executable, str(STATION), str(self.directory), *self._uris], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        assert process.stdout.readline() == "running\n"
        return process

    def run_to_the_end(self, timeout_s: float = 100) -> None:
        process = self.station()
        assert process.wait(timeout_s) == 0
        process.stdout.close()

    def states(self) -> dict[str, PrintState]:
        with self._store() as store:
            return {each.badge.ticket_code: each.state for each in store.print_jobs.in_state(*PrintState)}

    def paper(self) -> Counter[str]:
        labels = [label for machine in self.machines for label in machine.labels]
        return Counter(re.search(rb"\^FD(T-\d+)\^FS", label)[1].decode() for label in labels)

    def close(self) -> None:
        for machine in self.machines:
            machine.stop()


class OpenLog:
    """The log of a directory, open for one block."""

    def __init__(self, directory: Path) -> None:
        self._store = LogStore(directory / "log.db", station_key(directory))

    def __enter__(self) -> LogStore:
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()


@pytest.fixture
def hall(tmp_path):
    halls = []

    def make(printers: int = 2, badges: int = BADGES) -> Hall:
        halls.append(Hall(tmp_path, printers, badges))
        return halls[-1]

    yield make
    for each in halls:
        each.close()


def assert_each_badge_once_or_asked(hall: Hall, badges: int = BADGES) -> None:
    for machine in hall.machines:
        machine.set_condition(paper_out=False, head_open=False, held=False, silent=False, cut_after=None)
    states, paper = hall.states(), hall.paper()
    assert len(states) == badges
    assert set(states.values()) <= SETTLED, Counter(states.values())
    twice = [code for code, times in paper.items() if times > 1]
    not_out = [code for code, state in states.items() if state is PrintState.PRINTED and paper[code] != 1]
    assert (twice, not_out) == ([], [])
    asked = sum(state is PrintState.UNCONFIRMED for state in states.values())
    sys.stdout.write(f"\n{badges} badges: {badges - asked} confirmed, {asked} to ask a person about\n")


class Mischief(threading.Thread):
    """Puts random printers into random trouble and mends them, until told to stop."""

    def __init__(self, machines: list[SimulatedPrinter], acts: list[str], seed: int) -> None:
        super().__init__(name="mischief")
        self._machines = machines
        self._acts = acts
        self._random = random.Random(seed)
        self._over = threading.Event()
        self.done: Counter[str] = Counter()

    def run(self) -> None:
        while not self._over.wait(self._random.uniform(0.02, 0.15)):
            act = self._random.choice(self._acts)
            self._commit(act, self._random.choice(self._machines))
            self.done[act] += 1

    def _commit(self, act: str, machine: SimulatedPrinter) -> None:
        pause = self._random.uniform(0.02, 0.3)
        if act == "power":
            machine.stop()
            self._over.wait(pause)
            machine.start()
            return
        trouble, well = {
            "cut": ({"cut_after": self._random.randrange(1, 6000)}, {"cut_after": None}),
            "paper": ({"paper_out": True}, {"paper_out": False}),
            "silent": ({"silent": True}, {"silent": False}),
            "open": ({"head_open": True}, {"head_open": False}),
        }[act]
        machine.set_condition(**trouble)
        self._over.wait(pause)
        machine.set_condition(**well)

    def stop(self) -> None:
        self._over.set()
        self.join()


def run_with(hall: Hall, *acts: str) -> None:
    mischief = Mischief(hall.machines, list(acts), seed=7)
    mischief.start()
    try:
        hall.run_to_the_end()
    finally:
        mischief.stop()
    assert sum(mischief.done.values()) > 5, "the run was over before anything happened"


@pytest.mark.parametrize("act", ["power", "cut", "paper", "silent"])
def test_printers_that_misbehave_lose_and_double_no_badge(hall, act):
    room = hall()
    for machine in room.machines:
        machine.set_condition(ms_per_label=5)
    run_with(room, act)
    assert_each_badge_once_or_asked(room)


@pytest.mark.timeout(300)
def test_station_killed_at_random_instants_loses_and_doubles_no_badge(hall):
    room = hall()
    for machine in room.machines:
        machine.set_condition(ms_per_label=5)
    dice, kills = random.Random(11), 0
    while any(state not in SETTLED for state in room.states().values()):
        process = room.station()
        time.sleep(dice.uniform(0.0, 0.4))
        process.kill()
        process.wait()
        process.stdout.close()
        kills += 1
    sys.stdout.write(f"\n{kills} kills\n")
    assert kills > 5
    assert_each_badge_once_or_asked(room)


@pytest.mark.timeout(300)
def test_everything_at_once_loses_and_doubles_no_badge(hall):
    room = hall(printers=3)
    for machine in room.machines:
        machine.set_condition(ms_per_label=5)
    mischief = Mischief(room.machines, ["power", "cut", "paper", "silent", "open"], seed=3)
    mischief.start()
    dice, kills = random.Random(5), 0
    try:
        while any(state not in SETTLED for state in room.states().values()):
            process = room.station()
            time.sleep(dice.uniform(0.2, 1.5))
            process.kill()
            process.wait()
            process.stdout.close()
            kills += 1
    finally:
        mischief.stop()
    sys.stdout.write(f"\n{kills} kills, {dict(mischief.done)}\n")
    assert_each_badge_once_or_asked(room)
