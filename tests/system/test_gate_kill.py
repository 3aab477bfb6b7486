"""kill -9 a hundred times at random instants: every scan whose verdict was read is in the log afterwards."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.fakes.killed_gate import KilledGate


@pytest.mark.timeout(600)
def test_gate_killed_a_hundred_times_lost_no_scan_that_it_answered(tmp_path: Path) -> None:
    seed = random.SystemRandom().randrange(1_000_000)
    gate = KilledGate(tmp_path / "station", random.Random(seed))
    for _ in range(100):
        gate.run_and_kill()
    assert len(gate.answers) >= 500, f"seed {seed}"
    gate.check()
