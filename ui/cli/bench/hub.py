"""What a venue hub carries: durable live verdicts a second, and the first sync of 100,000 people.

The hub is a process of its own, like at a venue; 50 connections ask from another. Its CPU time a verdict is
told beside the rate, because it doesn't depend on what else the machine does. The reference is one bare commit
a verdict by the standard sqlite3 module on the same disk in the same run: what a hub without group commit could do
at most.
"""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kiosk.domain.clock import SystemClock
from kiosk.service.demo_event import demo_setup
from kiosk.service.judgement import new_scan_id
from kiosk.store.station import StationStore
from sync.hub.store import HubStore
from sync.pairing import pair, paired_server, read_pairing_text
from sync.servers.hub import pair_with_hub
from sync.worker import SyncWorker
from ui.cli.bench.doors import ask_all, cpu_seconds
from ui.cli.bench.figures import CROWD, Progress, crowd, percentiles

CONNECTIONS = 50
VERDICTS = 20_000
GOAL_PER_S = 4_000
GOAL_FIRST_SYNC_S = 12.0
_BARE_COMMITS = 500
_NOW = datetime.now(UTC)


def run(progress: Progress) -> dict[str, Any]:
    """The figures, each with its goal."""
    with TemporaryDirectory(prefix="kiosk-bench-") as name:
        directory = Path(name)
        progress(f"loading a hub with {CROWD} people")
        _load(directory / "hub")
        progress(f"{_BARE_COMMITS} bare commits")
        bare = _bare_commits_per_s(directory / "bare.db")
        with _hub_process(directory / "hub") as (text, hub):
            progress(f"{VERDICTS} live verdicts over {CONNECTIONS} connections")
            redeem = _redeem(text, hub)
            progress("first sync of a station")
            first_sync = _first_sync(directory / "station", text)
    return {
        "people": CROWD,
        "redeem": {**redeem, "goal_per_s": GOAL_PER_S, "times_bare_commits": round(redeem["per_s"] / bare, 1)},
        "bare_commits_per_s": round(bare),
        "first_sync": {**first_sync, "goal_s": GOAL_FIRST_SYNC_S},
    }


def _load(directory: Path) -> None:
    store = HubStore(directory, SystemClock())
    try:
        store.load(demo_setup(_NOW), crowd())
    finally:
        store.close()


def _bare_commits_per_s(path: Path) -> float:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE scans (scan_id TEXT PRIMARY KEY, data TEXT)")
        began = time.perf_counter()
        for _ in range(_BARE_COMMITS):
            connection.execute("INSERT INTO scans VALUES (?, ?)", (uuid.uuid4().hex, "x" * 400))
        return _BARE_COMMITS / (time.perf_counter() - began)


@contextmanager
def _hub_process(directory: Path) -> Iterator[tuple[str, int]]:
    """A real `kiosk hub`; gives its pairing text and its process id."""
    command = [sys.executable, "-m", "ui.cli.main", "hub", "--data", str(directory), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as process:
        assert process.stdout is not None
        url, code = (process.stdout.readline().partition(": ")[2].strip() for _ in range(2))
        try:
            yield f"{url}#{code}", process.pid
        finally:
            process.terminate()


def _redeem(text: str, hub: int) -> dict[str, Any]:
    """Every verdict is durable at the hub before its answer; times are from the first byte out to the last in."""
    wanted = read_pairing_text(text)
    token = pair_with_hub(wanted.url, wanted.code, "bench").token
    requests = iter([_request(token, person.ticket_code) for person in crowd()[:VERDICTS]])
    began, cpu = time.perf_counter(), cpu_seconds(hub)
    times = ask_all(wanted.url, requests, CONNECTIONS)
    seconds, worked = time.perf_counter() - began, cpu_seconds(hub)
    return {
        "connections": CONNECTIONS,
        "verdicts": len(times),
        "per_s": round(len(times) / seconds),
        "ms": percentiles(times, 50, 95, 99),
        "hub_cpu_us_per_verdict": None if cpu is None or worked is None else round((worked - cpu) / len(times) * 1e6),
    }


def _request(token: str, code: str) -> bytes:
    intent = {
        "scan_id": new_scan_id(),
        "code": code,
        "gate": demo_setup(_NOW).gates[0].id,
        "at": _NOW.isoformat(),
        "station": "bench",
    }
    body = json.dumps(intent).encode()
    head = (
        f"POST /api/v1/redeem HTTP/1.1\r\nHost: hub\r\nAuthorization: Bearer {token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def _first_sync(directory: Path, text: str) -> dict[str, Any]:
    """From an empty station to the last person found by the search."""
    with StationStore(directory) as store:
        pair(store, read_pairing_text(text), "bench station")
        server = paired_server(store)
        assert server is not None
        worker = SyncWorker(store, server, SystemClock())
        began, cpu = time.perf_counter(), _cpu_s()
        report = worker.run_once()
        found = store.cache.find(crowd()[-1].name, 1)
        seconds = time.perf_counter() - began
        worker.stop()
    cpu = _cpu_s() - cpu
    return {"s": round(seconds, 2), "cpu_s": round(cpu, 2), "rows": report.pulled, "last_person_found": bool(found)}


def _cpu_s() -> float:
    """What this process has used, and the ones that it has started and seen end."""
    return sum(os.times()[:4])
