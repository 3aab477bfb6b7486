"""strace as the recorder of what a program does to its files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

_CALLS = "pwrite64,write,fsync,fdatasync,ftruncate,openat,rename,unlink,link"
_COMMAND = ["strace", "-f", "-y", "-xx", "-s", "10000000", "-e", f"trace={_CALLS}", "-e", "signal=none", "-o"]


def record(trace: Path, command: list[str], given: str) -> list[str]:
    """Runs `command` with `given` on standard input; the lines of its trace. Skips where nobody may look on."""
    if shutil.which("strace") is None:
        pytest.skip("strace is not installed; the power cuts need it")
    done = subprocess.run(
        [*_COMMAND, str(trace), *command], input=given, text=True, stdout=subprocess.PIPE, timeout=300, check=False
    )
    if done.returncode != 0 and not trace.exists():
        pytest.skip("this machine does not let strace look on")
    assert done.returncode == 0
    return trace.read_text(encoding="ascii").splitlines()
