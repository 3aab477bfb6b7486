"""Runs a real `kiosk gate`, kills it at random instants, and holds what it answered against what it kept."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kiosk.domain.scans import Outcome, UploadState
from kiosk.store.station import StationStore
from tests.fakes.door import AMINA, SETUP

_CODES_A_RUN = 400
_MOST_ANSWERS = 25
_LONGEST_WAIT_MICROSECONDS = 3_000


@dataclass
class KilledGate:
    """One station whose process dies again and again; `answers` is every line that came out of it."""

    directory: Path
    dice: random.Random
    answers: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        with StationStore(self.directory) as store:
            store.cache.save_setup(SETUP)
            store.cache.save_people(replace(AMINA, ticket_code=f"T{number:05}") for number in range(4_000))

    def run_and_kill(self) -> None:
        """Feeds codes; kills after a random number of answers and some microseconds; keeps all that came out."""
        enough, wait = self.dice.randint(0, _MOST_ANSWERS), self.dice.randint(0, _LONGEST_WAIT_MICROSECONDS)
        process = subprocess.Popen(
            [sys.executable, "-m", "ui.cli.main", "gate", "--data", str(self.directory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        with process:
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("".join(f"{self._code()}\n" for _ in range(_CODES_A_RUN)).encode())
            process.stdin.flush()
            lines = [process.stdout.readline() for _ in range(enough)]
            _spin(wait)
            process.kill()
            lines += process.stdout.readlines()
        self.answers += [json.loads(line) for line in lines if line.endswith(b"\n")]

    def check(self) -> None:
        """Everything that was answered is on disk, once, with its upload and its badge, in an unbroken chain."""
        with StationStore(self.directory) as store:
            assert not store.cache_was_rebuilt
            assert store.log.first_broken_link() is None
            kept = {scan.scan_id: scan for scan, _ in store.log.all_scans()}
            lost = [answer for answer in self.answers if answer["scan_id"] not in kept]
            assert lost == []
            for answer in self.answers:
                scan = kept[answer["scan_id"]]
                assert (scan.code, scan.verdict.value, scan.at.isoformat()) == (
                    answer["code"],
                    answer["verdict"],
                    answer["at"],
                )
            assert {scan.scan_id for scan in store.log.waiting_uploads(1_000_000)} == kept.keys()
            assert store.log.upload_counts()[UploadState.PENDING] == len(kept)
            admitted = Counter(scan.ticket_code for scan in kept.values() if scan.verdict is Outcome.ADMITTED)
            badges = Counter(job.badge.ticket_code for job in store.log.print_jobs.queued(1_000_000))
            assert set(admitted.values()) <= {1}
            assert badges == admitted

    def _code(self) -> str:
        return f"T{self.dice.randrange(4_000):05}" if self.dice.random() < 0.9 else "NOBODY"


def _spin(microseconds: int) -> None:
    until = time.perf_counter_ns() + microseconds * 1000
    while time.perf_counter_ns() < until:
        pass
