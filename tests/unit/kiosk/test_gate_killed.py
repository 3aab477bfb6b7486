"""A gate that is killed keeps what it answered; the long run of this is tests/system/test_gate_kill.py."""

from __future__ import annotations

import random
from pathlib import Path

from tests.fakes.killed_gate import KilledGate


def test_gate_killed_ten_times_lost_no_scan_that_it_answered(tmp_path: Path) -> None:
    gate = KilledGate(tmp_path / "station", random.Random(10))
    for _ in range(10):
        gate.run_and_kill()
    assert len(gate.answers) >= 50
    gate.check()
