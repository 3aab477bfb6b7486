"""How long a person waits for the verdict: from the code to the scan on disk, with 100,000 people.

Once inside one process, and once through the pipes of a real `kiosk gate`. The reference is a bare commit of one
row by the standard sqlite3 module with the same durability, on the same disk in the same run.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import IO, Any

from kiosk.domain.clock import SystemClock
from kiosk.service.check_in import Admissions, Door
from kiosk.store.station import StationStore
from ui.cli.bench.figures import Progress, crowd, crowded_station, percentiles, timed

CHECK_INS = 2_000
GOAL_P99_MS = 25.0


def run(progress: Progress) -> dict[str, Any]:
    """The figures; `goal_met` tells whether p99 of the durable check-in stays below 25 ms."""
    codes = [person.ticket_code for person in random.Random(1).sample(crowd(), 2 * CHECK_INS)]
    with crowded_station(progress) as directory:
        progress(f"{CHECK_INS} bare commits")
        commit = percentiles(_bare_commits(directory / "bare.db"), 50, 95, 99)
        progress(f"{CHECK_INS} check-ins")
        check_in = percentiles(_check_ins(directory, codes[:CHECK_INS]), 50, 95, 99)
        progress(f"{CHECK_INS} codes through kiosk gate")
        process = _through_process(directory, codes[CHECK_INS:])
    return {
        "people": len(crowd()),
        "check_ins": CHECK_INS,
        "check_in_ms": check_in,
        "goal_p99_ms": GOAL_P99_MS,
        "goal_met": check_in["p99"] < GOAL_P99_MS,
        "bare_commit_ms": commit,
        "times_a_bare_commit": round(check_in["p50"] / commit["p50"], 2),
        "process": process,
    }


def _check_ins(directory: Path, codes: Sequence[str]) -> list[float]:
    """Milliseconds of each check-in at the first gate of the event, the one that prints badges."""
    with StationStore(directory) as store:
        setup = store.cache.setup()
        if setup is None:
            raise RuntimeError("the station was made without its event")
        admissions = Admissions(store, SystemClock())
        door = Door(gate=setup.gates[0].id, station="bench")
        return [timed(partial(admissions.check_in, code, door)) for code in codes]


def _bare_commits(path: Path) -> list[float]:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("CREATE TABLE rows (text TEXT)")
        row = ("x" * 300,)
        return [timed(lambda: connection.execute("INSERT INTO rows VALUES (?)", row)) for _ in range(CHECK_INS)]


def _through_process(directory: Path, codes: Sequence[str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "ui.cli.main", "gate", "--data", str(directory)]
    began = time.perf_counter()
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        if process.stdin is None or process.stdout is None:
            raise RuntimeError("the gate has no pipes")
        _ask(process.stdin, process.stdout, "FIRST")
        start = (time.perf_counter() - began) * 1000
        stdin, stdout = process.stdin, process.stdout
        answers = [_timed_answer(stdin, stdout, code) for code in codes]
        stdin.close()
    return {
        "start_ms": round(start, 1),
        "round_trip_ms": percentiles([ms for ms, _ in answers], 50, 95, 99),
        "admitted": sum(answer["verdict"] == "admitted" for _, answer in answers),
    }


def _timed_answer(stdin: IO[bytes], stdout: IO[bytes], code: str) -> tuple[float, dict[str, Any]]:
    began = time.perf_counter()
    answer = _ask(stdin, stdout, code)
    return (time.perf_counter() - began) * 1000, answer


def _ask(stdin: IO[bytes], stdout: IO[bytes], code: str) -> dict[str, Any]:
    stdin.write(f"{code}\n".encode())
    stdin.flush()
    answer: dict[str, Any] = json.loads(stdout.readline())
    return answer
