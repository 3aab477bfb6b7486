"""Ctrl+C in the middle of a preflight: one line, at once, whatever its processes are at."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PEOPLE = 20_000
PATIENCE_S = 20.0
MOMENTS_S = (0.0, 0.1, 0.3, 0.6)
"""After the first process of the preflight is there: while it loads, and while it works."""


@pytest.mark.skipif(sys.platform != "linux", reason="looks for child processes in /proc")
@pytest.mark.parametrize("later_s", MOMENTS_S)
def test_interrupted_preflight_ends_in_one_line(tmp_path: Path, later_s: float) -> None:
    sheet = tmp_path / "people.csv"
    rows = (f"T{number:05d},Nora Berrada {number},participant\n" for number in range(PEOPLE))
    sheet.write_text("ticket_code,name,category\n" + "".join(rows), encoding="utf-8")
    command = [sys.executable, "-m", "ui.cli.main", "preflight", str(sheet), "--layout", "4x3", "--json"]
    program = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    try:
        _wait_for_a_worker(program.pid, later_s)
        os.killpg(program.pid, signal.SIGINT)
        _, told = program.communicate(timeout=PATIENCE_S)
    finally:
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
    assert program.returncode != 0
    assert b"Traceback" not in told


def _wait_for_a_worker(pid: int, later_s: float) -> None:
    until, began = time.monotonic() + PATIENCE_S, None
    while began is None or time.monotonic() < began + later_s:
        assert time.monotonic() < until, "the preflight began no process"
        if began is None and any(b"spawn_main" in _command_of(child) for child in _children(pid)):
            began = time.monotonic()


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()


def _command_of(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
