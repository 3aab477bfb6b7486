"""`kiosk hub` on a real PostgreSQL: several processes at one address, and several hubs with the same books."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from kiosk.domain.clock import SystemClock
from kiosk.domain.live import Intent
from kiosk.domain.problems import EnvironmentProblem
from kiosk.domain.scans import Outcome
from sync.hub.store import HubStore
from sync.servers.hub import HubServer, pair_with_hub
from tests.fakes.postgres_server import PASSWORD, PostgresServer
from tests.fakes.venue import OPENING, SETUP, people

TICKETS = 40
PATIENCE_S = 60.0

pytestmark = [
    pytest.mark.timeout(300),
    pytest.mark.skipif(sys.platform != "linux", reason="one address for several processes is for Linux"),
]


class RunningHub:
    """A `kiosk hub` of some processes."""

    def __init__(self, database: str, *options: str) -> None:
        command = [sys.executable, "-m", "ui.cli.main", "hub", "--data", "unused", "--port", "0", *options]
        variables = {**os.environ, "KIOSK_HUB_DATABASE": database}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=variables)
        assert self.process.stdout is not None
        self.url, self.code = (self.process.stdout.readline().partition(": ")[2].strip() for _ in range(2))

    def children(self) -> set[int]:
        listed = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return {int(number) for number in listed.read_text().split()}

    def door(self, name: str) -> HubServer:
        return HubServer(self.url, pair_with_hub(self.url, self.code, name).token)

    def end(self) -> int:
        self.process.send_signal(signal.SIGTERM)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return self.process.wait(PATIENCE_S)


@pytest.fixture
def loaded(new_database: str, tmp_path: Path) -> str:
    """A database with an event and its people."""
    store = HubStore(tmp_path, SystemClock(), new_database)
    store.load(SETUP, people(TICKETS + 1))
    store.close()
    return new_database


@pytest.fixture
def start(loaded: str) -> Iterator[Callable[..., RunningHub]]:
    running: list[RunningHub] = []

    def begin(*options: str) -> RunningHub:
        running.append(RunningHub(loaded, *options))
        return running[-1]

    yield begin
    for hub in running:
        if hub.process.poll() is None:
            hub.end()


def question(number: int, ticket: int, station: str) -> Intent:
    return Intent(scan_id=f"{number:032x}", code=f"T{ticket:05}", gate="once", at=OPENING, station=station)


def patiently(work: Callable[[], object]) -> object:
    """Until it succeeds."""
    until = time.monotonic() + PATIENCE_S
    while True:
        try:
            return work()
        except (EnvironmentProblem, AssertionError):
            if time.monotonic() > until:
                raise
            threading.Event().wait(0.1)


def _assert_one_yes_each(hubs: list[RunningHub]) -> None:
    """Eight doors, each with a connection of its own, show every ticket at the same moment."""
    with ExitStack() as opened, ThreadPoolExecutor(8) as pool:
        doors = [hubs[number % len(hubs)].door(str(number)) for number in range(8)]
        for door in doors:
            opened.callback(door.close)
        for ticket in range(TICKETS):
            asked = [
                pool.submit(door.redeem, question(ticket * 8 + number, ticket, str(number)), 30.0)
                for number, door in enumerate(doors)
            ]
            outcomes = [one.result().outcome for one in asked]
            assert outcomes.count(Outcome.ADMITTED) == 1, f"ticket {ticket}: {outcomes}"


def test_of_eight_doors_with_one_ticket_one_hears_yes_over_four_processes(start):
    hub = start("--processes", "4")
    patiently(lambda: hub.door("first").close())
    assert len(hub.children()) == 4
    _assert_one_yes_each([hub])


def test_of_eight_doors_with_one_ticket_one_hears_yes_over_two_hubs(start):
    _assert_one_yes_each([start(), start("--processes", "2")])


def test_scans_are_exported_from_the_database(start, loaded):
    hub = start()
    door = hub.door("A")
    assert door.redeem(question(1, 1, "A"), 30.0).outcome is Outcome.ADMITTED
    door.close()
    command = [sys.executable, "-m", "ui.cli.main", "export", "scans", "--format", "json", "--database", loaded]
    exported = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    assert [row["scan_id"] for row in exported] == [question(1, 1, "A").scan_id]


def test_a_killed_process_is_replaced_and_all_end_with_the_first(start):
    hub = start("--processes", "2")
    patiently(lambda: hub.door("first").close())
    first, second = sorted(hub.children())
    os.kill(first, signal.SIGKILL)

    def is_replaced() -> None:
        assert len(hub.children() - {first}) == 2

    patiently(is_replaced)
    door = patiently(lambda: hub.door("again"))
    assert isinstance(door, HubServer)
    assert patiently(lambda: door.redeem(question(1, TICKETS, "again"), 10.0).outcome) is Outcome.ADMITTED
    door.close()
    living = hub.children()
    assert second in living
    assert hub.end() == 0
    assert not any(Path(f"/proc/{number}").exists() for number in living)


def test_servers_end_when_whoever_began_them_is_killed(start):
    hub = start("--processes", "2")
    patiently(lambda: hub.door("first").close())
    living = hub.children()
    hub.process.kill()
    hub.process.wait()
    hub.process.stdout.close()

    def are_gone() -> None:
        assert not any(Path(f"/proc/{number}").exists() for number in living)

    patiently(are_gone)


def _refused(*options: str, database: str | None = None) -> str:
    """What a hub that doesn't start says on its standard error."""
    variables = {name: value for name, value in os.environ.items() if name != "KIOSK_HUB_DATABASE"}
    if database is not None:
        variables["KIOSK_HUB_DATABASE"] = database
    command = [sys.executable, "-m", "ui.cli.main", "hub", "--data", "unused", "--port", "0", *options]
    done = subprocess.run(command, capture_output=True, text=True, env=variables, timeout=PATIENCE_S, check=False)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    return done.stderr


def test_a_wrong_password_is_one_line_without_it(postgres: PostgresServer):
    said = _refused("--processes", "2", database=postgres.url("postgres", password="sardoodledom"))
    assert "refuses this user or password" in said
    assert len(said.splitlines()) == 1
    assert "sardoodledom" not in said


def test_a_server_that_is_not_there_is_one_line_without_the_password():
    said = _refused(database=f"postgresql://hub:{PASSWORD}@127.0.0.1:1/hub")
    assert "can't be reached" in said
    assert len(said.splitlines()) == 1
    assert PASSWORD not in said


def test_several_processes_want_a_database():
    assert "--processes needs --database" in _refused("--processes", "2")
