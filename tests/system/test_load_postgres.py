"""Durable live verdicts a second on a real PostgreSQL, with 1, 2 and 4 hub processes at one address.

50 connections ask from one thread of another process; the database runs on the same machine. CPU times are told beside
the rates, because they don't depend on what else the machine does. `KIOSK_LOAD_VERDICTS` sets how many are asked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.domain.clock import SystemClock
from sync.hub.store import HubStore
from sync.servers.hub import pair_with_hub
from tests.fakes.postgres_server import PostgresServer
from tests.fakes.venue import OPENING, SETUP, people
from ui.cli.bench.doors import ask_all, cpu_seconds
from ui.cli.bench.figures import percentiles

CONNECTIONS = 50
VERDICTS = int(os.environ.get("KIOSK_LOAD_VERDICTS", "10000"))
WARM_UP = 500
GOAL_P99_MS = 250.0

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="one address for several processes is for Linux")


@contextmanager
def _hub(database: str, processes: int) -> Iterator[tuple[str, str, int]]:
    command = [sys.executable, "-m", "ui.cli.main", "hub", "--data", "unused", "--port", "0"]
    variables = {**os.environ, "KIOSK_HUB_DATABASE": database}
    with subprocess.Popen(
        [*command, "--processes", str(processes)], stdout=subprocess.PIPE, text=True, env=variables
    ) as process:
        assert process.stdout is not None
        url, code = (process.stdout.readline().partition(": ")[2].strip() for _ in range(2))
        yield url, code, process.pid
        process.terminate()


def _cpu(process: int) -> float:
    """Seconds of a process and of those that it has begun."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return sum(cpu_seconds(one) or 0.0 for one in (process, *map(int, children)))


def _request(token: str, code: str) -> bytes:
    intent = {"scan_id": uuid.uuid4().hex, "code": code, "gate": "north", "at": OPENING.isoformat(), "station": "load"}
    body = json.dumps(intent).encode()
    head = (
        f"POST /api/v1/redeem HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


@pytest.mark.timeout(600)
@pytest.mark.parametrize("processes", [1, 2, 4])
def test_durable_verdicts_on_postgresql(postgres: PostgresServer, tmp_path: Path, processes: int) -> None:
    database = postgres.new_database("kiosk-load")
    store = HubStore(tmp_path, SystemClock(), database)
    store.load(SETUP, people(WARM_UP + VERDICTS))
    store.close()
    with _hub(database, processes) as (url, code, pid):
        token = pair_with_hub(url, code, "load").token
        requests = [_request(token, f"T{number:05}") for number in range(WARM_UP + VERDICTS)]
        ask_all(url, iter(requests[:WARM_UP]), CONNECTIONS)
        busy = os.getloadavg()[0] > (os.cpu_count() or 1)
        hub, server, began = _cpu(pid), postgres.cpu_seconds(), time.perf_counter()
        times = ask_all(url, iter(requests[WARM_UP:]), CONNECTIONS)
        seconds = time.perf_counter() - began
        hub, server = _cpu(pid) - hub, postgres.cpu_seconds() - server
    figures = percentiles(times, 50, 95, 99)
    sys.stdout.write(
        f"\nPostgreSQL, {processes} hub process(es): {len(times) / seconds:.0f} verdicts/s, ms {figures}, "
        f"CPU a verdict: hub {hub / len(times) * 1e6:.0f} us, PostgreSQL {server / len(times) * 1e6:.0f} us, "
        f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n"
    )
    if busy:
        pytest.skip("other programs keep this machine busy: the times say nothing of the hub")
    assert figures["p99"] < GOAL_P99_MS
