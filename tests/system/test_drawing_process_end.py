"""The process that draws badges ends with the program that started it, even when that is killed."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
from printing.drawing import Order
from printing.drawing_process import DrawingProcess
from tests.fakes.badges import FRENCH

if __name__ == "__main__":
    process = DrawingProcess()
    process.ask(Order(badge=FRENCH, layout="4x3"))
    process.wait(60)
    print(process.pid, flush=True)
    input()
"""


def is_alive(pid: int) -> bool:
    """Whether the process runs; one that ended and waits for its parent to ask is over."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks into /proc")
def test_process_that_draws_ends_when_its_program_is_killed(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    command = [sys.executable, str(program)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root, env={"PYTHONPATH": str(root)}, text=True
    ) as running:
        assert running.stdout is not None
        pid = int(running.stdout.readline())
        assert is_alive(pid)
        running.kill()
    end = time.monotonic() + 30
    while is_alive(pid) and time.monotonic() < end:
        time.sleep(0.05)
    assert not is_alive(pid)
