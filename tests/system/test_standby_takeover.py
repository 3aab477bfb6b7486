"""Real processes: a hub is killed while guests come in, a person promotes the standby, the old hub comes back.

`KIOSK_TAKEOVERS` sets how often the hub of the day is killed and replaced.
"""

from __future__ import annotations

import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Any

import httpx2
import pytest

from kiosk.domain.clock import SystemClock
from sync.hub.sqlite_books import hub_books
from sync.hub.store import HubStore
from sync.servers.hub import pair_with_hub
from tests.fakes.venue import SETUP, people

TAKEOVERS = int(os.environ.get("KIOSK_TAKEOVERS", "1"))
STATIONS = ("A", "B", "C")
PEOPLE = 400
_PATIENCE_S = 60.0
_KIOSK = (sys.executable, "-m", "ui.cli.main")


class HubProcess:
    """One `kiosk hub` on a directory and a port of its own, started as often as needed."""

    def __init__(self, directory: Path, port: int) -> None:
        self.directory, self.port = directory, port
        self.url = f"http://127.0.0.1:{port}"
        self.lines: list[str] = []

    def start(self, *options: str) -> None:
        command = [*_KIOSK, "hub", "--data", str(self.directory), "--port", str(self.port), *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.reader = threading.Thread(target=self._read)
        self.reader.start()
        wait(lambda: self.role() is not None, f"{self.url} does not answer: {self.lines}")

    def role(self) -> str | None:
        try:
            return str(httpx2.get(f"{self.url}/api/v1/hello", trust_env=False).json()["role"])
        except httpx2.HTTPError:
            return None

    def end(self, *, kill: bool = False) -> None:
        if kill:
            self.process.kill()
        else:
            self.process.terminate()
        self.process.wait()
        self.reader.join()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout:
            self.lines += list(self.process.stdout)


class Gate:
    """One `kiosk gate` that is shown ticket after ticket."""

    def __init__(self, directory: Path, pairing_text: str) -> None:
        command = [*_KIOSK, "gate", "--data", str(directory), "--server", pairing_text]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )
        self.shown: list[dict[str, Any]] = []
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self._show_tickets)
        self.thread.start()

    def _show_tickets(self) -> None:
        dice = random.Random()
        assert self.process.stdin is not None and self.process.stdout is not None
        while not self.stop.is_set():
            self.process.stdin.write(f"T{dice.randrange(PEOPLE):05}\n")
            self.process.stdin.flush()
            self.shown.append(json.loads(self.process.stdout.readline()))
            self.stop.wait(0.05)

    def end_of_day(self) -> None:
        """Nobody comes any more; the station goes on uploading."""
        self.stop.set()
        self.thread.join()

    def close(self) -> None:
        self.end_of_day()
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


def wait(holds: Any, why: str) -> float:
    """Until it is true; gives the seconds."""
    began = time.monotonic()
    while not holds():
        assert time.monotonic() - began < _PATIENCE_S, why
        time.sleep(0.05)
    return time.monotonic() - began


@pytest.fixture
def hubs(tmp_path: Path, unused_ports: list[int]):
    store = HubStore(tmp_path / "one", SystemClock())
    store.load(SETUP, people(PEOPLE))
    code = store.doorkeeper.pairing_code
    store.close()
    made = [HubProcess(tmp_path / name, port) for name, port in zip(("one", "two"), unused_ports, strict=True)]
    made[0].start()
    made[1].start("--standby-of", f"{made[0].url}#{code}")
    yield made, code
    for hub in made:
        hub.end()


@pytest.fixture
def unused_ports() -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


@pytest.mark.timeout(900)
def test_a_hub_that_dies_is_replaced_and_nothing_shown_is_lost(hubs: Any, tmp_path: Path) -> None:
    (leader, standby), code = hubs
    gates = [Gate(tmp_path / name, f"{leader.url}#{code}") for name in STATIONS]
    try:
        seconds = []
        for _ in range(TAKEOVERS):
            counts = [len(gate.shown) for gate in gates]
            wait(lambda: all(len(gate.shown) > n + 40 for gate, n in zip(gates, counts, strict=True)), "no verdicts")  # noqa: B023
            wait(lambda: _knows_stations(standby), "the standby has not heard of the stations")  # noqa: B023
            leader.end(kill=True)
            time.sleep(1.0)
            subprocess.run(
                [*_KIOSK, "hub", "--data", str(standby.directory), "--port", str(standby.port), "--promote"],
                check=True,
                stdout=subprocess.DEVNULL,
            )
            seconds.append(wait(lambda: _all_moved(gates), "stations stay with the lost hub"))
            leader.start()
            wait(lambda: leader.role() == "retired", "the old hub serves on")  # noqa: B023
            leader.end()
            leader.start("--standby-of", f"{standby.url}#{code}")
            leader, standby = standby, leader
        for gate in gates:
            gate.end_of_day()
        books = _Books(leader.url, code)
        shown = [verdict for gate in gates for verdict in gate.shown]
        seconds_to_agree = wait(lambda: books.has_all(shown), "scans are missing")
        ids = Counter(row["scan_id"] for row in books.scans())
        unflagged = books.greens_not_flagged()
    finally:
        for gate in gates:
            gate.close()
    sys.stdout.write(
        f"\nhubs replaced {TAKEOVERS}, verdicts shown {len(shown)}, shown and lost 0, "
        f"doubled {sum(number > 1 for number in ids.values())}, double entries not flagged {len(unflagged)}\n"
        f"  s from the promotion to a hub's verdict at every station {max(seconds):.1f}, "
        f"to the last missing scan {seconds_to_agree:.1f}\n"
    )
    assert set(ids.values()) == {1}
    assert not unflagged


class _Books:
    def __init__(self, url: str, code: str) -> None:
        self._headers = {"Authorization": f"Bearer {pair_with_hub(url, code, 'auditor').token}"}
        self._url = f"{url}/api/v1"

    def scans(self) -> list[dict[str, Any]]:
        return list(httpx2.get(f"{self._url}/scans", headers=self._headers, trust_env=False, timeout=30).json())

    def has_all(self, shown: list[dict[str, Any]]) -> bool:
        kept = {row["scan_id"] for row in self.scans() if row["state"] != "pending"}
        return {verdict["scan_id"] for verdict in shown} <= kept

    def greens_not_flagged(self) -> set[str]:
        """Tickets with two green entries and no conflict."""
        answer = httpx2.get(f"{self._url}/conflicts", headers=self._headers, trust_env=False, timeout=30)
        flagged = {one["scan"]["ticket_code"] for one in answer.json()}
        greens = Counter(row["ticket_code"] for row in self.scans() if row["verdict"] == "admitted")
        return {ticket for ticket, number in greens.items() if number > 1 and ticket not in flagged}


def _knows_stations(standby: HubProcess) -> bool:
    """The copy is never far behind; a station that was paired a moment ago must be in it."""
    with hub_books(standby.directory) as books:
        return int(books.execute("SELECT count(*) AS number FROM devices").fetchone()["number"]) >= len(STATIONS)


def _all_moved(gates: list[Gate]) -> bool:
    return all(gate.shown and gate.shown[-1]["decided_by"] == "server" for gate in gates)
